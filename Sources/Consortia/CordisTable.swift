import CSVReading
import JSONReading
import SourceText

/// Brings the organisations of an export of CORDIS, a row each, into the form of JSON consortia: one
/// for each project.
struct CordisTable {
  private enum Column: String, CaseIterable {
    case project = "projectid"
    case acronym = "projectacronym"
    case organisation = "organisationid"
    /// The organisation's id in exports of before 2021.
    case olderOrganisation = "id"
    case rcn, name, country, role, order, sme
    case shortName = "shortname"
    case region = "nutscode"
    case activity = "activitytype"
    case contribution = "eccontribution"
    case netContribution = "neteccontribution"
    case totalCost = "totalcost"
    case left = "endofparticipation"
  }

  /// The rows of one project.
  private struct Project {
    var id: String
    var start: Int
    var firstLine: Int
    var acronym: CordisOrganisation.Stated?
    var organisations: [CordisOrganisation] = []
    /// Whether rows of the project stand further up too.
    var isTorn = false
  }

  private let layout: TableLayout
  private let places: PlaceNames
  private let columns: [Column: Int]
  private var notes = CordisNotes()

  /// Whether headings are those of the organisations of an export; the letters' case does not count.
  static func areOrganisations(_ headings: [String]) -> Bool {
    let words = Set(headings.map { $0.lowercased() })
    return words.isSuperset(of: ["projectid", "role", "country"])
  }

  /// Whether headings are those of the projects of an export, which do not have their participants.
  static func areProjects(_ headings: [String]) -> Bool {
    let words = Set(headings.map { $0.lowercased() })
    return words.isSuperset(of: ["acronym", "ecmaxcontribution"])
  }

  /// The table below some headings, the reader being at its first row.
  init(_ layout: TableLayout, _ places: PlaceNames) {
    self.layout = layout
    self.places = places
    var columns: [Column: Int] = [:]
    for (index, heading) in layout.headings.enumerated() {
      if let column = Column(rawValue: heading.lowercased()) { columns[column] = index }
    }
    self.columns = columns
  }

  /// The consortia of the rows that a reader still has.
  static func consortia(_ reader: CSVReader, _ layout: TableLayout, _ places: PlaceNames)
    -> [ForeignConsortium]
  {
    var table = CordisTable(layout, places)
    return table.read(reader)
  }

  private mutating func read(_ start: CSVReader) -> [ForeignConsortium] {
    var reader = start
    var layout = layout
    var projects: [Project] = []
    var seen: Set<String> = []
    var walk = PlaceWalk(over: reader.source)
    while let row = reader.next() {
      layout.rows.append((row.start, row.number))
      let id = text(.project, in: row, of: reader) ?? ""
      if projects.last?.id != id {
        let line = walk.place(at: row.start).line
        projects.append(
          Project(
            id: id, start: row.start, firstLine: line, isTorn: !seen.insert(id).inserted))
      }
      add(row, of: reader, to: &projects[projects.count - 1])
    }
    if let fault = reader.fault {
      return [ForeignConsortium(source: reader.source, diagnostics: [fault])]
    }
    let shared = layout
    var consortia: [ForeignConsortium] = []
    for (index, project) in projects.enumerated() {
      let end = index + 1 < projects.count ? projects[index + 1].start : reader.source.bytes.count
      consortia.append(consortium(project, upTo: end, shared))
    }
    if !consortia.isEmpty {
      consortia[consortia.count - 1].diagnostics += notes.diagnostics(for: reader.source.name)
    }
    return consortia
  }

  private mutating func consortium(_ project: Project, upTo end: Int, _ layout: TableLayout)
    -> ForeignConsortium
  {
    let source = SourceFile(
      name: layout.reader.source.name,
      bytes: Array(layout.reader.source.bytes[project.start..<end]), firstLine: project.firstLine)
    let (start, range) = (project.start, 0..<1)
    var participants = CordisParticipants(places, notes: notes)
    var record = CordisRecord(at: range)
    record.add("name", participants.value(project.acronym))
    record.add("participants", participants.list(project.organisations, at: range))
    notes = participants.notes
    var diagnostics: [Diagnostic] = []
    if project.isTorn {
      diagnostics.append(
        Diagnostic(
          code: "cordis.torn",
          "rows of the project '\(PlainText.shown(project.id))' stand further up too", in: source,
          at: range, help: "sort the table by projectID"))
    }
    return ForeignConsortium(
      source: source, value: record.value,
      text: ForeignText(
        subject: { layout.subject($0, at: $1.map { $0 + start }) },
        plain: { text, type throws(ValueMistake) in try TableValue.plain(text, as: type) }),
      diagnostics: diagnostics, isOneOfMany: true)
  }

  // MARK: - Rows

  private func add(_ row: CSVRow, of reader: CSVReader, to project: inout Project) {
    func stated(_ column: Column) -> CordisOrganisation.Stated? {
      guard let index = columns[column], row.cells.indices.contains(index) else { return nil }
      let range = row.cells[index].range
      return CordisOrganisation.Stated(
        CSVGuard.unguarded(reader.text(of: row.cells[index])),
        at: range.lowerBound - project.start..<range.upperBound - project.start,
        named: column.rawValue)
    }
    let start = row.start - project.start
    var one = CordisOrganisation(range: start..<start + 1)
    one.pic = stated(.organisation) ?? stated(.olderOrganisation)
    one.rcn = stated(.rcn)
    one.name = stated(.name) ?? stated(.shortName)
    one.country = stated(.country)
    one.region = stated(.region)
    one.type = stated(.role)
    one.activity = stated(.activity)
    one.sme = stated(.sme)
    one.contribution = stated(.contribution)
    one.netContribution = stated(.netContribution)
    one.totalCost = stated(.totalCost)
    one.order = stated(.order)
    one.hasLeft = stated(.left)?.text.lowercased() == "true"
    project.acronym = project.acronym ?? stated(.acronym)
    project.organisations.append(one)
  }

  private func text(_ column: Column, in row: CSVRow, of reader: CSVReader) -> String? {
    guard let index = columns[column], row.cells.indices.contains(index) else { return nil }
    return TableValue.trimmed(reader.text(of: row.cells[index]))
  }
}
