#define _GNU_SOURCE
#include "cthreads.h"

#include <linux/membarrier.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { WORD_BITS = 64, WORD_COUNT = (CTHREADS_LINE_COUNT + WORD_BITS - 1) / WORD_BITS };

_Thread_local int32_t cthreads_thread_line __attribute__((tls_model("initial-exec"))) = CTHREADS_LINE_UNKNOWN;

// Each bit is a line that somebody has.
static _Atomic uint64_t taken[WORD_COUNT];

// Whether threads may have lines. Who has one goes on to use it, so what was said is taken back only as long as nobody has
// had any.
enum { UNASKED, OFFERED, USED, REFUSED, CLOSED };
static _Atomic int state;
static pthread_once_t asked = PTHREAD_ONCE_INIT;
// What gives a thread's line back when it ends.
static pthread_key_t key;

static int barrier(int command) { return syscall(SYS_membarrier, command, 0, 0) == 0; }

static void give_back(void *value) {
    uintptr_t number = (uintptr_t)value - CTHREADS_LINE_FIRST;
    // Another destructor may decide once more, and then looks for a line again.
    cthreads_thread_line = CTHREADS_LINE_UNKNOWN;
    atomic_fetch_and_explicit(&taken[number / WORD_BITS], ~(1ull << number % WORD_BITS), memory_order_release);
}

static void ask(void) {
    int is_offered = barrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) && pthread_key_create(&key, give_back) == 0;
    atomic_store(&state, is_offered ? OFFERED : REFUSED);
}

// From `before` to `after`; where it is something else, that.
static int change(int before, int after) {
    return atomic_compare_exchange_strong(&state, &before, after) ? after : before;
}

void cthreads_prepare(void) { (void)pthread_once(&asked, ask); }

// Threads that live longer than a library that is unloaded must not come back to it.
__attribute__((destructor)) static void unload(void) {
    int before = atomic_exchange(&state, CLOSED);
    if (before == OFFERED || before == USED) (void)pthread_key_delete(key);
}

// A line that nobody has, from now on the caller's; none if there is none.
static int32_t take_line(void) {
    for (int word = 0; word < WORD_COUNT; word++) {
        uint64_t bits = atomic_load_explicit(&taken[word], memory_order_relaxed);
        while (~bits) {
            int bit = __builtin_ctzll(~bits), number = word * WORD_BITS + bit;
            if (number >= CTHREADS_LINE_COUNT) break;
            // What the one before wrote to it is there for who has it now.
            if (atomic_compare_exchange_weak_explicit(
                    &taken[word], &bits, bits | 1ull << bit, memory_order_acquire, memory_order_relaxed)) {
                return CTHREADS_LINE_FIRST + number;
            }
        }
    }
    return CTHREADS_LINE_NONE;
}

int32_t cthreads_claim_line(void) {
    cthreads_prepare();
    int now = change(OFFERED, USED);
    int32_t line = now == USED ? take_line() : CTHREADS_LINE_NONE;
    if (line != CTHREADS_LINE_NONE && pthread_setspecific(key, (void *)(uintptr_t)line) != 0) {
        give_back((void *)(uintptr_t)line);
        line = CTHREADS_LINE_NONE;
    }
    return cthreads_thread_line = line;
}

int cthreads_barrier(void) {
    cthreads_prepare();
    if (atomic_load(&state) == REFUSED || barrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)) return 1;
    // A process that was forked may have to say again that it wants it.
    if (barrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) && barrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)) return 1;
    return change(OFFERED, REFUSED) == REFUSED;
}
