// swift-tools-version: 6.2
import PackageDescription

// The servers that the tests of the middleware for Hummingbird start: `make doors`.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func server(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      .product(name: "BittingHummingbird", package: "bitting-hummingbird"),
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "NIOCore", package: "swift-nio"),
    ],
    swiftSettings: settings)
}

let package = Package(
  name: "servers",
  dependencies: [
    .package(path: "../../../../Sources/Bindings/bitting-hummingbird"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [server("shop-server"), server("vector-server")],
  swiftLanguageModes: [.v6]
)
