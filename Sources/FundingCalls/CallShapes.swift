/// The grammar of call documents: what `Calls/schema/call.rng` says to editors, for the reader.
enum CallShapes {
  static let call = Shape(
    "call", required: ["language", "id"],
    optional: ["extends", "abstract", "general", "region-classes"],
    children: [
      (.optional, Shape("title", text: .required)),
      (.optional, Shape("programme", required: ["id"], text: .required)),
      (.optional, Shape("type-of-action", text: .required)),
      (.optional, Shape("aliases", text: .required)),
      (.optional, Shape("sources", children: [(.some, document)])),
      (.any, timetable),
      (.optional, budget),
      (.optional, Shape("strands", children: [(.some, strand)])),
      (.optional, vocabulary),
      (
        .optional,
        Shape(
          "definitions",
          children: [(.any, set), (.any, parameter), (.any, amount), (.any, table)])
      ),
      (.optional, rates), (.any, requirement), (.any, drop), (.any, notChecked),
      (.optional, topic), (.optional, conditions),
      (.optional, Shape("imported", required: ["on", "parts"])),
    ])

  private static let topic = Shape(
    "topic",
    optional: [
      "identifier", "call", "call-title", "status", "deadline-model", "expected-grants",
      "min-contribution", "max-contribution",
    ],
    children: [(.any, Shape("info", optional: ["changed"], text: .required))])
  private static let conditions = Shape(
    "conditions", children: [(.some, Shape("p", optional: ["kind"], text: .required))])

  /// The attributes with which an element says where its fact was found.
  private static let foundIn = ["locator", "confidence", "note"]

  private static let document = Shape(
    "source", required: ["id", "document", "confidence"], optional: ["url", "read"])
  private static let reference = Shape("source", required: ["ref"], optional: foundIn)

  private static let timetable = Shape(
    "timetable", optional: ["edition"],
    children: [
      (.optional, Shape("opening", required: ["date", "source"], optional: foundIn)),
      (
        .any,
        Shape(
          "deadline", required: ["kind", "source"], optional: ["date", "time", "zone"] + foundIn,
          children: [
            (
              .any,
              Shape(
                "amendment", required: ["known-from", "date", "source"],
                optional: ["time"] + foundIn)
            )
          ])
      ),
      (.optional, Shape("cancelled", required: ["known-from", "source"], optional: foundIn)),
      (.optional, Shape("not-stated", text: .required)),
    ])

  private static let budget = Shape("budget", optional: ["amount", "source", "stated"] + foundIn)

  private static let strand = Shape(
    "strand", required: ["id"],
    children: [
      (.one, Shape("title", text: .required)), (.any, set), (.any, parameter), (.any, amount),
      (.any, table), (.optional, rates), (.any, requirement), (.any, drop), (.any, notChecked),
    ])

  private static let term = Shape("term", required: ["id"], text: .required)
  private static let vocabulary = Shape(
    "vocabulary",
    children: [
      (.optional, Shape("objectives", children: [(.some, term)])),
      (.optional, Shape("themes", children: [(.some, term)])),
      (
        .optional,
        Shape(
          "declarations",
          children: [
            (
              .some,
              Shape(
                "declaration", required: ["name", "of"], optional: ["values"], text: .required)
            )
          ])
      ),
    ])

  private static let set = Shape(
    "set", required: ["name", "of"], optional: ["from", "on", "members"], text: .required)
  private static let parameter = Shape(
    "parameter", required: ["name"], text: .optional,
    children: [(.any, Shape("value", optional: ["from"], text: .required))])
  private static let amount = Shape("amount", required: ["name"], text: .required)

  private static let table = Shape(
    "table", required: ["id", "keys"],
    children: [(.some, Shape("row", required: ["when", "value"]))])

  private static let rate = Shape(
    "rate", required: ["percent", "source"], optional: ["when"] + foundIn)
  private static let rates = Shape(
    "rates",
    children: [
      (.any, rate),
      (
        .any,
        Shape(
          "reading", required: ["id"], optional: ["from", "until"],
          children: [(.optional, meaning), (.some, rate)])
      ),
      (.optional, Shape("not-stated", text: .required)),
      (.any, Shape("cap", required: ["amount", "source"], optional: ["each", "when"] + foundIn)),
      (
        .optional,
        Shape("indirect", required: ["percent", "source"], optional: ["of"] + foundIn)
      ),
    ])

  private static let meaning = Shape("meaning", text: .required)
  private static let rule = Shape("rule", text: .required)
  private static let example = Shape(
    "example", required: ["outcome"], optional: ["on", "strand", "note"])

  private static let requirement = Shape(
    "requirement", required: ["id"], optional: ["severity"],
    children: [
      (.one, Shape("title", text: .required)), (.one, meaning), (.any, reference),
      (.optional, Shape("applies", text: .required)), (.optional, rule),
      (
        .any,
        Shape(
          "reading", required: ["id"], optional: ["from", "until"],
          children: [(.optional, meaning), (.any, reference), (.one, rule)])
      ),
      (.optional, Shape("not-stated", text: .required)), (.any, example),
    ])

  private static let drop = Shape(
    "drop", required: ["requirement", "reason", "source"], optional: foundIn)

  private static let notChecked = Shape(
    "not-checked", required: ["id", "reason"],
    children: [
      (.one, Shape("title", text: .required)), (.one, meaning), (.any, reference),
    ])
}
