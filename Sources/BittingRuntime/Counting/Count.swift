internal import KeyModel

/// What counting a request came to.
enum Count: UInt8 {
  /// It is counted.
  case allowed
  /// Nothing is counted: the rate has no room for it.
  case rate
  /// Nothing is counted: the quota has no room for it.
  case quota
  /// Nothing is counted here: what the key has used up is with another gate.
  case elsewhere
}

/// A request to be counted, at some moment.
package struct CountedRequest {
  /// The number of its key, on the gate that counts it.
  var key = 0
  /// As how many it counts.
  var cost: UInt32 = 1
  package let now: Moment

  /// What it has reserved of a quota that then moved to another gate, where it gives it back before it is counted there.
  var owed: QuotaReservation?
  /// What is used up once the request is counted, or is why it is not.
  var usage = Usage()

  @inline(__always)
  package init(at now: Moment) {
    self.now = now
  }
}

/// What a request has taken of a quota, and gives back if something else denies it.
struct QuotaReservation {
  let kind: QuotaWindow
  /// The number of the window that it was taken of.
  let window: UInt64
  let cost: UInt32
}
