import CSVReading
import FundingTerms
import JSONReading
import SourceText

/// Brings a table with a row for each participant into the form of a JSON consortium.
struct TableConsortia {
  /// The most columns: more, no spreadsheet has.
  static let columnLimit = 16_384
  /// The most columns without a heading's meaning that are told.
  private static let toldColumns = 20

  private var reader: CSVReader
  private var columns: [TableHeading?] = []
  private var layout: TableLayout
  private var diagnostics: [Diagnostic] = []
  private let root: TableTree
  private var participants: [JSONValue] = []
  private var lists: [(key: String, elements: [JSONValue])] = []

  private init(_ reader: CSVReader, _ diagnostics: [Diagnostic]) {
    self.reader = reader
    self.diagnostics = diagnostics
    layout = TableLayout(reader: reader)
    root = TableTree(at: 0..<0)
  }

  /// The consortium of a file, or those of an export of CORDIS.
  static func consortia(in file: SourceFile, _ places: PlaceNames) -> [ForeignConsortium] {
    let (reader, diagnostics) = CSVReader.open(file)
    guard let reader else { return [ForeignConsortium(source: file, diagnostics: diagnostics)] }
    var table = TableConsortia(reader, diagnostics)
    guard let headings = table.readHeadings() else {
      return [ForeignConsortium(source: reader.source, diagnostics: table.diagnostics)]
    }
    if CordisTable.areOrganisations(table.layout.headings) {
      return CordisTable.consortia(table.reader, table.layout, places)
    }
    let value = table.understand(headings) ? table.read() : nil
    let layout = table.layout
    return [
      ForeignConsortium(
        source: reader.source, value: value,
        text: ForeignText(
          subject: { layout.subject($0, at: $1) },
          plain: { text, type throws(ValueMistake) in try TableValue.plain(text, as: type) }),
        diagnostics: table.diagnostics)
    ]
  }

  private mutating func read() -> JSONValue? {
    let limit = FactTable.forms[RecordForm.Kind.participant.rawValue].limit
    while let row = reader.next() {
      layout.rows.append((row.start, row.number))
      read(row)
      // One more than there may be: the checks of all formats say so.
      if participants.count > limit { break }
    }
    if let fault = reader.fault {
      diagnostics.append(fault)
      return nil
    }
    return diagnostics.hasErrors ? nil : wholeConsortium
  }

  private var wholeConsortium: JSONValue {
    var members = root.value.members ?? []
    func add(_ key: String, _ elements: [JSONValue]) {
      let start = elements.first?.range.lowerBound ?? layout.headingStart
      members.removeAll { $0.key == key }
      members.append(
        JSONMember(
          key: key, keyRange: start..<start,
          value: JSONValue(.array(elements), range: start..<start))
      )
    }
    add("participants", participants)
    for list in lists { add(list.key, list.elements) }
    let start = layout.headingStart
    return JSONValue(.object(members), range: start..<start + 1)
  }

  // MARK: - Headings

  /// The row of the headings; `nil`, having said so, where there is none.
  private mutating func readHeadings() -> CSVRow? {
    guard let row = reader.next() else {
      diagnostics.append(
        reader.fault
          ?? Diagnostic(
            code: "csv.empty", "the table has no headings", file: reader.source.name,
            help: "write the names of the columns into its first row: id, country, role"))
      return nil
    }
    layout.rows.append((row.start, row.number))
    layout.headingStart = row.start
    guard row.cells.count <= Self.columnLimit else {
      refuse(
        "too-many", "a table has at most \(Self.columnLimit) columns, as a spreadsheet has",
        at: row.start..<row.start + 1, help: "write it in JSON or XML, or check how it was made")
      return nil
    }
    layout.headings = row.cells.map { TableValue.trimmed(reader.text(of: $0)) }
    return row
  }

