#define _GNU_SOURCE
#include "cthreads.h"

#include <sched.h>
#include <time.h>
#include <unistd.h>

uint32_t cthreads_processor(void) { return (uint32_t)sched_getcpu(); }

uint32_t cthreads_process(void) { return (uint32_t)getpid(); }

void cthreads_yield(void) { (void)sched_yield(); }

void cthreads_pause(void) {
    struct timespec span = {0, 150000};
    (void)nanosleep(&span, NULL);
}
