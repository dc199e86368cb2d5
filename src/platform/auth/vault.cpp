// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "platform/auth/bytes.h"
#include "platform/auth/hpke.h"
#include "platform/auth/key_file.h"
#include "platform/auth/secrets.h"
#include <map>
#include <sodium.h>

namespace bydel::auth {

namespace {

constexpr std::size_t field_nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::string_view outbox_info = "bydel outbox 1";

Failure cannot_open_field(std::string cause) { return fail({ 500, "server.cannot_open_field", "", {}, std::move(cause) }); }
Failure cannot_open_outbox() { return fail({ 422, "sync.cannot_open" }); }

} // namespace

struct Vault::Keys {
    std::map<std::string, std::string, std::less<>> field;
    std::map<std::string, HpkeKeyPair, std::less<>> outbox;
    std::string newest_field;
    std::string index;
    std::string newest_outbox;
    std::string public_key;

    ~Keys()
    {
        for (auto& [id, secret] : field)
            sodium_memzero(secret.data(), secret.size());
        sodium_memzero(index.data(), index.size());
    }

    static Result<std::unique_ptr<Keys>> from(std::vector<StoredKey> const& stored)
    {
        VERIFY(sodium_init() >= 0);
        auto keys = std::make_unique<Keys>();
        for (auto const& key : stored) {
            if (key.use == "outbox")
                TRY(keys->add_outbox(key));
            else if (key.use == "field")
                keys->field[keys->newest_field = key.id] = key.secret;
            else
                keys->index = key.secret;
        }
        return keys;
    }

    Done add_outbox(StoredKey const& key)
    {
        auto pair = HpkeKeyPair::from_private_key(key.secret);
        if (!pair)
            return fail({ 500, "server.bad_key_file", "", {}, "key " + key.id + " is no scalar of P-256" });
        newest_outbox = key.id;
        public_key = to_base64url(pair->public_key());
        outbox.insert_or_assign(key.id, std::move(*pair));
        return {};
    }
};

Vault::Vault(std::unique_ptr<Keys> keys)
    : keys_(std::move(keys))
{
}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

Result<Vault> Vault::open(std::string const& file)
{
    auto stored = TRY(read_or_create_keys(file));
    return Vault(TRY(Keys::from(stored)));
}

Vault Vault::temporary() { return Vault(MUST(Keys::from(new_keys()))); }

std::string Vault::seal(std::string_view plain, std::string_view context) const
{
    std::string sealed(field_nonce_size + plain.size() + tag_size, '\0');
    randombytes_buf(sealed.data(), field_nonce_size);
    auto const& key = keys_->field.find(keys_->newest_field)->second;
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes(sealed) + field_nonce_size, nullptr, bytes(plain), plain.size(), bytes(context), context.size(), nullptr, bytes(sealed), bytes(key));
    return keys_->newest_field + ":" + to_base64url(sealed);
}

Result<std::string> Vault::open_field(std::string_view sealed, std::string_view context) const
{
    auto colon = sealed.find(':');
    if (colon == std::string_view::npos)
        return cannot_open_field("the value names no key");
    auto key = keys_->field.find(sealed.substr(0, colon));
    if (key == keys_->field.end())
        return cannot_open_field("the key " + std::string(sealed.substr(0, std::min<std::size_t>(colon, 20))) + " is not in the key file");
    auto box = from_base64url(sealed.substr(colon + 1));
    if (box.size() < field_nonce_size + tag_size)
        return cannot_open_field("the value is cut short");
    std::string plain(box.size() - field_nonce_size - tag_size, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(plain), nullptr, nullptr, bytes(box) + field_nonce_size, box.size() - field_nonce_size, bytes(context),
            context.size(), bytes(box), bytes(key->second))
        != 0)
        return cannot_open_field("the value was changed, moved, or sealed with another key");
    return plain;
}

std::string Vault::blind_index(std::string_view normalised) const
{
    std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256(bytes(mac), bytes(normalised), normalised.size(), bytes(keys_->index));
    return to_base64url(mac);
}

std::string const& Vault::outbox_key_id() const { return keys_->newest_outbox; }
std::string const& Vault::outbox_public_key() const { return keys_->public_key; }

Result<std::string> Vault::open_outbox(std::string_view key_id, std::string_view sealed_base64url, std::string_view aad) const
{
    auto pair = keys_->outbox.find(key_id);
    if (pair == keys_->outbox.end())
        return cannot_open_outbox();
    auto sealed = from_base64url(sealed_base64url);
    if (sealed.size() < hpke_point_size + hpke_tag_size)
        return cannot_open_outbox();
    std::string_view whole = sealed;
    auto plain = pair->second.open(whole.substr(0, hpke_point_size), outbox_info, aad, whole.substr(hpke_point_size));
    if (!plain)
        return cannot_open_outbox();
    return std::move(*plain);
}

std::string seal_for_outbox(std::string_view public_key_base64url, std::string_view plain, std::string_view aad)
{
    auto sealed = hpke_seal(from_base64url(public_key_base64url), outbox_info, aad, plain);
    VERIFY(sealed.has_value());
    return to_base64url(*sealed);
}

} // namespace bydel::auth
