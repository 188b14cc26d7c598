public import Eligibility
import FundingCalls
public import FundingTerms
public import JSONReading
import SourceText

/// How many consortia have which verdict, and how many fail which requirement.
///
/// The sums of the parts of a file add up to those of the whole, in any order.
public struct VerdictSummary: Sendable {
  /// How many consortia of one call, in one strand, have what verdict and outcomes.
  private struct CallCounts: Sendable {
    /// A blocking requirement with how often it decides.
    struct Requirement: Sendable {
      var id: String
      var title: String
      var notMet = 0
      var cannotTell = 0
    }

    var title: String
    var eligible = 0
    var notEligible = 0
    var cannotTell = 0
    var requirements: [Requirement]

    var consortia: Int { eligible + notEligible + cannotTell }

    init(_ headings: BriefAssessment.Headings) {
      title = headings.title
      requirements = headings.requirements.map { Requirement(id: $0.id, title: $0.title) }
    }

    mutating func count(_ assessment: BriefAssessment) {
      switch assessment.verdict {
      case .eligible: eligible += 1
      case .notEligible: notEligible += 1
      case .cannotTell: cannotTell += 1
      }
      for (index, outcome) in assessment.outcomes.enumerated() {
        switch outcome {
        case .notMet: requirements[index].notMet += 1
        case .cannotTell: requirements[index].cannotTell += 1
        case .met, .notApplicable: break
        }
      }
    }

    mutating func add(_ other: CallCounts) {
      eligible += other.eligible
      notEligible += other.notEligible
      cannotTell += other.cannotTell
      for index in requirements.indices {
        requirements[index].notMet += other.requirements[index].notMet
        requirements[index].cannotTell += other.requirements[index].cannotTell
      }
    }

    /// The requirements that decide at all, the one that most consortia do not meet first.
    var deciding: [Requirement] {
      requirements.enumerated()
        .filter { $0.element.notMet + $0.element.cannotTell > 0 }
        .sorted {
          ($1.element.notMet, $1.element.cannotTell, $0.offset)
            < ($0.element.notMet, $0.element.cannotTell, $1.offset)
        }
        .map(\.element)
    }
  }

  private struct Key: Hashable, Comparable {
    var call: String
    var strand: String?

    static func < (left: Key, right: Key) -> Bool {
      (left.call, left.strand ?? "") < (right.call, right.strand ?? "")
    }
  }

  private var counts: [Key: CallCounts] = [:]
  private var consortia = 0
  private var wrong = 0
  private var withoutCall = 0

  /// No consortium yet.
  public init() {}

  /// Counts a consortium with its assessments; one that has none is checked against no call.
  public mutating func count(_ assessments: [BriefAssessment]) {
    consortia += 1
    if assessments.isEmpty { withoutCall += 1 }
    for assessment in assessments {
      counts[
        Key(call: assessment.headings.call, strand: assessment.headings.strand),
        default: CallCounts(assessment.headings)
      ].count(assessment)
    }
  }

  /// Counts a record that is wrong, and has no verdict.
  public mutating func countWrong() { wrong += 1 }

  /// Adds the counts of another part.
  public mutating func add(_ other: VerdictSummary) {
    consortia += other.consortia
    wrong += other.wrong
    withoutCall += other.withoutCall
    for (key, theirs) in other.counts {
      if counts[key]?.add(theirs) == nil { counts[key] = theirs }
    }
  }

  // MARK: - Text and JSON

  /// The sums for a person: a block for each call, in the order of the ids.
  public func text(on day: CalendarDate, style: Style) -> String {
    var head = [Self.counted(consortia, "consortium", "consortia") + " checked on \(day)"]
    if wrong > 0 { head.append(Self.counted(wrong, "wrong record", "wrong records") + " left out") }
    if withoutCall > 0 { head.append("\(Digits.grouped(withoutCall)) without a call") }
    let blocks = counts.sorted { $0.key < $1.key }.map { block($0.key, $0.value, style) }
    return ([head.joined(separator: ", ") + "\n"] + blocks).joined(separator: "\n")
  }

  private func block(_ key: Key, _ counts: CallCounts, _ style: Style) -> String {
    let id = key.call + (key.strand.map { "/\($0)" } ?? "")
    let verdicts: [(name: String, colour: Style.Colour, count: Int)] = [
      ("eligible", .good, counts.eligible), ("not eligible", .bad, counts.notEligible),
      ("cannot tell", .open, counts.cannotTell),
    ]
    let width = Digits.grouped(counts.consortia).count
    var lines = [
      style.paint(PlainText.shown(id, limit: 200), .strong),
      style.wrapped(PlainText.shown(counts.title, limit: 400), indentation: ""),
    ]
    for verdict in verdicts {
      let percent = Digits.percent(Int128(verdict.count), of: Int128(counts.consortia)) ?? ""
      lines.append(
        "  " + style.paint(style.padded(verdict.name, to: 12), verdict.colour) + "  "
          + Self.right(Digits.grouped(verdict.count), width) + "  " + Self.right(percent, 7))
    }
    let deciding = counts.deciding
    guard !deciding.isEmpty else { return lines.joined(separator: "\n") + "\n" }
    lines.append("")
    let ids = deciding.map { PlainText.shown($0.id) }
    let first = max(ids.map(\.count).max() ?? 0, "requirement".count)
    let column = max(width, "cannot tell".count)
    lines.append(
      style.paint(
        "  " + style.padded("requirement", to: first) + "  " + Self.right("not met", column) + "  "
          + Self.right("cannot tell", column), .faint))
    for (id, requirement) in zip(ids, deciding) {
      lines.append(
        "  " + style.padded(id, to: first) + "  "
          + Self.right(Digits.grouped(requirement.notMet), column) + "  "
          + Self.right(Digits.grouped(requirement.cannotTell), column))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The sums for a script, as one object.
  public func write(on day: CalendarDate, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("on", string: day.description)
      writer.member("consortia", integer: consortia)
      writer.member("wrong", integer: wrong)
      writer.member("withoutCall", integer: withoutCall)
      writer.key("calls")
      writer.array { writer in
        for (key, counts) in counts.sorted(by: { $0.key < $1.key }) {
          Self.write(key, counts, to: &writer)
        }
      }
    }
    writer.endLine()
  }

  private static func write(_ key: Key, _ counts: CallCounts, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("call", string: key.call)
      writer.member("strand", string: key.strand)
      writer.member("title", string: counts.title)
      writer.member("consortia", integer: counts.consortia)
      writer.key("verdicts")
      writer.object { writer in
        writer.member("eligible", integer: counts.eligible)
        writer.member("notEligible", integer: counts.notEligible)
        writer.member("cannotTell", integer: counts.cannotTell)
      }
      writer.key("requirements")
      writer.array { writer in
        for requirement in counts.requirements {
          writer.object { writer in
            writer.member("id", string: requirement.id)
            writer.member("title", string: requirement.title)
            writer.member("notMet", integer: requirement.notMet)
            writer.member("cannotTell", integer: requirement.cannotTell)
          }
        }
      }
    }
  }

  private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(Digits.grouped(count)) \(count == 1 ? one : many)"
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
