// SPDX-License-Identifier: AGPL-3.0-or-later
// An XLSX file as named parts in memory, each unpacked under the limits; and XML read piece by piece, so that a file of a few bytes cannot
// become a tree of gigabytes. No part is written to a disk, so names in the file lead nowhere.
#pragma once
#include "document/sheet.h"
#include <functional>
#include <memory>
#include <optional>

namespace pugi {
class xml_node;
class xml_document;
}

namespace bydel::document {

Problem unreadable(std::string cause);

class Package {
public:
    static Result<Package> open(std::string_view bytes, Limits const& limits);

    /// Empty optional where there is no such part.
    Result<std::optional<std::string>> find_part(std::string const& name);
    /// Problem where there is none.
    Result<std::string> get_part(std::string const& name);

private:
    struct Closer {
        void operator()(void* archive) const;
    };
    Package(void* archive, Limits const& limits)
        : archive_(archive)
        , limits_(limits)
        , left_(limits.unpacked_bytes)
    {
    }
    Result<std::string> unpack(std::size_t index);

    std::unique_ptr<void, Closer> archive_;
    Limits limits_;
    std::size_t left_;
};

/// "worksheets/sheet1.xml" seen from "xl/workbook.xml" is "xl/worksheets/sheet1.xml"; also "/xl/...", "../".
std::string resolved(std::string_view part, std::string_view target);

/// "row" of "x:row".
std::string_view local_name(pugi::xml_node const& node);
pugi::xml_node child(pugi::xml_node const& node, std::string_view name);
std::string_view attribute(pugi::xml_node const& node, std::string_view name);

/// A whole small part. Refuses a DOCTYPE and what would be too large a tree.
Result<std::unique_ptr<pugi::xml_document>> parse_part(std::string const& xml);
/// Calls `each` for every element `name` directly inside element `parent`, holding one at a time.
Done for_each_piece(std::string const& xml, std::string_view parent, std::string_view name, std::function<Done(pugi::xml_node const&)> const& each);

} // namespace bydel::document
