import FundingTerms

/// Totals of groups in words: the group, its figure, the limit.
extension Evidence {
  func totals(
    _ finding: Finding, _ failing: [Finding.GroupTotal], _ doubtful: [Finding.GroupTotal],
    _ passing: [Finding.GroupTotal]
  ) -> String {
    switch finding.outcome {
    case .no: return listed(failing, finding.table)
    case .unknown:
      guard doubtful.count > 2 else { return listed(doubtful, finding.table) }
      let names = list(doubtful.map { name(of: $0, finding.table) })
      return "cannot be told for \(doubtful.count) of \(doubtful.count + passing.count): \(names)"
    case .yes:
      guard let nearest = passing.first else {
        return "there are no such \(finding.noun?.plural ?? "records")"
      }
      let text = text(of: nearest, finding.table)
      return passing.count == 1
        ? text : "all \(passing.count) keep to it, nearest to the limit \(text)"
    }
  }

  private func listed(_ totals: [Finding.GroupTotal], _ table: Int?) -> String {
    let texts = totals.map { text(of: $0, table) }
    guard texts.count > limit else { return texts.joined(separator: "; ") }
    return texts.prefix(limit).joined(separator: "; ") + "; and \(texts.count - limit) more"
  }

  func text(of total: Finding.GroupTotal, _ table: Int?) -> String {
    "\(name(of: total, table)): \(text(for: total.comparison))"
  }

  /// What a group is called: by its labels, and by who is in it where one is not known.
  public func name(of total: Finding.GroupTotal, _ table: Int?) -> String {
    let labels = total.labels.map { part -> String in
      guard let label = part.label else { return "\(part.name) not known" }
      guard part.type == .truth else { return self.label(label, part.type) }
      return "\(label == 1 ? "" : "not ")\(part.name)"
    }
    let name = labels.joined(separator: ", ")
    guard total.labels.contains(where: { $0.label == nil }), !total.records.isEmpty else {
      return name
    }
    return "\(name) (\(records(total.records, table)))"
  }
}
