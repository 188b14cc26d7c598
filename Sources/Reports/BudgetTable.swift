import CSVReading
import Eligibility
import FundingCalls
import FundingTerms
import SourceText

/// The answer of `budget` for spreadsheets: a row for each participant and category, and the totals.
public struct BudgetTable {
  private var writer = CSVWriter()

  /// A table with its head.
  public init() {
    writer.row([
      "consortium", "call", "strand", "participant", "name", "category", "cost", "rate",
      "maximumGrant", "requestedGrant",
    ])
  }

  /// Adds the budget of a consortium; a figure that cannot be told is an empty cell.
  public mutating func add(_ budget: ProposalBudget, consortium: String?) {
    let head = [consortium ?? "", budget.call.id, budget.strand ?? ""].map(CSVGuard.guarded)
    func row(
      _ who: [String], _ category: String, _ cost: MoneySpan, _ rate: Int64?, _ most: MoneySpan?,
      _ asked: Int128?
    ) {
      writer.row(
        head + who.map(CSVGuard.guarded) + [
          category, Self.text(cost.value), rate.map { Self.fraction($0) } ?? "",
          Self.text(most?.value), Self.text(asked),
        ])
    }
    for partner in budget.partners {
      let who = [partner.id, partner.name]
      for cell in partner.cells {
        row(who, cell.category.rawValue, cell.cost, cell.rate?.value, cell.maximumGrant, nil)
      }
      row(
        who, "total", partner.totalCost, nil, partner.maximumGrant, partner.requestedGrant)
    }
    for cell in budget.categories {
      row(["", ""], cell.category.rawValue, cell.cost, cell.rate?.value, cell.maximumGrant, nil)
    }
    row(
      ["", ""], "total", budget.totalCost, budget.effectiveRate, budget.maximumGrant,
      budget.requestedGrant.value)
  }

  /// The table as it stands.
  public var bytes: [UInt8] { writer.bytes }

  /// An amount with a decimal point and nothing between its digits.
  static func text(_ cents: Int128?) -> String {
    guard let cents else { return "" }
    let rest = cents % 100
    return "\(cents / 100)" + (rest == 0 ? "" : ".\(rest < 10 ? "0" : "")\(rest)")
  }

  private static func fraction(_ millionths: Int64) -> String {
    guard millionths % 1_000_000 != 0 else { return "\(millionths / 1_000_000)" }
    var digits = String(String(1_000_000 + millionths % 1_000_000).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(millionths / 1_000_000).\(digits)"
  }
}
