#ifndef CTHREADS_H
#define CTHREADS_H

#include <stdint.h>

/// The number of the processor that the caller runs on, now; any number where the system does not tell.
uint32_t cthreads_processor(void);

/// The number of the process, never 0.
uint32_t cthreads_process(void);

/// Sleeps for some 50 microseconds. Others run meanwhile, and unlike one that yields, who sleeps need not wait until all
/// of them have had their turns.
void cthreads_nap(void);

/// Does `here` on the calling thread and `there` on a second one meanwhile, both with `context`, and returns when both are
/// done.
///
/// The second thread takes no signals: those stay with the threads of the host. Where the process may run on one processor
/// only, and where the system gives no thread, `there` is done after `here`.
void cthreads_both(void *(*here)(void *context), void *(*there)(void *context), void *context);

#endif
