// SPDX-License-Identifier: AGPL-3.0-or-later
// For tests/clock.test.mjs: jemalloc asks what time it is before libfaketime is ready, which then asks for memory, and each waits for the other. Preloaded
// before libstdc++, this gives whoever wants memory the C library's instead.
#include <errno.h>
#include <stddef.h>

void* __libc_malloc(size_t);
void* __libc_calloc(size_t, size_t);
void* __libc_realloc(void*, size_t);
void* __libc_memalign(size_t, size_t);
void __libc_free(void*);

void* malloc(size_t size) { return __libc_malloc(size); }
void* calloc(size_t count, size_t size) { return __libc_calloc(count, size); }
void* realloc(void* old, size_t size) { return __libc_realloc(old, size); }
void* memalign(size_t alignment, size_t size) { return __libc_memalign(alignment, size); }
void* aligned_alloc(size_t alignment, size_t size) { return __libc_memalign(alignment, size); }
void free(void* old) { __libc_free(old); }
int posix_memalign(void** made, size_t alignment, size_t size)
{
    *made = __libc_memalign(alignment, size);
    return *made ? 0 : ENOMEM;
}
