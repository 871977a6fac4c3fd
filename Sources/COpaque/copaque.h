#ifndef COPAQUE_H
#define COPAQUE_H

#include <stdint.h>

/// `value`, of which the compiler knows nothing from here on: it cannot put a branch where a calculation was written
/// because its time must not depend on the value.
static inline uint64_t copaque(uint64_t value) {
    __asm__("" : "+r"(value));
    return value;
}

#endif
