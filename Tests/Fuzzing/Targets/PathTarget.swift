internal import BittingRuntime
internal import BundleFormat
internal import BundleSamples
internal import BundleWriting
internal import KeyModel
internal import RepositorySupport
internal import Sodium
internal import TestSupport

/// Routes, one a line, and on the last line a method and a path.
///
/// The matcher has to agree with one that tries every route, and a path that it takes must mean the same to a server
/// that cleans paths up in every way that servers do.
struct PathTarget: FuzzTarget {
  let name = "path"
  let mutator: (any InputMutator)? = LineMutator()

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    var lines = input.array.split(separator: 0x0A, omittingEmptySubsequences: false).map { [UInt8]($0) }
    guard let last = lines.popLast(), let space = last.firstIndex(of: 0x20) else { return }
    let (method, path) = (Array(last[..<space]), Array(last[(space + 1)...]))
    let router = NaiveMatcher(lines.prefix(64).compactMap { RouteTemplate(parsing: $0.span) }.withoutConflicts())
    let payload = try Self.payload(of: router.templates)
    try GuardedBytes(payload).withSpan { (payload) throws(BrokenPromise) in
      guard let image = try? BundleImage(checking: payload) else { throw BrokenPromise("a written payload is refused") }
      let memory = ImageGuideMemory(of: image)
      for guide in [ImageGuide.none, memory.guide] { try check(image, guide, router, method, path) }
      try promise(memory.isWithinBounds, "a guide writes to what is not its own")
    }
    try checkMeaning(of: path)
  }

  private func check(
    _ image: borrowing BundleImage, _ guide: ImageGuide, _ router: NaiveMatcher, _ method: [UInt8], _ path: [UInt8]
  ) throws(BrokenPromise) {
    let found = GuardedBytes(path).withSpan { path in
      let request = Request.route(method: method.span, path: path)
      let target = Target.of(request, in: image, by: guide)
      let isFound = target.route != Facts.nothing
      let template = isFound ? image.text(image.route(Int(target.route)).template).array : nil
      return (denial: target.denial, template: template, tenant: target.pathTenant(of: request)?.array)
    }
    // A byte that is not UTF-8 can stand in no method that a template has.
    guard let text = String(validating: method, as: UTF8.self) else { return }
    let match = router.match(text, String(decoding: path, as: UTF8.self))
    let template = match.index.map { Array(router.templates[$0].description.utf8) }
    try promise(found.denial == match.denial, "\(Shown(path)) is denied for another reason")
    try promise(found.template == template, "\(Shown(path)) matches another route")
    try promise(found.denial != nil || found.tenant == match.tenant.map { Array($0.utf8) }, "another tenant")
  }

  /// A path that is taken at all has the segments that any server sees.
  private func checkMeaning(of path: [UInt8]) throws(BrokenPromise) {
    guard let segments = NaiveMatcher.segments(String(decoding: path, as: UTF8.self)) else { return }
    for cleaning in ServerCleaning.allCases {
      let seen = cleaning.segments(of: path)
      let decoded = segments.map { ServerCleaning.decoded(Array($0.utf8)) }
      try promise(seen == decoded, "\(Shown(path)) is another path once a server has done: \(cleaning)")
    }
  }

  private static func payload(of templates: [RouteTemplate]) throws(BrokenPromise) -> [UInt8] {
    var content = Samples.empty()
    content.routes = templates.map { .init(template: $0, scope: nil) }
    do {
      return try PayloadEncoder.encode(content)
    } catch {
      throw BrokenPromise("routes that do not conflict are refused: \(error)")
    }
  }
}
