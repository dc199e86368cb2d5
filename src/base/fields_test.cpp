// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/fields.h"
#include <doctest/doctest.h>

using namespace bydel;

namespace {

struct Part {
    std::string code;
};
constexpr auto fields_of(Part const*) { return std::tuple { Field { "code", &Part::code, a_code() } }; }
constexpr auto name_of(Part const*) { return "part"; }

struct Sample {
    std::string id;
    std::string title;
    std::string held_on;
    std::int64_t women = 1;
    bool again = false;
    std::optional<std::string> language;
    std::vector<std::string> themes;
    std::vector<Part> parts;
    std::optional<std::string> secret;
    Json document;
};
constexpr auto fields_of(Sample const*)
{
    return std::tuple {
        Field { "id", &Sample::id, an_id() },
        Field { "title", &Sample::title, text_of(1, 10) },
        Field { "held_on", &Sample::held_on, by_phone(a_day()) },
        Field { "women", &Sample::women, number_of(1, 50) },
        Field { "again", &Sample::again, a_flag() },
        Field { "language", &Sample::language, a_language() },
        Field { "themes", &Sample::themes, codes(3) },
        Field { "parts", &Sample::parts, nested(2) },
        Field { "secret", &Sample::secret, never_sent(text_of(0, 10)) },
        Field { "document", &Sample::document, a_document() },
    };
}
constexpr auto name_of(Sample const*) { return "sample"; }

constexpr auto good = R"({"id":"01234567-89ab-7fff-bfff-010203040506","title":"Møde","held_on":"2026-11-23","women":3,"again":true,
    "language":"da","themes":["violence"],"parts":[{"code":"a"},{"code":"b"}],"document":{"any":[1]},"unknown":"passed over"})";

Json with(std::string_view name, std::string_view value)
{
    auto json = MUST(parse_json(good));
    json.set(name, MUST(parse_json(value)));
    return json;
}

std::string fault(Json const& json)
{
    auto sample = from_json<Sample>(json);
    return sample ? "none" : sample.error().key + " " + sample.error().field;
}

} // namespace

TEST_CASE("a record is read from JSON and written back, but hidden fields are not written")
{
    auto sample = MUST(from_json<Sample>(with("secret", "\"hush\"")));
    CHECK(sample.title == "Møde");
    CHECK(sample.women == 3);
    CHECK(sample.language == "da");
    CHECK(sample.parts[1].code == "b");
    CHECK(sample.secret == "hush");
    auto json = to_json(sample);
    CHECK(json.find("secret") == nullptr);
    CHECK(json.find("unknown") == nullptr);
    CHECK(json["document"].dump() == R"({"any":[1]})");
    CHECK(MUST(from_json<Sample>(json)).id == sample.id);
}

TEST_CASE("the first wrong field is named by its path")
{
    CHECK(fault(MUST(parse_json(good))) == "none");
    CHECK(fault(Json()) == "field.wrong_type ");
    CHECK(fault(MUST(parse_json("{}"))) == "field.missing id");
    CHECK(fault(with("id", "\"x\"")) == "field.not_an_id id");
    CHECK(fault(with("title", "\"\"")) == "field.missing title");
    CHECK(fault(with("title", "\"   \"")) == "field.too_short title");
    CHECK(fault(with("title", "\"12345678901\"")) == "field.too_long title");
    CHECK(fault(with("title", "\"ææææææææææ\"")) == "none");
    CHECK(fault(with("title", R"("a\u0000b")")) == "field.not_text title");
    CHECK(fault(with("title", "5")) == "field.wrong_type title");
    CHECK(fault(with("held_on", "\"2026-02-30\"")) == "field.not_a_day held_on");
    CHECK(fault(with("women", "0")) == "field.out_of_range women");
    CHECK(fault(with("women", "51")) == "field.out_of_range women");
    CHECK(fault(with("women", "1.5")) == "field.wrong_type women");
    CHECK(fault(with("women", "\"3\"")) == "field.wrong_type women");
    CHECK(fault(with("again", "1")) == "field.wrong_type again");
    CHECK(fault(with("language", "null")) == "none");
    CHECK(fault(with("language", "\"DA\"")) == "field.not_a_code language");
    CHECK(fault(with("themes", "\"violence\"")) == "field.wrong_type themes");
    CHECK(fault(with("themes", R"(["a","B"])")) == "field.not_a_code themes[1]");
    CHECK(fault(with("themes", R"(["a","b","c","d"])")) == "field.too_long themes");
    CHECK(fault(with("parts", R"([{"code":"a"},{}])")) == "field.missing parts[1].code");
}

TEST_CASE("a problem says the limits for the reader's sentence")
{
    auto problem = from_json<Sample>(with("women", "99")).error();
    CHECK(problem.status == 422);
    CHECK(problem.params == std::vector<std::pair<std::string, std::string>> { { "least", "1" }, { "most", "50" } });
}

TEST_CASE("a record describes itself")
{
    auto shape = shape_of<Sample>();
    CHECK(shape.name == "sample");
    auto all = shape.fields();
    REQUIRE(all.size() == 10);
    CHECK(all[5].optional);
    CHECK((all[6].list && all[7].list));
    CHECK(all[7].nested_name == "part");
    CHECK(all[7].nested_fields()[0].name == "code");
    CHECK(all[2].traits.flow == Flow::phone);
    CHECK(all[8].traits.flow == Flow::hidden);
}
