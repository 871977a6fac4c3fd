/*
 * bitting.h: authorizes requests by API keys from sealed bundles.
 *
 * A service makes one authorizer. It opens each bundle that arrives, writes down the state that opening returns, and puts
 * the bundle in force. Then any thread asks for each request whether it may go on:
 *
 *     bitting_create            once, with who the service is and whom it trusts
 *     bitting_open              verifies and decrypts a bundle; nothing is in force yet
 *     bitting_next_state        what the host writes to disk now
 *     bitting_replace           puts the bundle in force, in exchange for what was written
 *     bitting_authorize         for each request
 *     bitting_close
 *
 * Quotas begin anew in each process, unless it keeps them: bitting_quota_state tells what was used, and
 * bitting_restore_quotas takes it up, between opening the first bundle and putting it in force.
 *
 * What holds for every function:
 *
 * - A function that can fail returns a bitting_status, a closed list. BITTING_OK is the only success. Nothing aborts,
 *   throws or prints, whatever the arguments are; there are no callbacks.
 * - Handles are numbers, not pointers. One that was closed or invented is BITTING_CLOSED or BITTING_INVALID_HANDLE, from
 *   any thread and at any time, also while another thread closes it. 0 is never a handle.
 * - All functions may be called from any number of threads at once, on the same handle. After a fork, parent and child
 *   both go on with the handles that they have; what they do then does not reach the other.
 *   None may be called from a signal handler.
 * - The library does no input or output, and reads no locale and no environment variable. Opening a bundle of a megabyte
 *   or more starts one thread, which is gone when the call returns; nothing else starts any. Memory that
 *   a caller hands over is only used during the call, and is the caller's before and after.
 * - Putting bundles in force and closing asks the system for membarrier(2). Where it is not allowed, decisions take some
 *   nanoseconds more; where a sandbox forbids it only after the first decision, bundles that were replaced stay in memory.
 * - Text is bytes with a length, not ended by a NUL. A null pointer is "not given" and must have the length 0; a pointer
 *   with the length 0 is "given, and empty".
 * - A struct begins with its size, which the caller sets to sizeof; everything that is not used is zero. So programs and
 *   libraries of different ages go together: of a shorter struct the library uses what is there and takes the rest for
 *   zero, and in a longer one it leaves zeros where it knows nothing. An input that asks for what the library does not
 *   know is BITTING_UNSUPPORTED. Structs must be aligned as the compiler aligns them.
 */
#ifndef BITTING_H
#define BITTING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define BITTING_MUST_USE __attribute__((warn_unused_result))
#else
#define BITTING_MUST_USE
#endif

/* The version of what this header declares; compare with bitting_abi_version(). It grows when something is added. */
#define BITTING_ABI_VERSION 1u

/* ---------------------------------------------------------------------------------------------------------------------
 * Outcomes
 */

/*
 * What a call came to. Values never change. Those from 1 to 15 say why a bundle cannot be opened and are the same in
 * every binding, report and record; bitting_status_name() has their names.
 */
