internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// The text of one file of `keys/` while secrets of its keys come, end and go.
///
/// Places move with every change, so each change looks its key and secret up anew, by name and digest.
struct KeyFileText {
  private let path: String
  private let before: [UInt8]
  private var bytes: [UInt8]

  /// `file` as it is.
  init(_ file: SourceFile) {
    path = file.path
    before = file.bytes
    bytes = file.bytes
  }

  /// What has become of the file.
  var edit: FileEdit { FileEdit(path: path, before: before, after: bytes) }

  /// Adds a secret behind the others of `key`.
  mutating func add(_ secret: NewSecret, to key: KeyID) throws(EditFailure) {
    guard let document = documents(of: key).first else { throw notEditable }
    try change { () throws(YAMLEditFailure) in
      try YAMLEdit.appendItem(secret.fields, to: "secrets", of: document)
    }
  }

  /// Makes the secret with `digest` end at `instant`.
  mutating func end(_ digest: TokenDigest, of key: KeyID, at instant: Instant) throws(EditFailure) {
    guard let place = place(of: digest, in: key), let expires = place.item.value(of: "expires") else {
      throw notEditable
    }
    try change { () throws(YAMLEditFailure) in
      try YAMLEdit.replaceScalar(expires, with: instant.description)
    }
  }

  /// Takes the secret with `digest` away, as often as it is there.
  mutating func remove(_ digest: TokenDigest, of key: KeyID) throws(EditFailure) {
    var isFound = false
    while let place = place(of: digest, in: key) {
      isFound = true
      try change { () throws(YAMLEditFailure) in
        try YAMLEdit.removeItem(at: place.index, from: "secrets", of: place.document)
      }
    }
    guard isFound else { throw notEditable }
  }

  private var notEditable: EditFailure { .notEditable(path: path) }

  private mutating func change(_ edit: () throws(YAMLEditFailure) -> [UInt8]) throws(EditFailure) {
    do {
      bytes = try edit()
    } catch {
      throw notEditable
    }
  }

  /// The documents that declare `key`; more than one is a finding, and still each is edited where it has the secret.
  private func documents(of key: KeyID) -> [YAMLNode] {
    let parsed = YAMLParser.parse(SourceFile(path: path, bytes: bytes), as: FileID(0))
    return parsed.documents.compactMap(\.root).filter { root in
      guard root.value(of: "revoked") == nil, let name = root.value(of: "key") else { return false }
      return name.withText { KeyID(parsing: $0) } == key
    }
  }

  private struct Place {
    let document: YAMLNode
    let index: Int
    let item: YAMLNode
  }

  private func place(of digest: TokenDigest, in key: KeyID) -> Place? {
    for document in documents(of: key) {
      for (index, item) in (document.value(of: "secrets")?.items ?? []).enumerated() {
        let known = item.value(of: "sha256")?.withText { TokenDigest(parsing: $0) }
        if known == digest { return Place(document: document, index: index, item: item) }
      }
    }
    return nil
  }
}

extension YAMLNode {
  /// The value of the entry `name` of a mapping.
  fileprivate func value(of name: StaticString) -> YAMLNode? {
    entries.first { $0.key.says(name) }?.value
  }
}
