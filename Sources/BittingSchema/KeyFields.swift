// The documents of keys/.
extension DeclarationSchema {
  static let key = SchemaRecord(
    keyIdentity + keyReach + keyTimes + [
      .optional("labels", "Free words about the key, such as a team or a contract.", .table(.line, .text(.line))),
      .optional(
        "secrets", "The secrets that prove the key; without one, nobody can use it.", .records(.record(secret))),
    ], isNeededUnless: ("scopes", "decoy"))

  private static let keyIdentity: [SchemaField] = [
    .required("key", "The name of the key, unique in the repository.", .text(.key)),
    .required("type", "Its key type, one of `types` in policies/.", .text(.name)),
    .required("environment", "Where it is valid, one of the project's environments.", .text(.environment)),
    .optional("owner", "Who answers for it: somebody who can be asked, such as a mail address.", .text(.line)),
    .optional("purpose", "What it is for, in a few words.", .text(.prose)),
  ]

  private static let keyReach: [SchemaField] = [
    .optional(
      "tenant", "Whose data it reaches; `\"*\"` for everybody's, where the type lets a key say so.", .text(.tenantClaim)
    ),
    .optional(
      "scopes", "What it may do: a resource and a level each. A star stands for every resource that is not sensitive.",
      .list(.text(.scopePattern), least: 0)),
    .optional("rate", "How fast it may go. Left out: the type's default.", .text(.rate)),
    .optional("burst", "How many requests may come at once. Left out: the count in the rate.", .count(least: 1)),
    .optional("quota", "How many requests in a calendar window. Left out: the type's default.", .text(.quota)),
    .optional("networks", "Where it may come from. Left out: anywhere.", .list(.text(.network), least: 1)),
  ]

  private static let keyTimes: [SchemaField] = [
    .optional("not_before", "From when on the key is valid, in UTC.", .text(.instant)),
    .optional("expires", "The end of the key itself, whatever its secrets say, in UTC.", .text(.instant)),
    .optional("disabled", "Why the key is declared and denied. Any text here denies it.", .text(.reasonInOneLine)),
    .optional("decoy", "Bait: a key that nobody has. Any use of it is denied and alarms.", .flag),
  ]

  private static let secret = SchemaRecord([
    .optional("handle", "The public name of the secret; none for a token from elsewhere.", .text(.handle)),
    .required("sha256", "The SHA-256 of the token, from which nobody finds the token.", .text(.digest)),
    .required("created", "From when on it is valid, in UTC.", .text(.instant)),
    .required("expires", "The instant at which it is valid no more, in UTC.", .text(.instant)),
  ])

  static let tombstone = SchemaRecord([
    .required("revoked", "The handle of the secret, or `sha256` where it has none.", .text(.revoked)),
    .required("key", "The key that it proved.", .text(.key)),
    .required("sha256", "The SHA-256 of the token.", .text(.digest)),
    .required("at", "When it was revoked; it is refused at every instant, before that too.", .text(.instant)),
    .required("reason", "Why.", .text(.prose)),
  ])
}
