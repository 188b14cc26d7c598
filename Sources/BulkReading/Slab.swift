import XMLReading

/// A part of a file that holds whole records, with what is needed to read it by itself.
public struct Slab: Sendable {
  /// What stands before the part so that it reads like a file: the start of the collection, and empty
  /// records, which are not of the file. Empty for the part with which the file begins.
  public var preface: [UInt8] = []
  /// How many records the preface has.
  public var prefaceRecords = 0
  /// The part, byte for byte.
  public var bytes: [UInt8]
  /// What stands after it so that it reads like a file; empty for the part that ends the file.
  public var ending: [UInt8] = []
  /// Whether the file ends with it.
  public var isLast = false

  /// A part of a file with what stands around it.
  public init(
    preface: [UInt8] = [], prefaceRecords: Int = 0, bytes: [UInt8], ending: [UInt8] = [],
    isLast: Bool = false, linesBefore: Int = 0
  ) {
    self.preface = preface
    self.prefaceRecords = prefaceRecords
    self.bytes = bytes
    self.ending = ending
    self.isLast = isLast
    self.linesBefore = linesBefore
  }

  /// The whole text to read.
  public var text: [UInt8] {
    preface.isEmpty && ending.isEmpty ? bytes : preface + bytes + ending
  }

  /// How many line ends stand before the part in its file.
  public var linesBefore = 0

  /// By how many lines the part stands further down in its file than in ``text``.
  public var shift: Int { linesBefore - Self.lineEnds(in: preface) }

  static func lineEnds(in bytes: [UInt8]) -> Int {
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