  /// Finds out what the columns mean; `false`, having said so, where it is a table of something else.
  private mutating func understand(_ row: CSVRow) -> Bool {
    var seen: [String: Int] = [:]
    var unknown: [Int] = []
    for (column, heading) in layout.headings.enumerated() {
      // A column without a heading, or with a remark for one, is nobody's.
      guard !heading.isEmpty, !heading.hasPrefix("#") else {
        columns.append(nil)
        continue
      }
      let meaning = TableHeading(heading)
      columns.append(meaning)
      guard let meaning else {
        unknown.append(column)
        continue
      }
      if let first = seen.updateValue(column, forKey: meaning.key) {
        refuse(
          "duplicate-key",
          "'\(PlainText.shown(heading))' stands over two columns, "
            + "\(CSVRow.name(ofCellIn: first, row: row.number)) and "
            + CSVRow.name(ofCellIn: column, row: row.number), at: row.cells[column].range,
          help: "put both into one, or rename one")
      }
    }
    guard
      seen["id"] != nil && !CordisTable.areProjects(layout.headings)
        || unknown.count < max(2, seen.count)
    else {
      refuseTable(row)
      return false
    }
    for column in unknown.prefix(Self.toldColumns) { refuseHeading(column, in: row) }
    return true
  }

  /// A table of something else: one error, and not one for each of its columns.
  private mutating func refuseTable(_ row: CSVRow) {
    guard !CordisTable.areProjects(layout.headings) else {
      refuse(
        "columns", "this is CORDIS's list of projects, without their participants",
        at: row.cells[0].range,
        help: "give 'organization.csv' of the same export, or a project as XML")
      return
    }
    let headings = layout.headings.filter { !$0.isEmpty }.prefix(4)
      .map { PlainText.shown($0, limit: 24) }
    refuse(
      "columns", "this is no table of participants: there is no column 'id'",
      at: row.cells[0].range,
      help: "its columns are \(headings.joined(separator: ", ")), …; "
        + "'fundcall new consortium --format csv' prints a table to fill in")
  }

  private mutating func refuseHeading(_ column: Int, in row: CSVRow) {
    let heading = layout.headings[column]
    refuse(
      "unknown-key",
      "'\(PlainText.shown(heading))' in \(CSVRow.name(ofCellIn: column, row: row.number)) "
        + "names no fact of a consortium", at: row.cells[column].range,
      help: NearMiss.help(for: heading, in: TableHeading.common)
        ?? "remove the column, or put '#' before its heading to keep it as a remark")
  }

  private mutating func refuse(
    _ code: String, _ message: String, at range: Range<Int>, help: String
  ) {
    guard diagnostics.count < ConsortiumBuilder.faultLimit else { return }
    diagnostics.append(
      Fault(code: code, message: message, help: help, mark: .range(range))
        .diagnostic(in: reader.source))
  }

  // MARK: - Rows

  private mutating func read(_ row: CSVRow) {
    var participant: TableTree?
    var own: (list: String, tree: TableTree)?
    let start = row.start..<row.start + 1
    for (column, cell) in row.cells.enumerated() where !cell.range.isEmpty {
      let text = TableValue.trimmed(CSVGuard.unguarded(reader.text(of: cell)))
      guard !text.isEmpty else { continue }
      guard column < columns.count, !layout.headings[column].isEmpty else {
        refuseStray(column, in: row)
        continue
      }
      guard let heading = columns[column] else { continue }
      let target: TableTree
      switch heading.scope {
      case .consortium: target = root
      case .participant:
        target = participant ?? TableTree(at: start)
        participant = target
      case .ownRow(let list):
        if heading.isMarker, text == TableValue.none {
          noteEmpty(list)
          continue
        }
        guard own == nil || own?.list == list else {
          refuseMixture(column, in: row)
          continue
        }
        target = own?.tree ?? TableTree(at: start)
        own = (list, target)
      }
      put(cell, column, heading, into: target, row)
    }
    if let own {
      if participant != nil {
        refuseMixture(columns.firstIndex { $0?.scope == .ownRow(list: own.list) } ?? 0, in: row)
      }
      noteEmpty(own.list)
      if let index = lists.firstIndex(where: { $0.key == own.list }) {
        lists[index].elements.append(own.tree.value)
      }
    }
    if let participant { participants.append(participant.value) }
  }

