// SPDX-License-Identifier: AGPL-3.0-or-later
// A list that is too long for one answer, page by page. A page begins after the last row that was shown (keyset), so that rows that come and go
// meanwhile show nothing twice and leave nothing out, and the last page costs what the first does. Searching looks at the same rows in the same
// order and keeps those that fit: so it finds by names too, which are encrypted in the table. Not for what a report sums up.
//   constexpr db::Order orders[] = { { "newest", "raised_on", true }, { "oldest", "raised_on" } };      the wire: one_of("newest oldest")
//   return db::read_page<Concern>(session, "FROM concern WHERE programme_id = $1", orders, { "newest", asked.after }, { programme_id });
#pragma once
#include "platform/db/rows.h"
#include <functional>

namespace bydel::db {

/// One way in which a list may stand. What is sent only names it.
struct Order {
    std::string_view name;
    std::string_view column; ///< text and never NULL: a day, a code, an id; rows that are equal in it stand by their id
    bool falling = false;
};

struct PageAsked {
    std::string order;                ///< the name of one
    std::optional<std::string> after; ///< where the page before it ended: its `next`
    std::int64_t most = 100;          ///< rows of a page
};

template <class Record>
struct Page {
    std::vector<Record> rows;
    std::optional<std::string> next; ///< where the next page begins; none: this is the last
};

namespace detail {

/// After which row to read on. "newest~2026-11-03~<id>" on the wire.
struct Place {
    Order order;
    std::optional<std::string> value;
    std::string id;
};
/// Problem page.unknown_place where `after` is not what a page of this order ended with.
Result<Place> read_place(std::span<Order const> orders, PageAsked const& asked);
std::string to_text(Place const& place);
/// `from` with where to go on and the order; what its new places hold goes into `values`.
std::string rest_of(std::string_view from, Place const& place, std::int64_t most, std::vector<Value>& values);

/// The row's own place.
template <HasFields Record>
void move_to(Place& place, Record const& record)
{
    place.id.clear();
    for_each_field<Record>([&]<class T>(Field<Record, T> const& field) {
        if constexpr (std::same_as<T, std::string>) {
            if (place.id.empty())
                place.id = record.*field.member;
            if (field.name == place.order.column)
                place.value = record.*field.member;
        }
    });
}

} // namespace detail

/// `from`: "FROM concern WHERE programme_id = $1 AND …" and the values of its places; the record's first field is its id. `keep`: only such rows,
/// and as many are looked at as it takes to fill the page.
template <HasFields Record>
Result<Page<Record>> read_page(Session& session, std::string_view from, std::span<Order const> orders, PageAsked const& asked, std::vector<Value> const& values,
    std::function<bool(Record const&)> const& keep = {})
{
    Page<Record> page;
    auto place = TRY(detail::read_place(orders, asked));
    for (bool whole = false; !whole;) {
        auto all = values;
        auto const rest = detail::rest_of(from, place, asked.most + 1, all);
        auto rows = read_records<Record>(session.query_values("SELECT " + columns_of<Record>() + " " + rest, all));
        whole = static_cast<std::int64_t>(rows.size()) <= asked.most;
        for (auto& row : rows) {
            auto const fits = !keep || keep(row);
            if (fits && static_cast<std::int64_t>(page.rows.size()) == asked.most) {
                detail::move_to(place, page.rows.back());
                page.next = to_text(place);
                return page;
            }
            detail::move_to(place, row);
            if (fits)
                page.rows.push_back(std::move(row));
        }
    }
    return page;
}

} // namespace bydel::db
