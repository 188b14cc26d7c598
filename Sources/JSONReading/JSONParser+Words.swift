import SourceText

/// Numbers, `true`, `false` and `null`, and what people write instead of them.
extension JSONParser {
  mutating func number() throws(Stop) -> JSONValue.Kind {
    let start = index
    while let byte = current,
      ASCII.isWordByte(byte) || byte == ASCII.point || byte == ASCII.plus
    {
      index += 1
    }
    let range = start..<index
    let written = bytes[range]
    if let problem = JSONNumber.problem(in: written) {
      try report(
        "json.number", "\(problem.rule), not '\(shown(range))'", at: range, help: problem.help)
    } else if written.count > limits.numberLength {
      try reportInWellFormed(
        "json.number", "a number has at most \(limits.numberLength) characters", at: range,
        help: "write the figure in full, without digits that do not count")
    }
    return .number(String(decoding: written, as: UTF8.self))
  }

  mutating func word() throws(Stop) -> JSONValue.Kind {
    let range = stepOverWord()
    let text = source.text(in: range.prefix(upTo: 80))
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: break
    }
    let meant: String? =
      switch text.lowercased() {
      case "true", "yes": "true"
      case "false", "no": "false"
      case "null", "none", "nil", "undefined": "null"
      default: nil
      }
    if let meant {
      try report(
        "json.word", "JSON has the words true, false and null, not '\(shown(range))'", at: range,
        help: "write \(meant)", fixIt: Diagnostic.FixIt(range: range, replacement: meant))
    } else if ["nan", "inf", "infinity"].contains(text.lowercased()) {
      try report(
        "json.number", "a number is written in digits, not as '\(shown(range))'", at: range,
        help: "leave the key out where the figure is not known")
    } else {
      try report(
        "json.word", "a text stands in double quotes, not bare as '\(shown(range))'", at: range,
        help: "write \"\(shown(range))\"")
    }
    return .null
  }

  mutating func unquotedKey() throws(Stop) -> String {
    let range = stepOverWord()
    try report(
      "json.quotes", "a key stands in double quotes, not bare as '\(shown(range))'", at: range,
      help: "write \"\(shown(range))\"",
      fixIt: range.count > 1 << 10
        ? nil : Diagnostic.FixIt(range: range, replacement: "\"\(source.text(in: range))\""))
    return source.text(in: range)
  }

  private mutating func stepOverWord() -> Range<Int> {
    let start = index
    while let byte = current, ASCII.isWordByte(byte) || byte >= 0x80 { index += 1 }
    return start..<index
  }

  private func shown(_ range: Range<Int>) -> String {
    PlainText.shown(source.text(in: range.prefix(upTo: 400)))
  }
}

extension Range where Bound == Int {
  /// The range, cut after `length` bytes.
  fileprivate func prefix(upTo length: Int) -> Range<Int> {
    lowerBound..<Swift.min(upperBound, lowerBound + length)
  }
}
