#ifndef CPROCESSORS_H
#define CPROCESSORS_H

/// Lets the calling thread run on one processor only, one of those that it may run on; 0 where that cannot be done.
int cprocessors_keep_one(void);

/// Lets the calling thread run where it might before `cprocessors_keep_one`.
void cprocessors_restore(void);

#endif
