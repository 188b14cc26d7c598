import Dispatch
import Foundation
import JSONReading
import SourceText
import Testing

/// The program as a person runs it: the built binary, in the folder of the package.
enum Program {
  static let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/")
  static let sample = "Calls/samples/textile-twin-transition.json"

  /// What came of a run.
  struct Answer: Sendable {
    var output: String
    var errors: String
    /// The exit status; 128 and more where a signal ended the program.
    var status: Int32

    /// The answer as JSON.
    var json: JSONValue? {
      JSONReader.value(of: SourceFile(name: "output", bytes: Array(output.utf8))).0
    }

    /// The words of one key in a list of objects.
    func values(_ key: String) -> [String] {
      json?.elements?.map { $0[key]?.string ?? $0[key]?.number ?? "null" } ?? []
    }
  }

  /// Runs the program; after a minute it is stopped.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) async throws -> Answer {
    let own = try #require(Files.executable)
    let binary =
      own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/fundcall"
    return try await run(binary, arguments, input: input, environment: environment)
  }

  /// Runs a command of the shell in which `fundcall` is the program.
  static func shell(_ command: String) async throws -> Answer {
    let own = try #require(Files.executable)
    let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    return try await run(
      "/bin/bash", ["-c", "fundcall() { '\(folder)/fundcall' \"$@\"; }; \(command)"], input: "",
      environment: [:])
  }

  private static func run(
    _ executable: String, _ arguments: [String], input: String, environment: [String: String]
  ) async throws -> Answer {
    let streams = try Folder()
    try streams.write("in", input)
    try streams.write("out", "")
    try streams.write("err", "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
      .merging(environment) { _, new in new }
    process.standardInput = FileHandle(forReadingAtPath: streams.path("in"))
    process.standardOutput = FileHandle(forWritingAtPath: streams.path("out"))
    process.standardError = FileHandle(forWritingAtPath: streams.path("err"))
    let limit = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: limit)
    let status: Int32 = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { ended in
        let bySignal = ended.terminationReason == .uncaughtSignal
        continuation.resume(returning: (bySignal ? 128 : 0) + ended.terminationStatus)
      }
      do {
        try process.run()
      } catch {
        continuation.resume(throwing: error)
      }
    }
    limit.cancel()
    return Answer(
      output: try streams.text("out"), errors: try streams.text("err"), status: status)
  }
}

/// A folder for one test, removed with it.
final class Folder: Sendable {
  private let root: String

  init() throws {
    root = NSTemporaryDirectory() + "fundcall-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// The path of a name in the folder, or of the folder.
  func path(_ name: String = "") -> String { name.isEmpty ? root : root + "/" + name }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let parent = (path(name) as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  /// A text of the folder; what is not UTF-8 is an error.
  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  func link(_ name: String, to target: String) throws -> String {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: target)
    return path(name)
  }

  func makeFolder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(
      atPath: path(name), withIntermediateDirectories: true)
    return path(name)
  }
}
