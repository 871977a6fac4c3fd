/// Why a request is denied: a closed list, in the order in which a decision looks.
///
/// The raw value is the same in Swift, C and stored records; ``name`` is the same in text.
public enum DenialReason: UInt8, Hashable, Sendable, CaseIterable {
  case missing = 1
  case ambiguous = 2
  case malformed = 3
  case unknown = 4
  case revoked = 5
  case decoy = 6
  case disabled = 7
  case notYetValid = 8
  case expired = 9
  case stale = 10
  case network = 11
  case path = 12
  case route = 13
  case scope = 14
  case tenant = 15
  case rate = 16
  case quota = 17
}
