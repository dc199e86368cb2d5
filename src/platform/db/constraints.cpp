// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/engines.h"

namespace bydel::db {

Problem constraint_problem(Constraint constraint, std::string cause)
{
    switch (constraint) {
    case Constraint::unique:
        return { 409, "record.exists", "", {}, std::move(cause) };
    case Constraint::foreign_key:
        return { 409, "record.conflict", "", {}, std::move(cause) };
    case Constraint::check:
    case Constraint::not_null:
        return { 422, "record.conflict", "", {}, std::move(cause) };
    }
    return { 500, "server.failed", "", {}, std::move(cause) };
}

} // namespace bydel::db
