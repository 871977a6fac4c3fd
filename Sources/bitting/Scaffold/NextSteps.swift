internal import BittingCompiler
internal import KeyModel

/// What whoever has the files of a new repository does next, without what is done already.
struct NextSteps {
  private let project: ProjectNames
  private let place: ScaffoldPlace
  private let declared: DeclaredBefore
  private let left: KeptFiles

  /// The steps of `project` at `place`, of which something may be `declared` before anything is written, and some files
  /// are `left` as they are.
  init(_ project: ProjectNames, at place: ScaffoldPlace, after declared: DeclaredBefore, left: KeptFiles) {
    self.project = project
    self.place = place
    self.declared = declared
    self.left = left
  }

  /// All of them, with numbers.
  var text: String {
    let steps = [folder, top, ignore, hooks, reach, signer, identity, key, look].compactMap(\.self)
    let lines = steps.enumerated().flatMap { index, step in
      ["  \(index + 1). \(step.text)"] + step.commands.map { "       \($0)" }
    }
    return (["", "What comes next:"] + lines).joined(separator: "\n")
  }

  /// One of them: what to do, and the lines of the command that does it.
  private struct Step {
    let text: String
    var commands: [String] = []
  }

  private var catalog: Catalog { declared.catalog }
  private var signerPath: String { "\(place.outside)\(project.name)-signer.key" }

  /// Every other step is taken in the folder.
  private var folder: Step? {
    guard !place.isWorkingDirectory else { return nil }
    return Step(text: "Go to the folder:", commands: ["cd \(Console.shown(ShellWord.written(place.folder)))"])
  }

  private var top: Step? {
    guard !left.belowTop.isEmpty else { return nil }
    let moves = left.belowTop.flatMap { path in
      let folder = FilePath.parent(path).map { "\($0)/" } ?? ""
      let target = place.upToTop + folder
      return (folder.isEmpty ? [] : ["mkdir -p \(target)"]) + ["mv \(path) \(target)"]
    }
    return Step(
      text: "GitHub and pre-commit look at the top of the git repository only, so move there what they read:",
      commands: moves)
  }

  private var ignore: Step? {
    guard let command = left.ignoreCompletion else { return nil }
    return Step(
      text: "Have \(IgnoreScaffold.path), which was there, keep private keys, tokens and bundles out of git:",
      commands: [command])
  }

  private var hooks: Step? {
    guard let hooks = left.hooks, !hooks.lines.isEmpty else { return nil }
    return Step(
      text: "If commits are to be checked by pre-commit, add to `repos` in \(hooks.path), which was there:",
      commands: hooks.lines)
  }

  /// Done where routes are declared that are not the scaffold's.
  private var reach: Step? {
    let isDone = !catalog.resources.isEmpty && !catalog.routes.isEmpty
    let isUntouched = declared.holds(PolicyScaffold(project).routesFile)
    guard !isDone || isUntouched else { return nil }
    let places = [file("resources", or: "`resources`"), file("routes", or: "`routes`")].joined(separator: ", ")
    return Step(text: "Say what there is to be reached, and by which requests: \(places).")
  }

  private var signer: Step? {
    guard catalog.declarations.project?.signers.isEmpty ?? true else { return nil }
    let target = file("project", or: "`signers` of the project")
    return Step(
      text: "Make a signer's key, outside of the repository, and put the public key that it prints into \(target):",
      commands: ["bitting keygen signer --out \(signerPath)"])
  }

  private var identity: Step? {
    guard catalog.services.flatMap(\.declaration.recipients).allSatisfy(\.recipients.isEmpty) else { return nil }
    let target = file("services", or: "`recipients` of the service")
    let service = catalog.services.first?.name.description ?? PolicyScaffold.service
    return Step(
      text: "Make an identity for the service, and put the recipient that it prints into \(target):",
      commands: ["bitting keygen service --out \(place.outside)\(project.name)-\(service).identity"])
  }

  /// What the scaffold's own policies allow is said in full; what others allow is asked for.
  private var key: Step? {
    guard catalog.keys.isEmpty else { return nil }
    guard !declared.hasPolicies else {
      return Step(
        text: "Declare a key; on a terminal it asks for the rest:",
        commands: ["bitting new KEY --to \(place.outside)KEY.env"])
    }
    return Step(
      text: "Declare a key:",
      commands: [
        "bitting new acme-sync --type client --environment live --tenant acme --scope orders:read \\",
        "  --owner you@example.com --purpose 'Order sync for ACME' --to \(place.outside)acme-sync.env",
      ])
  }

  private var look: Step {
    Step(
      text: "Look at what it comes to:",
      commands: ["bitting check && bitting build --signing-key \(signer == nil ? "FILE" : signerPath)"])
  }

  /// The scaffold's file for `section`, or `words` for it where the repository has its own.
  private func file(_ section: String, or words: String) -> String {
    let path = "policies/\(section).yaml"
    return !declared.hasPolicies || declared.hasFile(path) ? path : words
  }
}
