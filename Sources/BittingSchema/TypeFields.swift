// The key types of policies/.
extension DeclarationSchema {
  static let type = SchemaRecord(typeReach + typeDuties)

  private static let typeReach: [SchemaField] = [
    .optional("title", "What people call it.", .text(.line)),
    .optional("summary", "What it is for.", .text(.prose)),
    .required("ceiling", "The most that a key of this type may ever be given.", .list(.text(.scopePattern), least: 0)),
    .required(
      "tenant", "Whether its keys name a tenant: each one, those that want to, or none because they reach all.",
      .word(["required", "optional", "all"])),
    .optional("networks", "Whether its keys must say where they come from.", .word(["required", "optional"])),
  ]

  private static let typeDuties: [SchemaField] = [
    .required(
      "lifetime", "How long one secret lives.",
      .record(
        SchemaRecord([
          .required("max", "The longest life of one secret: the deadline of its rotation.", .text(.someTime)),
          .optional("remind", "How long before its end a rotation is due.", .text(.timeSpan)),
        ]))),
    .optional(
      "grace", "How long an old secret may live on after a rotation.",
      .record(SchemaRecord([.optional("max", "The longest such time. Left out: none.", .text(.timeSpan))]))),
    .required(
      "rate", "How fast its keys may go.",
      .record(
        SchemaRecord([
          .required("default", "The rate of a key that says none.", .text(.rate)),
          .optional("max", "The highest rate that a key may say. Left out: the default.", .text(.rate)),
        ]))),
    .optional(
      "quota", "How many requests its keys may make in a calendar window.",
      .record(SchemaRecord([.optional("default", "The quota of a key that says none.", .text(.quota))]))),
    .optional(
      "stale", "What happens while a service has no fresh bundle.",
      .record(
        SchemaRecord([
          .optional("after", "How old a bundle may be before it is stale.", .text(.someTime)),
          .optional("then", "What becomes of requests then.", .word(["allow", "read-only", "deny"])),
        ]))),
  ]
}
