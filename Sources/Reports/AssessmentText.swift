import Eligibility
import FundingCalls
import FundingTerms
import SourceText

/// The assessment of a consortium against a call, for a person at a terminal.
///
/// The verdict comes first, then what fails, then what cannot be told and which facts would tell
/// it, then warnings; what is met comes last and in brief.
public struct AssessmentText: Sendable {
  /// How the text looks.
  public var style: Style
  /// Whether to show everything about every requirement.
  public var verbose: Bool

  /// A report in a style; `verbose` shows meaning, readings and source of every requirement.
  public init(style: Style, verbose: Bool = false) {
    self.style = style
    self.verbose = verbose
  }

  /// The report, ending in a newline.
  public func text(for assessment: Assessment, of consortium: String) -> String {
    let results = assessment.results
    var parts = [head(assessment, consortium)]
    let blocking = results.filter { $0.requirement.severity == .blocking }
    let soft = results.filter { $0.requirement.severity != .blocking }
    func add(_ title: String, _ results: [RequirementResult], brief: Bool = false) {
      guard !results.isEmpty else { return }
      let lines = results.map { brief && !verbose ? self.brief($0) : full($0) }
      parts.append(([style.paint(title, .strong)] + lines).joined(separator: "\n"))
    }
    add("Not met", blocking.filter { $0.outcome == .notMet })
    add("Cannot be told", blocking.filter { $0.outcome == .cannotTell })
    add(
      "Warnings and advice (they do not change the verdict)",
      soft.filter { $0.outcome == .notMet || $0.outcome == .cannotTell })
    add("Met", results.filter { $0.outcome == .met }, brief: true)
    add("Does not apply", results.filter { $0.outcome == .notApplicable }, brief: true)
    if let text = ownText.section(for: assessment.call) { parts.append(text) }
    if let open = notChecked(assessment.call.notChecked) { parts.append(open) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var ownText: OwnTextReport { OwnTextReport(style: style, verbose: verbose) }

  // MARK: The head

  func head(_ assessment: Assessment, _ consortium: String) -> String {
    let strand = assessment.strand.map { "/\($0)" } ?? ""
    let name = PlainText.shown(consortium, limit: 200)
    var lines = [
      style.wrapped(
        "\(name) \(style.unicode ? "→" : "->") \(assessment.call.id)\(strand)", indentation: "  ")
    ]
    lines.append(
      style.paint(
        style.wrapped(
          "\(assessment.call.title)\(style.dot)\(when(assessment))", indentation: ""), .faint))
    lines.append("")
    lines.append(verdict(assessment))
    if let remark = ownText.remark(for: assessment) { lines.append(remark) }
    if assessment.strand == nil, !assessment.call.strands.isEmpty {
      let strands = assessment.call.strands.map(\.id).joined(separator: ", ")
      lines.append(
        style.wrapped(
          "No strand is named; name one with --call \(assessment.call.id)/STRAND: \(strands)",
          indentation: "  "))
    }
    return lines.joined(separator: "\n")
  }

  private func when(_ assessment: Assessment) -> String {
    guard let deadline = assessment.deadline else { return assessment.status.rawValue }
    let time = deadline.time.map { " \($0) \(deadline.zone.city)" } ?? ""
    return "\(assessment.status.rawValue), deadline \(deadline.date)\(time)"
  }

  func verdict(_ assessment: Assessment) -> String {
    let blocking = assessment.results.filter { $0.requirement.severity == .blocking }
    func count(_ outcome: Outcome) -> Int { blocking.count { $0.outcome == outcome } }
    let (word, colour): (String, Style.Colour) =
      switch assessment.verdict {
      case .eligible: ("ELIGIBLE", .good)
      case .notEligible: ("NOT ELIGIBLE", .bad)
      case .cannotTell: ("CANNOT TELL", .open)
      }
    var figures = ["\(count(.met)) of \(blocking.count) requirements met"]
    if count(.notMet) > 0 { figures.append("\(count(.notMet)) not met") }
    if count(.cannotTell) > 0 { figures.append("\(count(.cannotTell)) cannot be told") }
    return style.paint(word, .strong, colour) + "  " + figures.joined(separator: ", ")
  }

  // MARK: Requirements

  private func brief(_ result: RequirementResult) -> String {
    let head = "  \(style.mark(result.outcome.rawValue)) \(result.requirement.title)"
    let lead = "  x \(result.requirement.title): ".count
    let evidence = brief(shown(result.evidence), to: max(style.width - lead, 20))
    return evidence.isEmpty ? head : "\(head): \(style.paint(evidence, .faint))"
  }

  /// Evidence in some columns: figure and limit without the names where there is no room for all.
  private func brief(_ evidence: String, to width: Int) -> String {
    guard evidence.count > width else { return evidence }
    for word in [" needed: ", " allowed: "] {
      guard let range = evidence.firstRange(of: word) else { continue }
      let figures = evidence[..<range.lowerBound] + word.dropLast(2)
      if figures.count <= width { return String(figures) }
    }
    return style.cut(evidence, to: width)
  }

  private func full(_ result: RequirementResult) -> String {
    let requirement = result.requirement
    let indentation = "      "
    var lines = [
      "  \(style.mark(result.outcome.rawValue)) \(style.paint(requirement.title, .strong))"
        + style.paint(" (\(requirement.id)\(severity(requirement)))", .faint)
    ]
    if verbose {
      lines.append(style.wrapped(requirement.meaning, first: indentation, indentation: indentation))
    }
    if verbose, result.readings.count > 1 || result.because == .sourcesDisagree {
      lines.append(indentation + "The sources read it in \(result.readings.count) ways:")
      for reading in result.readings { lines.append(self.reading(reading)) }
    } else if !result.evidence.isEmpty {
      lines.append(
        style.wrapped(shown(result.evidence), first: indentation, indentation: indentation))
    }
    if let because = because(result) {
      lines.append(
        style.wrapped(because, first: indentation, indentation: indentation + "  "))
    }
    for source in verbose ? requirement.sources : Array(requirement.sources.prefix(1)) {
      lines.append(
        style.paint(
          style.wrapped(
            self.source(source), first: indentation, indentation: indentation + "  "), .faint))
    }
    return lines.joined(separator: "\n")
  }

  private func reading(_ result: ReadingResult) -> String {
    let outcome = result.outcome == .yes ? "met" : result.outcome == .no ? "not-met" : "cannot-tell"
    let meaning = result.reading.meaning.map { " \($0)" } ?? ""
    return style.wrapped(
      "\(style.mark(outcome)) \(result.reading.id ?? "reading"):\(meaning) \(shown(result.evidence))",
      first: "        ", indentation: "          ")
  }

  func severity(_ requirement: Requirement) -> String {
    requirement.severity == .blocking ? "" : ", \(requirement.severity.rawValue)"
  }

  /// Why it cannot be told, and what would tell it.
  func because(_ result: RequirementResult, limit: Int? = nil) -> String? {
    switch result.because {
    case .missingFacts:
      return "would tell: " + MissingText.text(result.missing, limit: limit ?? (verbose ? .max : 3))
    case .sourcesDisagree:
      return "the sources disagree, and the difference decides: "
        + result.readings.map { reading in
          let says = reading.outcome == .yes ? "met" : reading.outcome == .no ? "not met" : "open"
          return "\(reading.reading.id ?? "a reading") \(says)"
        }.joined(separator: ", ")
    case .notStated: return "no source read states what is needed to tell"
    case nil: return nil
    }
  }

  func source(_ source: SourceReference) -> String {
    let locator = source.locator.map { ", \($0)" } ?? ""
    let url = verbose ? source.url.map { " <\($0)>" } ?? "" : ""
    return "source: \(source.document)\(locator)\(url) (confidence \(source.confidence.rawValue))"
  }

  private func notChecked(_ list: [NotChecked]) -> String? {
    guard !list.isEmpty else { return nil }
    let title = style.paint("Not checked (a person has to)", .strong)
    guard verbose else {
      let names = list.map { $0.reason == .manual ? $0.title : "\($0.title) (not stated)" }
      return title + "\n"
        + style.wrapped(names.joined(separator: "; "), first: "  ", indentation: "  ")
    }
    let lines = list.map { item in
      style.wrapped(
        "- \(item.title) (\(item.reason.rawValue)): \(item.meaning)", first: "  ",
        indentation: "    ")
    }
    return ([title] + lines).joined(separator: "\n")
  }

  /// Evidence names partners as their file does, so nothing in it may move the cursor.
  func shown(_ text: String) -> String { PlainText.shown(text, limit: 4_000) }
}

extension Zone {
  /// The city that people name when they mean the zone.
  var city: String { String(rawValue.split(separator: "/").last ?? "UTC") }
}
