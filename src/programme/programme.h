// SPDX-License-Identifier: AGPL-3.0-or-later
// A programme's method (what the platform knows of it: platform/tenant): the template of codes in versions, its labels in many languages, whom to call, and
// each group's adaptation, which is an overlay of operations on stable codes over a base version (design 9.5). Its groups and regions are in groups.h. Not
// people; not numbers.
#pragma once
#include "base/fields.h"
#include "platform/db/db.h"
#include "platform/journal/journal.h"
#include "platform/slice/slice.h"
#include "programme/groups.h"

namespace bydel::programme {

inline constexpr db::List help_line_kinds { "kind", "emergency police helpline municipality" };
inline constexpr db::List fact_reviews { "fact_review", "not_reviewed reviewed" };
inline constexpr db::List translation_reviews { "translation_review", "not_reviewed reviewed" };

/// Whom to call: in the whole country, or in one region only.
struct HelpLine {
    std::string id;
    std::string code;
    std::string kind;
    std::string region; ///< empty: the whole country
    std::string name;
    std::string phone;
    std::string call_when;
    std::string source_url;
    std::string source_title;
    std::string source_seen; ///< "live_page" or "stored_copy": what was read on `checked_on`
    std::string source_note; ///< for whoever checks it
    std::optional<std::string> checked_on;
    std::string fact_review;
    std::int64_t position = 0;
    std::int64_t revision = 1;
};
constexpr auto fields_of(HelpLine const*)
{
    return std::tuple { Field { "code", &HelpLine::code, a_code() }, Field { "kind", &HelpLine::kind, one_of(help_line_kinds.codes) },
        Field { "region", &HelpLine::region, text_of(0, 40) }, Field { "name", &HelpLine::name, text_of(1, 120) },
        Field { "phone", &HelpLine::phone, text_of(0, 40) }, Field { "call_when", &HelpLine::call_when, text_of(1, 120) },
        Field { "source_url", &HelpLine::source_url, text_of(0, 400) }, Field { "source_title", &HelpLine::source_title, text_of(0, 200) },
        Field { "source_seen", &HelpLine::source_seen, never_sent(text_of(0, 40)) },
        Field { "source_note", &HelpLine::source_note, never_sent(text_of(0, 1000)) }, Field { "checked_on", &HelpLine::checked_on, a_day() },
        Field { "fact_review", &HelpLine::fact_review, one_of(fact_reviews.codes) }, Field { "position", &HelpLine::position, number_of(0, 1000) } };
}
constexpr char const* name_of(HelpLine const*) { return "HelpLine"; }

struct Template {
    std::string id;
    std::int64_t version = 1;
    Json document; ///< {"template":…,"lists":[{"list","multiple","items":[{"code","icon","sensitive?","protected?","retired?"}]}]}
};

struct Overlay {
    std::int64_t base_version = 0;
    Json operations = Json(Json::Array());
    std::int64_t revision = 0; ///< 0: the group has none
};

// --- what others may ask ----------------------------------------------------------------------------------------------------

std::optional<Template> newest_template(db::Session& session, std::string const& programme_id);
std::vector<HelpLine> all_help_lines(db::Session& session, std::string const& programme_id);
std::vector<Template> all_templates(db::Session& session, std::string const& programme_id);
Overlay overlay_of(db::Session& session, std::string const& programme_id, std::string const& group_id);

/// The codes a record may carry: those of any version of the template, and the group's own. `parent` of an own code, else the code itself.
class Vocabulary {
public:
    Vocabulary(std::vector<Template> const& versions, Overlay const& overlay);
    bool knows(std::string_view list, std::string_view code) const;
    bool is_sensitive(std::string_view list, std::string_view code) const;
    /// The national code that an own code counts as; the code itself where it is national.
    std::string national(std::string_view list, std::string_view code) const;
    std::int64_t newest_version() const { return newest_version_; }
    /// All of a list, in the order of the newest version that has them.
    std::vector<std::string> codes(std::string_view list) const;

private:
    struct Known {
        bool sensitive = false;
        std::string parent;
        std::int64_t version = 0; ///< the newest that has it
        std::size_t place = 0;    ///< in that version's list
    };
    std::map<std::string, Known, std::less<>> codes_; ///< "list/code"
    std::int64_t newest_version_ = 0;
};
/// "contact_way.street" -> label in that language (English where it has none), the group's own labels included.
Json labels_of(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& language);
/// Kept until the template or the group's adaptation changes: it is asked for with every note that a phone sends.
std::shared_ptr<Vocabulary const> vocabulary_of(db::Session& session, std::string const& programme_id, std::string const& group_id);

// --- writing: installing a programme (init, demo) ----------------------------------------------------------------------------

Done add_programme(db::Session& session, journal::Journal& journal, tenant::Programme const& programme);
/// Adds a new version of the template where its document differs from the newest one, the labels, the regions and the help lines, from content/.
Done install_method(db::Session& session, journal::Journal& journal, Json const& programme_file);
/// Replaces a group's adaptation; a Problem names the operation that cannot be done.
Done put_overlay(db::Session& session, journal::Journal& journal, std::string const& group_id, Overlay overlay);

Slice slice();

} // namespace bydel::programme
