// SPDX-License-Identifier: AGPL-3.0-or-later
// What the WebAssembly module exports. The caller makes room, writes a request there, asks, reads the answer (four bytes of length, then the bytes) and
// gives both back. Everything lives in the module's own memory; it asks nothing of its host.
#include "engine/wasm/request.h"
#include <cstdlib>

using bydel::wasm::Question;

namespace {

std::uint8_t* told(Question question, std::uint8_t const* request, std::uint32_t length)
{
    auto bytes = bydel::wasm::answer(question, { request, length });
    auto size = static_cast<std::uint32_t>(bytes.size());
    auto* room = static_cast<std::uint8_t*>(std::malloc(sizeof(size) + size));
    if (room == nullptr)
        return nullptr;
    std::memcpy(room, &size, sizeof(size));
    if (size > 0)
        std::memcpy(room + sizeof(size), bytes.data(), size);
    return room;
}

} // namespace

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
std::uint8_t* bydel_validate(std::uint8_t const* request, std::uint32_t length) { return told(Question::validate, request, length); }
std::uint8_t* bydel_evaluate(std::uint8_t const* request, std::uint32_t length) { return told(Question::evaluate, request, length); }
std::uint8_t* bydel_tornado(std::uint8_t const* request, std::uint32_t length) { return told(Question::tornado, request, length); }
std::uint8_t* bydel_one_way(std::uint8_t const* request, std::uint32_t length) { return told(Question::one_way, request, length); }
std::uint8_t* bydel_simulate(std::uint8_t const* request, std::uint32_t length) { return told(Question::simulate, request, length); }
}
