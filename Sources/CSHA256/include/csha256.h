#ifndef CSHA256_H
#define CSHA256_H

#include <stddef.h>
#include <stdint.h>

/// The longest message that fits one block of SHA-256 with its padding.
#define CSHA256_ONE_BLOCK 55

/// Writes the SHA-256 digest (FIPS 180-4) of `count` bytes at `message` to `digest`.
///
/// Messages of at most `CSHA256_ONE_BLOCK` bytes are hashed with the processor's SHA instructions where it has them;
/// all others by libsodium. The digest is the same. May be called from any thread; `message` may be null if `count` is
/// 0. Takes a time that depends on `count` alone.
void csha256_token(const uint8_t *message, size_t count, uint8_t digest[32]);

/// Whether this processor has the instructions: 1 or 0.
int csha256_has_instructions(void);

#endif