typedef enum bitting_status {
  BITTING_OK = 0,

  /* Why a bundle or a revocation list cannot be opened, in the order of the checks. */
  BITTING_TOO_LARGE = 1,            /* more bytes than it can have, or than there is memory for */
  BITTING_MALFORMED = 2,            /* signature lines, comment or file have another form */
  BITTING_UNSIGNED = 3,             /* no signature lines */
  BITTING_UNTRUSTED_SIGNER = 4,     /* signed, but by nobody that is trusted */
  BITTING_TOO_FEW_SIGNERS = 5,      /* signed by fewer trusted signers than the threshold */
  BITTING_BAD_SIGNATURE = 6,        /* a signature under a trusted signer's key id does not hold */
  BITTING_WRONG_AUDIENCE = 7,       /* for another project, service or environment */
  BITTING_ROLLED_BACK = 8,          /* older than what was accepted before */
  BITTING_EQUIVOCATION = 9,         /* as old as what was accepted before, with other content: raise an alarm */
  BITTING_NOT_YET_VALID = 10,       /* issued in the future */
  BITTING_EXPIRED = 11,             /* past its expiry */
  BITTING_NOT_A_RECIPIENT = 12,     /* not encrypted to this identity */
  BITTING_CORRUPT = 13,             /* signed, but what is inside cannot be used */
  BITTING_UNSUPPORTED_VERSION = 14, /* of a later version of a format */
  BITTING_STATE_UNWRITABLE = 15,    /* what was accepted has not been written down */

  /* The answer to a request that may not go on. */
  BITTING_DENIED = 32,

  /* What the program around the library has to put right. */
  BITTING_INVALID_ARGUMENT = 33, /* null, unaligned, out of range, or together what makes no sense */
  BITTING_INVALID_HANDLE = 34,   /* no handle, or one of another kind */
  BITTING_CLOSED = 35,           /* a handle that has been closed, or an update that is in force by now */
  BITTING_NOT_READY = 36,        /* no bundle is in force yet */
  BITTING_BUFFER_TOO_SMALL = 37, /* the length needed has been told */
  BITTING_INVALID_IDENTITY = 38, /* not the text of an identity file */
  BITTING_INVALID_SIGNERS = 39,  /* not public keys, or a threshold that nobody or everybody would meet */
  BITTING_INVALID_STATE = 40,    /* not what bitting_next_state or bitting_quota_state gave: never take it for none */
  BITTING_UNSUPPORTED = 41,      /* a field or flag that this library does not know */
  BITTING_OUTDATED = 42,         /* a state or an update from before something else was put in force: read or open anew */

  /* What the system does not give. */
  BITTING_TOO_MANY_HANDLES = 48, /* BITTING_MAXIMUM_HANDLES are open */
  BITTING_NO_MEMORY = 49,
  BITTING_NO_RANDOMNESS = 50 /* libsodium cannot be made ready */
} bitting_status;

/*
 * Why a request is denied, in the order in which a decision looks. Values never change.
 *
 * Up to BITTING_REASON_EXPIRED all reasons must look the same to the caller from outside, one 401 with one body: the true
 * one is for the audit record.
 */
typedef enum bitting_reason {
  BITTING_REASON_NONE = 0,
  BITTING_REASON_MISSING = 1,
  BITTING_REASON_AMBIGUOUS = 2,
  BITTING_REASON_MALFORMED = 3,
  BITTING_REASON_UNKNOWN = 4,
  BITTING_REASON_REVOKED = 5,
  BITTING_REASON_DECOY = 6,
  BITTING_REASON_DISABLED = 7,
  BITTING_REASON_NOT_YET_VALID = 8,
  BITTING_REASON_EXPIRED = 9,
  BITTING_REASON_STALE = 10,
  BITTING_REASON_NETWORK = 11,
  BITTING_REASON_PATH = 12,
  BITTING_REASON_ROUTE = 13,
  BITTING_REASON_SCOPE = 14,
  BITTING_REASON_TENANT = 15,
  BITTING_REASON_RATE = 16,
  BITTING_REASON_QUOTA = 17
} bitting_reason;

/*
 * The name of a status, "rolled-back", or of a reason, "not-yet-valid": static text that ends with a NUL, lives as long
 * as the library is loaded and must not be freed. "unknown-status" and "unknown-reason" for a number that is none; never
 * null.
 */
const char *bitting_status_name(bitting_status status);
const char *bitting_reason_name(bitting_reason reason);

/* The HTTP status that tells a reason to a caller: 400, 401, 403, 429 or 503; 500 for what is no reason. */
uint16_t bitting_reason_http_status(bitting_reason reason);

/* The BITTING_ABI_VERSION that the library was built with. */
uint32_t bitting_abi_version(void);

/* The library's version, "0.1.0": static text as above. */
const char *bitting_version(void);

/* ---------------------------------------------------------------------------------------------------------------------
 * Handles
 */

/* Decides about requests, by the bundle that is in force. */
typedef uint64_t bitting_authorizer;

/* A bundle or a revocation list that has been verified and opened, and is not in force yet. */
typedef uint64_t bitting_update;

