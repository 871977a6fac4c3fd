import ArgumentParser
import KeyModel

/// `bench generate`: a repository with as many keys in as many files as are asked for.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Make a repository with many keys.",
    discussion: """
      Writes keys/ and policies/ below FOLDER, and beside them the secret keys of the two signers, which are drawn from \
      the seed as everything else is and so protect nothing. The same numbers give the same bytes. No rule finds \
      anything in it at \(SampleTree.now), from nine keys on.
      """)

  @Argument(help: ArgumentHelp("Where it goes; must not be there yet.", valueName: "folder"))
  var folder: String

  @Option(help: "How many keys.")
  var keys = 100_000

  @Option(help: "How many files they stand in.")
  var files = 1_000

  @Option(help: "Where the random choices begin.")
  var seed: UInt64 = 1

  func validate() throws {
    guard keys > 0, files > 0, files <= keys else {
      throw ValidationError("there have to be keys, and at least one for each file")
    }
  }

  func run() throws {
    try SampleTree(keys: keys, files: files, seed: seed).write(to: folder)
  }
}
