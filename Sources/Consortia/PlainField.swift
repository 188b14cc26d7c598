import XMLReading

/// The facts that a plain record may state as single values: their form and key in ``FactTable``.
enum PlainField: String, CaseIterable, Sendable {
  case name = "consortium.name"
  case call = "proposal.call"
  case strand = "proposal.strand"
  case duration = "proposal.durationMonths"
  case submissionDate = "proposal.submissionDate"
  case startDate = "proposal.startDate"
  case projectGrant = "proposal.requestedGrant"
  case totalCost = "proposal.totalCost"
  case trlStart = "proposal.trlStart"
  case participantID = "participant.id"
  case participantName = "participant.name"
  case country = "participant.country"
  case role = "participant.role"
  case kind = "participant.kind"
  case nonProfit = "participant.nonProfit"
  case publicBody = "participant.publicBody"
  case sme = "participant.sme"
  case size = "participant.size"
  case group = "participant.group"
  case founded = "participant.founded"
  case controlledFrom = "participant.controlledFrom"
  case headcount = "participant.headcount"
  case turnover = "participant.turnover"
  case balanceSheet = "participant.balanceSheet"
  case requestedGrant = "participant.requestedGrant"
  case category = "cost.category"
  case cost = "cost.amount"
  case forSMEs = "cost.forSMEs"
  case workPackage = "cost.workPackage"
  case awardID = "award.id"
  case form = "award.form"
  case recipient = "award.recipient"
  case amount = "award.amount"
  case count = "award.count"
  case provider = "award.provider"
  case awardCountry = "award.country"
  case recipientID = "award.recipientId"
  case declared = "declaration.name"
  case declaration = "declaration.value"
}

/// The elements that a plain record may have below its own.
enum PlainElement: String, CaseIterable, Sendable {
  case proposal = "consortium.proposal"
  case participant = "consortium.participants"
  case awards = "consortium.thirdPartySupport"
  case objectives = "proposal.objectives"
  case focus = "proposal.focus"
  case themes = "proposal.themes"
  case ecosystems = "proposal.ecosystems"
  case projectDeclarations = "proposal.declarations"
  case costs = "participant.costs"
  case declarations = "participant.declarations"

  /// One bit, the element's own.
  var mask: UInt32 {
    switch self {
    case .proposal: 1
    case .participant: 2
    case .awards: 4
    case .objectives: 8
    case .focus: 16
    case .themes: 32
    case .ecosystems: 64
    case .projectDeclarations: 128
    case .costs: 256
    case .declarations: 512
    }
  }

  /// Those that each participant may have once.
  static let ofParticipant = PlainElement.costs.mask | PlainElement.declarations.mask

  /// The list whose words the element holds.
  var list: PlainConsortium.List? {
    switch self {
    case .objectives: .objectives
    case .focus: .focus
    case .themes: .themes
    case .ecosystems: .ecosystems
    default: nil
    }
  }
}

/// The fields and elements by the numbers that the XML reader gives to their names.
struct PlainNames: Sendable {
  static let shared = PlainNames()

  let vocabulary = XMLFactNames.shared.vocabulary
  let collection = XMLFactNames.shared.collectionNumber
  /// The number of the element of each kind of record.
  let elements = XMLFactNames.shared.elementNumbers
  private let fields: [PlainField?]
  private let children: [PlainElement?]

  private init() {
    let forms = FactTable.forms
    let width = vocabulary.names.count
    var fields = [PlainField?](repeating: nil, count: width * forms.count)
    var children = [PlainElement?](repeating: nil, count: width * forms.count)
    for form in forms {
      for fact in form.facts {
        let path = "\(form.kind).\(fact.key)"
        let number =
          if case .directRecords(let kind) = fact.content { elements[kind.rawValue] } else {
            vocabulary.number(of: fact.xmlName)
          }
        fields[form.kind.rawValue * width + number] = PlainField(rawValue: path)
        children[form.kind.rawValue * width + number] = PlainElement(rawValue: path)
      }
    }
    self.fields = fields
    self.children = children
  }

  /// The field that an attribute of a record states.
  func field(_ name: Int, of kind: RecordForm.Kind) -> PlainField? {
    name < 0 ? nil : fields[kind.rawValue * vocabulary.names.count + name]
  }

  /// The element that stands in a record.
  func child(_ name: Int, of kind: RecordForm.Kind) -> PlainElement? {
    name < 0 ? nil : children[kind.rawValue * vocabulary.names.count + name]
  }
}
