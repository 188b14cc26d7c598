import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// Names missing facts by their place in the consortium file, and records by what people call them.
struct FactPaths: Sendable {
  let consortium: Consortium
  let lines: [LineOrigin]
  let declarations: [Declaration]
  private let aids: [AidOrigin]

  init(consortium: Consortium, lines: [LineOrigin], declarations: [Declaration]) {
    self.consortium = consortium
    self.lines = lines
    self.declarations = declarations
    aids = AidOrigin.all(of: consortium)
  }

  private typealias Table = ProposalVocabulary.Table

  /// The paths of some missing facts, each once, in order. One fact of a rule may rest on several
  /// of the file: costs that were not given are missing as a whole.
  func paths(of facts: [FactReference]) -> [String] {
    var seen = Set<String>()
    return facts.flatMap(paths).filter { seen.insert($0).inserted }
  }

  private func paths(of fact: FactReference) -> [String] {
    switch fact {
    case .project(let index): return [projectPath(index)]
    case .cell(Table.participants.rawValue, let record, let column):
      return [participantPath(record, column)]
    case .cell(Table.lines.rawValue, let record, let column): return linePaths(record, column)
    case .cell(Table.aids.rawValue, let record, let column): return [aidPath(record, column)]
    case .cell(_, let record, let column): return [awardPath(record, column)]
    }
  }

  private func projectPath(_ index: Int) -> String {
    guard index < ProposalVocabulary.firstDeclarationFact else {
      let own = declarations.filter { $0.of == .proposal }
      return "proposal.declarations."
        + (own[safe: index - ProposalVocabulary.firstDeclarationFact]?.name ?? "")
    }
    let name =
      switch ProposalVocabulary.ProjectFact(rawValue: index) {
      case .strand: "strand"
      case .duration: "durationMonths"
      case .submissionDate: "submissionDate"
      case .startDate: "startDate"
      case .requestedGrant: "requestedGrant"
      case .totalCost: "totalCost"
      case .objectives: "objectives"
      case .focus: "focus"
      case .themes: "themes"
      case .targetCountries: "targetCountries"
      case .ecosystems: "ecosystems"
      case .trlStart, nil: "trlStart"
      }
    return "proposal.\(name)"
  }

  private func participantPath(_ record: Int, _ column: Int) -> String {
    let person = consortium.participants[record]
    let base = "participants.\(person.id)."
    guard column < ProposalVocabulary.firstDeclarationColumn else {
      let own = declarations.filter { $0.of == .participant }
      return base + "declarations."
        + (own[safe: column - ProposalVocabulary.firstDeclarationColumn]?.name ?? "")
    }
    let name =
      switch ProposalVocabulary.ParticipantColumn(rawValue: column) {
      case .country: "country"
      // Without a country the region alone decides class and place, and tells the country too.
      case .region, .regionClass, .outermost: "region"
      case .kind: "kind"
      case .role, nil: "role"
      case .group: "group"
      case .nonProfit: "nonProfit"
      case .publicBody: person.kind == nil ? "kind" : "publicBody"
      case .sme: "sme"
      case .founded: "founded"
      case .controlledFrom: "controlledFrom"
      case .headcount: "headcount"
      case .turnover: "turnover"
      case .balanceSheet: "balanceSheet"
      case .requestedGrant: "requestedGrant"
      case .cost: "costs"
      case .represents: "represents"
      case .size: "size"
      }
    return base + name
  }

  private func linePaths(_ record: Int, _ column: Int) -> [String] {
    let origin = lines[record]
    let person = consortium.participants[origin.participant]
    let base = "participants.\(person.id)."
    var result: [String] = []
    if person.role == nil { result.append(base + "role") }
    guard let line = origin.line else { return result + [base + "costs"] }
    switch ProposalVocabulary.LineColumn(rawValue: column) {
    case .category: result.append(base + "costs.\(line + 1).category")
    case .cost: result.append(base + "costs.\(line + 1).amount")
    case .forSMEs: result.append(base + "costs.\(line + 1).forSMEs")
    case .workPackage: result.append(base + "costs.\(line + 1).workPackage")
    case nil: break
    }
    return result
  }

  private func awardPath(_ record: Int, _ column: Int) -> String {
    guard let awards = consortium.awards, let award = awards[safe: record] else {
      return "thirdPartySupport"
    }
    let name =
      switch ProposalVocabulary.AwardColumn(rawValue: column) {
      case .form: "form"
      case .recipient: "recipient"
      case .country: "country"
      case .provider: "provider"
      default: "amount"
      }
    return "thirdPartySupport.\(award.id ?? String(record + 1)).\(name)"
  }

  private func aidPath(_ record: Int, _ column: Int) -> String {
    let origin = aids[record]
    let base = "participants.\(consortium.participants[origin.participant].id).aidReceived"
    guard let aid = origin.aid else { return base }
    let name =
      switch ProposalVocabulary.AidColumn(rawValue: column) {
      case .date: "date"
      case .regime: "regime"
      case .memberState: "memberState"
      case .scheme: "scheme"
      case .amount, nil: "amount"
      }
    return "\(base).\(aid + 1).\(name)"
  }

  /// What people call a record.
  func name(table: Int, record: Int) -> String {
    switch Table(rawValue: table) {
    case .participants:
      let person = consortium.participants[record]
      return person.name ?? person.id
    case .lines:
      let origin = lines[record]
      let person = consortium.participants[origin.participant]
      let owner = person.name ?? person.id
      return origin.line.map { "\(owner), cost \($0 + 1)" } ?? "\(owner), costs"
    case .awards:
      return consortium.awards?[safe: record]?.id ?? "award \(record + 1)"
    case .aids:
      let origin = aids[record]
      let person = consortium.participants[origin.participant]
      let owner = person.name ?? person.id
      return origin.aid.map { "\(owner), aid \($0 + 1)" } ?? "\(owner), aid"
    case nil: return ""
    }
  }
}

extension Array {
  /// The element at an index, or `nil` where there is none.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
