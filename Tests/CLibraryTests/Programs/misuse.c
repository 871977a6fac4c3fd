// Every function with every argument that makes no sense: a status each time, and nothing written where it must not be.
#include "support.h"

static bitting_options good_options;
static bitting_authorizer authorizer;
static bitting_update update;
static int64_t now;
static file token, bundle, state;

// Bytes of which the last one is followed by what nobody may read or write; memcheck and the sanitizers see to that.
static void *exact_copy(const void *bytes, size_t length) {
    void *copy = malloc(length == 0 ? 1 : length);
    if (copy == NULL) exit(2);
    return memcpy(copy, bytes, length);
}

static bitting_status create(const bitting_options *options) {
    bitting_authorizer made = 42;
    bitting_status status = bitting_create(options, &made);
    EXPECT((made != 0) == (status == BITTING_OK));
    if (status == BITTING_OK) EXPECT_STATUS(BITTING_OK, bitting_close(made));
    return status;
}

// A struct of `size` bytes at an address of its own, with `size` as its first field and zeros behind what is known.
static void *resized(const void *whole, size_t known, size_t size) {
    unsigned char *copy = (unsigned char *)calloc(1, size);
    if (copy == NULL) exit(2);
    memcpy(copy, whole, known < size ? known : size);
    memcpy(copy, &size, sizeof size);
    return copy;
}

static void check_options(void) {
    bitting_options options;
    bitting_authorizer made;
    char unaligned[sizeof options + 8];
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_create(NULL, &made));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_create(&good_options, NULL));
    memcpy(unaligned + 1, &good_options, sizeof good_options);
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, create((const bitting_options *)(void *)(unaligned + 1)));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_create(&good_options, (bitting_authorizer *)(void *)(unaligned + 1)));
    for (size_t size = 0; size < 8; size++) {
        options = good_options;
        options.size = size;
        EXPECT_STATUS(BITTING_INVALID_ARGUMENT, create(&options));
    }
    size_t wrong[] = {4097, SIZE_MAX, SIZE_MAX / 2, (size_t)1 << 63};
    for (size_t index = 0; index < sizeof wrong / sizeof *wrong; index++) {
        options = good_options;
        options.size = wrong[index];
        EXPECT_STATUS(BITTING_INVALID_ARGUMENT, create(&options));
    }
    // Of a shorter struct the rest is zero; a longer one may only have zeros there.
    for (size_t size = 8; size < sizeof options; size += 8) {
        bitting_options *shorter = (bitting_options *)resized(&good_options, sizeof options, size);
        bitting_status expected = size >= offsetof(bitting_options, signers_length) ? BITTING_INVALID_SIGNERS
                                                                                   : BITTING_INVALID_ARGUMENT;
        EXPECT_STATUS(expected, create(shorter));
        free(shorter);
    }
    unsigned char *longer = (unsigned char *)resized(&good_options, sizeof options, sizeof options + 16);
    EXPECT_STATUS(BITTING_OK, create((bitting_options *)(void *)longer));
    longer[sizeof options + 15] = 1;
    EXPECT_STATUS(BITTING_UNSUPPORTED, create((bitting_options *)(void *)longer));
    free(longer);
    options = good_options;
    options.flags = 1u << 31;
    EXPECT_STATUS(BITTING_UNSUPPORTED, create(&options));
}

