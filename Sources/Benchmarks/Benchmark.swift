import SourceText

/// The whole benchmark: its rows, in their order.
public struct Benchmark {
  private let options: BenchmarkOptions

  /// A benchmark as it is asked for.
  public init(_ options: BenchmarkOptions) { self.options = options }

  /// A row with its name, which is known before it is measured.
  private struct Entry {
    var id: String
    /// The row; `nil` where what it needs is not installed.
    var measure: (Workbench) throws(BenchmarkFailure) -> Row?
  }

  /// Measures and prints all rows that are asked for; `false` where one of them failed.
  public func run() throws(BenchmarkFailure) -> Bool {
    let all = entries.map(\.id)
    let entries = entries.filter { options.want($0.id, of: all) }
    guard !entries.isEmpty else {
      throw BenchmarkFailure("there is no such row; '--list' names them")
    }
    if options.isList {
      print(entries.map { "\($0.id)\n" }.joined())
      return true
    }
    #if DEBUG
      Progress.say("built without optimisation: the figures mean nothing; use -c release")
    #endif
    let bench = try Workbench(options)
    defer { bench.remove() }
    if !options.isJSON { print(RowText.head) }
    var isFine = true
    for entry in entries {
      Progress.say(entry.id)
      do throws(BenchmarkFailure) {
        guard let row = try entry.measure(bench) else { continue }
        StandardStreams.write(
          options.isJSON ? RowText.json(row) : Array(RowText.line(row).utf8), to: .output)
      } catch {
        isFine = false
        Progress.say("\(entry.id) failed: \(error.message)")
      }
    }
    return isFine
  }

  private func print(_ text: String) { StandardStreams.write(Array(text.utf8), to: .output) }

  // MARK: - Rows

  private var entries: [Entry] {
    evaluation + bulk + unknown + library + memory + growth + others
  }

  private var evaluation: [Entry] {
    [
      Entry(id: "evaluation") { bench throws(BenchmarkFailure) in
        try EvaluationRows(bench: bench).compiled("evaluation", ", warm", inGroupsOf: 16)
      },
      Entry(id: "evaluation-cold") { bench throws(BenchmarkFailure) in
        try EvaluationRows(bench: bench).compiled(
          "evaluation-cold", " from memory", inGroupsOf: nil)
      },
      Entry(id: "evaluation-evidence") { bench throws(BenchmarkFailure) in
        try EvaluationRows(bench: bench).evidence()
      },
    ]
  }

  private var bulk: [Entry] {
    [
      Entry(id: "xml-verdicts") { bench throws(BenchmarkFailure) in
        try BulkRows(bench: bench).against(
          "xml-verdicts", "XML in, verdicts out, against hand-written C on libxml2's SAX; one core",
          .xml, .verdicts, goal: .ratio(90))
      },
      Entry(id: "xml-verdicts-2-cores") { bench throws(BenchmarkFailure) in
        try BulkRows(bench: bench).against(
          "xml-verdicts-2-cores", "the same on two cores, the C still on one", .xml, .verdicts,
          cores: 2, goal: .ratio(160))
      },
      Entry(id: "xml-lint") { bench throws(BenchmarkFailure) in
        try installed(bench, "xmllint", "--version")
          ? BulkRows(bench: bench).againstXMLLint("xml-lint", []) : nil
      },
      Entry(id: "xml-lint-stream") { bench throws(BenchmarkFailure) in
        try installed(bench, "xmllint", "--version")
          ? BulkRows(bench: bench).againstXMLLint("xml-lint-stream", ["--stream"]) : nil
      },
      Entry(id: "xml-answers") { bench throws(BenchmarkFailure) in
        try BulkRows(bench: bench).against(
          "xml-answers",
          "XML in, full answers in JSON out, against C that gives verdicts; one core",
          .xml, .full)
      },
      Entry(id: "json-verdicts") { bench throws(BenchmarkFailure) in
        try BulkRows(bench: bench).against(
          "json-verdicts", "JSON lines in, verdicts out, against hand-written C; one core",
          .jsonLines, .verdicts)
      },
      Entry(id: "json-answers") { bench throws(BenchmarkFailure) in
        try BulkRows(bench: bench).against(
          "json-answers",
          "JSON lines in, full answers in JSON out, against C that gives verdicts; one core",
          .jsonLines, .full)
      },
    ]
  }

