internal import BittingCompiler
internal import Diagnostics
internal import KeyModel
internal import TestSupport

/// Edits of a repository, whatever it holds: `check --fix`, `rotate`, `revoke`.
///
/// Each may be refused. One that is made has done what it is for.
struct EditTarget: FuzzTarget {
  let name = "edits"
  let mutator: (any InputMutator)? = LineMutator()

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    let repository = EditableRepository(RepositoryInput(input).tree, at: RepositoryInput.now)
    var random = SeededGenerator(of: input)
    try checkFixing(repository)
    let keys = repository.catalog.keys.map(\.id)
    if let key = keys.randomElement(using: &random) { try checkRotation(of: key, in: repository, using: &random) }
    if let key = keys.randomElement(using: &random) { try checkRevocation(of: key, in: repository) }
  }

  /// What was put right is right.
  private func checkFixing(_ repository: EditableRepository) throws(BrokenPromise) {
    guard let fixes = try? repository.fixingWhatIsCertain() else { return }
    let fixed = edited(repository, fixes.edits)
    try promise(fixed.checked.findings == fixes.checked.findings, "the fixed files have other findings than was said")
    guard !fixes.made.isEmpty else { return try promise(fixes.edits.isEmpty, "nothing was fixed, and files change") }
    try promise(fixed.checked.findings.count < repository.checked.findings.count, "fixing left as many findings")
    let again = try? fixed.fixingWhatIsCertain()
    try promise(again?.made.isEmpty == true, "what was fixed is fixed again")
  }

  /// The key has the new secret, and no old one for longer than before.
  private func checkRotation(
    of key: KeyID, in repository: EditableRepository, using random: inout SeededGenerator
  ) throws(BrokenPromise) {
    guard let rotations = try? repository.rotate([key], grace: nil, using: &random),
      let rotation = rotations.rotations.first
    else { return }
    let before = secrets(of: key, in: repository)
    let after = secrets(of: key, in: edited(repository, rotations.edits))
    try promise(after[rotation.secret.digest] == rotation.secret.expires, "the new secret of \(key) is not there")
    try promise(after.count == before.count + 1, "\(key) has \(after.count) secrets after \(before.count)")
    for (digest, end) in before {
      guard let now = after[digest] else { throw BrokenPromise("a secret of \(key) is gone") }
      try promise(now <= end, "an old secret of \(key) lives longer")
    }
  }

  /// No key has the secrets any more, and each has a tombstone.
  private func checkRevocation(of key: KeyID, in repository: EditableRepository) throws(BrokenPromise) {
    guard let found = try? repository.secrets(named: key.description), !found.declared.isEmpty,
      let revocation = try? repository.revoke(found, reason: Text("seen in a gist"))
    else { return }
    let after = edited(repository, revocation.edits)
    let tombstones = Set(after.catalog.tombstones.map(\.digest.value))
    for secret in found.declared {
      try promise(tombstones.contains(secret.digest), "a revoked secret of \(key) has no tombstone")
      let isLeft = after.catalog.declarations.keys.contains { declared in
        declared.id.value == key && declared.secrets.contains { $0.digest.value == secret.digest }
      }
      try promise(!isLeft, "a revoked secret of \(key) is still declared")
    }
  }

  private func edited(_ repository: EditableRepository, _ edits: [FileEdit]) -> EditableRepository {
    EditableRepository(RepositoryTree(repository, applying: edits), at: RepositoryInput.now)
  }

  private func secrets(of key: KeyID, in repository: EditableRepository) -> [TokenDigest: Instant] {
    let declared = repository.catalog.keys.first { $0.id == key }?.declaration.secrets ?? []
    return Dictionary(declared.map { ($0.digest.value, $0.expires.value) }) { first, _ in first }
  }
}

extension RepositoryTree {
  /// The files of `repository` once `edits` are written.
  fileprivate init(_ repository: EditableRepository, applying edits: [FileEdit]) {
    let files = repository.checked.sources.files
    let tree = RepositoryTree(
      entries: files.map { Entry(path: $0.path, content: .file($0.bytes)) }, presentFolders: RepositoryTree.folders)
    self = tree.applying(edits)
  }
}
