#ifndef CPAGES_H
#define CPAGES_H

#include <stddef.h>

/// Maps `size` bytes of zeroed memory of their own pages, left out of core dumps where the system lets it, and on huge
/// pages where it offers them. Null if `size` is 0 or memory is short.
void *cpages_map(size_t size);

/// Makes the pages that `cpages_map` gave read-only for good.
void cpages_freeze(void *start, size_t size);

/// Gives back the pages that `cpages_map` gave.
void cpages_unmap(void *start, size_t size);

/// Has the processor fetch the cache line at `address`, which is soon written to, while it goes on.
static inline void cpages_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

#endif
