// open-floor seal COUNT FILE: makes a file of so many bytes, in chunks of 64 KiB that are sealed with a key of zeros.
// open-floor open FILE: what libsodium alone takes to open it: reads it, hashes it with BLAKE2b, decrypts each chunk.
//
// A program that reads, verifies and decrypts a bundle of that size with the same library, one after the other, cannot be
// faster than this on one core.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 65536, SEALED = CHUNK + crypto_aead_chacha20poly1305_ietf_ABYTES, HUGE_PAGE = 1 << 21 };

static const unsigned char key[crypto_aead_chacha20poly1305_ietf_KEYBYTES];

static int fail(const char *what) {
  fprintf(stderr, "open-floor: %s\n", what);
  return 1;
}

static void nonce_of(size_t chunk, unsigned char nonce[12]) {
  memset(nonce, 0, 12);
  memcpy(nonce, &chunk, sizeof chunk);
}

// Memory as the other side has it.
static unsigned char *pages(size_t size) {
  void *start = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) exit(fail("no memory"));
  (void)madvise(start, size, MADV_HUGEPAGE);
  return start;
}

static int seal(size_t count, const char *path) {
  static unsigned char plain[CHUNK], sealed[SEALED];
  FILE *file = fopen(path, "wb");
  if (!file) return fail("cannot write");
  for (size_t chunk = 0; chunk * SEALED < count; chunk++) {
    unsigned char nonce[12];
    size_t left = count - chunk * SEALED, size = left < SEALED ? left : SEALED;
    nonce_of(chunk, nonce);
    memset(plain, (int)chunk, sizeof plain);
    if (size <= SEALED - CHUNK) break;
    crypto_aead_chacha20poly1305_ietf_encrypt(sealed, NULL, plain, size - (SEALED - CHUNK), NULL, 0, NULL, nonce, key);
    if (fwrite(sealed, 1, size, file) != size) return fail("cannot write");
  }
  return fclose(file) == 0 ? 0 : fail("cannot write");
}

static int open_file(const char *path) {
  struct stat status;
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 || fstat(descriptor, &status) != 0) return fail("cannot read");
  size_t count = (size_t)status.st_size, done = 0;
  unsigned char *file = pages(count), *plain = pages(count), digest[64];
  while (done < count) {
    ssize_t step = read(descriptor, file + done, count - done);
    if (step <= 0) return fail("cannot read");
    done += (size_t)step;
  }
  crypto_generichash(digest, sizeof digest, file, count, NULL, 0);
  for (size_t chunk = 0; chunk * SEALED < count; chunk++) {
    unsigned char nonce[12];
    size_t left = count - chunk * SEALED;
    nonce_of(chunk, nonce);
    if (crypto_aead_chacha20poly1305_ietf_decrypt(
            plain + chunk * CHUNK, NULL, NULL, file + chunk * SEALED, left < SEALED ? left : SEALED, NULL, 0, nonce,
            key) != 0) {
      return fail("not authentic");
    }
  }
  printf("%02x %02x\n", digest[0], plain[0]);
  return 0;
}

int main(int count, char **words) {
  if (sodium_init() < 0) return fail("no libsodium");
  if (count == 4 && strcmp(words[1], "seal") == 0) return seal(strtoull(words[2], NULL, 10), words[3]);
  if (count == 3 && strcmp(words[1], "open") == 0) return open_file(words[2]);
  return fail("seal COUNT FILE, or open FILE");
}
