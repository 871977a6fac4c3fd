internal import AgeFile
internal import AgeWriting
internal import BittingCompiler
internal import BundleFormat
internal import BundleWriting
internal import KeyModel
internal import Minisign
internal import MinisignSigning

/// Makes the bundles, lists and tokens that a vector speaks of.
struct Maker {
  let workshop: Workshop
  private let tree: VectorTree
  private let service: Name
  private let environment: EnvironmentName
  private let issued: Instant
  /// The environments of all handles that some declarations of the vector know.
  private let environments: [Handle: EnvironmentName]

  init(_ vector: Vector) throws {
    tree = try VectorTree().changed(by: vector.files)
    service = try Maker.read(vector.service ?? "storefront")
    environment = try Maker.read(vector.environment ?? "live")
    issued = try Maker.read(vector.issued ?? Vector.issued)
    let catalog = try tree.catalog(at: issued)
    guard let prefix = catalog.catalog.declarations.project?.tokenPrefix?.value else {
      throw MakingFailure("the project has no prefix")
    }
    workshop = Workshop(prefix: prefix)
    var environments = try catalog.environments()
    for step in vector.steps {
      guard let files = step.open?.files else { continue }
      let changed = try tree.changed(by: files).catalog(at: issued)
      environments.merge(try changed.environments()) { first, _ in first }
    }
    self.environments = environments
  }

  /// The value that `text` writes.
  static func read<Value: ParsableText>(_ text: String) throws -> Value {
    guard let value = Value(text) else { throw MakingFailure("`\(text)` is no \(Value.self)") }
    return value
  }
}

// Bundles.
extension Maker {
  /// The bytes of a bundle.
  func bundle(_ sealing: Sealing) throws -> [UInt8] {
    let made = try parts(of: sealing)
    return try apply(sealing.file, to: made.head + made.content)
  }

  /// The signatures of a bundle, and the age file that they sign.
  private func parts(of sealing: Sealing) throws -> (head: [UInt8], content: [UInt8]) {
    let issued = try sealing.issued.map(Maker.read) ?? issued
    let catalog = try tree.changed(by: sealing.files).catalog(at: issued)
    let service = try sealing.service.map(Maker.read) ?? service
    let environment = try sealing.environment.map(Maker.read) ?? environment
    guard let content = BundleAssembler.content(of: catalog, service: service, environment: environment) else {
      throw MakingFailure("there is no service `\(service)` in `\(environment)`")
    }
    try checkPacking(of: content, catalog)
    let validity = catalog.catalog.declarations.project?.validFor?.value ?? Rehearsal.defaultValidity
    let payload = try apply(sealing.payload, to: try PayloadEncoder.encode(content.standingIn(environments, workshop)))
    let statement = BundleStatement(
      service: service, environment: environment, issued: issued,
      expires: try sealing.expires.map(Maker.read) ?? issued + validity, content: ContentDigest(of: payload.span),
      commit: nil, isDirty: false)
    let age = try apply(sealing.age, to: try encrypt(payload, to: sealing.recipients ?? ["service"]))
    let comment = try apply(sealing.comment, to: Array(statement.description.utf8))
    return (try sign(age, comment, sealing.signers), age)
  }

  /// Fails unless `build`, which has a way of its own from declarations to payloads, would seal just `content`.
  private func checkPacking(of content: BundleContent, _ catalog: CheckedCatalog) throws {
    let target = catalog.targets.first { $0.service == content.service && $0.environment == content.environment }
    guard let target else { throw MakingFailure("there is nothing to build") }
    let packed = BundleAssembler.packedContents(of: catalog, for: [target], on: Workers(1))
    guard let sealed = packed.first ?? nil, try PayloadEncoder.encode(sealed) == PayloadEncoder.encode(content) else {
      throw MakingFailure("`build` would seal something else for `\(content.service)` in `\(content.environment)`")
    }
  }

