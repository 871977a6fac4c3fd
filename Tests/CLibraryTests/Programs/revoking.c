// A revocation list is taken beside the bundle in force, and what it revokes stays revoked: by later bundles, by later
// lists that lack it, and after a restart.
#include "support.h"

static int64_t now;

static void expect_decision(bitting_authorizer authorizer, const char *token_name, bitting_reason reason) {
    file token = read_file(token_name);
    bitting_request request = request_for("GET", "/v1/tenants/acme/orders", token, now);
    request.address_text = "203.0.113.9";
    request.address_text_length = 11;
    bitting_answer answer;
    answer.size = sizeof answer;
    bitting_status status = bitting_authorize(authorizer, &request, &answer, NULL, 0);
    EXPECT_STATUS(reason == BITTING_REASON_NONE ? BITTING_OK : BITTING_DENIED, status);
    EXPECT(answer.reason == reason);
    free(token.bytes);
}

static void expect_revocations(bitting_authorizer authorizer, int64_t sequence, uint64_t count) {
    bitting_bundle facts;
    facts.size = sizeof facts;
    EXPECT_STATUS(BITTING_OK, bitting_in_force(authorizer, BITTING_TIME_GIVEN, now, &facts));
    EXPECT(facts.revocation_sequence == sequence && facts.revocation_count == count);
}

static bitting_status open_list(bitting_authorizer authorizer, const char *name, const file *state,
                                bitting_update *update) {
    file list = read_file(name);
    bitting_input input = input_of(list, state);
    bitting_status status = bitting_open_revocations(authorizer, &input, update);
    free(list.bytes);
    return status;
}

static file take_list(bitting_authorizer authorizer, const char *name, file state) {
    bitting_update update;
    EXPECT_STATUS(BITTING_OK, open_list(authorizer, name, &state, &update));
    file next = next_state(update);
    EXPECT_STATUS(BITTING_STATE_UNWRITABLE, bitting_replace(authorizer, update, state.bytes, state.length));
    EXPECT_STATUS(BITTING_OK, bitting_replace(authorizer, update, next.bytes, next.length));
    free(state.bytes);
    return next;
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    folder = arguments[1];
    now = read_number("now");
    bitting_authorizer authorizer = make_authorizer(1);
    file state = put_in_force(authorizer, "one.bitting", NULL);
    expect_decision(authorizer, "token", BITTING_REASON_NONE);
    expect_revocations(authorizer, 0, 0);

    bitting_update update;
    EXPECT_STATUS(BITTING_OUTDATED, open_list(authorizer, "first.revocations", NULL, &update));
    EXPECT_STATUS(BITTING_UNTRUSTED_SIGNER, open_list(authorizer, "strange.revocations", &state, &update));
    EXPECT_STATUS(BITTING_WRONG_AUDIENCE, open_list(authorizer, "other.revocations", &state, &update));
    EXPECT_STATUS(BITTING_MALFORMED, open_list(authorizer, "one.bitting", &state, &update));
    EXPECT(update == 0);
    expect_decision(authorizer, "token", BITTING_REASON_NONE);

    state = take_list(authorizer, "first.revocations", state);
    expect_decision(authorizer, "token", BITTING_REASON_REVOKED);
    expect_decision(authorizer, "limited-token", BITTING_REASON_NONE);
    expect_revocations(authorizer, read_number("first.sequence"), 1);

    file later = put_in_force(authorizer, "two.bitting", &state);
    free(state.bytes);
    expect_decision(authorizer, "token", BITTING_REASON_REVOKED);
    state = take_list(authorizer, "empty.revocations", later);
    expect_decision(authorizer, "token", BITTING_REASON_REVOKED);
    expect_revocations(authorizer, read_number("first.sequence") + 60, 1);
    EXPECT_STATUS(BITTING_ROLLED_BACK, open_list(authorizer, "first.revocations", &state, &update));
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));

    authorizer = make_authorizer(1);
    EXPECT_STATUS(BITTING_NOT_READY, open_list(authorizer, "empty.revocations", &state, &update));
    later = put_in_force(authorizer, "two.bitting", &state);
    expect_decision(authorizer, "token", BITTING_REASON_REVOKED);
    expect_decision(authorizer, "limited-token", BITTING_REASON_NONE);
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
    free(state.bytes);
    free(later.bytes);
    return failures != 0;
}
