import BittingRuntime
import BundleFormat
import BundleWriting
import KeyModel
import Minisign
import MinisignSigning
import TestSupport

/// A bundle that cannot be opened with two signers, why not, and the state before.
struct OpeningCase {
  let expected: OpenFailure
  let bundle: [UInt8]
  var state: [UInt8] = []

  /// One case for each failure, by its name.
  static func all(_ shop: ShopFolder) throws -> [OpeningCase] {
    let payload = try PayloadEncoder.encode(shop.content(owner: "one@shop.example"))
    let statement = shop.statement(of: payload)
    let good = try shop.seal(payload: payload, statement, by: [0, 1])
    let ciphertext = try ciphertext(in: good)
    var damaged = good
    damaged[damaged.count - 1] ^= 1
    func sealed(_ statement: BundleStatement, by signers: [Int] = [0, 1], to other: Bool = false) throws -> [UInt8] {
      try shop.seal(payload: payload, statement, by: signers, to: other ? shop.otherIdentity : nil)
    }
    func mark(_ statement: BundleStatement) -> [UInt8] { HighWater(project: Name("shop")!, statement: statement).bytes }
    let later = shop.statement(of: payload, issued: ShopFolder.issued + TimeSpan(seconds: 1))
    let other = shop.statement(of: Array("other".utf8))
    return [
      OpeningCase(expected: .tooLarge, bundle: good),
      OpeningCase(expected: .malformed, bundle: Array("hello".utf8)),
      OpeningCase(expected: .unsigned, bundle: ciphertext),
      OpeningCase(expected: .untrustedSigner, bundle: try sealed(statement, by: [2, 3])),
      OpeningCase(expected: .tooFewSigners, bundle: try sealed(statement, by: [0, 2])),
      OpeningCase(expected: .badSignature, bundle: damaged),
      OpeningCase(expected: .wrongAudience, bundle: try sealed(shop.statement(of: payload, service: "operations"))),
      OpeningCase(expected: .rolledBack, bundle: good, state: mark(later)),
      OpeningCase(expected: .equivocation, bundle: good, state: mark(other)),
      OpeningCase(
        expected: .notYetValid,
        bundle: try sealed(shop.statement(of: payload, issued: ShopFolder.now + TimeSpan(seconds: 301)))),
      OpeningCase(expected: .expired, bundle: try sealed(shop.statement(of: payload, expires: ShopFolder.now))),
      OpeningCase(expected: .notARecipient, bundle: try sealed(statement, to: true)),
      OpeningCase(
        expected: .corrupt, bundle: try shop.seal(payload: [UInt8](repeating: 7, count: 500), statement, by: [0, 1])),
      OpeningCase(expected: .unsupportedVersion, bundle: try signed(ciphertext, "bitting 2 of later", by: shop)),
      OpeningCase(expected: .stateUnwritable, bundle: good),
    ]
  }

  /// Bundles that are signed well, and damaged inside: their age files are cut off, or changed.
  static func damagedInside(_ shop: ShopFolder) throws -> [OpeningCase] {
    let payload = try PayloadEncoder.encode(shop.content(owner: "one@shop.example"))
    let statement = shop.statement(of: payload)
    let ciphertext = try ciphertext(in: try shop.seal(payload: payload, statement, by: [0, 1]))
    var changed = ciphertext
    changed[changed.count - 1] ^= 1
    return try [changed, Array(ciphertext.dropLast()), Array(ciphertext.prefix(ciphertext.count / 2))].map {
      OpeningCase(expected: .corrupt, bundle: try signed($0, statement.description, by: shop))
    }
  }

  private static func ciphertext(in bundle: [UInt8]) throws -> [UInt8] {
    Array(bundle.dropFirst(try MinisignSignatures(atHeadOf: bundle.span, limit: BundleLimits.signatures).byteCount))
  }

  private static func signed(_ ciphertext: [UInt8], _ comment: String, by shop: ShopFolder) throws -> [UInt8] {
    let prehash = MinisignPrehash(of: ciphertext.span)
    return try shop.signers.prefix(2).flatMap {
      try $0.sign(prehash, trustedComment: Array(comment.utf8)).fileText
    } + ciphertext
  }
}

extension ShopFolder {
  /// Writes `cases` to the files that `opening.c` reads.
  func write(_ cases: [(name: String, OpeningCase)]) throws {
    for (name, opening) in cases {
      try folder.write(opening.bundle, to: name)
      try folder.write(opening.state, to: "\(name).state")
    }
    try folder.write(Array(cases.map { "\($0.name)\n" }.joined().utf8), to: "cases")
  }
}
