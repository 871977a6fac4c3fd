// swift-tools-version: 6.2
import PackageDescription

// `BITTING_EMBEDDED=1` builds what a validator is made of as Embedded Swift, and nothing else: that the other
// targets are absent then is what keeps YAML, encoders and signers out of it.
let embedded = Context.environment["BITTING_EMBEDDED"] == "1"
// `BITTING_FUZZING=1` builds what `make fuzz` runs, and the libraries that it looks into, with the coverage that a
// fuzzer goes by; no tests and none of the other programs. `BITTING_FUZZING=address` has AddressSanitizer watch, too.
let watching = Context.environment["BITTING_FUZZING"] == "address"
let fuzzing = watching || Context.environment["BITTING_FUZZING"] == "1"
let sanitizers = "-sanitize=fuzzer" + (watching ? ",address" : "")
let warningsAreErrors = Context.environment["BITTING_WARNINGS_AS_ERRORS"] == "1"

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
  ]
  + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])
  + (embedded
    ? [.enableExperimentalFeature("Embedded"), .unsafeFlags(["-wmo", "-Xfrontend", "-function-sections"])] : [])
  + (fuzzing ? [.unsafeFlags([sanitizers])] : [])
// Nobody unwinds a stack through the library for C: Embedded Swift has no tables for that either.
let cSettings: [CSetting] =
  (watching ? [.unsafeFlags(["-fsanitize=address"])] : [])
  + (embedded ? [.unsafeFlags(["-fno-asynchronous-unwind-tables"])] : [])

func library(_ name: String, uses: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: uses, swiftSettings: settings)
}

// A library for C is to be small; what decisions run through is marked as to be fast in the sources.
let small: [SwiftSetting] = embedded ? [.unsafeFlags(["-Osize"])] : []
let smallC: [CSetting] = embedded ? [.unsafeFlags(["-Oz"])] : []

func smallLibrary(_ name: String, uses: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: uses, swiftSettings: settings + small)
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

// `libbitting.so` exports what its header declares, and is mapped read-only once it is loaded.
let sharedLibrary: [LinkerSetting] = [
  .unsafeFlags(
    [
      "--version-script=\(Context.packageDirectory)/Sources/CBitting/libbitting.map", "-soname=libbitting.so.0",
      "--gc-sections", "--icf=all", "--no-undefined", "-z", "now", "-z", "relro", "-z", "noexecstack",
    ].flatMap { ["-Xlinker", $0] } + ["-use-ld=lld"])
]

// What a validator is made of: no Foundation, no YAML, no encoder, no signer.
let validator: [Target] = [
  .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
  .target(name: "CSHA256", dependencies: ["CSodium"], cSettings: cSettings),
  .target(name: "CChecksum", cSettings: cSettings),
  .target(name: "CPages", cSettings: cSettings + smallC),
  .systemLibrary(name: "CHints"),
  .systemLibrary(name: "CLanes"),
  .target(name: "CHost", cSettings: cSettings + smallC),
  .systemLibrary(name: "CBitting"),
  .target(name: "CThreads", cSettings: cSettings + smallC),
  smallLibrary("SideBySide", uses: ["CThreads"]),
  lendingLibrary("KeyModel", uses: ["CChecksum", "CLanes"]),
  smallLibrary("Sodium", uses: ["CSodium"]),
  smallLibrary("AgeFile", uses: ["CSodium", "Sodium"]),
  smallLibrary("Minisign", uses: ["CSodium", "Sodium"]),
  lendingLibrary("BundleFormat", uses: ["CHints", "CLanes", "KeyModel"]),
  .target(
    name: "BittingRuntime",
    dependencies: [
      "BundleFormat", "KeyModel", "AgeFile", "Minisign", "SideBySide", "Sodium", "CSHA256", "CPages", "CThreads",
    ],
    swiftSettings: settings + lending + small),
  .target(
    name: "BittingC",
    dependencies: ["CBitting", "CHost", "BittingRuntime", "BundleFormat", "KeyModel", "AgeFile", "Minisign", "Sodium"],
    swiftSettings: settings + lending + small, linkerSettings: embedded ? sharedLibrary : []),
]

