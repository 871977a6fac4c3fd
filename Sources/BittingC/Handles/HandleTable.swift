internal import CBitting

/// The objects of one kind that callers know by their handles.
struct HandleTable<Object: AnyObject> {
  private struct Place {
    var generation: UInt64
    var object: Object?
  }

  private let kind: HandleNumber.Kind
  private var places: [Place] = []

  init(_ kind: HandleNumber.Kind) {
    self.kind = kind
  }

  /// Keeps `object`, and returns its handle.
  mutating func add(_ object: Object) throws(CallFailure) -> UInt64 {
    if let free = places.firstIndex(where: { $0.object == nil }) {
      places[free].generation += 1
      places[free].object = object
      return HandleNumber(kind, place: free, generation: places[free].generation).rawValue
    }
    guard places.count < Int(BITTING_MAXIMUM_HANDLES) else { throw CallFailure(BITTING_TOO_MANY_HANDLES) }
    places.append(Place(generation: 1, object: object))
    return HandleNumber(kind, place: places.count - 1, generation: 1).rawValue
  }

  /// The object of `handle`.
  func object(_ handle: UInt64) throws(CallFailure) -> Object {
    let place = try place(of: handle)
    guard let object = places[place].object else { throw CallFailure(BITTING_CLOSED) }
    return object
  }

  /// Closes `handle`, and returns the object, which the caller lets go of where nobody waits for it.
  mutating func remove(_ handle: UInt64) throws(CallFailure) -> Object {
    let object = try object(handle)
    places[HandleNumber(rawValue: handle).place].object = nil
    return object
  }

  /// The place of a handle that is open, or the last one at its place.
  private func place(of handle: UInt64) throws(CallFailure) -> Int {
    let number = HandleNumber(rawValue: handle)
    guard number.kind == kind, number.place < places.count else { throw CallFailure(BITTING_INVALID_HANDLE) }
    let generation = places[number.place].generation
    guard number.generation >= 1, number.generation <= generation else { throw CallFailure(BITTING_INVALID_HANDLE) }
    guard number.generation == generation else { throw CallFailure(BITTING_CLOSED) }
    return number.place
  }
}
