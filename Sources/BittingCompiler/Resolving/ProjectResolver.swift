internal import BundleFormat
internal import Diagnostics
internal import KeyModel

/// Checks what a project says about itself.
enum ProjectResolver {
  static func check(_ loaded: LoadedRepository, _ report: inout [Finding]) {
    sections(loaded, &report)
    guard let project = loaded.declarations.project else { return }
    environments(project, &report)
    threshold(project, &report)
    _ = NameTable.distinct(project.signers, &report)
  }

  /// A policy without these says nothing; they are missed at the top of the first policy file. What could not be read may
  /// have them, and is an error of its own.
  private static func sections(_ loaded: LoadedRepository, _ report: inout [Finding]) {
    let policies = loaded.sources.ids.first { loaded.sources[$0].path.utf8.starts(with: "policies/".utf8) }
    guard let policies, loaded.completeness.policies else { return }
    let top = SourceSpan(file: policies, start: 0, end: 0)
    if loaded.declarations.project == nil { report.append(MissingField.section("project", top)) }
    if loaded.declarations.levels == nil { report.append(MissingField.section("levels", top)) }
  }

  private static func environments(_ project: ProjectDeclaration, _ report: inout [Finding]) {
    guard let prefix = project.tokenPrefix else { return }
    for environment in project.environments {
      let count = prefix.value.text.utf8.count + environment.value.text.utf8.count
      guard count > TokenPrefix.maximumWithEnvironment else { continue }
      report.append(
        WrongType.outOfRange(
          "`\(prefix.value)` and `\(environment.value)` have \(count) characters together", environment.span,
          help: "tokens have room for \(TokenPrefix.maximumWithEnvironment): shorten one of them"))
    }
  }

  private static func threshold(_ project: ProjectDeclaration, _ report: inout [Finding]) {
    guard let threshold = project.threshold, !project.unread.contains("signers") else { return }
    let signers = Set(project.signers.map(\.value)).count
    if threshold.value > signers {
      let needed = threshold.value == 1 ? "1 signer is needed" : "\(threshold.value) signers are needed"
      report.append(
        WrongType.outOfRange(
          "\(needed) and \(signers == 0 ? "none" : "\(signers)") listed", threshold.span,
          help: "no bundle could be opened: lower `threshold`, or add signers"))
    } else if threshold.value > BundleLimits.signatures {
      report.append(
        WrongType.outOfRange(
          "\(threshold.value) signatures do not fit on a bundle", threshold.span,
          help: "a bundle has room for \(BundleLimits.signatures)"))
    }
  }

}
