import Eligibility
import FundingCalls
import FundingTerms
import SourceText

/// The costs by partner and category, what the call pays of them, and why.
extension BudgetText {
  /// Partners by categories, with the letter of the rate that counts for each cell.
  func costs(_ budget: ProposalBudget) -> String? {
    guard !budget.categories.isEmpty else { return nil }
    let categories = budget.categories.map(\.category)
    var table = FigureTable(
      style: style, head: ["costs in EUR"] + categories.map(Self.name) + ["all"])
    for partner in budget.partners {
      let cells = categories.map { category in
        partner.cells.first { $0.category == category }.map { cell in
          plain(cell.cost) + letters(cell, budget)
        } ?? (partner.cells.isEmpty && partner.charges != false ? "?" : "")
      }
      table.add(
        [PlainText.shown(partner.name)] + cells
          + [partner.charges == false ? "charges nothing" : plain(partner.totalCost)])
    }
    let pad = String(repeating: " ", count: isLettered(budget) ? 2 : 0)
    table.add(
      ["all"] + budget.categories.map { plain($0.cost) + pad } + [plain(budget.totalCost)],
      ruled: true)
    if !budget.rates.isEmpty {
      table.add(
        ["the call pays"] + budget.categories.map { rate($0.rate) + pad }
          + [budget.effectiveRate.map(percent) ?? "?"])
      table.add(
        ["at most"] + budget.categories.map { ($0.maximumGrant.map(plain) ?? "?") + pad }
          + [budget.maximumGrant.map(plain) ?? "?"])
    }
    return table.text(indentation: "").dropLast().description
  }

  /// What each partner costs, may ask for at most, asks for, and bears itself.
  func grants(_ budget: ProposalBudget) -> String? {
    guard !budget.partners.isEmpty,
      budget.partners.contains(where: {
        !$0.totalCost.isUnstated || $0.requestedGrant != nil
      }) || !budget.totalCost.isUnstated
    else { return nil }
    let asks = budget.partners.contains { $0.requestedGrant != nil }
    var table = FigureTable(
      style: style,
      head: ["grants in EUR", "costs", "at most", "asked for", "to spare", "own part"])
    let known = budget.partners.filter { partner in
      partner.totalCost.value != nil || partner.maximumGrant?.value != nil
        || partner.requestedGrant != nil
    }
    for partner in known where partner.charges != false {
      let asked = partner.requestedGrant.map { MoneySpan($0) }
      table.add([
        PlainText.shown(partner.name), plain(partner.totalCost),
        partner.maximumGrant.map(plain) ?? "", asks ? asked.map(plain) ?? "?" : "",
        asks ? difference(partner.maximumGrant, asked) : "",
        asks ? difference(partner.totalCost, asked) : "",
      ])
    }
    let others = budget.partners.count - known.count
    if others > 0 { table.add(["\(others) \(known.isEmpty ? "partners" : "others")", "?", "?"]) }
    let asked = budget.requestedGrant
    let isAsked = !asked.isUnstated
    table.add(
      [
        "all", plain(budget.totalCost), budget.maximumGrant.map(plain) ?? "",
        isAsked ? plain(asked) : "", isAsked ? difference(budget.maximumGrant, asked) : "",
        isAsked ? difference(budget.totalCost, asked) : "",
      ], ruled: true)
    return table.text(indentation: "").dropLast().description
  }

  /// The first amount minus the second, where both are known.
  private func difference(_ one: MoneySpan?, _ two: MoneySpan?) -> String {
    guard let one = one?.value, let two = two?.value else { return one == nil ? "" : "?" }
    return Digits.money(cents: one - two)
  }

  // MARK: Rates

  /// The legend: every rate that counts somewhere, the caps, and where they are written.
  func rates(_ budget: ProposalBudget) -> String? {
    var lines: [String] = []
    let used = self.used(budget)
    for (place, index) in used.enumerated() {
      let note = budget.rates[index]
      let letter = isLettered(budget) ? Self.letter(place) + "  " : ""
      let reading = note.reading.map { " (\($0))" } ?? ""
      let isOnly = budget.rates.filter { $0.reading == note.reading }.count == 1
      let what =
        note.rate.condition.map { "of costs whose \($0.text)" }
        ?? (isOnly ? "of all costs" : "of all other costs")
      lines.append(
        style.wrapped(
          "\(letter)\(percent(note.millionths)) \(what)\(reading)", first: "  ",
          indentation: "     "))
      let next = place + 1 < used.count ? budget.rates[used[place + 1]] : nil
      if next?.rate.source != note.rate.source { lines.append(source(note.rate.source)) }
    }
    for cap in budget.caps {
      let amount = cap.amount.map(euro) ?? cap.cap.amount.text
      let whose = cap.cap.owner == .participant ? " for each participant" : " for the project"
      let what = cap.cap.condition.map { ", for costs whose \($0.text)" } ?? ""
      lines.append(
        style.wrapped(
          "at most \(amount)\(whose)\(what)\(effect(cap, budget))", first: "  ",
          indentation: "     "))
      lines.append(source(cap.cap.source))
    }
    return lines.isEmpty
      ? nil
      : ([style.paint("What the call pays", .strong)] + lines).joined(separator: "\n")
  }

  /// Whether the cap is what bounds the grant.
  private func effect(_ cap: ProposalBudget.CapNote, _ budget: ProposalBudget) -> String {
    guard cap.cap.condition == nil, let amount = cap.amount?.value,
      let rates = budget.ratesGrant?.value
    else { return "" }
    return rates > amount
      ? ", which cuts the \(euro(rates)) of the rates by \(euro(rates - amount))"
      : ", which the \(euro(rates)) of the rates do not reach"
  }

  private func source(_ source: SourceReference) -> String {
    let locator = source.locator.map { ", \($0)" } ?? ""
    let note = source.note.map { "; \($0)" } ?? ""
    return style.paint(
      style.wrapped(
        "source: \(source.document)\(locator) (confidence \(source.confidence.rawValue))\(note)",
        first: "     ", indentation: "       "), .faint)
  }

  /// The rates that count in some cell, by their index.
  private func used(_ budget: ProposalBudget) -> [Int] {
    let cells = budget.categories + budget.partners.flatMap(\.cells)
    let used = Set(cells.flatMap(\.rates))
    return budget.rates.indices.filter { used.isEmpty || used.contains($0) }
  }

  private func isLettered(_ budget: ProposalBudget) -> Bool { used(budget).count > 1 }

  /// The letters of the rates of a cell, behind a blank.
  private func letters(_ cell: ProposalBudget.Cell, _ budget: ProposalBudget) -> String {
    let used = used(budget)
    guard used.count > 1 else { return "" }
    return " "
      + cell.rates.compactMap { used.firstIndex(of: $0) }.map(Self.letter)
      .joined(separator: "/")
  }

  private static func letter(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return index < letters.count ? String(letters[index]) : "\(index + 1)"
  }

  private func rate(_ span: RateSpan?) -> String {
    guard let span else { return "?" }
    if let value = span.value { return percent(value) }
    let least = percent(span.least).dropLast(2)
    return "\(least)\(style.unicode ? "–" : "-")\(percent(span.greatest))"
  }

  /// What a category is called above a column.
  private static func name(_ category: CostCategory) -> String {
    switch category {
    case .thirdPartySupport: "third parties"
    case .goodsAndServices: "goods"
    case .subcontracting: "subcontracts"
    case .inKind: "in kind"
    case .lumpSum: "lump sum"
    default: category.rawValue
    }
  }
}
