import CYaml
import CYamlMemory

/// libyaml's event parser over bytes that stay where they are while it lives.
///
/// The event interface expands nothing and keeps no table of anchors, so hostile input costs it no more than its size.
@safe struct EventReader: ~Copyable {
  /// The event that ``next()`` read last.
  @unsafe let event: UnsafeMutablePointer<yaml_event_t>
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  enum Step {
    case read, failed
  }

  /// Nil when there is no memory. `input` holds UTF-8 without a byte order mark.
  init?(_ input: UnsafeBufferPointer<UInt8>) {
    unsafe parser = .allocate(capacity: 1)
    unsafe event = .allocate(capacity: 1)
    unsafe event.initialize(to: yaml_event_t())
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      unsafe parser.deallocate()
      unsafe event.deallocate()
      return nil
    }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    giveBack()
    unsafe yaml_parser_delete(parser)
    unsafe event.deallocate()
    unsafe parser.deallocate()
  }

  /// Reads the next event in place of the last one.
  borrowing func next() -> Step {
    giveBack()
    return unsafe yaml_parser_parse(parser, event) == 1 ? .read : .failed
  }

  /// Gives back the memory of the event that was read last.
  ///
  /// Most are scalars that have a text and nothing else. What libyaml does with those is to free the text and to fill the
  /// event with zeros, as the parser will do before it reads the next one.
  private borrowing func giveBack() {
    if unsafe event.pointee.type == YAML_SCALAR_EVENT, unsafe event.pointee.data.scalar.anchor == nil,
      unsafe event.pointee.data.scalar.tag == nil
    {
      unsafe yaml_free(event.pointee.data.scalar.value)
      unsafe event.pointee.type = YAML_NO_EVENT
    } else {
      unsafe yaml_event_delete(event)
    }
  }

  /// What stopped the parser, after ``Step/failed``.
  borrowing func problem() -> SyntaxProblem {
    let state = unsafe parser
    return unsafe SyntaxProblem(
      problem: Self.text(state.pointee.problem), context: Self.text(state.pointee.context),
      place: state.pointee.problem_mark.index, contextPlace: state.pointee.context_mark.index)
  }

  private static func text(_ message: UnsafePointer<CChar>?) -> String {
    guard let message = unsafe message else { return "" }
    return unsafe String(cString: message)
  }
}
