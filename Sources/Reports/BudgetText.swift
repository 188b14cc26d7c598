import Eligibility
import FundingCalls
import FundingTerms
import SourceText

/// A budget against a call, for a person at a terminal.
///
/// What matters first: whether it holds, what was asked for and what the call allows, and what has
/// to move by how much. Then every limit, the costs, and the rates with their sources.
public struct BudgetText: Sendable {
  /// How the text looks.
  let style: Style
  private let report: AssessmentText

  /// A report in a style.
  public init(style: Style) {
    self.style = style
    report = AssessmentText(style: style)
  }

  /// The report, ending in a newline.
  public func text(for budget: ProposalBudget, of consortium: String) -> String {
    let parts = [
      head(budget, consortium), changes(budget), limits(budget), costs(budget), grants(budget),
      rates(budget), findings(budget), gaps(budget),
    ]
    return parts.compactMap(\.self).joined(separator: "\n\n") + "\n"
  }

  private func section(_ title: String, _ lines: [String]) -> String? {
    lines.isEmpty ? nil : ([style.paint(title, .strong)] + lines).joined(separator: "\n")
  }

  // MARK: The head

  private func head(_ budget: ProposalBudget, _ consortium: String) -> String {
    let strand = budget.strand.map { "/\($0)" } ?? ""
    let name = PlainText.shown(consortium, limit: 200)
    let lines = [
      style.wrapped(
        "\(name) \(style.unicode ? "→" : "->") \(budget.call.id)\(strand)", indentation: "  "),
      style.paint(style.wrapped(budget.call.title, indentation: "  "), .faint), "",
      verdict(budget), style.wrapped(asked(budget), indentation: "  "),
    ]
    return (lines + [paid(budget).map { style.wrapped($0, indentation: "  ") }].compactMap(\.self))
      .joined(separator: "\n")
  }

  private func verdict(_ budget: ProposalBudget) -> String {
    let limits = budget.limits.map(\.result).filter { $0.requirement.severity == .blocking }
    func count(_ outcome: Outcome) -> Int { limits.count { $0.outcome == outcome } }
    let (word, colour): (String, Style.Colour) =
      switch budget.verdict {
      case .eligible: ("BUDGET HOLDS", .good)
      case .notEligible: ("BUDGET DOES NOT HOLD", .bad)
      case .cannotTell: ("CANNOT TELL", .open)
      }
    guard !limits.isEmpty else {
      return style.paint("NO LIMITS", .strong) + "  the call states no limit on the budget"
    }
    var figures = ["\(count(.met)) of \(limits.count) limits kept"]
    if count(.notMet) > 0 { figures.append("\(count(.notMet)) broken") }
    if count(.cannotTell) > 0 { figures.append("\(count(.cannotTell)) cannot be told") }
    return style.paint(word, .strong, colour) + "  " + figures.joined(separator: ", ")
  }

  private func asked(_ budget: ProposalBudget) -> String {
    let asked =
      budget.requestedGrant.isUnstated
      ? "What is asked for is not stated" : "Asked for \(euro(budget.requestedGrant))"
    guard let most = budget.maximumGrant else {
      return "\(asked); what the call pays at most, no source read states."
    }
    let allowed = "the call allows \(most.isUnstated ? "an amount not known" : euro(most))"
    guard let grant = budget.requestedGrant.value else { return "\(asked), \(allowed)." }
    if let limit = most.value { return "\(asked), \(allowed): \(margin(limit - grant))." }
    if let greatest = most.greatest, grant > greatest {
      return "\(asked), \(allowed): \(euro(grant - greatest)) too much, or more."
    }
    if let least = most.least, grant <= least {
      return "\(asked), \(allowed): \(euro(least - grant)) to spare, or more."
    }
    return "\(asked), \(allowed): it depends."
  }

  private func paid(_ budget: ProposalBudget) -> String? {
    guard !budget.totalCost.isUnstated else { return nil }
    let costs = "Costs \(euro(budget.totalCost))"
    guard let cost = budget.totalCost.value, cost > 0 else { return "\(costs)." }
    var text = costs
    if let rate = budget.effectiveRate {
      text += ", of which the call pays up to \(percent(rate))"
    }
    if let grant = budget.requestedGrant.value, grant <= cost {
      let own = cost == grant ? "nothing" : euro(cost - grant)
      text += "; the consortium bears \(own) itself"
    }
    return text + "."
  }

