internal import BittingRuntime

/// The words for what keeps a file from being opened.
package enum OpenFailureNames {
  /// All of them.
  package static let all = Set(OpenFailure.allCases.map(\.description))
}
