internal import BittingCompiler
internal import KeyModel

/// What whoever has the files of a new repository does next, without what is done already.
struct NextSteps {
  private let project: ProjectNames
  private let declared: DeclaredBefore

  /// The steps of `project`, of which something may be `declared` before anything is written.
  init(_ project: ProjectNames, after declared: DeclaredBefore) {
    self.project = project
    self.declared = declared
  }

  /// All of them, with numbers.
  var text: String {
    let steps = [reach, signer, identity, key, look].compactMap(\.self)
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
  private var signerPath: String { "../\(project.name)-signer.key" }

  /// Done where routes are declared that are not the scaffold's.
  private var reach: Step? {
    let isDone = !catalog.resources.isEmpty && !catalog.routes.isEmpty
    let isUntouched = declared.holds(PolicyScaffold(project).routesFile)
    guard !isDone || isUntouched else { return nil }
    let places = [place("resources", or: "`resources`"), place("routes", or: "`routes`")].joined(separator: ", ")
    return Step(text: "Say what there is to be reached, and by which requests: \(places).")
  }

  private var signer: Step? {
    guard catalog.declarations.project?.signers.isEmpty ?? true else { return nil }
    let target = place("project", or: "`signers` of the project")
    return Step(
      text: "Make a signer's key, outside of the repository, and put the public key that it prints into \(target):",
      commands: ["bitting keygen signer --out \(signerPath)"])
  }

  private var identity: Step? {
    guard catalog.services.flatMap(\.declaration.recipients).allSatisfy(\.recipients.isEmpty) else { return nil }
    let target = place("services", or: "`recipients` of the service")
    let service = catalog.services.first?.name.description ?? PolicyScaffold.service
    return Step(
      text: "Make an identity for the service, and put the recipient that it prints into \(target):",
      commands: ["bitting keygen service --out ../\(project.name)-\(service).identity"])
  }

  /// What the scaffold's own policies allow is said in full; what others allow is asked for.
  private var key: Step? {
    guard catalog.keys.isEmpty else { return nil }
    guard !declared.hasPolicies else {
      return Step(
        text: "Declare a key; on a terminal it asks for the rest:", commands: ["bitting new KEY --to ../KEY.env"])
    }
    return Step(
      text: "Declare a key:",
      commands: [
        "bitting new acme-sync --type client --environment live --tenant acme --scope orders:read \\",
        "  --owner you@example.com --purpose 'Order sync for ACME' --to ../acme-sync.env",
      ])
  }

  private var look: Step {
    Step(
      text: "Look at what it comes to:",
      commands: ["bitting check && bitting build --signing-key \(signer == nil ? "FILE" : signerPath)"])
  }

  /// The scaffold's file for `section`, or `words` for it where the repository has its own.
  private func place(_ section: String, or words: String) -> String {
    let path = "policies/\(section).yaml"
    return !declared.hasPolicies || declared.hasFile(path) ? path : words
  }
}
