internal import BittingSchema

/// The files of a new repository.
struct Scaffold {
  /// One of them.
  struct File {
    /// Relative to the root.
    let path: String
    let text: String
    /// Whether it is read at the top of a checkout only.
    var isReadAtTop = false
  }

  /// Those to be written where nothing is.
  let files: [File]
  /// What is not written because the repository has its own.
  let omitted: [String]

  /// The files for `project` at `place`; without policies where it has some.
  init(_ project: ProjectNames, at place: ScaffoldPlace, hasPolicies: Bool) {
    let policies = PolicyScaffold(project).files
    files = (hasPolicies ? [] : policies) + Scaffold.schemas + Scaffold.surroundings(place)
    omitted = hasPolicies ? ["policies/"] : []
  }

  private static let schemas = DeclarationSchema.allCases.map { schema in
    File(path: schema.repositoryPath, text: schema.fileText)
  }

  private static func surroundings(_ place: ScaffoldPlace) -> [File] {
    [
      // A repository without the folder is an error, and git keeps no folder without a file.
      File(path: "keys/.gitkeep", text: ""),
      File(path: IgnoreScaffold.path, text: IgnoreScaffold.text),
      File(path: HookScaffold.path, text: HookScaffold(folder: place.inCheckout).text, isReadAtTop: true),
      File(path: WorkflowScaffold.path, text: WorkflowScaffold(folder: place.inCheckout).text, isReadAtTop: true),
    ]
  }
}
