public import ArgumentParser
internal import BittingCompiler
public import KeyModel

/// The options that every verb takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The repository. (default: the one around the working directory)", valueName: "dir"),
    completion: .directory)
  var root: String?

  @Option(help: ArgumentHelp("What time it is, such as 2026-11-20T12:00:00Z. (default: now)", valueName: "instant"))
  var at: Instant?

  @Flag(help: "Print without colour, even on a terminal.")
  var noColor = false

  @Flag(name: [.short, .long], help: "Print the answer and errors only.")
  var quiet = false

  /// Where this run prints.
  var console: Console { Console(isQuiet: quiet, noColor: noColor) }

  /// `--at`, or now.
  var now: Instant { at ?? WallClock.now }

  /// The repository's folder: `--root`, else the nearest folder, from the working directory up, that has declarations,
  /// else the nearest that is a git checkout.
  func rootFolder() throws -> String {
    if let root {
      if let error = FilePath.trouble(readingFolder: root) { throw CommandFailure.unreadable(root, error, as: .folder) }
      return root
    }
    let current = FilePath.current
    let declared = GlobalOptions.nearest(current) { folder in
      RepositoryTree.folders.contains { FilePath.isFolder(FilePath.join(folder, $0)) }
    }
    return declared ?? GlobalOptions.nearest(current) { FilePath.exists(FilePath.join($0, ".git")) } ?? current
  }

  private static func nearest(_ folder: String, where isIt: (String) -> Bool) -> String? {
    var candidate = folder
    while !isIt(candidate) {
      guard let parent = FilePath.parent(candidate), parent != candidate else { return nil }
      candidate = parent
    }
    return candidate
  }

  /// The repository, checked at the instant `now`, which a person may have to wait for.
  func check(at now: Instant) throws -> CheckedRepository {
    try check(at: now, wholeOrNot)
  }

  /// The repository, all of whose files can be read, checked at the instant `now`.
  func checkWhole(at now: Instant) throws -> CheckedRepository {
    try check(at: now, tree)
  }

  private func check(at now: Instant, _ tree: () throws -> RepositoryTree) throws -> CheckedRepository {
    Lasting.keep(try Progress.show("checking", on: console) { Checker.check(try tree(), at: now) })
  }

  /// The declarations of the repository, all of which can be read.
  func tree() throws -> RepositoryTree {
    let tree = try wholeOrNot().held()
    let unreadable = tree.entries.compactMap { entry -> UnreadableEntry? in
      guard case .unreadable(let reason) = entry.content else { return nil }
      return UnreadableEntry(path: entry.path, reason: reason)
    }
    if let failure = CommandFailure.unreadable(unreadable) { throw failure }
    return tree
  }

  /// The declarations of the repository, also if some cannot be read; nothing at all to look at is no answer.
  /// Of many files each is read when it is its turn.
  func wholeOrNot() throws -> RepositoryTree {
    let root = try rootFolder()
    let tree: RepositoryTree
    do {
      tree = try TreeReader.list(root)
    } catch {
      throw CommandFailure.unreadable(root, error, as: .folder)
    }
    guard !tree.entries.isEmpty else {
      let hint =
        OuterRepository.around(root).map { "the repository is around it: `--root \($0)`" }
        ?? "a repository has `keys/` and `policies/` with YAML files in them; `bitting init` begins one"
      throw CommandFailure.cannotTell("there are no declarations below `\(root)`", hint: hint)
    }
    return tree
  }
}

extension Instant: ExpressibleByArgument {
  /// The instant that an argument writes.
  public init?(argument: String) {
    self.init(argument)
  }
}
