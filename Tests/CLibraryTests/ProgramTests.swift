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

  private static let decisions = """
    bitting-state 1
    project=shop
    service=storefront
    environment=live
    """

  /// Runs a program that says nothing unless something is wrong.
  private func expectSilence(_ outcome: Program.Outcome) {
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output == [])
  }

  @Test func decides() throws {
    let outcome = try library.compile("deciding.c").run([shop.path])
    print(String(decoding: outcome.output, as: UTF8.self))
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
  }

  @Test func survivesMisuse() throws {
    expectSilence(try library.compile("misuse.c").run([shop.path]))
  }

  @Test func servesManyThreadsWhileBundlesAreReplaced() throws {
    expectSilence(try library.compile("threads.c").run([shop.path]))
  }

  @Test func goesOnInForkedChildren() throws {
    expectSilence(try library.compile("forking.c").run([shop.path]))
  }
}
