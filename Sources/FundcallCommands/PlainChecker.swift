import Consortia
import Eligibility
import FundingCalls

/// Answers plain records with verdicts, as ``ConsortiumChecker`` answers consortia.
final class PlainChecker {
  private let checker: ConsortiumChecker
  private let library: CallLibrary
  /// The ids of the calls, and their numbers by their words.
  private let ids: [String]
  private let numbers: PlainWordTable
  private var briefs: [CallChoice: BriefAssessor?] = [:]

  init(_ checker: ConsortiumChecker) {
    self.checker = checker
    library = checker.settings.library.calls
    ids = library.listed.map(\.id)
    numbers = PlainWordTable(ids)
  }

  /// Answers a record of which the assessments are known.
  func show(
    _ assessments: [BriefAssessment], of record: borrowing PlainConsortium,
    on sheet: inout AnswerSheet
  ) {
    sheet.records += 1
    checker.show(assessments, of: Self.text(record.name, in: record), on: &sheet)
  }

  /// The assessments of a record; `nil` where it is left to ``ConsortiumChecker``.
  func assessments(of record: borrowing PlainConsortium) -> [BriefAssessment]? {
    var choices = checker.settings.named
    if choices.isEmpty, record.call.isStated {
      guard let number = numbers.number(of: record.call, in: record.text) else { return nil }
      choices = [CallChoice(id: ids[number], strand: nil)]
    } else if choices.isEmpty {
      choices = checker.settings.openCalls
    }
    guard !choices.isEmpty else { return nil }
    let strand = Self.text(record.strand, in: record)
    var result: [BriefAssessment] = []
    for choice in choices {
      guard let assessor = brief(for: choice.withOwnStrand(strand, library)),
        let assessment = assessor.assess(record)
      else { return nil }
      result.append(assessment)
    }
    return result
  }

  /// The assessor of a call; `nil` where there is something to say about it.
  private func brief(for choice: CallChoice) -> BriefAssessor? {
    if let known = briefs[choice] { return known }
    let made = checker.assessors.made(for: choice)
    let brief = made.diagnostics.isEmpty ? made.brief : nil
    briefs[choice] = .some(brief)
    return brief
  }

  private static func text(_ word: PlainWord, in record: borrowing PlainConsortium) -> String? {
    word.isStated ? String(decoding: record.text.bytes(of: word), as: UTF8.self) : nil
  }
}
