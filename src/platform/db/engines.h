// SPDX-License-Identifier: AGPL-3.0-or-later
// What the two engines share and db.cpp needs of them. Not for other folders.
#pragma once
#include "platform/db/db.h"

namespace bydel::db {

std::unique_ptr<Database> open_sqlite(std::string const& file);
std::unique_ptr<Database> open_postgresql(std::string const& url);

/// The one table that turns a constraint that said no into a Problem.
enum class Constraint { unique, foreign_key, check, not_null };
Problem constraint_problem(Constraint constraint, std::string cause);

} // namespace bydel::db
