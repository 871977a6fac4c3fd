internal import CBitting
internal import TestSupport

/// Calls, one after the other, with what is known of the handles.
struct CallSequence {
  private let cases: CallCases
  private var script: CallScript
  private var authorizers: [UInt64] = []
  private var updates: [UInt64] = []
  private var closed: [UInt64] = []
  private var state: [UInt8]?
  /// What was used of quotas, as it was told last.
  private var quotas: [UInt8]?
  /// Everything that was handed over: the library reads it during a call, which Swift does not see.
  private var kept: [CallMemory] = []

  init(_ cases: CallCases, _ script: CallScript) {
    self.cases = cases
    self.script = script
  }

  mutating func run() throws(BrokenPromise) {
    try create(isPlain: true)
    try openFirst()
    // So many calls that all states come up, and no more than take some milliseconds.
    for _ in 0..<24 where !script.isAtEnd { try call() }
  }

  /// Closes what is open, and lets go of all memory.
  mutating func closeAll() throws(BrokenPromise) {
    defer { kept = [] }
    for handle in authorizers + updates {
      let outcome = bitting_close(handle)
      try promise(outcome == BITTING_OK || outcome == BITTING_CLOSED, "a handle cannot be closed")
    }
  }

  private mutating func call() throws(BrokenPromise) {
    switch script.byte() % 12 {
    case 0: try create(isPlain: false)
    case 1: try open(revocations: false)
    case 2: try open(revocations: true)
    case 3: try nextState()
    case 4: try replace()
    case 5: try close()
    case 6: try inForce()
    case 7: try parseAddress()
    case 8: try name()
    case 9: try quotaState()
    case 10: try restoreQuotas()
    default: try authorize()
    }
  }

  /// `outcome`, once it is known to be of the closed list.
  @discardableResult
  private func known(_ outcome: bitting_status) throws(BrokenPromise) -> Bool {
    let name = unsafe String(cString: bitting_status_name(outcome))
    try promise(name != "unknown-status", "\(outcome.rawValue) is no status")
    return outcome == BITTING_OK
  }

  // Arguments.

  private mutating func authorizer() -> UInt64 { script.choice(authorizers) { $0.number() } }
  private mutating func update() -> UInt64 { script.choice(updates + closed) { $0.number() } }

  /// A text for one call, and the length that is said to be its own, which is never more.
  private mutating func memory(_ choices: [[UInt8]?]) -> CallMemory {
    keep(CallMemory(script.choice(choices) { $0.text() }))
  }

  private mutating func keep(_ memory: CallMemory) -> CallMemory {
    kept.append(memory)
    return memory
  }
}

// Making and opening.
extension CallSequence {
  private mutating func create(isPlain: Bool) throws(BrokenPromise) {
    var texts = [Array("storefront".utf8), Array("live".utf8), cases.identities, cases.signers].map(Optional.some)
    var options = unsafe bitting_options()
    unsafe (options.size, options.threshold) = (MemoryLayout<bitting_options>.size, 1)
    if !isPlain {
      let place = Int(script.byte() % 8)
      if place < 4 { texts[place] = script.choice([nil, []]) { $0.text() } }
      unsafe options.size = script.size(MemoryLayout<bitting_options>.size)
      unsafe options.threshold = script.choice([1, 1, 1, 0, 2]) { UInt32(truncatingIfNeeded: $0.number()) }
      unsafe options.flags = script.choice([0, 0, 0, 0, 1]) { UInt32(truncatingIfNeeded: $0.number()) }
    }
    let memory = texts.map { CallMemory($0) }
    kept += memory
    unsafe fill(&options, memory)
    var handle: UInt64 = 1
    let outcome = unsafe withStruct(options, options.size) { unsafe bitting_create($0, &handle) }
    let isMade = try known(outcome)
    try promise(isMade == (handle != 0), "\(outcome.rawValue) with the handle \(handle)")
    if isMade { authorizers.append(handle) }
    try promise(isMade || !isPlain, "plain options are refused")
  }

