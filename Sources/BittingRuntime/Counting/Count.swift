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

/// A request to be counted.
struct CountedRequest {
  /// The number of its key, on the gate that counts it.
  var key: Int
  /// As how many it counts.
  let cost: UInt32
  let now: Moment

  /// What it has reserved of a quota that then moved to another gate, where it gives it back before it is counted there.
  var owed: QuotaReservation?
  /// What is used up once the request is counted, or is why it is not.
  var usage = Usage()

  init(key: Int, cost: UInt32, now: Moment) {
    (self.key, self.cost, self.now) = (key, cost, now)
  }
}

/// What a request has taken of a quota, and gives back if something else denies it.
struct QuotaReservation {
  let kind: QuotaWindow
  /// The number of the window that it was taken of.
  let window: UInt64
  let cost: UInt32
}
