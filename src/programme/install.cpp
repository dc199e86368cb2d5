// SPDX-License-Identifier: AGPL-3.0-or-later
// Puts content/ into a programme: its template, labels and help lines. Doing it again changes only what differs.
#include "base/id.h"
#include "base/kept_while_used.h"
#include "platform/assets/assets.h"
#include "programme/content.h"
#include "programme/rules.h"
#include "programme/store.h"
#include <algorithm>
#include <set>

namespace bydel::programme {

Result<Json> content_file(std::string const& path)
{
    for (auto const& asset : assets::all()) {
        if (asset.path == "content/" + path)
            return parse_json(asset.bytes);
    }
    return fail({ 404, "record.not_found", path, {}, "no such content: " + path });
}

tenant::Programme programme_from(Json const& file)
{
    tenant::Programme programme { file.text("programme_id"), file.text("name"), file.text("country"), file.text("currency"), file.text("time_zone"), {} };
    if (auto const* languages = file["languages"].as_array()) {
        for (auto const& language : *languages)
            programme.languages.push_back(*language.as_string());
    }
    return programme;
}

static std::vector<LanguageFile> read_language_files()
{
    std::vector<LanguageFile> files;
    constexpr std::string_view folder = "content/languages/";
    for (auto const& asset : assets::all()) {
        if (!asset.path.starts_with(folder))
            continue;
        auto const name = asset.path.substr(folder.size());
        auto json = parse_json(asset.bytes);
        if (!json)
            continue;
        auto file = Json::object({ { "messages", Json(Json::Object()) } });
        file.set(name.ends_with("/language.json") ? "language" : "messages", std::move(*json));
        files.push_back({ std::string(name.substr(0, name.find('/'))), std::move(file) });
    }
    return files;
}

std::shared_ptr<std::vector<LanguageFile> const> language_files()
{
    static KeptWhileUsed<std::vector<LanguageFile>> kept;
    return kept.get(read_language_files);
}

Done add_programme(db::Session& session, journal::Journal& journal, tenant::Programme const& programme)
{
    TRY(tenant::add(session, programme, journal.now()));
    journal.add({ "programme", "programme", new_id(journal.now()) });
    return {};
}

static Done install_template(db::Session& session, journal::Journal& journal, std::string const& name)
{
    auto document = TRY(content_file("templates/" + name + ".json"));
    auto newest = newest_template(session, journal.programme_id());
    if (newest && newest->document == document)
        return {};
    Template added { new_id(journal.now()), newest ? newest->version + 1 : 1, std::move(document) };
    TRY(store::insert_template(session, journal.programme_id(), added, journal.now()));
    journal.add({ "programme", "template", added.id, added.version });
    return {};
}

static std::map<std::string, store::TemplateText> labels_in_content()
{
    std::map<std::string, store::TemplateText> texts;
    auto const files = language_files();
    for (auto const& [code, file] : *files) {
        auto& text = texts[code];
        text.language = code;
        if (file.find("language"))
            text.translation_review = file["language"].text("review");
        if (auto const* messages = file["messages"].as_object()) {
            for (auto const& [key, message] : *messages) {
                if (key.starts_with("vocabulary."))
                    text.labels.set(key.substr(11), message);
            }
        }
    }
    return texts;
}

static Done install_labels(db::Session& session, journal::Journal& journal)
{
    for (auto& [language, text] : labels_in_content()) {
        if (text.labels.is_null())
            continue;
        auto existing = store::template_texts(session, journal.programme_id(), language);
        if (!existing.empty() && existing.front().labels == text.labels && existing.front().translation_review == text.translation_review)
            continue;
        text.id = existing.empty() ? new_id(journal.now()) : existing.front().id;
        text.revision = existing.empty() ? 1 : existing.front().revision + 1;
        TRY(store::put_template_text(session, journal.programme_id(), text));
        journal.add({ "library:" + language, "template_text", text.id, text.revision });
    }
    return {};
}

static HelpLine help_line_from(Json const& json, std::int64_t position)
{
    auto const* checked_on = json["checked_on"].as_string();
    return { "", json.text("id"), json.text("kind"), json.text("region"), json.text("name"), json.text("phone"), json.text("call_when"),
        json.text("source_url"), json.text("source_title"), json.text("source_seen"), json.text("source_note"),
        checked_on ? std::optional(*checked_on) : std::nullopt, json.text("fact_review"), position };
}

static bool says_the_same(HelpLine const& one, HelpLine const& other)
{
    return to_json(one) == to_json(other) && one.source_seen == other.source_seen && one.source_note == other.source_note;
}

static Done install_help_line(db::Session& session, journal::Journal& journal, HelpLine line, std::vector<HelpLine> const& existing)
{
    auto old = std::find_if(existing.begin(), existing.end(), [&](HelpLine const& one) { return one.code == line.code; });
    if (old != existing.end() && says_the_same(*old, line))
        return {};
    line.id = old == existing.end() ? new_id(journal.now()) : old->id;
    line.revision = old == existing.end() ? 1 : old->revision + 1;
    TRY(store::put_help_line(session, journal.programme_id(), line));
    journal.add({ "programme", "help_line", line.id, line.revision });
    return {};
}

/// A number that is no longer in content/ must leave the phones too: it may be somebody else's by now.
static Done install_help_lines(db::Session& session, journal::Journal& journal, Json const& lines)
{
    auto const existing = all_help_lines(session, journal.programme_id());
    std::set<std::string> wanted;
    auto const* all = lines.as_array();
    for (std::size_t i = 0; all && i < all->size(); ++i) {
        wanted.insert((*all)[i].text("id"));
        TRY(install_help_line(session, journal, help_line_from((*all)[i], static_cast<std::int64_t>(i)), existing));
    }
    for (auto const& old : existing) {
        if (wanted.contains(old.code))
            continue;
        TRY(store::remove_help_line(session, journal.programme_id(), old.id));
        journal.add({ "programme", "help_line", old.id, old.revision + 1, journal::Operation::remove });
    }
    return {};
}

/// Those of content/ have their names in the language files.
static Done install_regions(db::Session& session, journal::Journal& journal, Json const& codes)
{
    auto const* all = codes.as_array();
    for (std::size_t i = 0; all && i < all->size(); ++i)
        TRY(add_region(session, journal, { *(*all)[i].as_string(), *(*all)[i].as_string() }));
    return {};
}

Done install_method(db::Session& session, journal::Journal& journal, Json const& programme_file)
{
    TRY(install_template(session, journal, programme_file.text("template")));
    TRY(install_labels(session, journal));
    TRY(install_regions(session, journal, programme_file["regions"]));
    return install_help_lines(session, journal, programme_file["help_lines"]);
}

Done put_overlay(db::Session& session, journal::Journal& journal, std::string const& group_id, Overlay overlay)
{
    auto newest = newest_template(session, journal.programme_id());
    if (!newest)
        return fail(not_found());
    auto const before = overlay_of(session, journal.programme_id(), group_id);
    TRY(check_operations(newest->document, overlay.operations));
    overlay.operations = TRY(keep_own_codes(before.operations, overlay.operations));
    overlay.base_version = newest->version;
    overlay.revision = before.revision + 1;
    TRY(store::put_overlay(session, journal.programme_id(), group_id, overlay));
    journal.add({ "group:" + group_id, "overlay", group_id, overlay.revision });
    return {};
}

} // namespace bydel::programme
