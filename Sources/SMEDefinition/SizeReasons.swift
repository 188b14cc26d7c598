import FundingTerms

/// What decided the status of an enterprise, or what stands in the way, in sentences.
struct SizeReasons {
  let rules: SizeRules
  let result: SizeResult
  let trace: SizeTrace

  func sentences() -> [String] {
    switch result.status {
    case .notAnEnterprise:
      return ["a public body is no enterprise in the sense of the definition (Art. 1)"]
    case .notSME where result.publicControl == .yes:
      return ["public bodies hold \(rules.publicFrom) or more of it (Art. 3(4))"]
    default: break
    }
    var sentences: [String] = []
    if let period = result.periods.first, result.status != .cannotTell || period.size != nil {
      sentences += history(period)
    }
    if result.status == .cannotTell { sentences += gaps() }
    if result.status == .sme, let oldest = result.periods.last, !oldest.isEstimate {
      sentences += assumption(oldest)
    }
    return sentences
  }

  /// How the classes of the periods make the status.
  private func history(_ latest: SizePeriod) -> [String] {
    if latest.isEstimate {
      return ["a new enterprise counts by its estimate (Art. 4(3))"]
    }
    if latest.ownershipChanged {
      return ["after a change of ownership the figures count at once (Art. 4(2))"]
    }
    guard let size = latest.size else { return [] }
    let isBelow = size.isSME
    switch result.status {
    case .sme where !isBelow:
      return ["above the ceilings in one period only: the status is kept (Art. 4(2))"]
    case .sme where size != result.size:
      return [
        "\(size.rawValue) in one period only: \(result.size?.rawValue ?? "its class") is kept "
          + "(Art. 4(2))"
      ]
    case .notSME where isBelow:
      return ["below the ceilings in one period only: the status is not won back (Art. 4(2))"]
    case .notSME:
      return ["above the ceilings in two periods in a row (Art. 4(2))"]
    case .cannotTell where !isBelow && result.periods.count == 1:
      return ["above the ceilings, but one period does not lose the status (Art. 4(2))"]
    default: return []
    }
  }

  private func gaps() -> [String] {
    var sentences: [String] = []
    let subject = trace.assessor.network.nodes[trace.subject]
    if subject.isEnterprise == .unknown {
      sentences.append(
        subject.enterprise.kind == .university
          ? "whether a university is an enterprise depends on what it does (Art. 1): state 'sme'"
          : "its kind is not stated; a public body is no enterprise (Art. 1)")
    }
    if !result.hasAllTies {
      sentences.append(
        "nothing says whether it has partner or linked enterprises, which would add to its figures")
    }
    if result.publicControl == .unknown, result.hasAllTies {
      sentences.append(
        "whether public bodies control \(rules.publicFrom) of it is open (Art. 3(4))")
    }
    if result.periods.contains(where: { $0.isBelow.last == .unknown }), result.hasAllTies {
      sentences.append("figures or ties that count are missing")
    }
    return sentences
  }

  /// The one thing that is taken for granted.
  private func assumption(_ oldest: SizePeriod) -> [String] {
    let founded = trace.assessor.network.nodes[trace.subject].founded?.parts.year
    guard !oldest.ownershipChanged, founded == nil || founded != oldest.year else { return [] }
    let before = oldest.year.map { "\($0)" } ?? "the period given"
    return ["taken as an SME before \(before), of which the file says nothing"]
  }
}
