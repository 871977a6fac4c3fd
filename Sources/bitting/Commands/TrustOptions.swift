internal import ArgumentParser
internal import BittingCompiler
internal import BittingRuntime
internal import KeyModel
internal import Minisign

/// Whose signatures count.
struct TrustOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A signer to trust, as a public key; may be repeated. (default: the project's)", valueName: "key"))
  var trust: [String] = []

  @Option(
    help: ArgumentHelp("How many of them must have signed. (default: the project's, 1 with --trust)", valueName: "n"))
  var threshold: Int?

  /// The trust that the options state, or else the declarations around the working directory.
  func resolve(_ global: GlobalOptions) throws -> Trust {
    let (signers, required) = trust.isEmpty ? try declared(global) : (try trust.map(signer), 1)
    guard let resolved = Trust(signers, threshold: threshold ?? required) else {
      throw CommandFailure.usage(
        "\(threshold ?? required) of \(signers.count) signers is no threshold",
        hint: "it is 1 or more, up to all of them")
    }
    return resolved
  }

  private func signer(_ text: String) throws -> MinisignPublicKey {
    do {
      return try MinisignPublicKey(line: text)
    } catch {
      throw CommandFailure.usage(
        "`\(text)` is no minisign public key", hint: "it begins with `RW` and has 56 characters")
    }
  }

  private func declared(_ global: GlobalOptions) throws -> ([MinisignPublicKey], Int) {
    let project = Resolver.resolve(Loader.load(try global.tree())).catalog.declarations.project
    let signers = project?.signers.map(\.value) ?? []
    guard !signers.isEmpty else {
      throw CommandFailure.cannotTell(
        "the project lists no signers", hint: "give the public key of who signed with --trust")
    }
    return (signers, Int(project?.threshold?.value ?? 1))
  }
}
