/// How large a part of a rule is, the named amounts in it included.
///
/// A short text can be made of amounts that are each made of others, twice over: without a limit it
/// could need more time than there is, or more stack.
struct Extent: Sendable {
  /// How many figures it is made of.
  var size = 1
  /// How deep they stand in one another.
  var depth = 1

  /// A figure may be made of this many others, in this many levels.
  static let largest = Extent(size: 1000, depth: 200)

  var isTooLarge: Bool { size > Self.largest.size || depth > Self.largest.depth }

  /// What is made of some parts.
  init(of parts: [Extent]) {
    for part in parts {
      size = min(size + part.size, 1_000_000)
      depth = max(depth, part.depth + 1)
    }
  }

  init(size: Int = 1, depth: Int = 1) {
    self.size = size
    self.depth = depth
  }
}

extension Filter {
  var extent: Extent {
    switch self {
    case .all(let list), .any(let list): Extent(of: list.map(\.extent))
    case .tally(let list, _): Extent(of: list.map(\.extent))
    case .same(let first, let second, _, _): Extent(of: [first.extent, second.extent])
    case .not(let inner), .owner(let inner, _): Extent(of: [inner.extent])
    case .when(let condition, let then, let otherwise):
      Extent(of: [condition, then, otherwise].compactMap { $0?.extent })
    case .label, .includes: Extent()
    case .compare(let left, _, let right): Extent(of: [left.extent, right.extent])
    case .project(let condition): condition.extent
    }
  }
}

extension Selection {
  var extent: Extent { Extent(of: [filter?.extent].compactMap(\.self)) }
}

extension LabelSource {
  var extent: Extent {
    if case .single(let selection, _) = self { selection.extent } else { Extent() }
  }
}

extension Condition {
  var extent: Extent {
    switch form {
    case .all(let list), .any(let list), .tally(let list, _): Extent(of: list.map(\.extent))
    case .not(let inner): Extent(of: [inner.extent])
    case .when(let condition, let then, let otherwise):
      Extent(of: [condition, then, otherwise].compactMap { $0?.extent })
    case .count(let selection, _, _), .matching(let selection, _, _, _),
      .different(let selection, _, _, _):
      selection.extent
    case .includes, .label, .stated: Extent()
    case .compare(let left, _, let right): Extent(of: [left.extent, right.extent])
    case .totals(let totals):
      Extent(of: [totals.selection.extent, totals.measure.extent, totals.limit.extent])
    case .every(let selection, let filter), .some(let selection, let filter):
      Extent(of: [selection.extent, filter.extent])
    }
  }
}

extension Quantity.Form {
  var extent: Extent {
    switch self {
    case .literal, .fact, .field: Extent()
    case .sum(let selection, _, _), .number(let selection, _): Extent(of: [selection.extent])
    case .share(_, let base): Extent(of: [base.extent])
    case .lookUp(_, let keys): Extent(of: keys.map(\.extent))
    case .lookedUpShare(_, let keys, let base): Extent(of: keys.map(\.extent) + [base.extent])
    case .plus(let left, let right), .minus(let left, let right), .smaller(let left, let right),
      .larger(let left, let right), .shifted(let left, let right, _):
      Extent(of: [left.extent, right.extent])
    }
  }
}
