import Eligibility
import FundingCalls
import FundingTerms
import JSONReading

/// The answers of `check` for scripts: keys and their order are fixed by the program's contract.
public enum AssessmentJSON {
  /// Writes the assessments of one consortium as one object.
  public static func write(
    _ assessments: [Assessment], consortium: String?, file: String, on day: CalendarDate,
    to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("consortium", string: consortium)
      writer.member("file", string: file)
      writer.member("on", string: day.description)
      writer.key("assessments")
      writer.array { writer in
        for assessment in assessments { write(assessment, to: &writer) }
      }
    }
  }

  private static func write(_ assessment: Assessment, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("call", string: assessment.call.id)
      writer.member("strand", string: assessment.strand)
      writer.member("title", string: assessment.call.title)
      writer.member("status", string: assessment.status.rawValue)
      writer.member("deadline", string: assessment.deadline?.description)
      writer.member("verdict", string: assessment.verdict.rawValue)
      writer.key("requirements")
      writer.array { writer in
        for result in assessment.results { write(result, to: &writer) }
      }
      writer.key("notChecked")
      writer.array { writer in
        for item in assessment.call.notChecked {
          writer.object { writer in
            writer.member("id", string: item.id)
            writer.member("title", string: item.title)
            writer.member("reason", string: item.reason.rawValue)
            guard item.id == Call.ownTextId else { return }
            writer.key("sentences")
            writer.array { writer in
              for sentence in assessment.call.uncheckedSentences { writer.string(sentence) }
            }
          }
        }
      }
      writer.key("missing")
      writer.array { writer in
        for fact in assessment.missing {
          writer.object { writer in
            writer.member("path", string: fact.path)
            writer.key("requirements")
            writer.array { writer in
              for id in fact.requirements { writer.string(id) }
            }
          }
        }
      }
    }
  }

  /// Writes the result of a requirement; `more` adds keys of its own.
  static func write(
    _ result: RequirementResult, to writer: inout JSONWriter,
    more: (inout JSONWriter) -> Void = { _ in }
  ) {
    let requirement = result.requirement
    writer.object { writer in
      writer.member("id", string: requirement.id)
      writer.member("severity", string: requirement.severity.rawValue)
      writer.member("outcome", string: result.outcome.rawValue)
      writer.member("title", string: requirement.title)
      writer.member("evidence", string: result.evidence)
      writer.member("because", string: result.because?.rawValue)
      writer.key("missing")
      writer.array { writer in
        for path in result.missing { writer.string(path) }
      }
      writer.key("source")
      write(requirement.sources.first, to: &writer)
      more(&writer)
    }
  }

  /// Writes a source, or `null` where there is none.
  static func write(_ source: SourceReference?, to writer: inout JSONWriter) {
    guard let source else {
      writer.null()
      return
    }
    writer.object { writer in
      writer.member("document", string: source.document)
      writer.member("locator", string: source.locator)
      writer.member("url", string: source.url)
      writer.member("confidence", string: source.confidence.rawValue)
    }
  }
}
