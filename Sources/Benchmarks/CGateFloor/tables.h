#ifndef TABLES_H
#define TABLES_H

#include <stdatomic.h>

#include "gatefloor.h"

// A token and all that a decision needs about it: one cache line. `type` is one more than the number of the type, so
// that zeroed memory is a free slot.
typedef struct {
  uint8_t digest[32];
  uint32_t starts, ends;
  uint32_t key, grants, networks, tenant;
  uint8_t type, flags, padding[6];
} slot;

// A segment of routes. The literal children of a node come before its parameter.
typedef struct {
  const char *text;  // null for a parameter
  uint32_t count, first_child, next_sibling;
  int32_t route;  // -1 where none ends here
} node;

typedef struct {
  const char *text;
  size_t count;
} text;

// A tenant's name, where its number leads without a second fetch.
typedef struct {
  uint8_t count;
  char text[31];
} tenant_name;

struct gatefloor {
  slot *slots;
  size_t slot_count;
  unsigned shift;  // leaves of a digest's first eight bytes the number of a slot
  char lead[16];
  size_t lead_count;
  int64_t issued;
  text scopes[64];
  size_t scope_count;
  uint64_t grants[256];
  size_t grant_count;
  int64_t fresh[8];
  size_t type_count;
  struct { uint32_t base, mask; } networks[1024];
  size_t network_count;
  tenant_name *tenants;
  size_t tenant_count;
  node nodes[256];  // node 0 is above the methods
  size_t node_count;
  struct { uint32_t scope; int32_t tenant_segment; } routes[64];
  size_t route_count;
  size_t cell_count;
  _Atomic uint64_t *cells;  // the nanosecond at which a key has nothing used up any more
  uint64_t interval, tolerance;
};

enum { MAXIMUM_TENANTS = 1 << 20 };

// Zeroed memory on huge pages.
void *zeroed_pages(size_t size);

// A path, cut at its slashes.
enum { MAXIMUM_SEGMENTS = 32 };
typedef struct {
  text segments[MAXIMUM_SEGMENTS];
  size_t count;
  uint32_t escaped;  // bit n: segment n has a percent-escape
} path_parts;

// Cuts `path`; 0 for one that two servers could read in two ways.
int path_cut(path_parts *parts, const uint8_t *path, size_t count);
// The route that matches; -1 where none does.
int32_t route_find(const gatefloor *gate, const uint8_t *method, size_t count, const path_parts *parts);
// Whether `token` has the form of one of the project's own.
int token_is_native(const gatefloor *gate, const uint8_t *token, size_t count);

#endif