static void check_option_texts(void) {
    static const struct {
        size_t pointer, length;
        bitting_status empty, other;
    } fields[] = {
        {offsetof(bitting_options, service), offsetof(bitting_options, service_length), BITTING_INVALID_ARGUMENT,
         BITTING_INVALID_ARGUMENT},
        {offsetof(bitting_options, environment), offsetof(bitting_options, environment_length),
         BITTING_INVALID_ARGUMENT, BITTING_INVALID_ARGUMENT},
        {offsetof(bitting_options, identities), offsetof(bitting_options, identities_length), BITTING_INVALID_IDENTITY,
         BITTING_INVALID_IDENTITY},
        {offsetof(bitting_options, signers), offsetof(bitting_options, signers_length), BITTING_INVALID_SIGNERS,
         BITTING_INVALID_SIGNERS},
    };
    static const char other[] = "\xFF\x00 %s%n ../ \n\n AGE-SECRET-KEY-1 RWQ";
    const char *null = NULL, *text = other;
    for (size_t index = 0; index < sizeof fields / sizeof *fields; index++) {
        bitting_options options = good_options;
        char *start = (char *)&options;
        size_t length = 0;
        memcpy(start + fields[index].length, &length, sizeof length);
        EXPECT_STATUS(fields[index].empty, create(&options));
        memcpy(start + fields[index].pointer, &null, sizeof null);
        EXPECT_STATUS(BITTING_INVALID_ARGUMENT, create(&options));
        length = 1;
        memcpy(start + fields[index].length, &length, sizeof length);
        EXPECT_STATUS(BITTING_INVALID_ARGUMENT, create(&options));
        length = sizeof other;
        memcpy(start + fields[index].pointer, &text, sizeof text);
        memcpy(start + fields[index].length, &length, sizeof length);
        EXPECT_STATUS(fields[index].other, create(&options));
        size_t huge[] = {SIZE_MAX, SIZE_MAX / 2 + 1, SIZE_MAX / 2, 1 << 20};
        for (size_t size = 0; size < sizeof huge / sizeof *huge; size++) {
            memcpy(start + fields[index].length, &huge[size], sizeof *huge);
            EXPECT_STATUS(BITTING_INVALID_ARGUMENT, create(&options));
        }
    }
    uint32_t thresholds[] = {0, 3, UINT32_MAX, 1u << 31};
    for (size_t index = 0; index < sizeof thresholds / sizeof *thresholds; index++) {
        bitting_options options = good_options;
        options.threshold = thresholds[index];
        EXPECT_STATUS(BITTING_INVALID_SIGNERS, create(&options));
    }
}

// Numbers that are no handle of the kind that `good` is.
static size_t wrong_handles(uint64_t good, uint64_t *handles) {
    size_t count = 0;
    uint64_t numbers[] = {0, 1, 42, UINT64_MAX, (uint64_t)1 << 63, good + 1, good | (uint64_t)0xFFFF << 40,
                          good + ((uint64_t)1 << 40), good & ~(uint64_t)0xFFFFFFFFFF, good ^ ((uint64_t)1 << 56),
                          good & 0xFFFFFFFFFFFFFF, (uint64_t)(uintptr_t)&count};
    for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++) handles[count++] = numbers[index];
    for (int bit = 0; bit < 64; bit++) handles[count++] = good ^ ((uint64_t)1 << bit);
    return count;
}

// What stands for nothing that is open; a number may have been a handle once.
static int is_no_handle(bitting_status status) {
    return status == BITTING_INVALID_HANDLE || status == BITTING_CLOSED;
}

static void check_handles(void) {
    uint64_t handles[128];
    bitting_request request = request_for("GET", "/v1/status", token, now);
    bitting_input input = input_of(bundle, NULL);
    bitting_bundle facts;
    facts.size = sizeof facts;
    size_t length;
    size_t count = wrong_handles(authorizer, handles);
    handles[count++] = update;
    for (size_t index = 0; index < count; index++) {
        bitting_update opened = 1;
        EXPECT(is_no_handle(bitting_authorize(handles[index], &request, NULL, NULL, 0)));
        EXPECT(is_no_handle(bitting_open(handles[index], &input, &opened)) && opened == 0);
        EXPECT(is_no_handle(bitting_open_revocations(handles[index], &input, &opened)) && opened == 0);
        EXPECT(is_no_handle(bitting_in_force(handles[index], 0, 0, &facts)));
        EXPECT(is_no_handle(bitting_quota_state(handles[index], 0, 0, NULL, 0, &length)));
        EXPECT(is_no_handle(bitting_replace(handles[index], update, state.bytes, state.length)));
        if (handles[index] != update) EXPECT(is_no_handle(bitting_close(handles[index])));
    }
    count = wrong_handles(update, handles);
    handles[count++] = authorizer;
    for (size_t index = 0; index < count; index++) {
        EXPECT(is_no_handle(bitting_next_state(handles[index], NULL, 0, &length)));
        EXPECT(is_no_handle(bitting_restore_quotas(handles[index], state.bytes, state.length)));
        EXPECT(is_no_handle(bitting_replace(authorizer, handles[index], state.bytes, state.length)));
    }
}

