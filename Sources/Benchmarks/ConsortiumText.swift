/// The formats in which made-up consortia are written.
public enum ConsortiumForm: String, Sendable {
  /// One XML document `consortia`.
  case xml
  /// One JSON object a line.
  case jsonLines = "jsonl"

  /// A file of the first `count` consortia of a seed.
  public func file(count: Int, seed: UInt64) -> [UInt8] {
    var maker = ConsortiumMaker(seed: seed)
    var text = ConsortiumText(self)
    text.begin()
    for _ in 0..<count { text.add(maker.next()) }
    text.end()
    return text.takeBytes()
  }
}

/// Writes made-up consortia as files hold them.
struct ConsortiumText {
  let form: ConsortiumForm
  private(set) var bytes: [UInt8] = []
  /// Decides which facts are left out; `nil`: none.
  private var gaps: SeededNumbers?

  /// A text in a form; with `gaps`, in XML, a third of the facts of the proposal, of its participants
  /// and of its plans for third parties is left out.
  init(_ form: ConsortiumForm, gaps: SeededNumbers? = nil) {
    self.form = form
    self.gaps = gaps
  }

  private mutating func isLeftOut() -> Bool { gaps?.happens(33) ?? false }

  /// The text up to here, which is then forgotten.
  mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// What stands before the first consortium.
  mutating func begin() {
    guard form == .xml else { return }
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    put("<consortia xmlns=\"urn:fundcall:consortium:1\">\n")
  }

  /// What stands after the last one.
  mutating func end() {
    if form == .xml { put("</consortia>\n") }
  }

  /// Adds a consortium.
  mutating func add(_ consortium: MadeConsortium) {
    switch form {
    case .xml: addXML(consortium)
    case .jsonLines: addJSON(consortium)
    }
  }

  // MARK: - XML

  private mutating func addXML(_ consortium: MadeConsortium) {
    put("  <consortium name=\"")
    putEscaped(consortium.name)
    put("\">\n    <proposal")
    if !isLeftOut() {
      put(" duration-months=\"")
      put(consortium.duration)
      put("\"")
    }
    if !isLeftOut() {
      put(" requested-grant=\"")
      putMoney(consortium.requestedGrant)
      put("\"")
    }
    put("/>\n")
    for (position, participant) in consortium.participants.enumerated() {
      put("    <participant id=\"P")
      put(position + 1)
      put("\" name=\"")
      putEscaped(participant.name)
      if !isLeftOut() {
        put("\" country=\"")
        put(participant.country)
      }
      if !isLeftOut() {
        put("\" role=\"")
        put(participant.role)
      }
      if !isLeftOut() {
        put("\" kind=\"")
        put(participant.kind)
      }
      if !isLeftOut() {
        put(participant.isNonProfit ? "\" non-profit=\"true" : "\" non-profit=\"false")
      }
      if !isLeftOut() {
        put("\" requested-grant=\"")
        putMoney(participant.requestedGrant)
      }
      guard !participant.lines.isEmpty, !isLeftOut() else {
        put("\"/>\n")
        continue
      }
      put("\">\n      <costs>\n")
      for line in participant.lines {
        put("        <cost category=\"")
        put(line.category)
        put("\" amount=\"")
        putMoney(line.amount)
        put(line.forSMEs ? "\" for-smes=\"true\"/>\n" : "\" for-smes=\"false\"/>\n")
      }
      put("      </costs>\n    </participant>\n")
    }
    guard !isLeftOut() else { return put("  </consortium>\n") }
    put("    <third-party-support>\n")
    for (position, award) in consortium.awards.enumerated() {
      put("      <award id=\"V")
      put(position + 1)
      put("\" form=\"")
      put(award.form)
      put("\" recipient=\"")
      put(award.recipient)
      put("\" amount=\"")
      putMoney(award.amount)
      put("\" count=\"")
      put(award.count)
      put("\" provider=\"P")
      put(award.provider + 1)
      put("\"/>\n")
    }
    put("    </third-party-support>\n  </consortium>\n")
  }

  // MARK: - JSON

  private mutating func addJSON(_ consortium: MadeConsortium) {
    put("{\"name\":\"")
    put(consortium.name)
    put("\",\"proposal\":{\"durationMonths\":")
    put(consortium.duration)
    put(",\"requestedGrant\":")
    putMoney(consortium.requestedGrant)
    put("},\"participants\":[")
    for (position, participant) in consortium.participants.enumerated() {
      put(position == 0 ? "{\"id\":\"P" : ",{\"id\":\"P")
      put(position + 1)
      put("\",\"name\":\"")
      put(participant.name)
      put("\",\"country\":\"")
      put(participant.country)
      put("\",\"role\":\"")
      put(participant.role)
      put("\",\"kind\":\"")
      put(participant.kind)
      put(participant.isNonProfit ? "\",\"nonProfit\":true" : "\",\"nonProfit\":false")
      put(",\"requestedGrant\":")
      putMoney(participant.requestedGrant)
      if !participant.lines.isEmpty { putJSON(participant.lines) }
      put("}")
    }
    put("],\"thirdPartySupport\":[")
    for (position, award) in consortium.awards.enumerated() {
      put(position == 0 ? "{\"id\":\"V" : ",{\"id\":\"V")
      put(position + 1)
      put("\",\"form\":\"")
      put(award.form)
      put("\",\"recipient\":\"")
      put(award.recipient)
      put("\",\"amount\":")
      putMoney(award.amount)
      put(",\"count\":")
      put(award.count)
      put(",\"provider\":\"P")
      put(award.provider + 1)
      put("\"}")
    }
    put("]}\n")
  }

  private mutating func putJSON(_ lines: [MadeConsortium.Line]) {
    put(",\"costs\":[")
    for (position, line) in lines.enumerated() {
      put(position == 0 ? "{\"category\":\"" : ",{\"category\":\"")
      put(line.category)
      put("\",\"amount\":")
      putMoney(line.amount)
      put(line.forSMEs ? ",\"forSMEs\":true}" : ",\"forSMEs\":false}")
    }
    put("]")
  }

  // MARK: - Parts

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func put(_ number: Int) {
    if number >= 10 { put(number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  private mutating func putMoney(_ cents: Int) {
    put(cents / 100)
    bytes.append(UInt8(ascii: "."))
    put(cents / 10 % 10)
    put(cents % 10)
  }

  /// Names have no other character that XML would want escaped.
  private mutating func putEscaped(_ text: String) {
    for byte in text.utf8 {
      if byte == UInt8(ascii: "&") { put("&amp;") } else { bytes.append(byte) }
    }
  }
}
