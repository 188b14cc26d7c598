import FundingTerms
import JSONReading
import SMEDefinition

/// Writes consortia in the program's own formats, by the table of facts that drives the reading.
///
/// Nothing is lost, in any of them: reading what was written gives an equal consortium, but for the places, which
/// are those of the new text. What is not known is left out, and a list known to be empty is
/// written as an empty one.
public struct ConsortiumWriter: Sendable {
  private let places: PlaceNames

  /// A writer that knows which codes stand for outermost regions.
  public init(places: PlaceNames) { self.places = places }

  /// The text of a consortium, in UTF-8, ending in a newline.
  ///
  /// XML has no way to write U+FFFE and U+FFFF: in a name they become U+FFFD there.
  public func bytes(of consortium: Consortium, as format: ConsortiumFormat) -> [UInt8] {
    let draft = draft(of: consortium)
    switch format {
    case .json: return JSONConsortiumWriter.bytes(of: draft, style: .pretty)
    case .jsonl: return JSONConsortiumWriter.bytes(of: draft, style: .compact)
    case .csv: return TableConsortiumWriter.bytes(of: draft)
    case .xml: return XMLConsortiumWriter.bytes(of: draft)
    }
  }

  /// Whether a format can hold a consortium: a table has no more columns than a spreadsheet may have,
  /// and only a consortium far beyond any real one needs more.
  public func canWrite(_ consortium: Consortium, as format: ConsortiumFormat) -> Bool {
    format != .csv || TableConsortiumWriter.fits(draft(of: consortium))
  }

  /// The consortium's element of XML alone, as it stands in a collection.
  func elementBytes(of consortium: Consortium) -> [UInt8] {
    XMLConsortiumWriter.elementBytes(of: draft(of: consortium))
  }

  private func draft(of consortium: Consortium) -> Draft {
    var draft = Draft()
    draft.consortium = consortium
    for index in consortium.participants.indices {
      draft.consortium.participants[index].country = country(of: consortium.participants[index])
    }
    return draft
  }

  /// The country's code as a file has to state it: an outermost region's own where only that says
  /// that the participant is in one.
  private func country(of participant: Participant) -> CountryCode? {
    guard participant.isOutermost == true, let state = participant.country else {
      return participant.country
    }
    let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z"))
    var withoutRegion: CountryCode?
    for first in letters {
      for second in letters {
        guard let code = CountryCode(bytes: [first, second]),
          let found = places.country(code.description), found.code == state, found.isOutermost
        else { continue }
        guard let implied = found.region else {
          withoutRegion = withoutRegion ?? code
          continue
        }
        if participant.region?.isWithin(implied) == true { return code }
      }
    }
    return withoutRegion ?? state
  }
}

extension Draft {
  /// Gives a draft with each record of a kind that the current ones have, in order; `nil` where the
  /// list is not known.
  func records(of kind: RecordForm.Kind) -> [Draft]? {
    func each<Record>(_ records: [Record]?, _ path: WritableKeyPath<Draft, Record>) -> [Draft]? {
      records?.map { record in
        var draft = self
        draft[keyPath: path] = record
        return draft
      }
    }
    switch kind {
    case .consortium, .declaration: return [self]
    case .proposal: return proposal == Proposal() ? nil : [self]
    case .participant: return each(consortium.participants, \.participant)
    case .cost: return each(participant.costs, \.cost)
    case .aid: return each(participant.aidReceived, \.aid)
    case .award: return each(consortium.awards, \.award)
    case .enterprise: return each(consortium.enterprises, \.enterprise)
    case .accounts: return each(participant.accounts, \.accounts)
    case .enterpriseAccounts: return each(enterprise.accounts, \.accounts)
    case .holding: return each(consortium.holdings, \.holding)
    }
  }

  /// The declarations of the current record of a kind.
  func declarations(of kind: RecordForm.Kind) -> [DeclaredFact] {
    kind == .proposal ? proposal.declarations : participant.declarations
  }
}

/// The JSON of a consortium.
private enum JSONConsortiumWriter {
  static func bytes(of draft: Draft, style: JSONWriter.Style) -> [UInt8] {
    var writer = JSONWriter(style: style)
    write(.consortium, draft, to: &writer)
    writer.endLine()
    return writer.takeBytes()
  }

  private static func write(
    _ kind: RecordForm.Kind, _ draft: Draft, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      for fact in FactTable.forms[kind.rawValue].facts {
        write(fact, of: kind, draft, to: &writer)
      }
    }
  }

  private static func write(
    _ fact: Fact, of kind: RecordForm.Kind, _ draft: Draft, to writer: inout JSONWriter
  ) {
    switch fact.content {
    case .value, .words:
      guard let value = fact.written(draft) else { return }
      writer.key(fact.key)
      write(value, to: &writer)
    case .record(let inner):
      guard draft.records(of: inner) != nil else { return }
      writer.key(fact.key)
      write(inner, draft, to: &writer)
    case .records(let inner, _), .directRecords(let inner):
      guard let records = draft.records(of: inner) else { return }
      writer.key(fact.key)
      writer.array { writer in
        for record in records { write(inner, record, to: &writer) }
      }
    case .declarations:
      let declarations = draft.declarations(of: kind)
      guard !declarations.isEmpty else { return }
      writer.key(fact.key)
      writer.object { writer in
        for declaration in declarations {
          guard let value = declaration.value.written else { continue }
          writer.key(declaration.name)
          write(value, to: &writer)
        }
      }
    }
  }

  private static func write(_ value: WrittenValue, to writer: inout JSONWriter) {
    switch value {
    case .text(let text): writer.string(text)
    case .number(let digits): writer.number(digits)
    case .truth(let truth): writer.bool(truth)
    case .words(let words):
      writer.array { writer in
        for word in words { writer.string(word) }
      }
    }
  }
}
