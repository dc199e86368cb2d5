// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"
#include "base/text.h"
#include "platform/auth/hpke.h"
#include "platform/auth/secrets.h"
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <rapidcheck.h>

using namespace bydel;
using namespace bydel::auth;

static std::string from_hex(std::string_view hex)
{
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    return bytes;
}

static Json contract()
{
    std::ifstream file(BYDEL_SOURCE_DIR "/contracts/hpke.json");
    std::string text((std::istreambuf_iterator<char>(file)), {});
    return MUST(parse_json(text));
}

TEST_CASE("the vector of RFC 9180, A.3.1, first message, opens and seals to the same bytes")
{
    auto all = contract();
    auto const& vector = all["rfc9180_a_3_1"];
    auto hex = [&](std::string_view name) { return from_hex(vector.text(name)); };
    auto recipient = HpkeKeyPair::from_private_key(hex("skRm"));
    auto ephemeral = HpkeKeyPair::from_private_key(hex("skEm"));
    REQUIRE(recipient);
    REQUIRE(ephemeral);
    CHECK(recipient->public_key() == hex("pkRm"));
    CHECK(ephemeral->public_key() == hex("enc"));
    CHECK(recipient->open(hex("enc"), hex("info"), hex("aad"), hex("ct")) == hex("pt"));
    CHECK(hpke_open(hex("skRm"), hex("enc"), hex("info"), hex("aad"), hex("ct")) == hex("pt"));
    CHECK(ephemeral->seal_as_ephemeral(recipient->public_key(), hex("info"), hex("aad"), hex("pt")) == hex("enc") + hex("ct"));
}

TEST_CASE("what the phone's library sealed opens here")
{
    auto all = contract();
    auto const& item = all["outbox_item"];
    auto sealed = from_base64url(item.text("sealed"));
    auto pair = HpkeKeyPair::from_private_key(from_base64url(item.text("private_key")));
    REQUIRE(pair);
    CHECK(to_base64url(pair->public_key()) == item.text("public_key"));
    auto plain = pair->open(sealed.substr(0, hpke_point_size), "bydel outbox 1", item.text("item_id"), sealed.substr(hpke_point_size));
    CHECK(plain == item.text("plain"));
}

TEST_CASE("anything that is sealed opens again, with the same info and aad only")
{
    auto pair = HpkeKeyPair::generate();
    CHECK(rc::check([&](std::string const& plain, std::string const& aad, std::string const& info) {
        auto sealed = hpke_seal(pair.public_key(), info, aad, plain);
        RC_ASSERT(sealed.has_value());
        auto enc = sealed->substr(0, hpke_point_size);
        auto ciphertext = sealed->substr(hpke_point_size);
        RC_ASSERT(pair.open(enc, info, aad, ciphertext) == plain);
        RC_ASSERT(!pair.open(enc, info, aad + "x", ciphertext).has_value());
        RC_ASSERT(!pair.open(enc, info + "x", aad, ciphertext).has_value());
    }));
}

TEST_CASE("one flipped bit anywhere, or a byte less, and it does not open")
{
    auto pair = HpkeKeyPair::generate();
    auto sealed = *hpke_seal(pair.public_key(), "i", "a", "a conversation");
    auto open = [&](std::string const& text) {
        std::string_view whole = text;
        auto cut = std::min(hpke_point_size, whole.size());
        return pair.open(whole.substr(0, cut), "i", "a", whole.substr(cut));
    };
    REQUIRE(open(sealed) == "a conversation");
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        auto changed = sealed;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        CHECK_MESSAGE(!open(changed), bit);
    }
    for (std::size_t length = 0; length < sealed.size(); ++length)
        CHECK(!open(sealed.substr(0, length)));
}

TEST_CASE("another key pair does not open it")
{
    auto sealed = *hpke_seal(HpkeKeyPair::generate().public_key(), "i", "a", "plain");
    CHECK(!HpkeKeyPair::generate().open(sealed.substr(0, hpke_point_size), "i", "a", sealed.substr(hpke_point_size)));
}

TEST_CASE("bytes that are no key are no key")
{
    CHECK(!HpkeKeyPair::from_private_key(""));
    CHECK(!HpkeKeyPair::from_private_key(std::string(31, 'x')));
    CHECK(!HpkeKeyPair::from_private_key(std::string(32, '\0')));
    CHECK(!HpkeKeyPair::from_private_key(std::string(32, '\xff')));
    CHECK(!hpke_seal(std::string(65, '\4'), "", "", "plain"));
    CHECK(!hpke_seal("", "", "", "plain"));
    std::string infinity(1, '\0');
    CHECK(!hpke_seal(infinity, "", "", "plain"));
}
