public import FundingTerms

/// Which calls to list: those about a subject, and those that a country is not kept out of.
public struct CallFilter: Sendable {
  /// The subjects of which a call has to speak, all of them.
  public var subjects: [(kind: SubjectTable.Kind, subject: SubjectTable.Subject)] = []
  /// A country in which a partner has to be able to count.
  public var country: CountryCode?

  /// A filter that lets every call pass.
  public init() {}

  /// Whether a call passes. A call that does not say which countries count passes for every
  /// country, and so does one of which no source settles it.
  public func passes(
    _ call: Call, at moment: Moment, subjects table: SubjectTable, reference: ReferenceTables
  ) -> Bool {
    let words = SubjectWords(call.subjectTexts)
    let isAbout = subjects.allSatisfy { kind, subject in
      table.subjects(in: words, of: kind).contains { $0.id == subject.id }
    }
    guard isAbout, let country else { return isAbout }
    return call.countsPartners(in: country, at: moment, reference: reference) != .no
  }
}

extension Call {
  /// The name under which calls define the countries whose organisations count.
  static let eligibleCountries = "eligible-countries"

  /// Whether an organisation in a country can count for the call, by its set `eligible-countries`;
  /// unknown where it defines none.
  func countsPartners(
    in country: CountryCode, at moment: Moment, reference: ReferenceTables
  ) -> Truth {
    guard
      let set = definitions.sets.first(where: {
        $0.name == Self.eligibleCountries && $0.of == .country
      })
    else { return .unknown }
    switch set.content {
    case .members(let codes):
      return Truth(
        codes.contains { code in
          CountryCode(code).flatMap { reference.countries.match($0)?.country } == country
        })
    case .reference(let id, let asOf):
      let day =
        switch asOf {
        case .deadline: referenceDate(at: moment)
        case .date(let date): date
        }
      return reference.participation.membership(of: country, in: id, on: day) ?? .unknown
    }
  }
}
