/// Draws a tree: branches on the left, texts broken to the width.
struct TreeText {
  /// A node as it is drawn.
  struct Node {
    /// The mark in front of the text, painted; it takes one column.
    var mark: String?
    /// The text.
    var text: String
    /// Lines below the text, such as a source.
    var notes: [String] = []
    var children: [Node] = []
    /// Whether the text stands back behind others.
    var isFaint = false
  }

  let style: Style

  /// The lines of some nodes beside each other.
  func lines(_ nodes: [Node], prefix: String = "") -> [String] {
    nodes.enumerated().flatMap { index, node in
      lines(node, prefix: prefix, isLast: index == nodes.count - 1)
    }
  }

  private var branch: String { style.unicode ? "├─ " : "|- " }
  private var lastBranch: String { style.unicode ? "└─ " : "`- " }
  private var stem: String { style.unicode ? "│  " : "|  " }

  private func lines(_ node: Node, prefix: String, isLast: Bool) -> [String] {
    // Why: a rule may be nested deeper than the terminal is wide.
    let prefix = String(prefix.suffix(style.width / 2))
    let below = prefix + (isLast ? "   " : stem)
    let beside = below + (node.children.isEmpty ? "   " : stem)
    let mark = node.mark.map { "\($0) " } ?? ""
    let used = prefix.count + branch.count + (node.mark == nil ? 0 : 2)
    let hanging = node.mark == nil ? below : beside
    let texts = broken(node.text, width: style.width - used)
    var result = texts.enumerated().map { index, text in
      let text = node.isFaint ? style.paint(text, .faint) : text
      return index == 0
        ? prefix + (isLast ? lastBranch : branch) + mark + text
        : hanging + (node.mark == nil ? "  " : "") + text
    }
    for note in node.notes {
      let parts = broken(note, width: style.width - beside.count - 2)
      result += parts.enumerated().map { index, part in
        beside + (index == 0 ? "" : "  ") + style.paint(part, .faint)
      }
    }
    return result + lines(node.children, prefix: below)
  }

  /// The lines of a text; a word that is longer than a line is cut into pieces.
  private func broken(_ text: String, width: Int) -> [String] {
    let width = max(width - 2, 12)
    return style.lines(text, width: width).flatMap { line -> [String] in
      guard line.count > width else { return [line] }
      var rest = line[...]
      var pieces: [String] = []
      while !rest.isEmpty {
        pieces.append(String(rest.prefix(width)))
        rest = rest.dropFirst(width)
      }
      return pieces
    }
  }
}
