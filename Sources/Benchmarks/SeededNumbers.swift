/// Numbers that look random and are the same for the same seed, on every machine and in every
/// version of Swift (splitmix64).
public struct SeededNumbers: Sendable {
  private var state: UInt64

  /// The numbers of a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to below `count`, which is above 0.
  public mutating func below(_ count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// A number in a range.
  public mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// Whether something happens that happens so many times of a hundred.
  public mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

  /// One of some values, of which there is at least one.
  public mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }
}
