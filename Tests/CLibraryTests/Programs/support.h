// What the programs here share. Each is handed a folder of bundles and says nothing unless something is wrong.
#ifndef SUPPORT_H
#define SUPPORT_H

#include <bitting.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures = 0;

static inline void fail(const char *format, const char *file, int line, const char *what) {
    // The first ones tell enough.
    if (__atomic_fetch_add(&failures, 1, __ATOMIC_RELAXED) < 20) fprintf(stderr, format, file, line, what);
}

// Goes on after a failure, so that one run tells everything that is wrong.
#define EXPECT(condition) \
    ((condition) ? (void)0 : fail("%s:%d: %s\n", __FILE__, __LINE__, #condition))

// The same for a status, which is told by its name.
#define EXPECT_STATUS(expected, call) expect_status(expected, call, #call, __FILE__, __LINE__)

static inline void expect_status(bitting_status expected, bitting_status status, const char *call, const char *file,
                                 int line) {
    if (status == expected) return;
    char what[512];
    snprintf(what, sizeof what, "%s is %s instead of %s", call, bitting_status_name(status),
             bitting_status_name(expected));
    fail("%s:%d: %s\n", file, line, what);
}

// A file in memory, with a NUL behind it.
typedef struct file {
    char *bytes;
    size_t length;
} file;

static const char *folder;

static inline file read_file(const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        perror(path);
        exit(2);
    }
    // Without a buffer, in which what is secret would stay.
    setvbuf(stream, NULL, _IONBF, 0);
    fseek(stream, 0, SEEK_END);
    file result;
    result.length = (size_t)ftell(stream);
    rewind(stream);
    result.bytes = (char *)malloc(result.length + 1);
    if (result.bytes == NULL || fread(result.bytes, 1, result.length, stream) != result.length) exit(2);
    result.bytes[result.length] = 0;
    fclose(stream);
    return result;
}

// Overwrites what a file had, in a way that no compiler leaves out.
static inline void wipe(file file) {
    for (size_t index = 0; index < file.length; index++) ((volatile char *)file.bytes)[index] = 0;
}

static inline int64_t read_number(const char *name) {
    file text = read_file(name);
    int64_t number = (int64_t)strtoll(text.bytes, NULL, 10);
    free(text.bytes);
    return number;
}

// Options of the shop's storefront.
static inline bitting_options options_of(file identity, file signers, uint32_t threshold) {
    bitting_options options;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.service = "storefront";
    options.service_length = strlen(options.service);
    options.environment = "live";
    options.environment_length = strlen(options.environment);
    options.identities = identity.bytes;
    options.identities_length = identity.length;
    options.signers = signers.bytes;
    options.signers_length = signers.length;
    options.threshold = threshold;
    return options;
}

// An authorizer of the shop's storefront, with the identity and the signers in the folder.
static inline bitting_authorizer make_authorizer(uint32_t threshold) {
    file identity = read_file("identity"), signers = read_file("signers");
    bitting_options options = options_of(identity, signers, threshold);
    bitting_authorizer authorizer;
    EXPECT_STATUS(BITTING_OK, bitting_create(&options, &authorizer));
    wipe(identity);
    free(identity.bytes);
    free(signers.bytes);
    return authorizer;
}

// `bytes` to be opened at the folder's time; with a null state, as at a first start.
static inline bitting_input input_of(file bytes, const file *state) {
    bitting_input input;
    memset(&input, 0, sizeof input);
    input.size = sizeof input;
    input.bytes = bytes.bytes;
    input.length = bytes.length;
    input.flags = BITTING_TIME_GIVEN;
    input.utc = read_number("now");
    if (state == NULL) {
        input.flags |= BITTING_FIRST_START;
    } else {
        input.state = state->bytes;
        input.state_length = state->length;
    }
    return input;
}

// The state after an update.
static inline file next_state(bitting_update update) {
    file state;
    EXPECT_STATUS(BITTING_BUFFER_TOO_SMALL, bitting_next_state(update, NULL, 0, &state.length));
    state.bytes = (char *)malloc(state.length + 1);
    if (state.bytes == NULL) exit(2);
    EXPECT_STATUS(BITTING_OK, bitting_next_state(update, state.bytes, state.length, &state.length));
    return state;
}

// Opens a bundle of the folder after `state`, or as at a first start, puts it in force, and returns the state then.
static inline file put_in_force(bitting_authorizer authorizer, const char *name, const file *state) {
    file bundle = read_file(name);
    bitting_input input = input_of(bundle, state);
    bitting_update update;
    EXPECT_STATUS(BITTING_OK, bitting_open(authorizer, &input, &update));
    file next = next_state(update);
    EXPECT_STATUS(BITTING_OK, bitting_replace(authorizer, update, next.bytes, next.length));
    free(bundle.bytes);
    return next;
}

// The same at a first start, for programs that forget the state.
static inline void start(bitting_authorizer authorizer, const char *name) {
    free(put_in_force(authorizer, name, NULL).bytes);
}

// A request for a route with a token, at the folder's time.
static inline bitting_request request_for(const char *method, const char *path, file token, int64_t now) {
    bitting_request request;
    memset(&request, 0, sizeof request);
    request.size = sizeof request;
    request.token = token.bytes;
    request.token_length = token.length;
    request.method = method;
    request.method_length = strlen(method);
    request.path = path;
    request.path_length = strlen(path);
    request.flags = BITTING_TIME_GIVEN;
    request.utc = now;
    return request;
}

#endif
