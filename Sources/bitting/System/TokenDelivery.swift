internal import AgeFile
internal import AgeWriting
internal import BittingCompiler
internal import Glibc
internal import KeyModel
internal import Sodium

/// A token on its way to whoever asked for the key.
struct HandedToken {
  /// The key that it proves.
  let key: KeyID
  /// The environment variable that it belongs into.
  let variable: String
  /// The secret.
  let secret: NewSecret

  /// `SHOP_ACME_SYNC_KEY=token` and a line feed.
  fileprivate var line: [UInt8] { Array("\(variable)=".utf8) + secret.token.exposedBytes + [0x0A] }
}

/// Where new tokens go: the one place that exposes them.
enum TokenDelivery {
  case terminal
  case print
  case sealed(AgeRecipient)
  /// A file; for several keys a folder.
  case file(String)

  /// Hands the token of one key over; everything is out of our hands when this returns.
  func hand(_ token: HandedToken) throws {
    switch self {
    case .terminal, .print: try put(token.secret.token.exposedBytes + [0x0A])
    case .sealed(let recipient): try put(try armored(token.line, to: recipient))
    case .file(let path): try KeyFile.write(SecretBytes(copying: token.line.span), to: path)
    }
  }

  /// Hands the tokens of several keys over: a file for each, or one stream of lines.
  func hand(_ tokens: [HandedToken]) throws {
    switch self {
    case .terminal, .print: try put(tokens.flatMap(\.line))
    case .sealed(let recipient): try put(try armored(tokens.flatMap(\.line), to: recipient))
    case .file(let folder):
      var written: [HandedToken] = []
      do {
        try makeFolder(folder)
        for token in tokens {
          try KeyFile.write(SecretBytes(copying: token.line.span), to: file(of: token.key, in: folder))
          written.append(token)
        }
      } catch {
        takeBack(written)
        throw error
      }
    }
  }

  /// Removes the file of a token that turned out to be worth nothing.
  func takeBack(_ token: HandedToken) {
    if case .file(let path) = self { unsafe unlink(path) }
  }

  /// Removes the files of tokens that turned out to be worth nothing.
  func takeBack(_ tokens: [HandedToken]) {
    guard case .file(let folder) = self else { return }
    for token in tokens { unsafe unlink(file(of: token.key, in: folder)) }
  }

  private func file(of key: KeyID, in folder: String) -> String { FilePath.join(folder, "\(key).env") }

  private func makeFolder(_ folder: String) throws {
    guard unsafe mkdir(folder, 0o700) != 0, !FilePath.isFolder(folder) else { return }
    throw CommandFailure.cannotTell(
      "`\(folder)` is no folder, and none can be made", hint: "with `--due`, `--to` takes a folder")
  }

  private func armored(_ bytes: [UInt8], to recipient: AgeRecipient) throws -> [UInt8] {
    var generator = SodiumGenerator()
    do {
      return AgeArmor.encode(try AgeSealing.seal(bytes.span, to: [recipient], using: &generator))
    } catch {
      throw CommandFailure.usage("everybody could read what is encrypted to this recipient")
    }
  }

  private func put(_ bytes: [UInt8]) throws {
    do {
      try FileWriting.write(bytes.span, to: STDOUT_FILENO)
    } catch {
      throw CommandFailure.cannotTell(
        "the token cannot be written to standard output: \(error.message)", hint: "nothing was declared; try again")
    }
  }
}

extension TokenDelivery {
  /// Fails where a token would come to lie among the declarations below `root`, which everybody reads.
  func requireOutsideOfDeclarations(below root: String) throws {
    guard case .file(let path) = self, let folder = FilePath.real(FilePath.parent(path) ?? ".") else { return }
    let name = String(decoding: path.utf8.split(separator: 0x2F).last ?? path.utf8[...], as: UTF8.self)
    // A folder for several tokens may be there already, and be a link to another.
    let place = FilePath.real(path) ?? FilePath.join(folder, name)
    for declarations in RepositoryTree.folders {
      guard let declared = FilePath.real(FilePath.join(root, declarations)) else { continue }
      guard FilePath.relative(place, to: declared) == nil else {
        throw CommandFailure.usage(
          "`\(path)` would lie among the declarations, which everybody reads",
          hint: "write the token outside of the repository, such as `--to ../\(name)`")
      }
    }
  }

  /// Whether a commit of the repository at `root`, or of another, could take a token along; `key` is one of those in a
  /// folder, and nil where there is a file.
  func isCommittable(_ key: KeyID?, near root: String) async -> Bool {
    guard case .file(let path) = self else { return false }
    return await CommittableFile.stands(at: key.map { file(of: $0, in: path) } ?? path, near: root)
  }

  /// What is said once `count` tokens are delivered; standard output holds tokens and nothing else if they went there.
  func report(_ facts: [String], tokens count: Int, isCommittable: Bool, on console: Console) {
    let subject = count == 1 ? "the token is" : "the \(count) tokens are"
    switch self {
    case .file(let path):
      for fact in facts { console.fact(fact) }
      let duty = isCommittable ? ": keep \(count == 1 ? "it" : "them") out of the repository" : ""
      console.talk("\(subject) in \(Console.shown(path)), and nowhere else\(duty)")
    case .sealed, .print:
      for fact in facts { console.talk(fact) }
    case .terminal:
      for fact in facts { console.talk(fact) }
      console.talk("\(subject) shown above, once, and nowhere else")
    }
  }
}
