public import Diagnostics
internal import KeyModel

/// The waivers of a repository at one instant, ready to be applied.
///
/// Those that are mistakes themselves, because of a rule that cannot be waived or a key that does not exist, have been
/// reported and excuse nothing.
struct WaiverTable {
  /// What becomes of findings.
  struct Judgement {
    /// Those that no waiver covers.
    var reported: [Finding] = []
    /// Those that one does.
    var waived: [WaivedFinding] = []
    /// What is wrong with the waivers themselves.
    var aboutWaivers: [Finding] = []
  }

  private let now: Instant
  private let waivers: [WaiverDeclaration]
  /// For each rule and key, or no key, the places of its waivers among ``waivers``.
  private let places: [Text: [KeyID?: [Int]]]
  private let documents: KeyDocuments

  init(_ catalog: Catalog, at now: Instant) {
    let keys = Set(catalog.declarations.waivers.isEmpty ? [] : catalog.keys.map(\.id))
    let waivers = catalog.declarations.waivers.filter { waiver in
      let isKnown = waiver.key.map { keys.contains($0.value) } ?? true
      return isKnown && Rules.page(named: waiver.rule.value)?.isWaivable == true
    }
    var places: [Text: [KeyID?: [Int]]] = [:]
    for (index, waiver) in waivers.enumerated() {
      places[waiver.rule.value, default: [:]][waiver.key?.value, default: []].append(index)
    }
    (self.now, self.waivers, self.places) = (now, waivers, places)
    documents = KeyDocuments(waivers.contains { $0.key != nil } ? catalog.keys : [])
  }

  /// Sets apart those of `findings` that a waiver covers.
  func judge(_ findings: [Finding]) -> Judgement {
    var judgement = Judgement()
    var isUsed = Array(repeating: false, count: waivers.count)
    var back: [Int: SourceSpan] = [:]
    for finding in findings {
      let covering = covering(finding)
      let inForce = covering.filter { now < waivers[$0].until.value }
      for index in inForce { isUsed[index] = true }
      if let first = inForce.first {
        judgement.waived.append(WaivedFinding(finding: finding, waiver: waivers[first]))
      } else {
        for index in covering where back[index] == nil { back[index] = finding.span }
        judgement.reported.append(finding)
      }
    }
    judgement.aboutWaivers = waivers.indices.compactMap { index in
      if waivers[index].until.value <= now { return WaiverExpired.found(waivers[index], back: back[index]) }
      return isUsed[index] ? nil : WaiverUnused.found(waivers[index])
    }
    return judgement
  }

  /// The waivers of the rule of `finding` that name the key that it is about, or none.
  private func covering(_ finding: Finding) -> [Int] {
    guard let places = places[Text(finding.rule)] else { return [] }
    let ofKey = documents.subject(of: finding).flatMap { places[$0] } ?? []
    return ofKey + (places[nil] ?? [])
  }
}

/// A finding that a waiver excuses.
public struct WaivedFinding: Sendable {
  /// What was found, with the weight that it would have.
  public let finding: Finding
  /// What excuses it.
  public let waiver: WaiverDeclaration
}