// Of two updates that were opened side by side, the second to come may lack what the first one had.
static void check_outdated_updates(void) {
    bitting_authorizer other;
    bitting_update first, second;
    bitting_input input = input_of(bundle, &state);
    EXPECT_STATUS(BITTING_OK, bitting_create(&good_options, &other));
    EXPECT_STATUS(BITTING_NOT_READY, bitting_open_revocations(other, &input, &first));
    input = input_of(bundle, NULL);
    EXPECT_STATUS(BITTING_OK, bitting_open(other, &input, &first));
    EXPECT_STATUS(BITTING_OK, bitting_open(other, &input, &second));
    EXPECT_STATUS(BITTING_OK, bitting_replace(other, first, state.bytes, state.length));
    EXPECT_STATUS(BITTING_OUTDATED, bitting_replace(other, second, state.bytes, state.length));
    EXPECT_STATUS(BITTING_OK, bitting_close(second));
    EXPECT_STATUS(BITTING_OK, bitting_close(other));
}

static void check_closed_handles(void) {
    bitting_request request = request_for("GET", "/v1/status", token, now);
    bitting_input input = input_of(bundle, NULL);
    bitting_update opened;
    bitting_authorizer first, second;
    size_t length;
    EXPECT_STATUS(BITTING_OK, bitting_create(&good_options, &first));
    EXPECT_STATUS(BITTING_OK, bitting_open(first, &input, &opened));
    // An update belongs to the authorizer that it was opened for.
    EXPECT_STATUS(BITTING_WRONG_AUDIENCE, bitting_replace(authorizer, opened, state.bytes, state.length));
    EXPECT_STATUS(BITTING_OK, bitting_close(first));
    EXPECT_STATUS(BITTING_CLOSED, bitting_close(first));
    EXPECT_STATUS(BITTING_CLOSED, bitting_replace(first, opened, state.bytes, state.length));
    EXPECT_STATUS(BITTING_OK, bitting_next_state(opened, state.bytes, state.length, &length));
    EXPECT_STATUS(BITTING_OK, bitting_close(opened));
    EXPECT_STATUS(BITTING_CLOSED, bitting_close(opened));
    EXPECT_STATUS(BITTING_CLOSED, bitting_next_state(opened, state.bytes, state.length, &length));
    // Another one in its place leaves it closed.
    EXPECT_STATUS(BITTING_OK, bitting_create(&good_options, &second));
    EXPECT(first != second);
    start(second, "one.bitting");
    EXPECT_STATUS(BITTING_CLOSED, bitting_authorize(first, &request, NULL, NULL, 0));
    EXPECT_STATUS(BITTING_CLOSED, bitting_open(first, &input, &opened));
    EXPECT_STATUS(BITTING_OK, bitting_authorize(second, &request, NULL, NULL, 0));
    EXPECT_STATUS(BITTING_OK, bitting_close(second));
}

static void check_number_of_handles(void) {
    static bitting_authorizer all[BITTING_MAXIMUM_HANDLES];
    size_t count = 0;
    while (count < BITTING_MAXIMUM_HANDLES && bitting_create(&good_options, &all[count]) == BITTING_OK) count++;
    // One was there before.
    EXPECT(count == BITTING_MAXIMUM_HANDLES - 1);
    EXPECT_STATUS(BITTING_TOO_MANY_HANDLES, create(&good_options));
    EXPECT_STATUS(BITTING_OK, bitting_close(all[7]));
    EXPECT_STATUS(BITTING_OK, bitting_create(&good_options, &all[7]));
    while (count > 0) EXPECT_STATUS(BITTING_OK, bitting_close(all[--count]));
}

