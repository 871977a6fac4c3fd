internal import HTTPTypes

/// What a request carries to prove its key, as bytes of its own. It prints as redacted.
enum PresentedCredential: CustomStringConvertible, CustomReflectable {
  case none
  case token([UInt8])
  case several

  /// The credential in `Authorization` and `X-API-Key`.
  ///
  /// Each field counts as one, whatever it holds: `Authorization` of another scheme is a credential too, which is no key.
  init(in headers: HTTPFields) {
    let authorizations = headers[fields: .authorization]
    let keys = headers[fields: .apiKey]
    guard authorizations.count + keys.count <= 1 else {
      self = .several
      return
    }
    if let key = keys.first {
      self = .token(Array(key.trimmedBytes))
    } else if let authorization = authorizations.first {
      self = .token(PresentedCredential.bearer(authorization.trimmedBytes))
    } else {
      self = .none
    }
  }

  /// The token of the scheme Bearer; empty for any other.
  private static func bearer(_ value: ArraySlice<UInt8>) -> [UInt8] {
    let scheme = value.prefix { $0 != 0x20 }
    guard scheme.map({ $0 | 0x20 }).elementsEqual("bearer".utf8) else { return [] }
    return Array(value[scheme.endIndex...].drop { $0 == 0x20 })
  }

  var description: String { "<redacted>" }
  var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPField {
  /// The bytes of the value, without the white space around it.
  fileprivate var trimmedBytes: ArraySlice<UInt8> {
    let bytes = unsafe withUnsafeBytesOfValue { unsafe Array($0) }
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let start = bytes.firstIndex { !isSpace($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    return bytes[start..<end]
  }
}

extension HTTPField.Name {
  /// `X-API-Key`.
  static let apiKey = HTTPField.Name("X-API-Key")!
  /// `X-Forwarded-For`.
  static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
}
