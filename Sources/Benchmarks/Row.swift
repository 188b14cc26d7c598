/// One row of the table: our figure beside that of somebody else, in the same run.
public struct Row: Sendable {
  /// What a figure counts.
  public enum Unit: String, Sendable {
    /// Nanoseconds.
    case time = "ns"
    /// Picoseconds for one of many.
    case timeEach = "ps"
    /// Kilobytes.
    case memory = "kB"
  }

  /// How well we ought to do.
  public enum Goal: Sendable {
    /// The ratio in hundredths.
    case ratio(Int)
    /// Our own figure stays below.
    case below(Int)
  }

  /// A short name, by which `--only` asks for the row.
  public var id: String
  /// What is done, and what it is compared with.
  public var what: String
  /// What the figures count.
  public var unit = Unit.time
  /// Our figure.
  public var ours: Int
  /// That of the peer; `nil` where there is none.
  public var peer: Int?
  /// What to reach.
  public var goal: Goal?
  /// The larger spread of both sides, in per cent.
  public var spread: Int?
  /// The largest memory of our program and of the peer, in kilobytes.
  public var memory: (ours: Int, peer: Int)?
  /// How many records and bytes are worked through, where a speed says something.
  public var work: (records: Int, bytes: Int)?
  /// How many verdicts of both sides were compared and found to be the same.
  public var verdicts: Int?
  /// What else there is to say.
  public var notes: [String] = []

  /// How fast we are beside the peer, in hundredths: above 100 we are faster, or need less memory.
  public var ratio: Int? { peer.map { ours > 0 ? $0 * 100 / ours : 0 } }

  /// Whether the goal is reached; `nil` where there is none.
  public var isReached: Bool? {
    switch goal {
    case .ratio(let goal): ratio.map { $0 >= goal }
    case .below(let goal): ours < goal
    case nil: nil
    }
  }

  init(
    _ id: String, _ what: String, _ comparison: Comparison, goal: Goal? = nil,
    work: (records: Int, bytes: Int)? = nil, verdicts: Int? = nil, notes: [String] = []
  ) {
    self.id = id
    self.what = what
    ours = comparison.ours.median
    peer = comparison.peer.median
    spread = max(comparison.ours.spread, comparison.peer.spread)
    if comparison.ours.peakKilobytes > 0 {
      memory = (comparison.ours.peakKilobytes, comparison.peer.peakKilobytes)
    }
    self.goal = goal
    self.work = work
    self.verdicts = verdicts
    self.notes = notes
  }

  init(_ id: String, _ what: String, unit: Unit, ours: Int, peer: Int? = nil) {
    self.id = id
    self.what = what
    self.unit = unit
    self.ours = ours
    self.peer = peer
  }
}
