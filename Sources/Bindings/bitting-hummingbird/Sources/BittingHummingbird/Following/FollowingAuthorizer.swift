public import BittingRuntime
internal import KeyModel
public import Logging
internal import Synchronization

/// Decides about requests by the bundle in a file, and by each later one that takes its place.
///
/// A file that is damaged, forged, expired or older changes nothing: see ``lastFailure``, and the log. Requests never wait
/// for a file. All of it may be used from any number of threads and tasks at once.
public final class FollowingAuthorizer: Sendable {
  let authorizer: Authorizer
  let clock: @Sendable () -> Moment

  private let files: FollowedFiles
  private let progress: Mutex<Progress>
  private let failure = Mutex<FollowingFailure?>(nil)
  private let watch = Watch()

  /// Puts the bundle in a file in force.
  ///
  /// `state` is a file that has to survive restarts: it holds what was accepted, so that nothing older is, and is written
  /// durably before a bundle is in force. Processes may share it; beside it they keep a lock. If there is none, this is a
  /// first start. `identity` is a file of age identities; `signers` are the minisign public keys that are trusted, "RW...",
  /// and `threshold` is how many of them must have signed. `revocations` is the file of a revocation list; it must be there,
  /// unless it is awaited: then nothing is revoked by a list until the file comes.
  ///
  /// The files are looked at every `watch`, or only when ``reload(patiently:)`` is called. `clock` tells the time for all
  /// decisions; by default the system's. `quotaState` is what the ``quotaState()`` of an earlier process has told; without it
  /// nothing was used of quotas.
  ///
  /// Throws what ``FollowingFailure`` lists.
  public init(
    bundle: String, state: String, service: String, environment: String, identity: String, signers: [String],
    threshold: Int = 1, revocations: String? = nil, awaitsRevocations: Bool = false,
    quotaState: [UInt8]? = nil, watch interval: Duration? = .seconds(1), logger: Logger = Logger(label: "bitting"),
    clock: @escaping @Sendable () -> Moment = { Moment.system }
  ) throws(FollowingFailure) {
    let opener = try Opener(
      service: service, environment: environment, identity: identity, signers: signers, threshold: threshold)
    files = FollowedFiles(
      bundle: bundle, revocations: revocations, awaitsRevocations: awaitsRevocations, state: StateFile(path: state),
      opener: opener)
    self.clock = clock
    let now = clock()
    var first: Result<Authorizer, QuotaStateFailure>?
    let taken = try files.takeBundle(after: nil, at: now) { gate in
      first = Result { () throws(QuotaStateFailure) in
        guard let quotaState else { return Authorizer(gate, at: now) }
        return try Authorizer(gate, at: now, quotaState: quotaState.span)
      }
    }
    switch first {
    case .success(let first): authorizer = first
    case .failure(let failure): throw .invalidQuotaState(failure)
    case nil: throw .refused(.malformed, file: bundle)
    }
    progress = Mutex(Progress(taken, of: bundle))
    try reload()
    guard let interval else { return }
    watch.start(every: interval) { [weak self] in self?.look(logger) }
  }

  /// Puts in force what has changed in the files, and returns whether anything has.
  ///
  /// A bundle that cannot be opened keeps no revocation list out. With `patiently`, a file that failed and has not changed
  /// since is tried again later and later, because reading it takes a while.
  ///
  /// Throws the first failure. What was in force stays so.
  @discardableResult
  public func reload(patiently: Bool = false) throws(FollowingFailure) -> Bool {
    let (changed, failed) = progress.withLock { progress in
      let outcomes = files.paths.map { follow($0, &progress, patiently: patiently) }
      let failed = outcomes.lazy.compactMap(\.failure).first
      if let failed {
        failure.withLock { $0 = failed }
      } else if progress.failed.isEmpty {
        failure.withLock { $0 = nil }
      }
      return (outcomes.contains(.taken), failed)
    }
    if let failed { throw failed }
    return changed
  }

  /// What was used of quotas up to now, as text for a file, which may be shown: what the next process begins with.
  public func quotaState() -> [UInt8] { authorizer.quotaState(at: clock()) }

  /// Why the files, as they now are, could not be put in force; nil if they were.
  public var lastFailure: FollowingFailure? { failure.withLock(\.self) }

  /// The bundle in force: who signed what when, and what is revoked beside it.
  public var gate: Gate { authorizer.gate }

  /// What came of one file.
  private enum Outcome: Equatable {
    case asBefore
    case taken
    case failed(FollowingFailure)

    var failure: FollowingFailure? { if case .failed(let failure) = self { failure } else { nil } }
  }

  private func follow(_ path: String, _ progress: inout Progress, patiently: Bool) -> Outcome {
    if patiently && progress.isHopeless(path) { return .asBefore }
    do throws(FollowingFailure) {
      let isNew = try take(path, &progress)
      progress.failed[path] = nil
      return isNew ? .taken : .asBefore
    } catch {
      progress.noteFailure(of: path)
      return .failed(error)
    }
  }

  private func take(_ path: String, _ progress: inout Progress) throws(FollowingFailure) -> Bool {
    guard let stamp = try files.stamp(of: path, isSeen: progress.seen[path] != nil), progress.seen[path] != stamp else {
      return false
    }
    let now = clock()
    let taken =
      path == files.revocations
      ? try files.takeRevocations(beside: authorizer.gate, after: progress.mark, at: now) {
        authorizer.replace(with: $0, at: now)
      }
      : try files.takeBundle(after: progress.mark, at: now) { authorizer.replace(with: $0, at: now) }
    progress.note(taken, of: path)
    return true
  }

  /// Says of each failure once that it is there, not every second.
  private func look(_ logger: Logger) {
    let before = lastFailure
    do throws(FollowingFailure) {
      try reload(patiently: true)
    } catch {
      if error != before { logger.error("nothing new is put in force: \(error)") }
    }
  }
}
