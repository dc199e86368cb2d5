// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/evaluate.h"
#include "engine/economics/example_models.h"
#include "engine/economics/random_model.h"
#include "engine/wasm/request.h"
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;
using namespace bydel::wasm;

namespace {

Bytes request_for(economics::Model const& model, std::string_view scenario = {})
{
    Writer writer;
    write_model(writer, model);
    writer.text(scenario);
    return writer.bytes;
}

/// The first problem's key, or "none".
std::string fault(Bytes const& answered)
{
    Reader reader(answered);
    if (reader.whole() == 0)
        return "none";
    reader.whole();
    reader.whole();
    return reader.text();
}

} // namespace

TEST_CASE("a model goes through the wire and comes out whole")
{
    CHECK(rc::check([] {
        auto model = economics::test::random_model();
        model.correlations = { { "money", "women", 0.25 } };
        model.scenarios = { { "s", { { "money", 3 } } } };
        Writer once;
        write_model(once, model);
        Reader reader(once.bytes);
        auto again = read_model(reader);
        RC_ASSERT(!reader.broken());
        Writer twice;
        write_model(twice, again);
        RC_ASSERT(once.bytes == twice.bytes);
        RC_ASSERT(again.outcomes[0].timing == model.outcomes[0].timing);
    }));
}

TEST_CASE("an evaluation answers with the engine's own numbers")
{
    auto model = economics::examples::bydel_2016_b();
    auto answered = answer(Question::evaluate, request_for(model, "high"));
    Reader reader(answered);
    CHECK(reader.whole() == 0);
    CHECK(reader.number() == MUST(economics::evaluate(MUST(economics::compile(model, "high")))).pvb);
    CHECK(fault(answer(Question::validate, request_for(model))) == "none");
}

TEST_CASE("what is wrong is answered with problems")
{
    auto model = economics::examples::bydel_2016_a();
    CHECK(fault(answer(Question::evaluate, request_for(model, "moon"))) == "impact.unknown_scenario");
    CHECK(fault(answer(Question::evaluate, {})) == "impact.bad_request");
    CHECK(fault(answer(Question::simulate, request_for(model))) == "impact.bad_request"); // no settings
    model.costs.clear();
    CHECK(fault(answer(Question::simulate, request_for(model))) == "impact.missing_line");
}

TEST_CASE("any bytes get an answer: cut short, or changed")
{
    auto const good = request_for(economics::examples::bydel_2016_b());
    CHECK(rc::check([&] {
        auto bytes = good;
        bytes.resize(*rc::gen::inRange<std::size_t>(0, bytes.size() + 1));
        for (int i = *rc::gen::inRange(0, 4); i > 0 && !bytes.empty(); --i)
            bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = static_cast<std::uint8_t>(*rc::gen::inRange(0, 256));
        for (auto question : { Question::validate, Question::evaluate, Question::tornado, Question::one_way, Question::simulate })
            RC_ASSERT(answer(question, bytes).size() >= 4);
    }));
}
