// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeping models through the routes: versions, a save that comes too late, files, reports, and the programme's own numbers.
#include "app/test_cast.h"
#include "impact/impact.h"

using namespace bydel;
using namespace bydel::test;

namespace {

Json object(std::initializer_list<Json::Member> members) { return Json::object(members); }

struct Stage {
    Cast cast;
    Who susanne = cast.office(secretary);
    Json document = impact::shipped_models().front().second;
    std::string id;

    Answer create() { return cast.post(susanne, "/api/impact/models", object({ { "document", document }, { "note", "first" } })); }
    Answer save(std::int64_t base)
    {
        return cast.put(susanne, "/api/impact/models/" + id, object({ { "document", document }, { "note", "next" }, { "base_version", base } }));
    }
    Answer number(std::string const& query) { return cast.get(susanne, "/api/impact/numbers?" + query); }
};

Json with_link(Json document, std::string const& measure, std::string const& from, std::string const& to)
{
    auto inputs = *document["inputs"].as_array();
    inputs[1].set("link", object({ { "measure", measure }, { "from", from }, { "to", to } }));
    document.set("inputs", Json(std::move(inputs)));
    return document;
}

} // namespace

TEST_CASE("a model is kept in versions, and nobody overwrites what another has saved")
{
    Stage stage;
    auto made = stage.create();
    REQUIRE(made.status == 201);
    stage.id = made.body.text("id");
    CHECK(stage.save(1).body["version"].as_number() == 2);
    CHECK(stage.save(1).body["version"].as_number() == 2); // the answer was lost: said twice is saved once
    auto late = stage.cast.put(
        stage.susanne, "/api/impact/models/" + stage.id, object({ { "document", stage.document }, { "note", "another" }, { "base_version", 1 } }));
    CHECK(late.status == 409);
    CHECK(late.key() == "impact.newer_version");
    auto newest = stage.cast.get(stage.susanne, "/api/impact/models/" + stage.id).body;
    CHECK(newest["version"].as_number() == 2);
    CHECK(newest["versions"].as_array()->size() == 2);
    CHECK(newest["versions"].as_array()->front().text("saved_by_name") != "");
    CHECK(stage.cast.get(stage.susanne, "/api/impact/models/" + stage.id + "?version=1").body["version"].as_number() == 1);
    CHECK(stage.cast.get(stage.susanne, "/api/impact/models/" + stage.id + "?version=9").status == 404);
    CHECK(stage.cast.get(stage.susanne, "/api/impact/models").body["models"].as_array()->size() == 1);
    CHECK(stage.cast.send(stage.susanne, http::Method::remove, "/api/impact/models/" + stage.id).status == 200);
    CHECK(stage.cast.get(stage.susanne, "/api/impact/models").body["models"].as_array()->empty());
    CHECK(stage.save(2).status == 404);
    CHECK(stage.cast.count("cost_model_version") == 2);
}

TEST_CASE("a new model saved twice with one id is one model, and what was written in between is its next version")
{
    Stage stage;
    auto create = [&](Who const& who, std::string const& note) {
        return stage.cast.post(who, "/api/impact/models", object({ { "model_id", id_of(820) }, { "document", stage.document }, { "note", note } }));
    };
    auto first = create(stage.susanne, "first");
    REQUIRE(first.status == 201);
    CHECK(first.body.text("id") == id_of(820));
    CHECK(create(stage.susanne, "first").text == first.text);
    CHECK(create(stage.susanne, "more").body["version"].as_number() == 2);
    CHECK(stage.cast.count("cost_model") == 1);
    MUST(stage.cast.change("dk", [](db::Session& session, journal::Journal& journal) {
        return people::add_role(session, journal, app::slices(), { "", coordinator_a, "evaluator", "programme", "", "2026-01-01", std::nullopt });
    }));
    CHECK(create(stage.cast.office(coordinator_a), "mine").status == 409);
}

