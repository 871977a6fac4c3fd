#ifndef CFORKING_H
#define CFORKING_H

#include <sys/types.h>

/// Runs `body` in a forked process and returns what it returns, 0 to 99; 100 or more if the process was ended, as it is
/// after `seconds`.
int forking_run(int (*body)(void *), void *argument, unsigned seconds);

/// Starts the program at `path` with these `words`, ended by NULL, in `folder` unless that is NULL, with three open
/// descriptors as its streams and no other, and no signal held back. Where it `leads` a group, that is one of its own.
///
/// Returns an error of `errno.h`, or 0 and the process in `child`.
int forking_start(pid_t *child, const char *path, char *const words[], const char *folder, const int streams[3],
                  int leads);

#endif
