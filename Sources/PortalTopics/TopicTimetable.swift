import FundingCalls
import FundingTerms
import XMLReading

/// The dates of a topic as the timetable of a call document.
struct TopicTimetable {
  /// A deadline as a document states it, after its amendments.
  struct Entry: Equatable {
    let kind: String
    let date: String
    let time: String?

    init(kind: String, date: String, time: String?) {
      self.kind = kind
      self.date = date
      self.time = time
    }

    /// The entry of an element `deadline`.
    init(_ node: XMLNode) {
      kind = node["kind"] ?? ""
      date = node.children.last?["date"] ?? node["date"] ?? ""
      time = node.children.last { $0["time"] != nil }?["time"] ?? node["time"]
    }

    /// As people read it.
    var text: String { date + (time.map { " \($0)" } ?? "") }
  }

  /// The element for the dates of a topic; `nil` where it has none.
  static func node(of topic: Topic) -> XMLNode? {
    guard topic.opening != nil || !topic.deadlines.isEmpty else { return nil }
    let opening = topic.opening.map {
      XMLNode("opening", [("date", "\($0)"), ("source", "portal-topic")])
    }
    // A call document counts no more than 99 cut-offs; the first ones are long over.
    let dates = topic.deadlines.suffix(99)
    let (kinds, note) = kinds(of: topic, count: dates.count)
    let deadlines = zip(kinds, dates).enumerated().map { index, deadline in
      XMLNode(
        "deadline",
        [
          ("kind", deadline.0), ("date", "\(deadline.1.date)"),
          ("time", deadline.1.time.map { "\($0)" }),
          ("zone", deadline.1.time == nil ? nil : deadline.1.zone.rawValue),
          ("source", "portal-topic"),
          ("note", index == 0 ? note : nil),
        ])
    }
    return XMLNode(
      "timetable",
      children: [opening].compactMap(\.self) + (deadlines.isEmpty ? [notStated] : deadlines))
  }

  /// The element for a topic without any date.
  static let empty = XMLNode("timetable", children: [notStated])
  private static let notStated = XMLNode(
    "not-stated", text: "the deadline: the imported file gives none")

  /// What the dates are for, and what is to be said about that.
  private static func kinds(of topic: Topic, count: Int) -> (kinds: [String], note: String?) {
    let model = (topic.record.deadlineModel ?? "").lowercased()
    let cutOffs = (1...max(count, 1)).map { "cut-off-\($0)" }
    if model.contains("two-stage") || model.contains("two stage") {
      if count <= 2 { return (["stage-1", "stage-2"], nil) }
      return (cutOffs, "the portal says two-stage, and gives \(count) dates")
    }
    if model.contains("cut-off") || model.contains("cut off") { return (cutOffs, nil) }
    if count <= 1 { return (["single"], nil) }
    if !model.isEmpty {
      return (cutOffs, "the portal says \(model), and gives \(count) dates")
    }
    let identifier = topic.record.identifier ?? topic.id
    if count == 2, identifier.lowercased().hasSuffix("two-stage") {
      return (["stage-1", "stage-2"], "the portal gives two dates; its identifier says two-stage")
    }
    return (cutOffs, "the portal does not say whether its dates are cut-offs or stages")
  }

  /// The deadlines of an element `timetable`.
  static func entries(of node: XMLNode?) -> [Entry] {
    (node?.children ?? []).filter { $0.name == "deadline" }.map { Entry($0) }
  }

  /// A timetable with new dates over one that was imported before: what moved keeps its first date
  /// and gets an amendment, known from the day of the import.
  ///
  /// Where the kinds are not the same any more, or dates only moved up in their count (the first
  /// cut-offs dropped out), the new timetable stands alone.
  static func amended(_ old: XMLNode, to new: XMLNode, knownFrom day: String) -> XMLNode {
    let (before, after) = (entries(of: old), entries(of: new))
    let isSame = before.map(\.kind) == after.map(\.kind)
    let isShifted = after.contains { entry in
      before.contains { $0.date == entry.date && $0.kind != entry.kind }
    }
    guard isSame, !isShifted else { return new }
    var deadlines = old.children.filter { $0.name == "deadline" }[...]
    var result = new
    for (index, child) in new.children.enumerated() where child.name == "deadline" {
      guard let own = deadlines.popFirst(), own["zone"] == child["zone"] else { continue }
      result.children[index] = amended(own, to: Entry(child), knownFrom: day)
    }
    return result
  }

  private static func amended(_ old: XMLNode, to entry: Entry, knownFrom day: String) -> XMLNode {
    var result = old
    // What became known on this very day, or later by another clock, is not history yet.
    result.children.removeAll { ($0["known-from"] ?? "") >= day }
    let before = Entry(result)
    guard before != entry else { return result }
    result.children.append(
      XMLNode(
        "amendment",
        [
          ("known-from", day), ("date", entry.date),
          ("time", entry.time == before.time ? nil : entry.time), ("source", "portal-topic"),
        ]))
    return result
  }
}
