public import BittingRuntime
internal import BundleFormat
internal import KeyModel

/// The cells that a bundle makes possible; see ``CoverageCell``.
public enum PossibleCells {
  /// The cells of the routes of `gate`'s service, for the keys of its environment.
  public static func of(_ gate: Gate) -> Set<CoverageCell> {
    let image = gate.image
    let service = gate.statement.service
    let profiles = profiles(of: image)
    var cells: Set<CoverageCell> = []
    for index in 0..<image.count(of: .routes) {
      let route = image.route(index)
      let template = Text(copying: image.text(route.template))
      for (type, outcomes) in route.isPublic ? [nil: [nil]] : outcomes(on: route, for: profiles, in: image) {
        cells.formUnion(outcomes.map { CoverageCell(service: service, route: template, type: type, denial: $0) })
      }
    }
    return cells
  }

  /// The outcomes on `route`, by type.
  private static func outcomes(
    on route: RouteRecord, for profiles: Set<SecretProfile>, in image: borrowing BundleImage
  ) -> [Text?: Set<DenialReason?>] {
    var outcomes: [UInt8: Set<DenialReason?>] = [:]
    for profile in profiles {
      let found = profile.outcomes(
        isGranted: image.grants(profile.grants, include: route.scope),
        namesTenant: route.tenantSegment != RouteRecord.noTenant)
      outcomes[profile.type, default: []].formUnion(found)
    }
    var named: [Text?: Set<DenialReason?>] = [:]
    for (type, found) in outcomes { named[Text(copying: image.text(image.type(Int(type)).name))] = found }
    return named
  }

  /// What the secrets of the keys are like; the tombstones are nobody's.
  private static func profiles(of image: borrowing BundleImage) -> Set<SecretProfile> {
    var profiles: Set<SecretProfile> = []
    for index in 0..<image.count(of: .secrets) {
      let record = image.secret(index)
      guard record.flagBits & SecretRecord.Flag.revoked == 0, record.keyIndex != SecretRecord.noKey else { continue }
      profiles.insert(SecretProfile(record))
    }
    return profiles
  }
}

/// All that the possible outcomes of a secret depend on.
private struct SecretProfile: Hashable {
  let type: UInt8
  let grants: UInt32
  private let isDecoy: Bool
  private let isDisabled: Bool
  private let beginsLater: Bool
  private let isEverLive: Bool
  private let isBoundToNetworks: Bool
  private let tenant: UInt32

  init(_ record: SecretRecord) {
    type = record.typeIndex
    grants = record.grantSet
    isDecoy = record.flagBits & SecretRecord.Flag.decoy != 0
    isDisabled = record.flagBits & SecretRecord.Flag.disabled != 0
    beginsLater = record.startSeconds > Instant.earliest.seconds
    isEverLive = record.startSeconds < record.endSeconds
    isBoundToNetworks = record.networkSet != SecretRecord.anyNetwork
    // Which tenant it is does not matter: some path names it, and some path names another.
    tenant = min(record.tenantText, SecretRecord.allTenants + 1)
  }

  /// What a request can come to on a route whose scope is granted or not, and that names a tenant or not.
  func outcomes(isGranted: Bool, namesTenant: Bool) -> [DenialReason?] {
    if isDecoy { return [.decoy] }
    if isDisabled { return [.disabled] }
    var outcomes: [DenialReason?] = [.expired]
    if beginsLater { outcomes.append(.notYetValid) }
    guard isEverLive else { return outcomes }
    if isBoundToNetworks { outcomes.append(.network) }
    guard isGranted else { return outcomes + [.scope] }
    if !namesTenant || tenant != SecretRecord.noTenant { outcomes.append(nil) }
    if namesTenant, tenant != SecretRecord.allTenants { outcomes.append(.tenant) }
    return outcomes
  }
}
