internal import Synchronization

/// Values that live until the program ends.
///
/// A large catalog is millions of pieces of memory. The system takes all of them back at once when the program ends,
/// where letting them go one by one would take a tenth of a check.
enum Lasting {
  private static let kept = Mutex<[any Sendable]>([])

  /// Keeps `value`, and returns it.
  static func keep<Value: Sendable>(_ value: Value) -> Value {
    kept.withLock { $0.append(value) }
    return value
  }
}
