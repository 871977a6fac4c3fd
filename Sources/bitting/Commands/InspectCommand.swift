internal import AgeFile
internal import ArgumentParser
internal import BittingRuntime
internal import BundleFormat
internal import Diagnostics
internal import KeyModel

/// `bitting inspect`: what a bundle states, and with its identity all that is in it; what a revocation list states.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show what a bundle states, and with its identity what is in it.",
    discussion: """
      Signatures are verified first; nothing is shown of a bundle that nobody trusted has signed. What is in a bundle \
      is shown to whoever has its identity, even when it has expired. A revocation list is told from a bundle by itself.
      """)

  @Argument(help: ArgumentHelp("The bundle.", valueName: "bundle"), completion: .file(extensions: ["bitting"]))
  var bundle: String

  @Option(help: ArgumentHelp("The age identity of the service.", valueName: "file"), completion: .file())
  var identity: String?

  @OptionGroup var trust: TrustOptions

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("How to print the answer.", valueName: "format"))
  var format: AnswerFormat = .terminal

  func run() throws {
    // What the declarations say of trust is only asked for where there is a file that it is for.
    let stated = trust.trust.isEmpty ? nil : try trust.resolve(global)
    let bytes = try read()
    let trust = try stated ?? trust.resolve(global)
    if RevocationView.isList(bytes) { return try inspectList(bytes, trust) }
    let identities = try identity.map(KeyFile.identities)
    do throws(OpenFailure) {
      let verified = try VerifiedBundle(try SealedBundle(parsing: bytes.span), trusting: trust)
      let statement = StatementView(verified.statement, verified.signers, at: global.now)
      guard let identities else { return print(statement, nil) }
      print(statement, try contents(bytes, verified.statement, trust, identities))
    } catch {
      throw CommandFailure.notOpened(bundle, error, hint: error == .malformed ? FileMistake.ofBundle(bytes) : nil)
    }
  }

  private func read() throws -> [UInt8] {
    do {
      return try BundleFile.read(bundle)
    } catch let refusal as FileRefusal {
      throw CommandFailure.notOpened(refusal.path, refusal.failure)
    }
  }

  private func inspectList(_ bytes: [UInt8], _ trust: Trust) throws {
    guard identity == nil else {
      throw CommandFailure.usage("`\(bundle)` is a revocation list, which is not encrypted and takes no --identity")
    }
    do throws(OpenFailure) {
      let verified = try VerifiedRevocations(try SealedRevocations(parsing: bytes.span), trusting: trust)
      // Signed is not yet well-formed.
      _ = try verified.list()
      print(RevocationView(verified.statement, verified.signers))
    } catch {
      throw CommandFailure.notOpened(bundle, error)
    }
  }

  private func print(_ list: RevocationView) {
    switch format {
    case .terminal: global.console.facts(list.text)
    case .json: global.console.fact(JSONValue.object(list.members).text)
    }
  }

  /// Opens the bundle as of the instant it was issued: to look at an old one is not to trust it.
  private func contents(
    _ bytes: [UInt8], _ statement: BundleStatement, _ trust: Trust, _ identities: [AgeIdentity]
  ) throws(OpenFailure) -> ContentsView {
    let gate = try Gate.open(
      bytes.span, identities: identities, trusting: trust,
      for: Audience(service: statement.service, environment: statement.environment), after: nil,
      at: Moment(utc: statement.issued, steady: 0)
    ).gate
    let contents = ContentsView(gate.image)
    // Signature and encryption cover the bytes already; this is about what the signers say of them.
    guard contents.digest == statement.content else { throw .corrupt }
    return contents
  }

  private func print(_ statement: StatementView, _ contents: ContentsView?) {
    switch format {
    case .terminal: global.console.facts(statement.text + (contents?.text ?? ""))
    case .json: global.console.fact(JSONValue.object(statement.members + (contents?.members ?? [])).text)
    }
  }
}
