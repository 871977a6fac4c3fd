internal import CBitting

/// A struct of the header, which begins with its size in bytes as the caller knows it.
///
/// Where the caller's is shorter, the rest counts as zero; where it is longer, the rest has to be zero.
protocol SizedStruct {
  /// All zero.
  init()
  /// `sizeof`, as the caller sees it.
  var size: Int { get set }
}

extension bitting_options: SizedStruct {}
extension bitting_input: SizedStruct {}
extension bitting_request: SizedStruct {}
extension bitting_answer: SizedStruct {}
extension bitting_bundle: SizedStruct {}

/// The most bytes of any struct, of whatever version: a size beyond it is a mistake.
private let largestSize = 4_096

extension SizedStruct {
  /// A copy of what `pointer` points to, of the size of today.
  @inline(never)
  init(reading pointer: UnsafePointer<Self>?) throws(CallFailure) {
    let pointer = try unsafe checked(pointer)
    let size = try unsafe checkedSize(of: pointer)
    let bytes = unsafe UnsafeRawBufferPointer(start: pointer, count: size)
    let known = min(size, MemoryLayout<Self>.stride)
    for offset in known..<size where unsafe bytes[offset] != 0 { throw CallFailure(BITTING_UNSUPPORTED) }
    self.init()
    unsafe withUnsafeMutableBytes(of: &self) { copy in
      unsafe copy.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<known]))
    }
    self.size = MemoryLayout<Self>.stride
  }

  /// Writes the value to where `pointer` points, as far as there is room; `size` stays as the caller has set it.
  ///
  /// Invariant: `checkedSize` has seen the pointer.
  @inline(__always)
  func write(to pointer: UnsafeMutablePointer<Self>) {
    let size = unsafe UnsafeRawPointer(pointer).load(as: Int.self)
    guard size != MemoryLayout<Self>.stride else {
      unsafe pointer.pointee = self
      unsafe pointer.pointee.size = size
      return
    }
    unsafe write(resizing: pointer, size: size)
  }

  /// The same where the caller's struct has `size` bytes, which may no longer stand in it.
  @inline(never)
  func write(resizing pointer: UnsafeMutablePointer<Self>, size: Int) {
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: pointer, count: size)
    var copy = self
    copy.size = size
    unsafe withUnsafeBytes(of: &copy) { copy in
      let known = min(size, copy.count)
      unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: copy[..<known]))
      for offset in known..<size { unsafe bytes[offset] = 0 }
    }
  }
}

/// The size that the struct behind `pointer` has for the caller.
@inline(__always)
@discardableResult
func checkedSize<Value: SizedStruct>(of pointer: UnsafePointer<Value>?) throws(CallFailure) -> Int {
  // It is the first field. The whole struct may be shorter than what `pointee` is, so that is never asked for it.
  let size = try unsafe UnsafeRawPointer(checked(pointer)).load(as: Int.self)
  guard (MemoryLayout<Int>.size...largestSize).contains(size) else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
  return size
}

/// `pointer`, which must be aligned and not null.
@inline(__always)
func checked<Value>(_ pointer: UnsafePointer<Value>?) throws(CallFailure) -> UnsafePointer<Value> {
  guard let pointer = unsafe pointer, UInt(bitPattern: pointer) % UInt(MemoryLayout<Value>.alignment) == 0 else {
    throw CallFailure(BITTING_INVALID_ARGUMENT)
  }
  return unsafe pointer
}
