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
        "`\(text)` is no minisign public key",
        hint: FilePath.exists(text)
          ? "it is a file: give the key itself, which is its last line" : "it begins with `RW` and has 56 characters")
    }
  }

  private func declared(_ global: GlobalOptions) throws -> ([MinisignPublicKey], Int) {
    let project = Resolver.resolve(Loader.load(try tree(global))).catalog.declarations.project
    let signers = project?.signers.map(\.value) ?? []
    guard !signers.isEmpty else {
      throw CommandFailure.cannotTell(
        "the project lists no signers", hint: "give the public key of who signed with --trust")
    }
    return (signers, Int(project?.threshold?.value ?? 1))
  }

  /// The declarations; where there are none, the hint is about what they were wanted for.
  private func tree(_ global: GlobalOptions) throws -> RepositoryTree {
    do {
      return try global.tree()
    } catch let failure as CommandFailure {
      throw CommandFailure(
        message: failure.message, hint: "whom to trust is read there: give --root, or a public key with --trust",
        status: failure.status)
    }
  }
}
