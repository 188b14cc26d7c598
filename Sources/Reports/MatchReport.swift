import CSVReading
import Eligibility
import FundingCalls
import FundingTerms
import JSONReading
public import Matching

/// The answers of `match`: calls ranked for a consortium.
public struct MatchReport {
  private let style: Style
  private let verbose: Bool

  /// A report in a style; `verbose` gives every call its title and what fails or is open in words.
  public init(style: Style, verbose: Bool = false) {
    self.style = style
    self.verbose = verbose
  }

  // MARK: Text

  /// A line with the counts, then one line for each of the first `limit` calls (`nil` for all).
  public func text(_ matches: [Match], of consortium: String, limit: Int?) -> String {
    let shown = Array(matches.prefix(limit ?? matches.count))
    let counts = Verdict.allCases.map { verdict in
      let count = matches.count { $0.assessment.verdict == verdict }
      return "\(count) \(Self.word(verdict))"
    }
    let ofAll = shown.count < matches.count ? ", the first \(shown.count) of them" : ""
    let all = matches.count == 1 ? "1 call" : "\(matches.count) calls"
    var head =
      style.paint(consortium, .strong) + ": \(all)\(ofAll)\n"
      + counts.joined(separator: style.dot) + "\n"
    let unchecked = matches.count {
      $0.assessment.verdict == .eligible && $0.assessment.call.hasUncheckedText
    }
    if unchecked > 0 {
      let remark =
        "\(unchecked) of the eligible: the general conditions are met; the topics' own texts add "
        + "conditions that were not checked. 'fundcall check --call ID' shows them."
      head += style.wrapped(remark, first: "", indentation: "") + "\n"
    }
    head += "\n"
    guard !verbose else { return head + shown.map(paragraph).joined(separator: "\n") }
    let rows = shown.map { match in
      [Self.word(match.assessment.verdict), Self.name(match), days(match), why(match)]
    }
    return head
      + Table.text(rows, style: style, cutsLast: true) { row, column, text in
        column == 0 ? paint(text, shown[row].assessment.verdict) : text
      }
  }

  private func paragraph(_ match: Match) -> String {
    var text = paint(Self.word(match.assessment.verdict), match.assessment.verdict)
    text += "  " + style.paint(Self.name(match), .strong) + "  " + days(match) + "\n"
    text += style.wrapped(match.call.title, first: "  ", indentation: "  ") + "\n"
    for result in match.blocking(.notMet) + match.blocking(.cannotTell) {
      text +=
        style.wrapped(
          "\(style.mark(result.outcome.rawValue)) \(result.requirement.title)"
            + " (\(result.requirement.id)): \(result.evidence)", first: "  ", indentation: "      ")
        + "\n"
    }
    let extra = extras(match)
    return extra.isEmpty ? text : text + style.wrapped(extra, first: "  ", indentation: "  ") + "\n"
  }