  // MARK: Limits

  /// What has to move, and by how much.
  private func changes(_ budget: ProposalBudget) -> String? {
    var lines: [String] = []
    for limit in budget.limits where limit.result.outcome == .notMet {
      let broken = limit.figures.filter { $0.outcome == .no }
      let steps = broken.compactMap { figure -> String? in
        guard let margin = figure.margin, margin != 0 || figure.direction == .exactly else {
          return nil
        }
        let reading = figure.reading.map { "\($0): " } ?? ""
        let who = figure.subject.map { "\(PlainText.shown($0)): " } ?? ""
        return "\(reading)\(who)\(step(figure, margin))"
      }
      let severity =
        limit.result.requirement.severity == .blocking ? "" : " (does not change the verdict)"
      guard !steps.isEmpty else { continue }
      lines.append(
        style.wrapped(
          "\(limit.result.requirement.title)\(severity): \(steps.joined(separator: "; "))",
          first: "  \(style.mark("not-met")) ", indentation: "      "))
    }
    return section("To put right", lines)
  }

  /// What has to be done about a figure that breaks its limit.
  private func step(_ figure: BudgetLimit.Figure, _ margin: Int128) -> String {
    let amount = euro(margin.magnitude)
    let points = figure.points.map { " (\(self.points($0)))" } ?? ""
    switch figure.direction {
    case .most: return "\(amount) too much\(points)"
    case .least: return "\(amount) too little\(points)"
    case .exactly: return "\(amount) \(margin < 0 ? "too much" : "too little")"
    }
  }

  private func limits(_ budget: ProposalBudget) -> String? {
    let order: [Outcome] = [.notMet, .cannotTell, .met]
    let limits = order.flatMap { outcome in budget.limits.filter { $0.result.outcome == outcome } }
    return section("Limits", limits.flatMap(lines))
  }

  private func lines(_ limit: BudgetLimit) -> [String] {
    let requirement = limit.result.requirement
    let indentation = "      "
    var lines = [
      "  \(style.mark(limit.result.outcome.rawValue)) \(requirement.title)"
        + style.paint(" (\(requirement.id)\(report.severity(requirement)))", .faint)
    ]
    var rule: String?
    for figure in limit.figures {
      lines.append(
        style.wrapped(self.line(figure), first: indentation, indentation: indentation + "  "))
      if let bar = bar(figure) { lines.append(indentation + bar) }
      if figure.rule != rule, figure.reading != nil || figure.share != nil {
        lines.append(
          style.paint(
            style.wrapped(
              "rule: \(figure.rule)", first: indentation, indentation: indentation + "  "), .faint))
        rule = figure.rule
      }
    }
    if limit.figures.isEmpty, !limit.result.evidence.isEmpty {
      lines.append(
        style.wrapped(
          report.shown(limit.result.evidence), first: indentation, indentation: indentation))
    }
    if let because = report.because(limit.result) {
      lines.append(style.wrapped(because, first: indentation, indentation: indentation + "  "))
    }
    if limit.result.outcome != .met, let source = requirement.sources.first {
      lines.append(
        style.paint(
          style.wrapped(
            report.source(source), first: indentation, indentation: indentation + "  "), .faint))
    }
    return lines
  }

  /// A figure with its limit and how far it is from it.
  private func line(_ figure: BudgetLimit.Figure) -> String {
    let reading = figure.reading.map { "\($0): " } ?? ""
    let who = figure.subject.map { "\(PlainText.shown($0)): " } ?? ""
    let word =
      switch figure.direction {
      case .least: "at least"
      case .most: "at most"
      case .exactly: "exactly"
      }
    var text = reading + who + euro(figure.value)
    if let share = figure.share {
      if let part = figure.part { text += " is \(percent(part)) of \(euro(share.base))" }
      text += ", \(word) \(percent(share.millionths))"
      if !figure.limit.isUnstated { text += " (\(euro(figure.limit)))" }
    } else {
      text += ", \(word) \(euro(figure.limit))"
    }
    guard let margin = figure.margin else { return text }
    if figure.outcome == .no { return "\(text): \(step(figure, margin))" }
    let points = figure.points.map { margin == 0 ? "" : " (\(self.points($0)))" } ?? ""
    return "\(text): \(self.margin(margin))\(points)"
  }

