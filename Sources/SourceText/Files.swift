internal import Glibc

/// The one place where files, folders and the environment are touched.
public enum Files {
  /// The path that stands for standard input.
  public static let standardInput = "-"

  /// What a path leads to, links followed.
  public enum Kind: Sendable, Equatable {
    case file, folder, special
  }

  /// Tells whether two paths lead to the same file or folder.
  public struct Identity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
  }

  /// Reads a whole file, or standard input for `-`.
  ///
  /// - Parameter limit: the largest size in bytes; of a larger file nothing is kept.
  public static func read(_ path: String, limit: Int) throws(FileProblem) -> SourceFile {
    var stream = try FileStream(path)
    var bytes: [UInt8] = []
    // Nearly every file comes whole, in one piece of the right size.
    if let size = stream.size, size <= limit {
      bytes = try stream.next(atMost: size + 1) ?? []
      if bytes.count <= size { return SourceFile(name: path, bytes: bytes) }
    }
    while let chunk = try stream.next() {
      guard bytes.count + chunk.count <= limit else {
        throw FileProblem(path: path, reason: .tooLarge(limit))
      }
      bytes += chunk
    }
    return SourceFile(name: path, bytes: bytes)
  }

  /// The names in a folder, in the order of their bytes, without `.` and `..`.
  public static func names(inFolder path: String) throws(FileProblem) -> [String] {
    guard let folder = opendir(path) else { throw FileProblem.system(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw FileProblem.system(path) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Makes a folder, unless it is there already; the folder around it must be there.
  public static func makeFolder(_ path: String) throws(FileProblem) {
    guard mkdir(path, 0o777) != 0 else { return }
    guard errno == EEXIST else { throw FileProblem.system(path) }
    guard try kind(of: path) == .folder else { throw FileProblem(path: path, reason: .isNoFolder) }
  }

  /// The size of a regular file in bytes; `nil` for all else.
  public static func size(of path: String) -> Int? {
    guard let status = try? status(of: path), kind(of: status.st_mode) == .file else { return nil }
    return Int(status.st_size)
  }

  /// What a path leads to; an error where it leads nowhere.
  public static func kind(of path: String) throws(FileProblem) -> Kind {
    kind(of: try status(of: path).st_mode)
  }

  /// What a path leads to, and what tells it apart from all others; an error where it leads nowhere.
  public static func look(at path: String) throws(FileProblem) -> (kind: Kind, identity: Identity) {
    let status = try status(of: path)
    return (
      kind(of: status.st_mode),
      Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    )
  }

  /// What tells the file or folder of a path apart from all others, links followed.
  public static func identity(of path: String) throws(FileProblem) -> Identity {
    try look(at: path).identity
  }

  /// Writes a file so that nobody ever sees half of it; see ``FileOutput``.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    var output = try FileOutput(path)
    try output.write(bytes)
    try output.finish()
  }

  /// The path of the running program, links followed.
  public static var executable: String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
  }

  /// The value of an environment variable; `nil` where it is not set or empty.
  public static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  static func kind(of mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .special
    }
  }

  fileprivate static func status(of path: String) throws(FileProblem) -> stat {
    var result = stat()
    guard stat(path, &result) == 0 else { throw FileProblem.system(path) }
    return result
  }

  fileprivate static func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}

/// A file that is written so that nobody ever sees half of it: beside its place first, then in it.
///
/// A link is followed; a device or a pipe is written to as it is. What is not finished, is removed.
public struct FileOutput: ~Copyable {
  private let path: String
  private let target: String
  /// Where the bytes go until all are there; `nil` for a device or a pipe.
  private let temporary: String?
  private var descriptor: Int32

  /// Begins to write; a folder is refused.
  public init(_ path: String) throws(FileProblem) {
    let existing = try? Files.kind(of: path)
    if existing == .folder { throw FileProblem(path: path, reason: .isFolder) }
    let target = existing == .file ? Files.resolved(path) : path
    let temporary = existing == .special ? nil : "\(target).\(getpid()).tmp"
    let flags = temporary == nil ? O_WRONLY : O_WRONLY | O_CREAT | O_EXCL
    let opened = open(temporary ?? path, flags | O_CLOEXEC, 0o666)
    guard opened >= 0 else { throw FileProblem.system(path) }
    self.path = path
    self.target = target
    self.temporary = temporary
    descriptor = opened
  }

