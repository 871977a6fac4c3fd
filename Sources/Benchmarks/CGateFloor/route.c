#include <string.h>

#include "tables.h"

enum { MAXIMUM_PATH = 2048 };

// What a byte of a path is: 0 may not stand there, 1 stands for itself.
static const uint8_t literal[256] = {
    ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1,
    ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1,
    ['K'] = 1, ['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1,
    ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1,
    ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1,
    ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1,
    ['y'] = 1, ['z'] = 1, ['-'] = 1, ['.'] = 1, ['_'] = 1, ['~'] = 1, ['!'] = 1, ['$'] = 1, ['&'] = 1, ['\''] = 1,
    ['('] = 1, [')'] = 1, ['*'] = 1, ['+'] = 1, [','] = 1, ['='] = 1, [':'] = 1, ['@'] = 1,
};

static int hex(uint8_t byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if ((byte | 32) >= 'a' && (byte | 32) <= 'f') return (byte | 32) - 'a' + 10;
  return -1;
}

static int is_needed_escape(const uint8_t *path, size_t rest) {
  if (rest < 3) return 0;
  int high = hex(path[1]), low = hex(path[2]);
  if (high < 0 || low < 0) return 0;
  int byte = high << 4 | low;
  int is_unreserved = (literal[byte] && hex((uint8_t)byte) >= 0) || ((byte | 32) >= 'a' && (byte | 32) <= 'z') ||
                      byte == '-' || byte == '.' || byte == '_' || byte == '~';
  return byte != '/' && byte != '\\' && byte != 0 && !is_unreserved;
}

int path_cut(path_parts *parts, const uint8_t *path, size_t count) {
  if (count == 0 || path[0] != '/') return 0;
  parts->count = 0;
  parts->escaped = 0;
  size_t start = 1, index = 1;
  for (;; index++) {
    int is_end = index == count || path[index] == '?';
    if (index > MAXIMUM_PATH) return 0;
    if (!is_end && literal[path[index]]) continue;
    if (is_end || path[index] == '/') {
      size_t length = index - start;
      const char *segment = (const char *)path + start;
      if (parts->count == MAXIMUM_SEGMENTS || (length == 0 && !is_end)) return 0;
      if ((length == 1 && segment[0] == '.') || (length == 2 && segment[0] == '.' && segment[1] == '.')) return 0;
      parts->segments[parts->count++] = (text){segment, length};
      if (is_end) return 1;
      start = index + 1;
    } else {
      if (path[index] != '%' || !is_needed_escape(path + index, count - index)) return 0;
      parts->escaped |= parts->count < MAXIMUM_SEGMENTS ? (uint32_t)1 << parts->count : 0;
      index += 2;
    }
  }
}

static int32_t below(const gatefloor *gate, const node *parent, const path_parts *parts, size_t depth) {
  if (depth == parts->count) return parent->route;
  const text *segment = &parts->segments[depth];
  for (uint32_t place = parent->first_child; place; place = gate->nodes[place].next_sibling) {
    const node *child = &gate->nodes[place];
    int matches = child->text ? child->count == segment->count && memcmp(child->text, segment->text, child->count) == 0
                              : segment->count > 0;
    int32_t found = matches ? below(gate, child, parts, depth + 1) : -1;
    if (found >= 0) return found;
  }
  return -1;
}

int32_t route_find(const gatefloor *gate, const uint8_t *method, size_t count, const path_parts *parts) {
  for (uint32_t place = gate->nodes[0].first_child; place; place = gate->nodes[place].next_sibling) {
    const node *root = &gate->nodes[place];
    if (root->count == count && memcmp(root->text, method, count) == 0) return below(gate, root, parts, 0);
  }
  return -1;
}
