internal import BittingRuntime
internal import BundleFormat
internal import Glibc
internal import KeyModel
internal import Sodium
internal import TestSupport

/// Everything that is written in one word: addresses, instants, rates, names.
///
/// Whatever is taken has a text of its own that is the same value; where a value has one text only, it is the text that
/// was taken.
struct ValueTarget: FuzzTarget {
  let name = "values"

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    try GuardedBytes(input).withSpan { (text) throws(BrokenPromise) in
      try checkExact(text)
      try checkLoose(text)
      try checkAddress(text)
      try checkInstant(text)
      try checkEncodings(text)
    }
  }

  /// Values with one text.
  private func checkExact(_ text: Span<UInt8>) throws(BrokenPromise) {
    try exact(Name.self, text)
    try exact(KeyID.self, text)
    try exact(EnvironmentName.self, text)
    try exact(TokenPrefix.self, text)
    try exact(TenantName.self, text)
    try exact(Handle.self, text)
    try exact(Scope.self, text)
    try exact(ScopePattern.self, text)
    try exact(Rate.self, text)
    try exact(Quota.self, text)
    try exact(StaleAction.self, text)
    try exact(TokenDigest.self, text)
    try exact(CommitID.self, text)
    try exact(ContentDigest.self, text)
    try exact(DenialReason.self, text)
    try exact(OpenFailure.self, text)
  }

  /// Values that can be written in several ways.
  private func checkLoose(_ text: Span<UInt8>) throws(BrokenPromise) {
    try loose(TimeSpan.self, text)
    try loose(Instant.self, text)
    try loose(Address.self, text)
    try loose(Network.self, text)
    try loose(RouteTemplate.self, text)
    guard let near = Network.nearest(to: text) else { return }
    let again = Network(near.description)
    try promise(again == near, "the nearest network \(near) is not one")
  }

  private func exact<Value: ParsableText & CustomStringConvertible & Equatable>(
    _ type: Value.Type, _ text: Span<UInt8>
  ) throws(BrokenPromise) {
    guard let value = Value(parsing: text) else { return }
    try promise(Array(value.description.utf8) == text.array, "\(Shown(text.array)) reads as \(type) \(value)")
    try loose(type, text)
  }

  private func loose<Value: ParsableText & CustomStringConvertible & Equatable>(
    _ type: Value.Type, _ text: Span<UInt8>
  ) throws(BrokenPromise) {
    guard let value = Value(parsing: text) else { return }
    try promise(Value(value.description) == value, "the \(type) \(value) is another once it is written")
  }

  /// The C library reads the same addresses.
  private func checkAddress(_ text: Span<UInt8>) throws(BrokenPromise) {
    guard text.firstIndex(of: 0) == nil else { return }
    let written = String(decoding: text.array, as: UTF8.self)
    var (v4, v6) = (in_addr(), in6_addr())
    let address = Address(parsing: text)
    if unsafe inet_pton(AF_INET, written, &v4) == 1 {
      try promise(address == Address(v4: UInt32(bigEndian: v4.s_addr)), "\(written) is another address")
    } else if unsafe inet_pton(AF_INET6, written, &v6) == 1 {
      let words = unsafe withUnsafeBytes(of: v6) { bytes in
        (0..<2).map { unsafe UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self)) }
      }
      try promise(address == Address(high: words[0], low: words[1]), "\(written) is another address")
    } else {
      try promise(address == nil, "\(Shown(text.array)) is an address for nobody else")
    }
  }

  /// Counting day by day comes to the same.
  private func checkInstant(_ text: Span<UInt8>) throws(BrokenPromise) {
    guard let instant = Instant(parsing: text) else { return }
    let written = String(decoding: text.array, as: UTF8.self)
    let fields = written.split { "-T:Z".contains($0) }.compactMap { Int64($0) } + [0, 0, 0]
    let (year, month, day) = (fields[0], Int(fields[1]), fields[2])
    let (hour, minute, second) = (fields[3], fields[4], fields[5])
    try promise((1...12).contains(month) && day >= 1 && day <= Self.length(ofMonth: month, year), "no day \(written)")
    try promise(hour < 24 && minute < 60 && second < 60, "there is no \(written)")
    var days = day - 1
    for earlier in 1_970..<year { days += Self.length(ofMonth: 2, earlier) == 29 ? 366 : 365 }
    for earlier in 1..<month { days += Self.length(ofMonth: earlier, year) }
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second
    try promise(seconds == instant.seconds, "\(written) is another instant")
  }

  private static func length(ofMonth month: Int, _ year: Int64) -> Int64 {
    let isLeap = year.isMultiple(of: 400) || year.isMultiple(of: 4) && !year.isMultiple(of: 100)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  private func checkEncodings(_ text: Span<UInt8>) throws(BrokenPromise) {
    for base64 in [Base64.padded, .unpadded] {
      guard let bytes = base64.decode(text) else { continue }
      try promise(base64.encode(bytes.span) == text.array, "\(Shown(text.array)) is another text of its bytes")
    }
    if let bytes = Hex.decode(text) {
      try promise(Hex.encode(bytes.span) == text.array, "\(Shown(text.array)) is another text of its bytes")
    }
  }
}
