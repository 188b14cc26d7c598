import FundingCalls
import Testing

/// The sentences of a topic's own text that a person has to read.
@Suite struct ConditionSentencesTests {
  private func sentences(_ text: String) -> [String] {
    ConditionSentences.all(in: [ConditionsBlock(.paragraph, text)])
  }

  @Test(arguments: [
    "At least 2 SMEs from two countries take part.",
    "Participation as coordinator is open to legal entities in widening countries.",
    "The consortium has a minimum of three (3) to a maximum of seven (7) partners.",
    "Industries get 15% of the proposed budget.", "Industries get 15 % of the budget.",
    "Each third party gets EUR 60 000 in all.", "Support is given in the form of grants only.",
    "Beneficiaries must provide support to third parties.",
    "Three cities of different countries join.",
    "Participation is limited to entities of Member States.",
  ])
  func stateACondition(sentence: String) {
    #expect(sentences(sentence) == [sentence])
  }

  @Test(arguments: [
    "described in Annex A of the work programme.", "The project creates knowledge.", "n/a", "must",
    "",
    "Standard evaluation form will be used with the necessary adaptations",
  ])
  func doNotStateOne(sentence: String) {
    #expect(sentences(sentence).isEmpty)
  }

  @Test func areCutWhereAFlattenedTextHasNoBlanks() {
    let text = """
      Other Eligible ConditionsIf projects use satellites, beneficiaries must use Galileo.described in \
      Annex B. ▪ only SMEs can join (e.g. Art. 5 firms)▪ EUR 10.00 million at most. At least 2 Police \
      Authorities[[Police means “bodies of at least one state”. They act.]] of 3 regions4. Capacity
      """
    #expect(
      sentences(text) == [
        "If projects use satellites, beneficiaries must use Galileo.",
        "only SMEs can join (e.g. Art. 5 firms)", "EUR 10.00 million at most.",
        "At least 2 Police Authorities of 3 regions",
        "Police means “bodies of at least one state”.",
      ])
  }

  @Test func areGivenOnce() {
    let block = ConditionsBlock(.item, "Only SMEs take part.")
    #expect(ConditionSentences.all(in: [block, block]).count == 1)
    #expect(ConditionSentences.all(in: [ConditionsBlock(.heading, "Only for SMEs here")]).isEmpty)
  }
}
