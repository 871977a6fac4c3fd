#define _GNU_SOURCE
#include "cthreads.h"

#include <sched.h>
#include <time.h>
#include <unistd.h>

uint32_t cthreads_processor(void) { return (uint32_t)sched_getcpu(); }

uint32_t cthreads_process(void) { return (uint32_t)getpid(); }

void cthreads_nap(void) {
    struct timespec time = {0, 50000};
    (void)nanosleep(&time, NULL);
}
