internal import BittingRuntime
public import CBitting
internal import KeyModel

/// `bitting.h` says what it does.
@c @implementation
public func bitting_abi_version() -> UInt32 { UInt32(BITTING_ABI_VERSION) }

/// `bitting.h` says what it does.
@c @implementation
public func bitting_version() -> UnsafePointer<CChar>! { unsafe cString("0.1.0") }

/// `bitting.h` says what it does.
@c @implementation
public func bitting_status_name(_ status: bitting_status) -> UnsafePointer<CChar>! { unsafe cString(status.name) }

/// `bitting.h` says what it does.
@c @implementation
public func bitting_reason_name(_ reason: bitting_reason) -> UnsafePointer<CChar>! {
  unsafe cString(DenialReason(reason)?.name ?? (reason == BITTING_REASON_NONE ? "none" : "unknown-reason"))
}

/// `bitting.h` says what it does.
@c @implementation
public func bitting_reason_http_status(_ reason: bitting_reason) -> UInt16 { DenialReason(reason)?.httpStatus ?? 500 }

/// The characters of a literal, which end with a NUL.
private func cString(_ text: StaticString) -> UnsafePointer<CChar> {
  unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}

extension DenialReason {
  fileprivate init?(_ reason: bitting_reason) {
    guard let number = UInt8(exactly: reason.rawValue) else { return nil }
    self.init(rawValue: number)
  }
}

extension bitting_status {
  fileprivate var name: StaticString {
    if let number = UInt8(exactly: rawValue), let failure = OpenFailure(rawValue: number) { return failure.name }
    return switch self {
    case BITTING_OK: "ok"
    case BITTING_DENIED: "denied"
    case BITTING_INVALID_ARGUMENT: "invalid-argument"
    case BITTING_INVALID_HANDLE: "invalid-handle"
    case BITTING_CLOSED: "closed"
    case BITTING_NOT_READY: "not-ready"
    case BITTING_BUFFER_TOO_SMALL: "buffer-too-small"
    case BITTING_INVALID_IDENTITY: "invalid-identity"
    case BITTING_INVALID_SIGNERS: "invalid-signers"
    case BITTING_INVALID_STATE: "invalid-state"
    case BITTING_UNSUPPORTED: "unsupported"
    case BITTING_OUTDATED: "outdated"
    case BITTING_TOO_MANY_HANDLES: "too-many-handles"
    case BITTING_NO_MEMORY: "no-memory"
    case BITTING_NO_RANDOMNESS: "no-randomness"
    default: "unknown-status"
    }
  }
}