TEST_CASE("a bad model is refused whole, by line, and checking lists everything")
{
    Stage stage;
    auto inputs = *stage.document["inputs"].as_array();
    inputs[1].set("low", 200'000);
    inputs[4].set("value", "much");
    stage.document.set("inputs", Json(std::move(inputs)));
    auto before = stage.cast.everything();
    auto refused = stage.create();
    CHECK(refused.status == 422);
    CHECK(refused.field() == "inputs[4].value");
    CHECK(before == stage.cast.everything());
    auto checked = stage.cast.post(stage.susanne, "/api/impact/check", object({ { "document", stage.document } }));
    REQUIRE(checked.status == 200);
    auto const& problems = *checked.body["problems"].as_array();
    REQUIRE(!problems.empty());
    CHECK(problems.front().text("detail") != "");
    CHECK(problems.front().text("detail").find("problem.") == std::string::npos);
}

TEST_CASE("a model leaves and comes back as a file, and is told as a report")
{
    Stage stage;
    for (std::string const type : { "json", "csv", "xlsx" }) {
        auto file = stage.cast.post(stage.susanne, "/api/impact/export", object({ { "document", stage.document }, { "type", type } }));
        REQUIRE(file.status == 200);
        CHECK(file.header("Content-Disposition") == "attachment; filename=\"model." + type + "\"");
        auto back = stage.cast.post(stage.susanne, "/api/impact/import", object({ { "name", "Model." + type }, { "base64", to_base64url(file.text) } }));
        REQUIRE(back.status == 200);
        CHECK(back.body["problems"].as_array()->empty());
        CHECK(back.body["document"]["inputs"].as_array()->size() == stage.document["inputs"].as_array()->size());
    }
    auto report = [&](std::string const& type) {
        return stage.cast.post(stage.susanne, "/api/impact/report",
            object({ { "document", stage.document }, { "type", type }, { "language", "da" }, { "draws", 1000 }, { "seed", "7" } }));
    };
    auto html = report("html");
    CHECK(html.status == 200);
    CHECK(html.contains("<html lang=\"da\""));
    CHECK(report("pdf").text.starts_with("%PDF"));
    CHECK(report("odt").field() == "type");
    CHECK(stage.cast.post(stage.susanne, "/api/impact/import", object({ { "name", "x.exe" }, { "base64", "" } })).key() == "impact.unknown_file");
}

TEST_CASE("a report tells approvals and a version of what was saved, and of nothing else")
{
    Stage stage;
    auto inputs = *stage.document["inputs"].as_array();
    inputs[1].set("approved", true);
    stage.document.set("inputs", Json(inputs));
    auto made = stage.create().body;
    auto report = [&](Json more) {
        auto asked = object({ { "document", stage.document }, { "type", "html" }, { "language", "en" }, { "draws", 100 } });
        for (auto const& [name, value] : *more.as_object())
            asked.set(name, value);
        return stage.cast.post(stage.susanne, "/api/impact/report", asked);
    };
    auto const saver = stage.cast.get(stage.susanne, "/api/impact/models").body["models"].as_array()->front().text("saved_by_name");
    REQUIRE(saver != "");
    CHECK(report(object({ { "model_id", made.text("id") }, { "version", 1 } })).contains(saver));
    inputs[1].set("approved", object({ { "by", "The Queen" }, { "on", "2026-01-01" } }));
    stage.document.set("inputs", Json(inputs));
    CHECK(!report(object({ { "version", 7 } })).contains("The Queen"));
    CHECK(!report(object({ { "model_id", made.text("id") }, { "version", 1 } })).contains("The Queen"));
    CHECK(report(object({ { "model_id", id_of(5) }, { "version", 1 } })).status == 404);
}

TEST_CASE("a number of the programme is shown for a closed period with enough behind it, and a link takes it")
{
    Stage stage;
    for (int i = 0; i < 6; ++i)
        stage.cast.converse(i % 3 == 0 ? amina : i % 3 == 1 ? zahra : hodan, i % 3 == 2 ? group_b : group_a, "2026-09-1" + std::to_string(i));
    stage.cast.converse(amina, group_a, "2026-08-02");
    stage.cast.converse(amina, group_a, "2026-11-02");
    auto all = stage.number("measure=conversations&from=2026-09&to=2026-09");
    REQUIRE(all.status == 200);
    CHECK(all.body["value"].as_number() == 6);
    CHECK(all.body.text("status") == "shown");
    CHECK(stage.number("measure=hours&from=2026-09&to=2026-09").body["value"].as_number() == 3);
    CHECK(stage.number("measure=hours.talked&from=2026-09&to=2026-09").body["value"].as_number() == 3);
    CHECK(stage.number("measure=active_mothers&from=2026-09&to=2026-09").body["value"].as_number() == 3);
    CHECK(stage.number("measure=conversations&from=2026-08&to=2026-08").body.text("status") == "hidden");
    CHECK(stage.number("measure=conversations&from=2026-08&to=2026-08").body["value"].is_null());
    CHECK(stage.number("measure=conversations&from=2026-09&to=2026-11").body.text("status") == "open");
    CHECK(stage.number("measure=conversations&from=2026-09&to=9999-12").body.text("status") == "open");
    CHECK(stage.number("measure=conversations&from=2026-08&to=2026-09").body.text("status") == "hidden"); // less September it would tell August
    CHECK(stage.number("measure=trained_mothers&from=2026-09&to=2026-09").body.text("status") == "not_recorded");
    CHECK(stage.number("measure=hours.flying&from=2026-09&to=2026-09").key() == "impact.unknown_measure");
    CHECK(stage.number("measure=hours.&from=2026-09&to=2026-09").key() == "impact.unknown_measure");
    CHECK(stage.number("measure=bridges.talked&from=2026-09&to=2026-09").key() == "impact.unknown_measure");
    CHECK(stage.number("measure=secrets&from=2026-09&to=2026-09").key() == "impact.unknown_measure");
    CHECK(stage.number("measure=hours&from=2026-13&to=2026-09").field() == "from");
    CHECK(stage.number("measure=hours&from=2026-10&to=2026-09").key() == "impact.period_order");
    CHECK(stage.number("measure=conversations&from=2024-01&to=2024-12").body["value"].as_number() == 0);

    auto plain = stage.document;
    stage.document = with_link(plain, "hours", "2026-09", "2026-09");
    auto made = stage.create();
    REQUIRE(made.status == 201);
    stage.id = made.body.text("id");
    CHECK((*made.body["document"]["inputs"].as_array())[1]["value"].as_number() == 3);
    stage.cast.converse(amina, group_a, "2026-09-20"); // a late phone: the closed number stays, so that two answers do not tell what it sent
    auto seen = stage.cast.get(stage.susanne, "/api/impact/models/" + stage.id).body["links"].as_array()->front();
    CHECK(seen.text("state") == "same");
    CHECK(stage.number("measure=hours&from=2026-09&to=2026-09").body["value"].as_number() == 3);
    stage.document = with_link(plain, "hours", "2026-08", "2026-08");
    auto few = stage.create();
    CHECK(few.key() == "impact.link_withheld");
    CHECK(few.field() == "inputs[1].link");
}

TEST_CASE("another programme's models are not there")
{
    Stage stage;
    stage.id = stage.create().body.text("id");
    auto norwegian = stage.cast.office(secretary_no, "no");
    CHECK(stage.cast.get(norwegian, "/api/impact/models").body["models"].as_array()->empty());
    CHECK(stage.cast.get(norwegian, "/api/impact/models/" + stage.id).status == 404);
    CHECK(stage.cast.put(norwegian, "/api/impact/models/" + stage.id, object({ { "document", stage.document }, { "note", "" }, { "base_version", 1 } })).status
        == 404);
    CHECK(stage.cast.get(stage.cast.office(coordinator_a), "/api/impact/models").status == 403);
}

TEST_CASE("a part is not shown where the rest of a month is too small: the two measures differ by it")
{
    auto with_rest = [](int rest) {
        Stage stage;
        for (int i = 0; i < 6 + rest; ++i)
            MUST(stage.cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
                outreach::Conversation made;
                made.id = made.item_id = id_of(700 + i);
                made.group_id = group_a;
                made.held_on = made.saved_on = "2026-09-1" + std::to_string(i % 9);
                made.done_by = std::vector { amina, zahra, nour }[static_cast<std::size_t>(i % 3)];
                made.meeting = "first";
                made.contact_way = "street";
                made.place = "library";
                made.next_step = i < 6 ? "we_go_together" : "meet_again";
                made.template_version = 1;
                return outreach::add_conversation(session, journal, made);
            }));
        return stage.number("measure=bridges&from=2026-09&to=2026-09").body;
    };
    CHECK(with_rest(0)["value"].as_number() == 6);
    CHECK(with_rest(2).text("status") == "hidden");
    CHECK(with_rest(5)["value"].as_number() == 6);
}
