// SPDX-License-Identifier: AGPL-3.0-or-later
// Elliptic curve and AES-GCM by OpenSSL 3, HKDF by libsodium's HMAC. The names of the steps are those of RFC 9180, sections 4 and 5.
#include "platform/auth/hpke.h"
#include "base/result.h"
#include "platform/auth/bytes.h"
#include "platform/auth/secrets.h"
#include <array>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <sodium.h>

namespace bydel::auth {

namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* pointer) const
    {
        release(pointer);
    }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Release<EVP_CIPHER_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Release<BN_clear_free>>;
using Group = std::unique_ptr<EC_GROUP, Release<EC_GROUP_free>>;
using NumberContext = std::unique_ptr<BN_CTX, Release<BN_CTX_free>>;
using Point = std::unique_ptr<EC_POINT, Release<EC_POINT_clear_free>>;

constexpr std::string_view kem_suite { "KEM\x00\x10", 5 };
constexpr std::string_view hpke_suite { "HPKE\x00\x10\x00\x01\x00\x01", 10 };
constexpr std::size_t hash_size = 32;
constexpr std::size_t key_size = 16;
constexpr std::size_t hpke_nonce_size = 12;

EC_GROUP const* curve()
{
    static Group const group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    return group.get();
}

std::string hmac(std::string_view key, std::string_view message)
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes(message), message.size());
    std::string mac(hash_size, '\0');
    crypto_auth_hmacsha256_final(&state, bytes(mac));
    sodium_memzero(&state, sizeof state);
    return mac;
}

std::string concat(std::initializer_list<std::string_view> parts)
{
    std::string whole;
    for (auto part : parts)
        whole += part;
    return whole;
}

std::string labeled_extract(std::string_view suite, std::string_view salt, std::string_view label, std::string_view ikm)
{
    return hmac(salt, concat({ "HPKE-v1", suite, label, ikm }));
}

/// At most one block of HMAC-SHA-256: every length here is 32 or less.
std::string labeled_expand(std::string_view suite, std::string_view prk, std::string_view label, std::string_view info, std::size_t length)
{
    char const size[] = { 0, static_cast<char>(length) };
    auto block = hmac(prk, concat({ { size, 2 }, "HPKE-v1", suite, label, info, { "\x01", 1 } }));
    block.resize(length);
    return block;
}

/// The x of `scalar` times the point; nothing where the bytes are no point of the curve. Reading the point checks that it is on it, and P-256 has cofactor 1.
/// OpenSSL multiplies one point by one number in constant time; its EVP layer would do the same, and look up its algorithms anew each time.
std::optional<std::string> diffie_hellman(BIGNUM const* scalar, std::string_view point)
{
    if (point.size() != hpke_point_size || point[0] != 4)
        return std::nullopt;
    NumberContext context(BN_CTX_secure_new());
    Point peer(EC_POINT_new(curve())), product(EC_POINT_new(curve()));
    Number x(BN_secure_new());
    std::string secret(hash_size, '\0');
    if (EC_POINT_oct2point(curve(), peer.get(), bytes(point), point.size(), context.get()) != 1
        || EC_POINT_mul(curve(), product.get(), nullptr, peer.get(), scalar, context.get()) != 1 || EC_POINT_is_at_infinity(curve(), product.get()) != 0
        || EC_POINT_get_affine_coordinates(curve(), product.get(), x.get(), nullptr, context.get()) != 1
        || BN_bn2binpad(x.get(), bytes(secret), static_cast<int>(secret.size())) != static_cast<int>(secret.size()))
        return std::nullopt;
    return secret;
}

struct MessageKey {
    std::string key;
    std::string nonce;
    ~MessageKey() { sodium_memzero(key.data(), key.size()); }
};

/// ExtractAndExpand of the KEM, then KeySchedule in base mode. The sequence number is 0, so the nonce is the base nonce.
MessageKey key_schedule(std::string_view dh, std::string_view enc, std::string_view recipient, std::string_view info)
{
    auto eae_prk = labeled_extract(kem_suite, "", "eae_prk", dh);
    auto shared_secret = labeled_expand(kem_suite, eae_prk, "shared_secret", concat({ enc, recipient }), hash_size);
    static auto const psk_id_hash = labeled_extract(hpke_suite, "", "psk_id_hash", "");
    auto info_hash = labeled_extract(hpke_suite, "", "info_hash", info);
    auto context = concat({ { "\0", 1 }, psk_id_hash, info_hash });
    auto secret = labeled_extract(hpke_suite, shared_secret, "secret", "");
    return { labeled_expand(hpke_suite, secret, "key", context, key_size), labeled_expand(hpke_suite, secret, "base_nonce", context, hpke_nonce_size) };
}

EVP_CIPHER const* aes_gcm()
{
    static EVP_CIPHER const* const cipher = EVP_CIPHER_fetch(nullptr, "AES-128-GCM", nullptr);
    return cipher;
}

