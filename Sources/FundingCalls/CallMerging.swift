extension Call {
  /// The call with all that it takes over from another: what it states itself wins, item by item.
  ///
  /// - Parameter parent: the extended call, itself resolved.
  public func extending(_ parent: Call) -> Call {
    var result = self
    result.statedTitle = statedTitle ?? parent.statedTitle
    result.programme = programme ?? parent.programme
    result.typeOfAction = typeOfAction ?? parent.typeOfAction
    result.regionClassPeriod = regionClassPeriod ?? parent.regionClassPeriod
    result.general = general ?? parent.general
    if timetables.isEmpty { result.timetables = parent.timetables }
    if case .notGiven = budget { result.budget = parent.budget }
    if strands.isEmpty { result.strands = parent.strands }
    result.sources = merged(parent.sources, sources, by: \.id)
    result.vocabulary = Vocabulary(
      objectives: merged(parent.vocabulary.objectives, vocabulary.objectives, by: \.id),
      themes: merged(parent.vocabulary.themes, vocabulary.themes, by: \.id),
      declarations: merged(
        parent.vocabulary.declarations, vocabulary.declarations, by: \.name))
    result.definitions = definitions.extending(parent.definitions)
    result.rates = rates ?? parent.rates
    result.take(
      Conditions(requirements: requirements, drops: drops, notChecked: notChecked),
      over: Conditions(
        requirements: parent.requirements, drops: [], notChecked: parent.notChecked))
    return result
  }

  /// The call as it applies in one of its strands; `nil` where it has no such strand.
  ///
  /// What the strand states wins over what the call states, item by item.
  public func inStrand(_ id: String) -> Call? {
    guard let strand = strands.first(where: { $0.id == id }) else { return nil }
    var result = self
    result.strand = id
    result.definitions = strand.definitions.extending(definitions)
    result.rates = strand.rates ?? rates
    result.take(
      Conditions(
        requirements: strand.requirements, drops: strand.drops, notChecked: strand.notChecked),
      over: Conditions(requirements: requirements, drops: drops, notChecked: notChecked))
    return result
  }

  /// Sets the conditions to some of one's own merged over those of another.
  ///
  /// One id is one condition: a requirement may take the place of one that was not checked, and the
  /// other way round.
  private mutating func take(_ own: Conditions, over base: Conditions) {
    guard !own.isEmpty else {
      (requirements, notChecked, drops) = (base.requirements, base.notChecked, base.drops)
      return
    }
    let dropped = Set(own.drops.map(\.requirement))
    let ownRequirements = Set(own.requirements.map(\.id))
    let ownNotChecked = Set(own.notChecked.map(\.id))
    requirements = merged(
      base.requirements.filter { !dropped.contains($0.id) && !ownNotChecked.contains($0.id) },
      own.requirements, by: \.id)
    notChecked = merged(
      base.notChecked.filter { !dropped.contains($0.id) && !ownRequirements.contains($0.id) },
      own.notChecked, by: \.id)
    drops = base.drops + own.drops
  }
}

/// What a call or a strand demands.
private struct Conditions {
  var requirements: [Requirement]
  var drops: [Drop]
  var notChecked: [NotChecked]

  var isEmpty: Bool { requirements.isEmpty && drops.isEmpty && notChecked.isEmpty }
}

extension Definitions {
  /// The definitions merged over others: one name is one thing, of whatever kind.
  func extending(_ base: Definitions) -> Definitions {
    if isEmpty { return base }
    if base.isEmpty { return self }
    let own = Set(
      sets.map(\.name) + parameters.map(\.name) + amounts.map(\.name) + tables.map(\.id))
    func kept<Item>(_ items: [Item], _ others: [Item], by name: (Item) -> String) -> [Item] {
      let mine = Set(items.map(name))
      let rest = others.filter { mine.contains(name($0)) || !own.contains(name($0)) }
      return merged(rest, items, by: name)
    }
    return Definitions(
      sets: kept(sets, base.sets, by: \.name),
      parameters: kept(parameters, base.parameters, by: \.name),
      amounts: kept(amounts, base.amounts, by: \.name),
      tables: kept(tables, base.tables, by: \.id))
  }
}

extension Definitions {
  private var isEmpty: Bool {
    sets.isEmpty && parameters.isEmpty && amounts.isEmpty && tables.isEmpty
  }
}

/// Two lists merged by the id of their items: the first list's order, one's own item in the place of
/// the other's, new items after.
private func merged<Item>(_ base: [Item], _ own: [Item], by id: (Item) -> String) -> [Item] {
  guard !base.isEmpty else { return own }
  guard !own.isEmpty else { return base }
  let replacements = Dictionary(own.map { (id($0), $0) }) { first, _ in first }
  let known = Set(base.map(id))
  return base.map { replacements[id($0)] ?? $0 } + own.filter { !known.contains(id($0)) }
}
