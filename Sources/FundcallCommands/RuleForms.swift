import FundingCalls
import RuleLanguage
import SourceText

/// The normal form of the rules in a call document.
enum RuleForms {
  /// A warning for each rule that is not in its normal form.
  static func diagnostics(for call: Call) -> [Diagnostic] {
    rules(of: call).compactMap { rule in
      guard rule.file.name == call.file.name, normalForm(of: rule) != nil else { return nil }
      return Diagnostic(
        .warning, code: "rule.form", "this rule is not in its normal form", in: rule.file,
        at: rule.range, help: "'fundcall lint --fix' writes it")
    }
  }

  /// The bytes of a call document with all rules in their normal form and everything else as it is;
  /// `nil` where nothing changes.
  static func fixed(_ file: SourceFile) -> [UInt8]? {
    guard let call = CallReader.read(file).call else { return nil }
    var bytes = file.bytes
    let changes = rules(of: call).compactMap { rule in
      normalForm(of: rule).map { (range: rule.range, text: $0) }
    }
    // Why: the reader drops marks and carriage returns, and then its ranges are not the file's.
    guard call.file.bytes == file.bytes, !changes.isEmpty else { return nil }
    for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      bytes.replaceSubrange(change.range, with: change.text.utf8)
    }
    return bytes
  }

  private static func rules(of call: Call) -> [RuleText] {
    let requirements = call.requirements + call.strands.flatMap(\.requirements)
    let amounts = call.definitions.amounts + call.strands.flatMap(\.definitions.amounts)
    return requirements.flatMap { requirement in
      requirement.readings.map(\.rule) + [requirement.applies].compactMap(\.self)
    } + amounts.map(\.quantity)
  }

  /// The normal form of a rule, or `nil` where it has it or is no rule.
  private static func normalForm(of rule: RuleText) -> String? {
    let line = rule.file.lineRange(around: rule.range.lowerBound)
    let lead = rule.file.text(in: line).prefix { $0 == " " || $0 == "\t" }
    let isOnOwnLine = line.lowerBound + lead.utf8.count == rule.range.lowerBound
    let before = rule.file.text(in: line.lowerBound..<rule.range.lowerBound)
    guard
      let form = RuleFormatter.normalForm(
        in: rule.file, at: rule.range, column: before.count,
        indentation: String(lead) + (isOnOwnLine ? "" : "  "))
    else { return nil }
    return form == rule.file.text(in: rule.range) ? nil : form
  }
}