std::optional<std::string> decrypt(MessageKey const& with, std::string_view aad, std::string_view ciphertext)
{
    if (ciphertext.size() < hpke_tag_size)
        return std::nullopt;
    auto body = ciphertext.substr(0, ciphertext.size() - hpke_tag_size);
    std::string tag(ciphertext.substr(body.size()));
    std::string plain(body.size(), '\0');
    CipherContext context(EVP_CIPHER_CTX_new());
    int length = 0;
    if (EVP_DecryptInit_ex2(context.get(), aes_gcm(), bytes(with.key), bytes(with.nonce), nullptr) != 1
        || EVP_DecryptUpdate(context.get(), nullptr, &length, bytes(aad), static_cast<int>(aad.size())) != 1
        || EVP_DecryptUpdate(context.get(), bytes(plain), &length, bytes(body), static_cast<int>(body.size())) != 1
        || EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, hpke_tag_size, tag.data()) != 1
        || EVP_DecryptFinal_ex(context.get(), bytes(plain) + length, &length) != 1)
        return std::nullopt;
    return plain;
}

std::string encrypt(MessageKey const& with, std::string_view aad, std::string_view plain)
{
    std::string out(plain.size() + hpke_tag_size, '\0');
    CipherContext context(EVP_CIPHER_CTX_new());
    int length = 0;
    VERIFY(EVP_EncryptInit_ex2(context.get(), aes_gcm(), bytes(with.key), bytes(with.nonce), nullptr) == 1);
    VERIFY(EVP_EncryptUpdate(context.get(), nullptr, &length, bytes(aad), static_cast<int>(aad.size())) == 1);
    VERIFY(EVP_EncryptUpdate(context.get(), bytes(out), &length, bytes(plain), static_cast<int>(plain.size())) == 1);
    VERIFY(EVP_EncryptFinal_ex(context.get(), bytes(out) + length, &length) == 1);
    VERIFY(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, hpke_tag_size, bytes(out) + plain.size()) == 1);
    return out;
}

std::optional<std::string> public_point_of(BIGNUM const* scalar)
{
    if (BN_is_zero(scalar) || BN_cmp(scalar, EC_GROUP_get0_order(curve())) >= 0)
        return std::nullopt;
    Point point(EC_POINT_new(curve()));
    std::string text(hpke_point_size, '\0');
    if (EC_POINT_mul(curve(), point.get(), scalar, nullptr, nullptr, nullptr) != 1
        || EC_POINT_point2oct(curve(), point.get(), POINT_CONVERSION_UNCOMPRESSED, bytes(text), text.size(), nullptr) != text.size())
        return std::nullopt;
    return text;
}

} // namespace

struct HpkeKeyPair::Parsed {
    Number scalar;
};

HpkeKeyPair::HpkeKeyPair(std::string private_key, std::string public_key, std::unique_ptr<Parsed> parsed)
    : private_key_(std::move(private_key))
    , public_key_(std::move(public_key))
    , parsed_(std::move(parsed))
{
}
HpkeKeyPair::HpkeKeyPair(HpkeKeyPair&&) noexcept = default;
HpkeKeyPair& HpkeKeyPair::operator=(HpkeKeyPair&&) noexcept = default;
HpkeKeyPair::~HpkeKeyPair() { sodium_memzero(private_key_.data(), private_key_.size()); }

std::optional<HpkeKeyPair> HpkeKeyPair::from_private_key(std::string_view scalar)
{
    if (scalar.size() != hpke_scalar_size)
        return std::nullopt;
    Number number(BN_secure_new());
    BN_bin2bn(bytes(scalar), static_cast<int>(scalar.size()), number.get());
    BN_set_flags(number.get(), BN_FLG_CONSTTIME);
    auto point = public_point_of(number.get());
    if (!point)
        return std::nullopt;
    return HpkeKeyPair(std::string(scalar), std::move(*point), std::unique_ptr<Parsed>(new Parsed { std::move(number) }));
}

HpkeKeyPair HpkeKeyPair::generate()
{
    for (;;) { // a random 32 byte number is no scalar of P-256 once in 2^32
        std::string scalar(hpke_scalar_size, '\0');
        randombytes_buf(scalar.data(), scalar.size());
        if (auto pair = from_private_key(scalar))
            return std::move(*pair);
    }
}

std::optional<std::string> HpkeKeyPair::open(std::string_view enc, std::string_view info, std::string_view aad, std::string_view ciphertext) const
{
    auto dh = diffie_hellman(parsed_->scalar.get(), enc);
    if (!dh)
        return std::nullopt;
    return decrypt(key_schedule(*dh, enc, public_key_, info), aad, ciphertext);
}

std::optional<std::string> HpkeKeyPair::seal_as_ephemeral(
    std::string_view public_key, std::string_view info, std::string_view aad, std::string_view plain) const
{
    auto dh = diffie_hellman(parsed_->scalar.get(), public_key);
    if (!dh)
        return std::nullopt;
    return public_key_ + encrypt(key_schedule(*dh, public_key_, public_key, info), aad, plain);
}

std::optional<std::string> hpke_seal(std::string_view public_key, std::string_view info, std::string_view aad, std::string_view plain)
{
    return HpkeKeyPair::generate().seal_as_ephemeral(public_key, info, aad, plain);
}

std::string hpke_open(std::string_view private_key, std::string_view enc, std::string_view info, std::string_view aad, std::string_view ciphertext)
{
    auto pair = HpkeKeyPair::from_private_key(private_key);
    return pair ? pair->open(enc, info, aad, ciphertext).value_or("") : "";
}

} // namespace bydel::auth
