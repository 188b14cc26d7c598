import SourceText
import Testing

/// The recipes of the page on many consortia, as they stand there, where their tools are installed.
@Suite struct RecipeTests {
  private static let page =
    Program.folder + "/Sources/Consortia/Consortia.docc/ManyConsortia.md"

  /// The first block of the page in a language that holds some words.
  private static func block(_ language: String, with words: String) throws -> String {
    let text = try Files.read(page, limit: 1 << 20)
    let parts = text.text(in: 0..<text.bytes.count).split(separator: "```")
    let block = parts.first { $0.hasPrefix(language + "\n") && $0.contains(words) }
    return String(try #require(block).dropFirst(language.count + 1))
  }

  /// Where the tools are looked for.
  private static let path = Files.environment("PATH") ?? "/usr/local/bin:/usr/bin:/bin"

  /// Whether a command succeeds.
  private static func succeeds(_ command: String) async -> Bool {
    (try? await Program.shell("export PATH='\(path)'; \(command) >/dev/null 2>&1"))?.status == 0
  }

  /// What a script prints in a folder with `proposals.jsonl`, with the program in its path, and what
  /// the program prints for the whole file.
  private static func run(_ name: String, _ script: String, with command: String) async throws
    -> (parts: Program.Answer, whole: Program.Answer)
  {
    let folder = try Folder()
    try folder.write(
      "proposals.jsonl",
      (0..<60).map { number in
        let country = ["FR", "ES", "PT"][number % 3]
        let persons = (0...(number % 5)).map {
          #"{"id": "P\#($0)", "country": "\#(country)", "role": "beneficiary"}"#
        }
        // A broken record at the beginning of a part is the hardest case.
        return number % 15 == 7
          ? "{\n"
          : #"{"name": "n\#(number)", "participants": [\#(persons.joined(separator: ", "))]}"#
            + "\n"
      }.joined())
    try folder.write(name, script)
    let prepare = """
      cd \(folder.path()); program=$(declare -f fundcall | grep -o "/[^']*/fundcall")
      export PATH="$(dirname "$program"):\(path)"
      """
    let whole = "fundcall check proposals.jsonl --call I3-2021-INV1 --on 2021-11-30 --verdicts"
    return (
      try await Program.shell("\(prepare)\nunset -f fundcall; \(command)"),
      try await Program.shell("\(prepare)\n\(whole)")
    )
  }

  @Test(
    .enabled("GNU parallel is installed") {
      await RecipeTests.succeeds("parallel --version | grep -q GNU")
    })
  func giveTheLinesOfTheWholeWithParallel() async throws {
    let script = try Self.block("sh", with: "parallel").replacing("10M", with: "1k")
    let (parts, whole) = try await Self.run(
      "recipe.sh", script, with: "bash recipe.sh; cat verdicts.tsv")
    #expect(parts.output == whole.output && whole.output.split(separator: "\n").count == 56)
  }

  @Test(
    .enabled("pyspark and Java are installed") {
      await RecipeTests.succeeds("python3 -c 'import pyspark' && java -version")
    })
  func giveTheLinesOfTheWholeWithSpark() async throws {
    let script = try Self.block("python", with: "pyspark")
    let (parts, whole) = try await Self.run(
      "recipe.py", script + "\nprint(\"\\n\".join(lines.collect()))\n",
      with: "python3 recipe.py 2>/dev/null | grep -P '\\t'")
    #expect(parts.output == whole.output && whole.output.split(separator: "\n").count == 56)
  }
}
