/// The index of an image's secrets once more in a quarter of its size, so that more of it stays close to the processor: a
/// look-up waits for the index before it can ask for the very record.
///
/// Buckets are in groups of 128. For each group there is the number of its first secret, and for each bucket, in one byte,
/// how far beyond that number its own first secret is.
@safe
struct SecretGuide {
  private static let groupBits = 7
  /// The byte of a bucket that is too far from its group's first secret; where it begins stands in the index alone.
  private static let isFar: UInt8 = 255

  // Invariant: both have an entry for each bucket, and nothing is written once `init` has returned.
  private let groups: UnsafeMutablePointer<UInt32>?
  private let distances: UnsafeMutablePointer<UInt8>?

  /// No guide.
  init() {
    unsafe groups = nil
    unsafe distances = nil
  }

  private static func groupCount(buckets: Int) -> Int { (buckets - 1) >> groupBits + 1 }

  /// How many bytes the guide takes for so many secrets; a multiple of eight.
  static func byteCount(secrets: Int) -> Int {
    let buckets = SecretIndex.entryCount(for: secrets)
    return (groupCount(buckets: buckets) * MemoryLayout<UInt32>.stride + buckets + 7) & ~7
  }

  /// The guide of `image`.
  init(of image: borrowing BundleImage, in memory: inout GuideMemory) {
    let buckets = SecretIndex.entryCount(for: image.count(of: .secrets))
    let groups = unsafe memory.take(SecretGuide.groupCount(buckets: buckets), of: UInt32.self)
    let distances = unsafe memory.take(buckets, of: UInt8.self)
    let (index, size) = (image.offset(.index, 0), 1 << SecretGuide.groupBits)
    for group in 0..<SecretGuide.groupCount(buckets: buckets) {
      // Plain numbers and one run of bytes, which the compiler makes vectors of: there may be some million buckets.
      let begin = group &<< SecretGuide.groupBits
      let first = image.bytes.u32(index &+ begin &* 4)
      unsafe groups[group] = first
      for bucket in begin..<min(begin &+ size, buckets) {
        let distance = image.bytes.u32(index &+ bucket &* 4) &- first
        unsafe distances[bucket] = UInt8(truncatingIfNeeded: min(distance, UInt32(SecretGuide.isFar)))
      }
    }
    unsafe self.groups = groups
    unsafe self.distances = distances
  }

  /// The number of the first secret that is not before `bucket` of `image`, whose guide this is.
  @inline(__always)
  func firstSecret(of bucket: Int, in image: borrowing BundleImage) -> Int {
    guard let groups = unsafe groups, let distances = unsafe distances else { return image.indexEntry(bucket) }
    let distance = unsafe distances[bucket]
    guard distance != SecretGuide.isFar else { return image.indexEntry(bucket) }
    return unsafe Int(groups[bucket &>> SecretGuide.groupBits]) &+ Int(distance)
  }
}
