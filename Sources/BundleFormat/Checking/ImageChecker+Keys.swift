internal import KeyModel

extension ImageChecker {
  func checkLimits() throws(ImageFailure) {
    for index in 0..<image.count(of: .limits) {
      let limits = image.limits(index)
      try require(RateUnit(rawValue: limits.unitCode) != nil)
      try require(limits.quotaWindow != nil || (limits.windowCode == 0 && limits.quotaCount == 0))
      let offset = image.offset(.limits, index) + LimitRecord.zero
      try require(bytes.u16(offset) == 0 && bytes.u32(offset + 2) == 0)
    }
  }

  /// What keys name is there. (That they are sorted is seen where the texts are.)
  func checkKeys() throws(ImageFailure) {
    let (limits, types) = (image.count(of: .limits), image.count(of: .types))
    for index in 0..<image.count(of: .keys) {
      let key = image.key(index)
      try requireText(key.owner)
      try require(Int(key.limitIndex) < limits && Int(key.typeIndex) < types)
    }
  }
}
