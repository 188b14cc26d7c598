import FundingTerms
import SourceText
import XMLReading

/// Builds a call out of its elements, and says what is wrong with their values.
struct CallBuilder {
  var values: Values
  /// The call that this one extends, resolved.
  let parent: Call?
  /// The sources that may be referred to, by id.
  var sources: [String: Source] = [:]
  /// The strands that examples may name.
  var strands: Set<String> = []
  /// Whether ``sources`` is all there is: not where the extended call is not at hand.
  var sourcesAreComplete = true

  init(file: SourceFile, parent: Call?) {
    values = Values(file: file, area: "call")
    self.parent = parent
  }

  /// The call; `nil` where it has no id.
  mutating func call(_ root: Element) -> Call? {
    checkLanguage(of: root)
    checkEmbedded(in: root)
    guard let id = values.name("id", of: root, as: .published),
      let place = root.attribute("id")?.valueRange
    else { return nil }
    var call = Call(id: id, origin: values.origin(place))
    call.extends = values.name("extends", of: root, as: .published)
    call.general = values.name("general", of: root, as: .published)
    call.isAbstract = values.word("abstract", of: root, as: YesNo.self) == .yes
    call.regionClassPeriod = values.value(
      "region-classes", of: root, code: "period", what: "a period",
      help: "write it as in '2021-2027'"
    ) { Self.isPeriod($0) ? $0 : nil }
    sourcesAreComplete = call.extends == nil || parent != nil
    for source in parent?.sources ?? [] { sources[source.id] = source }
    call.sources = readSources(root)
    readHead(root, into: &call)
    strands = Set((parent?.strands ?? []).map(\.id))
    strands.formUnion(elements("strand", in: "strands", of: root).compactMap { $0["id"] })
    call.timetables = readTimetables(root)
    call.budget = root.firstChild(named: "budget").map { readBudget($0) } ?? .notGiven
    call.topic = root.firstChild(named: "topic").map { readTopic($0) }
    call.isImported = root.firstChild(named: "imported") != nil
    call.ownConditions = root.firstChild(named: "conditions").map { readOwnConditions($0) } ?? []
    call.vocabulary = readVocabulary(root)
    call.definitions = readDefinitions(
      root.children(named: "definitions").flatMap(\.children),
      declarations: call.vocabulary.declarations)
    call.rates = readRates(root)
    call.strands = readStrands(root)
    (call.requirements, call.drops, call.notChecked) = readConditions(root)
    checkDrops(of: call)
    if call.extends == nil { checkCompleteness(of: call, root) }
    return call
  }

  /// The elements of a name in the lists of another: `strand` in `strands`.
  func elements(_ name: String, in list: String, of parent: Element) -> [Element] {
    parent.children(named: list).flatMap { $0.children(named: name) }
  }

  private mutating func readHead(_ root: Element, into call: inout Call) {
    call.statedTitle = prose(root.firstChild(named: "title"))
    call.typeOfAction = prose(root.firstChild(named: "type-of-action"))
    if let element = root.firstChild(named: "programme"),
      let id = values.name("id", of: element, as: .published)
    {
      call.programme = Programme(id: id, title: prose(element) ?? id)
    }
    if let element = root.firstChild(named: "aliases") {
      for alias in element.text.split(whereSeparator: \.isWhitespace).map(String.init) {
        if NameKind.published.accepts(alias) {
          call.aliases.append(alias)
        } else {
          values.report(
            "name", "'\(PlainText.shown(alias))' is not an id",
            at: element.trimmedTextRange ?? element.nameRange, help: NameKind.published.help)
        }
      }
    }
  }

  /// The text of an element as prose; `nil` for none.
  func prose(_ element: Element?) -> String? {
    guard let element else { return nil }
    let text = element.prose
    return text.isEmpty ? nil : text
  }

  /// Notes the name of a thing, and complains if another thing has it.
  mutating func note(
    _ name: String, _ what: String, at range: Range<Int>, in names: inout [String: Range<Int>]
  ) {
    if let other = names[name] {
      let line = values.file.place(at: other.lowerBound).line
      values.report(
        "duplicate", "two of the \(what) are named '\(name)'", at: range,
        help: "the other stands in line \(line); rename or remove one")
    } else {
      names[name] = range
    }
  }

  private mutating func checkLanguage(of root: Element) {
    guard let language = values.attribute("language", of: root), language.value != "1" else {
      return
    }
    values.report(
      "language", "'\(PlainText.shown(language.value))' is not a language of call documents",
      at: language.valueRange, help: "this program reads language=\"1\"")
  }

  /// A consortium may stand in an example and nowhere else.
  private mutating func checkEmbedded(in root: Element) {
    for element in root.embedding where element.name != "example" {
      for consortium in element.embedded {
        values.report(
          "unknown-element", "a consortium stands in an example only", at: consortium.nameRange,
          help: "remove it, or put it in an example")
      }
    }
  }

  /// Only what is inherited can be dropped.
  private mutating func checkDrops(of call: Call) {
    guard sourcesAreComplete else { return }
    let inherited = (parent?.requirements ?? []).map(\.id) + (parent?.notChecked ?? []).map(\.id)
    let own = call.requirements.map(\.id) + call.notChecked.map(\.id)
    let dropped =
      call.drops.map { ($0, inherited) }
      + call.strands.flatMap { strand in strand.drops.map { ($0, inherited + own) } }
    for (drop, known) in dropped where !known.contains(drop.requirement) {
      values.report(
        "unknown-requirement", "no inherited condition is named '\(drop.requirement)'",
        at: drop.origin.range,
        help: NearMiss.help(for: drop.requirement, in: known) ?? "remove it")
    }
  }

  private mutating func checkCompleteness(of call: Call, _ root: Element) {
    var missing: [String] = []
    if root.firstChild(named: "title") == nil { missing.append("title") }
    if root.firstChild(named: "programme") == nil { missing.append("programme") }
    if !call.isAbstract, root.firstChild(named: "timetable") == nil {
      missing.append("timetable")
    }
    for name in missing {
      values.report(
        "missing-element", "'call' needs an element '\(name)'", at: root.nameRange,
        help: "add <\(name)>, or extend a call that has one")
    }
  }

  private static func isPeriod(_ text: String) -> Bool {
    let years = text.split(separator: "-", omittingEmptySubsequences: false)
    return years.count == 2
      && years.allSatisfy { $0.utf8.count == 4 && $0.utf8.allSatisfy { (48...57).contains($0) } }
  }
}

/// The two words of a fact that is true or false.
enum YesNo: String, CaseIterable {
  case yes = "true"
  case no = "false"
}
