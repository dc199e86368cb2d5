// SPDX-License-Identifier: AGPL-3.0-or-later
// Records in and out of rows by their field list: the columns of a statement stand in the order of `fields_of`. Lists are JSON text.
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

} // namespace bydel::db
