// What was used of quotas goes on in the next process, by the text that the one before has told.
#include "support.h"

static int64_t now;

static file quota_state(bitting_authorizer authorizer, int64_t utc) {
    file text;
    EXPECT_STATUS(BITTING_BUFFER_TOO_SMALL,
                  bitting_quota_state(authorizer, BITTING_TIME_GIVEN, utc, NULL, 0, &text.length));
    text.bytes = (char *)malloc(text.length + 1);
    if (text.bytes == NULL) exit(2);
    EXPECT_STATUS(BITTING_OK, bitting_quota_state(authorizer, BITTING_TIME_GIVEN, utc, text.bytes, text.length,
                                                  &text.length));
    text.bytes[text.length] = 0;
    return text;
}

// Asks by scope, which counts as one of eight a day, and expects that so many are left.
static void expect_left(bitting_authorizer authorizer, int64_t utc, uint64_t left) {
    file token = read_file("limited-token");
    bitting_request request = request_for("GET", "", token, utc);
    request.method = request.path = NULL;
    request.method_length = request.path_length = 0;
    request.scope = "orders:read";
    request.scope_length = strlen(request.scope);
    request.address_text = "203.0.113.9";
    request.address_text_length = strlen(request.address_text);
    bitting_answer answer;
    answer.size = sizeof answer;
    EXPECT_STATUS(BITTING_OK, bitting_authorize(authorizer, &request, &answer, NULL, 0));
    EXPECT(answer.quota_left == left);
    free(token.bytes);
}

static bitting_update open_bundle(bitting_authorizer authorizer, const char *name) {
    file bundle = read_file(name);
    bitting_input input = input_of(bundle, NULL);
    bitting_update update;
    EXPECT_STATUS(BITTING_OK, bitting_open(authorizer, &input, &update));
    free(bundle.bytes);
    return update;
}

// An authorizer that goes on where `text` says.
static bitting_authorizer go_on(file text) {
    bitting_authorizer authorizer = make_authorizer(1);
    bitting_update update = open_bundle(authorizer, "two.bitting");
    file state = next_state(update);
    EXPECT_STATUS(BITTING_OK, bitting_restore_quotas(update, text.bytes, text.length));
    // A second text takes the place of the first.
    EXPECT_STATUS(BITTING_OK, bitting_restore_quotas(update, text.bytes, text.length));
    EXPECT_STATUS(BITTING_OK, bitting_replace(authorizer, update, state.bytes, state.length));
    EXPECT_STATUS(BITTING_CLOSED, bitting_restore_quotas(update, text.bytes, text.length));
    free(state.bytes);
    return authorizer;
}

static void check_refusals(file text) {
    bitting_authorizer authorizer = make_authorizer(1);
    size_t length = 42;
    EXPECT_STATUS(BITTING_NOT_READY, bitting_quota_state(authorizer, 0, 0, NULL, 0, &length));
    EXPECT(length == 0);
    bitting_update update = open_bundle(authorizer, "one.bitting");
    EXPECT_STATUS(BITTING_INVALID_HANDLE, bitting_restore_quotas(authorizer, text.bytes, text.length));
    EXPECT_STATUS(BITTING_INVALID_HANDLE, bitting_quota_state(update, 0, 0, NULL, 0, &length));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_restore_quotas(update, NULL, 0));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_restore_quotas(update, NULL, 7));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_restore_quotas(update, text.bytes, SIZE_MAX));
    for (size_t count = 0; count < text.length; count++) {
        char *copy = (char *)malloc(count + 1);
        if (copy == NULL) exit(2);
        memcpy(copy, text.bytes, count);
        EXPECT_STATUS(BITTING_INVALID_STATE, bitting_restore_quotas(update, copy, count));
        free(copy);
    }
    for (size_t index = 0; index < text.length; index++) {
        text.bytes[index] ^= 1;
        bitting_status status = bitting_restore_quotas(update, text.bytes, text.length);
        // A changed version is not known; all else is no longer what the sum says.
        EXPECT(status == (index == 15 || index == 16 ? BITTING_UNSUPPORTED_VERSION : BITTING_INVALID_STATE));
        text.bytes[index] ^= 1;
    }
    // Nothing of that was taken.
    file state = next_state(update);
    EXPECT_STATUS(BITTING_OK, bitting_replace(authorizer, update, state.bytes, state.length));
    expect_left(authorizer, now, 7);
    bitting_update later = open_bundle(make_authorizer(1), "two.bitting");
    EXPECT_STATUS(BITTING_OK, bitting_restore_quotas(later, text.bytes, text.length));
    EXPECT_STATUS(BITTING_OK, bitting_close(later));

    file two = read_file("two.bitting");
    bitting_input input = input_of(two, &state);
    EXPECT_STATUS(BITTING_OK, bitting_open(authorizer, &input, &later));
    EXPECT_STATUS(BITTING_OUTDATED, bitting_restore_quotas(later, text.bytes, text.length));
    EXPECT_STATUS(BITTING_OK, bitting_close(later));
    expect_left(authorizer, now, 6);

    EXPECT_STATUS(BITTING_UNSUPPORTED, bitting_quota_state(authorizer, 1u << 9, 0, NULL, 0, &length));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_quota_state(authorizer, 0, 0, NULL, 0, NULL));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_quota_state(authorizer, 0, 0, NULL, 9, &length));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT,
                  bitting_quota_state(authorizer, BITTING_TIME_GIVEN, INT64_MIN, NULL, 0, &length));
    EXPECT_STATUS(BITTING_BUFFER_TOO_SMALL, bitting_quota_state(authorizer, 0, 0, NULL, 0, &length));
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
    EXPECT_STATUS(BITTING_CLOSED, bitting_quota_state(authorizer, 0, 0, NULL, 0, &length));
    free(two.bytes);
    free(state.bytes);
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    folder = arguments[1];
    now = read_number("now");
    bitting_authorizer authorizer = make_authorizer(1);
    start(authorizer, "one.bitting");
    expect_left(authorizer, now, 7);
    expect_left(authorizer, now, 6);
    file text = quota_state(authorizer, now);
    const char *head = "bitting-quotas 1\nproject=shop\nservice=storefront\nenvironment=live\n"
                       "acme-trial day 2026-11-23T00:00:00Z 2\nsum=";
    EXPECT(strncmp(text.bytes, head, strlen(head)) == 0 && text.length == strlen(head) + 65);
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));

    authorizer = go_on(text);
    expect_left(authorizer, now, 5);
    file next = quota_state(authorizer, now);
    EXPECT(strstr(next.bytes, " 3\n") != NULL);
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));

    // A day later nothing is used up.
    file tomorrow = quota_state(authorizer = go_on(next), now + 86400);
    EXPECT(strstr(tomorrow.bytes, "acme") == NULL);
    expect_left(authorizer, now + 86400, 7);
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));

    file other = read_file("other.quotas");
    authorizer = make_authorizer(1);
    bitting_update update = open_bundle(authorizer, "one.bitting");
    EXPECT_STATUS(BITTING_WRONG_AUDIENCE, bitting_restore_quotas(update, other.bytes, other.length));
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
    EXPECT_STATUS(BITTING_CLOSED, bitting_restore_quotas(update, text.bytes, text.length));
    EXPECT_STATUS(BITTING_OK, bitting_close(update));

    check_refusals(text);
    free(text.bytes);
    free(next.bytes);
    free(tomorrow.bytes);
    free(other.bytes);
    return failures != 0;
}
