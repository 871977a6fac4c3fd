#include <string.h>

#include "tables.h"

enum { RANDOM = 34, CHECKSUM = 6 };

static uint32_t crc_tables[8][256];

// CRC-32 of zlib, eight bytes at a time.
__attribute__((constructor)) static void fill_tables(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t value = byte;
    for (int bit = 0; bit < 8; bit++) value = value & 1 ? value >> 1 ^ 0xEDB88320 : value >> 1;
    crc_tables[0][byte] = value;
  }
  for (int distance = 1; distance < 8; distance++) {
    for (int byte = 0; byte < 256; byte++) {
      uint32_t before = crc_tables[distance - 1][byte];
      crc_tables[distance][byte] = before >> 8 ^ crc_tables[0][before & 255];
    }
  }
}

static uint32_t crc(const uint8_t *bytes, size_t count) {
  uint32_t state = 0xFFFFFFFF;
  for (; count >= 8; bytes += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    word ^= state;
    state = crc_tables[7][word & 255] ^ crc_tables[6][word >> 8 & 255] ^ crc_tables[5][word >> 16 & 255] ^
            crc_tables[4][word >> 24 & 255] ^ crc_tables[3][word >> 32 & 255] ^ crc_tables[2][word >> 40 & 255] ^
            crc_tables[1][word >> 48 & 255] ^ crc_tables[0][word >> 56];
  }
  for (; count; bytes++, count--) state = crc_tables[0][(state ^ *bytes) & 255] ^ state >> 8;
  return ~state;
}

// Eight bytes at a time: the highest bit of each that is an ASCII letter or digit.
static inline uint64_t alphanumerics(uint64_t word) {
  const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
  uint64_t low = word & ~tops, folded = low | 0x20 * ones;
  uint64_t digits = (low + 0x50 * ones) & ~(low + 0x46 * ones);
  uint64_t letters = (folded + 0x1F * ones) & ~(folded + 0x05 * ones);
  return (digits | letters) & ~word & tops;
}

// The value of each byte, which is a base62 digit.
static inline uint64_t base62_values(uint64_t word) {
  const uint64_t ones = 0x0101010101010101;
  uint64_t letters = (word + 0x3F * ones) >> 7 & ones, lowers = (word + 0x1F * ones) >> 7 & ones;
  return word - 0x30 * ones - 7 * letters - 6 * lowers;
}

int token_is_native(const gatefloor *gate, const uint8_t *token, size_t count) {
  size_t body = gate->lead_count + RANDOM;
  if (count != body + CHECKSUM || memcmp(token, gate->lead, gate->lead_count) != 0) return 0;
  uint64_t words[5], all = ~(uint64_t)0, number = 0;
  memcpy(words, token + gate->lead_count, sizeof words);
  for (int index = 0; index < 5; index++) all &= alphanumerics(words[index]);
  uint64_t values = base62_values(words[4]);
  for (int shift = 16; shift < 64; shift += 8) number = number * 62 + (values >> shift & 255);
  return all == 0x8080808080808080 && number == crc(token, body);
}