static void check_inputs(void) {
    bitting_update opened;
    bitting_input good = input_of(bundle, &state), input = good;
    char unaligned[sizeof good + 8];
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_open(authorizer, NULL, &opened));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_open(authorizer, &good, NULL));
    memcpy(unaligned + 4, &good, sizeof good);
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT,
                  bitting_open(authorizer, (const bitting_input *)(void *)(unaligned + 4), &opened));
    // Something is in force, so this is no first start; nor does an older state fit.
    input = input_of(bundle, NULL);
    EXPECT_STATUS(BITTING_OUTDATED, bitting_open(authorizer, &input, &opened));
    EXPECT(opened == 0);
    input = good;
    // No state is a first start only where the caller says so, and then there is none.
    input.state = NULL;
    input.state_length = 0;
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_open(authorizer, &input, &opened));
    input = good;
    input.flags |= BITTING_FIRST_START;
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_open(authorizer, &input, &opened));
    for (size_t length = 0; length < state.length; length++) {
        input = good;
        input.state = exact_copy(state.bytes, length);
        input.state_length = length;
        EXPECT_STATUS(BITTING_INVALID_STATE, bitting_open(authorizer, &input, &opened));
        free((void *)(uintptr_t)input.state);
    }
    for (size_t length = 0; length < bundle.length; length += 1 + length / 4) {
        input = good;
        input.bytes = exact_copy(bundle.bytes, length);
        input.length = length;
        EXPECT(bitting_open(authorizer, &input, &opened) <= BITTING_STATE_UNWRITABLE && opened == 0);
        free((void *)(uintptr_t)input.bytes);
    }
    input = good;
    input.length = SIZE_MAX;
    EXPECT_STATUS(BITTING_TOO_LARGE, bitting_open(authorizer, &input, &opened));
    input.length = SIZE_MAX / 2;
    EXPECT_STATUS(BITTING_TOO_LARGE, bitting_open(authorizer, &input, &opened));
    input.bytes = NULL;
    EXPECT_STATUS(BITTING_TOO_LARGE, bitting_open(authorizer, &input, &opened));
    input.length = 1;
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_open(authorizer, &input, &opened));
    input.length = 0;
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_open(authorizer, &input, &opened));
    input = good;
    input.utc = -1;
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_open(authorizer, &input, &opened));
    input.utc = INT64_MAX;
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_open(authorizer, &input, &opened));
    input = good;
    input.flags |= 1u << 7;
    EXPECT_STATUS(BITTING_UNSUPPORTED, bitting_open(authorizer, &input, &opened));
    input = good;
    input.reserved = 1;
    EXPECT_STATUS(BITTING_UNSUPPORTED, bitting_open(authorizer, &input, &opened));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_open_revocations(authorizer, NULL, &opened));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_open_revocations(authorizer, &good, NULL));
    EXPECT_STATUS(BITTING_MALFORMED, bitting_open_revocations(authorizer, &good, &opened));
    input = good;
    input.length = SIZE_MAX;
    EXPECT_STATUS(BITTING_TOO_LARGE, bitting_open_revocations(authorizer, &input, &opened));
}

static void check_states(void) {
    size_t length = 42;
    char unaligned[16];
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_next_state(update, state.bytes, state.length, NULL));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT,
                  bitting_next_state(update, state.bytes, state.length, (size_t *)(void *)(unaligned + 1)));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_next_state(update, NULL, 1, &length));
    for (size_t capacity = 0; capacity < state.length; capacity++) {
        char *buffer = (char *)exact_copy(state.bytes, capacity);
        EXPECT_STATUS(BITTING_BUFFER_TOO_SMALL, bitting_next_state(update, buffer, capacity, &length));
        EXPECT(length == state.length);
        free(buffer);
    }
    EXPECT_STATUS(BITTING_OK, bitting_next_state(update, state.bytes, SIZE_MAX, &length));
    for (size_t index = 0; index < state.length; index++) {
        state.bytes[index] ^= 1;
        EXPECT_STATUS(BITTING_STATE_UNWRITABLE, bitting_replace(authorizer, update, state.bytes, state.length));
        state.bytes[index] ^= 1;
    }
    EXPECT_STATUS(BITTING_STATE_UNWRITABLE, bitting_replace(authorizer, update, "", 0));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_replace(authorizer, update, NULL, 1));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_replace(authorizer, update, state.bytes, SIZE_MAX));
}

static void check_facts(void) {
    bitting_bundle whole, *facts;
    char unaligned[sizeof whole + 8];
    whole.size = sizeof whole;
    memset(unaligned, 0, sizeof unaligned);
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_in_force(authorizer, 0, 0, NULL));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT,
                  bitting_in_force(authorizer, 0, 0, (bitting_bundle *)(void *)(unaligned + 2)));
    EXPECT_STATUS(BITTING_UNSUPPORTED, bitting_in_force(authorizer, 1u << 9, 0, &whole));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_in_force(authorizer, BITTING_TIME_GIVEN, INT64_MIN, &whole));
    EXPECT_STATUS(BITTING_OK, bitting_in_force(authorizer, BITTING_TIME_GIVEN, now, &whole));
    for (size_t size = 8; size < sizeof whole + 64; size++) {
        facts = (bitting_bundle *)malloc(size);
        if (facts == NULL) exit(2);
        memset(facts, 0xA5, size);
        memcpy(facts, &size, sizeof size);
        EXPECT_STATUS(BITTING_OK, bitting_in_force(authorizer, BITTING_TIME_GIVEN, now, facts));
        size_t known = size < sizeof whole ? size : sizeof whole;
        EXPECT(memcmp((char *)facts + 8, (char *)&whole + 8, known - 8) == 0);
        for (size_t index = known; index < size; index++) EXPECT(((char *)facts)[index] == 0);
        free(facts);
    }
}

