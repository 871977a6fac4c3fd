#ifndef CTHREADS_H
#define CTHREADS_H

#include <stdint.h>

/// The number of the processor that the caller runs on, now; any number where the system does not tell.
uint32_t cthreads_processor(void);

/// How many threads may have a line of their own at once.
enum { CTHREADS_LINE_COUNT = 112 };

// The number of the thread's line behind these two; at first nothing.
enum { CTHREADS_LINE_UNKNOWN = 0, CTHREADS_LINE_NONE = 1, CTHREADS_LINE_FIRST = 2 };

// In the block that is there with the thread: what is fetched by a call would make a decision a tenth slower, and the
// library need the dynamic linker.
extern _Thread_local int32_t cthreads_thread_line __attribute__((tls_model("initial-exec")));

// Looks for a line for the calling thread.
int32_t cthreads_claim_line(void);

/// Asks the system whether it knows ``cthreads_barrier``, which may take some milliseconds; later calls ask nothing. Who does
/// not call it does so at the first claim.
void cthreads_prepare(void);

/// The number of the line that the calling thread alone has for as long as it runs, from 0 to `CTHREADS_LINE_COUNT`;
/// negative where it has none, because others have them all, or because the system knows no ``cthreads_barrier``.
///
/// Who writes to it alone needs no instruction that locks others out, and with the barrier no fence either.
static inline int32_t cthreads_line(void) {
    int32_t line = cthreads_thread_line;
    if (__builtin_expect(line == CTHREADS_LINE_UNKNOWN, 0)) line = cthreads_claim_line();
    return line - CTHREADS_LINE_FIRST;
}

/// Keeps the compiler from moving reads and writes across it. For the processor that is done by ``cthreads_barrier``.
static inline void cthreads_keep_order(void) { __asm__ volatile("" ::: "memory"); }

/// Makes each thread of the process that runs pass a full fence, between two of its instructions. So of a thread that
/// writes and then reads, and of a caller that writes before and reads after it, at least one sees what the other wrote.
///
/// 1 if that is done, or nobody relies on it; 0 where the system refuses, and did not before the first line was claimed.
/// Source: membarrier(2), MEMBARRIER_CMD_PRIVATE_EXPEDITED.
int cthreads_barrier(void);

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
