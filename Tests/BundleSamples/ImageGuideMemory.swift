package import BundleFormat

/// A guide in memory of its own, with bytes around it that it must leave alone.
@safe
package final class ImageGuideMemory {
  package let guide: ImageGuide
  private let memory: UnsafeMutableRawPointer
  private let size: Int

  private static let margin = 64

  package init(of image: borrowing BundleImage) {
    let size = ImageGuide.byteCount(
      secrets: image.count(of: .secrets), scopes: image.count(of: .scopes), nodes: image.count(of: .nodes))
    self.size = size
    unsafe memory = .allocate(byteCount: size + 2 * ImageGuideMemory.margin, alignment: 64)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0xAB, count: size + 2 * ImageGuideMemory.margin)
    unsafe (memory + ImageGuideMemory.margin).initializeMemory(as: UInt8.self, repeating: 0, count: size)
    guide = unsafe ImageGuide(of: image, in: memory + ImageGuideMemory.margin)
  }

  deinit { unsafe memory.deallocate() }

  /// Whether the guide has written to nothing but its own.
  package var isWithinBounds: Bool {
    (0..<ImageGuideMemory.margin).allSatisfy { offset in
      let (before, behind) = (offset, ImageGuideMemory.margin + size + offset)
      return unsafe memory.load(fromByteOffset: before, as: UInt8.self) == 0xAB
        && memory.load(fromByteOffset: behind, as: UInt8.self) == 0xAB
    }
  }
}