  /// Adds bytes.
  public mutating func write(_ bytes: [UInt8]) throws(FileProblem) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileProblem.system(path) }
      written += count
    }
  }

  /// Puts the file in its place; without this, there will be none.
  public mutating func finish() throws(FileProblem) {
    // The system may speak of a full disk only here.
    let closed = close(descriptor)
    let problem = closed == 0 ? nil : FileProblem.system(path)
    descriptor = -1
    if let problem {
      if let temporary { unlink(temporary) }
      throw problem
    }
    guard let temporary else { return }
    if let status = try? Files.status(of: target) { chmod(temporary, status.st_mode & 0o777) }
    if rename(temporary, target) != 0 {
      let problem = FileProblem.system(path)
      unlink(temporary)
      throw problem
    }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if let temporary { unlink(temporary) }
  }
}

/// A file or standard input, read chunk by chunk; closed when it goes out of use.
public struct FileStream: ~Copyable {
  /// The path as the person gave it.
  public let path: String
  private let descriptor: Int32

  /// Opens a regular file, or standard input for `-`; anything else is refused without waiting.
  ///
  /// What is open already (`/dev/fd/63`, as a shell names the output of a command) is read as it is.
  public init(_ path: String) throws(FileProblem) {
    descriptor = try Self.openedDescriptor(of: path)
    self.path = path
  }

  private static func openedDescriptor(of path: String) throws(FileProblem) -> Int32 {
    if path == Files.standardInput { return STDIN_FILENO }
    guard let opened = try reopenedDescriptor(of: path) else {
      return try regularDescriptor(of: path)
    }
    var status = stat()
    if fstat(opened, &status) == 0, Files.kind(of: status.st_mode) == .folder {
      close(opened)
      throw FileProblem(path: path, reason: .isFolder)
    }
    return opened
  }

  /// A copy of the descriptor that a path of the system stands for; `nil` for all other paths.
  private static func reopenedDescriptor(of path: String) throws(FileProblem) -> Int32? {
    let folder = "/dev/fd/"
    let number = path == "/dev/stdin" ? STDIN_FILENO : Int32(path.dropFirst(folder.count))
    guard path == "/dev/stdin" || path.hasPrefix(folder), let number, number >= 0 else {
      return nil
    }
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw FileProblem(path: path, reason: .notFound) }
    return copy
  }

  private static func regularDescriptor(of path: String) throws(FileProblem) -> Int32 {
    // Without O_NONBLOCK, opening a pipe would wait for its writer.
    let opened = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard opened >= 0 else { throw FileProblem.system(path) }
    var status = stat()
    let isKnown = fstat(opened, &status) == 0
    let kind = Files.kind(of: status.st_mode)
    if isKnown, kind == .file { return opened }
    close(opened)
    throw FileProblem(path: path, reason: kind == .folder ? .isFolder : .isSpecial)
  }

  deinit {
    if descriptor != STDIN_FILENO { close(descriptor) }
  }

  /// How many bytes a regular file has; `nil` for all else.
  var size: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, Files.kind(of: status.st_mode) == .file,
      status.st_size > 0
    else { return nil }
    return Int(status.st_size)
  }

  /// Whether the next bytes, or the end, come within some milliseconds.
  public func comes(within milliseconds: Int) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, Int32(milliseconds)) != 0
  }

  /// The next bytes, at most 64 KB of them; `nil` at the end, and where an interrupt is held (see
  /// ``Interrupts``).
  public mutating func next() throws(FileProblem) -> [UInt8]? { try next(atMost: 1 << 16) }

  mutating func next(atMost size: Int) throws(FileProblem) -> [UInt8]? {
    if Interrupts.isPending { return nil }
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialised in
      repeat {
        count = Glibc.read(descriptor, buffer.baseAddress, size)
      } while count < 0 && errno == EINTR && !Interrupts.isPending
      initialised = max(count, 0)
    }
    if count < 0, Interrupts.isPending { return nil }
    guard count >= 0 else { throw FileProblem.system(path) }
    return count == 0 ? nil : bytes
  }
}

extension FileProblem {
  /// What the system has just said about a path.
  static func system(_ path: String) -> FileProblem {
    let code = errno
    let reason: Reason =
      switch code {
      case ENOENT: .notFound
      case EISDIR: .isFolder
      case ENOTDIR: .isNoFolder
      case EACCES, EPERM: .notPermitted
      case ENXIO, ENODEV: .isSpecial
      default: .failed(String(cString: strerror(code)))
      }
    return FileProblem(path: path, reason: reason)
  }
}
