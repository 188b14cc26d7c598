import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// Where a record of the table of aid comes from.
struct AidOrigin {
  /// The participant's index.
  var participant: Int
  /// The aid's index in the participant's list; `nil` for what an absent list may hold.
  var aid: Int?

  /// All aid of a consortium; one record stands for each list that is absent.
  static func all(of consortium: Consortium) -> [AidOrigin] {
    consortium.participants.enumerated().flatMap { index, person in
      person.aidReceived?.indices.map { AidOrigin(participant: index, aid: $0) }
        ?? [AidOrigin(participant: index)]
    }
  }
}

/// State aid that participants have received, and words that nobody lists.
extension ProposalFacts {
  func aidTable() -> Facts.Table {
    let origins = AidOrigin.all(of: consortium)
    let aids = origins.map { origin in
      origin.aid.flatMap { consortium.participants[origin.participant].aidReceived?[$0] }
    }
    let columns: [Facts.Column] = Aids.allCases.map { column in
      switch column {
      case .date:
        numbers(
          aids.map { $0?.date.map { Int64($0.dayNumber) } }, Facts.Bounds(lower: nil, upper: nil))
      case .amount: numbers(aids.map { $0?.amount?.cents })
      case .regime: labels(words(aids.map { $0?.regime }, .regime))
      case .memberState:
        labels(
          aids.map { aid in
            aid?.memberState.flatMap(geography.index(of:)).map { .known($0) } ?? .anything
          })
      case .scheme: labels(words(aids.map { $0?.scheme }, .scheme))
      }
    }
    let isStated = origins.map { $0.aid != nil }
    return Facts.Table(
      count: origins.count, certain: BitSet(origins.indices.filter { isStated[$0] }),
      open: BitSet(origins.indices.filter { !isStated[$0] }), columns: columns,
      parents: origins.map(\.participant))
  }

  /// Words of a type that nobody lists; one that is left out may be any.
  func words(_ stated: [String?], _ kind: ProposalVocabulary.LabelKind) -> [Label] {
    let all = openWords(kind)
    return stated.map { $0.flatMap { all.index(of: $0) }.map { .known($0) } ?? .anything }
  }

  /// Whether the rules name no word of a type that nobody lists, of those in tables.
  var rulesNameNoOpenWords: Bool {
    let kinds: [ProposalVocabulary.LabelKind] = [.workPackage, .regime, .scheme]
    return kinds.allSatisfy { vocabulary.labelTypes[$0.rawValue].labels.isEmpty }
  }

  /// The words of such a type: those of the rules, and after them those of the consortium.
  func openWords(_ kind: ProposalVocabulary.LabelKind) -> RuleLanguage.Vocabulary.LabelType {
    let own = vocabulary.labelTypes[kind.rawValue]
    let people = consortium.participants
    let stated: [String] =
      switch kind {
      case .ecosystem: consortium.proposal.ecosystems ?? []
      case .workPackage: people.flatMap { $0.costs ?? [] }.compactMap(\.workPackage)
      case .regime: people.flatMap { $0.aidReceived ?? [] }.compactMap(\.regime)
      case .scheme: people.flatMap { $0.aidReceived ?? [] }.compactMap(\.scheme)
      default: []
      }
    var seen = Set<String>()
    return own.appending(
      stated.filter { own.index(of: $0) == nil && seen.insert($0).inserted })
  }

  /// The vocabulary with the names that only the consortium gives: of control groups, of
  /// participants, and the words that nobody lists.
  var namedVocabulary: RuleLanguage.Vocabulary {
    var result = vocabulary
    for kind in ProposalVocabulary.LabelKind.allCases where kind.isOpen {
      result.labelTypes[kind.rawValue] = openWords(kind)
    }
    let names = consortium.participants.map { $0.name ?? $0.id }
    var seen = Set<String>()
    let groups = consortium.participants.compactMap(\.group).filter { seen.insert($0).inserted }
    typealias Kind = ProposalVocabulary.LabelKind
    result.labelTypes[Kind.participant.rawValue] = .init(name: "participant", labels: names)
    result.labelTypes[Kind.group.rawValue] = .init(
      name: "control group", labels: names + groups.map { "group \($0)" })
    return result
  }
}
