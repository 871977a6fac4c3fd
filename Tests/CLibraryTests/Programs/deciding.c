// The main job: a bundle is opened and put in force, and requests are decided. Prints the decisions.
#include <locale.h>

#include "support.h"

static bitting_authorizer authorizer;
static char texts[BITTING_TEXTS_SIZE];

static const char *text(bitting_text text) { return text.length == 0 ? "-" : texts + text.offset; }

static void decide(const char *title, const bitting_request *request) {
    bitting_answer answer;
    memset(&answer, 0xA5, sizeof answer);
    answer.size = sizeof answer;
    bitting_status status = bitting_authorize(authorizer, request, &answer, texts, sizeof texts);
    EXPECT((status == BITTING_OK) == (answer.allowed == 1));
    EXPECT((status == BITTING_DENIED) == (answer.reason != 0));
    printf("%s: %s, %s, %d\n", title, bitting_status_name(status),
           bitting_reason_name((bitting_reason)answer.reason), answer.http_status);
    printf("  handle %s key %s type %s owner %s\n", text(answer.handle), text(answer.key), text(answer.type),
           text(answer.owner));
    printf("  reach %d tenant %s route %s public %d sequence %lld ends %lld cost %u\n", answer.reach,
           text(answer.tenant), text(answer.route), answer.is_public, (long long)answer.sequence,
           (long long)answer.ends, answer.cost);
    printf("  rate %u in %u burst %u left %u quota %llu in %d left %llu resets %lld retry %u\n", answer.rate_count,
           answer.rate_period, answer.rate_burst, answer.rate_left, (unsigned long long)answer.quota_count,
           answer.quota_window, (unsigned long long)answer.quota_left, (long long)answer.quota_resets,
           answer.retry_after);
}

// A key that may do 10 at once, 6 a minute and 8 a day; the route counts as 3, and a scope as 1.
static void decide_limited(int64_t now) {
    file token = read_file("limited-token");
    bitting_request request = request_for("GET", "/v1/tenants/acme/orders", token, now);
    request.address_text = "203.0.113.9";
    request.address_text_length = strlen(request.address_text);
    decide("the first of three", &request);
    decide("the second", &request);
    decide("too many a day", &request);
    bitting_request scope = request;
    scope.method = scope.path = NULL;
    scope.method_length = scope.path_length = 0;
    scope.scope = "orders:read";
    scope.scope_length = strlen(scope.scope);
    decide("one by scope", &scope);
    // The next day, when a minute has passed by the steady clock.
    request.utc += 86400;
    request.steady += 1000000000;
    decide("the next day", &request);
    decide("too fast", &request);
    request.steady += 60000000000;
    decide("slower", &request);
    free(token.bytes);
}

static void decide_all(file token, int64_t now) {
    bitting_request request = request_for("GET", "/v1/tenants/acme/orders?page=2", token, now);
    request.address_text = "203.0.113.9";
    request.address_text_length = strlen(request.address_text);
    decide("own orders", &request);
    bitting_request bytes = request;
    bytes.address_text = NULL;
    bytes.address_text_length = 0;
    decide("from nowhere", &bytes);
    bytes.flags |= BITTING_ADDRESS_GIVEN;
    EXPECT_STATUS(BITTING_OK, bitting_parse_address("::ffff:203.0.113.9", 18, bytes.address));
    decide("address as bytes", &bytes);
    bitting_request other = request;
    other.path = "/v1/tenants/zenith/orders";
    other.path_length = strlen(other.path);
    decide("others' orders", &other);
    bitting_request named = request;
    named.tenant = "zenith";
    named.tenant_length = strlen(named.tenant);
    decide("another tenant than the path's", &named);
    bitting_request scope = request;
    scope.method = scope.path = NULL;
    scope.method_length = scope.path_length = 0;
    scope.scope = "orders:read";
    scope.scope_length = strlen(scope.scope);
    decide("a scope", &scope);
    scope.scope = "orders:admin";
    scope.scope_length = strlen(scope.scope);
    decide("too high a scope", &scope);
    bitting_request several = request;
    several.flags |= BITTING_SEVERAL_CREDENTIALS;
    decide("two tokens", &several);
    several.flags = request.flags;
    several.token = NULL;
    several.token_length = 0;
    decide("no token", &several);
    several.token = "";
    decide("an empty token", &several);
    bitting_request open = request_for("GET", "/v1/status", token, now);
    open.token = NULL;
    open.token_length = 0;
    decide("a public route", &open);
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    folder = arguments[1];
    setlocale(LC_ALL, "");
    authorizer = make_authorizer(1);
    int64_t now = read_number("now");
    file token = read_file("token"), bundle = read_file("one.bitting");
    bitting_request request = request_for("GET", "/v1/status", token, now);
    bitting_bundle facts;
    facts.size = sizeof facts;
    EXPECT_STATUS(BITTING_NOT_READY, bitting_authorize(authorizer, &request, NULL, NULL, 0));
    EXPECT_STATUS(BITTING_NOT_READY, bitting_in_force(authorizer, BITTING_TIME_GIVEN, now, &facts));

    bitting_input input = input_of(bundle, NULL);
    bitting_update update;
    EXPECT_STATUS(BITTING_OK, bitting_open(authorizer, &input, &update));
    // What is only open decides nothing.
    EXPECT_STATUS(BITTING_NOT_READY, bitting_authorize(authorizer, &request, NULL, NULL, 0));
    file state = next_state(update);
    EXPECT_STATUS(BITTING_STATE_UNWRITABLE, bitting_replace(authorizer, update, NULL, 0));
    EXPECT_STATUS(BITTING_STATE_UNWRITABLE, bitting_replace(authorizer, update, state.bytes, state.length - 1));
    EXPECT_STATUS(BITTING_NOT_READY, bitting_authorize(authorizer, &request, NULL, NULL, 0));
    EXPECT_STATUS(BITTING_OK, bitting_replace(authorizer, update, state.bytes, state.length));
    EXPECT_STATUS(BITTING_CLOSED, bitting_replace(authorizer, update, state.bytes, state.length));
    printf("%.*s", (int)state.length, state.bytes);

    EXPECT_STATUS(BITTING_OK, bitting_in_force(authorizer, BITTING_TIME_GIVEN, now, &facts));
    printf("%s %s %s sequence %lld age %lld expires %lld expired %d dirty %d commit %s\n", facts.project, facts.service,
           facts.environment, (long long)facts.sequence, (long long)facts.age, (long long)facts.expires,
           facts.is_expired, facts.is_dirty, facts.commit);
    printf("keys %d secrets %d routes %d revoked %d\n", (int)facts.key_count, (int)facts.secret_count,
           (int)facts.route_count, (int)facts.revocation_count);
    decide_all(token, now);
    decide_limited(now);

    // By the system's clocks the token is long expired, or not valid yet; either way there is a decision.
    request = request_for("GET", "/v1/tenants/acme/orders", token, 0);
    request.flags = 0;
    EXPECT_STATUS(BITTING_DENIED, bitting_authorize(authorizer, &request, NULL, NULL, 0));

    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
    EXPECT_STATUS(BITTING_CLOSED, bitting_authorize(authorizer, &request, NULL, NULL, 0));
    free(state.bytes);
    free(token.bytes);
    free(bundle.bytes);
    return failures != 0;
}
