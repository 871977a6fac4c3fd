#ifndef CSANDBOX_H
#define CSANDBOX_H

/// From now on the system refuses membarrier(2) to this process, as a sandbox may. 1 if it does.
int csandbox_refuse_membarrier(void);

#endif
