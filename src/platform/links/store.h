// SPDX-License-Identifier: AGPL-3.0-or-later
// Every SQL statement on the table of links. Not for other folders.
#pragma once
#include "platform/links/links.h"

namespace bydel::links::store {

Done insert(db::Session& session, std::string const& programme_id, Link const& link, std::string const& token_hash, Milliseconds today);
Done replace_token(db::Session& session, std::string const& programme_id, Link const& link, std::string const& token_hash);
std::optional<Link> with_token(db::Session& session, std::string const& programme_id, std::string const& token_hash);
std::optional<Link> with_id(db::Session& session, std::string const& programme_id, std::string const& id);
/// Newest first; none that was made on a later day, while the clock was ahead.
std::vector<Link> open_links(db::Session& session, std::string const& programme_id, std::string const& subject_id, Milliseconds today);
std::map<std::string, std::string> made_by_outcome(db::Session& session, std::string const& programme_id, std::string const& subject_id);
Result<bool> use(db::Session& session, std::string const& programme_id, Link const& used);
Done revoke(db::Session& session, std::string const& programme_id, std::string const& subject_id, std::string_view purpose, Milliseconds today);

} // namespace bydel::links::store