static void check_answers(void) {
    bitting_request request = request_for("GET", "/v1/tenants/acme/orders", token, now);
    request.address_text = "203.0.113.9";
    request.address_text_length = 11;
    bitting_answer whole, *answer;
    char unaligned[sizeof whole + 8], texts[BITTING_TEXTS_SIZE];
    whole.size = sizeof whole;
    memset(unaligned, 0, sizeof unaligned);
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT,
                  bitting_authorize(authorizer, &request, (bitting_answer *)(void *)(unaligned + 4), NULL, 0));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_authorize(authorizer, &request, &whole, NULL, 1));
    EXPECT_STATUS(BITTING_OK, bitting_authorize(authorizer, &request, &whole, texts, sizeof texts));
    for (size_t size = 0; size < sizeof whole + 64; size++) {
        answer = (bitting_answer *)malloc(size < 8 ? 8 : size);
        if (answer == NULL) exit(2);
        memset(answer, 0xA5, size < 8 ? 8 : size);
        memcpy(answer, &size, sizeof size);
        bitting_status status = bitting_authorize(authorizer, &request, answer, texts, sizeof texts);
        EXPECT_STATUS(size < 8 ? BITTING_INVALID_ARGUMENT : BITTING_OK, status);
        size_t known = size < sizeof whole ? size : sizeof whole;
        if (size >= 8) EXPECT(memcmp((char *)answer + 8, (char *)&whole + 8, known - 8) == 0);
        for (size_t index = known; size >= 8 && index < size; index++) EXPECT(((char *)answer)[index] == 0);
        free(answer);
    }
    // Texts are there whole or not at all, and one after another.
    for (size_t size = 0; size <= whole.texts_length; size++) {
        char *buffer = (char *)malloc(size == 0 ? 1 : size);
        bitting_answer part;
        part.size = sizeof part;
        EXPECT_STATUS(BITTING_OK, bitting_authorize(authorizer, &request, &part, buffer, size));
        const bitting_text *all = &whole.handle, *some = &part.handle;
        for (size_t index = 0; index < 6; index++) {
            bitting_text text = all[index], expected = {0, 0};
            if (text.offset + text.length + 1 <= size) expected = text;
            EXPECT(some[index].offset == expected.offset && some[index].length == expected.length);
            if (expected.length > 0) {
                EXPECT(memcmp(buffer + expected.offset, texts + expected.offset, expected.length + 1) == 0);
            }
        }
        EXPECT(part.texts_length == whole.texts_length && part.ends == whole.ends && part.allowed == 1);
        free(buffer);
    }
    // Whoever wants no texts is told all else.
    bitting_answer bare;
    bare.size = sizeof bare;
    EXPECT_STATUS(BITTING_OK, bitting_authorize(authorizer, &request, &bare, NULL, 0));
    bitting_answer rest = whole;
    rest.texts_length = 0;
    rest.handle = rest.key = rest.type = rest.owner = rest.tenant = rest.route = (bitting_text){0, 0};
    EXPECT(memcmp(&bare, &rest, sizeof rest) == 0);
}

static void expect_no_decision(bitting_status expected, const bitting_request *request, int line) {
    bitting_answer answer;
    memset(&answer, 0xFF, sizeof answer);
    answer.size = sizeof answer;
    expect_status(expected, bitting_authorize(authorizer, request, &answer, NULL, 0), "authorize", __FILE__, line);
    EXPECT(answer.allowed == 0 && answer.reason == 0 && answer.http_status == 500 && answer.sequence == 0);
}

