// SPDX-License-Identifier: AGPL-3.0-or-later
// What a document may not say is tested where people see it: src/impact/impact_test.cpp.
#include "engine/economics/document.h"
#include "engine/economics/document_json.h"
#include "engine/economics/random_model.h"
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;
using namespace bydel::economics;

TEST_CASE("a model that is written as a document is read as the same model")
{
    CHECK(rc::check([] {
        auto model = test::random_model();
        model.correlations = { { "money", "women", 0.25 } };
        model.scenarios = { { "s", { { "money", 3 } } } };
        model.discounting.bands = { { 1, 0.04 }, { 36, 0.03 } };
        auto const document = test::document_of(model);
        auto const reading = read_document(document);
        RC_ASSERT(reading.problems.empty());
        RC_ASSERT(test::document_of(reading.model) == document);
    }));
}

TEST_CASE("what is not said has its usual value")
{
    auto const [model, problems] = read_document(Json(Json::Object {}));
    CHECK(problems.empty());
    CHECK(model.last_year == 10);
    CHECK(model.programme_years == 1);
    CHECK(model.discounting.schedule == "denmark_2021");
    auto cost = Json::object({ { "id", "one" }, { "amount", 0.1 } });
    auto const line = read_document(Json::object({ { "costs", Json(Json::Array { cost }) } })).model.costs.at(0);
    CHECK(line.amount == "0.1");
    CHECK(line.years == 1);
    CHECK(line.shares == PayerShares {});
}

TEST_CASE("what its caller judges besides comes in the order of the document")
{
    Besides const besides { [](Members const& document) { document.add("title", detail::missing()); },
        [](Members const& line) { line.add("link", detail::missing()); } };
    auto input = Json::object({ { "id", "hours" }, { "low", "few" } });
    auto const problems = read_document(Json::object({ { "inputs", Json(Json::Array { input }) } }), besides).problems;
    REQUIRE(problems.size() == 4);
    CHECK(problems[0].field == "title");
    CHECK(problems[1].field == "inputs[0].low");
    CHECK(problems[2].field == "inputs[0].link");
    CHECK(problems[2].params == std::vector<std::pair<std::string, std::string>> { { "line", "hours" } });
    CHECK(problems[3].field == "inputs[0].value");
}
