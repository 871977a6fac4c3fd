internal import KeyModel

/// Routes of one service, method and length that no single segment tells apart, by the places of their parameters.
///
/// Two of them conflict if they have their parameters in the same places, or each has one where the other has none, and
/// all segments that are literal in both are equal. Between two patterns of places that is a join on those segments, so
/// a group takes time in the number of its routes times the number of its patterns, never in the square of its routes.
struct RouteGroup {
  /// The most patterns that are joined; a group with more is refused as a whole.
  static let maximumPatterns = 32

  /// The routes by pattern, both rising: bit *n* of a pattern is set where segment *n* is a parameter.
  let patterns: [(places: UInt32, routes: [Int])]
  private let numbers: SegmentNumbers

  /// The first of the routes.
  var first: Int { patterns.lazy.compactMap(\.routes.first).min() ?? 0 }

  private init(_ members: [Int], _ numbers: SegmentNumbers) {
    let byPlaces = Dictionary(grouping: members.sorted()) { numbers.pattern($0) }
    patterns = byPlaces.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    self.numbers = numbers
  }

  /// Pairs that conflict, in order; each route is the first of one pair at most.
  var conflicts: [(Int, Int)] {
    var found: [Int: Int] = [:]
    for (index, one) in patterns.enumerated() {
      join(one, one, &found)
      for other in patterns[(index + 1)...] {
        let common = one.places & other.places
        // Where one has no parameter that the other has not, it is the more literal and wins.
        if common != one.places && common != other.places { join(one, other, &found) }
      }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func join(
    _ one: (places: UInt32, routes: [Int]), _ other: (places: UInt32, routes: [Int]), _ found: inout [Int: Int]
  ) {
    let places = one.places | other.places
    var known: [[Int32]: Int] = [:]
    for route in one.routes {
      let segments = numbers.segments(route, outside: places)
      if known[segments] == nil { known[segments] = route }
    }
    for route in other.routes where found[route] == nil {
      guard let match = known[numbers.segments(route, outside: places)], match != route else { continue }
      found[route] = match
    }
  }
}

extension RouteGroup {
  private struct Form: Hashable {
    let service: Name
    let method: Text
    let length: Int
    // A parameter never takes an empty segment.
    let endsInSlash: Bool

    init(_ route: Catalog.Route) {
      let segments = route.template.segments
      (service, method, length) = (route.service, route.template.method, segments.count)
      endsInSlash = segments.last == .literal(Text(""))
    }
  }

  /// All groups of two routes or more.
  static func groups(of routes: [Catalog.Route], _ numbers: SegmentNumbers) -> [RouteGroup] {
    var forms: [Form: [Int]] = [:]
    for (index, route) in routes.enumerated() { forms[Form(route), default: []].append(index) }
    var open = Array(forms.values)
    var done: [RouteGroup] = []
    while let members = open.popLast() {
      guard members.count > 1 else { continue }
      if let place = dividingPlace(members, numbers) {
        open += Dictionary(grouping: members) { numbers.literal($0, place) }.values
      } else {
        done.append(RouteGroup(members, numbers))
      }
    }
    return done.sorted { $0.first < $1.first }
  }

  /// A segment that is literal in all routes, and not the same in all: it tells them apart for good.
  private static func dividingPlace(_ members: [Int], _ numbers: SegmentNumbers) -> Int? {
    (0..<numbers.count(members[0])).first { place in
      guard let first = numbers.literal(members[0], place) else { return false }
      var differs = false
      for member in members {
        guard let literal = numbers.literal(member, place) else { return false }
        if literal != first { differs = true }
      }
      return differs
    }
  }
}
