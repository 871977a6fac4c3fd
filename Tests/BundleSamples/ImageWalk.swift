package import BundleFormat
internal import KeyModel

/// Reads all that an image says, by every accessor: whatever leads out of it, leads there now.
package struct ImageWalk {
  /// Something that depends on every byte read, so that no reading is left out.
  package private(set) var sum = 0

  /// Reads all of `image`.
  package init(_ image: borrowing BundleImage) {
    add(image.project)
    add(image.service)
    add(image.environment)
    add(image.tokenLead)
    readKeys(image)
    readRights(image)
    readRoutes(image)
    for index in 0..<image.count(of: .secrets) { read(image.secret(index), image.digest(index), image) }
  }

  private mutating func readKeys(_ image: borrowing BundleImage) {
    for index in 0..<image.count(of: .keys) {
      let key = image.key(index)
      add(image.text(key.id))
      add(image.text(key.owner))
      add(image.text(image.type(Int(key.typeIndex)).name))
      let limits = image.limits(Int(key.limitIndex))
      sum += Int(limits.burst & 1) + Int(limits.rateCount & 1) + Int(limits.rateUnit.seconds & 1)
      sum += Int((limits.quotaWindow?.rawValue ?? 0) & 1)
    }
    for index in 0..<image.count(of: .types) { sum += image.type(index).action == .allow ? 1 : 0 }
  }

  private mutating func readRights(_ image: borrowing BundleImage) {
    for index in 0..<image.count(of: .scopes) {
      add(image.text(image.scope(index).resource))
      add(image.text(image.level(Int(image.scope(index).level))))
    }
    for index in 0..<image.count(of: .networks) { sum += image.network(index).network == nil ? 0 : 1 }
    for text in ["orders:read", "orders:", ":read", "", "bulk:write:x"] {
      sum += Int((ImageGuide.none.scope(named: text.utf8.span, in: image) ?? 0) & 1)
    }
  }

  private mutating func readRoutes(_ image: borrowing BundleImage) {
    for index in 0..<image.count(of: .routes) { add(image.text(image.route(index).template)) }
    for index in 0..<image.count(of: .nodes) { add(image.text(image.node(index).label)) }
    for path in ["/", "/a", "/v1/tenants/acme/orders", "/a/b/orders/a", "/orders/orders/orders/orders", "/b/b/"] {
      for method in ["GET", "POST"] {
        let match = image.match(method: method.utf8.span, path: path.utf8.span)
        sum += Int(match.number & 1)
        add(path.utf8.span.extracting(match.tenant))
      }
    }
  }

  private mutating func read(_ record: SecretRecord, _ digest: TokenDigest, _ image: borrowing BundleImage) {
    for word in [digest.words.0, digest.words.0 ^ 1, ~digest.words.0] {
      let (_, second, third, fourth) = digest.words
      sum += (image.candidate(for: TokenDigest(words: (word, second, third, fourth)))?.index ?? 0) & 1
    }
    for address in RandomShop.addresses { sum += image.networks(record.networkSet, admit: address) ? 1 : 0 }
    for scope in 0..<image.count(of: .scopes) {
      sum += image.grants(record.grantSet, include: UInt32(scope)) ? 1 : 0
    }
    if record.tenantText > SecretRecord.allTenants { add(image.text(record.tenantText)) }
    sum += Int((record.handle?.packed ?? 0) & 1)
  }

  private mutating func add(_ text: Span<UInt8>) {
    for index in text.indices { sum += Int(text[index] & 1) }
  }
}
