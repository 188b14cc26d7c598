import SourceText

/// The chunks of a file for a reader; what goes wrong on the way is kept for afterwards.
final class FileFeed {
  /// Why the file could not be opened or read to its end.
  private(set) var problem: FileProblem?
  private var stream: FileStream?

  init(_ path: String) {
    do throws(FileProblem) {
      stream = try FileStream(path)
    } catch {
      problem = error
    }
  }

  /// The next chunk; `nil` at the end, and where the file cannot be read further.
  func next() -> [UInt8]? {
    do throws(FileProblem) {
      return try stream?.next()
    } catch {
      problem = error
      return nil
    }
  }
}
