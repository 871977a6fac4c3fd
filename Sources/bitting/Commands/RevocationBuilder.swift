internal import BittingCompiler
internal import BundleWriting
internal import KeyModel
internal import MinisignSigning

/// Builds the list of all revoked secrets.
struct RevocationBuilder {
  let checked: CheckedRepository
  let keys: [MinisignSecretKey]
  let issued: Instant

  /// The list. Declarations with errors do not keep it from being made; those of the project have to be there.
  func build() throws -> BuiltRevocations {
    guard let project = checked.uncheckedCatalog.declarations.project?.name?.value else {
      throw CommandFailure.cannotTell("the project has no name that can be read")
    }
    let digests = checked.uncheckedCatalog.revokedDigests
    do throws(SealFailure) {
      let bytes = try RevocationSealer.seal(digests, of: project, issued: issued, signedBy: keys)
      return BuiltRevocations(fileName: "\(project).revocations", bytes: bytes, count: digests.count)
    } catch {
      throw CommandFailure.cannotTell("the revocation list cannot be made: \(error.text)")
    }
  }
}

/// A revocation list that is ready to be written.
struct BuiltRevocations {
  /// The name of its file: `shop.revocations`.
  let fileName: String
  let bytes: [UInt8]
  let count: Int

  /// `2 revoked secrets`.
  var summary: String { "\(count) revoked secret\(count == 1 ? "" : "s")" }
}