/* How many handles of each kind can be open at once in one process. */
#define BITTING_MAXIMUM_HANDLES 1024u

/* ---------------------------------------------------------------------------------------------------------------------
 * Starting and ending
 */

/* Who a service is, whom it trusts, and what opens its bundles. */
typedef struct bitting_options {
  size_t size; /* sizeof(bitting_options) */

  /* The service and the environment that bundles must be for: "storefront", "live". */
  const char *service;
  size_t service_length;
  const char *environment;
  size_t environment_length;

  /*
   * The text of a file of age identities, as age-keygen writes it. It is copied to guarded memory, which is wiped by
   * bitting_close; wipe your own copy after the call.
   */
  const char *identities;
  size_t identities_length;

  /*
   * The minisign public keys that are trusted, each a line of Base64 ("RW..."). Empty lines and lines that begin with
   * "untrusted comment:" say nothing, so .pub files can be put one behind the other.
   */
  const char *signers;
  size_t signers_length;

  /* How many of them must have signed: 1 to the number of distinct keys. */
  uint32_t threshold;
  uint32_t flags; /* 0 */
} bitting_options;

/*
 * Makes an authorizer that has no bundle yet; *authorizer is 0 if that fails. It is the caller's until bitting_close.
 *
 * Fails with INVALID_ARGUMENT (also for what is no service's or environment's name), UNSUPPORTED, INVALID_IDENTITY,
 * INVALID_SIGNERS, TOO_MANY_HANDLES, NO_MEMORY, NO_RANDOMNESS.
 */
BITTING_MUST_USE bitting_status bitting_create(const bitting_options *options, bitting_authorizer *authorizer);

/*
 * Closes an authorizer or an update, and wipes and frees what it holds. Calls on it that are under way in other threads
 * finish first, or find it closed.
 *
 * Fails with INVALID_HANDLE, CLOSED; nothing is changed then.
 */
bitting_status bitting_close(uint64_t handle);

/* ---------------------------------------------------------------------------------------------------------------------
 * Bundles
 */

/* This is a first start: there is no state, and nothing was ever accepted before. */
#define BITTING_FIRST_START (1u << 0)

/* The time is given by the caller; otherwise the library asks the system's clocks. */
#define BITTING_TIME_GIVEN (1u << 1)

/* What is to be opened. */
typedef struct bitting_input {
  size_t size; /* sizeof(bitting_input) */

  /* The bytes of a bundle or a revocation list. Nobody may change them during the call: a mapped file will not do. */
  const void *bytes;
  size_t length;

  /*
   * The bytes of the state file, which hold what has been accepted up to now. Null only with BITTING_FIRST_START: a
   * file that is not there is a first start, one that cannot be read is not.
   */
  const void *state;
  size_t state_length;

  /* With BITTING_TIME_GIVEN: now, as in bitting_request. */
  int64_t utc;
  uint64_t steady;
  uint32_t flags; /* BITTING_FIRST_START, BITTING_TIME_GIVEN */
  uint32_t reserved;
} bitting_input;

/*
 * Verifies a bundle's signatures, audience, sequence and time, decrypts it and checks all of it, and returns it as an
 * update that is not in force; *update is 0 if any of that fails. The update is the caller's until it is put in force or
 * closed. What is in force goes on deciding, and nothing is changed if opening fails.
 *
 * The bundle must be no older than the state says, and the state no older than what this authorizer has in force. Read
 * the state anew for each update, and where several processes share the file, hold a lock from reading to writing it.
 *
 * Takes time in proportion to the bundle, about as long as hashing and decrypting it.
 *
 * Fails with the statuses from TOO_LARGE to UNSUPPORTED_VERSION, and with INVALID_ARGUMENT, INVALID_HANDLE, CLOSED,
 * INVALID_STATE, OUTDATED, UNSUPPORTED, TOO_MANY_HANDLES, NO_MEMORY.
 */
BITTING_MUST_USE bitting_status
bitting_open(bitting_authorizer authorizer, const bitting_input *input, bitting_update *update);

