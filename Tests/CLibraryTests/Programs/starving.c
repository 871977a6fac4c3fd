// Does everything in children that may have only so many kilobytes of memory more than they have: each call comes to a
// status, and none ends the process.
#define _XOPEN_SOURCE 700
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

static bitting_authorizer authorizer;
static bitting_update update;
static file state, bundle, token;
static int64_t now;

static void limit_memory(size_t bytes) {
    unsigned long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");
    if (statm == NULL || fscanf(statm, "%lu", &pages) != 1) _exit(3);
    fclose(statm);
    struct rlimit limit;
    limit.rlim_cur = limit.rlim_max = pages * (rlim_t)sysconf(_SC_PAGESIZE) + bytes;
    if (setrlimit(RLIMIT_AS, &limit) != 0) _exit(3);
}

static int is_outcome(bitting_status status) {
    return status == BITTING_OK || status == BITTING_NO_MEMORY || status == BITTING_TOO_LARGE;
}

static void live_on(size_t bytes) {
    bitting_request request = request_for("GET", "/v1/tenants/acme/orders", token, now);
    request.address_text = "203.0.113.9";
    request.address_text_length = 11;
    bitting_input input = input_of(bundle, &state);
    bitting_options options = options_of(read_file("identity"), read_file("signers"), 1);
    limit_memory(bytes);
    for (int round = 0; round < 8; round++) {
        bitting_authorizer other;
        bitting_update opened;
        size_t length;
        bitting_status told = bitting_quota_state(authorizer, 0, 0, NULL, 0, &length);
        EXPECT(told == BITTING_BUFFER_TOO_SMALL || told == BITTING_NO_MEMORY);
        EXPECT(is_outcome(bitting_create(&options, &other)));
        EXPECT(is_outcome(bitting_open(authorizer, &input, &opened)));
        EXPECT_STATUS(BITTING_OK, bitting_authorize(authorizer, &request, NULL, NULL, 0));
    }
    EXPECT(is_outcome(bitting_replace(authorizer, update, state.bytes, state.length)));
    EXPECT_STATUS(BITTING_OK, bitting_authorize(authorizer, &request, NULL, NULL, 0));
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
    _exit(failures != 0);
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    folder = arguments[1];
    now = read_number("now");
    token = read_file("token");
    bundle = read_file("one.bitting");
    authorizer = make_authorizer(1);
    state = put_in_force(authorizer, "one.bitting", NULL);
    bitting_input input = input_of(bundle, &state);
    EXPECT_STATUS(BITTING_OK, bitting_open(authorizer, &input, &update));
    for (size_t kilobytes = 0; kilobytes < 4096; kilobytes += 32) {
        pid_t child = fork();
        if (child == 0) live_on(kilobytes * 1024);
        int status = 0;
        EXPECT(child > 0 && waitpid(child, &status, 0) == child);
        EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        if (failures > 0) {
            fprintf(stderr, "with %zu kilobytes\n", kilobytes);
            return 1;
        }
    }
    EXPECT_STATUS(BITTING_OK, bitting_close(update));
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
    free(state.bytes);
    free(bundle.bytes);
    free(token.bytes);
    return failures != 0;
}
