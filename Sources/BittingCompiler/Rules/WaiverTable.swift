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

  /// The waivers of one rule that name one key, or none: whatever one of them covers, all do.
  private struct Group {
    /// The first that is in force.
    var inForce: Int?
    /// Whether those that are in force excuse something.
    var isUsed = false
    /// Where the first finding stands that one excused until it ended.
    var back: SourceSpan?
  }

  private let now: Instant
  private let waivers: [WaiverDeclaration]
  /// The group of each of ``waivers``.
  private var groupOfWaiver: [Int] = []
  private var groups: [Group] = []
  /// For each rule and key, or no key, its group.
  private var numbers: [Text: [KeyID?: Int]] = [:]
  private let documents: KeyDocuments

  init(_ catalog: Catalog, at now: Instant) {
    let keys = Set(catalog.declarations.waivers.isEmpty ? [] : catalog.keys.map(\.id))
    waivers = catalog.declarations.waivers.filter { waiver in
      let isKnown = waiver.key.map { keys.contains($0.value) } ?? true
      return isKnown && Rules.page(named: waiver.rule.value)?.isWaivable == true
    }
    self.now = now
    documents = KeyDocuments(waivers.contains { $0.key != nil } ? catalog.keys : [])
    for (index, waiver) in waivers.enumerated() {
      let number = numbers[waiver.rule.value]?[waiver.key?.value] ?? groups.count
      if number == groups.count {
        numbers[waiver.rule.value, default: [:]][waiver.key?.value] = number
        groups.append(Group())
      }
      groupOfWaiver.append(number)
      if groups[number].inForce == nil, now < waiver.until.value { groups[number].inForce = index }
    }
  }

  /// Sets apart those of `findings` that a waiver covers.
  func judge(_ findings: [Finding]) -> Judgement {
    var judgement = Judgement()
    var groups = groups
    for finding in findings {
      let covering = covering(finding)
      if let first = covering.lazy.compactMap({ groups[$0].inForce }).first {
        for number in covering { groups[number].isUsed = true }
        judgement.waived.append(WaivedFinding(finding: finding, waiver: waivers[first]))
      } else {
        for number in covering where groups[number].back == nil { groups[number].back = finding.span }
        judgement.reported.append(finding)
      }
    }
    judgement.aboutWaivers = zip(waivers, groupOfWaiver).compactMap { waiver, number in
      if waiver.until.value <= now { return WaiverExpired.found(waiver, back: groups[number].back) }
      return groups[number].isUsed ? nil : WaiverUnused.found(waiver)
    }
    return judgement
  }

  /// The groups of the rule of `finding` that name the key that it is about, or none.
  private func covering(_ finding: Finding) -> [Int] {
    guard let numbers = numbers[Text(finding.rule)] else { return [] }
    let ofKey = documents.subject(of: finding).flatMap { numbers[$0] }
    return [ofKey, numbers[nil]].compactMap(\.self)
  }
}

/// A finding that a waiver excuses.
public struct WaivedFinding: Sendable {
  /// What was found, with the weight that it would have.
  public let finding: Finding
  /// What excuses it.
  public let waiver: WaiverDeclaration
}