/*
 * The same for a revocation list, beside the bundle in force: once it is in force, what it revokes is denied by that
 * bundle and by all later ones, because the state remembers it. There is no first start with a list: the state is that
 * of the bundle, or newer.
 *
 * Fails as bitting_open does, and with NOT_READY.
 */
BITTING_MUST_USE bitting_status
bitting_open_revocations(bitting_authorizer authorizer, const bitting_input *input, bitting_update *update);

/*
 * Copies the state after an update to `buffer`: what the host writes, to a temporary file that it syncs, renames over the
 * state file, and then syncs the folder. *length is the number of bytes, also where there is no room for them: call with
 * a null buffer and the capacity 0 to ask for it.
 *
 * Fails with INVALID_ARGUMENT, INVALID_HANDLE, CLOSED, BUFFER_TOO_SMALL.
 */
BITTING_MUST_USE bitting_status
bitting_next_state(bitting_update update, void *buffer, size_t capacity, size_t *length);

/*
 * Puts an update in force and closes its handle. `written` is the state as it now stands in the file, byte for byte: an
 * update of which the state was not written is not put in force.
 *
 * Requests under way finish on the bundle that they began with; its memory is freed when the last of them has. Rates and
 * quotas of keys that stay go on counting.
 *
 * Fails with STATE_UNWRITABLE if `written` is anything else (null, too); with OUTDATED if another update of this
 * authorizer was put in force since this one was opened, so that it may lack what that one had: close it and open it
 * anew; with WRONG_AUDIENCE if it was opened by another authorizer; with INVALID_ARGUMENT, INVALID_HANDLE, CLOSED,
 * NO_MEMORY. The update stays open then, and what is in force stays so.
 */
BITTING_MUST_USE bitting_status
bitting_replace(bitting_authorizer authorizer, bitting_update update, const void *written, size_t written_length);

/*
 * Copies what was used of quotas up to now to `buffer`, as text for a file of the host's: what it writes every so often and
 * when it ends, as it writes the state. There is no secret in it. `utc` is now, in seconds since 1970-01-01T00:00:00Z, if
 * `flags` is BITTING_TIME_GIVEN; with 0 the library asks the system's clock.
 *
 * *length is the number of bytes, also where there is no room for them. Requests go on meanwhile, so there may be more of
 * them at the next call: go on until they fit. What is used later is not in the text, and is given away again by whoever
 * begins with it. Takes time in proportion to the keys.
 *
 * Fails with INVALID_ARGUMENT, UNSUPPORTED, INVALID_HANDLE, CLOSED, NOT_READY, BUFFER_TOO_SMALL, NO_MEMORY.
 */
BITTING_MUST_USE bitting_status
bitting_quota_state(bitting_authorizer authorizer, uint32_t flags, int64_t utc, void *buffer, size_t capacity,
                    size_t *length);

/*
 * Takes what bitting_quota_state told in an earlier process as used, for the authorizer that `update` was opened for, before
 * it has anything in force; it counts from when the first update is. Once only: a second text takes the place of the first.
 * Windows that have passed, and keys that have no quota, use nothing up; those of keys that get one back do.
 *
 * Two processes that count go on from one text each by itself: give each a file of its own.
 *
 * Fails with INVALID_STATE for what bitting_quota_state did not tell, changed or cut off; never take that for nothing used.
 * With UNSUPPORTED_VERSION, and WRONG_AUDIENCE for that of another project, service or environment; with OUTDATED if
 * something is in force by now; with INVALID_ARGUMENT, INVALID_HANDLE, CLOSED, NO_MEMORY. Nothing is changed then.
 */
BITTING_MUST_USE bitting_status bitting_restore_quotas(bitting_update update, const void *state, size_t length);

