#define _GNU_SOURCE

#include "cforking.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

int forking_run(int (*body)(void *), void *argument, unsigned seconds) {
    pid_t child = fork();
    if (child < 0) return 100;
    if (child == 0) {
        /* Threads that run tests hold signals back, and so would the child. */
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        alarm(seconds);
        _exit(body(argument));
    }
    int status = 0;
    while (waitpid(child, &status, 0) != child) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

int forking_start(pid_t *child, const char *path, char *const words[], const char *folder, const int streams[3],
                  int leads) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) return error;
    error = posix_spawnattr_init(&attributes);
    if (!error) {
        sigemptyset(&none);
        error = posix_spawnattr_setsigmask(&attributes, &none);
        if (!error) error = posix_spawnattr_setpgroup(&attributes, 0);
        if (!error)
            error = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | (leads ? POSIX_SPAWN_SETPGROUP : 0));
        if (!error && folder) error = posix_spawn_file_actions_addchdir_np(&actions, folder);
        for (int number = 0; number < 3 && !error; number++)
            error = posix_spawn_file_actions_adddup2(&actions, streams[number], number);
        if (!error) error = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
        if (!error) error = posix_spawn(child, path, &actions, &attributes, words, environ);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}
