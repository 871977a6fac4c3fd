// Stands in for the C library's allocator in the test program: counts, then passes on. Everything in the process comes
// here, the Swift runtime included.

#include "callocation_counter.h"

#include <errno.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static __thread int counting;
static __thread size_t count;

void allocation_counter_start(void) {
    count = 0;
    counting = 1;
}

size_t allocation_counter_stop(void) {
    counting = 0;
    return count;
}

// A sanitizer stands in for the allocator itself, and cannot start before it does: then nothing is counted.
#if !defined(__has_feature)
#define __has_feature(feature) 0
#endif
#if !__has_feature(thread_sanitizer) && !__has_feature(address_sanitizer)

void *malloc(size_t size) {
    count += counting;
    return __libc_malloc(size);
}

void *calloc(size_t items, size_t size) {
    count += counting;
    return __libc_calloc(items, size);
}

void *realloc(void *old, size_t size) {
    count += counting;
    return __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size) {
    count += counting;
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
    void *memory = memalign(alignment, size);
    if (memory == NULL) return ENOMEM;
    *result = memory;
    return 0;
}

#endif
