import JSONReading
import SourceText
import Testing

@Suite struct JSONLimitsTests {
  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func refusesEndlessNestingWithoutFollowingIt(opening: String) {
    let reading = Reading(String(repeating: opening, count: 1_000_000))
    #expect(reading.codes == ["json.too-deep"])
  }

  @Test func allowsSixtyFourLevels() {
    let allowed = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(Reading(allowed).compact == allowed)
    #expect(Reading("[\(allowed)]").codes == ["json.too-deep"])
  }

  @Test func findsADuplicateAmongManyKeys() {
    let keys = (0..<100_000).map { "\"k\($0)\":0" } + ["\"k77777\":1"]
    let reading = Reading("{\(keys.joined(separator: ","))}")
    #expect(reading.codes == ["json.duplicate-key"])
    #expect(reading.value?.members?.count == 100_001)
  }

  @Test(arguments: [
    ("[1,2,3,4]", JSONLimits(values: 4)), ("[1,2,3,4]", JSONLimits(bytes: 8)),
  ])
  func refusesTextsPastTheLimits(text: String, limits: JSONLimits) {
    #expect(Reading(text, limits: limits).codes == ["json.too-large"])
  }

  @Test func stopsAfterTooManyErrors() {
    let reading = Reading("[" + String(repeating: "True,", count: 100_000) + "0]")
    #expect(reading.diagnostics.count == JSONLimits.file.errors)
    #expect(reading.value == nil)
  }

  @Test func showsNoLineOfMegabytes() {
    let reading = Reading("[\(String(repeating: "1,", count: 100_000))True]")
    #expect(reading.codes == ["json.word"])
    #expect(reading.diagnostics.first?.excerpt == nil)
  }

  @Test func reportsATextCutOffAtAnyByte() {
    let bytes = Array(sample.utf8)
    #expect(Reading(bytes).codes == [])
    let silent = bytes.indices.filter { end in
      let reading = Reading(Array(bytes[..<end]))
      return reading.value != nil || reading.diagnostics.isEmpty
    }
    #expect(silent == [])
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func survivesAnyChangeOfBytes(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let original = Array(sample.utf8)
    let alphabet = Array("{}[]\",:\\u0eE+-.'/*#\n \u{0}é\u{FEFF}dtn".utf8) + [0xFF, 0xED, 0xC0]
    for _ in 0..<1500 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        switch UInt8.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: bytes.remove(at: place)
        }
      }
      let reading = Reading(bytes)
      #expect(reading.value != nil || !reading.diagnostics.isEmpty)
      for record in JSONLines(name: "t", bytes: bytes) {
        #expect(record.value != nil || !record.diagnostics.isEmpty)
      }
      for record in JSONElements(name: "t", bytes: Array("[".utf8) + bytes) {
        #expect(record.value != nil || !record.diagnostics.isEmpty)
      }
    }
  }
}
