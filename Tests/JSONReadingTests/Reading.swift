import JSONReading
import SourceText

/// Reads a text and keeps what tests ask about it.
struct Reading {
  let value: JSONValue?
  let diagnostics: [Diagnostic]

  init(_ text: String, limits: JSONLimits = .file) {
    self.init(Array(text.utf8), limits: limits)
  }

  init(_ bytes: [UInt8], limits: JSONLimits = .file) {
    (value, diagnostics) = JSONReader.value(
      of: SourceFile(name: "t.json", bytes: bytes), limits: limits)
  }

  var codes: [String] { diagnostics.map(\.code) }
  /// The value as written back on one line; "-" where there is none.
  var compact: String { value.map(written) ?? "-" }
}

/// A value written back on one line.
func written(_ value: JSONValue) -> String {
  var writer = JSONWriter()
  writer.value(value)
  return String(decoding: writer.bytes, as: UTF8.self)
}

/// A wrong text, what it is reported as, and words of the message or the help.
struct Fault: Sendable {
  let text: String
  let code: String
  let line: Int
  let column: Int
  let says: String

  init(_ text: String, _ code: String, _ line: Int, _ column: Int, _ says: String) {
    (self.text, self.code, self.line, self.column, self.says) = (text, code, line, column, says)
  }
}

/// Numbers that are the same in every run: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A small consortium, as a person would write it.
let sample = #"""
  {
    "name": "Textile \u00e9\ud83d\ude00 \"twin\" – transition",
    "proposal": { "durationMonths": 36, "requestedGrant": 1365000.00, "declarations": {} },
    "participants": [
      { "id": "P1", "sme": false, "represents": [], "region": null },
      { "id": "P2", "costs": [ {"category": "personnel", "amount": -1.20e+3} ] }
    ]
  }
  """#
