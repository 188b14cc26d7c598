import FundingTerms
import SourceText

/// What a column of a table of participants holds, by its heading.
///
/// A heading is the name of a participant's fact (`country`), a category of cost (`personnel`), or a
/// path: `proposal.call`, `consortium.name`, `declarations.eccp`, `aidReceived.1.amount`, and
/// `award.form` in rows of their own.
struct TableHeading {
  /// Which record the column speaks of.
  enum Scope: Hashable {
    /// The participant of the row.
    case participant
    /// The consortium, in whichever row it is stated.
    case consortium
    /// The record of the row, in the consortium's list with a key.
    case ownRow(list: String)
  }

  /// A step into a record.
  enum Step: Hashable {
    case member(String)
    /// An element of a list, by the number that tells it from the others.
    case element(Int)
  }

  /// What a cell of the column says.
  enum Content {
    case value, words
    /// `none` for a list that is known to be empty.
    case list
    /// `?` for a record of which nothing more is known.
    case record
    /// The amount of a line of costs, `?` where it is not known.
    case cost(CostHeading)
  }

  let scope: Scope
  let steps: [Step]
  let content: Content

  private static let consortiumPrefix = "consortium"
  private static let forms = FactTable.forms
  private static let consortium = forms[RecordForm.Kind.consortium.rawValue]
  private static let participant = forms[RecordForm.Kind.participant.rawValue]

  private init(_ scope: Scope, _ steps: [Step], _ content: Content) {
    self.scope = scope
    self.steps = steps
    self.content = content
  }

  /// What a heading means; `nil` where it means nothing known.
  init?(_ text: String) {
    if let cost = CostHeading(parsing: text) {
      self.init(.participant, [.member("costs")], .cost(cost))
      return
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if let found = Self.walk(parts[...], in: Self.participant) {
      self.init(.participant, found.steps, found.content)
      return
    }
    guard let found = Self.ofConsortium(parts) else { return nil }
    self = found
  }

  private static func ofConsortium(_ parts: [String]) -> TableHeading? {
    let first = plain(parts[0])
    let rest = parts.dropFirst()
    if first == consortiumPrefix, rest.count == 1 {
      return walk(rest, in: consortium).flatMap { found in
        if case .value = found.content { return .init(.consortium, found.steps, .value) }
        return nil
      }
    }
    for fact in consortium.facts {
      switch fact.content {
      case .record where plain(fact.key) == first:
        guard let found = walk(parts[...], in: consortium) else { continue }
        return .init(.consortium, found.steps, found.content)
      case .records(let kind, _) where plain(forms[kind.rawValue].element) == first:
        if rest.isEmpty { return .init(.ownRow(list: fact.key), [], .record) }
        guard let found = walk(rest, in: forms[kind.rawValue]) else { continue }
        return .init(.ownRow(list: fact.key), found.steps, found.content)
      default: continue
      }
    }
    return nil
  }

  /// Follows names through the facts of a record.
  private static func walk(_ parts: ArraySlice<String>, in form: RecordForm)
    -> (steps: [Step], content: Content)?
  {
    guard let name = parts.first, let fact = fact(named: name, in: form) else { return nil }
    let rest = parts.dropFirst()
    let step = Step.member(fact.key)
    func below(_ rest: ArraySlice<String>, _ kind: RecordForm.Kind, _ steps: [Step])
      -> (steps: [Step], content: Content)?
    {
      walk(rest, in: forms[kind.rawValue]).map { (steps + $0.steps, $0.content) }
    }
    switch fact.content {
    case .value: return rest.isEmpty ? ([step], .value) : nil
    case .words: return rest.isEmpty ? ([step], .words) : nil
    case .declarations:
      let name = rest.joined(separator: ".")
      return name.isEmpty ? nil : ([step, .member(name)], .value)
    case .record(let kind): return below(rest, kind, [step])
    case .records(let kind, _), .directRecords(let kind):
      guard let second = rest.first else { return ([step], .list) }
      guard let number = Int(second), (1...1_000_000).contains(number) else { return nil }
      let steps = [step, .element(number)]
      return rest.count == 1 ? (steps, .record) : below(rest.dropFirst(), kind, steps)
    }
  }

  private static func fact(named name: String, in form: RecordForm) -> Fact? {
    if let index = form.index(ofKey: name) { return form.facts[index] }
    let plain = plain(name)
    return form.facts.first { Self.plain($0.key) == plain }
  }

  /// A name without what people write differently: capitals, hyphens, underscores and blanks.
  private static func plain(_ name: String) -> String {
    String(name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " })
  }

  /// The headings that most tables have, for those who mistyped one.
  static let common: [String] = {
    var names: [String] = []
    for fact in participant.facts {
      switch fact.content {
      case .value, .words: names.append(fact.key)
      case .records where fact.key == "costs": names += CostHeading.plain
      case .records(let kind, _), .directRecords(let kind):
        names += forms[kind.rawValue].facts.map { "\(fact.key).1.\($0.key)" }
      case .record(let kind): names += forms[kind.rawValue].facts.map { "\(fact.key).\($0.key)" }
      case .declarations: break
      }
    }
    names.append("\(consortiumPrefix).name")
    for fact in consortium.facts {
      switch fact.content {
      case .record(let kind): names += forms[kind.rawValue].facts.map { "\(fact.key).\($0.key)" }
      case .records(let kind, _):
        let form = forms[kind.rawValue]
        names += form.facts.map { "\(form.element).\($0.key)" }
      default: break
      }
    }
    return names
  }()
}
