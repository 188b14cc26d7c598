import XMLReading

/// A part of a file that holds whole records, with what is needed to read it by itself.
public struct Slab: Sendable {
  /// The whole text to read.
  public let text: [UInt8]
  /// Where the part stands in the text, byte for byte as in its file.
  public let range: Range<Int>
  /// How many records the preface has.
  public let prefaceRecords: Int
  /// Whether the file ends with it.
  public let isLast: Bool
  /// How many line ends stand before the part in its file.
  public let linesBefore: Int

  /// A part of a file with what stands around it.
  public init(
    preface: [UInt8] = [], prefaceRecords: Int = 0, bytes: some Collection<UInt8>,
    ending: [UInt8] = [], isLast: Bool = false, linesBefore: Int = 0
  ) {
    var text: [UInt8] = []
    text.reserveCapacity(preface.count + bytes.count + ending.count)
    text += preface
    text += bytes
    range = preface.count..<text.count
    text += ending
    self.text = text
    self.prefaceRecords = prefaceRecords
    self.isLast = isLast
    self.linesBefore = linesBefore
  }

  /// The part itself.
  public var bytes: ArraySlice<UInt8> { text[range] }

  /// What stands before the part so that it reads like a file: the start of the collection, and empty
  /// records, which are not of the file. Empty for the part with which the file begins.
  public var preface: ArraySlice<UInt8> { text[..<range.lowerBound] }

  /// What stands after it so that it reads like a file; empty for the part that ends the file.
  public var ending: ArraySlice<UInt8> { text[range.upperBound...] }

  /// The same part to be read with what follows it in the file.
  public var withoutEnding: Slab {
    Slab(
      preface: Array(preface), prefaceRecords: prefaceRecords, bytes: bytes, isLast: isLast,
      linesBefore: linesBefore)
  }

  /// By how many lines the part stands further down in its file than in ``text``.
  public var shift: Int { linesBefore - Self.lineEnds(in: preface) }

  static func lineEnds(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.span.count(of: UInt8(ascii: "\n"))
  }
}

/// How a file holds many records one after another.
public enum CollectionForm: Sendable, Equatable {
  /// One record a line, in JSON.
  case lines
  /// The children of the root element of an XML document, which have a name.
  case elements(named: String)
}
