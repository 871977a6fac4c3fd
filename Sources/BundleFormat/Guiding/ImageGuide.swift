internal import KeyModel

/// What is computed of an image at opening, so that decisions find their way in it faster. It leads to what the image
/// alone leads to.
@safe
package struct ImageGuide: BitwiseCopyable, @unchecked Sendable {
  // Invariant: what these point to is not written once `init` has returned.
  private let lead: UnsafeMutablePointer<TokenLead>?
  let secrets: SecretGuide
  let scopes: ScopeGuide
  let routes: RouteGuide

  /// No guide: the image alone is looked at.
  package static var none: ImageGuide { ImageGuide() }

  private init() {
    unsafe lead = nil
    (secrets, scopes, routes) = (SecretGuide(), ScopeGuide(), RouteGuide())
  }

  /// How many bytes the guide of an image takes that has so many secrets, scopes and nodes, or fewer.
  package static func byteCount(secrets: Int, scopes: Int, nodes: Int) -> Int {
    SecretGuide.byteCount(secrets: secrets) + MemoryLayout<TokenLead>.stride + ScopeGuide.byteCount(scopes: scopes)
      + RouteGuide.byteCount(nodes: nodes)
  }

  /// The guide of `image`, written to `memory`, which is zeroed, aligned to 64 bytes, has room for it, and stays as it is
  /// for as long as the guide is used.
  package init(of image: borrowing BundleImage, in memory: UnsafeMutableRawPointer) {
    var memory = unsafe GuideMemory(at: memory)
    secrets = SecretGuide(of: image, in: &memory)
    if let lead = TokenLead(image.tokenLead) {
      // Trivial, so nobody has to end its life.
      let place = unsafe memory.take(1, of: TokenLead.self)
      unsafe place.pointee = lead
      unsafe self.lead = place
    } else {
      unsafe lead = nil
    }
    scopes = ScopeGuide(of: image, in: &memory)
    routes = RouteGuide(of: image, in: &memory)
  }

  /// Whether `token` is one of the project's own, with a checksum that holds. Without a guide, nobody knows.
  @inline(__always)
  package func knowsAsNative(_ token: Span<UInt8>) -> Bool {
    guard let lead = unsafe lead else { return false }
    return unsafe lead.pointee.isNative(token)
  }

  /// The scope that `text` names (`orders:read`) in `image`, whose guide this is; nil if the service has no such scope.
  package func scope(named text: Span<UInt8>, in image: borrowing BundleImage) -> UInt32? {
    scopes.scope(named: text, in: image)
  }
}
