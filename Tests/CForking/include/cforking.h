#ifndef CFORKING_H
#define CFORKING_H

/// Runs `body` in a forked process and returns what it returns, 0 to 99; 100 or more if the process was ended, as it is
/// after `seconds`.
int forking_run(int (*body)(void *), void *argument, unsigned seconds);

#endif
