// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/wire.h"
#include <doctest/doctest.h>
#include <zlib.h>

using namespace bydel::http;

TEST_CASE("what gzip packed unpacks to the same")
{
    for (std::size_t size : { std::size_t(0), std::size_t(1), std::size_t(5000), std::size_t(600'000) }) {
        std::string plain;
        for (std::size_t i = 0; i < size; ++i)
            plain += static_cast<char>('a' + i * i % 23);
        auto packed = gzipped(plain);
        std::string unpacked(size + 1, '\0');
        z_stream stream {};
        inflateInit2(&stream, 15 + 16);
        stream.next_in = reinterpret_cast<unsigned char*>(packed.data());
        stream.avail_in = static_cast<unsigned>(packed.size());
        stream.next_out = reinterpret_cast<unsigned char*>(unpacked.data());
        stream.avail_out = static_cast<unsigned>(unpacked.size());
        CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
        CHECK(unpacked.substr(0, stream.total_out) == plain);
        inflateEnd(&stream);
    }
}

TEST_CASE("small or already packed bodies are left alone")
{
    Request request;
    request.headers = { { "accept-encoding", "gzip" } };
    auto encoding_of = [&](Response response) {
        compress_where_it_pays(request, response);
        return response.encoding;
    };
    CHECK(encoding_of({ 200, { { "Content-Type", "text/html" } }, std::string(5000, 'x') }) == "gzip");
    CHECK(encoding_of({ 200, { { "Content-Type", "text/html" } }, std::string(1024, 'x') }).empty());
    CHECK(encoding_of({ 200, { { "Content-Type", "image/png" } }, std::string(5000, 'x') }).empty());
    CHECK(encoding_of({ 200, {}, std::string(5000, 'x') }).empty());
}

TEST_CASE("nothing follows the head of 204 and 304")
{
    for (int status : { 204, 304 }) {
        Response response { status };
        CHECK(write_head(response, AfterAnswer::keep_open).find("Content-Length") == std::string::npos);
        CHECK(!has_body({}, response));
    }
    CHECK(has_body({}, { 200 }));
}
