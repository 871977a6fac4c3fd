internal import BittingRuntime
public import CBitting

/// `bitting.h` says what it does.
@c @implementation
public func bitting_replace(
  _ authorizer: bitting_authorizer, _ update: bitting_update, _ written: UnsafeRawPointer!, _ writtenLength: Int
) -> bitting_status {
  status { () throws(CallFailure) in
    let written = try unsafe bytes(written, writtenLength, limit: Input.longestState)
    try Registry.locked { (registry) throws(CallFailure) in
      let service = try registry.services.object(authorizer)
      let opened = try registry.updates.object(update)
      guard opened.basis.handle == authorizer else { throw CallFailure(.wrongAudience) }
      guard let written = unsafe written, unsafe written.elementsEqual(opened.state) else {
        throw CallFailure(.stateUnwritable)
      }
      try opened.basis.checkIsCurrent(in: registry)
      try checkMemory(for: Authorizer.byteCount(for: opened.gate))
      _ = try registry.updates.remove(update)
      service.advance(to: opened.mark)
      AuthorizerPlaces.replace(authorizer, with: opened.gate, at: opened.moment)
    }
  }
}
