import FundingTerms
import SourceText
import XMLReading

/// Reads the records of a collection in XML as plain numbers, as far as they are plain.
struct PlainRecords: XMLEventHandler {
  /// What the elements are that may be open, from the root on.
  private enum Frame: UInt8 {
    case none, collection, consortium, proposal, participant, costs, cost, awards, award
    case words, declarations, declaration
  }

  /// Where a record of the file stands in the source of its event.
  struct Place {
    var start = 0
    var end = 0
  }

  private let names = PlainNames.shared
  private var draft: PlainDraft
  private let take: (inout PlainConsortium, Place, borrowing XMLRecord, Bool) -> Void
  private var frame = Frame.none
  private var list = PlainConsortium.List.objectives
  /// Whether the text of the list so far ends within a word.
  private var isInWord = false
  private var isInProposal = false
  private var elementsSeen: UInt32 = 0
  private var place = Place()
  /// Whether the document is a collection in which nothing but elements stands: of any other, the
  /// ordinary reader has something to say that is about no record.
  private(set) var isOrderly = true

  /// - `take`: takes each record when it has ended, and whether it was plain.
  init(
    places: PlaceNames,
    take: @escaping (inout PlainConsortium, Place, borrowing XMLRecord, Bool) -> Void
  ) {
    draft = PlainDraft(places: places)
    self.take = take
  }

  mutating func start(_ tag: borrowing StartTag) {
    switch frame {
    case .none:
      isOrderly = tag.name == names.collection && tag.attributeCount == 0
      frame = .collection
    case _ where !isOrderly: return
    case _ where tag.depth == 2: begin(tag)
    case _ where !draft.isPlain: return
    case .consortium: startPart(tag)
    case .proposal: startElement(tag, of: .proposal)
    case .participant: startElement(tag, of: .participant)
    case .costs: startItem(tag, .cost, .cost)
    case .awards: startItem(tag, .award, .award)
    case .declarations: startItem(tag, .declaration, .declaration)
    case .collection, .words, .cost, .award, .declaration: draft.isPlain = false
    }
  }

  mutating func end(_ tag: borrowing EndTag) {
    if tag.depth == 2 { place.end = tag.end }
    guard draft.isPlain else { return }
    switch frame {
    case .cost: frame = .costs
    case .costs: frame = .participant
    case .award: frame = .awards
    case .declaration:
      draft.endDeclaration()
      frame = .declarations
    case .declarations: frame = isInProposal ? .proposal : .participant
    case .words: frame = .proposal
    case .proposal, .awards:
      isInProposal = false
      frame = .consortium
    case .participant:
      draft.endParticipant()
      frame = .consortium
    case .consortium: frame = .collection
    case .collection, .none: frame = .none
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    switch frame {
    case .words where draft.isPlain: readWords(bytes)
    case .collection: isOrderly = isOrderly && bytes.isBlank
    default: draft.isPlain = draft.isPlain && bytes.isBlank
    }
  }

  mutating func endRecord(_ event: borrowing XMLRecord) {
    guard isOrderly else { return }
    draft.end()
    take(&draft.record, place, event, draft.isPlain)
    draft.isPlain = true
    frame = .collection
  }

  // MARK: - Elements

  private mutating func begin(_ tag: borrowing StartTag) {
    draft.begin()
    (elementsSeen, isInProposal) = (0, false)
    place.start = tag.range.lowerBound
    draft.isPlain = tag.name == names.elements[RecordForm.Kind.consortium.rawValue]
    frame = .consortium
    readAttributes(of: tag, .consortium)
  }

  private mutating func startPart(_ tag: borrowing StartTag) {
    switch names.child(tag.name, of: .consortium) {
    case .participant:
      draft.beginParticipant()
      elementsSeen &= ~PlainElement.ofParticipant
      frame = .participant
      readAttributes(of: tag, .participant)
    case .proposal:
      see(.proposal)
      isInProposal = true
      frame = .proposal
      readAttributes(of: tag, .proposal)
    case .awards:
      see(.awards)
      draft.beginAwards()
      frame = .awards
      draft.isPlain = draft.isPlain && tag.attributeCount == 0
    default: draft.isPlain = false
    }
  }

  private mutating func startElement(_ tag: borrowing StartTag, of kind: RecordForm.Kind) {
    guard let element = names.child(tag.name, of: kind), tag.attributeCount == 0 else {
      draft.isPlain = false
      return
    }
    see(element)
    switch element {
    case .costs:
      draft.beginCosts()
      frame = .costs
    case .declarations, .projectDeclarations: frame = .declarations
    case .objectives, .focus, .themes, .ecosystems:
      guard let list = element.list else { return }
      self.list = list
      isInWord = false
      draft.begin(list)
      frame = .words
    case .proposal, .participant, .awards: draft.isPlain = false
    }
  }

  private mutating func startItem(
    _ tag: borrowing StartTag, _ kind: RecordForm.Kind, _ frame: Frame
  ) {
    guard tag.name == names.elements[kind.rawValue] else {
      draft.isPlain = false
      return
    }
    switch kind {
    case .cost: draft.beginLine()
    case .award: draft.beginAward()
    default: draft.beginDeclaration(ofProposal: isInProposal)
    }
    self.frame = frame
    readAttributes(of: tag, kind)
  }

  /// Notes an element of which there may be one only.
  private mutating func see(_ element: PlainElement) {
    if elementsSeen & element.mask != 0 { draft.isPlain = false }
    elementsSeen |= element.mask
  }

  /// Reads the words of a list, of which the text may come in pieces: a word that is cut by the end
  /// of a piece is left to the ordinary reader.
  private mutating func readWords(_ bytes: Span<UInt8>) {
    if isInWord, !isBlank(bytes[0]) { draft.isPlain = false }
    var start = 0
    for index in 0...bytes.count where index == bytes.count || isBlank(bytes[index]) {
      if index > start { draft.addWord(bytes, in: start..<index, to: list) }
      start = index + 1
    }
    isInWord = !isBlank(bytes[bytes.count - 1])
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  // MARK: - Attributes

  private mutating func readAttributes(of tag: borrowing StartTag, _ kind: RecordForm.Kind) {
    var position = 0
    let count = tag.attributeCount
    while position < count, draft.isPlain {
      guard let field = names.field(tag.attributeName(at: position), of: kind) else {
        draft.isPlain = false
        return
      }
      // An ampersand makes any value but a name one that is out of the ordinary.
      if field == .name {
        tag.withValue(at: position) { draft.read(field, $0) }
      } else {
        tag.withEscapedValue(at: position) { draft.read(field, $0) }
      }
      position += 1
    }
  }
}
