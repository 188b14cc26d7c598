import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// What may stand in a cell of labels.
enum LabelCell: Sendable {
  case label(Int)
  /// One of some labels, all below 63.
  case oneOf(UInt64)
  case anything
  /// More than the store can say.
  case waived

  /// One of the first so many labels.
  static func oneOf(first count: Int) -> LabelCell {
    count < 63 ? .oneOf((1 << UInt64(count)) - 1) : .waived
  }
}

/// What each country tells of where a participant is, worked out once for each by ``ProposalFacts``.
struct CountryCells: Sendable {
  /// The cells in the columns of places.
  struct Cells: Sendable {
    var country = LabelCell.anything
    var region = LabelCell.anything
    var regionClass = LabelCell.anything
    var outermost = LabelCell.anything
  }

  private let geography: Geography
  private let vocabulary: RuleLanguage.Vocabulary
  private var known: [Cells?] = Array(repeating: nil, count: 26 * 26)
  /// The cells of a participant of whom no country is known.
  private let nowhere: Cells

  init(geography: Geography, vocabulary: RuleLanguage.Vocabulary) {
    self.geography = geography
    self.vocabulary = vocabulary
    nowhere = Self.cells(nil, geography, vocabulary)
  }

  /// What a country tells.
  mutating func cells(_ country: CountryCode?) -> Cells {
    guard let country else { return nowhere }
    let (high, low) = (Int(country.rawValue >> 8) - 65, Int(country.rawValue & 0xFF) - 65)
    let index = high * 26 + low
    guard known.indices.contains(index) else { return Self.cells(country, geography, vocabulary) }
    if let cells = known[index] { return cells }
    let cells = Self.cells(country, geography, vocabulary)
    known[index] = cells
    return cells
  }

  private static func cells(
    _ country: CountryCode?, _ geography: Geography, _ vocabulary: RuleLanguage.Vocabulary
  ) -> Cells {
    var consortium = Consortium()
    consortium.participants = [Participant(id: "one")]
    consortium.participants[0].country = country
    let facts = ProposalFacts(
      consortium: consortium, geography: geography, vocabulary: vocabulary, declarations: [],
      strand: nil
    ).make().facts
    func cell(_ column: ProposalVocabulary.ParticipantColumn) -> LabelCell {
      let columns = facts.tables[ProposalVocabulary.Table.participants.rawValue].columns
      guard case .labels(let labels) = columns[column.rawValue] else { return .waived }
      if labels.known.contains(0) { return .label(labels.values[0]) }
      guard let candidates = labels.candidates[0] else { return .anything }
      if labels.unsettled.contains(0) { return .waived }
      var bits: UInt64 = 0
      for label in candidates {
        guard label < 63 else { return .waived }
        bits |= 1 << UInt64(label)
      }
      return bits == 0 ? .waived : .oneOf(bits)
    }
    // Why: regions that no code tells are told apart by who is where, and not by the country alone.
    let isApart = country.map { geography.isOutsideNUTS($0) } ?? false
    return Cells(
      country: cell(.country), region: isApart ? .waived : cell(.region),
      regionClass: cell(.regionClass), outermost: cell(.outermost))
  }
}
