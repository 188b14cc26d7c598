import FundingTerms
import SMEDefinition
import SourceText
import XMLReading

extension SizeRules {
  /// The figures of the SME definition, as their reference document has them; `nil`, having said
  /// why, where one is missing.
  init?(_ document: inout ReferenceDocument) {
    var ceilings: [Ceiling] = []
    for element in document.root.children(named: "class") {
      guard let size: EnterpriseSize = document.values.word("name", of: element),
        let headcount = document.values.money("headcount-below", of: element),
        let turnover = document.values.money("turnover", of: element),
        let balance = document.values.money("balance-sheet", of: element)
      else { return nil }
      ceilings.append(
        Ceiling(
          size: size, headcountBelow: Headcount(hundredths: headcount.cents), turnover: turnover,
          balanceSheet: balance))
    }
    guard !ceilings.isEmpty, let ties = document.root.firstChild(named: "ties"),
      let investors = document.root.firstChild(named: "investors"),
      let partnerFrom = Self.percentage("partner-from", of: ties, &document),
      let linkedAbove = Self.percentage("linked-above", of: ties, &document),
      let publicFrom = Self.percentage("public-from", of: ties, &document),
      let angel = document.values.money("angel-below", of: investors),
      let budget = document.values.money("authority-budget-below", of: investors),
      let people = investors["authority-inhabitants-below"].flatMap({ Int($0) })
    else { return nil }
    self.init(
      ceilings: ceilings, partnerFrom: partnerFrom, linkedAbove: linkedAbove,
      publicFrom: publicFrom, angelBelow: angel, authorityBudgetBelow: budget,
      authorityInhabitantsBelow: people)
  }

  private static func percentage(
    _ name: String, of element: Element, _ document: inout ReferenceDocument
  ) -> Percentage? {
    if let value = element[name].flatMap({ Percentage(parsing: $0) }) { return value }
    document.complain(about: name, of: element)
    return nil
  }
}
