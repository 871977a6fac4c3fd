#ifndef CYAMLMEMORY_H
#define CYAMLMEMORY_H

#include <stddef.h>

/// Memory for libyaml, which asks for four short pieces for each scalar and gives back three of them at once: nearly all
/// that a check of many keys asks for. Each thread keeps a few pieces of one size for that, and hands out the one that came
/// back last; what is longer, or more than it has, is `malloc`'s.
///
/// libyaml has no setting for it. A program that is linked with its shared library puts these in place of the functions
/// of the same names by having them, which is how shared libraries work on Linux
/// (https://man7.org/linux/man-pages/man8/ld.so.8.html, "LD_DYNAMIC_WEAK"). They are weak: where libyaml is part of the
/// program, and where programs do not work that way, libyaml's own stay, and nothing but the time is another.
///
/// What one thread got must come back on that thread. A parser lives on one thread; see ``EventReader``.

/// How many bytes a piece has.
#define CYAMLMEMORY_PIECE 128
/// How many pieces a thread has.
#define CYAMLMEMORY_PIECES 64

/// Whether `place` is a piece of the calling thread, and no memory of `malloc`'s.
int cyamlmemory_is_piece(const void *place);

/// At least `size` bytes, as `malloc` gives them; null if there are none.
void *yaml_malloc(size_t size);

/// The bytes of the C string `text`, which may be null, in memory of their own; null if there is none.
void *yaml_strdup(const char *text);

/// What is at `place`, in at least `size` bytes, as `realloc` does it; null if there are none, and `place` stays.
void *yaml_realloc(void *place, size_t size);

/// Takes `place`, which may be null, back.
void yaml_free(void *place);

#endif
