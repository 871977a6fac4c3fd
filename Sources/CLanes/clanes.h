#ifndef CLANES_H
#define CLANES_H

#include <stdint.h>

/// Sixteen bytes that are looked at together. Vectors as the compiler has them for every processor
/// (https://clang.llvm.org/docs/LanguageExtensions.html#vectors-and-extended-vectors), which Swift's own do not
/// become for comparisons.
typedef uint8_t clanes_bytes __attribute__((ext_vector_type(16)));
typedef __typeof__((clanes_bytes){0} == (clanes_bytes){0}) clanes_answers;
typedef _Bool clanes_bits __attribute__((ext_vector_type(16)));

static inline clanes_bytes clanes_load(const void *address) {
    clanes_bytes bytes;
    __builtin_memcpy(&bytes, address, sizeof bytes);
    return bytes;
}

static inline uint64_t clanes_pack(clanes_answers answers) {
    clanes_bits bits = __builtin_convertvector(answers, clanes_bits);
    uint16_t packed;
    __builtin_memcpy(&packed, &bits, sizeof packed);
    return packed;
}

/// Which of the sixteen bytes at `address` are `byte`: a bit for each, the lowest for the first.
static inline uint64_t clanes_are(const void *address, uint8_t byte) {
    return clanes_pack(clanes_load(address) == byte);
}

/// Which of the sixteen bytes at `address` are from `first` to `last`.
static inline uint64_t clanes_are_between(const void *address, uint8_t first, uint8_t last) {
    return clanes_pack(clanes_load(address) - first <= (uint8_t)(last - first));
}

/// Which of the sixteen bytes at `address` are ASCII letters.
static inline uint64_t clanes_are_letters(const void *address) {
    return clanes_pack((clanes_load(address) | 0x20) - 'a' <= 'z' - 'a');
}

#endif
