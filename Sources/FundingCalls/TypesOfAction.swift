public import SourceText
import XMLReading

/// The types of action of a funding portal, with the general conditions that each takes over.
public struct TypesOfAction: Sendable {
  /// Where a topic's types of action lead.
  public enum Lead: Sendable, Equatable {
    /// To the abstract call of this id.
    case conditions(String)
    /// To none, for a reason.
    case none(because: String)
  }

  /// A part of a programme in which other countries take part than in the whole.
  public struct Part: Sendable, Equatable {
    /// The set of a call that it takes from elsewhere.
    public var set: String
    /// The set of the reference tables that it is taken from.
    public var reference: String
    /// What tells that a topic belongs to it: `HORIZON.2`, or a pattern of identifiers.
    public var sign: String
    /// Whether the identifier tells it, and not the portal.
    public var isByIdentifier: Bool
  }

  private struct Entry: Sendable {
    var programme: String?
    var code: String
    var name: String?
    var own: Lead
    var topics: [(pattern: String, lead: Lead)]
  }

  private var entries: [Entry] = []
  private var byCode: [String: Int] = [:]
  private var byName: [String: Int] = [:]
  private var programmes: [String: Programme] = [:]
  private var parts: [(programme: String, part: Part)] = []

  /// A table without any type.
  public init() {}

  /// Loads the table from a library's folder; empty where it cannot be read, with the reason.
  public static func load(library folder: String) -> (
    types: TypesOfAction, diagnostics: [Diagnostic]
  ) {
    var diagnostics: [Diagnostic] = []
    var types = TypesOfAction()
    if var document = ReferenceDocument(
      "types-of-action", inFolder: folder + "/reference", diagnostics: &diagnostics)
    {
      types.read(&document)
      diagnostics += document.values.diagnostics
    }
    return (types, diagnostics)
  }

  private mutating func read(_ document: inout ReferenceDocument) {
    for element in document.root.children(named: "programme") {
      guard let number = element["number"], let id = element["id"] else {
        document.complain(about: "number", of: element)
        continue
      }
      programmes[number] = Programme(id: id, title: element["name"] ?? id)
    }
    for element in document.root.children(named: "part") {
      guard let programme = element["programme"], let set = element["set"],
        let reference = element["from"], let sign = element["division"] ?? element["topic"]
      else {
        document.complain(about: "from", of: element)
        continue
      }
      parts.append(
        (
          programme,
          Part(
            set: set, reference: reference, sign: sign,
            isByIdentifier: element["division"] == nil)
        ))
    }
    for element in document.root.children(named: "type") {
      guard let code = element["code"] else {
        document.complain(about: "code", of: element)
        continue
      }
      let topics = element.children(named: "topic").compactMap { topic in
        topic["pattern"].map { (Self.plain($0), Self.lead(of: topic)) }
      }
      byCode[Self.plain(code)] = byCode[Self.plain(code)] ?? entries.count
      if let name = element["name"].map(Self.plain) {
        byName[name] = byName[name] ?? entries.count
      }
      entries.append(
        Entry(
          programme: element["programme"], code: code, name: element["name"],
          own: Self.lead(of: element), topics: topics))
    }
  }

  private static func lead(of element: Element) -> Lead {
    if let conditions = element["conditions"] { return .conditions(conditions) }
    return .none(because: element["because"] ?? "the sources read do not state its conditions")
  }

  /// The programme that the portal gives a number.
  public func programme(number: String) -> Programme? { programmes[number] }

  /// The programme of a name or an id, whatever its case.
  public func programme(named name: String) -> Programme? {
    let plain = Self.plain(name)
    return programmes.values.first { Self.plain($0.title) == plain || Self.plain($0.id) == plain }
  }

  /// The part of a programme that a topic belongs to: by the divisions that the portal gives, which
  /// hold those below them, else by the topic's identifier; `nil` where neither tells, or where the
  /// divisions lead to different sets.
  public func part(of programme: String, divisions: [String], topic identifier: String) -> Part? {
    let own = parts.filter { $0.programme == programme }.map(\.part)
    let byDivision = own.filter { part in
      !part.isByIdentifier
        && divisions.contains { $0 == part.sign || $0.hasPrefix(part.sign + ".") }
    }
    if let first = byDivision.first {
      return byDivision.allSatisfy { $0.reference == first.reference } ? first : nil
    }
    let plain = Self.plain(identifier)
    return own.first { $0.isByIdentifier && Self.fits(plain, Self.plain($0.sign)) }
  }

  /// Where the types of action of a topic lead: to general conditions only where all lead to the
  /// same. A type is written as code, as name, or as both.
  public func lead(of types: [String], topic identifier: String) -> Lead {
    var leads: [Lead] = []
    for written in types {
      let lead = entry(written).map { Self.lead(of: $0, topic: Self.plain(identifier)) }
      let found = lead ?? .none(because: "the type of action '\(written)' is not known here")
      if !leads.contains(found) { leads.append(found) }
    }
    guard let first = leads.first else { return .none(because: "no type of action is stated") }
    if leads.count == 1 { return first }
    return .none(because: "the topic has several types of action, with different conditions")
  }

  private func entry(_ written: String) -> Entry? {
    let text = Self.plain(written)
    let code = text.prefix { $0 != " " }
    return (byCode[text] ?? byName[text] ?? byCode[String(code)]).map { entries[$0] }
  }

  private static func lead(of entry: Entry, topic: String) -> Lead {
    entry.topics.first { fits(topic, $0.pattern) }?.lead ?? entry.own
  }

  /// Small letters, and one blank for several.
  private static func plain(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a text is what a pattern says, where `*` stands for any characters.
  static func fits(_ text: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, let first = parts.first, let last = parts.last else {
      return text == pattern
    }
    guard text.hasPrefix(first), text.hasSuffix(last), text.count >= first.count + last.count
    else { return false }
    var rest = text.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}
