import FundingTerms
import RuleLanguage

/// What rules about a proposal may speak of: the nouns, fields and facts of the consortium format,
/// with the strands, objectives, themes and declarations of one call.
///
/// The columns are named here once; whoever turns a consortium into ``Facts`` fills them in.
public enum ProposalVocabulary {
  /// The tables of records, by their index.
  public enum Table: Int, CaseIterable, Sendable {
    case participants, lines, awards, aids
  }

  /// The columns of participants, by their index.
  public enum ParticipantColumn: Int, CaseIterable, Sendable {
    case country, region, regionClass, kind, role, group, nonProfit, publicBody, sme, outermost
    case founded, controlledFrom, headcount, turnover, balanceSheet, requestedGrant, cost
    case represents, size
  }

  /// The columns of cost lines, by their index.
  public enum LineColumn: Int, CaseIterable, Sendable {
    case category, cost, forSMEs, workPackage
  }

  /// The columns of awards to third parties, by their index.
  public enum AwardColumn: Int, CaseIterable, Sendable {
    case form, recipient, amount, recipients, total, amountPerRecipient, country, provider
  }

  /// The columns of state aid that participants have received, by their index.
  public enum AidColumn: Int, CaseIterable, Sendable {
    case date, amount, regime, memberState, scheme
  }

  /// The facts of the whole project, by their index.
  public enum ProjectFact: Int, CaseIterable, Sendable {
    case strand, duration, submissionDate, startDate, requestedGrant, totalCost
    case objectives, focus, themes, targetCountries, trlStart, ecosystems
  }

  /// The types of labels, by their index.
  public enum LabelKind: Int, CaseIterable, Sendable {
    case country, region, regionClass, kind, role, group, category, form, recipient
    case strand, objective, theme
    case size, ecosystem, workPackage, regime, scheme, participant

    /// Whether nobody lists the words of the type: a rule may name any, and two are the same if
    /// they are written alike.
    public var isOpen: Bool {
      switch self {
      case .ecosystem, .workPackage, .regime, .scheme: true
      default: false
      }
    }
  }

  /// The participants' columns for declarations of a call begin here.
  public static let firstDeclarationColumn = ParticipantColumn.allCases.count
  /// The facts for declarations of a call begin here.
  public static let firstDeclarationFact = ProjectFact.allCases.count
  /// The label types for the words of declarations begin here.
  static let firstDeclarationLabels = LabelKind.allCases.count

  /// The regions that stand for those of countries without NUTS codes: enough of them that
  /// partners in such countries may all be in different ones.
  static let regionsOutsideNUTS = (1...16).map { "outside-nuts-\($0)" }

  /// The words that a call or one of its strands gives to rules.
  public struct CallWords: Sendable {
    /// The ids of the call's strands.
    public var strands: [String]
    /// The ids of its objectives.
    public var objectives: [String]
    /// The ids of its themes.
    public var themes: [String]
    /// What applicants declare.
    public var declarations: [Declaration]
    /// The words of its rules: what they may name where nobody lists the words of a type.
    public var mentioned: [String]

    /// The words of a call.
    public init(_ call: Call) {
      strands = call.strands.map(\.id)
      objectives = call.vocabulary.objectives.map(\.id)
      themes = call.vocabulary.themes.map(\.id)
      declarations = call.vocabulary.declarations
      mentioned = call.asksForOpenWords ? call.wordsOfRules.sorted() : []
    }
  }

  /// The vocabulary of a call over the countries and regions of a geography.
  public static func make(words: CallWords, geography: Geography) -> RuleLanguage.Vocabulary {
    let proposalWords = words.declarations.filter { $0.of == .proposal }
    let participantWords = words.declarations.filter { $0.of == .participant }
    var types = labelTypes(words, geography)
    func type(of declaration: Declaration) -> ValueType {
      guard case .words(let values) = declaration.values else { return .truth }
      types.append(RuleLanguage.Vocabulary.LabelType(name: declaration.name, labels: values))
      return .label(types.count - 1)
    }
    let facts =
      projectFacts
      + proposalWords.enumerated().map { index, declaration in
        RuleLanguage.Vocabulary.Fact(
          declaration.name, type(of: declaration), index: firstDeclarationFact + index,
          isDeclaration: true)
      }
    let fields =
      participantFields
      + participantWords.enumerated().map { index, declaration in
        RuleLanguage.Vocabulary.Field(
          declaration.name, type(of: declaration), column: firstDeclarationColumn + index)
      }
    let tables: [RuleLanguage.Vocabulary.Table] = [
      .init(name: "participant", fields: fields),
      .init(name: "line", fields: lineFields, parent: Table.participants.rawValue),
      .init(
        name: "award", fields: awardFields, parent: Table.participants.rawValue,
        owner: "provider", ownerColumn: AwardColumn.provider.rawValue),
      .init(name: "aid", fields: aidFields, parent: Table.participants.rawValue),
    ]
    var vocabulary = RuleLanguage.Vocabulary(
      labelTypes: types, tables: tables, nouns: nouns, facts: facts)
    let strands = BitSet(below: words.strands.count)
    vocabulary.sets["strands-of-the-call"] = .init(
      labelType: LabelKind.strand.rawValue, certain: strands, possible: strands)
    return vocabulary
  }

