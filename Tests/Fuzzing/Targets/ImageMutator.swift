internal import BundleFormat
internal import TestSupport

/// Changes a payload so that it stays one as far as lengths go: fields in place, whole records more or fewer.
///
/// What stands before the payload, up to its magic, is left as it is.
struct ImageMutator: InputMutator {
  func mutated(_ input: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    let magic = Array(ImageHeader.magic.description.utf8)
    guard let start = input.indices.first(where: { input[$0...].starts(with: magic) }) else { return input }
    var image = MutableImage(Array(input[start...]))
    for _ in 0..<Int.random(in: 1...4, using: &random) { change(&image, using: &random) }
    return input[..<start] + image.bytes
  }

  private func change(_ image: inout MutableImage, using random: inout SeededGenerator) {
    guard let section = ImageSection.allCases.randomElement(using: &random), let range = image.range(of: section) else {
      return
    }
    let count = range.count / section.stride
    switch Int.random(in: 0..<8, using: &random) {
    case 0: image.insertRecord(of: section, at: Int.random(in: 0...count, using: &random))
    case 1 where count > 0: image.removeRecord(of: section, at: Int.random(in: 0..<count, using: &random))
    case 2 where count > 1:
      let index = Int.random(in: 1..<count, using: &random)
      for offset in 0..<section.stride {
        image.bytes.swapAt(
          range.lowerBound + offset, range.lowerBound + index * section.stride + offset)
      }
    case 3: image.countIndex()
    case 4: changeField(of: &image, in: 0..<ImageHeader.byteCount, using: &random)
    default: changeField(of: &image, in: range, using: &random)
    }
  }

  /// Puts a number that matters into 1, 2, 4 or 8 bytes.
  private func changeField(of image: inout MutableImage, in range: Range<Int>, using random: inout SeededGenerator) {
    let width = [1, 1, 2, 4, 4, 8].randomElement(using: &random) ?? 1
    guard range.count >= width else { return }
    let place = range.lowerBound + Int.random(in: 0...(range.count - width) / width, using: &random) * width
    let current = image.number(at: place, width: width)
    let (bit, small) = (random.next() % 64, random.next() % 512)
    let numbers: [UInt64] = [0, 1, current &+ 1, current &- 1, current ^ 1 << bit, .max, 0x80, small]
    image.set(numbers.randomElement(using: &random) ?? 0, at: place, width: width)
  }
}

/// A payload with its directory.
private struct MutableImage {
  var bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func number(at place: Int, width: Int) -> UInt64 {
    guard place >= 0, place + width <= bytes.count else { return 0 }
    return (0..<width).reversed().reduce(0) { $0 << 8 | UInt64(bytes[place + $1]) }
  }

  mutating func set(_ number: UInt64, at place: Int, width: Int) {
    guard place >= 0, place + width <= bytes.count else { return }
    for index in 0..<width { bytes[place + index] = UInt8(truncatingIfNeeded: number >> UInt64(8 * index)) }
  }

  /// Where the records of `section` lie; nil where the directory does not tell.
  func range(of section: ImageSection) -> Range<Int>? {
    let start = number(at: section.directoryOffset, width: 8)
    let count = number(at: section.directoryOffset + 8, width: 8)
    guard start <= bytes.count, count <= bytes.count else { return nil }
    let end = Int(start) + Int(count) * section.stride
    return end <= bytes.count ? Int(start)..<end : nil
  }

  /// Repeats a record, or puts an empty one where there is none.
  mutating func insertRecord(of section: ImageSection, at index: Int) {
    guard let range = range(of: section) else { return }
    let place = range.lowerBound + max(0, index - 1) * section.stride
    let isEmpty = range.isEmpty
    let record = isEmpty ? [UInt8](repeating: 0, count: section.stride) : Array(bytes[place..<place + section.stride])
    replace(
      section, range,
      with: bytes[range].prefix(index * section.stride) + record + bytes[range].dropFirst(index * section.stride))
  }

  mutating func removeRecord(of section: ImageSection, at index: Int) {
    guard let range = range(of: section) else { return }
    replace(
      section, range,
      with: bytes[range].prefix(index * section.stride) + bytes[range].dropFirst((index + 1) * section.stride))
  }

  /// Lays all sections out anew, with other records in one of them.
  private mutating func replace(_ section: ImageSection, _ range: Range<Int>, with records: ArraySlice<UInt8>) {
    var image = Array(bytes.prefix(ImageHeader.byteCount))
    var directory: [(offset: Int, count: Int)] = []
    for other in ImageSection.allCases {
      guard let own = self.range(of: other) else { return }
      image += Array(repeating: 0, count: ImageSection.aligned(image.count) - image.count)
      let content = other == section ? records : bytes[own]
      directory.append((image.count, content.count / other.stride))
      image += content
    }
    image += Array(repeating: 0, count: ImageSection.aligned(image.count) - image.count)
    bytes = image
    for (other, place) in zip(ImageSection.allCases, directory) {
      set(UInt64(place.offset), at: other.directoryOffset, width: 8)
      set(UInt64(place.count), at: other.directoryOffset + 8, width: 8)
    }
    set(UInt64(image.count), at: ImageHeader.length, width: 8)
  }

  /// Makes the index that the secrets need, as they lie.
  mutating func countIndex() {
    guard let secrets = range(of: .secrets), let index = range(of: .index) else { return }
    let count = secrets.count / SecretRecord.byteCount
    let (bits, entries) = (SecretIndex.bits(for: count), SecretIndex.entryCount(for: count))
    var (table, secret) = ([UInt8](), 0)
    for bucket in 0..<entries {
      while secret < count {
        let first = number(at: secrets.lowerBound + secret * SecretRecord.byteCount, width: 8).byteSwapped
        guard Int(first >> UInt64(64 - bits)) < bucket else { break }
        secret += 1
      }
      for shift in stride(from: 0, to: 32, by: 8) { table.append(UInt8(truncatingIfNeeded: secret >> shift)) }
    }
    replace(.index, index, with: table[...])
  }
}
