internal import KeyModel

extension ImageChecker {
  /// Texts and keys can be used.
  func checkNames() throws(ImageFailure) {
    try checkTextsAndKeyNames()
    try checkKeys()
  }

  /// The texts fill their section, the first of them empty, in the order of their bytes, and so do the names of the keys
  /// among them.
  ///
  /// Both are sorted by the same bytes, so keys are in order exactly if their names are met in the order of the keys.
  private func checkTextsAndKeyNames() throws(ImageFailure) {
    let (size, keyCount) = (image.count(of: .texts), image.count(of: .keys))
    var (reference, key) = (0, 0)
    var previous: UInt32?
    while reference < size {
      try requireText(UInt32(reference))
      try requireAscending(previous, UInt32(reference))
      if key < keyCount, Int(image.key(key).id) == reference { key += 1 }
      previous = UInt32(reference)
      reference += TextRecord.bytes + image.text(UInt32(reference)).count
    }
    try require(key == keyCount && size >= TextRecord.bytes && image.text(0).isEmpty)
  }

  @_optimize(size)
  func checkIdentity() throws(ImageFailure) {
    for field in [ImageHeader.project, ImageHeader.service, ImageHeader.environment, ImageHeader.tokenLead] {
      try requireText(bytes.u32(field))
    }
    try require(Name(parsing: image.project) != nil && Name(parsing: image.service) != nil)
    try require(EnvironmentName(parsing: image.environment) != nil)
    try checkTokenLead()
  }

  /// The lead is a prefix, `_`, the environment, `_`.
  private func checkTokenLead() throws(ImageFailure) {
    let (lead, environment) = (image.tokenLead, image.environment)
    let prefixCount = lead.count - environment.count - 2
    try require(prefixCount > 0 && TokenPrefix(parsing: lead.extracting(0..<max(0, prefixCount))) != nil)
    try require(lead[prefixCount] == 0x5F && lead[lead.count - 1] == 0x5F)
    try require(order(lead.extracting((prefixCount + 1)..<(lead.count - 1)), environment) == .same)
  }

  /// Fails unless a text is no longer than a name and has no colon, so that the text of a scope has one.
  @_optimize(size)
  private func requirePartOfScope(_ reference: UInt32) throws(ImageFailure) {
    try requireText(reference)
    let text = image.text(reference)
    try require(text.count <= BundleLimits.nameBytes)
    for index in text.indices { try require(text[index] != 0x3A) }
  }

  /// Scopes are sorted by resource, then level, and their resources are not too many.
  @_optimize(size)
  func checkLevelsAndScopes() throws(ImageFailure) {
    for index in 0..<image.count(of: .levels) { try requirePartOfScope(image.level(index)) }
    var previous: ScopeRecord?
    var resources = 0
    for index in 0..<image.count(of: .scopes) {
      let scope = image.scope(index)
      try requirePartOfScope(scope.resource)
      try require(Int(scope.level) < image.count(of: .levels))
      if let previous, order(image.text(previous.resource), image.text(scope.resource)) == .same {
        try require(previous.level < scope.level)
      } else {
        try requireAscending(previous?.resource, scope.resource)
        resources += 1
      }
      previous = scope
    }
    try require(resources <= BundleLimits.resources)
  }

  @_optimize(size)
  func checkTypes() throws(ImageFailure) {
    var previous: UInt32?
    for index in 0..<image.count(of: .types) {
      let type = image.type(index)
      try requireText(type.name)
      try requireAscending(previous, type.name)
      try require(type.actionCode < UInt32(StaleAction.allCases.count) && type.staleAfter >= 0)
      previous = type.name
    }
  }
}
