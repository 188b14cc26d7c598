import XMLReading

/// Makes ids and names of files out of the identifiers of a portal, whatever stands in them.
public enum TopicName {
  /// The id for a call document: letters and digits with single `-`, `.` or `_` between them, at
  /// most 100; `nil` where the identifier has no letter and no digit.
  ///
  /// All else becomes a hyphen, so `../a/b` is `a-b`. Of a longer one the end is a number that tells
  /// it apart from others with the same beginning.
  public static func id(of identifier: String) -> String? {
    var bytes: [UInt8] = []
    for byte in identifier.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
      default:
        guard let last = bytes.last, !isSeparator(last) else { continue }
        bytes.append(isSeparator(byte) ? byte : UInt8(ascii: "-"))
      }
    }
    while let last = bytes.last, isSeparator(last) { bytes.removeLast() }
    guard !bytes.isEmpty else { return nil }
    if bytes.count > longest {
      let number = String(XMLNode("id", text: identifier).digest, radix: 16)
      bytes = Array(bytes.prefix(longest - 17))
      while let last = bytes.last, isSeparator(last) { bytes.removeLast() }
      bytes += Array("-\(number)".utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The name of the file for an id: in small letters, because ids are the same whatever their case,
  /// and never one that stands for a device elsewhere (`con`, `nul`).
  public static func file(of id: String) -> String {
    let name = id.lowercased()
    let first = name.prefix { $0 != "." }
    let isReserved =
      ["con", "prn", "aux", "nul"].contains(first)
      || (first.count == 4 && (first.hasPrefix("com") || first.hasPrefix("lpt"))
        && first.last?.isNumber == true)
    return (isReserved ? "topic-" : "") + name + ".xml"
  }

  private static let longest = 100

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }
}
