internal import Sodium

/// The header of an age file: the file key, wrapped once for each recipient, and a code over all of it
/// (C2SP age.md, "Header").
///
/// Nothing in it is known to be genuine before ``checkCode(with:)`` has been passed.
package struct AgeHeader: Sendable {
  /// The stanzas, in their order.
  package let stanzas: [AgeStanza]
  /// The code of the header that the file claims, 32 bytes.
  package let code: [UInt8]
  /// How many bytes the header has in the file, with the LF of its last line.
  package let byteCount: Int

  /// The header at the beginning of `file`.
  package init(parsing file: Span<UInt8>) throws(AgeFailure) {
    var parser = try AgeHeaderParser(of: file)
    var stanzas: [AgeStanza] = []
    while let stanza = try parser.nextStanza(in: file) {
      guard stanzas.count < AgeLimits.stanzaCount else { throw .malformedHeader }
      stanzas.append(stanza)
    }
    guard !stanzas.isEmpty else { throw .malformedHeader }
    // A passphrase says who wrote the file, which others who can open it would undo: scrypt stands alone.
    guard stanzas.count == 1 || !stanzas.contains(where: { $0.isOf(type: "scrypt") }) else { throw .malformedHeader }
    self.code = try parser.code(in: file)
    self.stanzas = stanzas
    self.byteCount = parser.position
  }

  /// The header with these stanzas and the code that `fileKey` gives it.
  package init(stanzas: [AgeStanza], fileKey: AgeFileKey) {
    let text = Self.text(of: stanzas)
    self.stanzas = stanzas
    self.code = fileKey.headerCode(of: text.span).withBytes { $0.array }
    self.byteCount = text.count + 45
  }

  /// Refuses a header whose code `fileKey` does not give: somebody changed it.
  package func checkCode(with fileKey: AgeFileKey) throws(AgeFailure) {
    let expected = fileKey.headerCode(of: Self.text(of: stanzas).span)
    guard expected.withBytes({ constantTimeEqual($0, code.span) }) else { throw .headerAuthentication }
  }

  /// The only text of this header: what was parsed, byte for byte.
  package var text: [UInt8] {
    var text = Self.text(of: stanzas)
    text.append(UInt8(ascii: " "))
    text.append(contentsOf: Base64.unpadded.encode(code.span))
    text.append(UInt8(ascii: "\n"))
    return text
  }

  /// The part that the code covers: from the version up to and including `---`.
  private static func text(of stanzas: [AgeStanza]) -> [UInt8] {
    var text = [UInt8]("age-encryption.org/v1\n")
    for stanza in stanzas { stanza.append(to: &text) }
    text += [UInt8]("---")
    return text
  }
}
