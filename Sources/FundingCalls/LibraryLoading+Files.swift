import SourceText

extension LibraryLoading {
  /// The documents of a folder, each read on whatever core is free, with the problems of reading.
  static func documents(
    of found: [CallFileSearch.Found]
  ) -> (documents: [CallDocument], problems: [Diagnostic]) {
    let read = Cores.map(found.count) { index -> Result<CallDocument, FileProblem>? in
      guard case .file(let path) = found[index] else { return nil }
      return CallFileSearch.read(path).map { CallDocument($0) }
    }
    var documents: [CallDocument] = []
    var problems: [Diagnostic] = []
    for (found, result) in zip(found, read) {
      switch (found, result) {
      case (.problem(let problem), _): problems.append(problem)
      case (_, .success(let document)): documents.append(document)
      case (_, .failure(let problem)): problems.append(problem.diagnostic)
      case (_, nil): continue
      }
    }
    return (documents, problems)
  }

  /// The documents of some calls, and of those that they cannot do without.
  ///
  /// `nil` where not every file says in the plainest form which call it is, or two are of one call,
  /// or one that is wanted is not among them (it may have the id as an alias), or is wrong: then
  /// what there is to say needs them all.
  static func documents(
    of folders: [[CallFileSearch.Found]], only ids: [String]
  ) -> [CallDocument]? {
    var files: [SourceFile] = []
    var heads: [CallHead] = []
    var positions: [String: Int] = [:]
    for found in folders.joined() {
      guard case .file(let path) = found, case .success(let file) = CallFileSearch.read(path),
        let head = CallHead(file.bytes),
        positions.updateValue(files.count, forKey: CallLibrary.key(head.id)) == nil
      else { return nil }
      files.append(file)
      heads.append(head)
    }
    var needed: Set<Int> = []
    var waiting = ids
    while let id = waiting.popLast() {
      guard let position = positions[CallLibrary.key(id)] else { return nil }
      if needed.insert(position).inserted { waiting += heads[position].needs }
    }
    let documents = needed.sorted().map { CallDocument(files[$0]) }
    return documents.contains { !$0.diagnostics.isEmpty } ? nil : documents
  }
}
