import SourceText

/// What had to be decided or left out when a project of CORDIS was read, counted: one note for each
/// sort of it.
struct CordisNotes {
  var terminated = 0
  var totalCosts = 0
  var withoutPIC = 0
  var doubles = 0
  var withoutCountry = 0
  var thirdParties = 0
  var withoutRole = 0
  /// Projects of which no partner is known to coordinate.
  var withoutCoordinator = 0
  var zeros = 0
  var countries: Set<String> = []
  var regions: Set<String> = []
  var roles: Set<String> = []
  /// Organisations whose kind is left open, by what CORDIS says of them.
  var openKinds: [String: Int] = [:]

  /// The notes, about a file.
  func diagnostics(for file: String) -> [Diagnostic] {
    texts.map { code, message, help in
      Diagnostic(.note, code: "cordis.\(code)", message, file: file, help: help)
    }
  }

  private var texts: [(code: String, message: String, help: String?)] {
    var texts: [(code: String, message: String, help: String?)] = []
    func note(_ code: String, _ count: Int, _ one: String, _ many: String, help: String? = nil) {
      if count > 0 { texts.append((code, count == 1 ? "1 \(one)" : "\(count) \(many)", help)) }
    }
    let open = openKinds.values.reduce(0, +)
    let sorts = openKinds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    note(
      "kinds", open, "kind is left open (\(sorts.joined(separator: ", ")))",
      "kinds are left open (\(sorts.joined(separator: ", ")))",
      help: "CORDIS does not tell companies, clusters and support organisations apart")
    note(
      "third-parties", thirdParties, "third party is read as an affiliated entity",
      "third parties are read as affiliated entities")
    note(
      "terminated", terminated, "organisation has left the project and is kept: it was part of it",
      "organisations have left the project and are kept: they were part of it")
    note(
      "zeros", zeros, "amount of 0 is left out", "amounts of 0 are left out",
      help: "CORDIS writes 0 also where it has no figure")
    note(
      "ids", withoutPIC, "organisation without a PIC has its number in CORDIS for an id",
      "organisations without a PIC have their numbers in CORDIS for ids")
    note(
      "ids", doubles, "organisation stands twice; its second id ends in a number",
      "organisations stand twice; their second ids end in a number")
    note("countries", withoutCountry, "country is not stated", "countries are not stated")
    note(
      "countries", countries.count, "country is not known here and left out: \(list(countries))",
      "countries are not known here and left out: \(list(countries))")
    note(
      "regions", regions.count,
      "region is none of NUTS 2016, 2021 or 2024 in its country and left out: \(list(regions))",
      "regions are none of NUTS 2016, 2021 or 2024 in their countries and left out: "
        + list(regions))
    note(
      "roles", roles.count, "role has no counterpart here and is left open: \(list(roles))",
      "roles have no counterpart here and are left open: \(list(roles))")
    note("roles", withoutRole, "role is not stated", "roles are not stated")
    note(
      "roles", withoutCoordinator, "coordinator is none of the partners by its name",
      "coordinators are none of their projects' partners by their names")
    note(
      "total-costs", totalCosts, "participant's total cost is left out: costs need a category",
      "participants' total costs are left out: costs need a category")
    texts.append(
      (
        "left-out", "title, objective, topic, type of action, end date and addresses are left out",
        "a consortium file has no place for them"
      ))
    return texts
  }

  private func list(_ words: Set<String>) -> String {
    let some = words.sorted().prefix(5).map { PlainText.shown($0, limit: 24) }
    return some.joined(separator: ", ") + (words.count > some.count ? ", …" : "")
  }
}
