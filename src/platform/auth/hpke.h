// SPDX-License-Identifier: AGPL-3.0-or-later
// HPKE (RFC 9180), base mode, one message per key agreement: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM. Only what the outbox
// needs: no PSK, no sender authentication, no exporter. A key pair is parsed once and used from many threads.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bydel::auth {

inline constexpr std::size_t hpke_point_size = 65;
inline constexpr std::size_t hpke_scalar_size = 32;
inline constexpr std::size_t hpke_tag_size = 16;

class HpkeKeyPair {
public:
    static HpkeKeyPair generate();
    /// Nothing where the bytes are no scalar of P-256.
    static std::optional<HpkeKeyPair> from_private_key(std::string_view scalar);

    std::string const& private_key() const { return private_key_; } ///< 32 bytes
    std::string const& public_key() const { return public_key_; }   ///< 65 bytes, uncompressed point
    /// Nothing where anything at all does not fit: it never says what.
    std::optional<std::string> open(std::string_view enc, std::string_view info, std::string_view aad, std::string_view ciphertext) const;
    /// Seals once to `public_key`, this pair being the ephemeral one: it must not be used again. For hpke_seal and the RFC's vectors.
    std::optional<std::string> seal_as_ephemeral(std::string_view public_key, std::string_view info, std::string_view aad, std::string_view plain) const;

    HpkeKeyPair(HpkeKeyPair&&) noexcept;
    HpkeKeyPair& operator=(HpkeKeyPair&&) noexcept;
    ~HpkeKeyPair();

private:
    struct Parsed;
    HpkeKeyPair(std::string private_key, std::string public_key, std::unique_ptr<Parsed> parsed);
    std::string private_key_;
    std::string public_key_;
    std::unique_ptr<Parsed> parsed_;
};

/// enc followed by the ciphertext; nothing where the public key is no point of the curve.
std::optional<std::string> hpke_seal(std::string_view public_key, std::string_view info, std::string_view aad, std::string_view plain);

} // namespace bydel::auth
