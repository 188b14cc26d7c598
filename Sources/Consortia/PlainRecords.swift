import FundingTerms
import SourceText
import XMLReading

/// Reads the records of a collection in XML as plain numbers, as far as they are plain.
///
/// It gives up a record at the first thing that is out of the ordinary, be it right or wrong, and
/// leaves that record to ``ConsortiumReader``: whatever is plain here has the same meaning there,
/// without a word of warning.
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
  let choices = PlainFieldChoices()
  var countries: PlainCountries
  private let take: (inout PlainConsortium, Place, borrowing XMLRecord, Bool) -> Void
  private var frame = Frame.none
  private var list = PlainConsortium.List.objectives
  /// Whether the text of the list so far ends within a word.
  private var isInWord = false
  private var isInProposal = false
  private var elementsSeen: UInt32 = 0
  var record = PlainConsortium()
  var isPlain = true
  private var place = Place()
  /// Whether the document is a collection in which nothing but elements stands: of any other, the
  /// ordinary reader has something to say that is about no record.
  private(set) var isOrderly = true

  /// - `take`: takes each record when it has ended, and whether it was plain.
  init(
    places: PlaceNames,
    take: @escaping (inout PlainConsortium, Place, borrowing XMLRecord, Bool) -> Void
  ) {
    countries = PlainCountries(places)
    self.take = take
  }

  mutating func start(_ tag: borrowing StartTag) {
    switch frame {
    case .none:
      isOrderly = tag.name == names.collection && tag.attributeCount == 0
      frame = .collection
    case _ where !isOrderly: return
    case _ where tag.depth == 2: begin(tag)
    case _ where !isPlain: return
    case .consortium: startPart(tag)
    case .proposal: startElement(tag, of: .proposal)
    case .participant: startElement(tag, of: .participant)
    case .costs: startItem(tag, .cost, .cost)
    case .awards: startItem(tag, .award, .award)
    case .declarations: startItem(tag, .declaration, .declaration)
    case .collection, .words, .cost, .award, .declaration: isPlain = false
    }
  }

  mutating func end(_ tag: borrowing EndTag) {
    if tag.depth == 2 { place.end = tag.end }
    guard isPlain else { return }
    switch frame {
    case .cost: frame = .costs
    case .costs: frame = .participant
    case .award: frame = .awards
    case .declaration:
      isPlain = record.declarations.last.map { $0.name.isStated && $0.value.isStated } ?? false
      frame = .declarations
    case .declarations: frame = isInProposal ? .proposal : .participant
    case .words: frame = .proposal
    case .proposal, .awards:
      isInProposal = false
      frame = .consortium
    case .participant:
      isPlain = record.settleParticipant()
      frame = .consortium
    case .consortium: frame = .collection
    case .collection, .none: frame = .none
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    switch frame {
    case .words where isPlain: readWords(bytes)
    case .collection: isOrderly = isOrderly && bytes.isBlank
    default: isPlain = isPlain && bytes.isBlank
    }
  }

  mutating func endRecord(_ event: borrowing XMLRecord) {
    guard isOrderly else { return }
    let isOrdinary = isPlain && record.settle()
    take(&record, place, event, isOrdinary)
    isPlain = true
    frame = .collection
  }

  // MARK: - Elements

  private mutating func begin(_ tag: borrowing StartTag) {
    record.reset()
    elementsSeen = 0
    place.start = tag.range.lowerBound
    isPlain = tag.name == names.elements[RecordForm.Kind.consortium.rawValue]
    frame = .consortium
    readAttributes(of: tag, .consortium)
  }

  private mutating func startPart(_ tag: borrowing StartTag) {
    switch names.child(tag.name, of: .consortium) {
    case .participant:
      isPlain = record.participants.count < PlainConsortium.mostParticipants
      elementsSeen &= ~PlainElement.ofParticipant
      record.participants.append(PlainConsortium.Participant())
      frame = .participant
      readAttributes(of: tag, .participant)
    case .proposal:
      see(.proposal)
      isInProposal = true
      frame = .proposal
      readAttributes(of: tag, .proposal)
    case .awards:
      see(.awards)
      record.hasAwards = true
      frame = .awards
      isPlain = isPlain && tag.attributeCount == 0
    default: isPlain = false
    }
  }

  private mutating func startElement(_ tag: borrowing StartTag, of kind: RecordForm.Kind) {
    guard let element = names.child(tag.name, of: kind), tag.attributeCount == 0 else {
      isPlain = false
      return
    }
    see(element)
    switch element {
    case .costs:
      record.participants[record.participants.count - 1].hasCosts = true
      frame = .costs
    case .declarations, .projectDeclarations: frame = .declarations
    case .objectives, .focus, .themes, .ecosystems:
      guard let list = element.list else { return }
      self.list = list
      isInWord = false
      record.lists |= 1 << UInt8(list.rawValue)
      frame = .words
    case .proposal, .participant, .awards: isPlain = false
    }
  }

  private mutating func startItem(
    _ tag: borrowing StartTag, _ kind: RecordForm.Kind, _ frame: Frame
  ) {
    guard tag.name == names.elements[kind.rawValue], record.hasRoom else {
      isPlain = false
      return
    }
    switch kind {
    case .cost:
      record.lines.append(PlainConsortium.Line(participant: record.participants.count - 1))
    case .award: record.awards.append(PlainConsortium.Award())
    default:
      record.declarations.append(
        PlainConsortium.Declaration(
          participant: isInProposal ? -1 : record.participants.count - 1))
    }
    self.frame = frame
    readAttributes(of: tag, kind)
  }

  /// Notes an element of which there may be one only.
  private mutating func see(_ element: PlainElement) {
    if elementsSeen & element.mask != 0 { isPlain = false }
    elementsSeen |= element.mask
  }

  /// Reads the words of a list, of which the text may come in pieces: a word that is cut by the end
  /// of a piece is left to the ordinary reader.
  private mutating func readWords(_ bytes: Span<UInt8>) {
    if isInWord, !isBlank(bytes[0]) { isPlain = false }
    var start = 0
    for index in 0...bytes.count where index == bytes.count || isBlank(bytes[index]) {
      if index > start {
        guard record.hasRoom, PlainValues.isWord(bytes, in: start..<index) else {
          isPlain = false
          return
        }
        record.listedWords.append(
          PlainConsortium.ListedWord(list: list, word: record.text.add(bytes, in: start..<index)))
      }
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
    while position < count, isPlain {
      guard let field = names.field(tag.attributeName(at: position), of: kind) else {
        isPlain = false
        return
      }
      tag.withValue(at: position) { read(field, $0) }
      position += 1
    }
  }
}
