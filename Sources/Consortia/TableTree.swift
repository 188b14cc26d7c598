import JSONReading

/// A record, list or value of a table while its cells are being put together.
///
/// It grows by one cell at a time, along the path of the cell's heading, whatever the order of the
/// columns; a list's elements come in the order of their numbers.
final class TableTree {
  private enum Content {
    case object
    case list
    case value(JSONValue.Kind)
  }

  private var content: Content
  /// Where it stands: a value's cell; of the rest, the cell that first spoke of it.
  let range: Range<Int>
  private var names: [String] = []
  private var children: [TableTree] = []
  private var numbers: [Int] = []
  private var index: [TableHeading.Step: Int] = [:]

  /// A record of which nothing is known.
  init(at range: Range<Int>) {
    content = .object
    self.range = range
  }

  private init(_ content: Content, at range: Range<Int>) {
    self.content = content
    self.range = range
  }

  /// The value that stands at the end of a path; made, where it is not there.
  func descend(_ steps: [TableHeading.Step], at range: Range<Int>) -> TableTree {
    var tree = self
    for step in steps { tree = tree.child(step, at: range) }
    return tree
  }

  private func child(_ step: TableHeading.Step, at range: Range<Int>) -> TableTree {
    if let position = index[step] { return children[position] }
    index[step] = children.count
    let child = TableTree(at: range)
    children.append(child)
    switch step {
    case .member(let name):
      content = .object
      names.append(name)
      numbers.append(0)
    case .element(let number):
      content = .list
      names.append("")
      numbers.append(number)
    }
    return child
  }

  /// Makes it a list; one without elements is known to be empty.
  func becomeList() { content = .list }

  /// Makes it a value.
  func become(_ kind: JSONValue.Kind) { content = .value(kind) }

  /// The text, where it is a value that is one.
  var text: String? {
    if case .value(.string(let text)) = content { text } else { nil }
  }

  /// The words, where it is a list of values.
  func becomeWords(_ words: [String]) {
    content = .list
    children = words.map { TableTree(.value(.string($0)), at: range) }
    numbers = Array(words.indices)
  }

  /// The whole as a value of JSON.
  var value: JSONValue {
    switch content {
    case .value(let kind): return JSONValue(kind, range: range)
    case .object:
      let members = zip(names, children).map { name, child in
        JSONMember(key: name, keyRange: child.range, value: child.value)
      }
      return JSONValue(.object(members), range: range)
    case .list:
      let order = children.indices.sorted { numbers[$0] < numbers[$1] }
      return JSONValue(.array(order.map { children[$0].value }), range: range)
    }
  }
}