  /// The regions as a type of words.
  static func regionType(_ regions: [String]) -> RuleLanguage.Vocabulary.LabelType {
    .init(name: "region", labels: regions + regionsOutsideNUTS)
  }

  /// The types of labels that are the same for all calls; the others are empty here.
  private static let fixedTypes: [RuleLanguage.Vocabulary.LabelType] =
    LabelKind.allCases.map { kind in
      switch kind {
      case .country: .init(name: "country", labels: [])
      case .region: regionType([])
      case .regionClass: .init(name: "region class", labels: RegionClass.allCases.map(\.rawValue))
      case .kind: .init(name: "kind of organisation", labels: Kind.allCases.map(\.rawValue))
      case .role: .init(name: "role", labels: Role.allCases.map(\.rawValue))
      case .group: .init(name: "control group", labels: [])
      case .category: .init(name: "cost category", labels: CostCategory.allCases.map(\.rawValue))
      case .form: .init(name: "form of support", labels: AwardForm.allCases.map(\.rawValue))
      case .recipient:
        .init(name: "kind of recipient", labels: RecipientKind.allCases.map(\.rawValue))
      case .strand: .init(name: "strand", labels: [])
      case .objective: .init(name: "objective", labels: [])
      case .theme: .init(name: "theme", labels: [])
      case .size:
        .init(name: "size of enterprise", labels: EnterpriseSize.allCases.map(\.rawValue))
      case .ecosystem: .init(name: "ecosystem", labels: [])
      case .workPackage: .init(name: "work package", labels: [])
      case .regime: .init(name: "aid regime", labels: [])
      case .scheme: .init(name: "aid scheme", labels: [])
      case .participant: .init(name: "participant", labels: [])
      }
    }

  private static func labelTypes(
    _ words: CallWords, _ geography: Geography
  ) -> [RuleLanguage.Vocabulary.LabelType] {
    let mentioned = RuleLanguage.Vocabulary.LabelType(name: "word", labels: words.mentioned)
    return zip(LabelKind.allCases, fixedTypes).map { kind, fixed in
      switch kind {
      case .country: return geography.countryLabels.type
      case .region: return geography.regionLabels?.type ?? fixed
      case .strand: return .init(name: fixed.name, labels: words.strands)
      case .objective: return .init(name: fixed.name, labels: words.objectives)
      case .theme: return .init(name: fixed.name, labels: words.themes)
      case .ecosystem, .workPackage, .regime, .scheme:
        var type = mentioned
        type.name = fixed.name
        return type
      default: return fixed
      }
    }
  }

  private static func label(_ kind: LabelKind) -> ValueType { .label(kind.rawValue) }

  private static let participantFields: [RuleLanguage.Vocabulary.Field] =
    ParticipantColumn.allCases.map { column in
      func field(
        _ name: String, _ plural: String, _ type: ValueType, scale: Int64 = 1
      ) -> RuleLanguage.Vocabulary.Field {
        .init(name, plural: plural, type, column: column.rawValue, scale: scale)
      }
      switch column {
      case .country: return field("country", "countries", label(.country))
      case .region: return field("region", "regions", label(.region))
      case .regionClass: return field("region-class", "region-classes", label(.regionClass))
      case .kind: return field("kind", "kinds", label(.kind))
      case .role: return field("role", "roles", label(.role))
      case .group: return field("group", "groups", label(.group))
      case .nonProfit: return field("non-profit", "non-profit", .truth)
      case .publicBody: return field("public-body", "public-bodies", .truth)
      case .sme: return field("sme", "smes", .truth)
      case .outermost: return field("outermost", "outermost", .truth)
      case .founded: return field("founded", "founded", .date)
      case .controlledFrom: return field("controlled-from", "controlled-from", label(.country))
      case .headcount: return field("headcount", "headcounts", .count, scale: 100)
      case .turnover: return field("turnover", "turnovers", .money)
      case .balanceSheet: return field("balance-sheet", "balance-sheets", .money)
      case .requestedGrant: return field("requested-grant", "requested-grants", .money)
      case .cost: return field("cost", "costs", .money)
      case .represents: return field("represents", "represents", .list(LabelKind.kind.rawValue))
      case .size: return field("size", "sizes", label(.size))
      }
    }

