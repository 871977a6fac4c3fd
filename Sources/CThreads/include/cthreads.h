#ifndef CTHREADS_H
#define CTHREADS_H

#include <stdint.h>

/// The number of the processor that the caller runs on, now; any number where the system does not tell.
uint32_t cthreads_processor(void);

/// The number of the process, never 0.
uint32_t cthreads_process(void);

/// Lets another thread run, if one is waiting.
void cthreads_yield(void);

/// Lets a fifth of a millisecond pass, as far as the system is that exact.
void cthreads_pause(void);

#endif
