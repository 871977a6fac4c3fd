#define _GNU_SOURCE
#include "cpages.h"

#include <sys/mman.h>

void *cpages_map(size_t size) {
    if (size == 0) return NULL;
    void *start = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED) return NULL;
    // Both are wishes: where the system does not know them, nothing is lost but what they would have added.
#ifdef MADV_DONTDUMP
    (void)madvise(start, size, MADV_DONTDUMP);
#endif
#ifdef MADV_HUGEPAGE
    (void)madvise(start, size, MADV_HUGEPAGE);
#endif
    return start;
}

void cpages_freeze(void *start, size_t size) { (void)mprotect(start, size, PROT_READ); }

void cpages_unmap(void *start, size_t size) { (void)munmap(start, size); }
