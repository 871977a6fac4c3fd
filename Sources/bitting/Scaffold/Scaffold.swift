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
  private let project: ProjectNames

  /// The files for `project`; without policies where it has some.
  init(_ project: ProjectNames, hasPolicies: Bool) {
    self.project = project
    let policies = PolicyScaffold(project).files
    files = (hasPolicies ? [] : policies) + Scaffold.schemas + Scaffold.surroundings
    omitted = hasPolicies ? ["policies/"] : []
  }

  private static let schemas = DeclarationSchema.allCases.map { schema in
    File(path: ".bitting/schema/\(schema.fileName)", text: schema.fileText)
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
            files: ^(keys|policies)/.*\\.ya?ml$
            pass_filenames: false
          - id: bitting-check
            name: keys and policies keep to the rules
            entry: bitting check
            language: system
            files: ^(keys|policies)/.*\\.ya?ml$
            pass_filenames: false

    """

  /// What whoever has the files does next.
  var nextSteps: String {
    """

    What comes next:
      1. Say what there is to be reached, and by which requests: policies/resources.yaml, policies/routes.yaml.
      2. Make a signer's key, outside of the repository, and put the public key that it prints into policies/project.yaml:
           bitting keygen signer --out ../\(project.name)-signer.key
      3. Make an identity for the service, and put the recipient that it prints into policies/services.yaml:
           bitting keygen service --out ../\(project.name)-api.identity
      4. Declare a key:
           bitting new acme-sync --type client --environment live --tenant acme --scope orders:read \\
             --owner you@example.com --purpose 'Order sync for ACME' --to ../acme-sync.env
      5. Look at what it comes to:
           bitting check && bitting build --signing-key ../\(project.name)-signer.key
    """
  }
}
