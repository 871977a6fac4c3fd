#include <stdlib.h>
#include <string.h>

#include "tables.h"

gatefloor *gatefloor_new(size_t secrets, const char *lead, int64_t issued) {
  gatefloor *gate = calloc(1, sizeof *gate);
  unsigned bits = 4;
  while (((size_t)1 << bits) * 2 < secrets * 3) bits++;  // two thirds full at most
  gate->slot_count = (size_t)1 << bits;
  gate->shift = 64 - bits;
  gate->slots = zeroed_pages(gate->slot_count * sizeof(slot));
  gate->cell_count = secrets;
  gate->cells = zeroed_pages(secrets * sizeof *gate->cells);
  gate->tenants = calloc(MAXIMUM_TENANTS, sizeof *gate->tenants);
  if (!gate->tenants) abort();
  gate->lead_count = strlen(lead);
  memcpy(gate->lead, lead, gate->lead_count);
  gate->issued = issued;
  gate->node_count = 1;
  gate->nodes[0].route = -1;
  return gate;
}

void gatefloor_free(gatefloor *gate) {
  for (size_t index = 0; index < gate->scope_count; index++) free((void *)gate->scopes[index].text);
  for (size_t index = 0; index < gate->node_count; index++) free((void *)gate->nodes[index].text);
  free(gate->tenants);
  free(gate->slots);
  free(gate->cells);
  free(gate);
}

void gatefloor_add_secret(gatefloor *gate, const gatefloor_secret *secret) {
  uint64_t start;
  memcpy(&start, secret->digest, sizeof start);
  size_t place = start >> gate->shift;
  while (gate->slots[place].type) place = (place + 1) & (gate->slot_count - 1);
  slot *slot = &gate->slots[place];
  memcpy(slot->digest, secret->digest, sizeof slot->digest);
  slot->starts = (uint32_t)secret->starts;
  slot->ends = (uint32_t)secret->ends;
  slot->key = secret->key;
  slot->grants = secret->grants;
  slot->networks = secret->networks;
  slot->tenant = secret->tenant;
  slot->type = secret->type + 1;
  slot->flags = secret->flags;
}

static text copy(const char *words, size_t count) { return (text){strndup(words, count), count}; }

void gatefloor_add_scope(gatefloor *gate, const char *scope) {
  gate->scopes[gate->scope_count++] = copy(scope, strlen(scope));
}

void gatefloor_set_rate(gatefloor *gate, uint64_t interval, uint64_t burst) {
  gate->interval = interval;
  gate->tolerance = interval * burst;
}

void gatefloor_add_grants(gatefloor *gate, uint64_t scopes) { gate->grants[gate->grant_count++] = scopes; }

void gatefloor_add_type(gatefloor *gate, int64_t fresh) { gate->fresh[gate->type_count++] = fresh; }

void gatefloor_add_network(gatefloor *gate, uint32_t base, uint32_t mask) {
  gate->networks[gate->network_count].base = base;
  gate->networks[gate->network_count++].mask = mask;
}

void gatefloor_add_tenant(gatefloor *gate, const char *tenant) {
  tenant_name *name = &gate->tenants[gate->tenant_count++];
  name->count = (uint8_t)strlen(tenant);
  memcpy(name->text, tenant, name->count);
}

// The child of `parent` for this segment, put before the first parameter where it is new.
static uint32_t child(gatefloor *gate, uint32_t parent, const char *segment, size_t count) {
  int is_parameter = count > 0 && segment[0] == '{';
  uint32_t *place = &gate->nodes[parent].first_child;
  for (; *place; place = &gate->nodes[*place].next_sibling) {
    node *other = &gate->nodes[*place];
    if (!other->text) {
      if (is_parameter) return *place;
      break;
    }
    if (!is_parameter && other->count == count && memcmp(other->text, segment, count) == 0) return *place;
  }
  uint32_t number = (uint32_t)gate->node_count++;
  gate->nodes[number] = (node){NULL, (uint32_t)count, 0, *place, -1};
  if (!is_parameter) gate->nodes[number].text = copy(segment, count).text;
  *place = number;
  return number;
}

void gatefloor_add_route(gatefloor *gate, const char *method, const char *path, uint32_t scope) {
  int32_t tenant = -1;
  uint32_t place = child(gate, 0, method, strlen(method));
  for (int32_t number = 0; *path; number++) {
    const char *segment = path + 1;
    size_t count = strcspn(segment, "/");
    if (count == 8 && memcmp(segment, "{tenant}", 8) == 0) tenant = number;
    place = child(gate, place, segment, count);
    path = segment + count;
  }
  gate->nodes[place].route = (int32_t)gate->route_count;
  gate->routes[gate->route_count].scope = scope;
  gate->routes[gate->route_count++].tenant_segment = tenant;
}
