import Eligibility
import FundingCalls
import FundingTerms
import SourceText

/// What is said about the conditions that a topic states in its own words: they were not checked,
/// and these are the sentences to read.
struct OwnTextReport {
  let style: Style
  let verbose: Bool
  /// How many sentences are shown, and how many characters of each, unless all is wanted.
  private static let most = (sentences: 8, characters: 320)

  /// The line under the verdict; `nil` for a call without such a text.
  func remark(for assessment: Assessment) -> String? {
    let item = assessment.call.notChecked.first { $0.id == Call.ownTextId }
    guard let item, assessment.call.isImported else { return nil }
    let general = assessment.verdict == .eligible ? "Meets the general conditions; the " : "The "
    let own =
      switch item.reason {
      case .manual where assessment.call.uncheckedSentences.isEmpty:
        "topic's own text was not checked."
      case .manual: "topic's own text adds conditions that were not checked."
      case .notStated: "topic's own text may add conditions; it was not imported."
      }
    return style.wrapped(general + own, indentation: "")
  }

  /// The sentences that state a condition; `nil` where there are none.
  func section(for call: Call) -> String? {
    let sentences = call.uncheckedSentences
    guard !sentences.isEmpty else { return nil }
    let shown = verbose ? sentences[...] : sentences.prefix(Self.most.sentences)
    var lines = [style.paint("The topic's own text says (not checked)", .strong)]
    lines += shown.map { sentence in
      let text = PlainText.shown(sentence, limit: verbose ? 20_000 : Self.most.characters)
      return style.wrapped(text, first: "  - ", indentation: "    ")
    }
    if shown.count < sentences.count {
      let rest = sentences.count - shown.count
      lines.append("  \(rest) more; --verbose shows all")
    }
    return lines.joined(separator: "\n")
  }

  /// What the portal says of a topic beside its dates and its budget; none for other calls.
  func facts(of call: Call) -> [String] {
    guard let topic = call.topic else { return [] }
    var lines: [String] = []
    if let identifier = topic.identifier { lines.append("identifier: \(identifier)") }
    if let id = topic.call {
      lines.append("call: \(id)" + (topic.callTitle.map { ", \($0)" } ?? ""))
    }
    switch (topic.minContribution, topic.maxContribution) {
    case (let least?, let most?) where least == most:
      lines.append("contribution thought apt for a project: \(least)")
    case (let least?, let most?):
      lines.append("contribution thought apt for a project: \(least) to \(most)")
    case (let least?, nil): lines.append("contribution thought apt: \(least) or more")
    case (nil, let most?): lines.append("contribution thought apt: up to \(most)")
    case (nil, nil): break
    }
    if let grants = topic.expectedGrants { lines.append("grants expected: \(grants)") }
    if let status = topic.status {
      lines.append("status shown when imported: \(status) (not relied on)")
    }
    for info in topic.infos {
      lines.append("news" + (info.changed.map { " of \($0)" } ?? "") + ": \(info.text)")
    }
    return lines.map { style.wrapped($0, indentation: "  ") }
  }
}
