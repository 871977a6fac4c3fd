// Sixty-four threads decide while bundles are replaced, authorizers closed and others made in their place. Each answer
// must belong wholly to one bundle, and each call must come to one of the outcomes that it may have.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <time.h>

#include "support.h"

enum { threads = 64, replacements = 15, lives = 10 };

static bitting_authorizer shared, brief;
static int64_t now, first_sequence;
static file token;
// The state file, and the lock that hosts hold from reading to writing it.
static file shared_state;
static pthread_mutex_t state_lock = PTHREAD_MUTEX_INITIALIZER;
static int is_over;

// Two bundles, the second issued an hour after the first, by whose sequence the owner of the key is known.
static void check(const bitting_answer *answer, const char *texts) {
    const char *owner = answer->sequence == first_sequence ? "one@shop.example" : "two@shop.example";
    EXPECT(answer->allowed == 1 && answer->http_status == 200);
    EXPECT(strcmp(texts + answer->owner.offset, owner) == 0);
    EXPECT(strcmp(texts + answer->key.offset, "acme-sync") == 0);
}

static void *decide(void *unused) {
    (void)unused;
    bitting_request request = request_for("GET", "/v1/tenants/acme/orders", token, now);
    request.address_text = "203.0.113.9";
    request.address_text_length = 11;
    while (!__atomic_load_n(&is_over, __ATOMIC_ACQUIRE)) {
        bitting_answer answer;
        char texts[BITTING_TEXTS_SIZE];
        answer.size = sizeof answer;
        EXPECT_STATUS(BITTING_OK, bitting_authorize(shared, &request, &answer, texts, sizeof texts));
        check(&answer, texts);
        bitting_authorizer other = __atomic_load_n(&brief, __ATOMIC_ACQUIRE);
        bitting_status status = bitting_authorize(other, &request, &answer, texts, sizeof texts);
        EXPECT(status == BITTING_OK || status == BITTING_NOT_READY || status == BITTING_CLOSED);
        if (status == BITTING_OK) check(&answer, texts);
        bitting_bundle facts;
        facts.size = sizeof facts;
        EXPECT_STATUS(BITTING_OK, bitting_in_force(shared, BITTING_TIME_GIVEN, now, &facts));
    }
    return NULL;
}

// Puts the second bundle in force again and again, as another thread does.
static void *replace(void *unused) {
    (void)unused;
    for (int index = 0; index < replacements; index++) {
        pthread_mutex_lock(&state_lock);
        file next = put_in_force(shared, "two.bitting", &shared_state);
        free(shared_state.bytes);
        shared_state = next;
        pthread_mutex_unlock(&state_lock);
    }
    return NULL;
}

// Makes authorizers, which decide for a moment, and closes them under the others' hands, twice at once.
static void *live_briefly(void *unused) {
    (void)unused;
    for (int index = 0; index < lives; index++) {
        bitting_authorizer authorizer = make_authorizer(1);
        __atomic_store_n(&brief, authorizer, __ATOMIC_RELEASE);
        start(authorizer, index % 2 == 0 ? "one.bitting" : "two.bitting");
        struct timespec moment = {0, 100000};
        nanosleep(&moment, NULL);
        EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
        EXPECT_STATUS(BITTING_CLOSED, bitting_close(authorizer));
    }
    return NULL;
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    folder = arguments[1];
    now = read_number("now");
    token = read_file("token");
    shared = make_authorizer(1);
    brief = shared;
    shared_state = put_in_force(shared, "one.bitting", NULL);
    bitting_bundle facts;
    facts.size = sizeof facts;
    EXPECT_STATUS(BITTING_OK, bitting_in_force(shared, BITTING_TIME_GIVEN, now, &facts));
    first_sequence = facts.sequence;

    pthread_t deciders[threads], replacers[2], maker;
    for (int index = 0; index < threads; index++) pthread_create(&deciders[index], NULL, decide, NULL);
    for (int index = 0; index < 2; index++) pthread_create(&replacers[index], NULL, replace, NULL);
    pthread_create(&maker, NULL, live_briefly, NULL);
    for (int index = 0; index < 2; index++) pthread_join(replacers[index], NULL);
    pthread_join(maker, NULL);
    __atomic_store_n(&is_over, 1, __ATOMIC_RELEASE);
    for (int index = 0; index < threads; index++) pthread_join(deciders[index], NULL);

    EXPECT_STATUS(BITTING_OK, bitting_in_force(shared, BITTING_TIME_GIVEN, now, &facts));
    EXPECT(facts.sequence > first_sequence);
    EXPECT_STATUS(BITTING_OK, bitting_close(shared));
    free(shared_state.bytes);
    free(token.bytes);
    return failures != 0;
}
