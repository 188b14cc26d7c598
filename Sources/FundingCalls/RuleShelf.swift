import FundingTerms
public import SourceText
import Synchronization

/// Keeps the typed rules of calls, so that calls whose rules are the same share them: the topics of
/// a programme, which take over its conditions and state little but dates of their own.
public final class RuleShelf: Sendable {
  /// Rules in the context in which they were typed.
  public final class Entry: Sendable {
    /// What the words of the rules mean.
    public let context: RuleContext
    /// The rules.
    public let rules: CallRules
    /// What is wrong with them.
    public let diagnostics: [Diagnostic]
    /// The call for which they were typed: while it is kept, so are the documents that tell its
    /// rules apart from others.
    private let call: Call

    fileprivate init(
      _ call: Call, at moment: Moment, reference: ReferenceTables,
      regions: () -> (tables: RegionTables, diagnostics: [Diagnostic])
    ) {
      self.call = call
      let context = RuleContext.make(
        for: call, at: moment, reference: reference, regions: regions)
      let typed = CallRules.of(
        call, on: moment.date(in: .brussels), vocabulary: context.context.vocabulary)
      self.context = context.context
      rules = typed.rules
      diagnostics = context.diagnostics + typed.diagnostics
    }
  }

  private let entries = Mutex<[Key: Entry]>([:])

  /// An empty shelf, for calls of one library over one set of reference tables.
  public init() {}

  /// The rules of a call (in one of its strands) at a moment: those of an earlier call where nothing
  /// on which rules depend is different.
  public func entry(
    for call: Call, at moment: Moment, reference: ReferenceTables,
    regions: () -> (tables: RegionTables, diagnostics: [Diagnostic])
  ) -> Entry {
    let key = Key(call, at: moment, reference)
    if let known = entries.withLock({ $0[key] }) { return known }
    let made = Entry(call, at: moment, reference: reference, regions: regions)
    return entries.withLock { entries in
      if let known = entries[key] { return known }
      entries[key] = made
      return made
    }
  }

  /// All on which the rules of a call depend.
  private struct Key: Hashable {
    let moment: Moment
    let strand: String?
    let regionClassPeriod: String?
    /// The days around the deadline on which all countries belong to the same sets.
    let period: Int
    /// Of each set as of a day of its own, whether that is the day of the deadline: what is open on
    /// both is then one thing.
    let isDeadline: [Bool]
    /// Where everything stands that the rules are made of, list by list.
    let places: [Int]

    init(_ call: Call, at moment: Moment, _ reference: ReferenceTables) {
      self.moment = moment
      strand = call.strand
      regionClassPeriod = call.regionClassPeriod
      let day = call.referenceDate(at: moment)
      period = reference.participation.period(of: day)
      isDeadline = call.definitions.sets.map { set in
        guard case .reference(_, asOf: .date(let date)) = set.content else { return false }
        return date == day
      }
      var places: [Int] = []
      func add<Item>(_ items: [Item], _ origin: (Item) -> Origin) {
        places.append(items.count)
        for item in items {
          let origin = origin(item)
          places.append(Int(bitPattern: ObjectIdentifier(origin.file)))
          places.append(origin.range.lowerBound)
        }
      }
      add(call.requirements, \.origin)
      add(call.definitions.sets, \.origin)
      add(call.definitions.parameters, \.origin)
      add(call.definitions.amounts, \.origin)
      add(call.definitions.tables, \.origin)
      add(call.rates.map { [$0] } ?? [], \.origin)
      add(call.strands, \.origin)
      add(call.vocabulary.objectives, \.origin)
      add(call.vocabulary.themes, \.origin)
      add(call.vocabulary.declarations, \.origin)
      self.places = places
    }
  }
}
