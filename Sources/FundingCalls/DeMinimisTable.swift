public import FundingTerms
public import SourceText
import XMLReading

/// The ceilings of small aid to one undertaking, from their reference document.
public struct DeMinimisTable: Sendable {
  /// A ceiling with the days on which it is in force.
  struct Ceiling: Sendable {
    var amount: Money
    var from: CalendarDate?
    /// The last day.
    var until: CalendarDate?
  }

  /// Aid that adds up under a ceiling of its own.
  public struct Regime: Sendable {
    /// The word for it.
    public let id: String
    /// What it is called.
    public let title: String
    /// The words of an aid's regime that add up under the ceiling.
    public let counts: [String]
    let ceilings: [Ceiling]

    /// The ceiling in force on a day; `nil` where the document has none.
    public func ceiling(on day: CalendarDate) -> Money? {
      ceilings.first { ceiling in
        (ceiling.from.map { $0 <= day } ?? true) && (ceiling.until.map { day <= $0 } ?? true)
      }?.amount
    }

    /// The days after a day on which another ceiling comes into force.
    public func changes(after day: CalendarDate) -> [CalendarDate] {
      ceilings.compactMap(\.from).filter { $0 > day }
    }
  }

  /// The regimes; the general one is the first.
  public private(set) var regimes: [Regime] = []
  /// How many years of aid add up.
  public private(set) var years = 3
  /// The first day on which any years in a row are counted; before, they were years of accounts.
  public private(set) var rollingFrom: CalendarDate?

  /// Loads the table from a library's folder.
  ///
  /// - Returns: the table, empty where the document cannot be read, and what is wrong.
  public static func load(library folder: String)
    -> (table: DeMinimisTable, diagnostics: [Diagnostic])
  {
    var diagnostics: [Diagnostic] = []
    var table = DeMinimisTable()
    if var document = ReferenceDocument(
      "de-minimis", inFolder: folder + "/reference", diagnostics: &diagnostics)
    {
      table.read(&document)
      diagnostics += document.values.diagnostics
    }
    return (table, diagnostics)
  }

  private init() {}

  private mutating func read(_ document: inout ReferenceDocument) {
    if let window = document.root.firstChild(named: "window") {
      if let count = window["years"].flatMap({ Int($0) }), (1...100).contains(count) {
        years = count
      } else {
        document.complain(about: "years", of: window)
      }
      rollingFrom = document.values.date("rolling-from", of: window)
    }
    for element in document.root.children(named: "regime") {
      guard let id = element["id"] else {
        document.complain(about: "id", of: element)
        continue
      }
      var ceilings: [Ceiling] = []
      for child in element.children(named: "ceiling") {
        guard let amount = document.values.money("amount", of: child) else {
          document.complain(about: "amount", of: child)
          continue
        }
        ceilings.append(
          Ceiling(
            amount: amount, from: document.values.date("from", of: child),
            until: document.values.date("until", of: child)))
      }
      regimes.append(
        Regime(
          id: id, title: element["title"] ?? id,
          counts: (element["counts"] ?? id).blankSeparated,
          ceilings: ceilings))
    }
  }
}
