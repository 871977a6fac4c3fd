#include <arpa/inet.h>
#include <string.h>
#include <time.h>

#include "csha256.h"
#include "tables.h"

// Whether two digests are the same, in a time that does not depend on where they differ.
static inline int is_same(const uint8_t *one, const uint8_t *other) {
  uint64_t words[2][4];
  memcpy(words[0], one, 32);
  memcpy(words[1], other, 32);
  return ((words[0][0] ^ words[1][0]) | (words[0][1] ^ words[1][1]) | (words[0][2] ^ words[1][2]) |
          (words[0][3] ^ words[1][3])) == 0;
}

// The slot with the token's digest; null where there is none. What is compared is compared whole.
static const slot *find(const gatefloor *gate, const uint8_t digest[32]) {
  uint64_t start;
  memcpy(&start, digest, sizeof start);
  for (size_t place = start >> gate->shift;; place = (place + 1) & (gate->slot_count - 1)) {
    const slot *slot = &gate->slots[place];
    if (!slot->type) return NULL;
    if (is_same(slot->digest, digest)) return slot;
  }
}

// Why the token does not hold.
static gatefloor_answer check_token(
    const gatefloor *gate, const uint8_t *token, size_t count, int64_t now, const slot **found) {
  uint8_t digest[32];
  if (!token_is_native(gate, token, count)) return GATEFLOOR_MALFORMED;
  csha256_token(token, count, digest);
  const slot *slot = *found = find(gate, digest);
  if (!slot) return GATEFLOOR_UNKNOWN;
  if (slot->flags) {
    if (slot->flags & GATEFLOOR_IS_REVOKED) return GATEFLOOR_REVOKED;
    return slot->flags & GATEFLOOR_IS_DECOY ? GATEFLOOR_DECOY : GATEFLOOR_DISABLED;
  }
  if (now < slot->starts) return GATEFLOOR_NOT_YET_VALID;
  return now < slot->ends ? GATEFLOOR_ALLOW : GATEFLOOR_EXPIRED;
}

static int admits(const gatefloor *gate, uint32_t set, uint32_t address) {
  return set == 0 || (address & gate->networks[set - 1].mask) == gate->networks[set - 1].base;
}

static int reaches(const gatefloor *gate, uint32_t tenant, const uint8_t *name, size_t count) {
  if (tenant == 0) return 0;
  const tenant_name *own = &gate->tenants[tenant - 1];
  return own->count == count && memcmp(own->text, name, count) == 0;
}

// What is left once it is known what is asked for; `target` is why that is nothing.
static gatefloor_answer decide(
    const gatefloor *gate, const uint8_t *token, size_t count, gatefloor_answer target, uint32_t scope,
    const uint8_t *tenant, size_t tenant_count, uint32_t address, int64_t now, const slot **found) {
  const slot *slot = NULL;
  gatefloor_answer denial = check_token(gate, token, count, now, &slot);
  if (denial) return denial;
  if (found) {
    *found = slot;
    __builtin_prefetch(&gate->cells[slot->key], 1);
  }
  if (now - gate->issued > gate->fresh[slot->type - 1]) return GATEFLOOR_STALE;
  if (!admits(gate, slot->networks, address)) return GATEFLOOR_NETWORK;
  if (target) return target;
  if (!(gate->grants[slot->grants] >> scope & 1)) return GATEFLOOR_SCOPE;
  if (tenant_count && !reaches(gate, slot->tenant, tenant, tenant_count)) return GATEFLOOR_TENANT;
  return GATEFLOOR_ALLOW;
}