  private func fill(_ options: inout bitting_options, _ memory: [CallMemory]) {
    unsafe (options.service, options.service_length) = unsafe text(memory[0])
    unsafe (options.environment, options.environment_length) = unsafe text(memory[1])
    unsafe (options.identities, options.identities_length) = unsafe text(memory[2])
    unsafe (options.signers, options.signers_length) = unsafe text(memory[3])
  }

  private func text(_ memory: CallMemory) -> (UnsafePointer<CChar>?, Int) {
    unsafe (UnsafePointer(memory.start?.assumingMemoryBound(to: CChar.self)), memory.count)
  }

  /// A bundle in force, so that requests are decided.
  private mutating func openFirst() throws(BrokenPromise) {
    guard let bundle = cases.bundles.first, let authorizer = authorizers.first else { return }
    let memory = keep(CallMemory(bundle))
    var input = unsafe bitting_input()
    unsafe (input.size, input.bytes, input.length) = (
      MemoryLayout<bitting_input>.size, UnsafeRawPointer(memory.start), memory.count
    )
    unsafe (input.utc, input.flags) = (cases.now, UInt32(BITTING_TIME_GIVEN | BITTING_FIRST_START))
    var update: UInt64 = 0
    try promise(unsafe bitting_open(authorizer, &input, &update) == BITTING_OK, "a good bundle does not open")
    updates.append(update)
    try readState(of: update)
    let written = keep(CallMemory(state))
    let outcome = unsafe bitting_replace(authorizer, update, written.start, written.count)
    try promise(outcome == BITTING_OK, "a good bundle is not put in force")
  }

  private mutating func open(revocations: Bool) throws(BrokenPromise) {
    let files = revocations ? cases.revocations : cases.bundles
    let bytes = memory(files + [nil, (script.byte() & 1 == 0 ? cases.bundles : cases.revocations).last])
    let before = memory([state, state, state, nil, []])
    var input = unsafe bitting_input()
    unsafe input.size = script.size(MemoryLayout<bitting_input>.size)
    unsafe (input.bytes, input.length) = (UnsafeRawPointer(bytes.start), bytes.count)
    unsafe (input.state, input.state_length) = (UnsafeRawPointer(before.start), before.count)
    let isFirst = UInt32(before.count == 0 ? BITTING_FIRST_START : 0)
    unsafe input.flags = script.choice([isFirst | UInt32(BITTING_TIME_GIVEN)]) { UInt32($0.byte()) }
    unsafe input.utc = script.choice([cases.now, cases.now, cases.now + 700]) { Int64(truncatingIfNeeded: $0.number()) }
    unsafe input.reserved = script.choice([0, 0, 0, 0]) { UInt32($0.byte()) }
    var update: UInt64 = 1
    let authorizer = authorizer()
    let outcome = unsafe withStruct(input, input.size) { input in
      unsafe revocations
        ? bitting_open_revocations(authorizer, input, &update) : bitting_open(authorizer, input, &update)
    }
    let isOpen = try known(outcome)
    try promise(isOpen == (update != 0), "\(outcome.rawValue) with the update \(update)")
    if isOpen { updates.append(update) }
  }

  private mutating func readState(of update: UInt64) throws(BrokenPromise) {
    var length = 0
    _ = unsafe bitting_next_state(update, nil, 0, &length)
    let buffer = keep(CallMemory([UInt8](repeating: 0, count: length)))
    if try known(unsafe bitting_next_state(update, buffer.start, length, &length)) { state = buffer.bytes }
  }

  private mutating func nextState() throws(BrokenPromise) {
    let update = update()
    let room = CallMemory([UInt8](repeating: 0xEE, count: Int(script.byte())))
    var length = 7
    let isDone = try known(unsafe bitting_next_state(update, room.start, room.count, &length))
    try promise(!isDone || length <= room.count, "a state of \(length) bytes was written to \(room.count)")
    try promise(isDone || room.bytes.allSatisfy { $0 == 0xEE }, "a state was written by a call that failed")
    if script.byte() & 1 == 0 { try readState(of: update) }
  }

