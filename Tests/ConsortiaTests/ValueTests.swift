import Consortia
import FundingTerms
import SourceText
import Testing
import XMLReading

/// A fact with a text, in both formats, and what is said of it.
struct ValueCase: Sendable, CustomTestStringConvertible {
  let record: String
  let key: String
  let text: String
  /// The text in JSON, where it is not the same.
  let json: String
  /// The end of the diagnostic's code; `nil` where the value is right.
  let code: String?
  /// Words of the message or the help.
  let says: String

  var testDescription: String { "\(record).\(key) = \(json)" }

  /// A right value.
  init(_ record: String, _ key: String, _ text: String, json: String? = nil) {
    self.init(record, key, text, json: json, nil, "")
  }

  /// A wrong value.
  init(
    _ record: String, _ key: String, _ text: String, json: String? = nil, _ code: String?,
    _ says: String
  ) {
    (self.record, self.key, self.text, self.code, self.says) = (record, key, text, code, says)
    self.json = json ?? "\"\(text)\""
  }

  var inJSON: String {
    let fact = "\"\(key)\": \(json)"
    return switch record {
    case "consortium": #"{"participants": [{"id": "P1"}], \#(fact)}"#
    case "proposal": #"{"participants": [{"id": "P1"}], "proposal": {\#(fact)}}"#
    case "words": #"{"participants": [{"id": "P1"}], "proposal": {"\#(key)": [\#(json)]}}"#
    case "award": #"{"participants": [{"id": "P1"}], "thirdPartySupport": [{\#(fact)}]}"#
    case "cost": json(participant: #", "costs": [{\#(fact)}]"#)
    case "aid": json(participant: #", "aidReceived": [{\#(fact)}]"#)
    case "declaration": json(participant: #", "declarations": {\#(fact)}"#)
    case "id": #"{"participants": [{\#(fact)}]}"#
    default: json(participant: ", " + fact)
    }
  }

  private func json(participant: String) -> String {
    #"{"participants": [{"id": "P1"\#(participant)}]}"#
  }

  var inXML: String {
    var name = ""
    for letter in key == "forSMEs" ? "for-smes" : key {
      name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
    var value = ""
    for scalar in text.unicodeScalars {
      let isPlain = scalar.isASCII && scalar.value >= 32 && !"<&\"".unicodeScalars.contains(scalar)
      value += isPlain ? String(scalar) : "&#\(scalar.value);"
    }
    let fact = "\(name)=\"\(value)\""
    return switch record {
    case "consortium":
      xml("<participant id='P1'/>").replacing("<consortium ", with: "<consortium \(fact) ")
    case "proposal": xml("<participant id='P1'/><proposal \(fact)/>")
    case "words": xml("<participant id='P1'/><proposal><\(name)>\(value)</\(name)></proposal>")
    case "award":
      xml("<participant id='P1'/><third-party-support><award \(fact)/></third-party-support>")
    case "cost": xml("<participant id='P1'><costs><cost \(fact)/></costs></participant>")
    case "aid":
      xml("<participant id='P1'><aid-received><aid \(fact)/></aid-received></participant>")
    case "declaration":
      xml(
        "<participant id='P1'><declarations><declaration name='\(key)' value='\(value)'/>"
          + "</declarations></participant>")
    case "id": xml("<participant \(fact)/>")
    default: xml("<participant id='P1' \(fact)/>")
    }
  }
}

enum Values {
  static let right = [
    ValueCase("consortium", "name", "Textile – \u{1F9F5} twin"),
    ValueCase("proposal", "call", "SMP-COSME-2021-CLUSTER-01"),
    ValueCase("proposal", "durationMonths", "0", json: "0"),
    ValueCase("proposal", "durationMonths", "1200", json: "1200"),
    ValueCase("proposal", "trlStart", "9", json: "9"),
    ValueCase("proposal", "startDate", "2024-02-29"),
    ValueCase("proposal", "requestedGrant", "1365000.5", json: "1365000.5"),
    ValueCase("proposal", "requestedGrant", "0", json: "0"),
    ValueCase("proposal", "totalCost", "1000000000000000", json: "1000000000000000"),
    ValueCase("proposal", "totalCost", "1000000000000000.00"),
    ValueCase("words", "objectives", "network"),
    ValueCase("words", "targetCountries", "UK"),
    ValueCase("participant", "country", "XK"),
    ValueCase("participant", "region", "FRK"),
    ValueCase("participant", "role", "affiliated"),
    ValueCase("participant", "kind", "non-governmental-organisation"),
    ValueCase("participant", "sme", "false", json: "false"),
    ValueCase("participant", "headcount", "49.75", json: "49.75"),
    ValueCase("participant", "headcount", "100000000", json: "100000000"),
    ValueCase("participant", "group", "Groupe Été 1"),
    ValueCase("cost", "forSMEs", "true", json: "true"),
    ValueCase("cost", "category", "goods-and-services"),
    ValueCase("aid", "regime", "de-minimis"),
    ValueCase("award", "count", "1000000", json: "1000000"),
    ValueCase("award", "form", "prize"),
    ValueCase("award", "recipient", "large-company"),
    ValueCase("declaration", "eccp", "registered"),
    ValueCase("declaration", "eccp", "false", json: "false"),
  ]

  static let wrong = [
    ValueCase("consortium", "name", " ", "text", "leave it out"),
    ValueCase("proposal", "call", "", "text", "leave it out"),
    ValueCase("proposal", "durationMonths", "1201", json: "1201", "number", "from 0 to 1200"),
    ValueCase("proposal", "durationMonths", "36.5", json: "36.5", "number", "not '36.5'"),
    ValueCase("proposal", "durationMonths", "-1", json: "-1", "number", "digits alone"),
    ValueCase(
      "proposal", "durationMonths", "99999999999999999999", json: "99999999999999999999", "number",
      "whole"),
    ValueCase("proposal", "trlStart", "10", json: "10", "number", "from 1 to 9"),
    ValueCase("proposal", "startDate", "2023-02-29", "date", "a day of the calendar"),
    ValueCase("proposal", "startDate", "29/11/2021", "date", "2021-11-30"),
    ValueCase("proposal", "requestedGrant", "1e400", json: "1e400", "amount", "in full"),
    ValueCase("proposal", "requestedGrant", "1,365,000", "amount", "separators"),
    ValueCase("proposal", "requestedGrant", "12.345", json: "12.345", "amount", "two decimals"),
    ValueCase("proposal", "requestedGrant", "-5", json: "-5", "amount", "zero or more"),
    ValueCase("proposal", "requestedGrant", "€5", "amount", "the number alone"),
    ValueCase("proposal", "requestedGrant", "NaN", "amount", "not 'NaN'"),
    ValueCase(
      "proposal", "totalCost", "1000000000000000.01", json: "1000000000000000.01", "amount",
      "the largest amount"),
    ValueCase("words", "objectives", "a,b", "word", "commas"),
    ValueCase("words", "targetCountries", "ZZ", "country", "not 'ZZ'"),
    ValueCase("participant", "country", "France", "country", "as in 'FR'"),
    ValueCase("participant", "country", "ZZ", "country", "ISO 3166-1"),
    ValueCase("participant", "region", "FRX9", "region", "NUTS"),
    ValueCase("participant", "region", "GR30", "region", "did you mean 'EL30'?"),
    ValueCase("participant", "role", "cordinator", "word", "did you mean 'coordinator'?"),
    ValueCase("participant", "kind", "xyz", "word", "write one of: cluster-organisation"),
    ValueCase("participant", "sme", "yes", "truth", "true or false"),
    ValueCase("participant", "sme", "1", json: "1", "truth", "true or false"),
    ValueCase("participant", "headcount", "12.345", json: "12.345", "number", "two decimals"),
    ValueCase(
      "participant", "headcount", "100000001", json: "100000001", "number", "100 000 000"),
    ValueCase("participant", "group", "G1 ", "text", "blanks around"),
    ValueCase("participant", "group", "G\u{200B}1", "text", "invisible"),
    ValueCase("cost", "category", "personel", "word", "did you mean 'personnel'?"),
    ValueCase("aid", "regime", "de minimis", "word", "one word"),
    ValueCase("award", "count", "1000001", json: "1000001", "number", "from 0 to"),
    ValueCase("award", "form", "vouchers", "word", "did you mean 'voucher'?"),
    ValueCase("declaration", "eccp", "not yet", "word", "true, false or a word"),
    ValueCase("id", "id", "", "text", "leave it out"),
    ValueCase("id", "id", "P\u{202E}1", "text", "invisible"),
    ValueCase("id", "id", "P\u{0}1", json: #""P\u00001""#, "text", "invisible"),
    ValueCase("id", "id", "P\u{A0}1", "text", "invisible"),
    ValueCase("id", "id", "P\u{3164}1", "text", "invisible"),
  ]

  /// What JSON alone can write.
  static let wrongInJSON = [
    ValueCase("participant", "sme", "", json: #""true""#, "truth", "without quotes"),
    ValueCase("participant", "name", "", json: "7", "text", "in double quotes"),
    ValueCase("participant", "name", "", json: "{}", "text", "not an object"),
    ValueCase("participant", "role", "", json: "[]", "word", "not a list"),
    ValueCase("participant", "costs", "", json: "{}", "type", "is a list, not an object"),
    ValueCase("participant", "costs", "", json: "[7]", "type", "costs[0]' is an object"),
    ValueCase("participant", "represents", "", json: "true", "type", "is a list of words"),
    ValueCase("participant", "represents", "", json: "[null]", "word", "represents[0]'"),
    ValueCase("participant", "declarations", "", json: "[]", "type", "names and values"),
    ValueCase("declaration", "a b", "", json: "true", "word", "one word"),
    ValueCase("declaration", "eccp", "", json: #""true""#, "word", "without quotes"),
    ValueCase("declaration", "eccp", "", json: "3", "word", "the number '3'"),
    ValueCase("proposal", "durationMonths", "", json: #""36""#, "number", "not the text '36'"),
    ValueCase("proposal", "startDate", "", json: "2021", "date", "in double quotes"),
    ValueCase("proposal", "totalCost", "", json: "true", "amount", "not 'true'"),
    ValueCase(
      "words", "objectives", "", json: "7", "word", "objectives[0]' is a word, not the number '7'"),
  ]

  /// What the schema leaves to the reader.
  static func needsTheReader(_ value: ValueCase) -> Bool {
    ["1000000000000000.01", "2023-02-29", "100000001", "ZZ", "FRX9", "GR30"].contains(value.text)
      || value.says == "invisible" || value.key == "declaration"
  }
}

@Suite struct ValueTests {
  @Test(arguments: Values.right) func takesAValueAlikeInBothFormats(_ value: ValueCase) {
    let (fromJSON, fromXML) = (readings(value.inJSON), readings(value.inXML))
    #expect(fromJSON[0].diagnostics + fromXML[0].diagnostics == [])
    #expect(withoutPlaces(fromJSON) == withoutPlaces(fromXML))
  }

  @Test(arguments: Values.wrong) func refusesAValueAlikeInBothFormats(_ value: ValueCase) {
    let texts = value.text.contains("\0") ? [value.inJSON] : [value.inJSON, value.inXML]
    for text in texts {
      let said = readings(text).flatMap(\.diagnostics).map {
        "\($0.code): \($0.message) \($0.help ?? "")"
      }
      #expect(
        said.count == 1 && said[0].contains("consortium.\(value.code ?? ""):")
          && said[0].contains(value.says), "\(text): \(said)")
    }
  }

  @Test(arguments: Values.wrongInJSON) func refusesAValueOfAnotherFormInJSON(_ value: ValueCase) {
    let said = readings(value.inJSON)[0].diagnostics.map {
      "\($0.code): \($0.message) \($0.help ?? "")"
    }
    #expect(
      said.count == 1 && said[0].contains("consortium.\(value.code ?? ""):")
        && said[0].contains(value.says), "\(said)")
  }
}
