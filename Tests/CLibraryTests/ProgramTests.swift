import BittingRuntime
import Foundation
import TestSupport
import Testing

/// Programs in C that use the installed release library.
@Suite(.enabled(if: InstalledLibrary.isBuilt, "`make lib` builds what this needs"))
struct ProgramTests {
  private let shop: ShopFolder
  private let library: InstalledLibrary

  init() throws {
    shop = try ShopFolder()
    library = try InstalledLibrary.shared()
  }

  /// Ends with 9 for a wrong access to memory, or for memory that is lost.
  private static let memcheck = [
    "valgrind", "--quiet", "--error-exitcode=9", "--leak-check=full", "--show-leak-kinds=definite,indirect",
    "--errors-for-leak-kinds=definite,indirect",
  ]

  /// Expects of a program that it says nothing, because nothing is wrong.
  private func expectSilence(_ outcome: Program.Outcome, _ location: SourceLocation = #_sourceLocation) {
    #expect(outcome.status == 0, sourceLocation: location)
    #expect(outcome.errors == "", sourceLocation: location)
    #expect(outcome.output == [], sourceLocation: location)
  }

  /// Expects of `deciding.c` that it prints what was recorded, which nothing but the program itself prints.
  private func expectDecisions(_ outcome: Program.Outcome, _ location: SourceLocation = #_sourceLocation) throws {
    let recorded = try String(contentsOf: CProgram.sources.appending(path: "deciding.txt"), encoding: .utf8)
    #expect(outcome.status == 0, sourceLocation: location)
    #expect(outcome.errors == "", sourceLocation: location)
    #expect(outcome.text == recorded, sourceLocation: location)
  }

  // MARK: What it does

  @Test func decides() throws {
    try expectDecisions(library.compile("deciding.c").run([shop.path]))
  }

  @Test func isForCPlusPlusToo() throws {
    try expectDecisions(
      library.compile("deciding.c", with: "c++", ["-xc++", "-std=c++11", "-pedantic"]).run([shop.path]))
  }

  @Test func decidesInAProgramThatIsLinkedStatically() throws {
    try expectDecisions(library.compile("deciding.c", isStatic: true).run([shop.path]))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/i18n/locales/tr_TR"), "Debian: locales"))
  func decidesAlikeInEveryLocale() throws {
    let program = try library.compile("deciding.c")
    let locales = try TemporaryFolder()
    let made = try Program.run("localedef", ["-i", "tr_TR", "-f", "UTF-8", locales.path("tr_TR.UTF-8")])
    try #require(made.status == 0, "\(made.errors)")
    let turkish = ["LOCPATH=\(locales.path(""))", "LC_ALL=tr_TR.UTF-8"]
    try expectDecisions(program.run([shop.path], environment: turkish))
    try expectDecisions(program.run([shop.path], environment: ["LC_ALL=C"]))
  }

  @Test func tellsWhyABundleCannotBeOpened() throws {
    let cases = try OpeningCase.all(shop)
    #expect(cases.map(\.expected) == OpenFailure.allCases)
    try shop.write(cases.map { ($0.expected.description, $0) })
    let outcome = try library.compile("opening.c").run([shop.path])
    #expect(outcome.errors == "")
    #expect(outcome.text == cases.map { "\($0.expected): \($0.expected.rawValue) \($0.expected)\n" }.joined())
  }

  @Test func revokesForGood() throws {
    try shop.writeRevocations()
    expectSilence(try library.compile("revoking.c").run([shop.path]))
  }

  @Test func goesOnWithQuotas() throws {
    try shop.writeOtherQuotas()
    expectSilence(try library.compile("quotas.c").run([shop.path]))
  }

  // MARK: What it does not do

  @Test func survivesMisuse() throws {
    expectSilence(try library.compile("misuse.c").run([shop.path]))
  }

  @Test func survivesWantOfMemory() throws {
    expectSilence(try library.compile("starving.c").run([shop.path]))
  }

  @Test func servesManyThreadsWhileBundlesAreReplaced() throws {
    expectSilence(try library.compile("threads.c").run([shop.path]))
  }

  @Test func goesOnInForkedChildren() throws {
    expectSilence(try library.compile("forking.c").run([shop.path]))
  }

  @Test(.enabled(if: Program.areInstalled("valgrind"), "valgrind is not installed"))
  func touchesAndLosesNoMemoryUnderMisuse() throws {
    expectSilence(try library.compile("misuse.c").run([shop.path], under: ProgramTests.memcheck))
  }

  @Test(.enabled(if: Program.areInstalled("valgrind"), "valgrind is not installed"))
  func losesNoMemoryOverBundlesThatAreDamagedInside() throws {
    let cases = try OpeningCase.all(shop) + OpeningCase.damagedInside(shop)
    try shop.write(cases.enumerated().map { ("\($0)", $1) })
    let outcome = try library.compile("opening.c").run([shop.path], under: ProgramTests.memcheck)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.split(separator: "\n").count == cases.count)
  }

  @Test func writesNowhereItMustNotUnderMisuse() throws {
    let sanitized = ["-std=c99", "-pedantic", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
    expectSilence(
      try library.compile("misuse.c", sanitized).run([shop.path], environment: ["ASAN_OPTIONS=detect_leaks=1"]))
  }
}

extension Program.Outcome {
  /// What it wrote to standard output, as text.
  var text: String { String(decoding: output, as: UTF8.self) }
}