  private mutating func replace() throws(BrokenPromise) {
    let (authorizer, update) = (authorizer(), update())
    let written = memory([state, state, state, nil, []])
    if try known(unsafe bitting_replace(authorizer, update, written.start, written.count)) { closed.append(update) }
  }

  private mutating func quotaState() throws(BrokenPromise) {
    let authorizer = authorizer()
    let flags = script.choice([UInt32(BITTING_TIME_GIVEN), 0]) { UInt32($0.byte()) }
    let utc = script.choice([cases.now]) { Int64(truncatingIfNeeded: $0.number()) }
    var length = 7
    let outcome = unsafe bitting_quota_state(authorizer, flags, utc, nil, 0, &length)
    try known(outcome)
    try promise((outcome == BITTING_BUFFER_TOO_SMALL) == (length > 0), "\(outcome.rawValue) with \(length) bytes")
    // Nobody asks meanwhile, so it is as long the next time.
    let room = CallMemory([UInt8](repeating: 0xEE, count: length))
    guard outcome == BITTING_BUFFER_TOO_SMALL, flags & UInt32(BITTING_TIME_GIVEN) != 0 else { return }
    let isTold = try known(unsafe bitting_quota_state(authorizer, flags, utc, room.start, room.count, &length))
    try promise(isTold && length == room.count, "\(length) bytes, and \(room.count) before")
    quotas = room.bytes
  }

  private mutating func restoreQuotas() throws(BrokenPromise) {
    let (update, text) = (update(), memory([quotas, quotas, nil, []]))
    try known(unsafe bitting_restore_quotas(update, text.start, text.count))
  }

  private mutating func close() throws(BrokenPromise) {
    // The first authorizer is left open, so that there is something to ask; others may go.
    let handle = script.choice(updates + authorizers.dropFirst() + closed) { $0.number() }
    guard handle != authorizers.first else { return }
    guard try known(bitting_close(handle)) else { return }
    try promise(bitting_close(handle) == BITTING_CLOSED, "a handle was closed twice")
    closed.append(handle)
  }
}

// Asking.
extension CallSequence {
  private mutating func inForce() throws(BrokenPromise) {
    let size = script.size(MemoryLayout<bitting_bundle>.size)
    let flags = script.choice([UInt32(BITTING_TIME_GIVEN), 0]) { UInt32($0.byte()) }
    let utc = script.choice([cases.now]) { Int64(truncatingIfNeeded: $0.number()) }
    let authorizer = authorizer()
    var bundle = bitting_bundle()
    bundle.size = size
    let outcome = unsafe withStruct(bundle, size) { unsafe bitting_in_force(authorizer, flags, utc, $0) }
    try known(outcome)
  }

  private mutating func parseAddress() throws(BrokenPromise) {
    let text = memory(cases.texts)
    let address = CallMemory([UInt8](repeating: 1, count: 16))
    let (start, count) = unsafe self.text(text)
    let isDone = try known(
      unsafe bitting_parse_address(start, count, address.start?.assumingMemoryBound(to: UInt8.self)))
    try promise(isDone || address.bytes.allSatisfy { $0 == 0 }, "an address was written by a call that failed")
  }

  private mutating func name() throws(BrokenPromise) {
    let number = UInt32(truncatingIfNeeded: script.number())
    let names = unsafe [
      String(cString: bitting_status_name(bitting_status(number))),
      String(cString: bitting_reason_name(bitting_reason(number))),
    ]
    try promise(!names.contains(""), "an empty name")
    let status = bitting_reason_http_status(bitting_reason(number))
    try promise([400, 401, 403, 429, 500, 503].contains(status), "\(status) is no status of ours")
  }

