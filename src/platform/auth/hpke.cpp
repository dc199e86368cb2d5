// SPDX-License-Identifier: AGPL-3.0-or-later
// Elliptic curve and AES-GCM by OpenSSL 3's EVP, HKDF by libsodium's HMAC. The names of the steps are those of RFC 9180, sections 4 and 5.
#include "platform/auth/hpke.h"
#include "base/result.h"
#include "platform/auth/bytes.h"
#include "platform/auth/secrets.h"
#include <array>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
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
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Release<EVP_CIPHER_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Release<BN_clear_free>>;
using Group = std::unique_ptr<EC_GROUP, Release<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Release<EC_POINT_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>>;
using KeyParams = std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>>;

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

Key make_key(std::string_view point, BIGNUM const* scalar)
{
    ParamBuilder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    if (scalar)
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar);
    KeyParams params(OSSL_PARAM_BLD_to_param(builder.get()));
    KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    if (!params || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, scalar ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return Key(key);
}

/// Reading the point checks that it is on the curve, and P-256 has cofactor 1: OpenSSL's second, slow check of the peer would add nothing.
Key read_point(std::string_view point)
{
    if (point.size() != hpke_point_size || point[0] != 4)
        return nullptr;
    return make_key(point, nullptr);
}

std::optional<std::string> diffie_hellman(EVP_PKEY* own, EVP_PKEY* peer)
{
    KeyContext context(EVP_PKEY_CTX_new(own, nullptr));
    std::string secret(hash_size, '\0');
    std::size_t length = secret.size();
    if (EVP_PKEY_derive_init(context.get()) != 1 || EVP_PKEY_derive_set_peer_ex(context.get(), peer, 0) != 1
        || EVP_PKEY_derive(context.get(), bytes(secret), &length) != 1 || length != hash_size)
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
    Key key;
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
    auto point = public_point_of(number.get());
    if (!point)
        return std::nullopt;
    auto key = make_key(*point, number.get());
    if (!key)
        return std::nullopt;
    return HpkeKeyPair(std::string(scalar), std::move(*point), std::unique_ptr<Parsed>(new Parsed { std::move(key) }));
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
    auto peer = read_point(enc);
    auto dh = peer ? diffie_hellman(parsed_->key.get(), peer.get()) : std::nullopt;
    if (!dh)
        return std::nullopt;
    return decrypt(key_schedule(*dh, enc, public_key_, info), aad, ciphertext);
}

std::optional<std::string> HpkeKeyPair::seal_as_ephemeral(
    std::string_view public_key, std::string_view info, std::string_view aad, std::string_view plain) const
{
    auto peer = read_point(public_key);
    auto dh = peer ? diffie_hellman(parsed_->key.get(), peer.get()) : std::nullopt;
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
