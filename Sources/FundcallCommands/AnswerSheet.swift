import Reports
import SourceText

/// What some records in a row are answered, before it is printed: everything in the order in which a
/// person would see it.
///
/// Sheets are filled on any thread and printed on one, in the order of the records.
struct AnswerSheet: Sendable {
  /// A piece of what is printed.
  enum Part: Sendable {
    /// For standard output.
    case answer([UInt8])
    /// An empty line between two answers: none where nothing has been answered before.
    case gap
    /// What is wrong with a record; the lines are those of the sheet's own text.
    case report([Diagnostic])
    /// What is said about a file as a whole.
    case remark(String)
    /// What is said once in a run, under a key: of a call that cannot be used, for example.
    case once(key: String, Notice)
  }

  /// What is said about something other than a record.
  enum Notice: Sendable {
    case diagnostics([Diagnostic])
    case remark(String)
  }

  private var done: [Part] = []
  private var answer: [UInt8] = []
  /// What the answers mean for the exit status.
  var status = ExitStatus.fine
  /// The sums, where they are asked for.
  var summary = VerdictSummary()
  /// How many records were read, the wrong ones included.
  var records = 0

  /// Whether the records are part of a text that turned out to be malformed: the sheet is then not
  /// printed, and the text is read in one go.
  var isRefused = false

  /// The parts in order.
  var parts: [Part] { answer.isEmpty ? done : done + [.answer(answer)] }

  /// Adds to the answer.
  mutating func add(answer bytes: [UInt8]) { answer += bytes }

  /// Adds to the answer in place.
  mutating func addAnswer(_ write: (inout [UInt8]) -> Void) { write(&answer) }

  /// Adds what stands between answers, or on standard error.
  mutating func add(_ part: Part) {
    if case .report(let diagnostics) = part, diagnostics.isEmpty { return }
    if !answer.isEmpty { done.append(.answer(answer)) }
    answer = []
    done.append(part)
  }

  /// Adds what the records that follow are answered.
  mutating func add(_ other: AnswerSheet) {
    for part in other.parts {
      if case .answer(let bytes) = part { add(answer: bytes) } else { add(part) }
    }
    status = status.and(other.status)
    summary.add(other.summary)
    records += other.records
    isRefused = isRefused || other.isRefused
  }
}
