public import KeyModel

extension Gate {
  /// Decides about `request`, which comes with `credential` from `address` at `now`.
  ///
  /// The checks stand in the order of the contract, and the first that fails gives the reason. Without an address, a key
  /// that is bound to networks is denied. Nothing is counted, so neither rate nor quota denies: an ``Authorizer`` counts.
  @_lifetime(borrow self)
  @_optimize(speed)
  public func authorize(
    _ credential: borrowing Credential, _ request: borrowing Request, from address: Address?, at now: Moment
  ) -> Decision {
    let verdict = unsafe parts.judge(credential, request, from: address, at: now).verdict
    return Decision(verdict.reason, Facts(image, verdict), nil)
  }
}
