#define _DEFAULT_SOURCE
#include "service.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---------------------------------------------------------------------------------------------------------------------
 * Files
 */

/*
 * A file of the folder. It is mapped, because some are larger than the memory. Nobody changes it meanwhile: bitting.h asks
 * for that.
 */
static text map_file(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) give_up(path, "cannot be read");
    text content = {"", (size_t)status.st_size};
    if (content.length > 0)
        content.bytes = mmap(NULL, content.length, PROT_READ, MAP_PRIVATE | MAP_NORESERVE, file, 0);
    if (content.bytes == MAP_FAILED) give_up(path, "cannot be mapped");
    close(file);
    return content;
}

static void unmap_file(text content) {
    if (content.length > 0) munmap(content.bytes, content.length);
}

/* ---------------------------------------------------------------------------------------------------------------------
 * Starting and ending
 */

static bitting_authorizer create(const char *folder, const step *validator) {
    text identity = map_file(folder, "identity"), signers = map_file(folder, "signers");
    bitting_options options = {
        .size = sizeof options,
        .service = validator->service.bytes,
        .service_length = validator->service.length,
        .environment = validator->environment.bytes,
        .environment_length = validator->environment.length,
        .identities = identity.bytes,
        .identities_length = identity.length,
        .signers = signers.bytes,
        .signers_length = signers.length,
        .threshold = validator->threshold,
    };
    bitting_authorizer authorizer;
    bitting_status status = bitting_create(&options, &authorizer);
    if (status != BITTING_OK) give_up(folder, bitting_status_name(status));
    unmap_file(identity);
    unmap_file(signers);
    return authorizer;
}

service start_service(const char *folder, step validator) {
    return (service){.folder = folder, .validator = validator, .authorizer = create(folder, &validator)};
}

static void forget_state(service *service) {
    free(service->state.bytes);
    service->state = (text){NULL, 0};
}

static void forget_bundle(service *service) {
    free(service->last);
    service->last = NULL;
}

void end_service(service *service) {
    bitting_close(service->authorizer);
    forget_state(service);
    forget_bundle(service);
    free_step(&service->validator);
}

void restart_service(service *service, const step *now) {
    int is_first = strcmp(now->state, "none") == 0;
    if (!now->is_restarted && !is_first) return;
    bitting_close(service->authorizer);
    service->authorizer = create(service->folder, &service->validator);
    if (is_first) {
        forget_state(service);
        forget_bundle(service);
    } else if (service->last != NULL) {
        step again = {.action = "open", .file = service->last, .utc = now->utc, .steady = now->steady, .state = "kept"};
        bitting_status status = take_file(service, &again);
        if (status != BITTING_OK) give_up(service->last, bitting_status_name(status));
    }
}

/* ---------------------------------------------------------------------------------------------------------------------
 * Bundles and lists
 */

static text next_state(bitting_update update) {
    text state = {NULL, 0};
    if (bitting_next_state(update, NULL, 0, &state.length) != BITTING_BUFFER_TOO_SMALL) give_up("state", "no length");
    state.bytes = malloc(state.length);
    if (state.bytes == NULL) give_up("state", "no memory");
    bitting_status status = bitting_next_state(update, state.bytes, state.length, &state.length);
    if (status != BITTING_OK) give_up("state", bitting_status_name(status));
    return state;
}

/* Puts an update in force, if its state can be written. */
static bitting_status put_in_force(service *service, bitting_update update, const step *step) {
    text state = next_state(update), written = state;
    if (strcmp(step->state, "unwritable") == 0) written = (text){NULL, 0};
    bitting_status status = bitting_replace(service->authorizer, update, written.bytes, written.length);
    if (status != BITTING_OK) {
        bitting_close(update);
        free(state.bytes);
        return status;
    }
    forget_state(service);
    service->state = state;
    return status;
}

bitting_status take_file(service *service, const step *step) {
    int is_bundle = strcmp(step->action, "open") == 0;
    text content = map_file(service->folder, step->file);
    bitting_input input = {
        .size = sizeof input,
        .bytes = content.bytes,
        .length = content.length,
        .state = service->state.bytes,
        .state_length = service->state.length,
        .utc = step->utc,
        .steady = step->steady,
        .flags = BITTING_TIME_GIVEN | (service->state.bytes == NULL ? BITTING_FIRST_START : 0),
    };
    bitting_update update;
    bitting_status status = is_bundle ? bitting_open(service->authorizer, &input, &update)
                                      : bitting_open_revocations(service->authorizer, &input, &update);
    unmap_file(content);
    if (status == BITTING_OK) status = put_in_force(service, update, step);
    if (status == BITTING_OK && is_bundle && step->file != service->last) {
        forget_bundle(service);
        service->last = strdup(step->file);
    }
    return status;
}

/* ---------------------------------------------------------------------------------------------------------------------
 * Requests
 */

bitting_status ask(service *service, const step *step, bitting_answer *answer, char *texts, size_t texts_size) {
    bitting_request request = {
        .size = sizeof request,
        .token = step->token.bytes,
        .token_length = step->token.length,
        .method = step->method.bytes,
        .method_length = step->method.length,
        .path = step->path.bytes,
        .path_length = step->path.length,
        .scope = step->scope.bytes,
        .scope_length = step->scope.length,
        .tenant = step->tenant.bytes,
        .tenant_length = step->tenant.length,
        .address_text = step->from.bytes,
        .address_text_length = step->from.length,
        .utc = step->utc,
        .steady = step->steady,
        .flags = BITTING_TIME_GIVEN | (step->token_count > 1 ? BITTING_SEVERAL_CREDENTIALS : 0),
    };
    memset(answer, 0, sizeof *answer);
    answer->size = sizeof *answer;
    return bitting_authorize(service->authorizer, &request, answer, texts, texts_size);
}
