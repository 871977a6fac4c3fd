internal import AgeFile
internal import AgeWriting
internal import Sodium
internal import TestSupport

/// An age file, from its header on.
///
/// Nobody can guess a header's code, so beside the input itself two files are made of it whose codes are right: one with
/// the input's stanzas around a genuine one, one whose sealed payload the input damages.
struct AgeFileTarget: FuzzTarget {
  let name = "age"
  let mutator: (any InputMutator)? = LineMutator()

  private let identity: AgeIdentity
  private let fileKey: AgeFileKey
  private let stanza: AgeStanza

  init() {
    Sodium.initialize()
    var random = SeededGenerator(seed: 3)
    identity = AgeIdentity.generate(using: &random)
    fileKey = AgeFileKey(random.secretBytes(count: 16))
    guard let stanza = identity.recipient.wrap(fileKey, using: &random) else {
      fatalError("a generated recipient is of low order")
    }
    self.stanza = stanza
  }

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    let guarded = GuardedBytes(input)
    try guarded.withSpan { (file) throws(BrokenPromise) in
      if let header = try? AgeHeader(parsing: file) { try check(header, of: file) }
      if let payload = try? AgePayload(opening: file, with: [identity]) {
        // Whoever got this far has a code of ours; the payload may still be anything.
        _ = try? payload.decrypt(file)
      }
    }
    try checkDamage(by: input)
  }

  private func check(_ header: AgeHeader, of file: Span<UInt8>) throws(BrokenPromise) {
    try promise(header.byteCount <= AgeLimits.headerByteCount, "a header of \(header.byteCount) bytes was taken")
    try promise((1...AgeLimits.stanzaCount).contains(header.stanzas.count), "\(header.stanzas.count) stanzas")
    let text = file.extracting(0..<header.byteCount).array
    try promise(header.text == text, "the header was read as \(Shown(header.text))")
    try checkRewritten(header, file.extracting(header.byteCount..<file.count).array)
  }

  /// The stanzas of `header` and a genuine one, under a code that is right.
  private func checkRewritten(_ header: AgeHeader, _ plaintext: [UInt8]) throws(BrokenPromise) {
    let place = plaintext.count % (header.stanzas.count + 1)
    var stanzas = header.stanzas
    stanzas.insert(stanza, at: place)
    let file = sealed(plaintext, behind: stanzas)
    let isHarmless = header.stanzas.allSatisfy { !$0.isOf(type: "X25519") && !$0.isOf(type: "scrypt") }
    let isShort = stanzas.count <= AgeLimits.stanzaCount && file.count < AgeLimits.headerByteCount
    do {
      let opened = try AgePayload(opening: file.span, with: [identity]).decrypt(file.span)
      try promise(opened == plaintext, "another payload came out than was put in")
    } catch let broken as BrokenPromise {
      throw broken
    } catch {
      try promise(!(isHarmless && isShort), "a file with stanzas of other types was refused")
    }
  }

  private func sealed(_ plaintext: [UInt8], behind stanzas: [AgeStanza]) -> [UInt8] {
    let nonce = [UInt8](repeating: 7, count: 16)
    let key = fileKey.payloadKey(nonce: nonce.span)
    let chunks = AgeChunks(plaintextCount: plaintext.count)
    var file = AgeHeader(stanzas: stanzas, fileKey: fileKey).text + nonce
    for number in 0..<chunks.count {
      let chunk = plaintext.span.extracting(chunks.plaintextRange(of: number))
      var sealed = [UInt8](repeating: 0, count: chunk.count + ChaCha.tagByteCount)
      key.withBytes { unsafe ChaCha.seal(chunk, key: $0, nonce: chunks.nonce(of: number), into: &sealed) }
      file += sealed
    }
    return file
  }

  /// A genuine file whose bytes behind the header `input` changes: it opens exactly if nothing was changed.
  private func checkDamage(by input: Span<UInt8>) throws(BrokenPromise) {
    guard input.count >= 2, input.count <= 64 else { return }
    let size = Int(input[0]) << 8 | Int(input[1])
    let plaintext = [UInt8](repeating: input[0], count: size * 3)
    let genuine = sealed(plaintext, behind: [stanza])
    let head = AgeHeader(stanzas: [stanza], fileKey: fileKey).byteCount
    var file = genuine
    for index in stride(from: 2, to: input.count - 2, by: 3) {
      damage(&file, behind: head, input[index], Int(input[index + 1]) << 8 | Int(input[index + 2]))
    }
    let opened = try? AgePayload(opening: file.span, with: [identity]).decrypt(file.span)
    try promise(opened == (file == genuine ? plaintext : nil), "damage was not noticed, or none was")
  }

  private func damage(_ file: inout [UInt8], behind head: Int, _ kind: UInt8, _ number: Int) {
    let count = file.count - head
    guard count > 0 else { return }
    let place = head + number % count
    switch kind % 5 {
    case 0: file[place] ^= 1 << (kind >> 5)
    case 1: file.removeSubrange(place...)
    case 2: file += file[place..<min(place + AgeChunks.sealedByteCount, file.count)]
    case 3: file.removeSubrange(place..<min(place + AgeChunks.sealedByteCount, file.count))
    default:
      let (first, second) = (head + 16, head + 16 + AgeChunks.sealedByteCount)
      guard file.count >= second + AgeChunks.sealedByteCount else { return }
      for index in 0..<AgeChunks.sealedByteCount { file.swapAt(first + index, second + index) }
    }
  }
}
