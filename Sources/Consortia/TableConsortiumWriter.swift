import CSVReading
import FundingTerms

/// Writes a consortium as a table: a row for each participant, then a row for each award.
///
/// What is stated of the whole consortium stands in the first row. Columns are only those that
/// some row fills.
struct TableConsortiumWriter {
  /// Above so many columns of costs, the lines stand in numbered columns instead.
  private static let costColumnLimit = 200
  private static let forms = FactTable.forms

  /// The columns by heading, in order once sorted: each has a place by its path through the facts.
  private struct Column {
    let heading: String
    let order: [Int]
  }

  private var columns: [Column] = []
  private var numbers: [String: Int] = [:]
  private var rows: [[(column: Int, text: String)]] = []
  private var row: [(column: Int, text: String)] = []
  private let costColumns: CostColumns

  /// The table, ending in a line break.
  static func bytes(of draft: Draft) -> [UInt8] {
    let participants = draft.records(of: .participant) ?? []
    var writer = TableConsortiumWriter(
      costColumns: CostColumns(participants.map(\.participant), limit: costColumnLimit))
    writer.write(draft, participants)
    return writer.bytes
  }

  /// Whether the table has no more columns than a spreadsheet may have.
  static func fits(_ draft: Draft) -> Bool {
    let participants = draft.records(of: .participant) ?? []
    var writer = TableConsortiumWriter(
      costColumns: CostColumns(participants.map(\.participant), limit: costColumnLimit))
    writer.write(draft, participants)
    return writer.columns.count < TableConsortia.columnLimit
  }

  private init(costColumns: CostColumns) { self.costColumns = costColumns }

  // MARK: - Rows

  private mutating func write(_ draft: Draft, _ participants: [Draft]) {
    for participant in participants {
      write(.participant, participant, path: "", order: [0])
      endRow()
    }
    let consortium = Self.forms[RecordForm.Kind.consortium.rawValue]
    for (index, fact) in consortium.facts.enumerated() {
      let order = [1, index]
      switch fact.content {
      case .value, .words: write(fact, .consortium, draft, path: "consortium.", order: order)
      case .record: write(fact, .consortium, draft, path: "", order: order)
      case .directRecords, .records, .declarations: break
      }
    }
    putIntoFirstRow()
    for (index, fact) in consortium.facts.enumerated() {
      guard case .records(let kind, _) = fact.content, let records = draft.records(of: kind) else {
        continue
      }
      writeRows(records, of: kind, order: [1, index])
    }
  }

  private mutating func writeRows(_ records: [Draft], of kind: RecordForm.Kind, order: [Int]) {
    let element = Self.forms[kind.rawValue].element
    for record in records {
      write(kind, record, path: element + ".", order: order)
      if row.isEmpty { put(TableValue.unknown, under: element, order: order + [-1]) }
      endRow()
    }
    guard records.isEmpty else { return }
    put(TableValue.none, under: element, order: order + [-1])
    endRow()
  }

  private mutating func endRow() {
    rows.append(row)
    row = []
  }

  private mutating func putIntoFirstRow() {
    if rows.isEmpty { rows.append([]) }
    rows[0] += row
    row = []
  }

  // MARK: - Facts

  private mutating func write(
    _ kind: RecordForm.Kind, _ draft: Draft, path: String, order: [Int]
  ) {
    for (index, fact) in Self.forms[kind.rawValue].facts.enumerated() {
      write(fact, kind, draft, path: path, order: order + [index])
    }
  }

  private mutating func write(
    _ fact: Fact, _ kind: RecordForm.Kind, _ draft: Draft, path: String, order: [Int]
  ) {
    let heading = path + fact.key
    switch fact.content {
    case .value, .words:
      guard let value = fact.written(draft) else { return }
      put(Self.cell(value), under: heading, order: order)
    case .declarations:
      for declaration in draft.declarations(of: kind) {
        guard let value = declaration.value.written else { continue }
        put(
          Self.cell(declared: value), under: "\(heading).\(declaration.name)",
          order: order + [numbers["\(heading).\(declaration.name)"] ?? columns.count])
      }
    case .record(let inner):
      guard let record = draft.records(of: inner)?.first else { return }
      write(inner, record, path: heading + ".", order: order)
    case .records(let inner, _), .directRecords(let inner):
      guard let records = draft.records(of: inner) else { return }
      if records.isEmpty { put(TableValue.none, under: heading, order: order + [-1]) }
      if inner == .cost, costColumns.areUsed {
        writeCosts(draft.participant, order: order)
      } else {
        writeList(records, of: inner, heading, order: order)
      }
    }
  }

