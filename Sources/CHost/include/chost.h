#ifndef CHOST_H
#define CHOST_H

#include <stddef.h>
#include <stdint.h>

/// Seconds since 1970-01-01T00:00:00Z, from the clock that costs a few nanoseconds and lags by at most a tick of the
/// system, which is some milliseconds.
int64_t chost_utc(void);

/// Nanoseconds of a clock that never goes back.
uint64_t chost_steady(void);

/// Takes the one lock of the process for what is not done often; waits for whoever has it, for a fork, too.
///
/// A child gets what the lock guards in a state that no thread was about to change, and the lock free. Returns 0, or -1,
/// without the lock, where the system has no memory left to see to that.
int chost_lock(void);

/// Gives the lock back, in the thread that took it.
void chost_unlock(void);

/// Whether that many bytes, which are not 0, could be had just now both on the heap and as pages: 1 or 0.
int chost_has_memory(size_t count);

#endif
