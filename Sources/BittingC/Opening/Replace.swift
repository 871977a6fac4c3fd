internal import BittingRuntime
public import CBitting

@c @implementation
public func bitting_replace(
  _ authorizer: bitting_authorizer, _ update: bitting_update, _ written: UnsafeRawPointer!, _ writtenLength: Int
) -> bitting_status {
  status { () throws(CallFailure) in
    try checkMemory()
    let written = try unsafe bytes(written, writtenLength)
    try Registry.locked { (registry) throws(CallFailure) in
      let service = try registry.services.object(authorizer)
      let opened = try registry.updates.object(update)
      guard opened.authorizer == authorizer else { throw CallFailure(.wrongAudience) }
      guard let written = unsafe written, unsafe written.elementsEqual(opened.state) else {
        throw CallFailure(.stateUnwritable)
      }
      try opened.mark.check(after: service.mark)
      _ = try registry.updates.remove(update)
      service.mark = opened.mark
      AuthorizerPlaces.replace(authorizer, with: opened.gate, at: opened.moment)
    }
  }
}
