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

  init(
    _ name: String, required: [String] = [], optional: [String] = [], text: Text = .no,
    children: [(count: Count, shape: Shape)] = []
  ) {
    self.name = name
    self.required = required
    attributes = required + optional
    self.children = children
    self.text = text
  }
}