  private var unknown: [Entry] {
    [
      ("i3", "I3-2021-INV1", "2021-11-30"), ("innosup", "INNOSUP-01-2018-2020", "2018-12-01"),
      ("clusters", "SMP-COSME-2021-CLUSTER-01", "2021-11-30"),
    ].map { name, call, day in
      Entry(id: "unknown-\(name)") { bench throws(BenchmarkFailure) in
        try BulkRows(bench: bench).unknown("unknown-\(name)", call, on: day)
      }
    }
  }

  private var library: [Entry] {
    [
      Entry(id: "start-parse") { bench throws(BenchmarkFailure) in
        let rows = LibraryRows(bench: bench)
        return try rows.against(
          "start-parse",
          "'match' of one consortium with every call, start to exit, against C that only parses the"
            + " same files, as events that nobody hears",
          rows.match, goal: .ratio(66), repetitions: bench.manyRepetitions)
      },
      Entry(id: "start-parse-trees") { bench throws(BenchmarkFailure) in
        let rows = LibraryRows(bench: bench)
        return try rows.against(
          "start-parse-trees", "the same against C that parses the files into trees", rows.match,
          intoTrees: true, repetitions: bench.manyRepetitions)
      },
      Entry(id: "start-true") { bench throws(BenchmarkFailure) in
        let rows = LibraryRows(bench: bench)
        return try rows.againstTrue(
          "start-true", "the same against 'true' plus the time of parsing", rows.match,
          goal: .ratio(33))
      },
      Entry(id: "lint") { bench throws(BenchmarkFailure) in
        let rows = LibraryRows(bench: bench)
        return try rows.against(
          "lint", "'lint' of the whole library, with its examples, against C that only parses it",
          rows.lint, repetitions: bench.fewRepetitions)
      },
      Entry(id: "match-topics") { bench throws(BenchmarkFailure) in
        try LibraryRows(bench: bench).matchTopics(count: bench.options.isQuick ? 500 : 5_000)
      },
    ]
  }

  private var memory: [Entry] {
    let counts = [options.isQuick ? 1_000 : 10_000] + (options.isLarge ? [1_000_000] : [])
    return counts.flatMap { count in
      [ConsortiumForm.xml, .jsonLines].map { form in
        Entry(id: "memory-\(form.rawValue)-\(count)") { bench throws(BenchmarkFailure) in
          try GrowthRows(bench: bench).memory(form, count: count, goal: .below(64 * 1024))
        }
      }
    }
  }

  private var growth: [Entry] {
    let counts =
      [1_000] + (options.isQuick ? [4_000] : [10_000, 100_000])
      + (options.isLarge ? [1_000_000] : [])
    return counts.map { count in
      Entry(id: "growth-consortia-\(count)") { bench throws(BenchmarkFailure) in
        try GrowthRows(bench: bench).consortia(count: count)
      }
    }
      + [10, 100, 1_000].map { size in
        Entry(id: "growth-partners-\(size)") { bench throws(BenchmarkFailure) in
          try GrowthRows(bench: bench).partners(size)
        }
      }
      + [1, 10, 20, 40].map { count in
        Entry(id: "growth-requirements-\(count)") { bench throws(BenchmarkFailure) in
          try GrowthRows(bench: bench).requirements(count)
        }
      }
  }

  private var others: [Entry] {
    let schematron = Entry(id: "other-schematron") { bench throws(BenchmarkFailure) in
      try installed(bench, "xmllint", "--version") ? EngineRows(bench: bench).schematron() : nil
    }
    return [schematron]
      + PythonEngines.modules.map { engine, module in
        Entry(id: "other-\(engine)") { bench throws(BenchmarkFailure) in
          try installed(bench, "python3", "-c", "import \(module)")
            ? EngineRows(bench: bench).python(engine) : nil
        }
      }
  }

  /// Whether a program is there; says so where it is not.
  private func installed(_ bench: Workbench, _ command: String...) -> Bool {
    if (try? bench.runner.run(.init(arguments: command, statuses: [0]))) != nil { return true }
    Progress.say("'\(command.joined(separator: " "))' does not work here: skipped")
    return false
  }
}