  private static let lineFields: [RuleLanguage.Vocabulary.Field] =
    LineColumn.allCases.map { column in
      switch column {
      case .category:
        .init("category", plural: "categories", label(.category), column: column.rawValue)
      case .cost: .init("cost", .money, column: column.rawValue)
      case .forSMEs: .init("for-smes", plural: "for-smes", .truth, column: column.rawValue)
      case .workPackage:
        .init(
          "work-package", plural: "work-packages", label(.workPackage), column: column.rawValue)
      }
    }

  private static let awardFields: [RuleLanguage.Vocabulary.Field] =
    AwardColumn.allCases.map { column in
      switch column {
      case .form: .init("form", label(.form), column: column.rawValue)
      case .recipient: .init("recipient", label(.recipient), column: column.rawValue)
      case .amount: .init("amount", .money, column: column.rawValue)
      case .recipients: .init("recipients", plural: "recipients", .count, column: column.rawValue)
      case .total: .init("total", .money, column: column.rawValue)
      case .amountPerRecipient:
        .init(
          "amount-per-recipient", plural: "amounts-per-recipient", .money,
          column: column.rawValue)
      case .country:
        .init("country", plural: "countries", label(.country), column: column.rawValue)
      case .provider: .init("provider", label(.participant), column: column.rawValue)
      }
    }

  private static let aidFields: [RuleLanguage.Vocabulary.Field] =
    AidColumn.allCases.map { column in
      switch column {
      case .date: .init("date", .date, column: column.rawValue)
      case .amount: .init("amount", .money, column: column.rawValue)
      case .regime: .init("regime", label(.regime), column: column.rawValue)
      case .memberState:
        .init(
          "member-state", plural: "member-states", label(.country), column: column.rawValue)
      case .scheme: .init("scheme", label(.scheme), column: column.rawValue)
      }
    }

  private static let nouns: [RuleLanguage.Vocabulary.Noun] = {
    func role(_ singular: String, _ plural: String, isSingle: Bool = false, _ roles: [Role])
      -> RuleLanguage.Vocabulary.Noun
    {
      let labels = BitSet(roles.compactMap { Role.allCases.firstIndex(of: $0) })
      return .init(
        singular, plural, table: Table.participants.rawValue,
        restriction: (ParticipantColumn.role.rawValue, labels), isSingle: isSingle)
    }
    let vouchers = BitSet([AwardForm.allCases.firstIndex(of: .voucher) ?? 0])
    return [
      .init("participant", "participants", table: Table.participants.rawValue),
      role("beneficiary", "beneficiaries", Role.allCases.filter(\.isBeneficiary)),
      role("coordinator", "coordinators", isSingle: true, [.coordinator]),
      role("affiliated-entity", "affiliated-entities", [.affiliated]),
      role("associated-partner", "associated-partners", [.associated]),
      role("subcontractor", "subcontractors", [.subcontractor]),
      .init("line", "lines", table: Table.lines.rawValue),
      .init("award", "awards", table: Table.awards.rawValue),
      .init(
        "voucher", "vouchers", table: Table.awards.rawValue,
        restriction: (AwardColumn.form.rawValue, vouchers)),
      .init("aid", "aids", table: Table.aids.rawValue),
    ]
  }()

  private static let projectFacts: [RuleLanguage.Vocabulary.Fact] =
    ProjectFact.allCases.map { fact in
      switch fact {
      case .strand: .init("strand", label(.strand), index: fact.rawValue)
      case .duration: .init("duration", .duration, index: fact.rawValue)
      case .submissionDate: .init("submission-date", .date, index: fact.rawValue)
      case .startDate: .init("start-date", .date, index: fact.rawValue)
      case .requestedGrant: .init("requested-grant", .money, index: fact.rawValue)
      case .totalCost: .init("total-cost", .money, index: fact.rawValue)
      case .objectives:
        .init("objectives", .list(LabelKind.objective.rawValue), index: fact.rawValue)
      case .focus: .init("focus", .list(LabelKind.objective.rawValue), index: fact.rawValue)
      case .themes: .init("themes", .list(LabelKind.theme.rawValue), index: fact.rawValue)
      case .targetCountries:
        .init("target-countries", .list(LabelKind.country.rawValue), index: fact.rawValue)
      case .trlStart: .init("trl-start", .count, index: fact.rawValue)
      case .ecosystems:
        .init("ecosystems", .list(LabelKind.ecosystem.rawValue), index: fact.rawValue)
      }
    }
}
