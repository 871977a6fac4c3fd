// Assertions, waivers, approvers and tests of policies/.
extension DeclarationSchema {
  static let assertion = SchemaShape.variants(
    [("forbid", forbidding), ("at_most", counting)], otherwise: separating)

  private static let claim = SchemaField.required("claim", "The claim in people's words.", .text(.line))

  private static let selection: [SchemaField] = [
    .optional("type", "Only keys of this type.", .text(.name)),
    .optional("key", "Only this key.", .text(.key)),
    .optional("environment", "Only keys of this environment.", .text(.environment)),
  ]

  private static let granted = SchemaField.required("scope", "What is granted.", .text(.scope))

  private static let forbidding = SchemaRecord([
    claim,
    .required("forbid", "No such key is granted this.", .record(SchemaRecord(selection + [granted]))),
  ])

  private static let counting = SchemaRecord(
    [claim, .required("at_most", "No more than so many such keys are granted `scope`.", .count(least: 0))]
      + selection + [granted])

  private static let separating = SchemaRecord(
    [claim, .required("separate", "No such key is granted two of these.", .list(.text(.scope), least: 2))]
      + selection)

  static let waiver = SchemaRecord([
    .required("rule", "The rule whose findings are excused.", .text(.line)),
    .optional("key", "Only those about this key.", .text(.key)),
    .required("until", "When the findings are back, in UTC.", .text(.instant)),
    .required("owner", "Who answers for the exception.", .text(.line)),
    .required("reason", "Why it is made.", .text(.prose)),
  ])

  static let approver = SchemaRecord([
    .required("by", "Who has to agree, all of them: names or addresses.", .list(.text(.line), least: 1)),
    .optional(
      "change", "To which changes. Left out: to all that let somebody do more, now or later.",
      .list(.word(["error", "widening", "new-secret", "room", "narrowing"]), least: 1)),
    .optional("type", "Only where keys of this type are concerned.", .text(.name)),
    .optional("scope", "Only where this scope, or a higher level of its resource, is concerned.", .text(.scope)),
  ])

  static let test = SchemaRecord([
    .required("name", "What is tested, as a sentence.", .text(.line)),
    .required("service", "The service that is asked.", .text(.name)),
    .required("environment", "The environment whose bundle it has.", .text(.environment)),
    .optional("key", "The key that asks. Left out: nobody's.", .text(.key)),
    .required("at", "What time it is, in UTC.", .text(.instant)),
    .optional("from", "The address that the requests come from.", .text(.address)),
    .optional("tenant", "The tenant that the caller of the library names.", .text(.tenant)),
    .optional("skip", "Why the test is not run.", .text(.line)),
    .required(
      "expect", "By method and path, `allow`, `deny`, or `deny` with the reason.",
      .table(.request, .text(.outcome))),
    .optional("others", "`deny`: every other route of the service is denied too.", .word(["deny"])),
  ])
}
