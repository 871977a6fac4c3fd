#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "tables.h"

enum { HUGE_PAGE = 1 << 21 };

void *zeroed_pages(size_t size) {
  size = (size + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1);
  void *start = aligned_alloc(HUGE_PAGE, size);
  if (!start) abort();
  madvise(start, size, MADV_HUGEPAGE);
  return memset(start, 0, size);
}
