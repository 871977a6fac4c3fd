// The sections of policies/.
extension DeclarationSchema {
  static let policy = SchemaRecord([
    .optional("project", "The project: the form of its tokens and who signs. It stands once.", .record(project)),
    .optional(
      "levels", "The ladder of levels, the lowest first: each includes those before it. It stands once.",
      .list(.text(.name), least: 1)),
    .optional("resources", "What there is to be reached, by name.", .table(.name, .record(resource))),
    .optional("services", "Who loads a bundle, by name.", .table(.name, .record(service))),
    .optional("types", "Key types, by name: the ceiling and the duties of their keys.", .table(.name, .record(type))),
    .optional(
      "routes", "By service, from a method and a path to what a request takes.",
      .table(.name, .table(.route, .either(.text(.access), .record(route))))),
    .optional(
      "rules", "How much the findings of a rule weigh here.",
      .table(.line, .word(["error", "warning", "note", "off"]))),
    .optional("assertions", "Claims that are proved for every key, or refuted with one.", .records(assertion)),
    .optional("waivers", "Exceptions from a rule that have an end.", .records(.record(waiver))),
    .optional("approvers", "Who has to agree to what a review finds.", .records(.record(approver))),
    .optional("tests", "Requests with the decision that they are to get.", .records(.record(test))),
  ])

  private static let project = SchemaRecord([
    .required("name", "The name of the project.", .text(.name)),
    .required("token_prefix", "What its tokens begin with: `shop` makes them `shop_live_…`.", .text(.tokenPrefix)),
    .required("environments", "Where keys can be valid.", .list(.text(.environment), least: 1)),
    .optional(
      "bundle", "How bundles are signed, and for how long.",
      .record(
        SchemaRecord([
          .optional("valid_for", "A service refuses to start from an older bundle.", .text(.someTime)),
          .optional("signers", "The minisign public keys of those who sign.", .list(.text(.signer), least: 0)),
          .optional("threshold", "How many of them must sign.", .count(least: 1)),
        ]))),
  ])

  private static let resource = SchemaRecord([
    .optional("title", "What people call it.", .text(.line)),
    .optional("levels", "The levels that mean something for it.", .list(.text(.name), least: 1)),
    .optional("sensitive", "Whether no wildcard ever includes it.", .flag),
  ])

  private static let service = SchemaRecord([
    .required("resources", "The resources that it owns.", .list(.text(.name), least: 0)),
    .optional(
      "recipients", "By environment, the age recipients that can open its bundles.",
      .table(.environment, .list(.text(.recipient), least: 0))),
  ])

  private static let route = SchemaRecord([
    .required("scope", "What a request takes: a scope, or `public`.", .text(.access)),
    .optional("cost", "How many requests it counts as.", .count(least: 1)),
  ])
}
