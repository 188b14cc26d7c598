import FundingCalls
import FundingTerms
import SourceText
import XMLReading

/// Something that an import changed in a document, or that a person's own change kept from changing.
public struct TopicChange: Sendable, Equatable {
  /// The part.
  public var part: TopicPart
  /// What changed, as people read it.
  public var text: String
  /// Days by which the last deadline moved: more than 0 where it was postponed.
  public var days: Int?
}

/// Writes call documents of topics, new ones and new facts into those that are there.
struct DocumentUpdate {
  /// The bytes to write; `nil` where nothing changes.
  private(set) var bytes: [UInt8]?
  /// What the portal changed.
  private(set) var changes: [TopicChange] = []
  /// What the portal changed and a person had changed too: the person's stays.
  private(set) var conflicts: [TopicChange] = []

  /// A new document.
  init(new document: TopicDocument, on day: CalendarDate) {
    let parts = document.complete
    var marks = ImportMarks()
    for (part, node) in parts {
      marks.parts[part] = .init(portal: node.digest, written: node.digest)
    }
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      "<!-- Written by 'fundcall import'. Change what you like: the next import keeps it. -->",
      XMLText.tag(
        "call",
        [("xmlns", CallReader.namespace), ("language", "1"), ("id", document.id)]
          + (parts[.extends].map { [("extends", $0.text)] } ?? [])),
    ]
    for part in TopicPart.allCases where part != .extends {
      guard let node = parts[part] else { continue }
      lines += node.lines(indentation: "  ")
    }
    lines += marks.node(on: "\(day)").lines(indentation: "  ") + ["</call>", ""]
    bytes = Array(lines.joined(separator: "\n").utf8)
  }

  /// New facts for a document that was imported before: what a person changed stays byte for byte.
  init(of file: SourceFile, _ root: Element, with document: TopicDocument, on day: CalendarDate) {
    var marks = ImportMarks(root) ?? ImportMarks()
    var edits: [(range: Range<Int>, text: String)] = []
    let before = marks.parts
    for part in TopicPart.allCases where part != .sources {
      update(part, of: root, in: file, with: document.value(of: part), &marks, &edits, "\(day)")
    }
    guard marks.parts != before else { return }
    if !edits.isEmpty {
      update(
        .sources, of: root, in: file, with: document.value(of: .sources), &marks, &edits, "\(day)")
      // Why: who adds a source of their own changes that part, which is no conflict of facts.
      changes.removeAll { $0.part == .sources }
      conflicts.removeAll { $0.part == .sources }
    }
    if let element = root.firstChild(named: "imported") {
      let node = marks.node(on: "\(day)")
      edits.append((element.range, Self.text(node)))
    }
    bytes = Self.bytes(of: file, after: edits)
  }

  private mutating func update(
    _ part: TopicPart, of root: Element, in file: SourceFile, with value: TopicPartValue,
    _ marks: inout ImportMarks, _ edits: inout [(range: Range<Int>, text: String)], _ day: String
  ) {
    let mark = marks.parts[part]
    let current = part.node(in: root)
    switch value {
    case .unstated: return
    case .none:
      // What a person made of it stays; else it goes.
      guard let mark, let element = part.element(in: root) else { return }
      marks.parts[part] = nil
      guard current?.digest == mark.written else { return }
      edits.append((Self.lineRange(of: element, in: file), ""))
    case .node(let new):
      guard new.digest != mark?.portal else { return }
      let isEdited = current?.digest != mark?.written
      let change = Self.change(part, from: current, to: new)
      if isEdited, current?.digest != new.digest {
        conflicts.append(change)
        marks.parts[part] = .init(portal: new.digest, written: mark?.written ?? new.digest)
        return
      }
      var written = new
      if part == .timetable, let current {
        written = TopicTimetable.amended(current, to: new, knownFrom: day)
      }
      marks.parts[part] = .init(portal: new.digest, written: written.digest)
      guard written.digest != current?.digest else { return }
      edits.append(Self.edit(part, of: root, in: file, to: written))
      changes.append(change)
    }
  }

  // MARK: - What changed

  private static func change(_ part: TopicPart, from old: XMLNode?, to new: XMLNode) -> TopicChange
  {
    switch part {
    case .timetable: return timetableChange(from: old, to: new)
    case .budget:
      func amount(_ node: XMLNode?) -> String {
        node?["amount"].flatMap { try? Money(parsing: $0) }.map { "\($0)" } ?? "not stated"
      }
      return TopicChange(part: part, text: "budget \(amount(old)) -> \(amount(new))")
    case .title, .typeOfAction, .programme:
      return TopicChange(part: part, text: "\(part.label): now '\(new.text)'")
    case .extends:
      return TopicChange(part: part, text: "takes over the general conditions \(new.text)")
    case .topic:
      let names = ["status", "expected-grants", "min-contribution", "max-contribution"]
      let told = names.compactMap { name -> String? in
        guard old?[name] != new[name], let value = new[name] else { return nil }
        return "\(name) \(value)"
      }
      let news = old?.children == new.children ? [] : ["news"]
      let all = told + news
      return TopicChange(part: part, text: all.isEmpty ? part.label : all.joined(separator: ", "))
    default: return TopicChange(part: part, text: old == nil ? "new: \(part.label)" : part.label)
    }
  }

  private static func timetableChange(from old: XMLNode?, to new: XMLNode) -> TopicChange {
    let (before, after) = (TopicTimetable.entries(of: old), TopicTimetable.entries(of: new))
    var texts: [String] = []
    var days: Int?
    let openings = (opening(old), opening(new))
    if openings.0 != openings.1, let opening = openings.1 {
      texts.append("opening \(openings.0 ?? "not stated") -> \(opening)")
    }
    for entry in after {
      let name = entry.kind == "single" ? "deadline" : entry.kind
      guard let own = before.first(where: { $0.kind == entry.kind }) else {
        texts.append("\(name) \(entry.text) is new")
        continue
      }
      guard own != entry else { continue }
      var text = "\(name) \(own.text) -> \(entry.text)"
      if let first = CalendarDate(parsing: own.date),
        let second = CalendarDate(parsing: entry.date),
        first != second
      {
        let moved = second.dayNumber - first.dayNumber
        days = moved
        let count = abs(moved) == 1 ? "1 day" : "\(abs(moved)) days"
        text += moved > 0 ? ", postponed by \(count)" : ", brought forward by \(count)"
      }
      texts.append(text)
    }
    for entry in before where !after.contains(where: { $0.kind == entry.kind }) {
      texts.append("no \(entry.kind) any more (\(entry.text))")
    }
    return TopicChange(
      part: .timetable, text: texts.isEmpty ? "dates" : texts.joined(separator: "; "), days: days)
  }

  private static func opening(_ node: XMLNode?) -> String? {
    node?.children.first { $0.name == "opening" }?["date"]
  }

  // MARK: - Editing the text

  private static func text(_ node: XMLNode) -> String {
    String(node.lines(indentation: "  ").joined(separator: "\n").dropFirst(2))
  }

  /// The edit that makes a part of a document say something new.
  private static func edit(
    _ part: TopicPart, of root: Element, in file: SourceFile, to node: XMLNode
  ) -> (range: Range<Int>, text: String) {
    if part == .extends {
      if let attribute = root.attribute("extends") {
        return (attribute.valueRange, XMLText.escaped(node.text))
      }
      let end = (root.attribute("id")?.valueRange.upperBound ?? root.nameRange.upperBound - 1) + 1
      return (end..<end, " extends=\"\(XMLText.escaped(node.text))\"")
    }
    if let element = part.element(in: root) { return (element.range, text(node)) }
    let index = TopicPart.allCases.firstIndex(of: part) ?? 0
    let before = TopicPart.allCases[..<index].compactMap { $0.element(in: root)?.range.upperBound }
    let place = before.max() ?? root.tagRange.upperBound
    return (place..<place, "\n  " + text(node))
  }

  /// An element with the white space before it.
  private static func lineRange(of element: Element, in file: SourceFile) -> Range<Int> {
    var start = element.range.lowerBound
    while start > 0, file.bytes[start - 1] == 0x20 || file.bytes[start - 1] == 0x09 { start -= 1 }
    if start > 0, file.bytes[start - 1] == 0x0A { start -= 1 }
    return start..<element.range.upperBound
  }

  private static func bytes(
    of file: SourceFile, after edits: [(range: Range<Int>, text: String)]
  ) -> [UInt8] {
    var bytes = file.bytes
    // From the end on; of two at one place the later one in order first, so that the order stays.
    let sorted = edits.enumerated().sorted { left, right in
      let (a, b) = (left.element.range.lowerBound, right.element.range.lowerBound)
      return (a, left.offset) > (b, right.offset)
    }
    for (_, edit) in sorted { bytes.replaceSubrange(edit.range, with: edit.text.utf8) }
    return bytes
  }
}
