internal import BittingCompiler
internal import BundleWriting
internal import KeyModel

/// What bounds a key that is new: its request alone does not show how far it reaches, where it may come from and how fast
/// it may go.
struct NewKeyLines {
  let key: Catalog.Key

  var lines: [LineDraft] {
    let tenant: Phrase =
      switch key.tenantReach {
      case .none: "none"
      case .all: "every tenant"
      case .one(let tenant): "\(tenant)"
      }
    let networks = key.declaration.networks?.map(\.value).sorted().map { Phrase.user($0.description) }
    let limits = key.limits
    let quota: Phrase = limits.quota.map { ", quota \($0)" } ?? ""
    return [
      fact("tenant", tenant), fact("networks", networks.map { $0.joined(", ") } ?? "anywhere"),
      fact("limits", "rate \(limits.rate), burst \(Int(limits.burst))" + quota),
    ]
  }

  private func fact(_ label: Phrase, _ detail: Phrase) -> LineDraft {
    LineDraft(mark: .added, label: label, detail: detail, kind: .facts)
  }
}
