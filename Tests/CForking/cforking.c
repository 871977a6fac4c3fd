#include "cforking.h"

#include <sys/wait.h>
#include <unistd.h>

int forking_run(int (*body)(void *), void *argument, unsigned seconds) {
    pid_t child = fork();
    if (child < 0) return 100;
    if (child == 0) {
        alarm(seconds);
        _exit(body(argument));
    }
    int status = 0;
    while (waitpid(child, &status, 0) != child) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}
