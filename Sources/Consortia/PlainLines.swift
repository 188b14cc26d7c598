import JSONReading

/// Reads consortia in JSON, one a line, as plain numbers, as far as they are plain.
struct PlainLines {
  private let keys = PlainKeys.shared
  private var draft: PlainDraft
  private var cursor = JSONCursor(at: 0)

  /// Which fact stood last time after another, by their numbers: programs write all records alike.
  private var following: [Int]

  init(places: PlaceNames) {
    draft = PlainDraft(places: places)
    following = Array(repeating: -1, count: keys.count)
  }

  /// What the last line says.
  var record: PlainConsortium {
    _read { yield draft.record }
  }

  /// Whether it says nothing that is out of the ordinary.
  var isPlain: Bool { draft.isPlain }

  /// Reads the line that begins at an offset; gives the bytes of its record, none for a blank line.
  mutating func readLine(of text: Span<UInt8>, from start: Int) -> Range<Int> {
    cursor.index = start
    draft.begin()
    _ = cursor.peek(in: text)
    guard !isAtEnd(text) else { return cursor.index..<cursor.index }
    if readObject(.consortium, text) {
      draft.end()
      _ = cursor.peek(in: text)
      draft.isPlain = draft.isPlain && isAtEnd(text)
    } else {
      draft.isPlain = false
    }
    while !isAtEnd(text) { cursor.index += 1 }
    if cursor.index - start > JSONLimits.record.bytes { draft.isPlain = false }
    return start..<cursor.index
  }

  private func isAtEnd(_ text: Span<UInt8>) -> Bool {
    cursor.index == text.count || text[cursor.index] == UInt8(ascii: "\n")
  }

  // MARK: - Objects and lists; each is `false` where the record is given up

  private mutating func readObject(_ kind: RecordForm.Kind, _ text: Span<UInt8>) -> Bool {
    guard cursor.take(UInt8(ascii: "{"), in: text) else { return false }
    if cursor.take(UInt8(ascii: "}"), in: text) { return true }
    var stated: UInt64 = 0
    var last = keys.beginning(of: kind)
    repeat {
      guard let fact = readName(of: kind, after: last, text), stated & fact.mask == 0,
        read(fact, text)
      else { return false }
      stated |= fact.mask
      last = fact.number
    } while cursor.take(UInt8(ascii: ","), in: text)
    return cursor.take(UInt8(ascii: "}"), in: text)
  }

  /// Steps over the name of a fact and its colon.
  private mutating func readName(of kind: RecordForm.Kind, after last: Int, _ text: Span<UInt8>)
    -> PlainKeys.Fact?
  {
    _ = cursor.peek(in: text)
    let guess = following[last]
    if guess >= 0, let end = keys.end(of: guess, in: text, at: cursor.index) {
      cursor.index = end
      return keys.fact(guess)
    }
    guard let name = cursor.quoted(in: text), !name.hasEscapes,
      let fact = keys.fact(text, in: name.range, of: kind),
      cursor.take(UInt8(ascii: ":"), in: text)
    else { return nil }
    following[last] = fact.number
    return fact
  }

  private mutating func read(_ fact: PlainKeys.Fact, _ text: Span<UInt8>) -> Bool {
    switch fact.content {
    case .value(let field, let forms): return readValue(of: field, forms, text)
    case .element(let element):
      // What is null is as unknown as what is left out.
      if cursor.peek(in: text) == UInt8(ascii: "n") { return cursor.scalar(in: text) != nil }
      return read(element, text)
    }
  }

  private mutating func readValue(
    of field: PlainField, _ forms: PlainKeys.Forms, _ text: Span<UInt8>
  ) -> Bool {
    guard let token = cursor.scalar(in: text) else { return false }
    if token.kind == .null { return true }
    guard forms.contain(token.kind) else { return false }
    if token.hasEscapes {
      guard let bytes = token.resolved(in: text) else { return false }
      draft.read(field, bytes.span)
    } else {
      draft.read(field, text.extracting(token.range))
    }
    return draft.isPlain
  }

  private mutating func read(_ element: PlainElement, _ text: Span<UInt8>) -> Bool {
    switch element {
    case .proposal: return readObject(.proposal, text)
    case .declarations, .projectDeclarations: return readDeclarations(element, text)
    case .participant: break
    case .awards: draft.beginAwards()
    case .costs: draft.beginCosts()
    case .objectives, .focus, .themes, .ecosystems: element.list.map { draft.begin($0) }
    }
    guard cursor.take(UInt8(ascii: "["), in: text) else { return false }
    if cursor.take(UInt8(ascii: "]"), in: text) { return true }
    repeat {
      guard readItem(of: element, text) else { return false }
    } while cursor.take(UInt8(ascii: ","), in: text)
    return cursor.take(UInt8(ascii: "]"), in: text)
  }

  private mutating func readItem(of element: PlainElement, _ text: Span<UInt8>) -> Bool {
    switch element {
    case .participant:
      draft.beginParticipant()
      guard draft.isPlain, readObject(.participant, text) else { return false }
      draft.endParticipant()
    case .costs:
      draft.beginLine()
      return draft.isPlain && readObject(.cost, text)
    case .awards:
      draft.beginAward()
      return draft.isPlain && readObject(.award, text)
    default:
      guard let list = element.list, let word = cursor.quoted(in: text), !word.hasEscapes else {
        return false
      }
      draft.addWord(text, in: word.range, to: list)
    }
    return draft.isPlain
  }

  private mutating func readDeclarations(_ element: PlainElement, _ text: Span<UInt8>) -> Bool {
    guard cursor.take(UInt8(ascii: "{"), in: text) else { return false }
    if cursor.take(UInt8(ascii: "}"), in: text) { return true }
    repeat {
      draft.beginDeclaration(ofProposal: element == .projectDeclarations)
      guard draft.isPlain, let name = cursor.quoted(in: text), !name.hasEscapes,
        cursor.take(UInt8(ascii: ":"), in: text), let token = cursor.scalar(in: text),
        !token.hasEscapes, Self.isDeclared(token, text)
      else { return false }
      draft.read(.declared, text.extracting(name.range))
      draft.read(.declaration, text.extracting(token.range))
      draft.endDeclaration()
    } while draft.isPlain && cursor.take(UInt8(ascii: ","), in: text)
    return draft.isPlain && cursor.take(UInt8(ascii: "}"), in: text)
  }

  /// Whether a value is `true`, `false` or a word: a truth stands without quotes.
  private static func isDeclared(_ token: JSONToken, _ text: Span<UInt8>) -> Bool {
    switch token.kind {
    case .truth: true
    case .text: PlainValues.truth(text.extracting(token.range)) == nil
    case .number, .null: false
    }
  }
}
