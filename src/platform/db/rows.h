// SPDX-License-Identifier: AGPL-3.0-or-later
// Records in and out of rows by their field list: the columns of a table after programme_id stand in the order of `fields_of`, so that
// a field is named once. The head of each statement is spelled where it runs ("FROM concern WHERE …"), for the reader, grep and the lint.
// Lists are JSON text.
#pragma once
#include "base/fields.h"
#include "platform/db/db.h"

namespace bydel::db {

template <class T>
T column(Row const& row, std::size_t index)
{
    if constexpr (detail::IsOptional<T>::value) {
        return row.is_null(index) ? T {} : T { column<typename T::value_type>(row, index) };
    } else if constexpr (detail::IsVector<T>::value) {
        T values;
        auto json = parse_json(row.text(index)).value_or(Json());
        if (auto const* items = json.as_array()) {
            for (auto const& item : *items)
                values.push_back(*item.as_string());
        }
        return values;
    } else if constexpr (std::same_as<T, std::int64_t>) {
        return row.integer(index);
    } else if constexpr (std::same_as<T, bool>) {
        return row.flag(index);
    } else if constexpr (std::same_as<T, double>) {
        return row.number(index);
    } else {
        return row.text(index);
    }
}

template <HasFields Record>
std::vector<Record> read_records(std::vector<Row> const& rows)
{
    std::vector<Record> records;
    records.reserve(rows.size());
    for (auto const& row : rows) {
        Record record;
        std::size_t index = 0;
        for_each_field<Record>([&]<class T>(Field<Record, T> const& field) { record.*field.member = column<T>(row, index++); });
        records.push_back(std::move(record));
    }
    return records;
}

inline Value to_value(std::vector<std::string> const& codes) { return Json::strings(codes).dump(); }

/// $1 is the programme, then the fields in order.
template <HasFields Record>
std::vector<Value> values_of(std::string const& programme_id, Record const& record)
{
    std::vector<Value> values { programme_id };
    for_each_field<Record>([&](auto const& field) { values.push_back(to_value(record.*field.member)); });
    return values;
}

/// "id, group_id, raised_on": made from the field list, never from what anybody sent.
template <HasFields Record>
std::string const& columns_of()
{
    static std::string const columns = [] {
        std::string text;
        for_each_field<Record>([&](auto const& field) { text += (text.empty() ? "" : ", ") + std::string(field.name); });
        return text;
    }();
    return columns;
}

/// All records of `SELECT <columns> <rest>`; rest is "FROM concern WHERE programme_id = $1 …".
template <HasFields Record, class... Values>
std::vector<Record> read_all(Session& session, std::string_view rest, Values const&... values)
{
    return read_records<Record>(session.query("SELECT " + columns_of<Record>() + " " + std::string(rest), values...));
}

template <HasFields Record, class... Values>
std::optional<Record> read_one(Session& session, std::string_view rest, Values const&... values)
{
    auto found = read_all<Record>(session, rest, values...);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

/// `head` is "INSERT INTO concern".
template <HasFields Record>
Done write_new(Session& session, std::string_view head, std::string const& programme_id, Record const& record)
{
    auto values = values_of(programme_id, record);
    std::string places = "$1";
    for (std::size_t i = 2; i <= values.size(); ++i)
        places += ", $" + std::to_string(i);
    TRY(session.execute_values(std::string(head) + " (programme_id, " + columns_of<Record>() + ") VALUES (" + places + ")", values));
    return {};
}

/// `head` is "UPDATE concern"; the first field is the id.
template <HasFields Record>
Done write_over(Session& session, std::string_view head, std::string const& programme_id, Record const& record)
{
    std::string set, id;
    int place = 1;
    for_each_field<Record>([&](auto const& field) {
        auto const pair = std::string(field.name) + " = $" + std::to_string(++place);
        if (id.empty())
            id = pair;
        else
            set += (set.empty() ? "" : ", ") + pair;
    });
    TRY(session.execute_values(std::string(head) + " SET " + set + " WHERE programme_id = $1 AND " + id, values_of(programme_id, record)));
    return {};
}

} // namespace bydel::db