  private mutating func authorize() throws(BrokenPromise) {
    var request = unsafe bitting_request()
    unsafe request.size = script.size(MemoryLayout<bitting_request>.size)
    let wish = script.byte()
    let (texts, tokens) = (cases.texts, cases.tokens)
    let memory = [
      memory(tokens + [nil]), memory(wish & 1 == 0 ? texts : [nil]), memory(wish & 1 == 0 ? texts : [nil]),
      memory(wish & 1 == 1 ? texts : [nil]), memory([nil, nil] + texts), memory([nil] + texts),
    ]
    unsafe fill(&request, memory)
    let flags = UInt32(BITTING_TIME_GIVEN)
    unsafe request.flags = script.choice([flags, flags, flags | UInt32(BITTING_ADDRESS_GIVEN)]) { UInt32($0.byte()) }
    unsafe request.utc = script.choice([cases.now]) { Int64(truncatingIfNeeded: $0.number()) }
    unsafe request.steady = script.choice([0, 1_000_000_000, .max]) { $0.number() }
    let room = CallMemory(script.choice([nil, []]) { [UInt8](repeating: 0xEE, count: Int($0.byte()) * 4) })
    let size = script.size(MemoryLayout<bitting_answer>.size)
    let authorizer = authorizer()
    try unsafe ask(authorizer, request, size, room)
  }

  private func fill(_ request: inout bitting_request, _ memory: [CallMemory]) {
    unsafe (request.token, request.token_length) = unsafe text(memory[0])
    unsafe (request.method, request.method_length) = unsafe text(memory[1])
    unsafe (request.path, request.path_length) = unsafe text(memory[2])
    unsafe (request.scope, request.scope_length) = unsafe text(memory[3])
    unsafe (request.tenant, request.tenant_length) = unsafe text(memory[4])
    unsafe (request.address_text, request.address_text_length) = unsafe text(memory[5])
  }

  /// Asks, and looks through the answer.
  private func ask(
    _ authorizer: UInt64, _ request: bitting_request, _ size: Int, _ room: CallMemory
  ) throws(BrokenPromise) {
    var asked = bitting_answer()
    (asked.size, asked.allowed) = (size, 9)
    var answer = bitting_answer()
    let texts = unsafe room.start?.assumingMemoryBound(to: CChar.self)
    let outcome = unsafe withStruct(request, request.size) { request in
      unsafe withStruct(asked, size) { place in
        defer { if size >= MemoryLayout<bitting_answer>.size { answer = unsafe place.pointee } }
        return unsafe bitting_authorize(authorizer, request, place, texts, room.count)
      }
    }
    let isAllowed = try known(outcome)
    guard size >= MemoryLayout<bitting_answer>.size, outcome != BITTING_INVALID_ARGUMENT else { return }
    try promise(isAllowed == (answer.allowed == 1), "\(outcome.rawValue) with allowed \(answer.allowed)")
    try promise((outcome == BITTING_DENIED) == (answer.reason != 0), "\(outcome.rawValue) with \(answer.reason)")
    try promise(isAllowed == (answer.http_status == 200), "\(outcome.rawValue) with \(answer.http_status)")
    for text in [answer.handle, answer.key, answer.type, answer.owner, answer.tenant, answer.route]
    where text.length > 0 {
      let end = Int(text.offset) + Int(text.length)
      try promise(end < room.count, "a text ends at \(end) of \(room.count)")
      try promise(room.bytes[end] == 0, "a text does not end with a NUL")
    }
  }
}

/// Calls `body` with a copy of `value` of which `size` bytes are there, up to the next whole step of its alignment, and
/// none behind them. A size that cannot be true is said of the whole.
private func withStruct<Value, Result>(
  _ value: Value, _ size: Int, _ body: (UnsafeMutablePointer<Value>) -> Result
) -> Result {
  var bytes = unsafe withUnsafeBytes(of: value) { unsafe [UInt8]($0) }
  if (8...4_096).contains(size) {
    let count = (size + 7) / 8 * 8
    bytes = Array(bytes.prefix(count)) + [UInt8](repeating: 0, count: max(0, count - bytes.count))
  }
  let memory = CallMemory(bytes)
  return withExtendedLifetime(memory) {
    guard let start = unsafe memory.start else { fatalError("no memory for a struct") }
    return unsafe body(start.assumingMemoryBound(to: Value.self))
  }
}
