// SPDX-License-Identifier: AGPL-3.0-or-later
// contracts/openapi.json is what the routes say of themselves, so that a change of the wire is seen in one place and the web app's types follow it.
// To renew it: BYDEL_WRITE_CONTRACTS=1 build/dev/bydel_tests -tc='the contract of*' && node script/generate_wire.mjs
#include "app/product.h"
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using namespace bydel;

TEST_CASE("the contract of the routes is contracts/openapi.json")
{
    std::string const path = BYDEL_SOURCE_DIR "/contracts/openapi.json";
    auto now = app::contract("1");
    if (std::getenv("BYDEL_WRITE_CONTRACTS"))
        std::ofstream(path) << now.dump();
    std::ifstream file(path);
    auto kept = parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
    REQUIRE(kept);
    CHECK_MESSAGE(kept->dump() == now.dump(), "renew it as the top of this file says, and read its diff");
}

static Json described(db::Table const& table)
{
    Json::Array columns;
    for (auto const& one : table.columns) {
        auto const door = std::array { "leaves", "stays", "secret" }.at(static_cast<std::size_t>(one.door));
        auto const about = std::array { "nobody", "mother", "coordinator", "member", "contact" }.at(static_cast<std::size_t>(one.about));
        auto const erasing = std::array { "nothing", "row_goes", "emptied", "unnamed", "by_its_own" }.at(static_cast<std::size_t>(one.erasing));
        columns.push_back(Json::object({ { "names", one.names }, { "door", door }, { "about", about }, { "purpose", one.purpose }, { "erasing", erasing },
            { "sealed", !one.sealed.empty() } }));
    }
    Json retention;
    if (auto const& kept = table.retention)
        retention = Json::object({ { "column", kept->column }, { "days", kept->days }, { "months", kept->months } });
    Json::Object lists;
    for (auto const& list : table.lists)
        lists.emplace_back(std::string(list.column), std::string(list.codes));
    return Json::object({ { "name", table.name }, { "key", table.key }, { "columns", Json(std::move(columns)) }, { "lists", Json(std::move(lists)) },
        { "retention", std::move(retention) } });
}

static Json described(measure::Event const& event)
{
    Json::Array dimensions;
    for (auto const& one : event.dimensions)
        dimensions.push_back(Json::object({ { "name", one.name }, { "multiple", one.multiple }, { "ordered", one.ordered }, { "sensitive", one.sensitive } }));
    return Json::object({ { "name", event.name }, { "dimensions", Json(std::move(dimensions)) } });
}

static Json described(measure::Measure const& measure)
{
    auto const quantity = std::array { "events", "women", "hours", "mothers" }[static_cast<std::size_t>(measure.quantity)];
    return Json::object({ { "name", measure.name }, { "event", measure.event }, { "quantity", quantity }, { "dimension", measure.dimension },
        { "codes", measure.codes }, { "by", measure.by } });
}

static Json described(Slice const& slice)
{
    Json::Array entities, tables, purposes, roles, grants, jobs, notices, events, measures;
    for (auto const& entity : slice.entities)
        entities.emplace_back(entity.name);
    for (auto const& table : slice.tables)
        tables.push_back(described(table));
    for (auto const& purpose : slice.purposes)
        purposes.push_back(Json::object({ { "name", purpose.name }, { "what", purpose.what },
            { "basis", purpose.basis == Basis::contract ? "contract" : "legitimate_interest" }, { "kept", purpose.kept } }));
    for (auto const& role : slice.roles) {
        auto const held = std::array { "by_no_person", "on_phone", "in_group", "in_region", "in_programme" }.at(static_cast<std::size_t>(role.held));
        roles.push_back(Json::object({ { "name", role.name }, { "held", held } }));
    }
    for (auto const& granted : slice.grants)
        grants.push_back(Json::object({ { "verb", granted.verb }, { "roles", granted.roles } }));
    for (auto const& job : slice.jobs)
        jobs.push_back(
            Json::object({ { "name", job.name }, { "when", job.when == bydel::jobs::Job::When::daily ? "daily" : "always" }, { "hour", job.hour } }));
    for (auto const& notice : slice.notices)
        notices.push_back(
            Json::object({ { "name", notice.name }, { "verb", notice.verb }, { "told", notice.told == Notice::Told::in_month ? "in_month" : "everywhere" } }));
    for (auto const& event : slice.events)
        events.push_back(described(event));
    for (auto const& measure : slice.measures)
        measures.push_back(described(measure));
    return Json::object(
        { { "name", slice.name }, { "entities", Json(std::move(entities)) }, { "tables", Json(std::move(tables)) }, { "purposes", Json(std::move(purposes)) },
            { "roles", Json(std::move(roles)) }, { "grants", Json(std::move(grants)) }, { "jobs", Json(std::move(jobs)) },
            { "notices", Json(std::move(notices)) }, { "events", Json(std::move(events)) }, { "measures", Json(std::move(measures)) } });
}

TEST_CASE("the contract of the slices is contracts/slices.json, of which documents are made")
{
    Json::Array all;
    for (auto const& slice : app::slices().all())
        all.push_back(described(slice));
    auto now = Json::object({ { "slices", Json(std::move(all)) } });
    std::string const path = BYDEL_SOURCE_DIR "/contracts/slices.json";
    if (std::getenv("BYDEL_WRITE_CONTRACTS"))
        std::ofstream(path) << now.dump();
    std::ifstream file(path);
    auto kept = parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
    REQUIRE(kept);
    CHECK_MESSAGE(
        kept->dump() == now.dump(), "renew it: BYDEL_WRITE_CONTRACTS=1 build/dev/bydel_tests -tc='the contract of*' && node script/generate_docs.mjs");
}

TEST_CASE("every route says what it gives, every body and every parameter has a shape")
{
    for (auto const& route : app::slices().routes()) {
        CAPTURE(route.path);
        bool is_file = route.path == "/api/impact/export" || route.path == "/api/impact/report" || route.path == "/api/me/data";
        CHECK((route.endpoint.gives.fields != nullptr) == !is_file);
        CHECK((route.endpoint.call != nullptr));
        bool writes = route.method == http::Method::put;
        CHECK((!writes || route.endpoint.takes.fields != nullptr));
    }
}
