package import BundleFormat
package import KeyModel

extension BundleImage {
  /// The secret with `digest`, or another one where there is none; nil only if there are no secrets at all. `guide` is the
  /// image's own, if there is one.
  package func candidate(for digest: TokenDigest, by guide: ImageGuide = .none) -> Candidate? {
    guard let places = places(of: digest, by: guide) else { return nil }
    return candidate(for: digest, among: places)
  }
}