// Looks the scope up, and decides.
static gatefloor_answer by_scope(
    const gatefloor *gate, const uint8_t *token, size_t count, const uint8_t *scope, size_t scope_count,
    const uint8_t *tenant, size_t tenant_count, uint32_t address, int64_t now, const slot **found) {
  size_t low = 0, high = gate->scope_count;
  while (low < high) {
    size_t middle = (low + high) / 2, own = gate->scopes[middle].count;
    int order = memcmp(gate->scopes[middle].text, scope, own < scope_count ? own : scope_count);
    if (order == 0 && own == scope_count) {
      return decide(
          gate, token, count, GATEFLOOR_ALLOW, (uint32_t)middle, tenant, tenant_count, address, now, found);
    }
    if (order < 0 || (order == 0 && own < scope_count)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return decide(gate, token, count, GATEFLOOR_SCOPE, 0, tenant, tenant_count, address, now, found);
}

gatefloor_answer gatefloor_by_scope(
    const gatefloor *gate, const uint8_t *token, size_t count, const uint8_t *scope, size_t scope_count,
    const uint8_t *tenant, size_t tenant_count, uint32_t address, int64_t now) {
  return by_scope(gate, token, count, scope, scope_count, tenant, tenant_count, address, now, NULL);
}

// An IPv4 address; 0 for any other text.
static uint32_t parsed(const char *text, size_t count) {
  char whole[16];
  struct in_addr address;
  if (count >= sizeof whole) return 0;
  memcpy(whole, text, count);
  whole[count] = 0;
  return inet_pton(AF_INET, whole, &address) == 1 ? ntohl(address.s_addr) : 0;
}

// GCRA: moves the key's word on by one interval, unless that is further ahead of now than the tolerance.
static gatefloor_answer take(gatefloor *gate, uint32_t key, uint64_t now) {
  uint64_t word = atomic_load_explicit(&gate->cells[key], memory_order_relaxed);
  for (;;) {
    uint64_t base = word > now ? word : now;
    if (base - now + gate->interval > gate->tolerance) return GATEFLOOR_RATE;
    if (atomic_compare_exchange_weak_explicit(
            &gate->cells[key], &word, base + gate->interval, memory_order_relaxed, memory_order_relaxed)) {
      return GATEFLOOR_ALLOW;
    }
  }
}

// The second and the steady nanosecond at which it is.
static void read_clocks(const gatefloor *gate, int64_t *now, uint64_t *steady) {
  struct timespec day, running;
  clock_gettime(CLOCK_REALTIME_COARSE, &day);
  clock_gettime(CLOCK_MONOTONIC, &running);
  *now = gate->issued + day.tv_sec % 3600;
  *steady = (uint64_t)running.tv_sec * 1000000000u + (uint64_t)running.tv_nsec;
}

gatefloor_answer gatefloor_counted_by_scope(
    gatefloor *gate, const uint8_t *token, size_t count, const uint8_t *scope, size_t scope_count, uint32_t address) {
  int64_t now;
  uint64_t steady;
  const slot *slot = NULL;
  read_clocks(gate, &now, &steady);
  gatefloor_answer answer = by_scope(gate, token, count, scope, scope_count, NULL, 0, address, now, &slot);
  return answer == GATEFLOOR_ALLOW ? take(gate, slot->key, steady) : answer;
}

// Looks the route up, and decides.
static gatefloor_answer by_route(
    const gatefloor *gate, const uint8_t *token, size_t count, const uint8_t *method, size_t method_count,
    const uint8_t *path, size_t path_count, uint32_t address, int64_t now, const slot **found) {
  path_parts parts;
  if (!path_cut(&parts, path, path_count)) {
    return decide(gate, token, count, GATEFLOOR_PATH, 0, NULL, 0, address, now, found);
  }
  int32_t route = route_find(gate, method, method_count, &parts);
  if (route < 0) return decide(gate, token, count, GATEFLOOR_ROUTE, 0, NULL, 0, address, now, found);
  int32_t segment = gate->routes[route].tenant_segment;
  uint32_t scope = gate->routes[route].scope;
  if (segment < 0) return decide(gate, token, count, GATEFLOOR_ALLOW, scope, NULL, 0, address, now, found);
  gatefloor_answer target = parts.escaped >> segment & 1 ? GATEFLOOR_PATH : GATEFLOOR_ALLOW;
  const text *tenant = &parts.segments[segment];
  return decide(
      gate, token, count, target, scope, (const uint8_t *)tenant->text, tenant->count, address, now, found);
}

gatefloor_answer gatefloor_by_route(
    const gatefloor *gate, const uint8_t *token, size_t count, const uint8_t *method, size_t method_count,
    const uint8_t *path, size_t path_count, uint32_t address, int64_t now) {
  return by_route(gate, token, count, method, method_count, path, path_count, address, now, NULL);
}

gatefloor_answer gatefloor_counted_by_route(
    gatefloor *gate, const uint8_t *token, size_t count, const uint8_t *method, size_t method_count,
    const uint8_t *path, size_t path_count, const char *address, size_t address_count) {
  int64_t now;
  uint64_t steady;
  const slot *slot = NULL;
  read_clocks(gate, &now, &steady);
  gatefloor_answer answer = by_route(
      gate, token, count, method, method_count, path, path_count, parsed(address, address_count), now, &slot);
  return answer == GATEFLOOR_ALLOW ? take(gate, slot->key, steady) : answer;
}
