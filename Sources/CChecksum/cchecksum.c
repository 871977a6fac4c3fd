#include "cchecksum.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>
#include <string.h>

// CPUID, leaf 1: PCLMULQDQ and SSE4.1.
static int ask_processor(void) {
    unsigned a, b, c, d;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & (1u << 1)) && (c & (1u << 19));
}

int cchecksum_has_instructions(void) {
    // 0: not asked yet, 1: no, 2: yes. Threads that ask at once get the same answer.
    static _Atomic int known;
    int answer = atomic_load_explicit(&known, memory_order_relaxed);
    if (answer == 0) {
        answer = 1 + ask_processor();
        atomic_store_explicit(&known, answer, memory_order_relaxed);
    }
    return answer == 2;
}

#define MULTIPLY_TARGET __attribute__((target("pclmul,sse4.1")))

// The polynomial and what it divides x^64 into, both reflected; powers of x that 16, 8 and 4 more bytes are worth.
static const uint64_t polynomial[2] = {0x1db710641, 0x1f7011641};
static const uint64_t sixteen_bytes[2] = {0x1751997d0, 0x0ccaa009e};
static const uint64_t four_bytes[2] = {0x163cd6124, 0};

MULTIPLY_TARGET static inline __m128i constants(const uint64_t pair[2]) {
    return _mm_loadu_si128((const __m128i *)pair);
}

// `sum` moved on by sixteen bytes, and the next sixteen after it.
MULTIPLY_TARGET static inline __m128i fold(__m128i sum, __m128i next) {
    __m128i powers = constants(sixteen_bytes);
    __m128i low = _mm_clmulepi64_si128(sum, powers, 0x00), high = _mm_clmulepi64_si128(sum, powers, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

// What sixteen bytes come to; the end of it is Barrett's reduction.
MULTIPLY_TARGET static inline uint32_t reduce(__m128i sum) {
    const __m128i word = _mm_set_epi32(0, 0, 0, -1);
    sum = _mm_xor_si128(_mm_srli_si128(sum, 8), _mm_clmulepi64_si128(sum, constants(sixteen_bytes), 0x10));
    __m128i moved = _mm_clmulepi64_si128(_mm_and_si128(sum, word), constants(four_bytes), 0x00);
    sum = _mm_xor_si128(_mm_srli_si128(sum, 4), moved);
    __m128i quotient = _mm_clmulepi64_si128(_mm_and_si128(sum, word), constants(polynomial), 0x10);
    __m128i multiple = _mm_clmulepi64_si128(_mm_and_si128(quotient, word), constants(polynomial), 0x00);
    return (uint32_t)_mm_extract_epi32(_mm_xor_si128(sum, multiple), 1);
}

// Zeros before a message change nothing where there is no state, and the state goes into the first four bytes. So the first
// two bytes end a block of zeros, and two blocks follow.
MULTIPLY_TARGET uint32_t cchecksum_random(uint32_t state, const uint8_t *bytes) {
    uint16_t first;
    memcpy(&first, bytes, sizeof first);
    __m128i sum = _mm_slli_si128(_mm_cvtsi32_si128(first ^ (int)(state & 0xFFFF)), 14);
    __m128i second = _mm_loadu_si128((const __m128i *)(bytes + 2));
    sum = fold(sum, _mm_xor_si128(second, _mm_cvtsi32_si128((int)(state >> 16))));
    return reduce(fold(sum, _mm_loadu_si128((const __m128i *)(bytes + 18))));
}
#else
int cchecksum_has_instructions(void) { return 0; }

uint32_t cchecksum_random(uint32_t state, const uint8_t *bytes) {
    (void)bytes;
    return state;
}
#endif
