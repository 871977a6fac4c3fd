#ifndef GATEFLOOR_H
#define GATEFLOOR_H

#include <stddef.h>
#include <stdint.h>

/// What a C program takes that was written by hand for this one purpose: the checks of a validator on tables of its own.
///
/// It trusts whoever fills it: no layout is checked, nothing is signed, nothing can be replaced while it is in use.
typedef struct gatefloor gatefloor;

/// One token. It is valid from `starts` until just before `ends`.
typedef struct {
  uint8_t digest[32];
  int64_t starts, ends;
  uint32_t key, grants, networks, tenant;
  uint8_t type, flags;
} gatefloor_secret;

/// The answer to a request, in the order of the checks.
typedef enum {
  GATEFLOOR_ALLOW, GATEFLOOR_MALFORMED, GATEFLOOR_UNKNOWN, GATEFLOOR_REVOKED, GATEFLOOR_DECOY, GATEFLOOR_DISABLED,
  GATEFLOOR_NOT_YET_VALID, GATEFLOOR_EXPIRED, GATEFLOOR_STALE, GATEFLOOR_NETWORK, GATEFLOOR_PATH, GATEFLOOR_ROUTE,
  GATEFLOOR_SCOPE, GATEFLOOR_TENANT, GATEFLOOR_RATE
} gatefloor_answer;

/// Bits of a secret's flags.
enum { GATEFLOOR_IS_REVOKED = 1, GATEFLOOR_IS_DECOY = 2, GATEFLOOR_IS_DISABLED = 4 };

/// Tables for so many tokens, which begin with `lead`, one a key. Ends the process if memory is short.
gatefloor *gatefloor_new(size_t secrets, const char *lead, int64_t issued);
void gatefloor_free(gatefloor *gate);

void gatefloor_add_secret(gatefloor *gate, const gatefloor_secret *secret);
/// Scopes come in the order of their bytes; the first has the number 0.
void gatefloor_add_scope(gatefloor *gate, const char *text);
/// A set of grants: bit n for scope n.
void gatefloor_add_grants(gatefloor *gate, uint64_t scopes);
/// A key type whose keys are denied once `fresh` seconds have gone since the tables were issued.
void gatefloor_add_type(gatefloor *gate, int64_t fresh);
/// A set of one IPv4 network. In a secret, 0 is anywhere and n is set n - 1.
void gatefloor_add_network(gatefloor *gate, uint32_t base, uint32_t mask);
/// A tenant. In a secret, 0 is nobody's data and n is tenant n - 1.
void gatefloor_add_tenant(gatefloor *gate, const char *text);
/// A route: `{tenant}` in its path is the tenant, any other segment in braces a parameter.
void gatefloor_add_route(gatefloor *gate, const char *method, const char *path, uint32_t scope);

/// Every key may do `burst` requests at once, and one each `interval` nanoseconds.
void gatefloor_set_rate(gatefloor *gate, uint64_t interval, uint64_t burst);

/// Decides by scope and tenant; of no tenant where `tenant_count` is 0.
gatefloor_answer gatefloor_by_scope(
    const gatefloor *gate, const uint8_t *token, size_t count, const uint8_t *scope, size_t scope_count,
    const uint8_t *tenant, size_t tenant_count, uint32_t address, int64_t now);
/// Decides by method and path.
gatefloor_answer gatefloor_by_route(
    const gatefloor *gate, const uint8_t *token, size_t count, const uint8_t *method, size_t method_count,
    const uint8_t *path, size_t path_count, uint32_t address, int64_t now);

/// The same by scope, now by the system's clocks, and counts the request: one atomic word a key, apart from the tables.
gatefloor_answer gatefloor_counted_by_scope(
    gatefloor *gate, const uint8_t *token, size_t count, const uint8_t *scope, size_t scope_count, uint32_t address);
/// The same by method and path, from an address as text: what a server calls.
gatefloor_answer gatefloor_counted_by_route(
    gatefloor *gate, const uint8_t *token, size_t count, const uint8_t *method, size_t method_count,
    const uint8_t *path, size_t path_count, const char *address, size_t address_count);

/// Writes the tables to a file that this machine can read again. 0, or -1 where that fails.
int gatefloor_write(const gatefloor *gate, const char *path);
/// What was written; null where it cannot be read.
gatefloor *gatefloor_read(const char *path);

#endif
