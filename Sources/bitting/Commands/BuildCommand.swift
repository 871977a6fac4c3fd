internal import ArgumentParser
internal import BittingCompiler
internal import BundleFormat
internal import BundleWriting
internal import Diagnostics
internal import KeyModel
internal import Minisign
internal import MinisignSigning
internal import Sodium

/// `bitting build`: seals and signs a bundle for each service in each environment.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Seal and sign a bundle for each service.",
    discussion: """
      Checks the repository first: nothing is built from declarations with an error. Each bundle is sealed to the \
      recipients of its service and signed with every key that is given. A service that has no recipients in an \
      environment gets no bundle for it.

      The bundles are issued now, or at SOURCE_DATE_EPOCH, or at --at.
      """)

  @Option(
    help: ArgumentHelp("Sign with the minisign secret key in FILE; may be repeated.", valueName: "file"),
    completion: .file())
  var signingKey: [String] = []

  @Option(help: ArgumentHelp("Where the bundles go.", valueName: "dir"), completion: .directory)
  var out = "dist"

  @Option(help: "Build for this service only; may be repeated.")
  var service: [String] = []

  @Option(help: "Build for this environment only; may be repeated.")
  var environment: [String] = []

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let issued = try issueInstant()
    let checked = try checkedCatalog(at: issued)
    let keys = try signingKeys(for: checked.catalog)
    let targets = try TargetSelection(services: service, environments: environment).targets(of: checked)
    let checkout = await GitCheckout.at(try global.rootFolder())
    let builder = BundleBuilder(checked: checked, keys: keys, checkout: checkout, issued: issued)
    try createFolder()
    for target in targets { try write(try builder.build(target), of: target) }
    warnOfMissingSignatures(keys.count, checked.catalog)
  }

  /// `--at`, else SOURCE_DATE_EPOCH (reproducible-builds.org), else now.
  private func issueInstant() throws -> Instant {
    if let at = global.at { return at }
    guard let epoch = Environment.value("SOURCE_DATE_EPOCH") else { return WallClock.now }
    guard let seconds = epoch.utf8.span.decimal, seconds <= Instant.latest.seconds else {
      throw CommandFailure.usage("SOURCE_DATE_EPOCH is `\(epoch)`, which is no number of seconds")
    }
    return Instant(seconds: seconds)
  }

  private func checkedCatalog(at now: Instant) throws -> CheckedCatalog {
    let checked = try global.check(at: now)
    guard let catalog = checked.checkedCatalog else {
      FindingReport(checked).explain(on: global.console)
      if let failure = CommandFailure.unreadable(checked.unreadable) { throw failure }
      throw CommandFailure.refused("nothing is built from declarations with an error")
    }
    return catalog
  }

  /// The keys to sign with, each of a signer that the project lists.
  private func signingKeys(for catalog: Catalog) throws -> [MinisignSecretKey] {
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
        hint: "no validator would trust this bundle: add the signer to `signers`, or sign with another key")
    }
    guard Set(keys.map(\.publicKey)).count == keys.count else {
      throw CommandFailure.usage("one signing key is given twice")
    }
    return keys
  }

  private func createFolder() throws {
    do {
      try FileWriting.createFolder(out)
    } catch {
      throw CommandFailure.cannotTell("the folder `\(out)` cannot be made: \(error.message)")
    }
  }

  private func write(_ bundle: BuiltBundle, of target: BundleTarget) throws {
    let path = FilePath.join(out, target.fileName)
    do {
      try FileWriting.replace(path, with: bundle.bytes.span)
    } catch {
      throw CommandFailure.cannotTell("`\(path)` cannot be written: \(error.message)")
    }
    global.console.fact("\(path)  \(bundle.summary)")
  }

  private func warnOfMissingSignatures(_ count: Int, _ catalog: Catalog) {
    let threshold = Int(catalog.declarations.project?.threshold?.value ?? 1)
    guard count < threshold else { return }
    global.console.talk("\(threshold) signatures are needed to open these bundles, and they have \(count)")
  }
}
