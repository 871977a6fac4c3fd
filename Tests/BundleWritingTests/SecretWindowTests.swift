@testable import BundleWriting
import KeyModel
import Testing

struct SecretWindowTests {
  private enum Verdict { case notYetValid, expired, valid }

  /// Every order that two windows and an instant can have, backwards ones too.
  @Test func saysWhatSecretThenKeyWouldSay() {
    for code in 0..<3_125 {
      let times = (0..<5).map { Instant(seconds: Int64(code / [1, 5, 25, 125, 625][$0] % 5)) }
      let (secretStarts, secretEnds, keyStarts, keyEnds, now) = (times[0], times[1], times[2], times[3], times[4])
      let window = SecretWindow(starts: secretStarts, ends: secretEnds)
        .ofKey(in: SecretWindow(starts: keyStarts, ends: keyEnds))
      let expected = verdict(now, secretStarts, secretEnds) ?? verdict(now, keyStarts, keyEnds) ?? .valid
      #expect(verdict(now, window.starts, window.ends) ?? .valid == expected, "\(times)")
    }
  }

  private func verdict(_ now: Instant, _ starts: Instant, _ ends: Instant) -> Verdict? {
    now < starts ? .notYetValid : now >= ends ? .expired : nil
  }
}
