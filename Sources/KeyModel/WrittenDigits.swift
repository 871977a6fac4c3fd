/// Eight bytes of a text that are written in a given form: digits where it has them, and its other bytes as they are.
///
/// All eight are looked at in one machine word, because a tree has some hundred thousand dates.
struct WrittenDigits {
  /// What eight bytes have to be: `0` stands for any digit, and any other byte for itself.
  struct Form {
    /// The bytes, the first as the least significant.
    let bits: UInt64

    /// `0000-00-`
    static var yearMonth: Form { Form(bits: 0x2D30_302D_3030_3030) }
    /// `00-00-00`
    static var monthDay: Form { Form(bits: 0x3030_2D30_302D_3030) }
    /// `00T00:00`
    static var dayHourMinute: Form { Form(bits: 0x3030_3A30_3054_3030) }
    /// `0:00:00Z`
    static var minuteSecond: Form { Form(bits: 0x5A30_303A_3030_3A30) }
  }

  /// The value of each digit in a byte, the first as the least significant; zero for the other bytes.
  private let values: UInt64

  /// The eight bytes of `text` from `start` on, which have to be there; nil if they have another form.
  @inline(__always)
  init?(_ text: Span<UInt8>, at start: Int, as form: Form) {
    // A digit differs from `0` by its value, at most 9; a byte that is as it has to be, by nothing.
    let values = text.word(uncheckedAt: start) ^ form.bits
    // Invariant: no sum of 7 bits each leaves its byte; its top bit is set where the value is more than it may be.
    let sums = (values & 0x7F7F_7F7F_7F7F_7F7F) &+ WrittenDigits.slack(of: form)
    guard (sums | values) & 0x8080_8080_8080_8080 == 0 else { return nil }
    self.values = values
  }

  /// What a value may be short of 128 by: 118 for a digit, 127 for any other byte.
  @inline(__always)
  private static func slack(of form: Form) -> UInt64 {
    var slack: UInt64 = 0
    for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
      slack |= (form.bits >> shift & 0xFF == 0x30 ? 0x76 : 0x7F) << shift
    }
    return slack
  }

  /// The number that the digits at `places` write, leading zeros included.
  @inline(__always)
  func number(_ places: ClosedRange<Int>) -> Int64 {
    var number: Int64 = 0
    for place in places { number = number * 10 + Int64(values >> UInt64(place * 8) & 0xFF) }
    return number
  }
}
