internal import BittingCompiler
internal import BundleWriting
internal import KeyModel

extension BundleContent {
  /// What can be sealed of a content made from declarations with errors: of two keys that declare one token, and of two
  /// routes of one shape, the first stays.
  ///
  /// A revision with such an error cannot be built at all; a review tells the error, and what the rest would do.
  var sealable: BundleContent {
    var content = self
    var digests: Set<TokenDigest> = []
    for key in content.keys.indices {
      content.keys[key].secrets.removeAll { !digests.insert($0.digest).inserted }
    }
    var shapes: Set<[Text?]> = []
    content.routes.removeAll { route in
      let segments = route.template.segments.map { segment -> Text? in
        if case .literal(let text) = segment { text } else { nil }
      }
      return !shapes.insert([route.template.method] + segments).inserted
    }
    return content
  }

  /// A bundle that holds nothing, in the place of one that is not built.
  static func nothing(_ service: Name, _ environment: EnvironmentName, like other: BundleContent) -> BundleContent {
    BundleContent(
      project: other.project, service: service, environment: environment, tokenPrefix: other.tokenPrefix, levels: [],
      scopes: [])
  }
}
