internal import AgeFile
internal import AgeWriting
internal import ArgumentParser
internal import KeyModel
internal import Minisign
internal import MinisignSigning
internal import Sodium

/// `bitting keygen`: keys for those who sign and those who open.
struct KeygenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen", abstract: "Make a signer's key pair or a service's identity.",
    subcommands: [KeygenSignerCommand.self, KeygenServiceCommand.self])
}

/// `bitting keygen signer`: a minisign key pair.
struct KeygenSignerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signer", abstract: "Make a minisign key pair that signs bundles.",
    discussion: """
      Writes the secret key to FILE, which only its owner may read, and the public key to FILE.pub, and prints the \
      public key, which belongs into `signers` of the project.
      """)

  @Option(help: ArgumentHelp("Where the secret key goes.", valueName: "file"), completion: .file())
  var out: String

  @Flag(help: "Protect the secret key with a password, asked for on the terminal.")
  var password = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let publicPath = "\(out).pub"
    for path in [out, publicPath] { try KeyFile.refuseExisting(path) }
    var generator = SodiumGenerator()
    let key = MinisignSecretKey.generate(using: &generator)
    let text: SecretBytes
    if password {
      let password = try TerminalPrompt.newPassword(
        "Password for \(out)", orElse: KeyFile.needsTerminal("there is no terminal to ask for the password on"))
      text = try key.fileText(password: password, using: &generator)
    } else {
      text = try key.fileText()
    }
    try KeyFile.write(text, to: out)
    do {
      try FileWriting.create(publicPath, with: key.publicKey.fileText.utf8.span)
    } catch {
      throw CommandFailure.cannotTell("`\(publicPath)` cannot be written: \(error.message)")
    }
    global.console.fact(key.publicKey.description)
    global.console.talk("the secret key is in \(out): keep it out of the repository")
  }
}

/// `bitting keygen service`: an age identity.
struct KeygenServiceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "service", abstract: "Make an age identity that opens a service's bundles.",
    discussion: """
      Writes the identity to FILE, which only its owner may read, and prints its recipient, which belongs into \
      `recipients` of the service.
      """)

  @Option(help: ArgumentHelp("Where the identity goes.", valueName: "file"), completion: .file())
  var out: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    var generator = SodiumGenerator()
    let identity = AgeIdentity.generate(using: &generator)
    try KeyFile.write(identity.fileText(created: global.now.description), to: out)
    global.console.fact(identity.recipient.description)
    global.console.talk("the identity is in \(out): give it to the service, and keep it out of the repository")
  }
}
