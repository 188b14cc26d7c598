import FundingTerms
import SMEDefinition
import SourceText

/// What accounting periods, enterprises and holdings must be to each other.
extension ConsortiumBuilder {
  /// A period has a year, and a year has one period.
  mutating func checkAccounts(_ earlier: [Accounts]?) {
    guard isStated("year") else {
      noteMissing("year")
      return
    }
    let year = draft.accounts.year
    guard year != 0, earlier?.contains(where: { $0.year == year }) == true else { return }
    note(
      Fault(
        code: "duplicate-id", message: "two accounting periods end in \(year)",
        help: "remove one of the two", mark: mark(ofKey: "year")))
  }

  mutating func checkEnterprise() {
    guard isStated("id") else {
      noteMissing("id")
      return
    }
    let id = draft.enterprise.id
    if !id.isEmpty, !enterpriseIDs.insert(id).inserted { noteDouble(id, of: "enterprises") }
  }

  mutating func checkHolding() {
    for key in ["of", "by"] where !isStated(key) { noteMissing(key) }
    holdingMarks.append(mark(ofKey: "by"))
    let holding = draft.holding
    guard !holding.by.isEmpty else { return }
    if holding.by == holding.of {
      note(
        Fault(
          code: "circular-holdings",
          message: "'\(PlainText.shown(holding.by))' holds a share of itself",
          help: "leave out its own shares", mark: mark(ofKey: "by")))
    } else if draft.consortium.holdings?.contains(where: {
      $0.of == holding.of && $0.by == holding.by
    }) == true {
      note(
        Fault(
          code: "duplicate-id",
          message: "two holdings of '\(PlainText.shown(holding.of))' are by "
            + "'\(PlainText.shown(holding.by))'", help: "put both into one",
          mark: mark(ofKey: "by")))
    }
  }

  /// What can be seen only when every participant and enterprise is known.
  mutating func checkHoldings() {
    for id in enterpriseIDs.intersection(participantIDs).sorted() {
      note(
        Fault(
          code: "duplicate-id",
          message: "'\(PlainText.shown(id))' is the id of a participant and of an enterprise",
          help: "give each an id of its own; a participant is not listed as an enterprise too",
          mark: currentMark))
    }
    guard let holdings = draft.consortium.holdings, !holdings.isEmpty, hasRoom else { return }
    let known = participantIDs.union(enterpriseIDs)
    for (holding, mark) in zip(holdings, holdingMarks) {
      for id in [holding.of, holding.by] where !id.isEmpty && !known.contains(id) {
        note(
          Fault(
            code: "unknown-enterprise",
            message: "'\(PlainText.shown(id))' is no participant and no enterprise",
            help: NearMiss.help(for: id, in: known.sorted()) ?? "list it in 'enterprises'",
            mark: mark))
      }
    }
    checkSums(of: holdings)
    checkCircles(of: holdings)
  }

  /// The shares of one enterprise are at most the whole.
  private mutating func checkSums(of holdings: [Holding]) {
    var sums: [String: (capital: Int64, votes: Int64)] = [:]
    for (holding, mark) in zip(holdings, holdingMarks) {
      var sum = sums[holding.of] ?? (0, 0)
      let before = max(sum.capital, sum.votes)
      sum.capital += holding.statedCapital?.millionths ?? 0
      sum.votes += holding.statedVotes?.millionths ?? 0
      sums[holding.of] = sum
      let whole = Percentage.whole.millionths
      guard before <= whole, max(sum.capital, sum.votes) > whole else { continue }
      let what = sum.capital > whole ? "capital" : "votes"
      let total = Percentage(millionths: max(sum.capital, sum.votes))
      note(
        Fault(
          code: "holdings-sum",
          message: "the holdings of '\(PlainText.shown(holding.of))' come to \(total) of the "
            + "\(what), more than the whole", help: "correct the shares", mark: mark))
    }
  }

  /// Two enterprises may hold shares of each other; three or more do not go round in a circle.
  private mutating func checkCircles(of holdings: [Holding]) {
    var outgoing: [String: [Int]] = [:]
    for (index, holding) in holdings.enumerated() where holding.of != holding.by {
      outgoing[holding.by, default: []].append(index)
    }
    for (index, first) in holdings.enumerated() where first.of != first.by {
      // The way from the held enterprise back to its holder, other than straight back.
      var reached: [String: Int] = [:]
      var open = [first.of]
      var position = 0
      while position < open.count, reached[first.by] == nil {
        let here = open[position]
        for next in outgoing[here] ?? [] {
          let end = holdings[next].of
          guard end != first.of, reached[end] == nil else { continue }
          if here == first.of, end == first.by { continue }
          reached[end] = next
          open.append(end)
        }
        position += 1
      }
      guard reached[first.by] != nil else { continue }
      var names = [first.by]
      var back = first.by
      while back != first.of, let edge = reached[back], names.count <= holdings.count {
        back = holdings[edge].by
        names.append(back)
      }
      let circle = ([first.by] + names.reversed()).map { "'\(PlainText.shown($0))'" }
      note(
        Fault(
          code: "circular-holdings",
          message: "the holdings form a circle: " + circle.joined(separator: " holds "),
          help: "correct one of them; only two enterprises may hold shares of each other",
          mark: holdingMarks[index]))
      return
    }
  }
}
