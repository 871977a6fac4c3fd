internal import BundleFormat
public import KeyModel

/// What is known about a request, for the audit record: views into the bundle, alive as long as its gate is held.
public struct Facts: ~Escapable {
  /// The number of no secret and of no route.
  package static let nothing = UInt32.max

  let image: BundleImage
  let secret: UInt32
  let route: UInt32

  @_lifetime(copy image)
  init(_ image: consuming BundleImage, secret: UInt32 = Facts.nothing, route: UInt32 = Facts.nothing) {
    self.image = image
    self.secret = secret
    self.route = route
  }

  /// The token, if the bundle knows it.
  package var token: KnownToken? {
    @_lifetime(copy self)
    get {
      guard secret != Facts.nothing else { return nil }
      return KnownToken(image.secret(Int(secret)), of: image)
    }
  }

  /// The name of the key that the token proves; nil where there is none, or the token is unknown.
  public var key: Span<UInt8>? {
    @_lifetime(copy self)
    get { token?.key }
  }

  /// Who answers for the key.
  public var owner: Span<UInt8>? {
    @_lifetime(copy self)
    get { token?.owner }
  }

  /// The name of the key's type.
  public var type: Span<UInt8>? {
    @_lifetime(copy self)
    get { token?.type }
  }

  /// How many requests this one counts as.
  public var cost: UInt32 { image.cost(ofRoute: route) }

  /// The public name of the token; nil for one that is unknown or came from elsewhere.
  public var handle: Handle? { token?.handle }

  /// The template of the route that matches: `GET /v1/tenants/{tenant}/orders`.
  public var template: Span<UInt8>? {
    @_lifetime(copy self)
    get {
      guard route != Facts.nothing else { return nil }
      return image.text(image.route(Int(route)).template)
    }
  }

  /// How much the key may do.
  public var limits: Grant.Limits? { token?.limits }
}
