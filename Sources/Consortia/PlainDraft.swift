/// A plain record while it is filled, whatever its text is written in.
///
/// It gives the record up at the first thing that is out of the ordinary, be it right or wrong, and
/// leaves that record to ``ConsortiumReader``: whatever is plain here has the same meaning there,
/// without a word of warning.
struct PlainDraft {
  /// What is filled; of no meaning once ``isPlain`` is false.
  var record = PlainConsortium()
  /// Whether nothing has been out of the ordinary so far.
  var isPlain = true
  let choices = PlainFieldChoices.shared
  var countries: PlainCountries

  init(places: PlaceNames) { countries = PlainCountries(places) }

  /// Begins a record.
  mutating func begin() {
    record.reset()
    isPlain = true
  }

  /// Begins a participant.
  mutating func beginParticipant() {
    if record.participants.count == PlainConsortium.mostParticipants { isPlain = false }
    record.participants.append(PlainConsortium.Participant())
  }

  /// Notes that a participant's cost lines are stated.
  mutating func beginCosts() {
    record.participants[record.participants.count - 1].hasCosts = true
  }

  /// Begins a cost line of the last participant.
  mutating func beginLine() {
    guard hasRoom() else { return }
    record.lines.append(PlainConsortium.Line(participant: record.participants.count - 1))
  }

  /// Notes that the awards are stated.
  mutating func beginAwards() { record.hasAwards = true }

  /// Begins an award.
  mutating func beginAward() {
    guard hasRoom() else { return }
    record.awards.append(PlainConsortium.Award())
  }

  /// Begins what the proposal or the last participant declares.
  mutating func beginDeclaration(ofProposal isOfProposal: Bool) {
    guard hasRoom() else { return }
    record.declarations.append(
      PlainConsortium.Declaration(
        participant: isOfProposal ? -1 : record.participants.count - 1))
  }

  /// Notes that a list of words is stated.
  mutating func begin(_ list: PlainConsortium.List) {
    record.lists |= 1 << UInt8(list.rawValue)
  }

  /// Puts a word on a list.
  mutating func addWord(_ text: Span<UInt8>, in range: Range<Int>, to list: PlainConsortium.List) {
    guard hasRoom(), PlainValues.isWord(text, in: range) else {
      isPlain = false
      return
    }
    record.listedWords.append(
      PlainConsortium.ListedWord(list: list, word: record.text.add(text, in: range)))
  }

  /// Ends a participant.
  mutating func endParticipant() { isPlain = isPlain && record.settleParticipant() }

  /// Ends a declaration.
  mutating func endDeclaration() {
    isPlain =
      isPlain && record.declarations.last.map { $0.name.isStated && $0.value.isStated } ?? false
  }

  /// Ends the record: it is plain where nothing is wrong with all of its facts together either.
  mutating func end() { isPlain = isPlain && record.settle() }

  private mutating func hasRoom() -> Bool {
    if !record.hasRoom { isPlain = false }
    return isPlain
  }
}
