import Consortia
import FundingCalls
import FundingTerms
import SourceText

/// Checks what only the meeting of a call with consortia shows: that every rule makes sense in every
/// strand, that requirements have examples, that these come out as they say, and that somebody can
/// meet all requirements, and fail each.
public struct CallLinter: Sendable {
  private let reader: ConsortiumReader
  private let reference: ReferenceTables
  private let regions: @Sendable () -> (tables: RegionTables, diagnostics: [Diagnostic])
  /// The moment for which calls without dates are looked at.
  private let moment: Moment

  /// What was found about a call.
  public struct Report: Sendable {
    /// What is wrong, and what should be better.
    public var diagnostics: [Diagnostic] = []
    /// How many examples were run.
    public var examples = 0
    /// What the search for witnesses found, for the call and each strand with rules of its own.
    public var witnesses: [CallWitnesses] = []
    /// The consortia of the examples that were run, by requirement.
    fileprivate var consortia: [String: [Consortium]] = [:]
  }

  /// A linter over the reference tables; `regions` loads the regional ones when a call needs them.
  public init(
    reader: ConsortiumReader, reference: ReferenceTables, moment: Moment,
    regions: @escaping @Sendable () -> (tables: RegionTables, diagnostics: [Diagnostic])
  ) {
    self.reader = reader
    self.reference = reference
    self.regions = regions
    self.moment = moment
  }

  /// Checks only the rules of a call, in every strand: for one that cannot be used as it is.
  public func lintRules(of call: Call) -> [Diagnostic] {
    var report = Report()
    for strand in [nil] + call.strands.filter(\.hasOwnRules).map({ Optional($0.id) }) {
      _ = assessor(for: call, Key(strand: strand, on: day(of: call)), &report)
    }
    return report.diagnostics
  }

  /// Checks a call that is resolved already.
  public func lint(_ call: Call) -> Report {
    var report = Report()
    var assessors: [Key: Assessor] = [:]
    for strand in [nil] + call.strands.filter(\.hasOwnRules).map({ Optional($0.id) }) {
      let key = Key(strand: strand, on: day(of: call))
      assessors[key] = assessor(for: call, key, &report)
    }
    report.diagnostics += call.missingExamples().filter { $0.file == call.file.name }
    for requirement in call.requirements + call.strands.flatMap(\.requirements) {
      guard !report.diagnostics.hasErrors else { continue }
      // What an example shows, it shows with the parameters of the document that states it: one that
      // was taken over only gives the search below something to begin with.
      guard requirement.origin.file.name == call.file.name else {
        if !call.isAbstract { gather(requirement, &report) }
        continue
      }
      for example in requirement.examples {
        let key = Key(strand: example.strand, on: example.on ?? day(of: call))
        let known = assessors[key] ?? assessor(for: call, key, &report)
        assessors[key] = known
        if let known { run(example, of: requirement, with: known, &report) }
      }
    }
    if !call.isAbstract {
      for strand in call.ruledStrands {
        let key = Key(strand: strand, on: day(of: call))
        guard let known = assessors[key] ?? assessor(for: call, key, &report) else { continue }
        let found = CallWitnesses.search(known, examples: report.consortia)
        report.diagnostics += found.diagnostics
        report.witnesses.append(found)
      }
    }
    var seen: [Diagnostic] = []
    for diagnostic in report.diagnostics where !seen.contains(diagnostic) {
      seen.append(diagnostic)
    }
    report.diagnostics = seen
    return report
  }

  private struct Key: Hashable {
    var strand: String?
    var on: CalendarDate
  }

  /// The day on which examples without a day of their own are assessed: that of the deadline.
  private func day(of call: Call) -> CalendarDate {
    call.referenceDate(at: moment) ?? moment.date(in: .brussels)
  }

  private func assessor(for call: Call, _ key: Key, _ report: inout Report) -> Assessor? {
    let made = Assessor.make(
      for: call.dated(key.on), strand: key.strand, at: .day(key.on), reference: reference,
      regions: regions)
    report.diagnostics += made.diagnostics
    return made.assessor
  }

  private func gather(_ requirement: Requirement, _ report: inout Report) {
    let consortia = requirement.examples.flatMap { reader.readings(of: $0.consortium) }
    report.consortia[requirement.id, default: []] += consortia.compactMap(\.consortium)
  }

  private func run(
    _ example: Example, of requirement: Requirement, with assessor: Assessor,
    _ report: inout Report
  ) {
    report.examples += 1
    for reading in reader.readings(of: example.consortium) {
      report.diagnostics += reading.diagnostics
      guard let consortium = reading.consortium else { continue }
      report.consortia[requirement.id, default: []].append(consortium)
      let results = assessor.assess(consortium).results
      guard let result = results.first(where: { $0.requirement.id == requirement.id }) else {
        continue
      }
      guard result.outcome != example.outcome else { continue }
      let evidence = PlainText.shown(result.evidence, limit: 400)
      report.diagnostics.append(
        example.origin.diagnostic(
          code: "call.example-fails",
          "this example of '\(requirement.id)' is said to be '\(example.outcome.rawValue)' and is "
            + "'\(result.outcome.rawValue)'",
          help: evidence.isEmpty ? "correct the rule or the example" : "found: \(evidence)"))
    }
  }
}

extension Call {
  /// General conditions as a call whose only deadline is on a day: they have none of their own, and
  /// which countries take part depends on it.
  fileprivate func dated(_ day: CalendarDate) -> Call {
    guard isAbstract, timetables.isEmpty else { return self }
    let source = Source(
      id: "lint", document: "the day of the example", url: nil, read: nil, confidence: .general,
      origin: origin)
    let deadline = Deadline(
      kind: .single, at: LocalTime(date: day, time: nil, zone: .brussels), zone: .brussels,
      source: SourceReference(source))
    var call = self
    call.timetables = [Timetable(deadlines: [deadline])]
    return call
  }

  /// The strands in which the call's rules differ: those with rules of their own, and one for all
  /// others; `nil` alone where no strand has any.
  fileprivate var ruledStrands: [String?] {
    let own = strands.filter(\.hasOwnRules).map { Optional($0.id) }
    guard !own.isEmpty else { return [nil] }
    return strands.filter { !$0.hasOwnRules }.prefix(1).map { Optional($0.id) } + own
  }
}
