import Consortia
import FundingCalls
import RuleLanguage

extension Assessor {
  /// The budget of a consortium against the call's rates and limits.
  ///
  /// `general` assesses the general conditions that hold where the call is silent: those of them
  /// that only warn and read money of which no requirement of the call speaks.
  ///
  /// Where the call's strands differ in their rates and none is named, the figures are those that
  /// hold in every strand.
  public func budget(of consortium: Consortium, general: Assessor? = nil) -> ProposalBudget {
    let maker = BudgetMaker(of: self, consortium, named: strand)
    var budget = ProposalBudget(
      call: call, strand: strand, totalCost: maker.totalCost, requestedGrant: maker.requestedGrant)
    maker.fill(&budget)
    for own in perStrand {
      budget.agree(
        with: BudgetMaker(of: own, consortium, named: nil).figures(), path: "proposal.strand")
    }
    budget.limits = limits(for: consortium) { !$0.moneyRead.isEmpty }
    if let general {
      let spoken = rules.requirements.reduce(into: Set<MoneyRead>()) { $0.formUnion($1.moneyRead) }
      budget.limits += general.limits(for: consortium) { typed in
        let read = typed.moneyRead
        return typed.requirement.severity != .blocking && !read.isEmpty
          && read.isDisjoint(with: spoken)
      }
    }
    budget.findings = maker.findings(budget)
    return budget
  }
}

extension Assessor {
  /// The requirements that are wanted, with their figures.
  private func limits(
    for consortium: Consortium, where isWanted: (CallRules.TypedRequirement) -> Bool
  ) -> [BudgetLimit] {
    let figures = LimitFigures(judge(for: consortium, named: strand))
    return zip(rules.requirements, results(for: consortium)).compactMap { typed, result in
      isWanted(typed) ? BudgetLimit(result: result, figures: figures.figures(of: result)) : nil
    }
  }
}