let compiler: [Target] = [
  .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
  .target(name: "CYamlMemory", cSettings: cSettings),
  library("Diagnostics", uses: ["CLanes"]),
  lendingLibrary("YAMLSource", uses: ["CYaml", "CYamlMemory", "Diagnostics"]),
  library("YAMLFormat", uses: ["YAMLSource", "Diagnostics"]),
  library("BittingSchema", uses: ["YAMLFormat", "Diagnostics"]),
  library("AgeWriting", uses: ["AgeFile", "CSodium", "Sodium"]),
  library("MinisignSigning", uses: ["Minisign", "CSodium", "Sodium"]),
  library(
    "BundleWriting",
    uses: ["BundleFormat", "KeyModel", "AgeFile", "AgeWriting", "Minisign", "MinisignSigning", "SideBySide", "Sodium"]),
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
  .target(name: "CForking", path: "Tests/CForking"),
  .target(name: "TestSupport", dependencies: ["CForking"], path: "Tests/TestSupport", swiftSettings: settings),
  .systemLibrary(name: "CZlib", path: "Tests/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  tests("KeyModelTests", uses: ["CChecksum", "KeyModel", "TestSupport"]),
  tests("DiagnosticsTests", uses: ["Diagnostics"]),
  tests("YAMLSourceTests", uses: ["CYaml", "CYamlMemory", "YAMLSource", "Diagnostics"]),
  .testTarget(
    name: "FormatTests",
    dependencies: [
      "bitting", "BittingCompiler", "BittingQueries", "BittingReview", "BittingRuntime", "Diagnostics", "KeyModel",
      "PolicyTesting", "TestSupport",
      "YAMLSource",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
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
    name: "BundleSamples", dependencies: ["BundleFormat", "BundleWriting", "KeyModel", "Sodium"],
    path: "Tests/BundleSamples", swiftSettings: settings + lending),
  tests("BundleFormatTests", uses: ["BundleFormat", "BundleSamples", "BundleWriting", "KeyModel", "TestSupport"]),
  tests("BundleWritingTests", uses: ["BundleWriting", "BundleSamples", "BundleFormat", "KeyModel", "TestSupport"]),
  .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
  .target(name: "CProcessors", path: "Tests/CProcessors"),
  .target(name: "CSandbox", path: "Tests/CSandbox"),
  tests(
    "BittingRuntimeTests",
    uses: [
      "BittingRuntime", "CAllocationCounter", "CForking", "CProcessors", "CSandbox", "CThreads", "BundleFormat",
      "BundleSamples",
      "BundleWriting", "AgeFile",
      "AgeWriting", "Minisign", "MinisignSigning", "KeyModel", "Sodium", "TestSupport",
    ]),
  tests("CSHA256Tests", uses: ["CSHA256", "CSodium", "TestSupport"]),
  .testTarget(
    name: "CLibraryTests",
    dependencies: [
      "bitting", "AgeFile", "AgeWriting", "BittingRuntime", "BundleFormat", "BundleSamples", "BundleWriting",
      "KeyModel", "Minisign", "MinisignSigning", "Sodium", "TestSupport",
    ],
    exclude: ["Programs"], swiftSettings: settings + lending),
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

// The conformance vectors, which every door runs, and the tool that makes plain files of them.
let conformance: [Target] = [
  .target(
    name: "ConformanceSupport",
    dependencies: [
      "AgeFile", "AgeWriting", "BittingCompiler", "BittingRuntime", "BundleFormat", "BundleWriting", "Diagnostics",
      "KeyModel", "Minisign", "MinisignSigning", "Sodium", "TestSupport",
    ], path: "Tests/ConformanceSupport", swiftSettings: settings),
  .executableTarget(
    name: "prepare-vectors", dependencies: ["ConformanceSupport"], path: "Tests/PrepareVectors",
    swiftSettings: settings),
  tests(
    "ConformanceTests",
    uses: [
      "bitting", "AgeFile", "BittingRuntime", "BundleFormat", "ConformanceSupport", "KeyModel", "Minisign",
      "TestSupport",
    ]),
]

// What holds for any bytes whatever: kept inputs are tried by the tests, others are made up by `make fuzz`.
let hostileInputs: [Target] = [
  .target(
    name: "FuzzTargets",
    dependencies: [
      "AgeFile", "AgeWriting", "BittingC", "BittingCompiler", "BittingReview", "BittingRuntime", "BittingSchema",
      "BundleFormat", "BundleSamples", "BundleWriting", "CBitting", "Diagnostics", "KeyModel", "Minisign",
      "MinisignSigning", "RepositorySupport",
      "Sodium", "TestSupport", "YAMLFormat", "YAMLSource",
    ],
    path: "Tests/Fuzzing/Targets", swiftSettings: settings + lending),
  .testTarget(
    name: "FuzzingTests", dependencies: ["FuzzTargets", "TestSupport"], path: "Tests/Fuzzing/Replay",
    swiftSettings: settings),
]
let fuzzer: [Target] = [
  .target(
    name: "FuzzDriver", dependencies: ["FuzzTargets", "TestSupport"], path: "Tests/Fuzzing/Driver",
    swiftSettings: settings + [.enableExperimentalFeature("Extern")]),
  .executableTarget(
    name: "fuzz", dependencies: ["FuzzDriver"], path: "Tests/Fuzzing/Program",
    linkerSettings: [.unsafeFlags([sanitizers])]),
]

// What `make bench` runs; nothing that is installed.
let benchmarks: [Target] = [
  .executableTarget(name: "yaml-floor", dependencies: ["CYaml"], path: "Sources/Benchmarks/yaml-floor"),
  .target(name: "CGateFloor", dependencies: ["CSHA256", "CSodium"], path: "Sources/Benchmarks/CGateFloor"),
  .executableTarget(name: "open-floor", dependencies: ["CSodium"], path: "Sources/Benchmarks/open-floor"),
  .executableTarget(
    name: "first-decision", dependencies: ["AgeFile", "BittingRuntime", "CPages", "KeyModel", "Minisign"],
    path: "Sources/Benchmarks/first-decision", swiftSettings: settings + lending),
  .executableTarget(
    name: "bench",
    dependencies: [
      "AgeFile", "AgeWriting", "BittingRuntime", "BundleFormat", "BundleWriting", "CBitting", "CGateFloor", "KeyModel",
      "Minisign", "MinisignSigning", "Sodium", "TestSupport",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    path: "Sources/Benchmarks/bench", swiftSettings: settings),
]

// For `make bench` alone: what nginx loads instead of libbitting.
let benchmarked: [Product] = [.library(name: "gatefloor", type: .dynamic, targets: ["CGateFloor"])]

let packages: [Package.Dependency] = [
  .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
]

let all = validator + compiler + testTargets + conformance + hostileInputs
let fuzzed = all.filter { $0.type == .regular || $0.type == .system } + fuzzer

// `BITTING_VALIDATOR_TESTS=1` builds the validator's own tests and what they need, and nothing else: under a sanitizer
// everything has to be built once more.
let validatorTestsOnly = Context.environment["BITTING_VALIDATOR_TESTS"] == "1"
let validatorTests = (compiler + testTargets).filter {
  [
    "AgeWriting", "MinisignSigning", "BundleWriting", "TestSupport", "BundleSamples", "CAllocationCounter", "CForking",
    "CProcessors", "CSandbox",
    "BittingRuntimeTests",
  ].contains($0.name)
}

let package = Package(
  name: "bitting",
  products: embedded
    ? [.library(name: "bitting", type: .dynamic, targets: ["BittingC"])]
    : [
      .library(name: "BittingRuntime", targets: ["BittingRuntime", "AgeFile", "BundleFormat", "KeyModel", "Minisign"])
    ] + (fuzzing || validatorTestsOnly ? [] : benchmarked),
  dependencies: embedded || fuzzing || validatorTestsOnly ? [] : packages,
  targets: embedded
    ? validator : fuzzing ? fuzzed : validatorTestsOnly ? validator + validatorTests : all + benchmarks,
  swiftLanguageModes: [.v6]
)