// Texts that cannot be written, and texts in the memory of the answer, whose size has to outlive them.
static void check_places_of_texts(void) {
    bitting_request request = request_for("GET", "/v1/status", token, now);
    bitting_answer answer;
    static const size_t impossible[] = {1, SIZE_MAX};
    for (size_t index = 0; index < sizeof impossible / sizeof *impossible; index++) {
        memset(&answer, 0xFF, sizeof answer);
        answer.size = sizeof answer;
        EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_authorize(authorizer, &request, &answer, NULL, impossible[index]));
        EXPECT(answer.allowed == 0 && answer.http_status == 500);
    }
    for (size_t size = sizeof size; size <= sizeof answer; size += sizeof size) {
        char *memory = (char *)calloc(1, sizeof answer);
        if (memory == NULL) exit(2);
        memcpy(memory, &size, sizeof size);
        EXPECT_STATUS(BITTING_OK, bitting_authorize(authorizer, &request, (bitting_answer *)(void *)memory, memory,
                                                    sizeof answer));
        EXPECT(memcmp(memory, &size, sizeof size) == 0);
        free(memory);
    }
}

static void check_requests(void) {
    bitting_request good = request_for("GET", "/v1/status", token, now), request = good;
    char unaligned[sizeof good + 8];
    expect_no_decision(BITTING_INVALID_ARGUMENT, NULL, __LINE__);
    memcpy(unaligned + 1, &good, sizeof good);
    expect_no_decision(BITTING_INVALID_ARGUMENT, (const bitting_request *)(void *)(unaligned + 1), __LINE__);
    request.method = NULL, request.method_length = 0;
    expect_no_decision(BITTING_INVALID_ARGUMENT, &request, __LINE__);
    request.path = NULL, request.path_length = 0;
    expect_no_decision(BITTING_INVALID_ARGUMENT, &request, __LINE__);
    request = good, request.scope = "orders:read", request.scope_length = 11;
    expect_no_decision(BITTING_INVALID_ARGUMENT, &request, __LINE__);
    request = good, request.flags |= BITTING_ADDRESS_GIVEN, request.address_text = "::1";
    expect_no_decision(BITTING_INVALID_ARGUMENT, &request, __LINE__);
    request = good, request.flags |= 1u << 16;
    expect_no_decision(BITTING_UNSUPPORTED, &request, __LINE__);
    request = good, request.reserved = 1;
    expect_no_decision(BITTING_UNSUPPORTED, &request, __LINE__);
    request = good, request.utc = INT64_MIN;
    expect_no_decision(BITTING_INVALID_ARGUMENT, &request, __LINE__);
    request = good, request.utc = 253402300800;
    expect_no_decision(BITTING_INVALID_ARGUMENT, &request, __LINE__);
    request = good, request.steady = UINT64_MAX;
    EXPECT_STATUS(BITTING_OK, bitting_authorize(authorizer, &request, NULL, NULL, 0));
    for (size_t size = 0; size < sizeof good; size += 8) {
        bitting_request *shorter = (bitting_request *)resized(&good, sizeof good, size < 8 ? 8 : size);
        memcpy(shorter, &size, sizeof size);
        // Without its length, the path is empty.
        bitting_status expected = size < offsetof(bitting_request, path_length) ? BITTING_INVALID_ARGUMENT
                                  : size < offsetof(bitting_request, scope)     ? BITTING_DENIED
                                                                                : BITTING_OK;
        EXPECT_STATUS(expected, bitting_authorize(authorizer, shorter, NULL, NULL, 0));
        free(shorter);
    }
}

