internal import HTTPTypes
internal import Hummingbird

extension Request {
  /// The request for the handlers: without what claims an identity, and without the credential that was taken.
  func identified(by decision: DecisionRecord, passesCredentials: Bool) -> Request {
    var head = head
    let keepsCredentials = passesCredentials || decision.isPublic
    head.headerFields.removeAll { field in
      field.name.claimsIdentity || !keepsCredentials && (field.name == .authorization || field.name == .apiKey)
    }
    return Request(head: head, body: body)
  }
}

extension HTTPField.Name {
  /// Whether a field says what only an authorizer says. Whoever is behind may take `_` for `-`.
  fileprivate var claimsIdentity: Bool {
    let name = canonicalName.utf8.lazy.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }
    return name.starts(with: "x-bitting-".utf8)
  }
}
