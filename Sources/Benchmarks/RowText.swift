import JSONReading

/// Prints rows: as a table, or as JSON, one object a row.
struct RowText {
  private static let widths = [24, 11, 11, 7, 9, 8]

  /// The head of the table.
  static let head =
    cells(["row", "ours", "peer", "ratio", "goal", "spread"]) + "  memory ours, peer\n"

  /// A row of the table with what there is to say of it.
  static func line(_ row: Row) -> String {
    let cells = cells([
      row.id, figure(row.ours, row.unit), row.peer.map { figure($0, row.unit) } ?? "",
      row.ratio.map { ratio($0, row) } ?? "", goal(row),
      row.spread.map { "\($0) %" } ?? "",
    ])
    let memory = row.memory.map { "  \(megabytes($0.ours)), \(megabytes($0.peer))" } ?? ""
    var notes = [row.what]
    if let work = row.work {
      notes.append(
        "\(speed(work, row.ours)); the peer: \(row.peer.map { speed(work, $0) } ?? "none")")
    }
    if let verdicts = row.verdicts { notes.append("\(grouped(verdicts)) verdicts are the same") }
    notes += row.notes
    return cells + memory + "\n" + notes.map { "    \($0)\n" }.joined()
  }

  /// A row as a line of JSON.
  static func json(_ row: Row) -> [UInt8] {
    var writer = JSONWriter(style: .compact)
    writer.object { writer in
      writer.member("row", string: row.id)
      writer.member("what", string: row.what)
      writer.member("unit", string: row.unit.rawValue)
      writer.member("ours", integer: row.ours)
      writer.member("peer", integer: row.peer)
      writer.key("ratio")
      if let ratio = row.ratio {
        writer.decimal(Int64(ratio), fractionDigits: 2)
      } else {
        writer.null()
      }
      writer.member("reached", bool: row.isReached)
      writer.member("spreadPercent", integer: row.spread)
      writer.member("memoryKilobytes", integer: row.memory?.ours)
      writer.member("peerMemoryKilobytes", integer: row.memory?.peer)
      writer.member("records", integer: row.work?.records)
      writer.member("bytes", integer: row.work?.bytes)
      writer.member("verdictsCompared", integer: row.verdicts)
      writer.key("notes")
      writer.array { writer in for note in row.notes { writer.string(note) } }
    }
    writer.endLine()
    return writer.takeBytes()
  }

  // MARK: - Cells

  private static func cells(_ texts: [String]) -> String {
    zip(texts, widths).enumerated().map { position, cell in
      let blanks = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
      return position == 0 ? cell.0 + blanks : blanks + cell.0
    }.joined()
  }

  /// A ratio with as many digits as say something, a small one as one of so many.
  private static func ratio(_ hundredths: Int, _ row: Row) -> String {
    if hundredths >= 10 { return threeDigits(hundredths, in: 100) }
    guard let peer = row.peer, peer > 0 else { return "" }
    return "1/\(grouped(row.ours / peer))"
  }

  private static func goal(_ row: Row) -> String {
    let mark = row.isReached == true ? "" : "! "
    return switch row.goal {
    case .ratio(let goal): mark + hundredths(goal)
    case .below(let goal): mark + "<" + figure(goal, row.unit)
    case nil: ""
    }
  }

  private static func figure(_ value: Int, _ unit: Row.Unit) -> String {
    switch unit {
    case .time: time(picoseconds: value * 1000)
    case .timeEach: time(picoseconds: value)
    case .memory: megabytes(value)
    }
  }

  private static func time(picoseconds: Int) -> String {
    let units = [("s", 1_000_000_000_000), ("ms", 1_000_000_000), ("us", 1_000_000)]
    for (name, size) in units where picoseconds >= size {
      return "\(threeDigits(picoseconds, in: size)) \(name)"
    }
    return "\(threeDigits(picoseconds, in: 1000)) ns"
  }

  /// A quotient with two decimals below 10, one below 100, else none.
  private static func threeDigits(_ value: Int, in size: Int) -> String {
    let whole = value / size
    if whole >= 100 { return grouped(whole) }
    if whole >= 10 { return "\(whole).\(value % size * 10 / size)" }
    return hundredths(value * 100 / size)
  }

  private static func hundredths(_ value: Int) -> String {
    "\(value / 100).\(value / 10 % 10)\(value % 10)"
  }

  static func megabytes(_ kilobytes: Int) -> String {
    "\(threeDigits(kilobytes, in: 1024)) MB"
  }

  private static func speed(_ work: (records: Int, bytes: Int), _ nanoseconds: Int) -> String {
    guard nanoseconds > 0 else { return "" }
    let records = Int(Int128(work.records) * 1_000_000_000 / Int128(nanoseconds))
    let bytes = Int(Int128(work.bytes) * 1_000_000_000 / Int128(nanoseconds))
    let kept = work.bytes > 0 ? ", \(threeDigits(bytes, in: 1_000_000)) MB/s" : ""
    return "\(grouped(records)) consortia/s\(kept)"
  }

  /// A number with blanks between the thousands.
  static func grouped(_ value: Int) -> String {
    let digits = String(value)
    var result = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) { result.append(" ") }
      result.append(digit)
    }
    return result
  }
}
