internal import KeyModel

/// The segments of many routes as numbers, so that they are compared and hashed quickly.
struct SegmentNumbers {
  private static let parameter: Int32 = -1

  private var numbers: [Int32] = []
  /// Where the segments of each route begin; one more than there are routes.
  private var starts: [Int] = [0]

  init(_ routes: [Catalog.Route]) {
    var known: [Text: Int32] = [:]
    for route in routes {
      for segment in route.template.segments {
        guard case .literal(let text) = segment else {
          numbers.append(SegmentNumbers.parameter)
          continue
        }
        let number = known[text] ?? Int32(truncatingIfNeeded: known.count)
        known[text] = number
        numbers.append(number)
      }
      starts.append(numbers.count)
    }
  }

  /// How many segments `route` has.
  func count(_ route: Int) -> Int { starts[route + 1] - starts[route] }

  /// The number of the literal in segment `place` of `route`; nil for a parameter.
  func literal(_ route: Int, _ place: Int) -> Int32? {
    let number = numbers[starts[route] + place]
    return number == SegmentNumbers.parameter ? nil : number
  }

  /// Where the parameters of `route` stand: bit *n* for segment *n*, of which a route has 32 at most.
  func pattern(_ route: Int) -> UInt32 {
    var pattern: UInt32 = 0
    for place in 0..<count(route) where literal(route, place) == nil { pattern |= 1 << UInt32(place) }
    return pattern
  }

  /// The segments of `route` whose bit is not set in `pattern`.
  func segments(_ route: Int, outside pattern: UInt32) -> [Int32] {
    var found: [Int32] = []
    found.reserveCapacity(count(route))
    for place in 0..<count(route) where pattern & 1 << UInt32(place) == 0 {
      found.append(numbers[starts[route] + place])
    }
    return found
  }
}
