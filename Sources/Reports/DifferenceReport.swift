import Consortia
public import Eligibility
import FundingCalls
import FundingTerms
import JSONReading

/// The answers of `diff`: what one call demands differently from another.
public enum DifferenceReport {
  // MARK: JSON

  /// One object: the calls, the requirements that differ with consortia that show it, the figures.
  public static func json(_ difference: CallDifference, _ figures: [ChangedFigure]) -> [UInt8] {
    var writer = JSONWriter(style: .pretty)
    writer.object { writer in
      writer.member("old", string: name(difference.old))
      writer.member("new", string: name(difference.new))
      writer.member("unchanged", integer: difference.unchanged)
      writer.key("requirements")
      writer.array { writer in
        for item in difference.items {
          writer.object { writer in
            writer.member("requirement", string: item.id)
            writer.member("title", string: item.title)
            writer.member("change", string: item.change.rawValue)
            writer.member("severity", string: (item.new ?? item.old)?.severity.rawValue)
            writer.member("old", string: item.old.map(demand))
            writer.member("new", string: item.new.map(demand))
            writer.key("evidence")
            writer.array { writer in
              for evidence in item.evidence {
                writer.object { writer in
                  writer.member("consortium", string: ConsortiumLine.text(evidence.consortium))
                  writer.member("old", string: evidence.old?.rawValue)
                  writer.member("new", string: evidence.new?.rawValue)
                }
              }
            }
          }
        }
      }
      writer.key("figures")
      writer.array { writer in
        for figure in figures {
          writer.object { writer in
            writer.member("name", string: figure.name)
            writer.member("old", string: figure.old)
            writer.member("new", string: figure.new)
          }
        }
      }
    }
    writer.endLine()
    return writer.takeBytes()
  }

  // MARK: Text

  /// What fits a screen: each requirement that differs with what it says now and a consortium that
  /// shows the difference, then the figures.
  public static func text(
    _ difference: CallDifference, _ figures: [ChangedFigure], style: Style
  ) -> String {
    let head = style.paint("\(name(difference.old)) -> \(name(difference.new))", .strong)
    var lines = [style.wrapped(difference.new.title, first: head + "\n", indentation: ""), ""]
    lines.append(style.paint(summary(difference), .strong))
    for item in difference.items { lines += text(of: item, style) }
    if !figures.isEmpty {
      let rows = figures.map {
        ["  \($0.name)", $0.old ?? "not stated", "-> \($0.new ?? "not stated")"]
      }
      let table = Table.text(rows, style: style)
      lines += ["", style.paint("Figures, dates and budget", .strong), String(table.dropLast())]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func name(_ call: Call) -> String {
    call.id + (call.strand.map { "/\($0)" } ?? "")
  }

  private static func summary(_ difference: CallDifference) -> String {
    let counts = CallDifference.Change.allCases.compactMap { change -> String? in
      let count = difference.items.count { $0.change == change }
      return count == 0 ? nil : "\(count) \(word(change))"
    }
    return "Requirements: "
      + (counts + ["\(difference.unchanged) unchanged"]).joined(separator: ", ")
  }

  private static func word(_ change: CallDifference.Change) -> String {
    switch change {
    case .changedBothWays: "changed both ways"
    case .severity: "of another severity"
    default: change.rawValue
    }
  }

  private static func text(of item: CallDifference.Item, _ style: Style) -> [String] {
    let severity = (item.new ?? item.old)?.severity ?? .blocking
    var lines = [
      "  " + style.paint(word(item.change), colour(item.change)) + " "
        + style.cut(
          item.title + " (\(item.id)\(severity == .blocking ? "" : ", \(severity.rawValue)"))",
          to: style.width - word(item.change).count - 3)
    ]
    func add(_ head: String, _ text: String) {
      // Why: two lines tell what a rule says; who wants all of it asks 'show'.
      let all = style.lines(
        "\(head): \(text)", first: "      ", indentation: "        ",
        width: style.width)
      lines += all.count <= 2 ? all : [all[0], style.cut(all[1] + " ....", to: style.width - 4)]
    }
    if item.change == .severity {
      add("was", item.old?.severity.rawValue ?? "")
      add("now", item.new?.severity.rawValue ?? "")
    } else {
      if let old = item.old, item.change != .added || item.new == nil || old.readings.isEmpty {
        add("was", demand(old))
      }
      if let new = item.new { add("now", demand(new)) }
    }
    if item.change == .reworded {
      lines.append("      no consortium was found to which it makes a difference")
    }
    for evidence in item.evidence {
      let old = evidence.old.map { "\(word($0)) before" }
      let new = evidence.new.map { "\(word($0)) now" }
      add(
        [old, new].compactMap(\.self).joined(separator: ", "),
        ConsortiumLine.text(evidence.consortium))
    }
    return lines
  }

  /// What a requirement demands: its rules.
  private static func demand(_ requirement: Requirement) -> String {
    if case .notStated(let what) = requirement.body { return "not stated: \(what)" }
    let rules = requirement.readings.map {
      $0.rule.text.split { " \n\t\r".contains($0) }.joined(separator: " ")
    }
    let applies = requirement.applies.map {
      "if \($0.text.split { " \n\t\r".contains($0) }.joined(separator: " ")): "
    }
    return (applies ?? "") + rules.joined(separator: " | ")
  }

  private static func word(_ outcome: Outcome) -> String {
    switch outcome {
    case .met: "met"
    case .notMet: "not met"
    case .cannotTell: "disputed"
    case .notApplicable: "not applicable"
    }
  }

  private static func colour(_ change: CallDifference.Change) -> Style.Colour {
    switch change {
    case .added, .tightened: .bad
    case .dropped, .loosened: .good
    case .changedBothWays: .open
    case .reworded, .severity: .faint
    }
  }
}
