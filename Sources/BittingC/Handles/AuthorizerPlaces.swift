internal import BittingRuntime
internal import CBitting
internal import Synchronization

/// Where decisions find the authorizer of a handle, without a lock and without counting references.
///
/// Each place has one authorizer for good, which serves one handle after another and has no gate in between: so whoever
/// comes with a handle that is just being closed reads nothing that could be gone.
enum AuthorizerPlaces {
  /// Hands the gate in force to `body`; fails where `handle` is not open, or nothing is in force.
  ///
  /// Takes any number, from any thread, at any time.
  @inline(__always)
  static func hold<Result>(
    _ handle: UInt64, _ body: (borrowing Hold) -> Result
  ) throws(CallFailure) -> Result {
    if let place = unsafe Place.of(handle), unsafe place.pointee.isOpen(for: handle),
      let authorizer = unsafe place.pointee.unmanagedAuthorizer
    {
      let result: Result? = unsafe authorizer._withUnsafeGuaranteedRef { authorizer in
        let hold = authorizer.holdOnThread()
        // A handle is closed before its gate is withdrawn, and long before another handle's is put in force: if it is
        // still open now, the gate is its own.
        return unsafe place.pointee.isOpen(for: handle) && !hold.isVacant ? body(hold) : nil
      }
      if let result { return result }
    }
    throw try failure(handle)
  }

  /// The text of what was used by `now` of quotas that are in force for `handle`; fails as `hold` does.
  static func quotaState(_ handle: UInt64, at now: Moment) throws(CallFailure) -> [UInt8] {
    // As with `hold`: if the handle is still open afterwards, the text is its own.
    if let place = unsafe Place.of(handle), unsafe place.pointee.isOpen(for: handle),
      let text = unsafe place.pointee.authorizer?.quotaStateInForce(at: now), unsafe place.pointee.isOpen(for: handle)
    {
      return text
    }
    throw try failure(handle)
  }

  /// Why `handle` has nothing in force.
  @inline(never)
  private static func failure(_ handle: UInt64) throws(CallFailure) -> CallFailure {
    try Registry.locked { (registry) throws(CallFailure) in
      _ = try registry.services.object(handle)
      return CallFailure(BITTING_NOT_READY)
    }
  }
}

// What changes places; to be called under the registry's lock, with handles that are in its table.
extension AuthorizerPlaces {
  /// Opens the place of `handle`, with nothing in force.
  static func open(_ handle: UInt64) {
    Place.allocate()
    unsafe Place.of(handle)?.pointee.open(for: handle)
  }

  /// Closes the place of `handle`, and lets go what is in force.
  static func close(_ handle: UInt64) { unsafe Place.of(handle)?.pointee.close() }

  /// Puts `gate` in force for `handle`.
  static func replace(_ handle: UInt64, with gate: Gate, at now: Moment) {
    unsafe Place.of(handle)?.pointee.authorizer?.replace(with: gate, at: now)
  }

  /// Takes `counts` as used before anything is in force for `handle`; false, and nothing is changed, if something is.
  static func restore(_ handle: UInt64, _ counts: RestingCounts) -> Bool {
    unsafe Place.of(handle)?.pointee.authorizer?.restore(counts) ?? false
  }
}

/// One place: a handle after another, and the authorizer that serves them.
private struct Place: ~Copyable {
  /// The handle that is open; 0 for none.
  private let handle = Atomic<UInt64>(0)
  /// Where the authorizer is, from the first handle on; 0 before.
  private let address = Atomic<UInt>(0)

  /// The place of a handle; nil where there is none.
  @inline(__always)
  static func of(_ handle: UInt64) -> UnsafeMutablePointer<Place>? {
    let number = HandleNumber(rawValue: handle).place
    let places = unsafe UnsafeMutablePointer<Place>(bitPattern: places.start.load(ordering: .acquiring))
    guard number < Int(BITTING_MAXIMUM_HANDLES), let places = unsafe places else { return nil }
    return unsafe places + number
  }

  /// Makes the places, which stay for good, if there are none.
  static func allocate() {
    guard places.start.load(ordering: .relaxed) == 0 else { return }
    let count = Int(BITTING_MAXIMUM_HANDLES)
    let start = UnsafeMutablePointer<Place>.allocate(capacity: count)
    for index in 0..<count { unsafe (start + index).initialize(to: Place()) }
    places.start.store(UInt(bitPattern: start), ordering: .releasing)
  }

  @inline(__always)
  func isOpen(for handle: UInt64) -> Bool { handle != 0 && self.handle.load(ordering: .acquiring) == handle }

  /// The authorizer, not counted; it stays for good.
  @inline(__always)
  var unmanagedAuthorizer: Unmanaged<Authorizer>? {
    guard let pointer = unsafe UnsafeRawPointer(bitPattern: address.load(ordering: .acquiring)) else { return nil }
    return unsafe Unmanaged.fromOpaque(pointer)
  }

  var authorizer: Authorizer? { unsafe unmanagedAuthorizer?.takeUnretainedValue() }

  func open(for handle: UInt64) {
    if address.load(ordering: .relaxed) == 0 {
      let authorizer = unsafe Unmanaged.passRetained(Authorizer()).toOpaque()
      address.store(UInt(bitPattern: authorizer), ordering: .releasing)
    }
    self.handle.store(handle, ordering: .sequentiallyConsistent)
  }

  func close() {
    handle.store(0, ordering: .sequentiallyConsistent)
    authorizer?.withdraw(at: .byTheSystem)
  }
}

/// Where the places are, `BITTING_MAXIMUM_HANDLES` of them; 0 before there was a handle.
private struct PlacesStart: ~Copyable {
  let start = Atomic<UInt>(0)
}

// A plain value, so that it is there when the library is loaded, and nobody has to ask whether it is.
private let places = PlacesStart()
