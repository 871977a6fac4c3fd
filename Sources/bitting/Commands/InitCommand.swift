internal import ArgumentParser
internal import BittingCompiler

/// `bitting init`: a repository to begin with.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Begin a repository of keys and policies.",
    discussion: """
      Writes policies to start from, schemas for editors, and what CI and pre-commit need, and prints the names of the \
      files. A file that is there already is left as it is, and what it lacks is said; where there are policies, no \
      others are added.
      """)

  @Argument(help: ArgumentHelp("Where.", valueName: "dir"), completion: .directory)
  var folder: String = "."

  @Option(help: "The name of the project. (default: the folder's)")
  var name: String?

  @Option(help: "What tokens begin with: 2 to 9 of a-z and 0-9. (default: the name's first letters and digits)")
  var prefix: String?

  @Flag(help: "Print without colour, even on a terminal.")
  var noColor = false

  @Flag(name: [.short, .long], help: "Print the answer and errors only.")
  var quiet = false

  func run() throws {
    if let outer = OuterRepository.around(folder) {
      throw CommandFailure.usage(
        "`\(folder)` is part of the repository in `\(outer)`, whose declarations would be broken",
        hint: "name a folder that is not in its keys/ or policies/")
    }
    let project = try ProjectNames(name: name, prefix: prefix, folder: folder)
    let console = Console(isQuiet: quiet, noColor: noColor)
    let declared = try declared()
    try makeFolder()
    let place = ScaffoldPlace(folder)
    let scaffold = Scaffold(project, at: place, hasPolicies: declared.hasPolicies)
    var kept: [String] = []
    for file in scaffold.files {
      if file.isReadAtTop, FilePath.exists(place.pathAtTop(of: file.path)) {
        kept.append(place.upToTop + file.path)
      } else if try write(file) {
        console.fact(shown(file.path))
      } else {
        kept.append(file.path)
      }
    }
    for path in kept + scaffold.omitted { console.talk("left as it is: \(shown(path))") }
    let left = KeptFiles(kept, of: scaffold, at: place)
    console.talk(NextSteps(project, at: place, after: declared, left: left).text)
  }

  private func shown(_ path: String) -> String {
    Console.shown(folder == "." ? path : FilePath.join(folder, path))
  }

  private func makeFolder() throws {
    do {
      try FileWriting.createFolder(folder)
    } catch {
      throw CommandFailure.cannotTell("`\(folder)` cannot be made: \(error.message)")
    }
  }

  /// What is declared there already.
  private func declared() throws -> DeclaredBefore {
    do {
      return DeclaredBefore(try TreeReader.read(folder))
    } catch  where error.isMissing && !FilePath.exists(folder) {
      return DeclaredBefore(RepositoryTree(entries: [], presentFolders: []))
    } catch {
      throw CommandFailure.unreadable(folder, error, as: .folder)
    }
  }

  /// Writes a file that is not there; false for one that is.
  private func write(_ file: Scaffold.File) throws -> Bool {
    let path = FilePath.join(folder, file.path)
    do {
      if let parent = FilePath.parent(path) { try FileWriting.createFolder(parent) }
      try FileWriting.create(path, with: file.text.utf8.span)
    } catch {
      if error.isExisting { return false }
      throw CommandFailure.cannotTell("`\(path)` cannot be written: \(error.message)")
    }
    return true
  }
}
