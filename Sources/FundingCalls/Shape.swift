/// What an element of a document may hold: its attributes, its children and its text.
///
/// The grammar of the call documents is a tree of these; one walk over it finds every structural
/// mistake, and those who build values can then take what is there.
final class Shape: Sendable {
  /// How often a child stands in its parent.
  enum Count: Sendable {
    case one, optional, some, any

    var isRequired: Bool { self == .one || self == .some }
    var isSingle: Bool { self == .one || self == .optional }
  }

  /// Whether an element holds text.
  enum Text: Sendable {
    case no, required, optional
  }

  /// The element's name.
  let name: String
  /// The attributes that it must have.
  let required: [String]
  /// All attributes that it may have, those that it must have first.
  let attributes: [String]
  /// Its child elements, in the order in which one usually writes them; any order is accepted.
  let children: [(count: Count, shape: Shape)]
  /// Whether it holds text.
  let text: Text
  /// Whether it must have some child.
  let needsChildren: Bool

  init(
    _ name: String, required: [String] = [], optional: [String] = [], text: Text = .no,
    children: [(count: Count, shape: Shape)] = []
  ) {
    self.name = name
    self.required = required
    attributes = required + optional
    self.children = children
    self.text = text
    needsChildren = children.contains { $0.count.isRequired }
  }

  /// The position of a child among ``children``, looked for from one on, and then before it: children
  /// mostly stand in order.
  func index(ofChild name: String, from start: Int) -> Int? {
    for index in start..<children.count where children[index].shape.name == name { return index }
    for index in 0..<start where children[index].shape.name == name { return index }
    return nil
  }
}
