// Opens the bundles that the file `cases` names, each with a state or none, and prints what that came to.
#include "support.h"

int main(int count, char **arguments) {
    if (count != 2) return 2;
    folder = arguments[1];
    bitting_authorizer authorizer = make_authorizer(2);
    file cases = read_file("cases");
    for (char *name = strtok(cases.bytes, "\n"); name != NULL; name = strtok(NULL, "\n")) {
        char state_name[256];
        snprintf(state_name, sizeof state_name, "%s.state", name);
        file bundle = read_file(name), state = read_file(state_name);
        bitting_input input = input_of(bundle, state.length == 0 ? NULL : &state);
        // More than there can be; no byte of it is read.
        if (strcmp(name, "too-large") == 0) input.length = SIZE_MAX;
        bitting_update update = 1;
        bitting_status status = bitting_open(authorizer, &input, &update);
        EXPECT((update != 0) == (status == BITTING_OK));
        if (status == BITTING_OK) {
            EXPECT_STATUS(BITTING_STATE_UNWRITABLE, status = bitting_replace(authorizer, update, "something else", 14));
            EXPECT_STATUS(BITTING_OK, bitting_close(update));
        }
        printf("%s: %d %s\n", name, (int)status, bitting_status_name(status));
        free(bundle.bytes);
        free(state.bytes);
    }
    free(cases.bytes);
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
    return failures != 0;
}
