#define _DEFAULT_SOURCE
#include "steps.h"

#include <stdlib.h>
#include <string.h>

void give_up(const char *what, const char *why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(2);
}

static unsigned digit(const char *digit) {
    static const char digits[] = "0123456789abcdef";
    const char *found = *digit == 0 ? NULL : strchr(digits, *digit);
    if (found == NULL) give_up(digit, "no hexadecimal digit");
    return (unsigned)(found - digits);
}

/* The bytes that digits stand for, which take the place of the digits. */
static text bytes(char *digits) {
    text result = {digits, strlen(digits) / 2};
    for (size_t index = 0; index < result.length; index++)
        digits[index] = (char)(digit(digits + 2 * index) << 4 | digit(digits + 2 * index + 1));
    return result;
}

static text plain(char *word) { return (text){word, strlen(word)}; }

static void add_token(step *step, char *digits) {
    text token = bytes(digits);
    if (step->token_count++ == 0) step->token = token;
}

static void add(step *step, const char *name, char *value) {
    if (strcmp(name, "service") == 0) step->service = plain(value);
    else if (strcmp(name, "environment") == 0) step->environment = plain(value);
    else if (strcmp(name, "threshold") == 0) step->threshold = (uint32_t)strtoul(value, NULL, 10);
    else if (strcmp(name, "at") == 0) step->utc = (int64_t)strtoll(value, NULL, 10);
    else if (strcmp(name, "steady") == 0) step->steady = (uint64_t)strtoull(value, NULL, 10);
    else if (strcmp(name, "times") == 0) step->times = (int)strtol(value, NULL, 10);
    else if (strcmp(name, "restart") == 0) step->is_restarted = strcmp(value, "1") == 0;
    else if (strcmp(name, "state") == 0) step->state = value;
    else if (strcmp(name, "file") == 0) step->file = value;
    else if (strcmp(name, "method") == 0) step->method = bytes(value);
    else if (strcmp(name, "path") == 0) step->path = bytes(value);
    else if (strcmp(name, "scope") == 0) step->scope = bytes(value);
    else if (strcmp(name, "tenant") == 0) step->tenant = bytes(value);
    else if (strcmp(name, "token") == 0) add_token(step, value);
    else if (strcmp(name, "from") == 0) step->from = plain(value);
}

int read_step(FILE *stream, step *step) {
    memset(step, 0, sizeof *step);
    size_t capacity = 0;
    ssize_t length = getline(&step->line, &capacity, stream);
    if (length <= 0) return free(step->line), 0;
    if (step->line[length - 1] == '\n') step->line[length - 1] = 0;
    char *rest = step->line;
    step->action = strsep(&rest, "\t");
    for (char *word; (word = strsep(&rest, "\t")) != NULL;) {
        char *value = strchr(word, '=');
        if (value == NULL) give_up(word, "no name and value");
        *value = 0;
        add(step, word, value + 1);
    }
    return 1;
}

void free_step(step *step) { free(step->line); }
