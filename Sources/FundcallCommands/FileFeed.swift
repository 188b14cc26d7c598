import SourceText

/// The chunks of a file for a reader; what goes wrong on the way is kept for afterwards.
final class FileFeed {
  /// Why the file could not be opened or read to its end.
  private(set) var problem: FileProblem?
  private var stream: FileStream?
  private let whenRead: (Int) -> Void

  /// The chunks of a file; `whenRead` hears how many bytes each has.
  init(_ path: String, whenRead: @escaping (Int) -> Void = { _ in }) {
    self.whenRead = whenRead
    do throws(FileProblem) {
      stream = try FileStream(path)
    } catch {
      problem = error
    }
  }

  /// Whether the next chunk comes within some milliseconds.
  func comes(within milliseconds: Int) -> Bool { stream?.comes(within: milliseconds) ?? true }

  /// The next chunk; `nil` at the end, and where the file cannot be read further.
  func next() -> [UInt8]? {
    do throws(FileProblem) {
      let chunk = try stream?.next()
      whenRead(chunk?.count ?? 0)
      return chunk
    } catch {
      problem = error
      return nil
    }
  }
}
