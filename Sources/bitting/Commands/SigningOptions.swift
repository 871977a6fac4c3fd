internal import ArgumentParser
internal import BittingCompiler
internal import Minisign
internal import MinisignSigning

/// Whose signatures are made.
struct SigningOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Sign with the minisign secret key in FILE; may be repeated.", valueName: "file"),
    completion: .file())
  var signingKey: [String] = []

  /// The keys to sign with, each of a signer that the project lists.
  ///
  /// One in the environment is taken out of it, so this is asked once.
  func keys(for catalog: Catalog) throws -> [MinisignSecretKey] {
    var keys = try signingKey.map(KeyFile.signingKey)
    if keys.isEmpty, let key = try KeyFile.signingKey(variable: "BITTING_SIGNING_KEY") { keys = [key] }
    guard !keys.isEmpty else {
      throw CommandFailure.usage(
        "there is no key to sign with", hint: "give --signing-key FILE, or the key itself in BITTING_SIGNING_KEY")
    }
    let signers = Set(catalog.declarations.project?.signers.map(\.value) ?? [])
    for key in keys where !signers.contains(key.publicKey) {
      throw CommandFailure.refused(
        "the project does not list the signer `\(key.publicKey)`",
        hint: "no validator would trust this: add the signer to `signers`, or sign with another key")
    }
    guard Set(keys.map(\.publicKey)).count == keys.count else {
      throw CommandFailure.usage("one signing key is given twice")
    }
    return keys
  }
}