/* The facts about the bundle in force. Texts end with a NUL. */
typedef struct bitting_bundle {
  size_t size; /* sizeof(bitting_bundle), set by the caller */

  int64_t sequence;            /* the number that only grows */
  int64_t issued;              /* in seconds since 1970-01-01T00:00:00Z */
  int64_t expires;             /* in the same; from then on the bundle is stale in any case */
  int64_t age;                 /* seconds from `issued` to now; 0 if that is not past */
  int64_t revocation_sequence; /* of the revocation list in force; 0 without one */
  uint64_t revocation_count;   /* how many secrets that list revokes */
  uint64_t key_count;
  uint64_t secret_count;
  uint64_t route_count;
  uint8_t content[32];         /* BLAKE2b-256 of what is inside */
  char commit[41];             /* 40 hexadecimal digits; empty where the declarations are in no repository */
  uint8_t is_dirty;            /* 1 if the declarations had changes that are not in the commit */
  uint8_t is_expired;          /* 1 from `expires` on */
  char project[65];
  char service[65];
  char environment[12];
} bitting_bundle;

/*
 * Fills in the facts about the bundle in force. `utc` is now, in seconds since 1970-01-01T00:00:00Z, if `flags` is
 * BITTING_TIME_GIVEN; with 0 the library asks the system's clock.
 *
 * Fails with INVALID_ARGUMENT, UNSUPPORTED, INVALID_HANDLE, CLOSED, NOT_READY; *bundle is zero but for its size then.
 */
BITTING_MUST_USE bitting_status
bitting_in_force(bitting_authorizer authorizer, uint32_t flags, int64_t utc, bitting_bundle *bundle);

/* ---------------------------------------------------------------------------------------------------------------------
 * Requests
 */

/* The request carries more than one credential: two headers, or one header twice. */
#define BITTING_SEVERAL_CREDENTIALS (1u << 2)

/* The client's address stands in `address`. */
#define BITTING_ADDRESS_GIVEN (1u << 3)

/*
 * What is asked for: a route, by method and path, or a scope by a caller who does the routing. Give one of the two.
 */
typedef struct bitting_request {
  size_t size; /* sizeof(bitting_request) */

  /* The credential, as the client sent it; null if it sent none. It is not copied, kept or told. */
  const char *token;
  size_t token_length;

  /* The method and the path, both as they came: nothing decoded or normalised, the query with it. */
  const char *method;
  size_t method_length;
  const char *path;
  size_t path_length;

  /* Instead of those: the scope needed, "orders:read". */
  const char *scope;
  size_t scope_length;

  /*
   * The tenant whose data is asked for, where the host knows it; null if it does not. A path that names another is denied,
   * unless its route is public, which looks at nothing.
   */
  const char *tenant;
  size_t tenant_length;

  /*
   * The address of the client as text, "203.0.113.9" or "2001:db8::1", or null. Text that is no address counts as none:
   * keys that are bound to networks are denied then.
   */
  const char *address_text;
  size_t address_text_length;

  /*
   * Instead of that, with BITTING_ADDRESS_GIVEN: the 16 bytes of an IPv6 address in network order. IPv4 addresses stand
   * in ::ffff:0:0/96.
   */
  uint8_t address[16];

  /*
   * With BITTING_TIME_GIVEN: now, in seconds since 1970-01-01T00:00:00Z, and in nanoseconds of a clock that never goes
   * back, by which rates are counted. Give them always, in bitting_input too, or never: the library's own is
   * CLOCK_MONOTONIC. Where it is years ahead of what a bundle was opened at, keys with a rate are denied.
   */
  int64_t utc;
  uint64_t steady;

  uint32_t flags; /* BITTING_TIME_GIVEN, BITTING_SEVERAL_CREDENTIALS, BITTING_ADDRESS_GIVEN */
  uint32_t reserved;
} bitting_request;

/*
 * A text in the buffer that the caller gave: where it begins, and its bytes without the NUL that follows. Offset 0 and
 * length 0 is no text.
 */
typedef struct bitting_text {
  uint32_t offset;
  uint32_t length;
} bitting_text;

/* Whose data a key reaches. */
typedef enum bitting_reach {
  BITTING_REACH_NONE = 0, /* nobody's */
  BITTING_REACH_ALL = 1,  /* everybody's */
  BITTING_REACH_ONE = 2   /* one tenant's: the answer's `tenant` */
} bitting_reach;

/* In bitting_answer.retry_after: the request counts as more than the key may ever do at once. */
#define BITTING_NEVER UINT32_MAX

