import CYaml
import CYamlMemory
import Testing

/// The short memory that libyaml works in. Addresses are numbers here, and nothing is read behind them.
@Suite struct MemoryTests {
  @Test func libyamlTakesItsShortMemoryHere() throws {
    let long = String(repeating: "long", count: 100)
    let scalars = try scalars(in: "- short\n- \(long)\n")
    #expect(scalars.map(\.text) == ["short", long])
    #expect(scalars.map(\.isPiece) == [true, false], "longer text than a piece has is malloc's")
  }

  @Test func lendsEachPieceOnceAndThenAsksMalloc() {
    let count = Int(CYAMLMEMORY_PIECES)
    let lent = (0..<count + 10).map { _ in take(16) }
    #expect(Set(lent).count == lent.count)
    #expect(lent.prefix(count).allSatisfy(isPiece))
    #expect(!lent.dropFirst(count).contains(where: isPiece))
    lent.reversed().forEach(giveBack)
    let next = take(1)
    #expect(next == lent[0], "what came back last is lent first")
    giveBack(next)
  }

  @Test func growsInItsPieceAndThenOutOfIt() throws {
    let size = Int(CYAMLMEMORY_PIECE)
    let place = unsafe try #require(yaml_malloc(size))
    for index in 0..<size { unsafe place.storeBytes(of: UInt8(index), toByteOffset: index, as: UInt8.self) }
    let same = unsafe yaml_realloc(place, 1)
    #expect(UInt(bitPattern: same) == UInt(bitPattern: place))
    let larger = unsafe try #require(yaml_realloc(place, size + 1))
    #expect(!isPiece(UInt(bitPattern: larger)))
    let bytes = (0..<size).map { unsafe larger.load(fromByteOffset: $0, as: UInt8.self) }
    #expect(bytes == (0..<size).map { UInt8($0) })
    unsafe yaml_free(larger)
  }

  @Test func copiesTextAndTakesNothingBack() {
    let copy = unsafe yaml_strdup("some text")
    let text = unsafe copy.map { unsafe String(cString: $0.assumingMemoryBound(to: CChar.self)) }
    #expect(text == "some text")
    unsafe yaml_free(copy)
    giveBack(0)
    #expect(UInt(bitPattern: unsafe yaml_strdup(nil)) == 0)
  }

  private func take(_ size: Int) -> UInt { unsafe UInt(bitPattern: yaml_malloc(size)) }

  private func giveBack(_ address: UInt) { unsafe yaml_free(UnsafeMutableRawPointer(bitPattern: address)) }

  private func isPiece(_ address: UInt) -> Bool {
    unsafe cyamlmemory_is_piece(UnsafeRawPointer(bitPattern: address)) != 0
  }

  /// What the scalars of `text` say, and whether libyaml holds that in a piece.
  private func scalars(in text: String) throws -> [(text: String, isPiece: Bool)] {
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) == 1 else { throw OutOfMemory() }
    defer { unsafe yaml_parser_delete(&parser) }
    var scalars: [(text: String, isPiece: Bool)] = []
    let source = Array(text.utf8)
    unsafe source.withUnsafeBufferPointer { source in
      unsafe yaml_parser_set_input_string(&parser, source.baseAddress, source.count)
      var event = unsafe yaml_event_t()
      while unsafe yaml_parser_parse(&parser, &event) == 1, unsafe event.type != YAML_STREAM_END_EVENT {
        if unsafe event.type == YAML_SCALAR_EVENT, let value = unsafe event.data.scalar.value {
          scalars.append((unsafe String(cString: value), isPiece(UInt(bitPattern: value))))
        }
        unsafe yaml_event_delete(&event)
      }
      unsafe yaml_event_delete(&event)
    }
    return scalars
  }

  private struct OutOfMemory: Error {}
}
