#include "cyamlmemory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// AddressSanitizer sees into what `malloc` gives, and into nothing smaller.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ALL_IS_MALLOCED 1
#endif
#endif

typedef union piece {
    // Of one that is not lent: the one that came back before it.
    union piece *next;
    _Alignas(16) unsigned char bytes[CYAMLMEMORY_PIECE];
} piece;

// At a fixed distance from where a thread's memory begins, so that it is found without a call.
static _Thread_local __attribute__((tls_model("initial-exec"))) struct {
    piece pieces[CYAMLMEMORY_PIECES];
    // The one that came back last.
    piece *back;
    // How many were lent at least once: the others wait untouched.
    size_t begun;
} memory;

static inline int is_piece(const void *place) {
    return (uintptr_t)place - (uintptr_t)memory.pieces < sizeof memory.pieces;
}

static inline piece *piece_of_its_own(void) {
#ifdef ALL_IS_MALLOCED
    return NULL;
#endif
    piece *piece = memory.back;
    if (piece) {
        memory.back = piece->next;
    } else if (memory.begun < CYAMLMEMORY_PIECES) {
        piece = &memory.pieces[memory.begun++];
    } else {
        return NULL;
    }
    return piece;
}

int cyamlmemory_is_piece(const void *place) { return is_piece(place); }

__attribute__((weak)) void *yaml_malloc(size_t size) {
    if (size <= CYAMLMEMORY_PIECE) {
        piece *piece = piece_of_its_own();
        if (piece) return piece;
    }
    return malloc(size ? size : 1);
}

__attribute__((weak)) void yaml_free(void *place) {
    // libyaml gives back whatever an event may have, most of which it has not.
    if (!place) return;
    if (!is_piece(place)) {
        free(place);
        return;
    }
    piece *piece = place;
    piece->next = memory.back;
    memory.back = piece;
}

__attribute__((weak)) void *yaml_realloc(void *place, size_t size) {
    if (!place) return yaml_malloc(size);
    if (!is_piece(place)) return realloc(place, size ? size : 1);
    if (size <= CYAMLMEMORY_PIECE) return place;
    void *larger = malloc(size);
    if (!larger) return NULL;
    memcpy(larger, place, CYAMLMEMORY_PIECE);
    yaml_free(place);
    return larger;
}

__attribute__((weak)) void *yaml_strdup(const char *text) {
    if (!text) return NULL;
    size_t size = strlen(text) + 1;
    void *copy = yaml_malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}
