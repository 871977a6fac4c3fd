internal import AgeFile
internal import Glibc
internal import Minisign
internal import MinisignSigning
internal import Sodium

/// Files that hold the secrets of signers and services.
enum KeyFile {
  /// The largest key file that is read.
  private static let limit = 1 << 20

  /// Writes a secret to a new file that only its owner may read.
  static func write(_ secret: SecretBytes, to path: String) throws {
    do {
      try secret.withBytes { (bytes) throws(SystemError) in try FileWriting.createSecret(path, with: bytes) }
    } catch  where error.code == EEXIST {
      throw existing(path)
    } catch {
      throw CommandFailure.cannotTell(
        "`\(path)` cannot be written: \(error.message)",
        hint: error.isMissing ? FilePath.parent(path).map { "there is no folder `\($0)`" } : nil)
    }
  }

  /// Stops before anything is made if there is something at `path` already.
  static func refuseExisting(_ path: String) throws {
    if FilePath.exists(path) { throw existing(path) }
  }

  private static func existing(_ path: String) -> CommandFailure {
    .cannotTell("there is something at `\(path)` already", hint: "a key is never overwritten: choose another name")
  }

  /// The identities of the file at `path`.
  static func identities(_ path: String) throws -> [AgeIdentity] {
    let bytes = try read(path)
    do {
      return try AgeIdentityFile(parsing: bytes.span).identities
    } catch {
      switch error {
      case .tooLarge: throw CommandFailure.cannotTell("`\(path)` is too large to be an identity file")
      case .noIdentity:
        throw CommandFailure.cannotTell("`\(path)` holds no age identity", hint: "`bitting keygen service` makes one")
      case .malformed(let line):
        throw CommandFailure.cannotTell(
          "line \(line) of `\(path)` is no age identity", hint: "an identity begins with `AGE-SECRET-KEY-1`")
      }
    }
  }

  /// The signing key in the file at `path`; a password is asked for if it needs one.
  static func signingKey(_ path: String) throws -> MinisignSecretKey {
    let password = {
      try TerminalPrompt.password(
        "Password for \(path)", orElse: needsTerminal("`\(path)` has a password, and there is no terminal to ask on"))
    }
    return try signingKey(try read(path), from: "`\(path)`", password: password) {
      .cannotTell("`\(path)` holds no minisign secret key", hint: "`bitting keygen signer` makes one")
    }
  }

  /// The signing key in the environment variable `name`, which is taken out of the environment.
  static func signingKey(variable name: String) throws -> MinisignSecretKey? {
    guard let text = Environment.value(name) else { return nil }
    unsafe unsetenv(name)
    guard !text.isEmpty else {
      throw CommandFailure.cannotTell(
        "`\(name)` is empty", hint: "in CI, a secret that a branch or a fork may not see is empty")
    }
    let password: () throws -> SecretBytes = {
      throw needsTerminal("the key in `\(name)` has a password, which is asked for with --signing-key FILE only")
    }
    return try signingKey(Array(text.utf8), from: "`\(name)`", password: password) {
      guard !FilePath.exists(text) else {
        return .cannotTell("`\(name)` is a path, and it takes the key itself", hint: "a path goes with --signing-key")
      }
      // It is not repeated: it may be a key in which something is wrong.
      return .cannotTell(
        "`\(name)` holds no minisign secret key",
        hint: "it takes the text of the file that `bitting keygen signer` makes, not its path")
    }
  }

  /// There is nobody to ask for a password, for the reason in `message`.
  static func needsTerminal(_ message: String) -> CommandFailure {
    .cannotTell(
      message,
      hint: """
        a key with a password needs a terminal; for CI make one without (`bitting keygen signer` without --password) and \
        keep it in the CI's secrets
        """)
  }

  private static func signingKey(
    _ bytes: [UInt8], from source: String, password: () throws -> SecretBytes, else malformed: () -> CommandFailure
  ) throws -> MinisignSecretKey {
    do {
      return try MinisignSecretKey(text: bytes.span)
    } catch .passwordRequired {
      do {
        return try MinisignSecretKey(text: bytes.span, password: try password())
      } catch let failure as MinisignSigningFailure {
        let isWrong = failure == .wrongPassword
        throw CommandFailure.cannotTell(isWrong ? "that is not the password of \(source)" : "\(source) cannot be read")
      }
    } catch {
      throw malformed()
    }
  }

  /// The bytes of a secret file, which nobody but its owner may be able to read.
  private static func read(_ path: String) throws -> [UInt8] {
    let isOpen = isOpenToOthers(path)
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(path, limit: limit)
    } catch {
      throw CommandFailure.unreadable(path, error)
    }
    guard !bytes.isEmpty else { throw CommandFailure.cannotTell("`\(path)` is empty") }
    guard !isPublic(bytes) else {
      throw CommandFailure.cannotTell(
        "`\(path)` holds a public key", hint: "its secret half is wanted: the file that `bitting keygen --out` named")
    }
    guard !isOpen else {
      throw CommandFailure.cannotTell(
        "others may read `\(path)`", hint: "it holds a secret: run `chmod 600 \(path)`")
    }
    return bytes
  }

  private static func isOpenToOthers(_ path: String) -> Bool {
    var status = stat()
    guard path != "-", unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    return status.st_mode & 0o077 != 0
  }

  /// Whether `bytes` are nothing but the half of a key that everybody may have.
  private static func isPublic(_ bytes: [UInt8]) -> Bool {
    let line = bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes
    return (try? MinisignPublicKey(file: bytes.span)) != nil || (try? MinisignPublicKey(line: line.span)) != nil
      || (try? AgeRecipient(line.span)) != nil
  }
}