  private func encrypt(_ payload: [UInt8], to recipients: [String]) throws -> [UInt8] {
    var generator = Workshop.generator(of: "encryption to \(recipients)")
    return try AgeSealing.seal(
      payload.span, to: recipients.map { workshop.identity($0).recipient }, using: &generator)
  }

  private func sign(_ content: [UInt8], _ comment: [UInt8], _ signers: [SignerUse]?) throws -> [UInt8] {
    let prehash = MinisignPrehash(of: content.span)
    return try (signers ?? [.named("one")]).flatMap { use in
      let use = use.special
      let key = workshop.signer(use.signer, as: use.as_)
      let own = try apply(use.comment, to: comment)
      let untrusted = Array((use.untrusted ?? BundleEnvelope.untrustedComment.description).utf8)
      return try key.sign(prehash, trustedComment: own, untrustedComment: untrusted).fileText
    }
  }
}

// Revocation lists.
extension Maker {
  /// The bytes of a revocation list.
  func list(_ making: ListMaking) throws -> [UInt8] {
    let made = try parts(of: making)
    return try apply(making.file, to: made.head + made.content)
  }

  private func parts(of making: ListMaking) throws -> (head: [UInt8], content: [UInt8]) {
    let digests = Set(try (making.tokens ?? []).map { Workshop.digest(of: try token($0)) }).sorted()
    let statement = RevocationStatement(
      project: try Maker.read(making.project ?? "shop"), issued: try making.issued.map(Maker.read) ?? issued,
      count: digests.count)
    var lines: [UInt8] = []
    for digest in digests { DigestLines.append(digest, to: &lines) }
    lines = try apply(making.lines, to: lines)
    let comment = try apply(making.comment, to: Array(statement.description.utf8))
    return (try sign(lines, comment, making.signers), lines)
  }
}

// Tokens.
extension Maker {
  /// The bytes of a token.
  func token(_ use: TokenUse) throws -> [UInt8] {
    switch use {
    case .handle(let handle): return try declaredToken(handle)
    case .text(let text): return text.bytes
    case .made(let handle, let environment):
      let name: Handle = try Maker.read(handle)
      guard environments[name] == nil else { throw MakingFailure("`\(handle)` is declared") }
      return workshop.token(name, try Maker.read(environment))
    case .changed(let handle, let edits, let isMended):
      let token = try apply(edits, to: try declaredToken(handle))
      return isMended ? Maker.mended(token) : token
    case .digest(let handle):
      return Array(Workshop.digest(of: try declaredToken(handle)).description.utf8)
    }
  }

  private func declaredToken(_ handle: String) throws -> [UInt8] {
    let name: Handle = try Maker.read(handle)
    guard let environment = environments[name] else { throw MakingFailure("no secret has the handle `\(handle)`") }
    return workshop.token(name, environment)
  }

  /// `token` with the checksum of what stands before it.
  private static func mended(_ token: [UInt8]) -> [UInt8] {
    let body = Array(token.dropLast(TokenForm.checksumLength))
    let checksum = TokenForm.checksum(of: body.span)
    return body + checksum.indices.map { checksum[$0] }
  }
}

// Changes.
extension Maker {
  /// `bytes` after all of `edits`.
  func apply(_ edits: [Edit]?, to bytes: [UInt8]) throws -> [UInt8] {
    try (edits ?? []).reduce(bytes) { try apply($1, to: $0) }
  }

  private func apply(_ edit: Edit, to bytes: [UInt8]) throws -> [UInt8] {
    switch edit {
    case .contentOf(let sealing): return try head(of: bytes) + parts(of: sealing).content
    case .linesOf(let list): return try head(of: bytes) + parts(of: list).content
    case .unsigned: return Array(bytes.dropFirst(try head(of: bytes).count))
    default: return try edit.applied(to: bytes)
    }
  }

  /// The signatures that `file` begins with.
  private func head(of file: [UInt8]) throws -> [UInt8] {
    let head = try MinisignSignatures(atHeadOf: file.span, limit: 64)
    return Array(file.prefix(head.byteCount))
  }
}
