// SPDX-License-Identifier: AGPL-3.0-or-later
// For the tests only: published draws and tables of others (BCEA, dampack), which lie beside the project and not in it.
#pragma once
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace bydel::economics::test {

struct Csv {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;
    std::vector<double> column(std::string const& name) const
    {
        std::vector<double> values;
        for (std::size_t i = 0; i < names.size(); ++i) {
            for (auto const& row : rows) {
                if (names[i] == name)
                    values.push_back(std::stod(row[i]));
            }
        }
        return values;
    }
};

inline std::vector<std::string> cells(std::string const& line)
{
    std::vector<std::string> found;
    std::stringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');)
        found.push_back(cell);
    return found;
}

/// Nothing where the file is absent.
inline std::optional<Csv> read_csv(std::string const& name)
{
    std::ifstream file(std::string(BYDEL_SOURCE_DIR) + "/../shared/data/impact/" + name);
    std::string line;
    if (!std::getline(file, line))
        return {};
    Csv csv { cells(line), {} };
    while (std::getline(file, line))
        csv.rows.push_back(cells(line));
    return csv;
}

} // namespace bydel::economics::test
