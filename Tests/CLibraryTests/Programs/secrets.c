// Opens a bundle and decides, then has gdb write all of this process that a core file may hold, and all of it altogether;
// and looks at how the image is mapped.
#define _POSIX_C_SOURCE 200809L
#include <unistd.h>

#include "support.h"

// The image is the one large piece of memory that is nobody's file and only read: each such piece must be one that core
// files leave out ("dd", in proc_pid_smaps(5)).
static void check_mappings(void) {
    FILE *maps = fopen("/proc/self/smaps", "r");
    char line[512];
    int is_image = 0, images = 0;
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        unsigned long start, end, inode;
        char rights[5];
        if (sscanf(line, "%lx-%lx %4s %*s %*s %lu", &start, &end, rights, &inode) == 4) {
            is_image = inode == 0 && strcmp(rights, "r--p") == 0 && end - start >= 100000 && strchr(line, '[') == NULL;
        } else if (is_image && strncmp(line, "VmFlags:", 8) == 0) {
            EXPECT(strstr(line, " dd") != NULL);
            images++;
        }
    }
    if (maps != NULL) fclose(maps);
    EXPECT(images == 1);
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    folder = arguments[1];
    bitting_authorizer authorizer = make_authorizer(1);
    start(authorizer, "large.bitting");
    file token = read_file("token"), decoy = read_file("decoy");
    bitting_request request = request_for("GET", "/v1/tenants/acme/orders", token, read_number("now"));
    EXPECT_STATUS(BITTING_DENIED, bitting_authorize(authorizer, &request, NULL, NULL, 0));
    check_mappings();
    char command[8192];
    snprintf(command, sizeof command,
             "exec gdb --batch --pid %ld -ex 'gcore %s/core' -ex 'set dump-excluded-mappings on' "
             "-ex 'set use-coredump-filter off' -ex 'gcore %s/everything' > '%s/gdb.log' 2>&1",
             (long)getpid(), folder, folder, folder);
    EXPECT(system(command) == 0);
    EXPECT_STATUS(BITTING_OK, bitting_close(authorizer));
    snprintf(command, sizeof command,
             "exec gdb --batch --pid %ld -ex 'set dump-excluded-mappings on' -ex 'set use-coredump-filter off' "
             "-ex 'gcore %s/closed' > '%s/gdb.log' 2>&1",
             (long)getpid(), folder, folder);
    EXPECT(system(command) == 0);
    // Only now, so that the decoy is there to be found.
    free(token.bytes);
    free(decoy.bytes);
    return failures != 0;
}
