public import Eligibility
import FundingCalls
import FundingTerms
public import JSONReading
import SourceText

/// A verdict on one line, for tables, `sort`, `join` and engines that work line by line.
///
/// The line depends on the record, the call and the day alone: not on where the record stands, nor on
/// the file. So the parts of a file, checked apart, give the lines of the whole.
public enum VerdictLine {
  /// What stands for nothing: no name, no requirement.
  public static let nothing = UInt8(ascii: "-")
  private static let tab = UInt8(ascii: "\t")

  /// Appends the line: the name of the consortium, the call with its strand, the verdict, the ids of
  /// the blocking requirements that are not met, and of those that cannot be told. Tabs stand between
  /// the five, commas between ids, and `-` for nothing; no field holds a tab or a line end.
  public static func append(
    _ assessment: BriefAssessment, of consortium: String?, to bytes: inout [UInt8]
  ) {
    append(field: consortium ?? "", to: &bytes)
    bytes.append(tab)
    append(field: assessment.headings.call, to: &bytes)
    if let strand = assessment.headings.strand {
      bytes.append(UInt8(ascii: "/"))
      append(field: strand, to: &bytes)
    }
    bytes.append(tab)
    bytes.append(contentsOf: assessment.verdict.rawValue.utf8)
    bytes.append(tab)
    append(ids: assessment.ids(.notMet), to: &bytes)
    bytes.append(tab)
    append(ids: assessment.ids(.cannotTell), to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Writes the same as one object on one line.
  public static func write(
    _ assessment: BriefAssessment, of consortium: String?, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("consortium", string: consortium)
      writer.member("call", string: assessment.headings.call)
      writer.member("strand", string: assessment.headings.strand)
      writer.member("verdict", string: assessment.verdict.rawValue)
      for (key, outcome) in [("notMet", Outcome.notMet), ("cannotTell", .cannotTell)] {
        writer.key(key)
        writer.array { writer in
          for id in assessment.ids(outcome) { writer.string(id) }
        }
      }
    }
    writer.endLine()
  }

  /// Appends a text; what would move the cursor or end a field is written out as `\u{9}`.
  private static func append(field text: String, to bytes: inout [UInt8]) {
    guard !text.isEmpty else { return bytes.append(nothing) }
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      bytes.append(contentsOf: text.utf8)
    } else {
      bytes.append(contentsOf: PlainText.shown(text, limit: .max).utf8)
    }
  }

  private static func append(ids: some Sequence<String>, to bytes: inout [UInt8]) {
    var isFirst = true
    for id in ids {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      append(field: id, to: &bytes)
    }
    if isFirst { bytes.append(nothing) }
  }
}
