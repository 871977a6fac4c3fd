#define _GNU_SOURCE
#include "chost.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

int64_t chost_utc(void) {
    struct timespec now;
    return clock_gettime(CLOCK_REALTIME_COARSE, &now) == 0 ? (int64_t)now.tv_sec : 0;
}

uint64_t chost_steady(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int is_watching_forks;

static void take(void) { (void)pthread_mutex_lock(&mutex); }

void chost_unlock(void) { (void)pthread_mutex_unlock(&mutex); }

// The thread that forks holds the lock across the fork, so nobody is in the middle of anything then; both sides give it
// back. The handlers go when the library is unloaded. Before anybody can take the lock, or a fork beside the very first call
// would leave a child with a lock that nobody gives back.
__attribute__((constructor)) static void watch_forks(void) {
    is_watching_forks = pthread_atfork(take, chost_unlock, chost_unlock) == 0;
}

int chost_lock(void) {
    take();
    // Where there was no memory at first.
    if (!is_watching_forks) watch_forks();
    if (is_watching_forks) return 0;
    chost_unlock();
    return -1;
}

int chost_has_memory(size_t count) {
    // The heap may have room where there are no pages left, and the other way round. Volatile, because a compiler may
    // leave out an allocation that nobody uses.
    void *pages = mmap(NULL, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) return 0;
    void *volatile memory = malloc(count);
    free(memory);
    (void)munmap(pages, count);
    return memory != NULL;
}
