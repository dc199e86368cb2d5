// SPDX-License-Identifier: AGPL-3.0-or-later
// Every SQL statement on the programme's tables. Not for other folders.
#pragma once
#include "programme/programme.h"

namespace bydel::programme::store {

struct TemplateText {
    std::string id;
    std::string language;
    Json labels;
    std::string translation_review;
    std::int64_t revision = 1;
};

std::vector<TemplateText> template_texts(db::Session& session, std::string const& programme_id, std::string const& language);
Done insert_template(db::Session& session, std::string const& programme_id, Template const& added, Milliseconds now);
Done put_template_text(db::Session& session, std::string const& programme_id, TemplateText const& text);
Done put_help_line(db::Session& session, std::string const& programme_id, HelpLine const& line);
Done remove_help_line(db::Session& session, std::string const& programme_id, std::string const& id);
Done put_overlay(db::Session& session, std::string const& programme_id, std::string const& group_id, Overlay const& overlay);

// group_store.cpp
Done insert_group(db::Session& session, std::string const& programme_id, Group const& group);
/// `told_on`: empty while the day is still to come.
Done put_state(
    db::Session& session, std::string const& programme_id, std::string const& group_id, GroupState const& state, std::optional<std::string> const& told_on);
Done drop_later_states(db::Session& session, std::string const& programme_id, std::string const& group_id, GroupState const& state);
std::vector<std::string> groups_to_tell(db::Session& session, std::string const& programme_id, std::string const& today);
Done mark_told(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& today);
Done drop_successors(db::Session& session, std::string const& programme_id, std::string const& group_id);
Done insert_successor(db::Session& session, std::string const& programme_id, Successor const& successor);
/// False where it is there already.
Result<bool> insert_region(db::Session& session, std::string const& programme_id, Region const& region);
Done update_contact(db::Session& session, std::string const& programme_id, std::string const& group_id, Contact const& contact);
std::int64_t group_revision(db::Session& session, std::string const& programme_id, std::string const& group_id);
Result<std::int64_t> next_group_revision(db::Session& session, std::string const& programme_id, std::string const& group_id);

} // namespace bydel::programme::store
