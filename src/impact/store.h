// SPDX-License-Identifier: AGPL-3.0-or-later
// Every SQL statement on cost models. Not for other folders.
#pragma once
#include "impact/impact.h"

namespace bydel::impact::store {

/// The newest version of each model that is not retired, by title; without documents.
std::vector<Version> list(db::Session& session, std::string const& programme_id);
/// All versions of a model, newest first; without documents.
std::vector<Version> versions_of(db::Session& session, std::string const& programme_id, std::string const& model_id);
/// 0 where there is no such model, or it is retired.
std::int64_t newest_version(db::Session& session, std::string const& programme_id, std::string const& model_id);
std::optional<Version> find(db::Session& session, std::string const& programme_id, std::string const& model_id, std::int64_t version);
Done add_version(db::Session& session, std::string const& programme_id, Version const& version);
Done retire(db::Session& session, std::string const& programme_id, std::string const& model_id, std::string const& day);

} // namespace bydel::impact::store