  /// The figure as a bar with its limit marked: as a part of its base, else of the larger of both.
  private func bar(_ figure: BudgetLimit.Figure) -> String? {
    let width: Int128 = 40
    guard let value = figure.value.value, let limit = figure.limit.value,
      figure.direction != .exactly
    else { return nil }
    let whole = figure.share?.base.value ?? max(value, limit)
    guard whole > 0, value >= 0, limit >= 0 else { return nil }
    let filled = min(value * width / whole, width)
    let mark = min(limit * width / whole, width)
    let full: Character = style.unicode ? "█" : "#"
    let rest: Character = style.unicode ? "░" : "."
    var text = ""
    for position in 0...width {
      if position == mark { text.append(style.unicode ? "┃" : "|") }
      if position < width { text.append(position < filled ? full : rest) }
    }
    let colour: Style.Colour =
      figure.outcome == .yes ? .good : figure.outcome == .no ? .bad : .open
    return "[\(style.paint(text, colour))]"
  }

  // MARK: What does not fit, and what is missing

  private func findings(_ budget: ProposalBudget) -> String? {
    section(
      "Does not fit together",
      budget.findings.map { finding in
        let help = finding.help.map { " (\($0))" } ?? ""
        let source = finding.source.map { "; \(report.source($0))" } ?? ""
        return style.wrapped(
          PlainText.shown(finding.text, limit: 1_000) + help + source, first: "  ! ",
          indentation: "      ")
      })
  }

  private func gaps(_ budget: ProposalBudget) -> String? {
    // Why: nobody has to split the grant; where all do, who does not shows in the table.
    let paths = budget.gaps.compactMap(\.path).filter { path in
      !(path.hasPrefix("participants.") && path.hasSuffix(".requestedGrant"))
    }
    var lines: [String] = []
    if !paths.isEmpty {
      lines.append(
        style.wrapped(
          "would tell more: " + MissingText.text(paths, limit: 3), first: "  ", indentation: "    ")
      )
    }
    if let what = budget.ratesNotStated {
      lines.append(
        style.wrapped(
          "not stated in the sources read: \(what)", first: "  ", indentation: "    "))
    } else if budget.gaps.contains(where: { $0.because == .sourcesDisagree }) {
      lines.append(
        style.wrapped(
          "the sources disagree on the rates; the largest grant lies between what they say",
          first: "  ", indentation: "    "))
    }
    return section("Cannot be told", lines)
  }

  // MARK: Figures

  func euro(_ cents: some BinaryInteger) -> String { "EUR " + Digits.money(cents: Int128(cents)) }

  func euro(_ span: MoneySpan) -> String {
    span.isUnstated ? "an amount not stated" : "EUR " + plain(span)
  }

  /// An amount without its currency, or the range in which it lies; `?` for any.
  func plain(_ span: MoneySpan) -> String {
    if let value = span.value { return Digits.money(cents: value) }
    let dash = style.unicode ? "–" : "-"
    switch (span.least, span.greatest) {
    case (let least?, let greatest?):
      return "\(Digits.money(cents: least))\(dash)\(Digits.money(cents: greatest))"
    case (let least?, nil) where least > 0: return "\(Digits.money(cents: least)) or more"
    case (nil, let greatest?): return "up to \(Digits.money(cents: greatest))"
    default: return "?"
    }
  }

  func percent(_ millionths: Int64) -> String {
    Digits.hundredths(Int128(millionths / 100)) + " %"
  }

  private func points(_ millionths: Int64) -> String {
    let hundredths = Digits.hundredths(Int128(millionths.magnitude / 100))
    return "\(hundredths) percentage point\(hundredths == "1" ? "" : "s")"
  }

  private func margin(_ cents: Int128) -> String {
    cents == 0
      ? "nothing to spare"
      : cents > 0 ? "\(euro(cents)) to spare" : "\(euro(cents.magnitude)) too much"
  }
}

extension MoneySpan {
  /// Whether nothing is known of it.
  var isUnstated: Bool { greatest == nil && (least ?? 0) == 0 }
}
