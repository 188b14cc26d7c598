import FundingTerms
import SourceText
import XMLReading

extension CallBuilder {
  mutating func readTimetables(_ root: Element) -> [Timetable] {
    let elements = root.children(named: "timetable")
    var result: [Timetable] = []
    var names: [String: Range<Int>] = [:]
    for element in elements {
      let timetable = readTimetable(element)
      if let edition = timetable.edition, let place = element.attribute("edition")?.valueRange {
        note(edition, "editions", at: place, in: &names)
      } else if elements.count > 1, element["edition"] == nil {
        values.report(
          "missing-attribute", "of several timetables each names its edition",
          at: element.nameRange, help: "add edition=\"2018\"")
      }
      result.append(timetable)
    }
    return result
  }

  private mutating func readTimetable(_ element: Element) -> Timetable {
    var result = Timetable(edition: values.name("edition", of: element, as: .published))
    if let opening = element.firstChild(named: "opening"),
      let source = reference(opening), let date = values.date("date", of: opening)
    {
      result.opening = Opening(date: date, source: source)
    }
    var kinds: [String: Range<Int>] = [:]
    for child in element.children(named: "deadline") {
      guard let deadline = readDeadline(child) else { continue }
      if let place = child.attribute("kind")?.valueRange {
        note(deadline.kind.description, "deadlines", at: place, in: &kinds)
      }
      if let opening = result.opening?.date, let date = deadline.at?.date, date < opening {
        values.report(
          "order", "the deadline comes before the opening on \(opening)",
          at: child.attribute("date")?.valueRange ?? child.nameRange, help: "check both days",
          severity: .warning)
      }
      checkOrder(deadline, after: result.deadlines, in: child)
      result.deadlines.append(deadline)
    }
    if let cancelled = element.firstChild(named: "cancelled"), let source = reference(cancelled),
      let day = values.date("known-from", of: cancelled)
    {
      result.cancellation = Cancellation(
        knownFrom: day, source: source, note: values.text("note", of: cancelled))
    }
    result.notStated = prose(element.firstChild(named: "not-stated"))
    checkContent(of: element)
    return result
  }

  /// Stages and cut-offs follow each other as they are counted.
  private mutating func checkOrder(
    _ deadline: Deadline, after others: [Deadline], in element: Element
  ) {
    guard let date = deadline.last?.date else { return }
    for other in others {
      guard let otherDate = other.last?.date,
        let isLater = deadline.kind.isLater(than: other.kind),
        isLater ? date <= otherDate : date >= otherDate
      else { continue }
      let (first, second) = isLater ? (other.kind, deadline.kind) : (deadline.kind, other.kind)
      values.report(
        "order", "'\(second)' does not come after '\(first)'",
        at: element.attribute("date")?.valueRange ?? element.nameRange,
        help: "the other date is \(otherDate); check both days", severity: .warning)
    }
  }

  /// A timetable has a deadline for proposals, or says that none was found; and not both.
  private mutating func checkContent(of element: Element) {
    let hasDeadline = element.children(named: "deadline").contains { $0["kind"] != "questions" }
    switch (hasDeadline, element.firstChild(named: "not-stated")) {
    case (false, nil):
      values.report(
        "no-deadline", "a timetable has a deadline for proposals", at: element.nameRange,
        help: "add <deadline>, or <not-stated> with what was not found")
    case (true, let notStated?):
      values.report(
        "contradiction", "a timetable with a deadline does not say that none was found",
        at: notStated.nameRange, help: "remove <not-stated>")
    default: break
    }
  }

  private mutating func readDeadline(_ element: Element) -> Deadline? {
    let kind = values.value(
      "kind", of: element, code: "word", what: "a kind of deadline",
      help: "one of single, stage-1, stage-2, cut-off-1 …, questions, continuous"
    ) { DeadlineKind($0) }
    let zone: Zone? = values.word("zone", of: element)
    let date = values.date("date", of: element)
    let time = values.time("time", of: element)
    let source = reference(element)
    if element["date"] == nil, kind != .continuous || element["time"] != nil {
      values.report(
        "missing-attribute", "'deadline' needs the attribute 'date'", at: element.nameRange,
        help: "add date=\"…\"; only a continuous call may do without")
    }
    if element["time"] != nil, element["zone"] == nil {
      values.report(
        "missing-attribute", "a time of day needs the zone of its clock", at: element.nameRange,
        help: "add zone=\"Europe/Brussels\"")
    }
    let clock = zone ?? .brussels
    let first = date.map { LocalTime(date: $0, time: time, zone: clock) }
    let amendments = readAmendments(element, time: time, zone: clock)
    guard let kind, let source, first != nil || kind == .continuous else { return nil }
    return Deadline(
      kind: kind, at: first, zone: clock, source: source, note: values.text("note", of: element),
      amendments: amendments)
  }

  /// The changes of a deadline; one that names no hour leaves the hour as it was.
  private mutating func readAmendments(
    _ element: Element, time first: TimeOfDay?, zone: Zone
  ) -> [Deadline.Amendment] {
    var result: [Deadline.Amendment] = []
    var time = first
    for child in element.children(named: "amendment") {
      let knownFrom = values.date("known-from", of: child)
      let date = values.date("date", of: child)
      let source = reference(child)
      time = values.time("time", of: child) ?? time
      guard let knownFrom, let date, let source else { continue }
      if let last = result.last, knownFrom <= last.knownFrom {
        values.report(
          "order", "amendments stand in the order in which they became known",
          at: child.attribute("known-from")?.valueRange ?? child.nameRange,
          help: "the one before is known from \(last.knownFrom)")
      }
      result.append(
        Deadline.Amendment(
          knownFrom: knownFrom, at: LocalTime(date: date, time: time, zone: zone), source: source,
          note: values.text("note", of: child)))
    }
    return result
  }
}

extension Deadline {
  /// The date as it was last changed.
  fileprivate var last: LocalTime? { amendments.last?.at ?? at }
}

extension DeadlineKind {
  /// Whether it is counted after another of its sort; `nil` where the two are of different sorts.
  fileprivate func isLater(than other: DeadlineKind) -> Bool? {
    switch (self, other) {
    case (.stage(let own), .stage(let other)), (.cutOff(let own), .cutOff(let other)):
      own == other ? nil : own > other
    default: nil
    }
  }
}
