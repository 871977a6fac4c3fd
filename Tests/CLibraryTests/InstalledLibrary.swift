import Foundation
import TestSupport

/// The release library as `make install` puts it in a folder, and programs that are compiled against that.
struct InstalledLibrary {
  /// Why there is nothing to test.
  struct Failure: Error {
    let text: String
  }

  static let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL

  /// Whether `make lib` has been run.
  static let isBuilt = FileManager.default.fileExists(atPath: checkout.path + "/.build-lib/library/libbitting.so")

  /// One installation for all tests.
  static func shared() throws -> InstalledLibrary { try installation.get() }
  private static let installation = Result { try InstalledLibrary() }

  /// The `DESTDIR`.
  private let folder: TemporaryFolder
  private static let prefix = "/opt/bitting"

  private init() throws {
    folder = try TemporaryFolder()
    let arguments = ["--no-print-directory", "--directory", InstalledLibrary.checkout.path, "install"]
    let install = try Program.run(
      "make", arguments + ["DESTDIR=\(folder.url.path)", "PREFIX=\(InstalledLibrary.prefix)"])
    guard install.status == 0 else { throw Failure(text: install.errors) }
  }

  /// The path of what was installed as `name` under the prefix.
  func path(_ name: String) -> String { folder.path(InstalledLibrary.prefix + "/" + name) }

  /// The environment in which compilers and programs find the library.
  var environment: [String] {
    [
      "PKG_CONFIG_SYSROOT_DIR=\(folder.url.path)", "PKG_CONFIG_PATH=\(path("lib/pkgconfig"))",
      "LD_LIBRARY_PATH=\(path("lib"))",
    ]
  }

  /// What `pkg-config` says about the library.
  func packageConfig(_ arguments: String...) throws -> [String] {
    let outcome = try Program.run("env", environment + ["pkg-config", "libbitting"] + arguments)
    guard outcome.status == 0 else { throw Failure(text: outcome.errors) }
    return String(decoding: outcome.output, as: UTF8.self).split { $0 == " " || $0 == "\n" }.map(String.init)
  }

  /// Compiles `Programs/name` as strict C99, or with other flags, and returns the program in a folder of its own.
  func compile(
    _ name: String, with compiler: String = "cc", _ flags: [String] = ["-std=c99", "-pedantic"],
    isStatic: Bool = false
  ) throws -> CProgram {
    try compile(source: CProgram.sources.appending(path: name).path, with: compiler, flags, isStatic: isStatic)
  }

  /// The same for a file anywhere.
  func compile(
    source: String, with compiler: String = "cc", _ flags: [String] = ["-std=c99", "-pedantic"],
    isStatic: Bool = false
  ) throws -> CProgram {
    let place = try TemporaryFolder()
    let library =
      isStatic
      ? try packageConfig("--cflags") + [path("lib/libbitting.a"), "-lsodium"] : try packageConfig("--cflags", "--libs")
    let warnings = ["-O1", "-g", "-Wall", "-Wextra", "-Werror", "-pthread"]
    let outcome = try Program.run(
      compiler, flags + warnings + ["-o", place.path("program"), source] + library)
    guard outcome.status == 0 else { throw Failure(text: outcome.errors) }
    return CProgram(place: place, libraries: path("lib"))
  }
}

/// A compiled program.
struct CProgram {
  static let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Programs")

  let place: TemporaryFolder
  let libraries: String

  /// Its path.
  var path: String { place.path("program") }

  /// Runs it with `arguments`, under `tool` where one is given, and with `environment` beside what it needs itself.
  func run(
    _ arguments: [String], under tool: [String] = [], environment: [String] = []
  ) throws -> Program.Outcome {
    try Program.run("env", ["LD_LIBRARY_PATH=\(libraries)"] + environment + tool + [path] + arguments)
  }
}
