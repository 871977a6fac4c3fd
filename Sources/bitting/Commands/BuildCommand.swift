internal import ArgumentParser
internal import BittingCompiler
internal import BundleWriting
internal import Diagnostics
internal import KeyModel
internal import MinisignSigning

/// `bitting build`: seals and signs a bundle for each service in each environment.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Seal and sign a bundle for each service.",
    discussion: """
      Checks the repository first: no bundle is built from declarations with an error. Each bundle is sealed to the \
      recipients of its service and signed with every key that is given. A service that has no recipients in an \
      environment gets no bundle for it.

      With --revocations the list of all revoked secrets is written too, as PROJECT.revocations: services deny them from \
      it until their next bundle arrives. It is written first, and even if there are errors.

      Without --signing-key it signs with the key in the variable BITTING_SIGNING_KEY: the text of a secret key's file, not \
      its path.

      Bundles and list are issued now, or at SOURCE_DATE_EPOCH, or at --at.
      """)

  @OptionGroup var signing: SigningOptions

  @Option(help: ArgumentHelp("Where the files go.", valueName: "dir"), completion: .directory)
  var out = "dist"

  @Flag(help: "Write PROJECT.revocations, too: one signed list of all revoked secrets, for every service.")
  var revocations = false

  @Flag(inversion: .prefixedNo, help: "Build bundles; with --revocations, --no-bundles writes the list alone.")
  var bundles = true

  @Option(help: "Build for this service only; may be repeated.")
  var service: [String] = []

  @Option(help: "Build for this environment only; may be repeated.")
  var environment: [String] = []

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    guard revocations || bundles else {
      throw CommandFailure.usage("there is nothing to build", hint: "--no-bundles goes with --revocations")
    }
    let issued = try issueInstant()
    let root = try global.rootFolder()
    // Git reads the files meanwhile.
    async let checkout = bundles ? GitCheckout.at(root) : nil
    let checked = try global.check(at: issued)
    if !revocations { _ = try sound(checked) }
    let keys = try signing.keys(for: checked.uncheckedCatalog)
    if revocations { try buildRevocations(checked, keys, issued) }
    if let checkout = await checkout {
      try buildBundles(BundleBuilder(checked: try sound(checked), keys: keys, checkout: checkout, issued: issued))
    }
    warnOfMissingSignatures(keys.count, checked.uncheckedCatalog)
  }

  private func buildRevocations(_ checked: CheckedRepository, _ keys: [MinisignSecretKey], _ issued: Instant) throws {
    let list = try RevocationBuilder(checked: checked, keys: keys, issued: issued).build()
    try createFolder()
    try finish(try prepare(list.fileName, list.bytes, list.summary))
    guard checked.checkedCatalog == nil else { return }
    global.console.talk("there are errors, and a tombstone that cannot be read is not in the list: `bitting check`")
  }

  private func buildBundles(_ builder: BundleBuilder) throws {
    let selected = try TargetSelection(services: service, environments: environment).targets(of: builder.checked)
    let targets = selected.ready
    for target in selected.missed {
      global.console.talk("no bundle for `\(target.service)` in `\(target.environment)`: it has no recipients there")
    }
    try createFolder()
    let bundles = Progress.show("sealing", on: global.console) {
      // A few at a time, because the keys of all may be more than there is memory for.
      stride(from: 0, to: targets.count, by: BuildCommand.bundlesAtOnce).flatMap { start in
        prepare(targets[start..<min(start + BuildCommand.bundlesAtOnce, targets.count)], builder)
      }
    }
    do {
      // None takes its place until all are written.
      for bundle in bundles { _ = try bundle.get() }
      for bundle in bundles { try finish(try bundle.get()) }
    } catch {
      for bundle in bundles { try? bundle.get().file.discard() }
      throw error
    }
  }

  private static let bundlesAtOnce = 8

  private func prepare(
    _ targets: ArraySlice<BundleTarget>, _ builder: BundleBuilder
  ) -> [Result<PreparedFile, any Error>] {
    let targets = Array(targets)
    let contents = BundleAssembler.packedContents(of: builder.checked, for: targets)
    // Each bundle on a core of its own, the largest first.
    let order = targets.indices.sorted { (contents[$0]?.keyCount ?? 0) > (contents[$1]?.keyCount ?? 0) }
    let bundles = Workers.all.map(targets.count) { place in
      Result { try prepare(targets[order[place]], contents[order[place]], builder) }
    }
    return zip(order, bundles).sorted { $0.0 < $1.0 }.map(\.1)
  }

  private func prepare(
    _ target: BundleTarget, _ content: PackedContent?, _ builder: BundleBuilder
  ) throws -> PreparedFile {
    let bundle = try builder.build(target, content)
    return try prepare(target.fileName, bundle.bytes, bundle.summary)
  }

  private func prepare(_ name: String, _ bytes: [UInt8], _ summary: String) throws -> PreparedFile {
    let path = FilePath.join(out, name)
    do throws(SystemError) {
      return PreparedFile(path: path, file: try FileReplacement(path, with: bytes.span), summary: summary)
    } catch {
      throw unwritable(path, error)
    }
  }

  /// A file that has yet to take its place, and what is told of it then.
  private struct PreparedFile {
    let path: String
    let file: FileReplacement
    let summary: String
  }

  private func finish(_ prepared: PreparedFile) throws {
    do throws(SystemError) {
      try prepared.file.finish()
    } catch {
      throw unwritable(prepared.path, error)
    }
    global.console.fact("\(prepared.path)  \(prepared.summary)")
  }

  private func unwritable(_ path: String, _ error: SystemError) -> CommandFailure {
    .cannotTell("`\(path)` cannot be written: \(error.message)")
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

  private func sound(_ checked: CheckedRepository) throws -> CheckedCatalog {
    guard let catalog = checked.checkedCatalog else {
      FindingReport(checked).explain(on: global.console)
      if let failure = CommandFailure.unreadable(checked.unreadable) { throw failure }
      throw CommandFailure.refused("no bundle is built from declarations with an error")
    }
    return catalog
  }

  private func createFolder() throws {
    do {
      try FileWriting.createFolder(out)
    } catch {
      throw CommandFailure.cannotTell("the folder `\(out)` cannot be made: \(error.message)")
    }
  }

  private func warnOfMissingSignatures(_ count: Int, _ catalog: Catalog) {
    let threshold = Int(catalog.declarations.project?.threshold?.value ?? 1)
    guard count < threshold else { return }
    let (them, they) = bundles ? ("these bundles", "they have") : ("this list", "it has")
    global.console.warn(
      "\(threshold) signatures are needed to open \(them), and \(they) \(count)",
      hint: "give all keys in one build: `--signing-key FILE --signing-key FILE`")
  }
}
