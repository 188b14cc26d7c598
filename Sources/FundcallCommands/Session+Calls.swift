import FundingCalls
import FundingTerms
import SourceText

extension Session {
  /// Says how many calls '--open' or '--upcoming' leaves out because it is not known when they open:
  /// they may be open, so nobody should take them for closed.
  func remarkOnUnknownStatus(among calls: [Call]) {
    guard options.has(.open) || options.has(.upcoming), !options.has(.all) else { return }
    let count = calls.count {
      $0.status(at: moment) == .unknown && $0.nextDeadline(at: moment) != nil
    }
    guard count > 0 else { return }
    let subject = count == 1 ? "1 call is" : "\(count) calls are"
    let option = options.has(.open) ? "--open" : "--upcoming"
    remark(
      "\(subject) not over, and left out because the opening is not known; without '\(option)' "
        + (count == 1 ? "it is there" : "they are there"))
  }

  /// Whether a call is among those that `--theme`, `--ecosystem` and `--country` ask for.
  func callFilter(_ library: LoadedLibrary) throws(UsageError) -> (Call) -> Bool {
    var filter = CallFilter()
    if let text = options.last(.country) {
      guard let country = CountryCode(text).flatMap({ library.reference.countries.match($0) })
      else {
        throw UsageError(
          message: "'\(PlainText.shown(text))' is no country",
          help: "write the two letters of ISO 3166-1, as in '--country FR'")
      }
      filter.country = country.country
    }
    let asked: [(option: Option, kinds: [SubjectTable.Kind])] = [
      (.theme, [.themes, .objectives]), (.ecosystem, [.ecosystems]),
    ]
    guard options.has(.theme) || options.has(.ecosystem) else {
      return { filter.passes($0, at: self.moment, subjects: .none, reference: library.reference) }
    }
    let loaded = SubjectTable.load(library: library.folder)
    report(loaded.diagnostics)
    for (option, kinds) in asked {
      for word in options.all(option) {
        let found = kinds.lazy.compactMap { kind in
          loaded.table.subject(word, in: kind).map { (kind: kind, subject: $0) }
        }.first
        guard let found else {
          let known = kinds.flatMap { loaded.table.subjects[$0] ?? [] }.map(\.id)
          throw UsageError(
            message: "'\(PlainText.shown(word))' is not among the \(option.rawValue)s",
            help: NearMiss.help(for: word, in: known)
              ?? "write one of \(known.joined(separator: ", "))")
        }
        filter.subjects.append(found)
      }
    }
    return {
      filter.passes($0, at: self.moment, subjects: loaded.table, reference: library.reference)
    }
  }
}
