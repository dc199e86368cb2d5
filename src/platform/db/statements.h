// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading and writing rows of a table by a list of columns. Not for other folders.
#pragma once
#include "base/text.h"

namespace bydel::db {

struct Statements {
    std::string read;
    std::string write;
};

inline Statements statements_of(std::string const& table, std::vector<std::string> const& columns)
{
    std::vector<std::string> places;
    for (std::size_t i = 1; i <= columns.size(); ++i)
        places.push_back("$" + std::to_string(i));
    auto const names = join(columns, ", ");
    return { "SELECT " + names + " FROM " + table, "INSERT INTO " + table + " (" + names + ") VALUES (" + join(places, ", ") + ")" };
}

} // namespace bydel::db
