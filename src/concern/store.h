// SPDX-License-Identifier: AGPL-3.0-or-later
// Every SQL statement on concerns. Not for other folders.
#pragma once
#include "concern/concern.h"
#include "platform/db/page.h"

namespace bydel::concern::store {

std::optional<Concern> find(db::Session& session, std::string const& programme_id, std::string const& id);
Done insert(db::Session& session, std::string const& programme_id, Concern const& concern);
Done update(db::Session& session, std::string const& programme_id, Concern const& concern);
Done remove(db::Session& session, std::string const& programme_id, std::string const& id);
/// `state`: "open", "closed"; both where it is not said. Orders: newest, oldest.
Result<db::Page<Concern>> of_group(db::Session& session, std::string const& programme_id, std::string const& group_id, std::optional<std::string> const& state,
    db::PageAsked const& asked, std::function<bool(Concern const&)> const& keep);
/// All that are not closed, the newest first.
std::vector<Concern> open_of_group(db::Session& session, std::string const& programme_id, std::string const& group_id);
std::int64_t count_closed(db::Session& session, std::string const& programme_id, std::string const& group_id);
/// Raised by her on `from` or later.
std::vector<Concern> of_person(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& from);

} // namespace bydel::concern::store
