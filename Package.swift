// swift-tools-version: 6.2
import PackageDescription

// `BITTING_EMBEDDED=1` builds what a validator is made of as Embedded Swift, and nothing else: that the other
// targets are absent then is what keeps YAML, encoders and signers out of it.
let embedded = Context.environment["BITTING_EMBEDDED"] == "1"
let warningsAreErrors = Context.environment["BITTING_WARNINGS_AS_ERRORS"] == "1"

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
  ]
  + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])
  + (embedded ? [.enableExperimentalFeature("Embedded"), .unsafeFlags(["-wmo"])] : [])

func library(_ name: String, uses: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: uses, swiftSettings: settings)
}

// For libraries that lend out views of memory they own: with `@_lifetime` the compiler sees to it that no view
// outlives its owner. Whoever imports them needs no such setting.
let lending: [SwiftSetting] = [.enableExperimentalFeature("Lifetimes")]

func lendingLibrary(_ name: String, uses: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: uses, swiftSettings: settings + lending)
}

func tests(_ name: String, uses: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .testTarget(name: name, dependencies: uses, resources: resources, swiftSettings: settings + lending)
}

// What a validator is made of: no Foundation, no YAML, no encoder, no signer.
let validator: [Target] = [
  .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
  .target(name: "CSHA256", dependencies: ["CSodium"]),
  .target(name: "CPages"),
  library("KeyModel"),
  library("Sodium", uses: ["CSodium"]),
  library("AgeFile", uses: ["CSodium", "Sodium"]),
  library("Minisign", uses: ["CSodium", "Sodium"]),
  lendingLibrary("BundleFormat", uses: ["KeyModel"]),
  lendingLibrary(
    "BittingRuntime", uses: ["BundleFormat", "KeyModel", "AgeFile", "Minisign", "Sodium", "CSHA256", "CPages"]),
]

let compiler: [Target] = [
  .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
  library("Diagnostics"),
  lendingLibrary("YAMLSource", uses: ["CYaml", "Diagnostics"]),
  library("YAMLFormat", uses: ["YAMLSource", "Diagnostics"]),
  library("BittingSchema", uses: ["YAMLFormat", "Diagnostics"]),
  library("AgeWriting", uses: ["AgeFile", "CSodium", "Sodium"]),
  library("MinisignSigning", uses: ["Minisign", "CSodium", "Sodium"]),
  library(
    "BundleWriting",
    uses: ["BundleFormat", "KeyModel", "AgeFile", "AgeWriting", "Minisign", "MinisignSigning", "Sodium"]),
  library(
    "BittingCompiler",
    uses: [
      "YAMLSource", "Diagnostics", "KeyModel", "BundleFormat", "BundleWriting", "AgeFile", "AgeWriting", "Minisign",
      "MinisignSigning", "Sodium",
    ]),
  library("BittingQueries", uses: ["BittingCompiler", "BundleWriting", "Diagnostics", "KeyModel"]),
  library("DecisionExplanation", uses: ["BittingRuntime", "BundleFormat", "Diagnostics", "KeyModel"]),
  library(
    "PolicyTesting",
    uses: ["AgeFile", "BittingRuntime", "BundleFormat", "DecisionExplanation", "Diagnostics", "KeyModel", "Minisign"]),
  library(
    "BittingReview",
    uses: [
      "AgeFile", "BittingCompiler", "BittingRuntime", "BundleFormat", "BundleWriting", "Diagnostics", "KeyModel",
      "Minisign", "YAMLSource",
    ]),
  .executableTarget(
    name: "bitting",
    dependencies: [
      "BittingCompiler", "BittingQueries", "BittingReview", "BittingRuntime", "BittingSchema", "BundleFormat",
      "BundleWriting", "AgeFile", "AgeWriting", "DecisionExplanation", "Minisign", "MinisignSigning", "Diagnostics",
      "KeyModel", "PolicyTesting",
      "Sodium", "YAMLFormat", "YAMLSource",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "Subprocess", package: "swift-subprocess"),
    ],
    swiftSettings: settings),
]

