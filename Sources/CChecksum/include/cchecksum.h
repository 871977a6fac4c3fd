#ifndef CCHECKSUM_H
#define CCHECKSUM_H

#include <stdint.h>

/// How many bytes `cchecksum_random` takes.
enum { CCHECKSUM_RANDOM = 34 };

/// Whether the processor multiplies without carries, which `cchecksum_random` needs: 1 or 0.
int cchecksum_has_instructions(void);

/// Takes `CCHECKSUM_RANDOM` bytes, handle and secret of a token, into a CRC-32 as zlib has it: what `state` is after them,
/// neither inverted. Only where `cchecksum_has_instructions`.
///
/// Source: Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel 2009.
uint32_t cchecksum_random(uint32_t state, const uint8_t *bytes);

#endif
