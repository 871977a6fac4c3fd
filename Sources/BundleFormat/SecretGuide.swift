/// The index of an image once more, in a quarter of its size: computed at opening, so that more of it stays close to the
/// processor. A look-up waits for the index before it can ask for the record.
///
/// Buckets stand in groups of 128. For each group there is the number of its first secret, and for each bucket, in one
/// byte, how far beyond that number its own first secret is.
@safe
package struct SecretGuide: @unchecked Sendable {
  private static let groupBits = 7
  /// The byte of a bucket that is too far from its group's first secret; where it begins stands in the index alone.
  private static let isFar: UInt8 = 255

  // Invariant: both have an entry for each that is asked for, and nothing is written any more.
  private let groups: UnsafePointer<UInt32>?
  private let distances: UnsafePointer<UInt8>?

  /// No guide: the index is looked at instead.
  package static var none: SecretGuide { SecretGuide() }

  private init() {
    unsafe groups = nil
    unsafe distances = nil
  }

  /// How many bytes the guide of an image with `secretCount` secrets takes.
  package static func byteCount(for secretCount: Int) -> Int {
    let buckets = SecretIndex.entryCount(for: secretCount)
    return groupCount(for: buckets) * MemoryLayout<UInt32>.stride + buckets
  }

  private static func groupCount(for buckets: Int) -> Int { (buckets - 1) >> groupBits + 1 }

  /// The guide of `image`, written to `memory`, which is aligned to four bytes, has room for it, and stays as it is for as
  /// long as the guide is used.
  package init(of image: borrowing BundleImage, in memory: UnsafeMutableRawPointer) {
    let buckets = SecretIndex.entryCount(for: image.count(of: .secrets))
    let groupCount = SecretGuide.groupCount(for: buckets)
    let groups = unsafe memory.bindMemory(to: UInt32.self, capacity: groupCount)
    let distances = unsafe (memory + groupCount * MemoryLayout<UInt32>.stride)
      .bindMemory(to: UInt8.self, capacity: buckets)
    var first = 0
    for bucket in 0..<buckets {
      let entry = image.indexEntry(bucket)
      if bucket & (1 << SecretGuide.groupBits - 1) == 0 {
        first = entry
        unsafe groups[bucket >> SecretGuide.groupBits] = UInt32(truncatingIfNeeded: entry)
      }
      unsafe distances[bucket] = UInt8(truncatingIfNeeded: min(entry - first, Int(SecretGuide.isFar)))
    }
    unsafe self.groups = UnsafePointer(groups)
    unsafe self.distances = UnsafePointer(distances)
  }

  /// The number of the first secret that is not before `bucket` of `image`, whose guide this is.
  @inline(__always)
  func firstSecret(of bucket: Int, in image: borrowing BundleImage) -> Int {
    guard let groups = unsafe groups, let distances = unsafe distances else { return image.indexEntry(bucket) }
    let distance = unsafe distances[bucket]
    guard distance != SecretGuide.isFar else { return image.indexEntry(bucket) }
    return unsafe Int(groups[bucket >> SecretGuide.groupBits]) &+ Int(distance)
  }
}
