internal import BittingSchema

/// The files of a new repository.
struct Scaffold {
  /// One of them.
  struct File {
    /// Relative to the root.
    let path: String
    let text: String
  }

  /// Those to be written where nothing is.
  let files: [File]
  /// What is not written because the repository has its own.
  let omitted: [String]

  /// The files for `project`; without policies where it has some.
  init(_ project: ProjectNames, hasPolicies: Bool) {
    let policies = PolicyScaffold(project).files
    files = (hasPolicies ? [] : policies) + Scaffold.schemas + Scaffold.surroundings
    omitted = hasPolicies ? ["policies/"] : []
  }

  private static let schemas = DeclarationSchema.allCases.map { schema in
    File(path: schema.repositoryPath, text: schema.fileText)
  }

  private static let surroundings = [
    // A repository without the folder is an error, and git keeps no folder without a file.
    File(path: "keys/.gitkeep", text: ""),
    File(path: ".gitignore", text: gitIgnore),
    File(path: ".pre-commit-config.yaml", text: preCommit),
    File(path: ".github/workflows/bitting.yml", text: WorkflowScaffold.text),
  ]

  private static let gitIgnore = """
    # Bundles are built, and private keys, identities and tokens belong to whoever they were made for.
    /dist/
    *.key
    *.identity
    *.env

    """

  private static let preCommit = """
    # Run by pre-commit before each commit; `bitting` has to be on the path.
    repos:
      - repo: local
        hooks:
          - id: bitting-fmt
            name: keys and policies have canonical layout
            entry: bitting fmt
            language: system
            always_run: true # also where files are only deleted
            pass_filenames: false
          - id: bitting-check
            name: keys and policies keep to the rules
            entry: bitting check
            language: system
            always_run: true # also where files are only deleted
            pass_filenames: false

    """
}
