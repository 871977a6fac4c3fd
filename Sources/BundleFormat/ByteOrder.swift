/// How two texts compare by their bytes.
package enum ByteOrder {
  case before, same, after
}

/// The order of `one` and `other` by their bytes; a text comes before those that it begins.
package func order(_ one: Span<UInt8>, _ other: Span<UInt8>) -> ByteOrder {
  let shared = min(one.count, other.count)
  var index = 0
  while index < shared, unsafe one[unchecked: index] == other[unchecked: index] { index += 1 }
  guard index == shared else { return unsafe one[unchecked: index] < other[unchecked: index] ? .before : .after }
  if one.count == other.count { return .same }
  return one.count < other.count ? .before : .after
}
