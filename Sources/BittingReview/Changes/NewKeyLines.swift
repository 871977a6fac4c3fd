internal import BittingCompiler
internal import BundleWriting
internal import KeyModel

/// What bounds a key that is new: its request alone does not show how far it reaches, where it may come from and how fast
/// it may go.
struct NewKeyLines {
  let key: Catalog.Key

  var lines: [LineDraft] {
    let limits = key.limits
    let quota: Phrase = limits.quota.map { ", quota \($0)" } ?? ""
    return [
      fact("tenant", .user(key.tenantText)), fact("networks", key.networkWords),
      fact("limits", "rate \(limits.rate), burst \(Int(limits.burst))" + quota),
    ]
  }

  private func fact(_ label: Phrase, _ detail: Phrase) -> LineDraft {
    LineDraft(mark: .added, label: label, detail: detail, kind: .facts)
  }
}

extension Catalog.Key {
  /// Whose data it reaches.
  var tenantText: String {
    switch tenantReach {
    case .none: "none"
    case .all: "every tenant"
    case .one(let tenant): tenant.description
    }
  }

  /// Where it may come from.
  var networkWords: Phrase {
    guard let networks = declaration.networks?.map(\.value) else { return "anywhere" }
    return networks.sorted().map { .user($0.description) }.joined(", ")
  }
}
