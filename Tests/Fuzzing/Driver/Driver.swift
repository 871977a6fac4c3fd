internal import FuzzTargets
internal import Glibc
internal import TestSupport

// What libFuzzer calls: https://llvm.org/docs/LibFuzzer.html, and for changing inputs
// https://github.com/google/fuzzing/blob/master/docs/structure-aware-fuzzing.md.

/// The target that `--target=NAME` on the command line names; libFuzzer passes over what begins with `--`.
private let target: any FuzzTarget = {
  let names = CommandLine.arguments.compactMap { argument in
    argument.hasPrefix("--target=") ? String(argument.dropFirst(9)) : nil
  }
  guard let name = names.last, let target = FuzzTargets.named(name) else {
    let all = FuzzTargets.all.map(\.name).joined(separator: ", ")
    print("say --target=NAME; the targets are \(all)")
    exit(2)
  }
  return target
}()

/// Finds the target out before anything is run.
@c(LLVMFuzzerInitialize)
public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  _ = target
  return 0
}

/// Runs the target on one input; ends the process when it has found a mistake.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
  let input = unsafe bytes.span
  do {
    try target.run(input)
  } catch {
    fatalError("a promise does not hold: \(error)")
  }
  return 0
}

@_extern(c, "LLVMFuzzerMutate")
private func mutate(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int) -> Int

/// Changes an input: as the target would in half of all cases, else as libFuzzer does.
@c(LLVMFuzzerCustomMutator)
public func customMutator(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: CUnsignedInt) -> Int
{
  var random = SeededGenerator(seed: UInt64(seed))
  guard let mutator = target.mutator, random.next() % 2 == 0 else { return unsafe mutate(start, count, limit) }
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let mutated = mutator.mutated(input, using: &random).prefix(limit)
  _ = unsafe UnsafeMutableBufferPointer(start: start, count: limit).update(fromContentsOf: mutated)
  return mutated.count
}
