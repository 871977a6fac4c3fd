/*
 * vectors FOLDER ...: what libbitting says to each step of the prepared scenarios (Tests/Vectors/README.md), one line for
 * each time that a step happens, in the words of steps.tsv. It does not know what is expected.
 */
#include <string.h>

#include "service.h"

static char texts[65536];

static void print_fact(const char *name, const char *bytes, size_t length) {
    printf("\tfact-%s=", name);
    for (size_t index = 0; index < length; index++) printf("%02x", (unsigned char)bytes[index]);
}

static void print_text(const char *name, bitting_text text) { print_fact(name, texts + text.offset, text.length); }

static void print_answer(const bitting_answer *answer) {
    printf("\tstatus=%u", answer->http_status);
    print_text("key", answer->key);
    print_text("type", answer->type);
    print_text("owner", answer->owner);
    print_text("handle", answer->handle);
    print_text("route", answer->route);
    if (answer->reach == BITTING_REACH_ALL) print_fact("tenant", "*", 1);
    else print_text("tenant", answer->tenant);
}

static void answer_request(service *service, const step *step) {
    bitting_answer answer;
    bitting_status status = ask(service, step, &answer, texts, sizeof texts);
    if ((status == BITTING_OK) != (answer.allowed == 1)) give_up("answer", "is not what the status says");
    if (answer.texts_length > sizeof texts) give_up("answer", "has more text than there is room for");
    if (status == BITTING_OK) printf("\texpect=allow");
    else if (status == BITTING_DENIED) printf("\texpect=deny\treason=%s", bitting_reason_name(answer.reason));
    else printf("\texpect=%s", bitting_status_name(status));
    print_answer(&answer);
}

static void answer_file(service *service, const step *step) {
    bitting_status status = take_file(service, step);
    const char *success = strcmp(step->action, "open") == 0 ? "opens" : "accepted";
    printf("\texpect=%s", status == BITTING_OK ? success : bitting_status_name(status));
}

static void run_step(service *service, const char *folder, int number, const step *step) {
    for (int time = 0; time < step->times; time++) {
        restart_service(service, step);
        printf("%s\tfolder=%s\tstep=%d", step->action, folder, number);
        if (strcmp(step->action, "ask") == 0) answer_request(service, step);
        else answer_file(service, step);
        putchar('\n');
    }
}

static void run_scenario(const char *folder) {
    char path[4096];
    snprintf(path, sizeof path, "%s/steps.tsv", folder);
    FILE *lines = fopen(path, "r");
    step next;
    if (lines == NULL || !read_step(lines, &next)) give_up(path, "cannot be read");
    service service = start_service(folder, next);
    for (int number = 0; read_step(lines, &next); number++) {
        run_step(&service, folder, number, &next);
        free_step(&next);
    }
    end_service(&service);
    fclose(lines);
}

int main(int count, char **arguments) {
    for (int index = 1; index < count; index++) run_scenario(arguments[index]);
    return fflush(stdout) != 0;
}
