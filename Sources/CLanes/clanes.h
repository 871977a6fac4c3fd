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

/// Which of the sixteen bytes are ASCII letters or digits.
static inline clanes_answers clanes_alphanumeric(clanes_bytes bytes) {
    return ((bytes | 0x20) - 'a' <= 'z' - 'a') | (bytes - '0' <= '9' - '0');
}

/// Whether all of the forty bytes at `address` are ASCII letters or digits.
static inline int clanes_forty_are_alphanumeric(const void *address) {
    const uint8_t *bytes = (const uint8_t *)address;
    clanes_answers first = clanes_alphanumeric(clanes_load(bytes)), second = clanes_alphanumeric(clanes_load(bytes + 16));
    return clanes_pack(first & second & clanes_alphanumeric(clanes_load(bytes + 24))) == 0xFFFF;
}

/// Thirty-two bytes, to be compared with many others.
typedef struct {
    clanes_bytes first, second;
} clanes_digest;

/// The bytes of four numbers, the most significant of the first one first.
static inline clanes_digest clanes_digest_of(uint64_t first, uint64_t second, uint64_t third, uint64_t fourth) {
    typedef uint64_t words __attribute__((ext_vector_type(2)));
    words low = {__builtin_bswap64(first), __builtin_bswap64(second)};
    words high = {__builtin_bswap64(third), __builtin_bswap64(fourth)};
    return (clanes_digest){(clanes_bytes)low, (clanes_bytes)high};
}

/// 1 if the thirty-two bytes at `address` are `digest`, else 0, in a time that does not depend on where they differ. For
/// calculations: the compiler knows nothing of the number, so that it puts no branch where one was written.
static inline uint64_t clanes_is_at(clanes_digest digest, const void *address) {
    const uint8_t *bytes = (const uint8_t *)address;
    uint64_t same = clanes_pack((digest.first == clanes_load(bytes)) & (digest.second == clanes_load(bytes + 16)));
    __asm__("" : "+r"(same));
    return (same + 1) >> 16;
}

#endif
