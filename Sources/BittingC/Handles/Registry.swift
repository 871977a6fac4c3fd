internal import CBitting
internal import CHost

/// Everything that callers know by handles: the one thing that all of the process shares.
struct Registry {
  var services = HandleTable<Service>(.authorizer)
  var updates = HandleTable<Update>(.update)

  /// Hands the registry to `body`, alone; what takes long does not belong in there, nor does letting go of what is large.
  static func locked<Result>(
    _ body: (inout Registry) throws(CallFailure) -> Result
  ) throws(CallFailure) -> Result {
    guard chost_lock() == 0 else { throw CallFailure(BITTING_NO_MEMORY) }
    defer { chost_unlock() }
    return try unsafe body(&registry)
  }
}

// Invariant: touched, and by that initialized, only with the lock that `Registry.locked` takes.
private nonisolated(unsafe) var registry = Registry()
