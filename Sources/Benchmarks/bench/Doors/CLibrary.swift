import BittingRuntime
import CBitting
import Foundation
import KeyModel

/// libbitting as it is shipped, loaded as a program in C would have it, with a bundle in force.
@safe
final class CLibrary {
  /// Why it cannot be used.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  typealias Authorize =
    @convention(c) (
      UInt64, UnsafePointer<bitting_request>, UnsafeMutablePointer<bitting_answer>?, UnsafeMutablePointer<CChar>?, Int
    ) -> UInt32

  let authorize: Authorize
  let authorizer: UInt64

  init(at path: String, with bundle: SampleBundle) throws {
    guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw Failure(description: "\(path) cannot be loaded")
    }
    func function<Function>(_ name: String, as _: Function.Type) throws -> Function {
      guard let symbol = unsafe dlsym(library, name) else { throw Failure(description: "\(path) has no \(name)") }
      return unsafe unsafeBitCast(symbol, to: Function.self)
    }
    unsafe authorize = try function("bitting_authorize", as: Authorize.self)
    let opening = unsafe Opening(
      create: try function("bitting_create", as: Opening.Create.self),
      open: try function("bitting_open", as: Opening.Open.self),
      nextState: try function("bitting_next_state", as: Opening.NextState.self),
      replace: try function("bitting_replace", as: Opening.Replace.self))
    authorizer = try opening.authorizer(with: bundle)
  }

  /// What puts a bundle in force.
  @safe
  private struct Opening {
    typealias Create = @convention(c) (UnsafePointer<bitting_options>, UnsafeMutablePointer<UInt64>) -> UInt32
    typealias Open = @convention(c) (UInt64, UnsafePointer<bitting_input>, UnsafeMutablePointer<UInt64>) -> UInt32
    typealias NextState = @convention(c) (UInt64, UnsafeMutableRawPointer?, Int, UnsafeMutablePointer<Int>) -> UInt32
    typealias Replace = @convention(c) (UInt64, UInt64, UnsafeRawPointer, Int) -> UInt32

    let create: Create
    let open: Open
    let nextState: NextState
    let replace: Replace

    func authorizer(with bundle: SampleBundle) throws -> UInt64 {
      let authorizer = try authorizer(trusting: bundle)
      let file = [UInt8](try Data(contentsOf: URL(fileURLWithPath: bundle.path)))
      var (update, length): (UInt64, Int) = (0, 4_096)
      try unsafe file.withUnsafeBytes { file in
        var input = unsafe bitting_input()
        unsafe input.size = MemoryLayout<bitting_input>.size
        unsafe input.bytes = file.baseAddress
        unsafe input.length = file.count
        unsafe input.utc = SampleGate.now.seconds
        unsafe input.steady = SampleGate.moment.steady
        unsafe input.flags = UInt32(BITTING_FIRST_START | BITTING_TIME_GIVEN)
        try check(unsafe open(authorizer, &input, &update), "opened")
      }
      var state = [UInt8](repeating: 0, count: length)
      try check(unsafe nextState(update, &state, length, &length), "asked for its state")
      try check(unsafe replace(authorizer, update, state, length), "put in force")
      return authorizer
    }

    private func authorizer(trusting bundle: SampleBundle) throws -> UInt64 {
      let texts = [
        SampleGate.service.description, SampleGate.environment.description, bundle.signerText,
      ]
      .map { StableText($0) }
      var authorizer: UInt64 = 0
      try unsafe bundle.identityFile.withUnsafeBytes { identity in
        var options = unsafe bitting_options()
        unsafe options.size = MemoryLayout<bitting_options>.size
        unsafe (options.service, options.service_length) = texts[0].characters
        unsafe (options.environment, options.environment_length) = texts[1].characters
        unsafe (options.signers, options.signers_length) = texts[2].characters
        unsafe options.identities = identity.baseAddress?.assumingMemoryBound(to: CChar.self)
        unsafe options.identities_length = identity.count
        unsafe options.threshold = 1
        try check(unsafe create(&options, &authorizer), "made ready")
      }
      return authorizer
    }

    private func check(_ status: UInt32, _ what: String) throws {
      guard status == 0 else { throw Failure(description: "the bundle cannot be \(what): status \(status)") }
    }
  }
}

extension StableText {
  /// As C has it.
  fileprivate var characters: (UnsafePointer<CChar>, Int) {
    unsafe (UnsafeRawPointer(bytes.baseAddress!).assumingMemoryBound(to: CChar.self), bytes.count)
  }
}
