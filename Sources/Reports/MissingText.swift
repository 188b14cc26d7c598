import SourceText

/// Missing facts in words: the same fact of many participants is named once.
enum MissingText {
  /// The facts behind some paths; `limit` is how many participants are named before the rest are
  /// counted.
  static func text(_ paths: [String], limit: Int) -> String {
    var order: [String] = []
    var owners: [String: [String]] = [:]
    for path in paths {
      let parts = path.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
      let isOfRecord = parts.count == 3 && parts[0] == "participants"
      let fact = isOfRecord ? String(parts[2]) : path
      if owners[fact] == nil {
        order.append(fact)
        owners[fact] = []
      }
      if isOfRecord { owners[fact]?.append(String(parts[1])) }
    }
    return order.map { fact in
      let who = owners[fact] ?? []
      let name = PlainText.shown(fact, limit: 120)
      guard !who.isEmpty else { return name }
      let shown = who.prefix(limit).map { PlainText.shown($0) }.joined(separator: ", ")
      let rest = who.count > limit ? " and \(who.count - limit) more" : ""
      return "\(name) of \(shown)\(rest)"
    }.joined(separator: "; ")
  }
}
