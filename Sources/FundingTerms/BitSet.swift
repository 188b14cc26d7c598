/// A set of small numbers from 0 on: records of a table, or labels of a type.
///
/// Up to 64 numbers need no memory of their own, so that the masks of an ordinary consortium cost
/// nothing to make.
public struct BitSet: Hashable, Sendable {
  private var low: UInt64
  /// The words for 64 and above, without idle zeros at the end.
  private var rest: [UInt64]

  /// The empty set.
  public init() {
    low = 0
    rest = []
  }

  /// The set of some numbers.
  public init(_ members: some Sequence<Int>) {
    self.init()
    for member in members { insert(member) }
  }

  /// The set of some numbers in a list.
  public init(_ members: [Int]) {
    self.init()
    for member in members { insert(member) }
  }

  /// The set of one number.
  public init(_ member: CollectionOfOne<Int>) {
    self.init()
    insert(member[0])
  }

  /// All numbers below `count`.
  public init(below count: Int) {
    low = Self.word(full: count)
    rest = []
    var left = count - 64
    while left > 0 {
      rest.append(Self.word(full: left))
      left -= 64
    }
  }

  private static func word(full count: Int) -> UInt64 {
    count >= 64 ? .max : count <= 0 ? 0 : (1 << UInt64(count)) - 1
  }

  /// Whether no number is in it.
  public var isEmpty: Bool { low == 0 && rest.isEmpty }

  /// How many numbers are in it.
  public var count: Int {
    var result = low.nonzeroBitCount
    for word in rest { result += word.nonzeroBitCount }
    return result
  }

  /// The least number in it.
  public var first: Int? {
    if low != 0 { return low.trailingZeroBitCount }
    for (index, word) in rest.enumerated() where word != 0 {
      return 64 * (index + 1) + word.trailingZeroBitCount
    }
    return nil
  }

  /// The only number in it, if there is just one.
  public var only: Int? { count == 1 ? first : nil }

  /// Whether a number is in it.
  public func contains(_ member: Int) -> Bool {
    if member < 64 { return member >= 0 && low & (1 << UInt64(member)) != 0 }
    let index = member / 64 - 1
    return index < rest.count && rest[index] & (1 << UInt64(member % 64)) != 0
  }

  /// Puts a number (0 or more) in.
  public mutating func insert(_ member: Int) {
    guard member >= 64 else {
      if member >= 0 { low |= 1 << UInt64(member) }
      return
    }
    let index = member / 64 - 1
    while rest.count <= index { rest.append(0) }
    rest[index] |= 1 << UInt64(member % 64)
  }

  /// Takes a number out.
  public mutating func remove(_ member: Int) {
    guard contains(member) else { return }
    if member < 64 {
      low &= ~(1 << UInt64(member))
    } else {
      rest[member / 64 - 1] &= ~(1 << UInt64(member % 64))
      trim()
    }
  }

  private mutating func trim() {
    while rest.last == 0 { rest.removeLast() }
  }

  /// Whether every number of it is in `other` too.
  public func isSubset(of other: BitSet) -> Bool { subtracting(other).isEmpty }

  /// Whether the two have no number in common.
  public func isDisjoint(with other: BitSet) -> Bool { intersection(other).isEmpty }

  /// The numbers in either.
  public func union(_ other: BitSet) -> BitSet {
    var result = self
    result.low |= other.low
    for (index, word) in other.rest.enumerated() {
      if index < result.rest.count { result.rest[index] |= word } else { result.rest.append(word) }
    }
    return result
  }

  /// The numbers in both.
  public func intersection(_ other: BitSet) -> BitSet {
    var result = self
    result.low &= other.low
    if !rest.isEmpty {
      result.rest = zip(rest, other.rest).map { $0 & $1 }
      result.trim()
    }
    return result
  }

  /// The numbers of this set that are not in `other`.
  public func subtracting(_ other: BitSet) -> BitSet {
    var result = self
    result.low &= ~other.low
    if !rest.isEmpty {
      for index in result.rest.indices where index < other.rest.count {
        result.rest[index] &= ~other.rest[index]
      }
      result.trim()
    }
    return result
  }
}

extension BitSet: Sequence {
  /// The numbers in rising order.
  public struct Iterator: IteratorProtocol {
    private var word: UInt64
    private var base = 0
    private let rest: [UInt64]

    fileprivate init(low: UInt64, rest: [UInt64]) {
      word = low
      self.rest = rest
    }

    /// The next number.
    public mutating func next() -> Int? {
      while word == 0 {
        guard base / 64 < rest.count else { return nil }
        word = rest[base / 64]
        base += 64
      }
      let bit = word.trailingZeroBitCount
      word &= word - 1
      return base + bit
    }
  }

  /// Visits the numbers in rising order.
  public func makeIterator() -> Iterator { Iterator(low: low, rest: rest) }

  /// The number of members, known exactly.
  public var underestimatedCount: Int { count }
}
