public import FundingTerms
public import SourceText

/// Planned support to third parties: one award, or several of the same sort; `nil` is unknown.
public struct Award: Sendable, Hashable {
  /// The id, unique among the consortium's awards; `nil` where the file gives none.
  public var id: String?
  /// The form of the support.
  public var form: AwardForm?
  /// Who gets it.
  public var recipient: RecipientKind?
  /// What one recipient gets.
  public var amount: Money?
  /// How many recipients there are: 1 where the file does not say.
  public var count = 1
  /// The id of the participant who gives the support or the service.
  public var provider: String?
  /// The recipients' country.
  public var country: CountryCode?
  /// A name for one recipient who gets several awards.
  public var recipientID: String?
  /// Where the award begins in its file.
  public var place: Place

  /// An award of which nothing is known.
  public init(place: Place = Place(line: 1, column: 1)) { self.place = place }
}
