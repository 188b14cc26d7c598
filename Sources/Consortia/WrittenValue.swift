import FundingTerms
import SMEDefinition

/// A single value, or a list of words, as it is written to a file.
enum WrittenValue: Sendable, Equatable {
  /// A text: in quotes in JSON.
  case text(String)
  /// A number, by its characters.
  case number(String)
  case truth(Bool)
  case words([String])

  /// The characters, as XML has them; words stand side by side.
  var plain: String {
    switch self {
    case .text(let text), .number(let text): text
    case .truth(let truth): truth ? "true" : "false"
    case .words(let words): words.joined(separator: " ")
    }
  }
}

/// A value of the format that knows how it is written, so that reading it gives the same value.
protocol Writable: SendableMetatype {
  /// What is written; `nil` for nothing.
  var written: WrittenValue? { get }
}

extension Optional: Writable where Wrapped: Writable {
  var written: WrittenValue? { flatMap(\.written) }
}

extension Array: Writable where Element: Writable {
  var written: WrittenValue? { .words(compactMap { $0.written?.plain }) }
}

extension Writable where Self: RawRepresentable<String> {
  var written: WrittenValue? { .text(rawValue) }
}

extension Role: Writable {}
extension Kind: Writable {}
extension EnterpriseSize: Writable {}
extension CostCategory: Writable {}
extension AwardForm: Writable {}
extension RecipientKind: Writable {}
extension EnterpriseKind: Writable {}
extension ControlRight: Writable {}

extension String: Writable {
  var written: WrittenValue? { .text(self) }
}

extension Int: Writable {
  var written: WrittenValue? { .number(String(self)) }
}

extension Bool: Writable {
  var written: WrittenValue? { .truth(self) }
}

extension CalendarDate: Writable {
  var written: WrittenValue? { .text(description) }
}

extension CountryCode: Writable {
  var written: WrittenValue? { .text(description) }
}

extension RegionCode: Writable {
  var written: WrittenValue? { .text(description) }
}

extension Money: Writable {
  var written: WrittenValue? { .number(hundredths(cents)) }
}

extension Headcount: Writable {
  var written: WrittenValue? { .number(Consortia.hundredths(hundredths)) }
}

extension Percentage: Writable {
  var written: WrittenValue? { .number(digits) }
}

extension DeclaredFact.Value: Writable {
  var written: WrittenValue? {
    switch self {
    case .truth(let truth): .truth(truth)
    case .word(let word): .text(word)
    }
  }
}

/// A number in hundredths, 0 or more, in digits: without decimals where it is whole, else with two.
private func hundredths(_ value: Int64) -> String {
  let rest = value % 100
  return "\(value / 100)" + (rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)")
}
