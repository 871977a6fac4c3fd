#ifndef CALLOCATION_COUNTER_H
#define CALLOCATION_COUNTER_H

#include <stddef.h>

/// Begins to count the allocations of this thread.
void allocation_counter_start(void);

/// Stops counting, and returns how often this thread has asked for memory since the start.
size_t allocation_counter_stop(void);

#endif