  private mutating func writeList(
    _ records: [Draft], of kind: RecordForm.Kind, _ heading: String, order: [Int]
  ) {
    for (index, record) in records.enumerated() {
      let filled = row.count
      write(kind, record, path: "\(heading).\(index + 1).", order: order + [index])
      if row.count == filled {
        put(TableValue.unknown, under: "\(heading).\(index + 1)", order: order + [index, -1])
      }
    }
  }

  private mutating func writeCosts(_ participant: Participant, order: [Int]) {
    for (line, column) in costColumns.placed(participant.costs ?? []) {
      put(
        line.amount?.written?.plain ?? TableValue.unknown,
        under: costColumns.headings[column].text, order: order + [column])
    }
  }

  // MARK: - Cells

  private static func cell(_ value: WrittenValue) -> String {
    switch value {
    case .text(let text): return text
    case .number, .truth: return value.plain
    case .words([]): return TableValue.none
    case .words(let words):
      // A comma after it tells a list with the word 'none' from an empty one.
      return value.plain == TableValue.none ? TableValue.none + "," : words.joined(separator: " ")
    }
  }

  private static func cell(declared value: WrittenValue) -> String {
    if case .text(let word) = value { TableValue.cell(declared: word) } else { value.plain }
  }

  private mutating func put(_ text: String, under heading: String, order: [Int]) {
    let number = numbers[heading] ?? columns.count
    if number == columns.count {
      columns.append(Column(heading: heading, order: order))
      numbers[heading] = number
    }
    row.append((number, CSVGuard.guarded(text)))
  }

  private var bytes: [UInt8] {
    let order = columns.indices.sorted {
      columns[$0].order.lexicographicallyPrecedes(columns[$1].order)
    }
    var position = [Int](repeating: 0, count: columns.count)
    for (index, column) in order.enumerated() { position[column] = index }
    var writer = CSVWriter()
    // The id comes first even where there is no participant, so that the table is known for one.
    if columns.isEmpty || numbers["id"] == nil {
      writer.row(["id"] + order.map { CSVGuard.guarded(columns[$0].heading) })
    } else {
      writer.row(order.map { CSVGuard.guarded(columns[$0].heading) })
    }
    let shift = numbers["id"] == nil ? 1 : 0
    for row in rows where !row.isEmpty {
      var cells = [String](
        repeating: "", count: shift + 1 + (row.map { position[$0.column] }.max() ?? 0))
      for cell in row { cells[shift + position[cell.column]] = cell.text }
      writer.row(cells)
    }
    return writer.bytes
  }
}

/// The columns of costs of a table, so that every participant's lines keep their order.
struct CostColumns {
  /// The headings, in order.
  private(set) var headings: [CostHeading] = []
  /// Whether the lines fit into columns by category; else they are numbered.
  private(set) var areUsed = true

  /// The columns for the lines of some participants, at most so many.
  init(_ participants: [Participant], limit: Int) {
    for participant in participants {
      var next = 0
      for line in participant.costs ?? [] {
        let wanted = CostHeading(of: line)
        if let found = headings[next...].firstIndex(where: { $0.isAlike(wanted) }) {
          next = found + 1
          continue
        }
        guard headings.count < limit else {
          areUsed = false
          return
        }
        var heading = wanted
        heading.number = headings.count { $0.isAlike(wanted) } + 1
        headings.insert(heading, at: next)
        next += 1
      }
    }
  }

  /// The column of each line of a participant.
  func placed(_ lines: [CostLine]) -> [(line: CostLine, column: Int)] {
    var next = 0
    return lines.compactMap { line in
      let wanted = CostHeading(of: line)
      guard let found = headings[next...].firstIndex(where: { $0.isAlike(wanted) }) else {
        return nil
      }
      next = found + 1
      return (line, found)
    }
  }
}

extension CostHeading {
  /// Whether a line of the one may stand under the other.
  fileprivate func isAlike(_ other: CostHeading) -> Bool {
    category == other.category && workPackage == other.workPackage && forSMEs == other.forSMEs
  }
}
