internal import BittingRuntime
internal import BundleFormat
public import CBitting
internal import KeyModel

/// `bitting.h` says what it does.
@c @implementation
public func bitting_in_force(
  _ authorizer: bitting_authorizer, _ flags: UInt32, _ utc: Int64, _ bundle: UnsafeMutablePointer<bitting_bundle>!
) -> bitting_status {
  status { () throws(CallFailure) in
    try unsafe checkedSize(of: UnsafePointer(bundle))
    guard let bundle = unsafe bundle else { return }
    unsafe bitting_bundle().write(to: bundle)
    try check(flags, known: UInt32(BITTING_TIME_GIVEN))
    let now = try instant(flags, utc)
    let gate = try AuthorizerPlaces.hold(authorizer) { $0.gate }
    unsafe bitting_bundle(gate, at: now).write(to: bundle)
  }
}

extension bitting_bundle {
  fileprivate init(_ gate: Gate, at now: Instant) {
    self.init()
    fill(gate.statement, at: now)
    let image = gate.image
    key_count = UInt64(image.count(of: .keys))
    secret_count = UInt64(image.count(of: .secrets))
    route_count = UInt64(image.count(of: .routes))
    copy(gate.project.text, to: &project)
    guard let revocations = gate.revocations else { return }
    (revocation_sequence, revocation_count) = (revocations.sequence, UInt64(revocations.count))
  }

  private mutating func fill(_ statement: BundleStatement, at now: Instant) {
    sequence = statement.sequence
    (issued, expires) = (statement.issued.seconds, statement.expires.seconds)
    age = max(0, now.seconds - issued)
    is_expired = now >= statement.expires ? 1 : 0
    is_dirty = statement.isDirty ? 1 : 0
    let digest = statement.content.bytes
    unsafe withUnsafeMutableBytes(of: &content) { unsafe $0.copyBytes(from: digest) }
    if let text = statement.commit?.text { copy(text, to: &commit) }
    copy(statement.service.text, to: &service)
    copy(statement.environment.text, to: &environment)
  }
}

/// Copies `text` to an array of characters, which is longer and zero.
private func copy<Characters>(_ text: Text, to characters: inout Characters) {
  let bytes = text.utf8.span
  unsafe withUnsafeMutableBytes(of: &characters) { characters in
    for index in 0..<min(bytes.count, characters.count - 1) { unsafe characters[index] = bytes[index] }
  }
}
