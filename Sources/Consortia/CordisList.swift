import JSONReading
import SourceText

/// Brings the organisations that CORDIS exports in JSON, a record each, into the form of JSON
/// consortia: one for each project, as soon as its last organisation is read.
///
/// However long the list is, only the organisations of one project are kept.
struct CordisList {
  /// The organisations of one project, with their records' text in one source.
  private struct Project {
    var id: String
    var text = JoinedRecords()
    var acronym: CordisOrganisation.Stated?
    var organisations: [CordisOrganisation] = []
    var problems: [Diagnostic] = []
  }

  private let name: String
  private let places: PlaceNames
  private var project: Project?
  private var seen: Set<String> = []
  private var notes = CordisNotes()
  /// Whether a record before the one at hand could not be read, and may have been of its project.
  private var isGap = false

  init(named name: String, _ places: PlaceNames) {
    self.name = name
    self.places = places
  }

  /// Whether a record is an organisation of an export.
  static func isOrganisation(_ value: JSONValue) -> Bool {
    let keys = Set((value.members ?? []).map { $0.key.lowercased() })
    return keys.contains("projectid") && !keys.isDisjoint(with: ["role", "organisationid"])
      && !keys.contains("participants")
  }

  /// Takes the next record; the consortium of the project before it, where that is complete now.
  mutating func take(_ record: JSONRecord) -> ForeignConsortium? {
    guard let value = record.value, !record.diagnostics.hasErrors,
      let id = Self.text(value, "projectid")
    else {
      takeBroken(record)
      return nil
    }
    var done: ForeignConsortium?
    if project?.id != id {
      done = finish()
      project = Project(id: id)
      if isGap { addGap(in: record.source) }
      if !seen.insert(id).inserted { addTorn(record.source) }
    }
    isGap = false
    add(value, of: record)
    return done
  }

  /// The consortium of the last project, with the notes on all.
  mutating func end() -> ForeignConsortium? {
    guard var last = finish() else { return nil }
    last.diagnostics += notes.diagnostics(for: name)
    return last
  }

  private mutating func takeBroken(_ record: JSONRecord) {
    isGap = true
    var problems = record.diagnostics
    if !problems.hasErrors {
      problems.append(
        Diagnostic(
          code: "cordis.project", "an organisation of CORDIS has a 'projectID'", in: record.source,
          at: record.value?.range ?? 0..<1,
          help: "give 'organization.json' of an export as it is"))
    }
    if project == nil { project = Project(id: "") }
    project?.problems += problems
  }

  private mutating func addGap(in source: SourceFile) {
    project?.problems.append(
      Diagnostic(
        code: "cordis.gap",
        "an organisation before this one could not be read, and may be of this project", in: source,
        at: 0..<1, help: "correct it: a consortium is read whole or not at all"))
  }

  private mutating func addTorn(_ source: SourceFile) {
    let id = PlainText.shown(project?.id ?? "")
    project?.problems.append(
      Diagnostic(
        code: "cordis.torn", "organisations of the project '\(id)' stand further up too",
        in: source, at: 0..<1, help: "sort the list by projectID"))
  }

  private mutating func add(_ value: JSONValue, of record: JSONRecord) {
    guard let offset = project?.text.append(record.source) else {
      if project?.problems.hasErrors == false {
        project?.problems.append(
          Diagnostic(
            code: "consortium.too-large",
            "the organisations of a project have at most \(PlainText.size(JoinedRecords.limit))",
            in: record.source, at: 0..<1, help: "check 'projectID'"))
      }
      return
    }
    let one = CordisOrganisation(value, offset: offset)
    if project?.acronym == nil {
      project?.acronym = CordisOrganisation.stated("projectacronym", in: value, offset: offset)
    }
    project?.organisations.append(one)
  }

  private mutating func finish() -> ForeignConsortium? {
    guard let project else { return nil }
    self.project = nil
    let source = project.text.source(named: name)
    var participants = CordisParticipants(places, notes: notes)
    var record = CordisRecord(at: 0..<1)
    record.add("name", participants.value(project.acronym))
    record.add("participants", participants.list(project.organisations, at: 0..<1))
    notes = participants.notes
    return ForeignConsortium(
      source: source, value: project.problems.hasErrors ? nil : record.value,
      text: .cordis(participants.names), diagnostics: project.problems, isOneOfMany: true)
  }

  private static func text(_ value: JSONValue, _ key: String) -> String? {
    CordisOrganisation.stated(key, in: value, offset: 0)?.text
  }
}

extension ForeignText {
  /// Values that stand under names of CORDIS.
  static func cordis(_ names: [Int: String]) -> ForeignText {
    ForeignText(
      subject: { fact, offset in "'\(offset.flatMap { names[$0] } ?? fact)'" },
      plain: { text, type throws(ValueMistake) in try TableValue.plain(text, as: type) })
  }
}

extension CordisOrganisation {
  /// An organisation of an export in JSON; the letters' case of its keys does not count.
  init(_ value: JSONValue, offset: Int) {
    func stated(_ keys: String...) -> Stated? {
      keys.lazy.compactMap { Self.stated($0, in: value, offset: offset) }.first
    }
    let start = value.range.lowerBound + offset
    range = start..<start + 1
    pic = stated("organisationid", "id")
    rcn = stated("rcn")
    name = stated("name", "shortname")
    country = stated("country")
    region = stated("nutscode")
    type = stated("role")
    activity = stated("activitytype")
    sme = stated("sme")
    contribution = stated("eccontribution")
    netContribution = stated("neteccontribution")
    totalCost = stated("totalcost")
    order = stated("order")
    hasLeft = stated("endofparticipation")?.text.lowercased() == "true"
  }

  /// What a member of a record states; `nil` where it is missing, empty or `null`.
  static func stated(_ key: String, in value: JSONValue, offset: Int) -> Stated? {
    guard let member = value.members?.first(where: { $0.key.lowercased() == key }) else {
      return nil
    }
    let text: String?
    switch member.value.kind {
    case .string(let string): text = string
    case .number(let number): text = number
    case .bool(let truth): text = truth ? "true" : "false"
    case .null, .array, .object: text = nil
    }
    let range = member.value.range
    return text.flatMap {
      Stated(
        $0, at: range.lowerBound + offset..<range.upperBound + offset, named: member.key)
    }
  }
}
