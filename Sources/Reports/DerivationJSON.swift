import Eligibility
import FundingCalls
import FundingTerms
import JSONReading

/// The answers of `explain` for scripts.
public enum DerivationJSON {
  /// Writes an explained assessment of a consortium as one object.
  public static func write(
    _ explained: ExplainedAssessment, consortium: String?, on day: CalendarDate,
    to writer: inout JSONWriter
  ) {
    let assessment = explained.assessment
    writer.object { writer in
      writer.member("consortium", string: consortium)
      writer.member("file", string: explained.file)
      writer.member("on", string: day.description)
      writer.member("call", string: assessment.call.id)
      writer.member("strand", string: assessment.strand)
      writer.member("verdict", string: assessment.verdict.rawValue)
      writer.key("requirements")
      writer.array { writer in
        for item in explained.items {
          writer.object { writer in
            let requirement = item.result.requirement
            writer.member("id", string: requirement.id)
            writer.member("severity", string: requirement.severity.rawValue)
            writer.member("title", string: requirement.title)
            writer.member("because", string: item.result.because?.rawValue)
            writer.key("source")
            AssessmentJSON.write(requirement.sources.first, to: &writer)
            members(of: item.derivation, explained, &writer)
          }
        }
      }
    }
  }

  private static func members(
    of step: Derivation, _ explained: ExplainedAssessment, _ writer: inout JSONWriter
  ) {
    writer.member("kind", string: step.kind)
    writer.member("outcome", string: step.outcome.rawValue)
    writer.member("text", string: step.text)
    writer.member("rule", string: step.ruleText)
    writer.member("place", string: step.rule?.shown)
    writer.key("facts")
    writer.array { writer in
      for fact in step.facts {
        writer.object { writer in
          writer.member("path", string: fact.path)
          writer.member("value", string: fact.value)
          writer.member("place", string: explained.place(of: fact.path))
        }
      }
    }
    writer.key("missing")
    writer.array { writer in
      for path in step.missing { writer.string(path) }
    }
    writer.key("parts")
    writer.array { writer in
      for part in step.parts {
        writer.object { members(of: part, explained, &$0) }
      }
    }
  }
}