/* A size that holds all texts of nearly every answer. */
#define BITTING_TEXTS_SIZE 1024u

/*
 * The answer to a request. What is not known is 0 or empty.
 *
 * Key, type, owner, handle and route are told about denied requests as well, as far as they are known, for the audit
 * record; cost, rate and quota also about those that are denied for rate or quota; the rest only about allowed ones.
 */
typedef struct bitting_answer {
  size_t size; /* sizeof(bitting_answer), set by the caller */

  uint8_t allowed;      /* 1 if the request may go on, else 0: the same as BITTING_OK */
  uint8_t reason;       /* a bitting_reason: why it may not */
  uint16_t http_status; /* 200, or what tells the reason to a client */
  uint8_t reach;        /* a bitting_reach: whose data the key reaches, to apply where the route names no tenant */
  uint8_t is_public;    /* 1 on a public route, which needs no key: nothing about a key is known then */
  uint8_t quota_window; /* 0 without a quota; 1 an hour, 2 a day, 3 a month, of the calendar of UTC */
  uint8_t reserved;

  /* The room that these texts need, each with its NUL; more than there was if one did not fit; 0 if nobody wanted them. */
  uint64_t texts_length;

  bitting_text handle; /* the public name of the token; may be logged */
  bitting_text key;    /* the name of the key */
  bitting_text type;   /* the name of its type */
  bitting_text owner;  /* who answers for it */
  bitting_text tenant; /* with BITTING_REACH_ONE */
  bitting_text route;  /* the template that matches: "GET /v1/tenants/{tenant}/orders" */

  int64_t sequence; /* of the bundle that decided */
  int64_t ends;     /* when the token is valid no more, in seconds since 1970-01-01T00:00:00Z */
  uint32_t cost;    /* how many requests this one counts as */

  uint32_t rate_count;  /* how many requests in rate_period seconds; 0 for an unlimited rate */
  uint32_t rate_period; /* in seconds */
  uint32_t rate_burst;  /* how many may come at once */
  uint32_t rate_left;   /* how many may come at once now, after this one */
  uint32_t retry_after; /* denied for rate or quota: seconds until both have room, at least 1; or BITTING_NEVER */
  uint64_t quota_count; /* how many requests in each quota_window */
  uint64_t quota_left;  /* how many more in this window, after this request */
  int64_t quota_resets; /* when the next window begins, in seconds since 1970-01-01T00:00:00Z */
} bitting_answer;

/*
 * Decides about a request. BITTING_OK means that it may go on, BITTING_DENIED that it may not, and anything else that
 * there is no decision, so it may not either: `if (bitting_authorize(...) == BITTING_OK)` is all that is needed.
 *
 * `answer` tells more, and is filled in whatever is returned; null if nobody wants to know. Its texts are copied to
 * `texts`, where there is room for `texts_size` bytes; null and 0 if nobody wants them, which spares looking them up.
 * They are copied whole, in the order of the struct; from the first that does not fit, they are empty, and the decision is
 * as it would be.
 *
 * Nothing is allocated and no lock is taken; only at a thread's first call the C library may need some memory to remember it
 * by, where the process has many thread-specific keys.
 *
 * Fails with INVALID_ARGUMENT, UNSUPPORTED, INVALID_HANDLE, CLOSED, NOT_READY; `allowed` is 0 and http_status 500 then
 * (if the answer is not itself what is invalid).
 */
BITTING_MUST_USE bitting_status
bitting_authorize(bitting_authorizer authorizer, const bitting_request *request, bitting_answer *answer, char *texts,
                  size_t texts_size);

/*
 * The 16 bytes of the address that `text` writes, "203.0.113.9" or "2001:db8::1", for bitting_request.address; zeroed if
 * there is none. Whoever sees one client often parses once.
 *
 * Fails with INVALID_ARGUMENT for anything that is no address, one with a port or a zone included.
 */
BITTING_MUST_USE bitting_status bitting_parse_address(const char *text, size_t length, uint8_t address[16]);

#ifdef __cplusplus
}
#endif

#endif
