import JSONReading
import SourceText

/// Builds a consortium from a JSON value, or from another text that has been brought into that form.
struct JSONConsortia {
  private var builder: ConsortiumBuilder
  private let foreign: ForeignText?

  init(places: PlaceNames, foreign: ForeignText? = nil) {
    self.foreign = foreign
    builder = ConsortiumBuilder(
      places: places, spelling: foreign.map { .foreign($0) } ?? .json)
  }

  /// The reading of one record.
  mutating func reading(_ record: JSONRecord, isOneOfMany: Bool) -> ConsortiumReading {
    if let value = record.value { read(.consortium, value) }
    return builder.finish(
      in: record.source, number: record.number, isOneOfMany: isOneOfMany,
      after: record.diagnostics)
  }

  // MARK: - Records

  /// Reads a record that a fact has, or one of those in its list; `false` where there are too many
  /// of its sort.
  @discardableResult
  private mutating func read(
    _ kind: RecordForm.Kind, _ value: JSONValue, of fact: Fact? = nil, position: Int? = nil
  ) -> Bool {
    guard let members = value.members else {
      let key = (fact?.key ?? "") + (position.map { "[\($0)]" } ?? "")
      let noun = FactTable.forms[kind.rawValue].noun
      refuse(
        value, key.isEmpty ? "\(noun) is an object" : "\(builder.subject(key)) is an object")
      if builder.begin(kind, at: .object(value), offset: 0) { builder.abandon() }
      return true
    }
    guard builder.begin(kind, at: .object(value), offset: value.range.lowerBound),
      let form = builder.open.last?.form
    else { return false }
    for member in members { read(member, of: form) }
    builder.end()
    return true
  }

  private mutating func read(_ member: JSONMember, of form: RecordForm) {
    guard let index = form.index(ofKey: member.key) else {
      refuseKey(member, of: form)
      return
    }
    // What is null is as unknown as what is left out; a key that stands twice has been reported.
    if member.value.isNull { return }
    guard builder.state(index) else { return }
    let fact = form.facts[index]
    switch fact.content {
    case .value(let type): read(member.value, as: type, of: fact)
    case .record(let kind): read(kind, member.value, of: fact)
    case .directRecords(let kind): readList(member.value, of: kind, in: fact)
    case .records(let kind, let begin):
      begin(&builder.draft)
      readList(member.value, of: kind, in: fact)
    case .words(let type, let begin):
      begin(&builder.draft)
      readWords(member.value, as: type, of: fact)
    case .declarations: readDeclarations(member.value, of: fact)
    }
  }

  private mutating func readList(
    _ value: JSONValue, of kind: RecordForm.Kind, in fact: Fact
  ) {
    guard let elements = value.elements else {
      refuse(value, "\(builder.subject(fact.key)) is a list")
      return
    }
    for (index, element) in elements.enumerated() {
      guard read(kind, element, of: fact, position: index) else { return }
    }
  }

  private mutating func readDeclarations(_ value: JSONValue, of fact: Fact) {
    guard let members = value.members else {
      refuse(value, "\(builder.subject(fact.key)) is an object of names and values")
      return
    }
    for member in members where !member.value.isNull {
      let name = JSONMember(
        key: "name", keyRange: member.keyRange,
        value: JSONValue(.string(member.key), range: member.keyRange))
      let content = JSONMember(key: "value", keyRange: member.keyRange, value: member.value)
      let range = member.keyRange.lowerBound..<member.value.range.upperBound
      let object = JSONValue(.object([name, content]), range: range)
      guard read(.declaration, object) else { return }
    }
  }

  // MARK: - Values

  private mutating func readWords(_ value: JSONValue, as type: ValueType, of fact: Fact) {
    guard let elements = value.elements else {
      refuse(value, "\(builder.subject(fact.key)) is a list of words")
      return
    }
    guard builder.allows(elements.count, of: fact, at: .range(value.range)) else { return }
    for (index, element) in elements.enumerated() {
      read(element, as: type, of: fact, position: index)
    }
  }

  private mutating func read(
    _ value: JSONValue, as type: ValueType, of fact: Fact, position: Int? = nil
  ) {
    let scalar: Scalar
    switch value.kind {
    case .number(let text): scalar = Scalar(text: text, form: .number)
    case .string(let text): scalar = Scalar(text: text, form: .quoted)
    case .bool(let truth): scalar = Scalar(text: truth ? "true" : "false", form: .truth)
    case .null, .array, .object:
      builder.refuse(
        value.kind.name, as: type, of: fact, position: position, help: nil,
        at: .range(value.range))
      return
    }
    read(scalar, as: type, of: fact, position: position, at: value.range)
  }

  private mutating func read(
    _ scalar: Scalar, as type: ValueType, of fact: Fact, position: Int?, at range: Range<Int>
  ) {
    guard let foreign else {
      builder.read(scalar, as: type, of: fact, position: position, at: .range(range))
      return
    }
    do throws(ValueMistake) {
      let plain = Scalar(text: try foreign.plain(scalar.text, type), form: .plain)
      builder.read(plain, as: type, of: fact, position: position, at: .range(range))
    } catch {
      builder.refuse(
        scalar.shown, as: type, of: fact, position: position, help: error.help, at: .range(range))
    }
  }

  // MARK: - Refusals

  private mutating func refuse(_ value: JSONValue, _ rule: String) {
    builder.note(
      Fault(
        code: "type", message: "\(rule), not \(value.kind.name)", mark: .range(value.range)))
  }

  private mutating func refuseKey(_ member: JSONMember, of form: RecordForm) {
    guard builder.hasRoom else { return }
    let known = form.facts.map(\.key)
    builder.note(
      Fault(
        code: "unknown-key",
        message: "\(builder.subject(member.key)) is no fact of \(form.noun)",
        help: NearMiss.help(for: member.key, in: known)
          ?? "there are: " + known.joined(separator: ", "), mark: .range(member.keyRange)))
  }
}
