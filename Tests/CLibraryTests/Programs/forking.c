// Forks while other threads decide, open, make and close. Each child goes on with the handles that it has: decides,
// replaces, closes and makes anew; the parent does not notice. A child that waits for ever is ended by its alarm.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

enum { threads = 8, forks = 20 };

static bitting_authorizer shared;
static int64_t now;
static file token, state;
static int is_over;

static bitting_status decide(bitting_authorizer authorizer) {
    bitting_request request = request_for("GET", "/v1/tenants/acme/orders", token, now);
    request.address_text = "203.0.113.9";
    request.address_text_length = 11;
    return bitting_authorize(authorizer, &request, NULL, NULL, 0);
}

static void *work(void *number) {
    while (!__atomic_load_n(&is_over, __ATOMIC_ACQUIRE)) {
        EXPECT_STATUS(BITTING_OK, decide(shared));
        if (*(int *)number % 2 == 0) continue;
        bitting_authorizer authorizer = make_authorizer(1);
        start(authorizer, "one.bitting");
        EXPECT_STATUS(BITTING_OK, decide(authorizer));
        EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
    }
    return NULL;
}

static void live_as_child(void) {
    alarm(60);
    EXPECT_STATUS(BITTING_OK, decide(shared));
    free(put_in_force(shared, "two.bitting", &state).bytes);
    EXPECT_STATUS(BITTING_OK, decide(shared));
    bitting_authorizer authorizer = make_authorizer(1);
    start(authorizer, "one.bitting");
    EXPECT_STATUS(BITTING_OK, decide(authorizer));
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
    EXPECT_STATUS(BITTING_OK, bitting_close(shared));
    EXPECT_STATUS(BITTING_CLOSED, decide(shared));
    _exit(failures != 0);
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    folder = arguments[1];
    now = read_number("now");
    token = read_file("token");
    shared = make_authorizer(1);
    state = put_in_force(shared, "one.bitting", NULL);
    pthread_t workers[threads];
    int numbers[threads];
    for (int index = 0; index < threads; index++) {
        numbers[index] = index;
        pthread_create(&workers[index], NULL, work, &numbers[index]);
    }
    for (int index = 0; index < forks; index++) {
        pid_t child = fork();
        if (child == 0) live_as_child();
        int status = 0;
        EXPECT(child > 0 && waitpid(child, &status, 0) == child);
        EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    __atomic_store_n(&is_over, 1, __ATOMIC_RELEASE);
    for (int index = 0; index < threads; index++) pthread_join(workers[index], NULL);
    EXPECT_STATUS(BITTING_OK, decide(shared));
    EXPECT_STATUS(BITTING_OK, bitting_close(shared));
    free(state.bytes);
    free(token.bytes);
    return failures != 0;
}
