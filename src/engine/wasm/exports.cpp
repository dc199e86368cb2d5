// SPDX-License-Identifier: AGPL-3.0-or-later
// What the WebAssembly module exports. The caller makes room, writes the text of a question there, asks, reads the answer (four bytes of length, then the
// text) and gives both back. Everything lives in the module's own memory; it asks nothing of its host.
#include "engine/wasm/request.h"
#include <cstdint>
#include <cstdlib>
#include <cstring>

#ifdef __wasm__
// The C library's way to say why it aborts; here nobody listens, and the module imports nothing.
extern "C" {
std::int32_t __imported_wasi_snapshot_preview1_fd_close(std::int32_t) { return 8; }
std::int32_t __imported_wasi_snapshot_preview1_fd_seek(std::int32_t, std::int64_t, std::int32_t, std::int32_t) { return 8; }
std::int32_t __imported_wasi_snapshot_preview1_fd_write(std::int32_t, std::int32_t, std::int32_t, std::int32_t) { return 8; }
}
#endif

extern "C" {
void* bydel_room(std::uint32_t length) { return std::malloc(length == 0 ? 1 : length); }
void bydel_give_back(void* room) { std::free(room); }

/// Null where there is no memory for the answer.
char* bydel_answer(char const* request, std::uint32_t length)
{
    auto const text = bydel::wasm::answer({ request, length });
    auto const size = static_cast<std::uint32_t>(text.size());
    auto* room = static_cast<char*>(std::malloc(sizeof(size) + size));
    if (room == nullptr)
        return nullptr;
    std::memcpy(room, &size, sizeof(size));
    std::memcpy(room + sizeof(size), text.data(), size);
    return room;
}
}
