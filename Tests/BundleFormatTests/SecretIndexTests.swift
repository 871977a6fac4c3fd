import BundleFormat
import Testing

struct SecretIndexTests {
  @Test(arguments: [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (1_000_000, 20)])
  func hasAboutOneBucketForEachSecret(count: Int, bits: Int) {
    #expect(SecretIndex.bits(for: count) == bits)
  }
}
