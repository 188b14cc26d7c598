extension CompactFacts {
  /// Where the records of a table are among the cells.
  struct Records {
    /// How many records there are.
    var count = 0
    /// Where the table's columns begin.
    var start = 0
    /// For how many records there is room.
    var room = 64
    /// How many of the records do not exist for certain.
    var doubtful = 0

    var hasDoubts: Bool { doubtful > 0 }

    /// How many words a mask of these records has.
    var words: Int { (count + 63) / 64 }

    /// The bits of all records in a word of a mask.
    func full(_ word: Int) -> UInt64 {
      let left = count - 64 * word
      return left >= 64 ? .max : (1 &<< UInt64(left)) &- 1
    }

    /// The cells of a column.
    func column(_ slot: Int) -> Range<Int> {
      let first = start + slot * room
      return first..<(first + count)
    }
  }
}