  private mutating func noteEmpty(_ list: String) {
    if !lists.contains(where: { $0.key == list }) { lists.append((list, [])) }
  }

  /// Puts a cell where its heading says.
  private mutating func put(
    _ cell: CSVRow.Cell, _ column: Int, _ heading: TableHeading, into record: TableTree,
    _ row: CSVRow
  ) {
    let text = CSVGuard.unguarded(reader.text(of: cell))
    let plain = TableValue.trimmed(text)
    let range = cell.range
    let tree = record.descend(heading.steps, at: range)
    switch heading.content {
    case .value:
      if let other = tree.text, other != text { refuseSecond(other, at: tree.range, range, column) }
      tree.become(.string(text))
    case .words:
      tree.becomeWords(plain == TableValue.none ? [] : TableValue.words(plain))
    case .list:
      tree.becomeList()
      if plain != TableValue.none { refuseMarker(range, column, row, TableValue.none) }
    case .record:
      if plain != TableValue.unknown { refuseMarker(range, column, row, TableValue.unknown) }
    case .cost(let cost):
      let line = tree.descend([.element(1 << 32 + column)], at: range)
      func member(_ key: String, _ kind: JSONValue.Kind) {
        line.descend([.member(key)], at: range).become(kind)
      }
      if let category = cost.category { member("category", .string(category.rawValue)) }
      if plain != TableValue.unknown { member("amount", .string(plain)) }
      if let workPackage = cost.workPackage { member("workPackage", .string(workPackage)) }
      if let forSMEs = cost.forSMEs { member("forSMEs", .bool(forSMEs)) }
    }
  }

  // MARK: - Refusals

  private mutating func refuseStray(_ column: Int, in row: CSVRow) {
    let name = CSVRow.name(ofCellIn: column, row: row.number)
    let text = PlainText.shown(reader.text(of: row.cells[column]))
    refuse(
      "too-many-cells", "the cell \(name) has no heading above it: '\(text)'",
      at: row.cells[column].range,
      help: column < columns.count
        ? "give the column a heading, or empty the cell"
        : "put a text with '\(Character(Unicode.Scalar(reader.delimiter)))' in it in double quotes, "
          + "or empty the cell")
  }

  private mutating func refuseMixture(_ column: Int, in row: CSVRow) {
    refuse(
      "own-row",
      "'\(PlainText.shown(layout.headings[column]))' stands in rows of its own, "
        + "and row \(row.number) holds something else too",
      at: row.cells.indices.contains(column) ? row.cells[column].range : row.start..<row.start,
      help: "move one of the two into a row below")
  }

  private mutating func refuseMarker(
    _ range: Range<Int>, _ column: Int, _ row: CSVRow, _ word: String
  ) {
    let what = word == TableValue.none ? "for a list without entries" : "for an entry without facts"
    refuse(
      "word", "\(layout.subject("", at: range.lowerBound)) takes only '\(word)', \(what)",
      at: range, help: "write '\(word)', or leave the cell empty where it is not known")
  }

  private mutating func refuseSecond(
    _ other: String, at first: Range<Int>, _ second: Range<Int>, _ column: Int
  ) {
    refuse(
      "duplicate-key",
      "\(layout.subject("", at: second.lowerBound)) differs from "
        + "\(layout.cellName(at: first.lowerBound)), which says '\(PlainText.shown(other))'",
      at: second, help: "a fact of the whole consortium is written once")
  }
}

extension TableHeading {
  /// What tells a column from all others.
  fileprivate var key: String {
    if case .cost(let cost) = content { return cost.text }
    var parts: [String] = []
    switch scope {
    case .participant: break
    case .consortium: parts.append("consortium")
    case .ownRow(let list): parts.append(list)
    }
    for step in steps {
      switch step {
      case .member(let name): parts.append(name)
      case .element(let number): parts.append(String(number))
      }
    }
    return parts.joined(separator: ".")
  }

  /// Whether the column holds no fact, but says of a list or record that it is there.
  fileprivate var isMarker: Bool {
    switch content {
    case .list, .record: true
    case .value, .words, .cost: false
    }
  }
}
