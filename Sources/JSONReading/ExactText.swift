/// A text that equals another only where their bytes are the same.
///
/// Swift's own comparison takes `é` written in one scalar and in two as equal; two such keys are
/// different in JSON. The hash is made of the bytes too, so that no choice of equivalent keys can
/// make every one collide.
struct ExactText: Hashable {
  let text: String

  static func == (left: ExactText, right: ExactText) -> Bool { areEqual(left.text, right.text) }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }

  /// Whether two texts have the same bytes. Swift's comparison comes first because it is the
  /// faster of the two, and bytes that are the same are equal for it as well.
  static func areEqual(_ left: String, _ right: String) -> Bool {
    left == right && left.utf8.elementsEqual(right.utf8)
  }
}

/// Finds the keys that stand twice in one object, in linear time.
struct KeyRegister {
  /// The position of each key's first member; empty while the object is small, where looking
  /// through the members is faster.
  private var positions: [ExactText: Int] = [:]

  /// The position of an earlier member with the same key, if there is one; called once for each
  /// member, before it is added to `members`.
  mutating func earlierPosition(of key: String, among members: [JSONMember]) -> Int? {
    guard members.count >= 16 else {
      return members.firstIndex { ExactText.areEqual($0.key, key) }
    }
    if positions.isEmpty {
      for (index, member) in members.enumerated() {
        let text = ExactText(text: member.key)
        if positions[text] == nil { positions[text] = index }
      }
    }
    if let earlier = positions[ExactText(text: key)] { return earlier }
    positions[ExactText(text: key)] = members.count
    return nil
  }
}
