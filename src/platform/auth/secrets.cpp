// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/auth/secrets.h"
#include "base/text.h"
#include <atomic>
#include <mutex>
#include <sodium.h>

namespace bydel::auth {

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 19 * 1024 * 1024;

void start_sodium()
{
    static bool const started = sodium_init() >= 0;
    VERIFY(started);
}

/// One Argon2 at a time in the process: 19 MiB, however many people sign in at once.
std::mutex& one_at_a_time()
{
    static std::mutex mutex;
    return mutex;
}

} // namespace

static std::atomic<std::int64_t> checked = 0;
std::int64_t passwords_checked() { return checked; }

std::string hash_password(std::string_view password)
{
    start_sodium();
    std::lock_guard lock(one_at_a_time());
    char hash[crypto_pwhash_STRBYTES];
    VERIFY(crypto_pwhash_str_alg(hash, password.data(), password.size(), passes, memory, crypto_pwhash_ALG_ARGON2ID13) == 0);
    return hash;
}

bool password_matches(std::string_view hash, std::string_view password)
{
    start_sodium();
    std::string terminated(hash);
    if (terminated.size() >= crypto_pwhash_STRBYTES)
        return false;
    std::lock_guard lock(one_at_a_time());
    ++checked;
    return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

void pretend_to_check(std::string_view password)
{
    static auto const hash = hash_password("nobody has this password");
    (void)password_matches(hash, password);
}

std::string new_token()
{
    start_sodium();
    std::string random(32, '\0');
    randombytes_buf(random.data(), random.size());
    return to_base64url(random);
}

std::string hash_token(std::string_view token)
{
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), reinterpret_cast<unsigned char const*>(token.data()), token.size());
    return to_base64url(hash);
}

} // namespace bydel::auth
