#define _GNU_SOURCE
#include "cthreads.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

uint32_t cthreads_processor(void) { return (uint32_t)sched_getcpu(); }

uint32_t cthreads_process(void) { return (uint32_t)getpid(); }

void cthreads_nap(void) {
    struct timespec time = {0, 50000};
    (void)nanosleep(&time, NULL);
}

// A processor that is not there is no help, and on machines with more than the set holds nobody asks.
static int has_one_processor(void) {
    cpu_set_t processors;
    return sched_getaffinity(0, sizeof processors, &processors) == 0 && CPU_COUNT(&processors) == 1;
}

// 1 if the thread was started.
static int start(pthread_t *thread, void *(*work)(void *context), void *context) {
    // Far more than any work here takes; what a thread gets by default is too much where address space is limited.
    enum { STACK_SIZE = 1 << 20 };
    pthread_attr_t attributes;
    sigset_t all, before;
    if (has_one_processor() || pthread_attr_init(&attributes) != 0) return 0;
    (void)pthread_attr_setstacksize(&attributes, STACK_SIZE);
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    int failure = pthread_create(thread, &attributes, work, context);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    (void)pthread_attr_destroy(&attributes);
    return failure == 0;
}

void cthreads_both(void *(*here)(void *context), void *(*there)(void *context), void *context) {
    pthread_t thread;
    int is_started = start(&thread, there, context);
    (void)here(context);
    if (is_started) {
        (void)pthread_join(thread, NULL);
    } else {
        (void)there(context);
    }
}
