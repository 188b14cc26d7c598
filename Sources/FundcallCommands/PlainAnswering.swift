import BulkReading
import Consortia
import SourceText
import XMLReading

/// Answers parts of collections with verdicts: plain records straight from their bytes, and those in
/// between with the readers that take everything.
final class PlainAnswering: TaskAnswering {
  /// Where few records were plain, so many parts are left to the ordinary readers before it is tried
  /// again.
  private static let patience = 15

  private let ordinary: OrdinaryAnswering
  private let reader: PlainReader
  private let checker: PlainChecker
  private var pause = 0

  /// Answers what `ordinary` answers, where nothing but verdicts is asked for.
  init(_ ordinary: OrdinaryAnswering) {
    self.ordinary = ordinary
    reader = PlainReader(places: ordinary.checker.settings.library.placeNames)
    checker = PlainChecker(ordinary.checker)
  }

  func answer(_ task: CheckTask) -> AnswerSheet {
    guard case .slab(let slab, let form, let file) = task else { return ordinary.answer(task) }
    return answer(slab, of: form, file: file) ?? ordinary.answer(task)
  }

  /// The answers to a part of a file; `nil` where it is left to the ordinary readers.
  private func answer(_ slab: Slab, of form: CollectionForm, file: String) -> AnswerSheet? {
    guard pause == 0 else {
      pause -= 1
      return nil
    }
    var answers = Answers(slab, form, file)
    var foreign = slab.prefaceRecords
    func take(_ record: borrowing PlainConsortium, _ reading: PlainReader.Reading) {
      guard foreign == 0 else {
        foreign -= 1
        return
      }
      if reading.isPlain, let assessments = checker.assessments(of: record) {
        answers.finishOthers(ordinary)
        checker.show(assessments, of: record, on: &answers.sheet)
        answers.plainCount += 1
      } else {
        answers.leave(reading.range)
      }
    }
    var isWellFormed = true
    switch form {
    case .lines: reader.readLines(slab.text, each: take)
    case .elements: isWellFormed = reader.read(slab.text, each: take)
    }
    answers.finishOthers(ordinary)
    if answers.otherCount > answers.plainCount { pause = Self.patience }
    return isWellFormed && answers.isExact ? answers.sheet : nil
  }

  /// The answers to a part of a file so far.
  private struct Answers {
    private let slab: Slab
    private let form: CollectionForm
    private let file: String
    var sheet = AnswerSheet()
    var plainCount = 0
    var otherCount = 0
    /// Whether all that was left to the ordinary readers could be cut out for them.
    var isExact = true
    /// The lines of records in a row that are left to the ordinary readers.
    private var others: Range<Int>?
    /// How many lines of the part end before an offset.
    private var linesBefore = (count: 0, offset: 0)

    init(_ slab: Slab, _ form: CollectionForm, _ file: String) {
      self.slab = slab
      self.form = form
      self.file = file
      linesBefore.offset = slab.range.lowerBound
    }

    /// Leaves a record to the ordinary readers.
    mutating func leave(_ record: Range<Int>) {
      otherCount += 1
      guard isExact, form == .lines || !slab.preface.isEmpty, let lines = lines(of: record) else {
        isExact = false
        return
      }
      others = (others?.lowerBound ?? lines.lowerBound)..<lines.upperBound
    }

    /// Has the records that were left answered.
    mutating func finishOthers(_ ordinary: OrdinaryAnswering) {
      guard isExact, let lines = others else { return }
      others = nil
      let answers = ordinary.answer(
        .slab(part(lines, after: countLines(before: lines.lowerBound)), of: form, file: file))
      if answers.isRefused { isExact = false }
      sheet.add(answers)
    }

    /// Some lines by themselves, after a number of others; every place in them is that of the part.
    private func part(_ lines: Range<Int>, after count: Int) -> Slab {
      if form == .lines {
        return Slab(bytes: slab.text[lines], linesBefore: slab.linesBefore + count)
      }
      // Lines without records in the place of those before.
      return Slab(
        preface: Array(slab.preface), prefaceRecords: slab.prefaceRecords,
        bytes: [UInt8](repeating: UInt8(ascii: "\n"), count: count) + slab.text[lines],
        ending: Self.ending(of: slab.preface))
    }

    /// The lines on which a record stands; `nil` where something else stands there too, on which its
    /// places might depend.
    private func lines(of record: Range<Int>) -> Range<Int>? {
      let (text, range) = (slab.text, slab.range)
      var start = record.lowerBound
      while start > range.lowerBound, text[start - 1] != UInt8(ascii: "\n") {
        guard Self.isBlank(text[start - 1]) else { return nil }
        start -= 1
      }
      var end = record.upperBound
      while end < range.upperBound, text[end] != UInt8(ascii: "\n") {
        guard Self.isBlank(text[end]) else { return nil }
        end += 1
      }
      return start..<min(end + 1, range.upperBound)
    }

    private mutating func countLines(before offset: Int) -> Int {
      let start = linesBefore.offset
      let passed = slab.text[start..<offset].span.count(of: UInt8(ascii: "\n"))
      linesBefore = (linesBefore.count + passed, offset)
      return linesBefore.count
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x0D
    }

    /// The end tag of the collection of which a preface has the start tag.
    private static func ending(of preface: ArraySlice<UInt8>) -> [UInt8] {
      let name = preface.dropFirst().prefix {
        !isBlank($0) && $0 != 0x0A && $0 != UInt8(ascii: ">")
      }
      return Array("</".utf8) + name + [UInt8(ascii: ">")]
    }
  }
}
