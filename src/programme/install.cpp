// SPDX-License-Identifier: AGPL-3.0-or-later
// Puts content/ into a programme: its template, labels and help lines. Doing it again changes only what differs.
#include "base/id.h"
#include "platform/assets/assets.h"
#include "programme/content.h"
#include "programme/rules.h"
#include "programme/store.h"

namespace bydel::programme {

Result<Json> content_file(std::string const& path)
{
    for (auto const& asset : assets::all()) {
        if (asset.path == "content/" + path)
            return parse_json(asset.bytes);
    }
    return fail({ 404, "record.not_found", path, {}, "no such content: " + path });
}

Programme programme_from(Json const& file)
{
    Programme programme { file.text("programme_id"), file.text("name"), file.text("country"), file.text("currency"), file.text("time_zone"),
        {} };
    if (auto const* languages = file["languages"].as_array()) {
        for (auto const& language : *languages)
            programme.languages.push_back(*language.as_string());
    }
    return programme;
}

std::vector<LanguageFile> language_files()
{
    std::vector<LanguageFile> files;
    constexpr std::string_view folder = "content/languages/";
    for (auto const& asset : assets::all()) {
        if (!asset.path.starts_with(folder))
            continue;
        auto name = asset.path.substr(folder.size());
        if (auto json = parse_json(asset.bytes))
            files.push_back({ std::string(name.substr(0, name.find('.'))), std::move(*json) });
    }
    return files;
}

Done add_programme(db::Session& session, journal::Journal& journal, Programme const& programme)
{
    TRY(store::insert_programme(session, programme, journal.now()));
    journal.add({ "programme", "programme", new_id(journal.now()) });
    return {};
}

Done add_group(db::Session& session, journal::Journal& journal, Group const& group)
{
    TRY(store::insert_group(session, journal.programme_id(), group));
    journal.add({ "group:" + group.group_id, "group", group.group_id });
    return {};
}

Done set_contact(db::Session& session, journal::Journal& journal, std::string const& group_id, Contact const& contact)
{
    TRY(store::update_contact(session, journal.programme_id(), group_id, contact));
    journal.add({ "group:" + group_id, "group", group_id, store::group_revision(session, journal.programme_id(), group_id) });
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
    for (auto const& [code, file] : language_files()) {
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
    return { "", json.text("id"), json.text("kind"), json.text("name"), json.text("phone"), json.text("call_when"), json.text("source_url"),
        checked_on ? std::optional(*checked_on) : std::nullopt, json.text("fact_review"), position };
}

static Done install_help_lines(db::Session& session, journal::Journal& journal, Json const& lines)
{
    auto existing = store::help_lines(session, journal.programme_id());
    auto const* all = lines.as_array();
    for (std::size_t i = 0; all && i < all->size(); ++i) {
        auto line = help_line_from((*all)[i], static_cast<std::int64_t>(i));
        line.id = new_id(journal.now());
        for (auto const& old : existing) {
            if (old.code == line.code) {
                line.id = old.id;
                line.revision = old.revision + 1;
                if (to_json(old) == to_json(line))
                    line.revision = 0;
            }
        }
        if (line.revision == 0)
            continue;
        TRY(store::put_help_line(session, journal.programme_id(), line));
        journal.add({ "programme", "help_line", line.id, line.revision });
    }
    return {};
}

Done install_method(db::Session& session, journal::Journal& journal, Json const& programme_file)
{
    TRY(install_template(session, journal, programme_file.text("template")));
    TRY(install_labels(session, journal));
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
