#include "csha256.h"

#include <sodium.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>

#define SHA_TARGET __attribute__((target("sha,sse4.1,ssse3")))

// The round constants of FIPS 180-4, section 4.2.2.
static const uint32_t round_constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

// The initial hash value of FIPS 180-4, section 5.3.3, in the order that the instructions keep: ABEF, CDGH.
static const uint32_t initial_abef[4] __attribute__((aligned(16))) = {0x9b05688c, 0x510e527f, 0xbb67ae85, 0x6a09e667};
static const uint32_t initial_cdgh[4] __attribute__((aligned(16))) = {0x5be0cd19, 0x1f83d9ab, 0xa54ff53a, 0x3c6ef372};

// Four more words of the message schedule from the sixteen before them.
SHA_TARGET static inline __m128i next_words(__m128i w0, __m128i w1, __m128i w2, __m128i w3) {
    __m128i partial = _mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4));
    return _mm_sha256msg2_epu32(partial, w3);
}

// Hashes one padded block from the initial hash value.
SHA_TARGET static inline void hash_block(const __m128i block[4], uint8_t digest[32]) {
    const __m128i swap = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
    const __m128i *constants = (const __m128i *)round_constants;
    const __m128i abef0 = _mm_load_si128((const __m128i *)initial_abef);
    const __m128i cdgh0 = _mm_load_si128((const __m128i *)initial_cdgh);
    __m128i abef = abef0, cdgh = cdgh0, words[4];

#pragma clang loop unroll(full)
    for (int quad = 0; quad < 16; quad++) {
        __m128i *word = &words[quad & 3];
        if (quad < 4) {
            *word = _mm_shuffle_epi8(block[quad], swap);
        } else {
            *word = next_words(*word, words[(quad + 1) & 3], words[(quad + 2) & 3], words[(quad + 3) & 3]);
        }
        __m128i input = _mm_add_epi32(*word, _mm_load_si128(constants + quad));
        cdgh = _mm_sha256rnds2_epu32(cdgh, abef, input);
        abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(input, 0x0E));
    }

    abef = _mm_shuffle_epi32(_mm_add_epi32(abef, abef0), 0x1B);  // FEBA, seen from the lowest word
    cdgh = _mm_shuffle_epi32(_mm_add_epi32(cdgh, cdgh0), 0xB1);  // DCHG
    __m128i abcd = _mm_blend_epi16(abef, cdgh, 0xF0);
    __m128i efgh = _mm_alignr_epi8(cdgh, abef, 8);
    _mm_storeu_si128((__m128i *)digest, _mm_shuffle_epi8(abcd, swap));
    _mm_storeu_si128((__m128i *)(digest + 16), _mm_shuffle_epi8(efgh, swap));
}

// CPUID: SSSE3 and SSE4.1 in leaf 1, SHA in leaf 7.
static int ask_processor(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 9)) || !(c & (1u << 19))) return 0;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
    return (b >> 29) & 1;
}

int csha256_has_instructions(void) {
    // 0: not asked yet, 1: no, 2: yes. Threads that ask at once get the same answer.
    static _Atomic int known;
    int answer = atomic_load_explicit(&known, memory_order_relaxed);
    if (answer == 0) {
        answer = 1 + ask_processor();
        atomic_store_explicit(&known, answer, memory_order_relaxed);
    }
    return answer == 2;
}

// Places for a shuffle: 16 bytes from n on move the bytes from n on to the front, and put zeros after them.
static const uint8_t places[32] = {
    0,    1,    2,    3,    4,    5,    6,    7,    8,    9,    10,   11,   12,   13,   14,   15,
    0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
};

// The bit after the message: 16 bytes from 16 - n on have it in byte n.
static const uint8_t end_mark[32] = {[16] = 0x80};

// The bytes of a message after its last whole quad, zeros after them.
SHA_TARGET static inline __m128i last_bytes(const uint8_t *message, size_t count) {
    if (count >= 16) {
        __m128i last = _mm_loadu_si128((const __m128i *)(message + count - 16));
        return _mm_shuffle_epi8(last, _mm_loadu_si128((const __m128i *)(places + 16 - count % 16)));
    }
    uint8_t bytes[16] = {0};
    if (count > 0) memcpy(bytes, message, count);
    return _mm_loadu_si128((const __m128i *)bytes);
}

// Pads a message and hashes it. The block is put together in registers, because a load of bytes that were just stored
// in other pieces waits for all of them, and nothing after it can begin.
SHA_TARGET static void hash_short(const uint8_t *message, size_t count, uint8_t digest[32]) {
    size_t full = count / 16;
    __m128i mark = _mm_loadu_si128((const __m128i *)(end_mark + 16 - count % 16));
    __m128i last = _mm_or_si128(last_bytes(message, count), mark);
    __m128i block[4];
    for (size_t quad = 0; quad < 4; quad++) {
        block[quad] = quad < full    ? _mm_loadu_si128((const __m128i *)(message + 16 * quad))
                      : quad == full ? last
                                     : _mm_setzero_si128();
    }
    // The length in bits, big-endian, ends the block.
    long long bits = (long long)__builtin_bswap64((uint64_t)count * 8);
    block[3] = _mm_or_si128(block[3], _mm_set_epi64x(bits, 0));
    hash_block(block, digest);
}
#else
int csha256_has_instructions(void) { return 0; }
static void hash_short(const uint8_t *message, size_t count, uint8_t digest[32]) {
    crypto_hash_sha256(digest, message, count);
}
#endif

void csha256_token(const uint8_t *message, size_t count, uint8_t digest[32]) {
    if (count <= CSHA256_ONE_BLOCK && csha256_has_instructions()) {
        hash_short(message, count, digest);
    } else {
        crypto_hash_sha256(digest, message, count);
    }
}
