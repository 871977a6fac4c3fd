internal import KeyModel

/// What counting a request came to.
enum Count {
  /// It is counted.
  case allowed(Usage)
  /// Nothing is counted: there is no room for it.
  case denied(DenialReason, Usage)
  /// Nothing is counted here: what the key has used up is with another gate. A reservation may have gone there too.
  case elsewhere(QuotaReservation?)
}

/// What taking from one counter came to.
enum Taking<Usage> {
  /// It is taken, and this is used up then.
  case taken(Usage)
  /// Nothing is taken, because this is used up.
  case denied(Usage)
  /// Nothing is taken: the counter is not here.
  case elsewhere
}

/// What a request has taken of a quota, and gives back if something else denies it.
struct QuotaReservation {
  let kind: QuotaWindow
  /// The number of the window that it was taken of.
  let window: UInt64
  let cost: UInt32
}
