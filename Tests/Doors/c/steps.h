/* The lines of steps.tsv: what a validator is, and what happens to it (Tests/Vectors/README.md). */
#ifndef STEPS_H
#define STEPS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Bytes that are given, and perhaps empty; or not given, with a null pointer. */
typedef struct text {
    char *bytes;
    size_t length;
} text;

/* One line. Words that no program in C needs, what is expected among them, are not in it. */
typedef struct step {
    char *action; /* "validator", "open", "revoke", "ask" */

    /* Of the validator. */
    text service, environment;
    uint32_t threshold;

    /* Of all others. */
    int64_t utc;
    uint64_t steady;
    int times;
    int is_restarted;
    char *state; /* "kept", "unwritable", "none" */
    char *file;

    /* Of requests. */
    text method, path, scope, tenant, from;
    text token; /* the first one */
    int token_count;

    char *line; /* what all of this is in */
} step;

/* Reads the next line of `stream`, and returns 0 if there is none. */
int read_step(FILE *stream, step *step);

/* Frees what read_step has read. */
void free_step(step *step);

/* Prints what is wrong with what, and ends the program. */
_Noreturn void give_up(const char *what, const char *why);

#endif
