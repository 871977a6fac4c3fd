#define _GNU_SOURCE
#include "cprocessors.h"

#include <sched.h>

static _Thread_local cpu_set_t before;

int cprocessors_keep_one(void) {
    cpu_set_t one;
    if (sched_getaffinity(0, sizeof before, &before) != 0) return 0;
    CPU_ZERO(&one);
    for (int processor = 0; processor < CPU_SETSIZE; processor++) {
        if (!CPU_ISSET(processor, &before)) continue;
        CPU_SET(processor, &one);
        return sched_setaffinity(0, sizeof one, &one) == 0;
    }
    return 0;
}

void cprocessors_restore(void) { (void)sched_setaffinity(0, sizeof before, &before); }
