internal import Diagnostics
package import KeyModel

/// A repository about to be edited at one instant.
///
/// Edits are values: they are worked out here in memory, checked, and written by whoever asked for them.
package struct EditableRepository: Sendable {
  /// The files as they are.
  let tree: RepositoryTree
  /// What a check says about them.
  package let checked: CheckedRepository
  /// When the edit is made.
  package let now: Instant

  /// `tree`, to be edited at `now`.
  package init(_ tree: RepositoryTree, at now: Instant) {
    self.tree = tree
    self.now = now
    checked = Checker.check(tree, at: now)
  }

  /// The declarations, whether or not they passed.
  package var catalog: Catalog { checked.uncheckedCatalog }

  /// The project's name; without one there is nothing to call a token's variable.
  func tokenVariable(of key: KeyID) -> String {
    let project = catalog.declarations.project
    guard let name = project?.name?.value ?? project?.tokenPrefix.flatMap({ Name($0.value.description) }) else {
      return "BITTING_KEY"
    }
    return TokenLine.variable(project: name, key: key)
  }

  /// What the tokens of the project begin with; fails where that is not declared or does not suit `environment`.
  func tokenPrefix(in environment: EnvironmentName) throws(EditFailure) -> TokenPrefix {
    guard let prefix = catalog.declarations.project?.tokenPrefix?.value else { throw .noTokenPrefix }
    let length = prefix.text.utf8.count + environment.text.utf8.count
    guard length <= TokenPrefix.maximumWithEnvironment else { throw .prefixTooLong(prefix, environment) }
    return prefix
  }

  /// The key type named `name`.
  package func type(_ name: Name) throws(EditFailure) -> Catalog.KeyType {
    if let type = catalog.type(name) { return type }
    guard catalog.completeness.policies else {
      throw .unread(what: "key type", name: name.description, folder: "policies/")
    }
    throw unknown("key type", name.description, among: catalog.types.map(\.name.description))
  }

  /// Fails unless the project has the environment.
  package func requireEnvironment(_ name: EnvironmentName) throws(EditFailure) {
    let names = (catalog.declarations.project?.environments ?? []).map(\.value)
    guard names.contains(name) else {
      guard !names.isEmpty || catalog.completeness.policies else {
        throw .unread(what: "environment", name: name.description, folder: "policies/")
      }
      throw unknown("environment", name.description, among: names.map(\.description))
    }
  }

  /// Whether all of `keys/` could be read, so that a key which is not here is none.
  package var knowsAllKeys: Bool { catalog.completeness.keys }

  /// The key named `id`.
  package func key(_ id: KeyID) throws(EditFailure) -> Catalog.Key {
    if let key = catalog.keys.first(where: { $0.id == id }) { return key }
    guard knowsAllKeys else {
      throw .unread(what: "key", name: id.description, folder: "keys/")
    }
    throw unknown("key", id.description, among: catalog.keys.map(\.id.description))
  }

  /// How long a secret of a key of `type` may live.
  func lifetime(of type: Catalog.KeyType) throws(EditFailure) -> TimeSpan {
    guard let lifetime = type.declaration.lifetime?.value else { throw .noLifetime(type: type.name) }
    return lifetime
  }

  func unknown(_ what: String, _ name: String, among names: [String]) -> EditFailure {
    .unknown(what: what, name: name, known: names)
  }

  /// Fails if the tree has errors after `edits` that it does not have now.
  func requireNoNewErrors(after edits: [FileEdit]) throws(EditFailure) {
    let result = Checker.check(tree.applying(edits), at: now)
    let new = newFindings(in: result).filter { $0.severity == .error }
    guard new.isEmpty else { throw .addsErrors(NewErrors(checked: result, findings: new)) }
  }

  /// The findings of `result` that there are not now.
  ///
  /// A finding is known by its rule, its words, its file and what stands there: a line may move, a fault may not come.
  func newFindings(in result: CheckedRepository) -> [Finding] {
    let known = Set(checked.findings.map { FindingIdentity($0, in: checked.sources) })
    return result.findings.filter { !known.contains(FindingIdentity($0, in: result.sources)) }
  }
}

/// What makes two findings of two trees the same.
private struct FindingIdentity: Hashable {
  private let rule: String
  private let severity: Severity
  private let message: Text
  private let path: Text
  private let content: [UInt8]

  init(_ finding: Finding, in sources: SourceSet) {
    let file = sources[finding.span.file]
    rule = finding.rule
    severity = finding.severity
    message = Text(finding.message)
    path = Text(file.path)
    content = Array(file.bytes[finding.span.range.clamped(to: file.bytes.indices)])
  }
}
