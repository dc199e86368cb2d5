// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programme/store.h"
#include "base/kept_until_changed.h"

namespace bydel::programme {

static Json read_json(std::string const& text) { return parse_json(text).value_or(Json()); }

static Template read_template(db::Row const& row) { return { row.text(0), row.integer(1), read_json(row.text(2)) }; }

std::optional<Template> newest_template(db::Session& session, std::string const& programme_id)
{
    auto row = session.query_one("SELECT id, version, document FROM template WHERE programme_id = $1 ORDER BY version DESC LIMIT 1", programme_id);
    return row ? std::optional(read_template(*row)) : std::nullopt;
}

std::vector<Template> all_templates(db::Session& session, std::string const& programme_id)
{
    std::vector<Template> templates;
    for (auto const& row : session.query("SELECT id, version, document FROM template WHERE programme_id = $1 ORDER BY version", programme_id))
        templates.push_back(read_template(row));
    return templates;
}

std::vector<HelpLine> all_help_lines(db::Session& session, std::string const& programme_id)
{
    std::vector<HelpLine> lines;
    for (auto const& row : session.query("SELECT id, code, kind, region, name, phone, call_when, source_url, source_title, source_seen, source_note, "
                                         "checked_on, fact_review, position, revision FROM help_line WHERE programme_id = $1 ORDER BY position, id",
             programme_id))
        lines.push_back({ row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7), row.text(8), row.text(9),
            row.text(10), row.maybe_text(11), row.text(12), row.integer(13), row.integer(14) });
    return lines;
}

Overlay overlay_of(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    auto row = session.query_one("SELECT base_version, operations, revision FROM overlay WHERE programme_id = $1 AND group_id = $2", programme_id, group_id);
    if (!row)
        return {};
    return { row->integer(0), read_json(row->text(1)), row->integer(2) };
}

/// A version of the template never changes under its id; an adaptation is short.
std::shared_ptr<Vocabulary const> vocabulary_of(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    static KeptUntilChanged<Vocabulary> kept;
    std::string state;
    for (auto const& row : session.query("SELECT template.id, base_version, operations FROM template LEFT JOIN overlay ON overlay.programme_id = $1 "
                                         "AND group_id = $2 WHERE template.programme_id = $1 ORDER BY version",
             programme_id, group_id))
        state += row.text(0) + (row.is_null(1) ? " " : " " + std::to_string(row.integer(1)) + " " + row.text(2));
    return kept.get(programme_id + "/" + group_id, std::move(state),
        [&] { return Vocabulary(all_templates(session, programme_id), overlay_of(session, programme_id, group_id)); });
}

namespace store {

std::vector<TemplateText> template_texts(db::Session& session, std::string const& programme_id, std::string const& language)
{
    std::vector<TemplateText> texts;
    for (auto const& row : session.query("SELECT id, language, labels, translation_review, revision FROM template_text "
                                         "WHERE programme_id = $1 AND language = $2",
             programme_id, language))
        texts.push_back({ row.text(0), row.text(1), read_json(row.text(2)), row.text(3), row.integer(4) });
    return texts;
}

Done insert_template(db::Session& session, std::string const& programme_id, Template const& added, Milliseconds now)
{
    TRY(session.execute("INSERT INTO template (programme_id, id, version, document, created_at) VALUES ($1, $2, $3, $4, $5)", programme_id, added.id,
        added.version, added.document.dump(), midnight_before(now)));
    return {};
}

Done put_template_text(db::Session& session, std::string const& programme_id, TemplateText const& text)
{
    TRY(db::known(translation_reviews, text.translation_review));
    TRY(session.execute("INSERT INTO template_text (programme_id, id, language, labels, translation_review, revision) VALUES ($1, $2, $3, $4, $5, $6) "
                        "ON CONFLICT (programme_id, id) DO UPDATE SET labels = excluded.labels, translation_review = excluded.translation_review, "
                        "revision = excluded.revision",
        programme_id, text.id, text.language, text.labels.dump(), text.translation_review, text.revision));
    return {};
}

Done put_help_line(db::Session& session, std::string const& programme_id, HelpLine const& line)
{
    TRY(db::known(help_line_kinds, line.kind));
    TRY(db::known(fact_reviews, line.fact_review));
    TRY(session.execute(
        "INSERT INTO help_line (programme_id, id, code, kind, region, name, phone, call_when, source_url, source_title, source_seen, source_note, "
        "checked_on, fact_review, position, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) "
        "ON CONFLICT (programme_id, id) DO UPDATE SET kind = excluded.kind, region = excluded.region, name = excluded.name, "
        "phone = excluded.phone, call_when = excluded.call_when, source_url = excluded.source_url, source_title = excluded.source_title, "
        "source_seen = excluded.source_seen, source_note = excluded.source_note, checked_on = excluded.checked_on, "
        "fact_review = excluded.fact_review, position = excluded.position, revision = excluded.revision",
        programme_id, line.id, line.code, line.kind, line.region, line.name, line.phone, line.call_when, line.source_url, line.source_title, line.source_seen,
        line.source_note, line.checked_on, line.fact_review, line.position, line.revision));
    return {};
}

Done remove_help_line(db::Session& session, std::string const& programme_id, std::string const& id)
{
    TRY(session.execute("DELETE FROM help_line WHERE programme_id = $1 AND id = $2", programme_id, id));
    return {};
}

Done put_overlay(db::Session& session, std::string const& programme_id, std::string const& group_id, Overlay const& overlay)
{
    TRY(session.execute("INSERT INTO overlay (programme_id, group_id, base_version, operations, revision) VALUES ($1, $2, $3, $4, $5) "
                        "ON CONFLICT (programme_id, group_id) DO UPDATE SET base_version = excluded.base_version, "
                        "operations = excluded.operations, revision = excluded.revision",
        programme_id, group_id, overlay.base_version, overlay.operations.dump(), overlay.revision));
    return {};
}

} // namespace store
} // namespace bydel::programme
