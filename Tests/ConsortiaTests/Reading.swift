import Consortia
import FundingCalls
import FundingTerms
import SMEDefinition
import SourceText

/// The library's folder in the source tree.
let library = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Calls"

/// The real countries and regions.
let places: PlaceNames = {
  let reference = ReferenceTables.load(library: library).tables
  let regions = RegionTables.load(library: library, reference: reference).tables.regions
  return PlaceNames(countries: reference.countries) { regions }
}()

/// The figures of the SME definition.
let sizeRules = ReferenceTables.load(library: library).tables.sizes

/// The reader with the real countries and regions.
let reader = ConsortiumReader(places: places)

/// What came of a text; the name gives no hint at the format.
func readings(_ text: String, named name: String = "t") -> [ConsortiumReading] {
  reader.readings(of: Array(text.utf8), named: name)
}

/// The head of an XML consortium.
let xmlHead = #"<consortium xmlns="urn:fundcall:consortium:1">"#

/// A consortium in XML with something in its root.
func xml(_ content: String) -> String { xmlHead + content + "</consortium>" }

/// A consortium in JSON with one participant, and more members of the root.
func json(participant: String, _ more: String = "") -> String {
  #"{"participants": [{"id": "P1""# + participant + "}]" + more + "}"
}

/// The same consortia without their places, to be compared across formats.
func withoutPlaces(_ readings: [ConsortiumReading]) -> [Consortium?] {
  let nowhere = Place(line: 0, column: 0)
  return readings.map { reading in
    var consortium = reading.consortium
    consortium?.place = nowhere
    for index in (consortium?.participants ?? []).indices {
      consortium?.participants[index].place = nowhere
    }
    for index in (consortium?.awards ?? []).indices {
      consortium?.awards?[index].place = nowhere
    }
    return consortium
  }
}

/// What readings came to, on one line each: the ids read, or the diagnostics' codes and places.
func summary(_ readings: [ConsortiumReading]) -> [String] {
  readings.map { reading in
    let problems = reading.diagnostics.map { diagnostic in
      let place = diagnostic.place.map { "@\($0.line):\($0.column)" } ?? ""
      return diagnostic.code.replacing("consortium.", with: "") + place
    }
    let ids = reading.consortium.map { $0.participants.map(\.id).joined(separator: " ") }
    return (["\(reading.number)", ids.map { "[\($0)]" } ?? "-"] + problems)
      .joined(separator: " ")
  }
}
