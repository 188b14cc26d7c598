import Eligibility
import JSONReading
import SourceText

/// The missing facts that matter, as questions.
public struct QuestionReport: Sendable {
  /// What is said where no missing fact matters.
  public static let nothing = "nothing that is missing could change an outcome"

  private let style: Style
  private let report: AssessmentText

  /// A report in a style.
  public init(style: Style) {
    self.style = style
    report = AssessmentText(style: style)
  }

  /// The questions below the verdict, ending in a newline.
  public func text(
    _ questions: [Question], for assessment: Assessment, of consortium: String
  ) -> String {
    var lines = [report.head(assessment, consortium), ""]
    for (index, question) in questions.enumerated() {
      let number = "\(index + 1). "
      lines.append(text(question, first: number))
      let indentation = String(repeating: " ", count: number.count)
      lines.append(
        style.paint(
          style.wrapped(
            "\(report.shown(question.path)) - for \(question.requirements.joined(separator: ", "))",
            first: indentation, indentation: indentation + "  "), .faint))
    }
    if questions.isEmpty { lines.append(Self.nothing) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One question with what may be answered, without a newline at its end.
  public func text(_ question: Question, first: String) -> String {
    let separator = question.answers == ["yes", "no"] ? " / " : ", "
    let answers = question.answers?.joined(separator: separator) ?? question.hint
    return style.wrapped(
      report.shown([question.text, answers].compactMap(\.self).joined(separator: " ")),
      first: first, indentation: String(repeating: " ", count: first.count))
  }

  /// The verdict as it now stands, on one line, with how many facts are still to be known.
  public func verdict(_ assessment: Assessment, open: Int) -> String {
    let rest =
      open == 0 ? Self.nothing : "\(open) open question\(open == 1 ? "" : "s")"
    return "\(report.verdict(assessment)); \(rest)"
  }

  /// The questions as a list of objects.
  public static func write(_ questions: [Question], to writer: inout JSONWriter) {
    writer.array { writer in
      for question in questions {
        writer.object { writer in
          writer.member("path", string: question.path)
          writer.member("question", string: question.text)
          writer.key("answers")
          if let answers = question.answers {
            writer.array { writer in
              for answer in answers { writer.string(answer) }
            }
          } else {
            writer.null()
          }
          writer.member("type", string: question.type)
          writer.key("requirements")
          writer.array { writer in
            for id in question.requirements { writer.string(id) }
          }
        }
      }
    }
  }
}
