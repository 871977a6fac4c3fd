import CYaml
import CYamlMemory
import Testing

/// The short memory that libyaml works in.
@Suite struct MemoryTests {
  @Test func libyamlTakesItsShortMemoryHere() throws {
    var parser = yaml_parser_t()
    try #require(unsafe yaml_parser_initialize(&parser) == 1)
    defer { unsafe yaml_parser_delete(&parser) }
    let source = Array("- short\n- \(String(repeating: "long", count: 100))\n".utf8)
    try unsafe source.withUnsafeBufferPointer { source in
      unsafe yaml_parser_set_input_string(&parser, source.baseAddress, source.count)
      var scalars: [(String, isPiece: Bool)] = []
      var type = YAML_NO_EVENT
      while type != YAML_STREAM_END_EVENT {
        var event = yaml_event_t()
        try #require(unsafe yaml_parser_parse(&parser, &event) == 1)
        type = unsafe event.type
        if type == YAML_SCALAR_EVENT {
          let value = unsafe event.data.scalar.value
          let text = unsafe String(cString: value.unsafelyUnwrapped)
          scalars.append((text, isPiece: unsafe cyamlmemory_is_piece(value) != 0))
        }
        unsafe yaml_event_delete(&event)
      }
      #expect(scalars.map(\.0) == ["short", String(repeating: "long", count: 100)])
      #expect(scalars.map(\.isPiece) == [true, false], "longer text than a piece has is malloc's")
    }
  }

  @Test func lendsEachPieceOnceAndThenAsksMalloc() {
    let lent = (0..<Int(CYAMLMEMORY_PIECES) + 10).map { _ in unsafe yaml_malloc(16) }
    let addresses = lent.compactMap { unsafe $0.map { unsafe UInt(bitPattern: $0) } }
    #expect(Set(addresses).count == lent.count)
    #expect(lent.prefix(Int(CYAMLMEMORY_PIECES)).allSatisfy { unsafe cyamlmemory_is_piece($0) != 0 })
    #expect(lent.dropFirst(Int(CYAMLMEMORY_PIECES)).allSatisfy { unsafe cyamlmemory_is_piece($0) == 0 })
    for place in lent.reversed() { unsafe yaml_free(place) }
    let first = unsafe yaml_malloc(1)
    #expect(unsafe first == lent[0], "what came back last is lent first")
    unsafe yaml_free(first)
  }

  @Test func keepsWhatIsThereWhenItGrowsOutOfItsPiece() throws {
    let size = Int(CYAMLMEMORY_PIECE)
    let place = try unsafe #require(unsafe yaml_malloc(size))
    for index in 0..<size { unsafe place.storeBytes(of: UInt8(index), toByteOffset: index, as: UInt8.self) }
    #expect(unsafe yaml_realloc(place, 1) == place)
    let larger = try unsafe #require(unsafe yaml_realloc(place, size + 1))
    #expect(unsafe cyamlmemory_is_piece(larger) == 0)
    #expect((0..<size).allSatisfy { unsafe larger.load(fromByteOffset: $0, as: UInt8.self) == UInt8($0) })
    unsafe yaml_free(larger)
  }

  @Test func copiesTextAndTakesNothingBack() throws {
    let copy = try unsafe #require(unsafe yaml_strdup("some text"))
    #expect(unsafe String(cString: copy.assumingMemoryBound(to: CChar.self)) == "some text")
    unsafe yaml_free(copy)
    unsafe yaml_free(nil)
    #expect(unsafe yaml_strdup(nil) == nil)
  }
}
