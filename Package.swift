// swift-tools-version: 6.2
import PackageDescription

/// Modules depend one way only, from top to bottom of this list; the continuous build refuses any
/// import that is not declared here (`--explicit-target-dependency-import-check error`).
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Modules without any unsafe code: raw pointers are refused by the compiler.
let safe: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
  name: "fundcall",
  products: [.executable(name: "fundcall", targets: ["fundcall"])],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "SourceText", swiftSettings: strict),
    .target(name: "FundingTerms", swiftSettings: safe),
    .target(name: "SMEDefinition", dependencies: ["FundingTerms"], swiftSettings: safe),
    .target(name: "XMLReading", dependencies: ["CLibXML2", "SourceText"], swiftSettings: strict),
    .target(name: "JSONReading", dependencies: ["SourceText"], swiftSettings: safe),
    .target(name: "CSVReading", dependencies: ["SourceText"], swiftSettings: safe),
    .target(
      name: "BulkReading", dependencies: ["SourceText", "XMLReading"], swiftSettings: safe),
    .target(
      name: "RuleLanguage", dependencies: ["SourceText", "FundingTerms"], swiftSettings: safe),
    .target(
      name: "FundingCalls",
      dependencies: [
        "SourceText", "FundingTerms", "SMEDefinition", "XMLReading", "RuleLanguage",
      ],
      swiftSettings: safe),
    .target(
      name: "PortalTopics",
      dependencies: [
        "SourceText", "FundingTerms", "XMLReading", "JSONReading", "CSVReading", "FundingCalls",
      ],
      swiftSettings: safe),
    .target(
      name: "Consortia",
      dependencies: [
        "SourceText", "FundingTerms", "SMEDefinition", "XMLReading", "JSONReading", "CSVReading",
        "BulkReading", "FundingCalls",
      ],
      swiftSettings: safe),
    .target(
      name: "Eligibility",
      dependencies: [
        "SourceText", "FundingTerms", "SMEDefinition", "RuleLanguage", "FundingCalls", "Consortia",
      ],
      swiftSettings: safe),
    .target(
      name: "Matching",
      dependencies: [
        "SourceText", "FundingTerms", "RuleLanguage", "FundingCalls", "Consortia", "Eligibility",
      ],
      swiftSettings: safe),
    .target(
      name: "Reports",
      dependencies: [
        "SourceText", "JSONReading", "CSVReading", "FundingTerms", "SMEDefinition", "RuleLanguage",
        "FundingCalls", "PortalTopics", "Consortia", "Eligibility", "Matching",
      ],
      swiftSettings: safe),
    .target(
      name: "FundcallCommands",
      dependencies: [
        "SourceText", "FundingTerms", "SMEDefinition", "XMLReading", "JSONReading", "CSVReading",
        "BulkReading", "RuleLanguage", "FundingCalls", "PortalTopics", "Consortia", "Eligibility",
        "Matching", "Reports",
      ],
      swiftSettings: safe),
    .executableTarget(
      name: "fundcall", dependencies: ["FundcallCommands", "SourceText"], swiftSettings: safe),
    // The benchmark: peers in C, what is measured, and two programs; no part of the product.
    .target(name: "BenchmarkPeers", dependencies: ["CLibXML2"]),
    .executableTarget(name: "benchmark-peer", dependencies: ["BenchmarkPeers"]),
    .target(
      name: "Benchmarks",
      dependencies: [
        "BenchmarkPeers", "SourceText", "FundingTerms", "JSONReading", "RuleLanguage",
        "FundingCalls",
        "Consortia", "Eligibility",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "fundcall-benchmark",
      dependencies: ["Benchmarks", "SourceText", "fundcall", "benchmark-peer"],
      swiftSettings: safe),
    .testTarget(
      name: "SourceTextTests", dependencies: ["SourceText"], swiftSettings: strict),
    .testTarget(
      name: "FundingTermsTests", dependencies: ["FundingTerms"], swiftSettings: strict),
    .testTarget(
      name: "SMEDefinitionTests", dependencies: ["SMEDefinition", "FundingTerms"],
      swiftSettings: strict),
    .testTarget(
      name: "XMLReadingTests", dependencies: ["XMLReading", "SourceText"], swiftSettings: strict),
    .testTarget(
      name: "JSONReadingTests", dependencies: ["JSONReading", "SourceText"],
      swiftSettings: strict),
    .testTarget(
      name: "CSVReadingTests", dependencies: ["CSVReading", "SourceText"], swiftSettings: strict),
    .testTarget(name: "BulkReadingTests", dependencies: ["BulkReading"], swiftSettings: strict),
    .testTarget(
      name: "RuleLanguageTests", dependencies: ["RuleLanguage", "FundingTerms", "SourceText"],
      swiftSettings: strict),
    .testTarget(
      name: "FundingCallsTests",
      dependencies: ["FundingCalls", "RuleLanguage", "XMLReading", "FundingTerms", "SourceText"],
      swiftSettings: strict),
    .testTarget(
      name: "PortalTopicsTests",
      dependencies: [
        "PortalTopics", "FundingCalls", "XMLReading", "JSONReading", "FundingTerms", "SourceText",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ConsortiaTests",
      dependencies: [
        "Consortia", "BulkReading", "FundingCalls", "XMLReading", "JSONReading", "SMEDefinition",
        "FundingTerms", "SourceText",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EligibilityTests",
      dependencies: [
        "Eligibility", "Consortia", "FundingCalls", "RuleLanguage", "XMLReading", "JSONReading",
        "SMEDefinition", "FundingTerms", "SourceText",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FundcallCommandsTests",
      dependencies: [
        "FundcallCommands", "Reports", "Eligibility", "Consortia", "FundingCalls", "RuleLanguage",
        "JSONReading", "FundingTerms", "SourceText", "fundcall",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "BenchmarksTests", dependencies: ["Benchmarks", "FundingCalls", "SourceText"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
