import FundingCalls
import FundingTerms

/// One call in plain words, with the source of every requirement: the answer of `show`.
public struct CallText: Sendable {
  /// How the head looks; everything else stands two columns further in.
  private let outer: Style
  private let style: Style

  /// A report in a style.
  public init(style: Style) {
    outer = style
    self.style = Style(colour: style.colour, unicode: style.unicode, width: style.width - 2)
  }

  /// The report, ending in a newline.
  public func text(for call: Call, at moment: Moment) -> String {
    var parts = [head(call, at: moment)]
    parts.append(section("Dates", dates(call, at: moment)))
    if call.strand == nil, !call.strands.isEmpty {
      parts.append(
        section(
          "Strands", call.strands.map { style.wrapped("\($0.id): \($0.title)", indentation: "  ") })
      )
    }
    if let rates = call.rates { parts.append(section("Rates", self.rates(rates))) }
    parts.append(section("Requirements", call.requirements.map(requirement)))
    let words = definitions(call, at: moment)
    if !words.isEmpty { parts.append(section("What the rules' own words mean", words)) }
    if !call.notChecked.isEmpty {
      parts.append(section("Not checked", call.notChecked.map(notChecked)))
    }
    let own = OwnTextReport(style: style, verbose: true)
    let facts = own.facts(of: call)
    if !facts.isEmpty { parts.append(section("On the portal", facts)) }
    if let text = own.section(for: call) { parts.append(text) }
    parts.append(section("Sources", call.sources.map(source)))
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func head(_ call: Call, at moment: Moment) -> String {
    let strand = call.strand.map { "/\($0)" } ?? ""
    let budget = call.budget.amount.map { "budget \($0)" } ?? "budget not stated"
    let facts = [
      call.programme?.title, call.typeOfAction, budget, call.status(at: moment).rawValue,
    ]
    .compactMap(\.self).joined(separator: style.dot)
    return style.paint(call.id + strand, .strong) + "\n"
      + outer.wrapped(call.title, indentation: "") + "\n"
      + outer.wrapped(facts, indentation: "")
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    ([style.paint(title, .strong)] + lines.map { indented($0) }).joined(separator: "\n")
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
      .joined(separator: "\n")
  }

  private func dates(_ call: Call, at moment: Moment) -> [String] {
    var lines: [String] = []
    for timetable in call.timetables {
      let edition = timetable.edition.map { "\($0): " } ?? ""
      if let opening = timetable.opening { lines.append("\(edition)opens \(opening.date)") }
      for entry in timetable.entries(at: moment) {
        let at = entry.at.map { at in
          "\(at.date)" + (at.time.map { " \($0) \(at.zone.city)" } ?? " (hour not stated)")
        }
        let note = entry.note.map { " - \($0)" } ?? ""
        lines.append(
          style.wrapped(
            "\(edition)\(entry.kind) \(at ?? "without an end") (\(entry.status.rawValue))\(note)",
            indentation: "  "))
      }
      if let gap = timetable.notStated { lines.append("\(edition)not stated: \(gap)") }
    }
    return lines.isEmpty ? ["not stated"] : lines
  }

  private func requirement(_ requirement: Requirement) -> String {
    let severity =
      requirement.severity == .blocking ? "" : " (\(requirement.severity.rawValue))"
    var lines = [
      style.paint(requirement.title, .strong) + style.paint(" [\(requirement.id)]", .faint)
        + severity,
      style.wrapped(requirement.meaning, first: "  ", indentation: "  "),
    ]
    if let applies = requirement.applies { lines.append(rule("applies if", applies)) }
    switch requirement.body {
    case .notStated(let what):
      lines.append(style.wrapped("not stated: \(what)", first: "  ", indentation: "    "))
    case .readings(let readings):
      for reading in readings {
        let name = readings.count > 1 ? "reading '\(reading.id ?? "")'" : "rule"
        lines.append(rule(name + dated(reading.validity), reading.rule))
      }
    }
    for source in requirement.sources {
      lines.append(
        style.paint(style.wrapped(found(source), first: "  ", indentation: "    "), .faint))
    }
    return lines.joined(separator: "\n")
  }

  /// What part of the costs the call pays.
  private func rates(_ rates: Rates) -> [String] {
    var lines: [String] = []
    func add(_ text: String, _ source: SourceReference, _ indentation: String = "") {
      lines.append(style.wrapped(text, first: indentation, indentation: indentation + "  "))
      lines.append(
        style.paint(
          style.wrapped(
            found(source), first: indentation + "  ", indentation: indentation + "    "), .faint))
    }
    for reading in rates.readings {
      let isNamed = reading.id != nil
      if let id = reading.id {
        let meaning = reading.meaning.map { ": \($0)" } ?? ""
        lines.append(
          style.wrapped("reading '\(id)'\(dated(reading.validity))\(meaning)", indentation: "  "))
      }
      let isOnly = reading.rates.count == 1
      for rate in reading.rates {
        let what = rate.condition.map { "of costs whose \($0.text)" }
        add(
          "\(rate.percent.text) \(what ?? (isOnly ? "of all costs" : "of all other costs"))",
          rate.source, isNamed ? "  " : "")
      }
    }
    if let what = rates.notStated {
      lines.append(style.wrapped("not stated: \(what)", indentation: "  "))
    }
    for cap in rates.caps {
      let whose = cap.owner == .participant ? " for each participant" : ""
      let what = cap.condition.map { ", for costs whose \($0.text)" } ?? ""
      add("at most \(cap.amount.text)\(whose)\(what)", cap.source)
    }
    if let indirect = rates.indirect {
      let what = indirect.base.map { "costs whose \($0.text)" } ?? "all other costs"
      add("indirect costs: \(indirect.percent.text) of \(what)", indirect.source)
    }
    return lines
  }

  private func found(_ source: SourceReference) -> String {
    let locator = source.locator.map { ", \($0)" } ?? ""
    let note = source.note.map { "; \($0)" } ?? ""
    return
      "source: \(source.document)\(locator) (confidence \(source.confidence.rawValue))\(note)"
  }

  /// The named sets, figures, tables and amounts of the call.
  private func definitions(_ call: Call, at moment: Moment) -> [String] {
    func plain(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let sets = call.definitions.sets.map { set -> String in
      guard case .members(let members) = set.content else {
        return "\(set.name): \(plain(set.meaning))"
      }
      return "\(set.name): \(members.joined(separator: ", "))"
    }
    let figures = call.definitions.parameters.compactMap { parameter in
      parameter.value(on: moment.date(in: .brussels)).map {
        "\(parameter.name): \(plain($0.text))"
      }
    }
    let amounts = call.definitions.amounts.map { "\($0.name): \(plain($0.quantity.text))" }
    let tables = call.definitions.tables.map { table in
      let rows = table.rows.map { "\($0.labels.joined(separator: " ")) \(plain($0.value.text))" }
      return "\(table.id) by \(table.keys.joined(separator: " and ")): "
        + rows.joined(separator: ", ")
    }
    return (sets + figures + tables + amounts).map { style.wrapped($0, indentation: "  ") }
  }

  private func rule(_ name: String, _ rule: RuleText) -> String {
    let text = rule.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return style.wrapped("\(name): \(text)", first: "  ", indentation: "    ")
  }

  private func dated(_ validity: Validity) -> String {
    let from = validity.from.map { " from \($0)" } ?? ""
    let until = validity.until.map { " until \($0)" } ?? ""
    return from + until
  }

  private func notChecked(_ item: NotChecked) -> String {
    style.wrapped(
      "\(item.title) [\(item.id), \(item.reason.rawValue)]: \(item.meaning)", indentation: "  ")
  }

  private func source(_ source: Source) -> String {
    let read = source.read.map { ", read \($0)" } ?? ""
    let url = source.url.map { " <\($0)>" } ?? ""
    return style.wrapped(
      "\(source.document)\(url) (confidence \(source.confidence.rawValue)\(read))",
      indentation: "  ")
  }
}
