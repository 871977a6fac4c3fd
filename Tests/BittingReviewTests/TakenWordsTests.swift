import BittingCompiler
import BittingReview
import KeyModel
import TestSupport
import Testing

/// Routes that take up every short segment there is do not hide what another route lets through.
@Suite struct TakenWordsTests {
  private let issued = Instant(seconds: Shop.start)

  @Test func aRouteWithParametersIsOpenedAmongRoutesThatTakeEveryShortWord() throws {
    let base = shop(opening: "orders:read")
    let head = shop(opening: "public")
    let review = try Reviewer.review(
      ReviewInput(base: base.tree, head: head.tree, baseName: "main", at: issued, isWhole: true),
      using: SeededGenerator(seed: 1))
    let wishes = review.witnesses.filter(\.isGain).map(\.witness.wish)
    #expect(wishes.contains(.route(method: "GET", path: "/a/xxx/b/xxx/c")), "\(wishes)")
  }

  /// A shop whose route with two parameters takes `access`, and whose other routes have every word of one or two small
  /// letters and digits as a segment, and one that is so long that it fits into no path twice.
  private func shop(opening access: String) -> Shop {
    let letters = "abcdefghijklmnopqrstuvwxyz0123456789".map { String($0) }
    let words = letters + letters.flatMap { first in letters.map { first + $0 } }
    let busy = stride(from: 0, to: words.count, by: 30).map { start in
      ("GET /" + words[start..<min(start + 30, words.count)].joined(separator: "/"), "orders:read")
    }
    let long = ("GET /" + String(repeating: "q", count: 1_000), "orders:read")
    let open = ("GET /a/{one}/b/{two}/c", access)
    var shop = Shop()
    shop.resources = ["orders": Shop.Resource(levels: ["read"], isSensitive: false)]
    shop.services = ["desk": ["orders"]]
    shop.types = ["client": Shop.KeyType(tenant: "optional", staleAfter: nil, staleThen: nil)]
    shop.routes = ["desk": Dictionary(uniqueKeysWithValues: busy + [long, open])]
    return shop
  }
}
