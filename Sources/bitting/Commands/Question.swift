internal import BittingCompiler
internal import BittingRuntime
internal import BundleFormat
internal import DecisionExplanation
internal import KeyModel

/// What `authorize` is asked: a route or a scope, whose data, and from where.
struct Question {
  private enum Wish {
    case route(method: [UInt8], path: [UInt8])
    case scope([UInt8])
  }

  private let wish: Wish
  private let tenant: [UInt8]?
  private let address: Address?

  /// The question that the arguments ask; a usage failure if they ask none or two.
  init(request: String?, scope: String?, tenant: String?, from: String?) throws {
    wish = try Question.wish(request, scope)
    self.tenant = tenant.map { Array($0.utf8) }
    address = try from.map { text in
      guard let address = Address(text) else { throw CommandFailure.usage("`\(text)` is no address") }
      return address
    }
  }

  private static func wish(_ request: String?, _ scope: String?) throws -> Wish {
    switch (request, scope) {
    case (nil, let scope?): return .scope(Array(scope.utf8))
    case (let request?, nil):
      let bytes = Array(request.utf8)
      guard let space = bytes.firstIndex(of: 0x20) else {
        throw CommandFailure.usage(
          "`\(request)` is no request", hint: "write a method and a path: 'GET /v1/status'; a scope goes with --scope")
      }
      let path = bytes[(space + 1)...].drop { $0 == 0x20 }
      return .route(method: Array(bytes[..<space]), path: Array(path))
    case (nil, nil):
      throw CommandFailure.usage("there is nothing to decide", hint: "give 'METHOD PATH', or --scope SCOPE")
    case (_?, _?): throw CommandFailure.usage("a request and a scope are two questions")
    }
  }

  /// What a person should know who asks for what no service can have, or the service of `gate` has not.
  func notes(on gate: Gate) -> [String] {
    switch wish {
    case .scope(let scope): note(onScope: String(decoding: scope, as: UTF8.self), gate).map { [$0] } ?? []
    case .route(let method, let path):
      RequestNotes.all(on: String(decoding: method, as: UTF8.self), String(decoding: path, as: UTF8.self))
        .map(Console.shown)
    }
  }

  private func note(onScope scope: String, _ gate: Gate) -> String? {
    let image = gate.image
    let names = (0..<image.count(of: .scopes)).map { ScopeView.text($0, image) }
    guard !names.contains(where: { $0.utf8.elementsEqual(scope.utf8) }) else { return nil }
    let nearest = Rules.nearest(to: scope, among: names)
    return "the service has no scope `\(Console.shown(scope))`\(nearest.map { "; did you mean `\($0)`?" } ?? "")"
  }

  /// What `gate` answers to whoever has `token`, step by step if it `isExplained`; no token is a request without a
  /// credential.
  func answer(of gate: Gate, token: [UInt8]?, at now: Moment, isExplained: Bool = false) -> DecisionView {
    switch wish {
    case .route(let method, let path):
      let request = Request.route(method: method.span, path: path.span, tenant: tenant?.span)
      return answer(to: request, of: gate, token, now, isExplained)
    case .scope(let scope):
      return answer(to: Request.scope(scope.span, tenant: tenant?.span), of: gate, token, now, isExplained)
    }
  }

  private func answer(
    to request: borrowing Request, of gate: Gate, _ token: [UInt8]?, _ now: Moment, _ isExplained: Bool
  ) -> DecisionView {
    guard let token else { return decide(request, of: gate, .none, nil, now, isExplained) }
    return decide(request, of: gate, .token(token.span), token, now, isExplained)
  }

  private func decide(
    _ request: borrowing Request, of gate: Gate, _ credential: borrowing Credential, _ token: [UInt8]?, _ now: Moment,
    _ isExplained: Bool
  ) -> DecisionView {
    let trace = isExplained ? DecisionTrace(of: gate, credential, request, from: address, at: now) : nil
    let decision = gate.authorize(credential, request, from: address, at: now)
    return DecisionView(decision, of: gate, token: token, trace: trace)
  }
}
