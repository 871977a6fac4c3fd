#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tables.h"

// The file is the struct, then what its pointers lead to, in the order of the fields; the words of scopes and nodes with
// the zero at their end, and no words where there is no pointer.

int gatefloor_write(const gatefloor *gate, const char *path) {
  FILE *file = fopen(path, "wb");
  if (!file) return -1;
  fwrite(gate, sizeof *gate, 1, file);
  fwrite(gate->slots, sizeof(slot), gate->slot_count, file);
  for (size_t index = 0; index < gate->scope_count; index++) {
    fwrite(gate->scopes[index].text, gate->scopes[index].count + 1, 1, file);
  }
  fwrite(gate->tenants, sizeof(tenant_name), gate->tenant_count, file);
  for (size_t index = 0; index < gate->node_count; index++) {
    if (gate->nodes[index].text) fwrite(gate->nodes[index].text, gate->nodes[index].count + 1, 1, file);
  }
  int failed = ferror(file);
  return fclose(file) || failed ? -1 : 0;
}

// Some bytes, zeroed where the file is too short.
static void *more(FILE *file, void *room, size_t size) {
  if (!room) abort();
  size_t read = fread(room, 1, size, file);
  memset((char *)room + read, 0, size - read);
  return room;
}

gatefloor *gatefloor_read(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  gatefloor *gate = more(file, malloc(sizeof *gate), sizeof *gate);
  size_t size = gate->slot_count * sizeof(slot);
  gate->slots = more(file, zeroed_pages(size), size);
  gate->cells = zeroed_pages(gate->cell_count * sizeof *gate->cells);
  for (size_t index = 0; index < gate->scope_count; index++) {
    size = gate->scopes[index].count + 1;
    gate->scopes[index].text = more(file, malloc(size), size);
  }
  gate->tenants = more(file, calloc(MAXIMUM_TENANTS, sizeof(tenant_name)), gate->tenant_count * sizeof(tenant_name));
  for (size_t index = 0; index < gate->node_count; index++) {
    size = gate->nodes[index].count + 1;
    if (gate->nodes[index].text) gate->nodes[index].text = more(file, malloc(size), size);
  }
  fclose(file);
  return gate;
}
