// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds Bitting has to fetch Hummingbird.
//
// Its folder is not called `hummingbird`, because SwiftPM tells packages apart by the names of their folders.
let warningsAreErrors = Context.environment["BITTING_WARNINGS_AS_ERRORS"] == "1"

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
  ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
  name: "bitting-hummingbird",
  products: [.library(name: "BittingHummingbird", targets: ["BittingHummingbird"])],
  dependencies: [
    .package(name: "bitting", path: "../../.."),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .target(
      name: "BittingHummingbird",
      dependencies: [
        .product(name: "BittingRuntime", package: "bitting"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: settings)
  ],
  swiftLanguageModes: [.v6]
)
