import SourceText

/// Where a value stands among others, for messages: `participants[2].costs[0].amount`.
///
/// A reader builds it while it walks; elements are counted from 0, as programs that read JSON do.
public struct JSONPath: Sendable, Hashable, CustomStringConvertible {
  private enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  private var steps: [Step] = []

  /// The path of the whole value.
  public static let root = JSONPath()

  /// The path of the whole value.
  public init() {}

  /// The path of a member.
  public func appending(_ key: String) -> JSONPath {
    var path = self
    path.steps.append(.key(key))
    return path
  }

  /// The path of an element, counted from 0.
  public func appending(_ index: Int) -> JSONPath {
    var path = self
    path.steps.append(.index(index))
    return path
  }

  /// The path as it is printed; keys that are no plain words stand in brackets and quotes. The
  /// root has an empty one.
  public var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where Self.isPlain(key): text += text.isEmpty ? key : ".\(key)"
      case .key(let key): text += "[\"\(PlainText.shown(key))\"]"
      }
    }
    return text
  }

  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count <= 60 && key.utf8.allSatisfy(ASCII.isWordByte)
  }
}
