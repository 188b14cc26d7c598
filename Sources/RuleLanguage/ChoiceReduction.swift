import FundingTerms

/// Leaves out of choices what rules cannot tell apart.
///
/// Labels are as good as each other if they are in the same sets. Where different labels are counted,
/// which one it is matters too: a label that somebody is known to have is told apart from all others,
/// and of the rest, which are interchangeable, each fact is tried with those of the facts before it
/// and two more.
struct ChoiceReduction {
  private let uses: RuleMentions
  /// The labels that some record is known to have, in each column of which labels are counted.
  private let taken: [RuleMentions.Place: BitSet]

  init(facts: Facts, uses: RuleMentions) {
    self.uses = uses
    var taken: [RuleMentions.Place: BitSet] = [:]
    for key in uses.counted {
      var labels = BitSet()
      for column in uses.joints(key) {
        if column.table >= 0 {
          let known = facts.tables[column.table].labels(column.column)
          labels = labels.union(BitSet(known.known.map { known.values[$0] }))
        } else if case .label(let label) = facts.project[column.column] {
          labels.insert(label)
        }
      }
      taken[key] = labels
    }
    self.taken = taken
  }

  /// A label in a column, whichever record has it.
  private struct Place: Hashable {
    var key: RuleMentions.Place
    var label: Int
  }

  /// How a label can be had: by which choices, and with what else. Labels of one profile can be put
  /// in each other's place.
  private struct Profile: Hashable {
    var ranks: [Int: [[Choice.Setting]: Int]] = [:]
  }

  /// What leads to a label: the settings before it, and what it is like.
  private struct Branch: Hashable {
    var path: [Choice.Setting]
    var profile: Int
  }

  func reduced(_ choices: [Choice]) -> [Choice] {
    let relevant = choices.map { $0.options.map { $0.filter(matters) } }
    let profiles = profiles(relevant)
    return zip(choices, relevant).enumerated().compactMap { index, pair in
      let (choice, all) = pair
      var branches: [Branch: [Choice.Setting]] = [:]
      var seen = Set<[Choice.Setting]>()
      var options: [[Choice.Setting]] = []
      for settings in all {
        var path: [Choice.Setting] = []
        var isKept = true
        for setting in settings where !setting.isClaim {
          guard let place = newPlace(setting), let profile = profiles[place] else {
            path.append(signature(of: setting))
            continue
          }
          // Why: the facts before this one may have used as many of these labels as they are;
          // one more makes it a choice for the first of them too.
          let branch = Branch(path: path + [signature(of: setting)], profile: profile.number)
          var tried = branches[branch] ?? []
          if !tried.contains(setting) {
            guard tried.count < profile.choices.count(where: { $0 < index }) + 2 else {
              isKept = false
              break
            }
            tried.append(setting)
            branches[branch] = tried
          }
          path.append(setting)
        }
        if isKept, seen.insert(path).inserted { options.append(settings) }
      }
      return options.isEmpty ? nil : Choice(names: choice.names, options: options)
    }
  }

  /// For each label that is counted and new: the number of its profile, and the choices that may be
  /// it.
  private func profiles(_ choices: [[[Choice.Setting]]])
    -> [Place: (number: Int, choices: [Int])]
  {
    guard !uses.counted.isEmpty else { return [:] }
    var found: [Place: Profile] = [:]
    for (index, options) in choices.enumerated() {
      for settings in options where settings.contains(where: { newPlace($0) != nil }) {
        let kinds = settings.map(signature)
        for setting in settings {
          guard let place = newPlace(setting) else { continue }
          // Why: more of a kind than there are facts make no difference.
          let count = found[place, default: Profile()].ranks[index, default: [:]][kinds] ?? 0
          found[place, default: Profile()].ranks[index, default: [:]][kinds] = min(
            count + 1, choices.count)
        }
      }
    }
    var numbers: [Profile: Int] = [:]
    return found.mapValues { profile in
      let number = numbers[profile] ?? numbers.count
      numbers[profile] = number
      return (number, Array(profile.ranks.keys))
    }
  }

  private func matters(_ setting: Choice.Setting) -> Bool {
    switch setting {
    case .label(let table, _, let column, _):
      uses.looksAt(RuleMentions.Place(table: table, column: column))
    case .list(let table, _, let column, _):
      uses.lists[RuleMentions.Place(table: table, column: column)] != nil
    case .projectLabel(let fact, _): uses.looksAt(RuleMentions.Place(table: -1, column: fact))
    case .projectList(let fact, _): uses.lists[RuleMentions.Place(table: -1, column: fact)] != nil
    case .exist(let table, _, _), .absent(let table, _):
      uses.tables.contains(table) || uses.summed.contains(table)
    case .membership, .claim: true
    }
  }

  /// The place of a label that is counted and that nobody is known to have.
  private func newPlace(_ setting: Choice.Setting) -> Place? {
    guard case .label(let table, _, let column, let label) = setting else { return nil }
    let key = RuleMentions.Place(table: table, column: column)
    guard !uses.identified.contains(key), let taken = taken[key], !taken.contains(label) else {
      return nil
    }
    return Place(key: uses.joint(key), label: label)
  }

  /// A setting with its label replaced by one that the rules cannot tell from it.
  private func signature(of setting: Choice.Setting) -> Choice.Setting {
    switch setting {
    case .label(let table, let record, let column, let label):
      let key = RuleMentions.Place(table: table, column: column)
      if uses.identified.contains(key) { return setting }
      if uses.counted.contains(key), newPlace(setting) == nil { return setting }
      return .label(table: table, record: record, column: column, -1 - uses.kind(of: label, key))
    case .projectLabel(let fact, _)
    where uses.counted.contains(RuleMentions.Place(table: -1, column: fact)):
      return setting
    case .projectLabel(let fact, let label):
      return .projectLabel(
        fact: fact, -1 - uses.kind(of: label, RuleMentions.Place(table: -1, column: fact)))
    default: return setting
    }
  }
}

extension Choice.Setting {
  fileprivate var isClaim: Bool {
    if case .claim = self { true } else { false }
  }
}
