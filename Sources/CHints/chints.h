#ifndef CHINTS_H
#define CHINTS_H

#include <stdint.h>

/// `value`, of which the compiler knows nothing from here on: it cannot put a branch where a calculation was written
/// because its time must not depend on the value.
static inline uint64_t chints_opaque(uint64_t value) {
    __asm__("" : "+r"(value));
    return value;
}

/// Has the processor fetch the cache line at `address`, which is soon read, while it goes on. Any address will do.
static inline void chints_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#endif