static void check_request_texts(void) {
    static const size_t pointers[] = {offsetof(bitting_request, token),        offsetof(bitting_request, method),
                                      offsetof(bitting_request, path),         offsetof(bitting_request, scope),
                                      offsetof(bitting_request, tenant),       offsetof(bitting_request, address_text)};
    static const size_t lengths[] = {0, 1, 2, 54, 55, 56, 255, 256, 2047, 2048, 2049, 65536, (1 << 20) - 1};
    static const int fillers[] = {0, 'A', '/', '%', 0x80, 0xFF};
    char *bytes = (char *)malloc(1 << 20);
    if (bytes == NULL) exit(2);
    for (size_t field = 0; field < sizeof pointers / sizeof *pointers; field++) {
        bitting_request good = request_for("GET", "/v1/tenants/acme/orders", token, now), request = good;
        if (pointers[field] == offsetof(bitting_request, scope)) {
            good.method = good.path = NULL;
            good.method_length = good.path_length = 0;
        }
        for (size_t index = 0; index < sizeof lengths / sizeof *lengths * (sizeof fillers / sizeof *fillers); index++) {
            size_t length = lengths[index / (sizeof fillers / sizeof *fillers)];
            memset(bytes, fillers[index % (sizeof fillers / sizeof *fillers)], 1 << 20);
            // At the end of the memory, so that to read on is noticed.
            const char *start = bytes + (1 << 20) - length;
            request = good;
            memcpy((char *)&request + pointers[field], &start, sizeof start);
            memcpy((char *)&request + pointers[field] + sizeof start, &length, sizeof length);
            EXPECT_STATUS(BITTING_DENIED, bitting_authorize(authorizer, &request, NULL, NULL, 0));
        }
        size_t huge[] = {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 2 + 1, 1 << 20};
        for (size_t index = 0; index < sizeof huge / sizeof *huge; index++) {
            request = good;
            memcpy((char *)&request + pointers[field], &bytes, sizeof bytes);
            memcpy((char *)&request + pointers[field] + sizeof bytes, &huge[index], sizeof *huge);
            expect_no_decision(BITTING_INVALID_ARGUMENT, &request, __LINE__);
            const char *null = NULL;
            memcpy((char *)&request + pointers[field], &null, sizeof null);
            expect_no_decision(BITTING_INVALID_ARGUMENT, &request, __LINE__);
        }
    }
    free(bytes);
}

static void check_addresses(void) {
    uint8_t address[16], none[16] = {0};
    static const char *const wrong[] = {"", "1", "203.0.113.9:80", "[::1]", "fe80::1%eth0", "1.2.3.4.5", "::1 ", "\xFF"};
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_parse_address("::1", 3, NULL));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_parse_address(NULL, 0, address));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_parse_address(NULL, 3, address));
    EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_parse_address("::1", SIZE_MAX, address));
    for (size_t index = 0; index < sizeof wrong / sizeof *wrong; index++) {
        memset(address, 0xA5, sizeof address);
        EXPECT_STATUS(BITTING_INVALID_ARGUMENT, bitting_parse_address(wrong[index], strlen(wrong[index]), address));
        EXPECT(memcmp(address, none, sizeof none) == 0);
    }
    EXPECT_STATUS(BITTING_OK, bitting_parse_address("203.0.113.9", 11, address));
    EXPECT(memcmp(address, "\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xCB\0\x71\x09", 16) == 0);
    EXPECT_STATUS(BITTING_OK, bitting_parse_address("2001:DB8::1", 11, address));
    EXPECT(memcmp(address, "\x20\x01\x0D\xB8\0\0\0\0\0\0\0\0\0\0\0\x01", 16) == 0);
}

static void check_names(void) {
    long numbers[] = {-1, INT32_MIN, INT32_MAX, 1 << 16, 256, 257};
    for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++) {
        EXPECT(strcmp(bitting_status_name((bitting_status)numbers[index]), "unknown-status") == 0);
        EXPECT(strcmp(bitting_reason_name((bitting_reason)numbers[index]), "unknown-reason") == 0);
        EXPECT(bitting_reason_http_status((bitting_reason)numbers[index]) == 500);
    }
    EXPECT(bitting_abi_version() == BITTING_ABI_VERSION);
    EXPECT(strlen(bitting_version()) >= 5);
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    folder = arguments[1];
    now = read_number("now");
    token = read_file("token");
    bundle = read_file("one.bitting");
    file identity = read_file("identity"), signers = read_file("signers");
    good_options = options_of(identity, signers, 1);
    authorizer = make_authorizer(1);
    file first = put_in_force(authorizer, "one.bitting", NULL);
    bitting_input input = input_of(bundle, &first);
    EXPECT_STATUS(BITTING_OK, bitting_open(authorizer, &input, &update));
    free(first.bytes);
    state = next_state(update);

    check_options();
    check_option_texts();
    check_handles();
    check_outdated_updates();
    check_closed_handles();
    check_number_of_handles();
    check_inputs();
    check_states();
    check_facts();
    check_answers();
    check_places_of_texts();
    check_requests();
    check_request_texts();
    check_addresses();
    check_names();

    EXPECT_STATUS(BITTING_OK, bitting_replace(authorizer, update, state.bytes, state.length));
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
    free(state.bytes);
    free(identity.bytes);
    free(signers.bytes);
    free(token.bytes);
    free(bundle.bytes);
    return failures != 0;
}