  /// What decides, then what the call has in common with the project and its grant; that a text was
  /// not checked comes last, as the head says it for all.
  private func why(_ match: Match) -> String {
    [reason(match), extras(match)].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func reason(_ match: Match) -> String {
    let failed = match.blocking(.notMet)
    let open = match.blocking(.cannotTell)
    func ids(_ results: [RequirementResult]) -> String {
      results.map(\.requirement.id).joined(separator: ", ")
    }
    switch match.assessment.verdict {
    case .eligible: return match.assessment.call.hasUncheckedText ? "own text not checked" : ""
    case .notEligible: return "not met: \(ids(failed))"
    case .cannotTell: return "open: \(ids(open))"
    }
  }

  private func extras(_ match: Match) -> String {
    var parts: [String] = []
    if !match.fit.matched.isEmpty {
      parts.append("in common: \(match.fit.matched.joined(separator: ", "))")
    }
    if let grant = Self.grant(match) { parts.append(grant) }
    return parts.joined(separator: "; ")
  }

  /// The grants that the call gives, and whether the project asks for one of that size.
  private static func grant(_ match: Match) -> String? {
    let fit = match.grant
    guard let largest = largestGrant(match) ?? fit.largest.map({ "\($0)" }) else { return nil }
    let range = fit.least.flatMap { least in fit.largest.map { (least, $0) } }
    var text = "grant up to \(largest)"
    if let (least, most) = range, least > .zero {
      text = least == most ? "grant of \(most)" : "grant \(least) to \(most)"
    }
    guard fit.fits == false, let need = fit.need else { return text }
    return text + ", asks for \(need)"
  }

  private func days(_ match: Match) -> String {
    guard match.assessment.status != .closed, match.assessment.status != .cancelled,
      let days = match.deadline?.daysLeft, days >= 0
    else { return match.assessment.status.rawValue }
    if days == 0 { return "last day" }
    return days == 1 ? "1 day left" : "\(days) days left"
  }

  private func paint(_ text: String, _ verdict: Verdict) -> String {
    switch verdict {
    case .eligible: style.paint(text, .good)
    case .cannotTell: style.paint(text, .open)
    case .notEligible: style.paint(text, .bad)
    }
  }

  private static func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .eligible: "eligible"
    case .cannotTell: "cannot tell"
    case .notEligible: "not eligible"
    }
  }

  private static func name(_ match: Match) -> String {
    match.call.id + (match.assessment.strand.map { "/\($0)" } ?? "")
  }

  /// The largest grant, as the call writes it; `nil` where it has none of its own.
  private static func largestGrant(_ match: Match) -> String? {
    match.assessment.call.definitions.parameters.first { $0.name == "maximum-grant" }?
      .values.last?.literal.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: CSV

  /// The first row of a table of matches.
  public static let columns = [
    "consortium", "call", "strand", "title", "programme", "verdict", "status", "deadline",
    "daysLeft", "notMet", "cannotTell", "distance", "inCommon", "maximumGrant", "need",
    "leastGrant", "largestGrant", "grantFits",
  ]

  /// Adds one row for each of the first `limit` matches of a consortium.
  public static func write(
    _ matches: [Match], consortium: String?, limit: Int?, to writer: inout CSVWriter
  ) {
    for match in matches.prefix(limit ?? matches.count) {
      func ids(_ outcome: Outcome) -> String {
        match.blocking(outcome).map(\.requirement.id).joined(separator: " ")
      }
      let texts = [
        consortium, match.call.id, match.assessment.strand, match.call.title,
        match.call.programme?.id,
      ]
      writer.row(
        texts.map { CSVGuard.guarded($0 ?? "") } + [
          match.assessment.verdict.rawValue, match.assessment.status.rawValue,
          match.deadline?.at?.description ?? "", match.deadline?.daysLeft.map(String.init) ?? "",
          ids(.notMet), ids(.cannotTell), String(match.distance),
          CSVGuard.guarded(match.fit.matched.joined(separator: " ")), largestGrant(match) ?? "",
          figure(match.grant.need), figure(match.grant.least), figure(match.grant.largest),
          match.grant.fits.map { "\($0)" } ?? "",
        ])
    }
  }

  private static func figure(_ money: Money?) -> String {
    BudgetTable.text(money.map { Int128($0.cents) })
  }

  // MARK: JSON

  /// Writes one object for a consortium with the first `limit` matches.
  public static func write(
    _ matches: [Match], consortium: String?, file: String, on day: CalendarDate, limit: Int?,
    to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("consortium", string: consortium)
      writer.member("file", string: file)
      writer.member("on", string: day.description)
      writer.key("matches")
      writer.array { writer in
        for match in matches.prefix(limit ?? matches.count) { write(match, to: &writer) }
      }
    }
  }

  private static func write(_ match: Match, to writer: inout JSONWriter) {
    func ids(_ name: String, _ outcome: Outcome, _ writer: inout JSONWriter) {
      writer.key(name)
      writer.array { writer in
        for result in match.blocking(outcome) { writer.string(result.requirement.id) }
      }
    }
    writer.object { writer in
      writer.member("call", string: match.call.id)
      writer.member("strand", string: match.assessment.strand)
      writer.member("title", string: match.call.title)
      writer.member("programme", string: match.call.programme?.id)
      writer.member("verdict", string: match.assessment.verdict.rawValue)
      writer.member("status", string: match.assessment.status.rawValue)
      writer.member("deadline", string: match.deadline?.at?.description)
      writer.member("daysLeft", integer: match.deadline?.daysLeft)
      ids("notMet", .notMet, &writer)
      ids("cannotTell", .cannotTell, &writer)
      writer.member("distance", integer: match.distance)
      writer.key("fit")
      writer.object { writer in
        writer.key("inCommon")
        writer.array { writer in
          for word in match.fit.matched { writer.string(word) }
        }
        writer.member("stated", integer: match.fit.stated)
      }
      writer.member("maximumGrant", string: largestGrant(match))
      writer.key("grant")
      writer.object { writer in
        writer.member("need", cents: match.grant.need?.cents)
        writer.member("least", cents: match.grant.least?.cents)
        writer.member("largest", cents: match.grant.largest?.cents)
        writer.member("fits", bool: match.grant.fits)
      }
    }
  }
}
