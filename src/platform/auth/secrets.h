// SPDX-License-Identifier: AGPL-3.0-or-later
// The server's secrets: passwords, random tokens, field encryption with key ids, a blind index, and the key pair that phones seal their
// outbox to. libsodium and OpenSSL live behind secrets.cpp and hpke.cpp.
#pragma once
#include "base/result.h"
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace bydel::auth {

/// Argon2id, 19 MiB, two passes (OWASP 2023). One at a time in the whole process: memory stays bounded.
std::string hash_password(std::string_view password);
bool password_matches(std::string_view hash, std::string_view password);
/// Takes as long as a real check: called for unknown e-mail addresses.
void pretend_to_check(std::string_view password);
/// Passwords checked in this process, pretended ones included.
std::int64_t passwords_checked();

/// 32 random bytes as base64url.
std::string new_token();
/// What is stored of a token: SHA-256, base64url.
std::string hash_token(std::string_view token);

/// The keys of one data folder. Created on first use with mode 0600; losing the file loses the encrypted fields.
class Vault {
public:
    /// Reads `file`, or creates it where it does not exist. Problem server.bad_key_file.
    static Result<Vault> open(std::string const& file);
    /// New keys that live in memory only: for tests.
    static Vault temporary();

    /// XChaCha20-Poly1305; `context` ("dk/person/<id>/display_name") is authenticated, so a value cannot be moved. "k1:…".
    std::string seal(std::string_view plain, std::string_view context) const;
    /// Problem 500 server.cannot_open_field.
    Result<std::string> open_field(std::string_view sealed, std::string_view context) const;
    /// HMAC-SHA-256 of normalised text, for equality look-ups of encrypted fields.
    std::string blind_index(std::string_view normalised) const;

    /// The outbox key pair (P-256), docs/sync.md.
    std::string const& outbox_key_id() const;
    std::string const& outbox_public_key() const; ///< 65 bytes, base64url
    /// HPKE base mode single shot. Problem 422 sync.cannot_open.
    Result<std::string> open_outbox(std::string_view key_id, std::string_view sealed_base64url, std::string_view aad) const;

    Vault(Vault&&) noexcept;
    Vault& operator=(Vault&&) noexcept;
    ~Vault();

private:
    struct Keys;
    explicit Vault(std::unique_ptr<Keys> keys);
    std::unique_ptr<Keys> keys_;
};

/// The phone's side, for tests, the property test and the demo: seals to a public key (65 bytes, base64url). Returns base64url(enc ‖ ct).
std::string seal_for_outbox(std::string_view public_key_base64url, std::string_view plain, std::string_view aad);

/// HPKE (RFC 9180) DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, first message: for the RFC's vectors.
std::string hpke_open(std::string_view private_key, std::string_view enc, std::string_view info, std::string_view aad, std::string_view ciphertext);

} // namespace bydel::auth
