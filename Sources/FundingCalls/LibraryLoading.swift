import SourceText

/// Builds the calls of a library out of its files: parents before those who extend them.
struct LibraryLoading {
  /// A call document with what became of it.
  private struct Entry {
    enum State {
      case waiting
      case building
      case built(Call?)
    }

    let document: CallDocument
    var state = State.waiting
    /// The call as its document states it.
    var own: Call?
    /// What was made of the document ahead of its turn.
    var prepared: Prepared?
  }

  /// A call with what is wrong in its document; and with all that it takes over, where it can be used.
  private struct Prepared {
    var call: Call?
    var mistakes: [Diagnostic]
    var resolved: Call?

    init(_ document: CallDocument, extending parent: Call?) {
      (call, mistakes) = document.call(extending: parent)
      guard let call, !mistakes.hasErrors, !document.diagnostics.hasErrors else { return }
      resolved = parent.map { call.extending($0) } ?? call
    }
  }

  private var entries: [Entry] = []
  /// Position in ``entries`` of the call that counts, by its lower-case id.
  private var winners: [String: Int] = [:]
  private var diagnostics: [Diagnostic] = []
  /// How many calls may extend one another in a row.
  private static let longestLine = 32

  /// Adds the documents of one folder over those before it.
  mutating func add(_ documents: [CallDocument]) {
    var ofThisFolder: [String: Int] = [:]
    for document in documents {
      let index = entries.count
      entries.append(Entry(document: document))
      diagnostics += document.diagnostics
      guard let id = document.id else {
        // Building it says what is wrong with the id.
        diagnostics += document.call(extending: nil).diagnostics
        continue
      }
      let key = CallLibrary.key(id)
      if let other = ofThisFolder[key] {
        diagnostics.append(
          document.diagnostic(
            code: "call.duplicate", "another file of the folder has a call '\(id)'",
            help: "see \(entries[other].document.file.name); rename or remove one"))
        continue
      }
      ofThisFolder[key] = index
      if let other = winners[key] {
        diagnostics.append(
          document.diagnostic(
            .note, code: "call.override",
            "'\(id)' overrides the call from \(entries[other].document.file.name)"))
      }
      if document.diagnostics.hasErrors, winners[key] != nil { continue }
      winners[key] = index
    }
  }

  /// Builds all calls that count.
  mutating func build() -> (documents: [Call], resolved: [Call], diagnostics: [Diagnostic]) {
    let order = winners.values.sorted()
    prepare(order)
    let resolved = order.compactMap { build($0, depth: 0) }
    return (order.compactMap { entries[$0].own }, resolved, diagnostics)
  }

  /// Builds calls ahead of their turn on all cores: first those that extend no other, then those
  /// that extend these, and so on. Where anything is in the way, their turn will tell.
  private mutating func prepare(_ order: [Int]) {
    var waiting = order.map { (index: $0, parent: parentIndex(of: $0)) }
    while true {
      let work = waiting.compactMap { index, parent -> (index: Int, CallDocument, Call?)? in
        let document = entries[index].document
        if document.extends == nil { return (index, document, nil) }
        let call = parent.flatMap { entries[$0].prepared?.resolved }
        return call.map { (index, document, $0) }
      }
      guard !work.isEmpty else { return }
      let made = Cores.map(work.count) { Prepared(work[$0].1, extending: work[$0].2) }
      for (item, made) in zip(work, made) { entries[item.index].prepared = made }
      waiting.removeAll { entries[$0.index].prepared != nil }
    }
  }

  /// The entry that one extends.
  private func parentIndex(of index: Int) -> Int? {
    entries[index].document.extends.flatMap { winners[CallLibrary.key($0)] }
  }

  /// The resolved call of an entry; `nil` where it cannot be used.
  private mutating func build(_ index: Int, depth: Int) -> Call? {
    if case .built(let call) = entries[index].state { return call }
    let document = entries[index].document
    entries[index].state = .building
    let parent = parent(of: document, depth: depth)
    // What was built ahead rests on the parent that the document names.
    let isAhead = (parent.call != nil) == (document.extends != nil)
    let made =
      (isAhead ? entries[index].prepared : nil) ?? Prepared(document, extending: parent.call)
    entries[index].own = made.call
    entries[index].prepared = nil
    diagnostics += made.mistakes
    var resolved: Call?
    if parent.isUsable {
      resolved = made.resolved
      if let whole = resolved, parent.call != nil, let gap = gap(in: whole, document) {
        diagnostics.append(gap)
        resolved = nil
      }
    }
    entries[index].state = .built(resolved)
    return resolved
  }

  /// The call that a document extends; not usable where there should be one and it is not there.
  private mutating func parent(
    of document: CallDocument, depth: Int
  ) -> (call: Call?, isUsable: Bool) {
    guard let name = document.extends else { return (nil, true) }
    guard let index = winners[CallLibrary.key(name)] else {
      diagnostics.append(
        document.diagnosticAtExtends(
          code: "call.unknown-parent", "there is no call '\(PlainText.shown(name))'",
          help: NearMiss.help(for: name, in: ids) ?? "add its file to the library"))
      return (nil, false)
    }
    if case .building = entries[index].state {
      diagnostics.append(
        document.diagnosticAtExtends(
          code: "call.cycle", "the call extends itself by way of '\(PlainText.shown(name))'",
          help: "remove 'extends' from one of them"))
      return (nil, false)
    }
    guard depth < Self.longestLine else {
      diagnostics.append(
        document.diagnosticAtExtends(
          code: "call.cycle", "more than \(Self.longestLine) calls extend one another in a row",
          help: "extend a call nearer to the beginning"))
      return (nil, false)
    }
    guard let call = build(index, depth: depth + 1) else {
      diagnostics.append(
        document.diagnosticAtExtends(
          code: "call.parent", "the call '\(PlainText.shown(name))' cannot be used",
          help: "mend \(entries[index].document.file.name) first"))
      return (nil, false)
    }
    return (call, true)
  }

  /// What a call lacks even with all that it takes over.
  private func gap(in call: Call, _ document: CallDocument) -> Diagnostic? {
    let missing: String? =
      if call.statedTitle == nil {
        "title"
      } else if call.programme == nil {
        "programme"
      } else if !call.isAbstract, call.timetables.isEmpty {
        "timetable"
      } else {
        nil
      }
    return missing.map {
      document.diagnosticAtExtends(
        code: "call.missing-element", "neither the call nor the one that it extends has a '\($0)'",
        help: "add <\($0)>")
    }
  }

  private var ids: [String] { entries.compactMap(\.document.id) }
}

extension CallDocument {
  /// A diagnostic about the document as a whole, at its id.
  fileprivate func diagnostic(
    _ severity: Diagnostic.Severity = .error, code: String, _ message: String, help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, code: code, message, in: file, at: idRange ?? 0..<0, help: help)
  }

  fileprivate func diagnosticAtExtends(
    code: String, _ message: String, help: String
  ) -> Diagnostic {
    Diagnostic(code: code, message, in: file, at: extendsRange ?? idRange ?? 0..<0, help: help)
  }
}
