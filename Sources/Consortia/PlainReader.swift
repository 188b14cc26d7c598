import SourceText
import XMLReading

/// Reads the records of a collection as plain numbers: many times quicker than ``ConsortiumReader``,
/// to which it leaves every record that is out of the ordinary.
public struct PlainReader: Sendable {
  /// What came of one record.
  public struct Reading {
    /// Whether the record is plain; the facts of any other are not to be looked at.
    public let isPlain: Bool
    /// The byte range of its element, or of its line without the end, in the text.
    public let range: Range<Int>
  }

  private let places: PlaceNames

  /// A reader that knows which countries there are.
  public init(places: PlaceNames) { self.places = places }

  /// Gives each record of a collection in XML to `body`, in the order of the text, with the one store of
  /// facts that is filled anew for each.
  ///
  /// - Parameter bytes: a whole document in UTF-8 without a byte order mark.
  /// - Returns: whether it is a well-formed collection of which there is nothing to say but about its
  ///   records; if not, all of it is to be read by ``ConsortiumReader``.
  public func read(
    _ bytes: [UInt8], each body: @escaping (borrowing PlainConsortium, Reading) -> Void
  ) -> Bool {
    var handler = PlainRecords(places: places) { consortium, place, event, isPlain in
      let range = (event.offset + place.start)..<(event.offset + place.end)
      body(consortium, Reading(isPlain: isPlain, range: range))
    }
    let problems = XMLReader.events(
      of: SourceFile(name: "", bytes: bytes), vocabulary: PlainNames.shared.vocabulary,
      to: &handler)
    return problems.isEmpty && handler.isOrderly
  }

  /// Gives each record of a text that has one in JSON a line to `body`, in the same way. Blank lines
  /// are no records.
  public func readLines(
    _ bytes: [UInt8], each body: (borrowing PlainConsortium, Reading) -> Void
  ) {
    var lines = PlainLines(places: places)
    let text = bytes.span
    var start = 0
    while start < text.count {
      let range = lines.readLine(of: text, from: start)
      start = range.upperBound + 1
      if !range.isEmpty { body(lines.record, Reading(isPlain: lines.isPlain, range: range)) }
    }
  }
}
