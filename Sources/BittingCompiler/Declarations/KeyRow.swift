internal import Diagnostics
internal import KeyModel

/// A key as it lies in a ``KeyTable``.
///
/// Numbers alone, so that a hundred thousand keys are a few pieces of memory instead of a million: what a check took
/// was not the work but the way to what it works on.
struct KeyRow: Sendable {
  let file: FileID
  /// Which of the fields below are declared; the others say nothing.
  var declared: KeyFieldSet = []
  var span: PackedSpan
  /// Texts are runs of the table's ``KeyTable/texts``.
  var id: Packed<PackedRange>
  /// The number of a name of the table.
  var type: Packed<UInt32>
  /// The number of an environment of the table.
  var environment: Packed<UInt32>
  var owner: Packed<PackedRange>
  var purpose: Packed<PackedRange>
  /// Empty for every tenant.
  var tenant: Packed<PackedRange>
  var rate: Packed<Rate>
  var expires: Packed<Instant>
  /// The number of a list of scopes of the table, and where the places of its items begin.
  var scopes: (list: UInt32, spans: UInt32) = (0, 0)
  var networks = PackedRange.none
  var labels = PackedRange.none
  var secrets = PackedRange.none
  var secretsSpan: PackedSpan
  /// What the key is for, of whom and with whose data, as a ``UseNumber``.
  var use: UInt64 = 0
  /// The place among the fields that few keys have, where the key has one of them.
  var seldom: UInt32 = 0

  /// A key of which only the name is known.
  init(file: FileID, span: SourceSpan, id: Packed<PackedRange>) {
    let nowhere = SourceSpan(file: file, start: 0, end: 0)
    self.file = file
    self.span = PackedSpan(span)
    self.id = id
    (type, environment) = (Packed(0, at: nowhere), Packed(0, at: nowhere))
    owner = Packed(.none, at: nowhere)
    (purpose, tenant) = (owner, owner)
    rate = Packed(.unlimited, at: nowhere)
    expires = Packed(.earliest, at: nowhere)
    secretsSpan = PackedSpan(nowhere)
  }
}

/// Fields of a key.
struct KeyFieldSet: OptionSet, Sendable {
  let rawValue: UInt16

  static let type = KeyFieldSet(rawValue: 1)
  static let environment = KeyFieldSet(rawValue: 2)
  static let owner = KeyFieldSet(rawValue: 4)
  static let purpose = KeyFieldSet(rawValue: 8)
  static let tenant = KeyFieldSet(rawValue: 16)
  static let scopes = KeyFieldSet(rawValue: 32)
  static let rate = KeyFieldSet(rawValue: 64)
  static let expires = KeyFieldSet(rawValue: 128)
  static let networks = KeyFieldSet(rawValue: 256)
  static let secrets = KeyFieldSet(rawValue: 512)
  /// Any of those that few keys have, or of what could not be read.
  static let seldom = KeyFieldSet(rawValue: 1_024)
}

/// What few keys say.
struct SeldomFields: Sendable {
  var burst: Located<UInt32>?
  var quota: Located<Quota>?
  var notBefore: Located<Instant>?
  var disabled: Located<Text>?
  var decoy: Located<Bool>?
  var unread: Set<String> = []

  /// Whether any of it was said.
  var isEmpty: Bool {
    burst == nil && quota == nil && notBefore == nil && disabled == nil && decoy == nil && unread.isEmpty
  }
}

/// One secret of a key.
struct SecretRow: Sendable {
  /// What the handle is; 0 where there is none, which no handle is.
  let handle: Packed<UInt64>
  let digest: Packed<TokenDigest>
  let created: Packed<Instant>
  let expires: Packed<Instant>
  let span: PackedSpan

  init(_ secret: SecretDeclaration) {
    handle = Packed(secret.handle?.value.packed ?? 0, at: secret.handle?.span ?? secret.span)
    digest = Packed(secret.digest)
    created = Packed(secret.created)
    expires = Packed(secret.expires)
    span = PackedSpan(secret.span)
  }

  /// The secret in `file`.
  func declaration(in file: FileID) -> SecretDeclaration {
    let named = handle.located(in: file)
    return SecretDeclaration(
      handle: named.value == 0 ? nil : Located(Handle(unchecked: named.value), at: named.span),
      digest: digest.located(in: file), created: created.located(in: file), expires: expires.located(in: file),
      span: span.located(in: file))
  }
}
