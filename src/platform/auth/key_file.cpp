// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/auth/key_file.h"
#include "base/json.h"
#include "base/text.h"
#include "platform/auth/hpke.h"
#include "platform/auth/secrets.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bydel::auth {

static Failure bad_file(std::string cause) { return fail({ 500, "server.bad_key_file", "", {}, std::move(cause) }); }

static std::string random_bytes(std::size_t count)
{
    VERIFY(sodium_init() >= 0);
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string outbox_key_id_of(std::string_view public_key) { return "o" + hash_token(public_key).substr(0, 10); }

std::vector<StoredKey> new_keys()
{
    VERIFY(sodium_init() >= 0);
    auto pair = HpkeKeyPair::generate();
    return { { "k1", "field", random_bytes(32) }, { "i1", "index", random_bytes(32) }, { outbox_key_id_of(pair.public_key()), "outbox", pair.private_key() } };
}

std::string write_keys(std::vector<StoredKey> const& keys)
{
    std::string text;
    for (auto const& key : keys)
        text += Json::object({ { "key", key.id }, { "use", key.use }, { "secret", to_base64url(key.secret) } }).dump() + "\n";
    return text;
}

Result<std::vector<StoredKey>> read_keys(std::string_view text)
{
    std::vector<StoredKey> keys;
    int number = 0;
    for (auto const& line : split(text, '\n')) {
        ++number;
        auto json = parse_json(line);
        if (!json)
            return bad_file("line " + std::to_string(number) + " is not JSON");
        StoredKey key { json->text("key"), json->text("use"), from_base64url(json->text("secret")) };
        bool known = key.use == "field" || key.use == "index" || key.use == "outbox";
        if (!known || key.id.empty() || key.id.find(':') != std::string::npos || key.secret.size() != 32)
            return bad_file("line " + std::to_string(number) + " is not a key of 32 bytes with a name and a use");
        keys.push_back(std::move(key));
    }
    for (auto use : { "field", "index", "outbox" }) {
        if (std::none_of(keys.begin(), keys.end(), [&](auto const& key) { return key.use == use; }))
            return bad_file(std::string("no key for ") + use);
    }
    return keys;
}

namespace {

class File {
public:
    File(std::string const& path, int flags)
        : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600))
    {
    }
    ~File()
    {
        if (descriptor_ >= 0)
            ::close(descriptor_);
    }
    File(File const&) = delete;
    File& operator=(File const&) = delete;
    int descriptor() const { return descriptor_; }
    bool is_open() const { return descriptor_ >= 0; }

private:
    int descriptor_;
};

Result<std::string> read_whole(File const& file, std::string const& path)
{
    struct stat status { };
    if (fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > 100'000)
        return bad_file(path + " is not a file of keys");
    if (status.st_mode & 077)
        return bad_file(path + " can be read by others: chmod 600 it");
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    if (::read(file.descriptor(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        return bad_file(path + ": " + std::strerror(errno));
    return text;
}

Done write_whole(std::string const& path, std::string_view text)
{
    File file(path, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.is_open())
        return bad_file(path + ": " + std::strerror(errno));
    if (::write(file.descriptor(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) || ::fsync(file.descriptor()) != 0)
        return bad_file(path + ": " + std::strerror(errno));
    return {};
}

/// Writes beside the file, then links: link() fails where another process was first, and no one ever sees half a file.
Done create(std::string const& path)
{
    auto draft = path + "." + new_token().substr(0, 8);
    auto written = write_whole(draft, write_keys(new_keys()));
    bool linked = written && ::link(draft.c_str(), path.c_str()) == 0;
    int reason = errno;
    ::unlink(draft.c_str());
    TRY(written);
    if (!linked && reason != EEXIST)
        return bad_file(path + ": " + std::strerror(reason));
    auto slash = path.rfind('/');
    File folder(slash == std::string::npos ? "." : path.substr(0, slash + 1), O_RDONLY | O_DIRECTORY);
    if (!folder.is_open() || ::fsync(folder.descriptor()) != 0)
        return bad_file(path + ": its folder cannot be written to the disk");
    return {};
}

} // namespace

Result<std::vector<StoredKey>> read_or_create_keys(std::string const& path)
{
    if (::access(path.c_str(), F_OK) != 0 && errno == ENOENT)
        TRY(create(path));
    File file(path, O_RDONLY);
    if (!file.is_open())
        return bad_file(path + ": " + std::strerror(errno));
    return read_keys(TRY(read_whole(file, path)));
}

} // namespace bydel::auth