let testTargets: [Target] = [
  .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
  .systemLibrary(name: "CZlib", path: "Tests/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  tests("KeyModelTests", uses: ["KeyModel", "TestSupport"]),
  tests("DiagnosticsTests", uses: ["Diagnostics"]),
  tests("YAMLSourceTests", uses: ["YAMLSource", "Diagnostics"]),
  .testTarget(
    name: "FormatTests", dependencies: ["BittingCompiler", "Diagnostics", "KeyModel", "TestSupport", "YAMLSource"],
    exclude: ["Injections.json", "Readers"], swiftSettings: settings),
  tests("YAMLFormatTests", uses: ["YAMLFormat", "YAMLSource", "Diagnostics", "TestSupport"]),
  tests(
    "SchemaTests",
    uses: ["bitting", "BittingSchema", "BittingCompiler", "Diagnostics", "KeyModel", "TestSupport", "YAMLSource"]),
  tests("SodiumTests", uses: ["Sodium"]),
  tests("AgeFileTests", uses: ["AgeFile", "AgeWriting", "CSodium", "CZlib", "Sodium", "TestSupport"]),
  tests(
    "BittingCompilerTests",
    uses: ["BittingCompiler", "BundleFormat", "Diagnostics", "KeyModel", "TestSupport", "YAMLSource"],
    resources: [.copy("Cases")]),
  tests("MinisignTests", uses: ["Minisign", "MinisignSigning", "CSodium", "Sodium", "TestSupport"]),
  .target(
    name: "BundleSamples", dependencies: ["BundleWriting", "KeyModel", "Sodium"], path: "Tests/BundleSamples",
    swiftSettings: settings),
  tests("BundleFormatTests", uses: ["BundleFormat", "BundleSamples", "BundleWriting", "KeyModel", "TestSupport"]),
  tests("BundleWritingTests", uses: ["BundleWriting", "BundleSamples", "BundleFormat", "KeyModel", "TestSupport"]),
  .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
  tests(
    "BittingRuntimeTests",
    uses: [
      "BittingRuntime", "CAllocationCounter", "BundleFormat", "BundleSamples", "BundleWriting", "AgeFile", "AgeWriting",
      "Minisign", "MinisignSigning", "KeyModel", "Sodium", "TestSupport",
    ]),
  tests("CSHA256Tests", uses: ["CSHA256", "CSodium", "TestSupport"]),
  tests("TranscriptTests", uses: ["bitting", "TestSupport"]),
  .target(
    name: "RepositorySupport", dependencies: ["BittingCompiler", "KeyModel", "Sodium", "TestSupport"],
    path: "Tests/RepositorySupport", swiftSettings: settings),
  tests(
    "PolicyTestingTests",
    uses: [
      "BittingCompiler", "BittingRuntime", "DecisionExplanation", "Diagnostics", "KeyModel", "PolicyTesting",
      "RepositorySupport", "Sodium", "TestSupport",
    ]),
  tests(
    "BittingQueriesTests",
    uses: ["BittingCompiler", "BittingQueries", "Diagnostics", "KeyModel", "RepositorySupport", "TestSupport"]),
  tests(
    "BittingReviewTests",
    uses: [
      "BittingCompiler", "BittingReview", "BundleWriting", "Diagnostics", "KeyModel", "RepositorySupport", "Sodium",
      "TestSupport",
    ],
    resources: [.copy("Cases")]),
  tests(
    "EndToEndTests",
    uses: [
      "AgeFile", "AgeWriting", "BittingCompiler", "BittingRuntime", "BittingSchema", "BundleFormat", "BundleWriting",
      "Diagnostics", "KeyModel", "Minisign", "MinisignSigning", "RepositorySupport", "Sodium", "TestSupport",
      "YAMLFormat", "YAMLSource",
    ]),
]

// What `make bench` runs; nothing that is installed.
let benchmarks: [Target] = [
  .executableTarget(name: "yaml-floor", dependencies: ["CYaml"], path: "Sources/Benchmarks/yaml-floor"),
  .executableTarget(
    name: "bench",
    dependencies: [
      "AgeFile", "AgeWriting", "KeyModel", "Minisign", "MinisignSigning", "Sodium", "TestSupport",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    path: "Sources/Benchmarks/bench", swiftSettings: settings),
]

let packages: [Package.Dependency] = [
  .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
]

let package = Package(
  name: "bitting",
  dependencies: embedded ? [] : packages,
  targets: embedded ? validator : validator + compiler + benchmarks + testTargets,
  swiftLanguageModes: [.v6]
)
