// SPDX-License-Identifier: AGPL-3.0-or-later
// Records some of whose fields are encrypted in the database, by the field list: those that are `encrypted()` there. The value of each is bound to its
// place ("dk/person/<id>/display_name"), so that it can't be moved to another row. Columns cannot be searched or sorted by what is sealed.
#pragma once
#include "platform/auth/secrets.h"
#include "platform/db/rows.h"

namespace bydel::sealed {

/// Whose keys, and whose rows.
struct Place {
    auth::Vault const& vault;
    std::string const& programme_id;
    std::string_view table;

    /// What the value of a field is bound to.
    std::string of(std::string_view id, std::string_view field) const
    {
        return programme_id + "/" + std::string(table) + "/" + std::string(id) + "/" + std::string(field);
    }
};

namespace detail {

inline void seal(std::string& value, Place const& place, std::string const& context) { value = place.vault.seal(value, context); }
/// Nothing and an empty text are the same: there is nothing to seal.
inline void seal(std::optional<std::string>& value, Place const& place, std::string const& context)
{
    value = value && !value->empty() ? std::optional(place.vault.seal(*value, context)) : std::nullopt;
}
/// A value that can't be opened (another key file) is "?", and an optional one is not there.
inline void open(std::string& value, Place const& place, std::string const& context) { value = place.vault.open_field(value, context).value_or("?"); }
inline void open(std::optional<std::string>& value, Place const& place, std::string const& context)
{
    if (!value)
        return;
    auto opened = place.vault.open_field(*value, context);
    value = opened ? std::optional(std::move(*opened)) : std::nullopt;
}

/// `change(value, context)` for each sealed field; the first field of the list is the id.
template <HasFields Record, class Change>
void for_each_sealed(Record& record, Place const& place, Change change)
{
    std::string const id = record.*std::get<0>(fields<Record>()).member;
    for_each_field<Record>([&]<class T>(Field<Record, T> const& field) {
        if constexpr (std::same_as<T, std::string> || std::same_as<T, std::optional<std::string>>) {
            if (field.traits.encrypted)
                change(record.*field.member, place.of(id, field.name));
        }
    });
}

template <HasFields Record>
Record sealed_copy(Record record, Place const& place)
{
    for_each_sealed(record, place, [&](auto& value, std::string const& context) { seal(value, place, context); });
    return record;
}

} // namespace detail

/// As in platform/db/rows.h; every record is opened.
template <HasFields Record, class... Values>
std::vector<Record> read_all(db::Session& session, Place const& place, std::string_view rest, Values const&... values)
{
    auto records = db::read_all<Record>(session, rest, values...);
    for (auto& record : records)
        detail::for_each_sealed(record, place, [&](auto& value, std::string const& context) { detail::open(value, place, context); });
    return records;
}

template <HasFields Record, class... Values>
std::optional<Record> read_one(db::Session& session, Place const& place, std::string_view rest, Values const&... values)
{
    auto found = read_all<Record>(session, place, rest, values...);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

template <HasFields Record>
Done write_new(db::Session& session, Place const& place, std::string_view head, Record const& record)
{
    return db::write_new(session, head, place.programme_id, detail::sealed_copy(record, place));
}

template <HasFields Record>
Done write_over(db::Session& session, Place const& place, std::string_view head, Record const& record)
{
    return db::write_over(session, head, place.programme_id, detail::sealed_copy(record, place));
}

} // namespace bydel::sealed
