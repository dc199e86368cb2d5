// SPDX-License-Identifier: AGPL-3.0-or-later
// `bydel export`: every enduring record of a programme as JSON lines, for whoever leaves us or looks after an archive: of each table what its slice
// says that leaves. Fields that are encrypted stay encrypted; sessions, tokens and invitations stay here.
#include "app/commands.h"
#include "app/maintenance.h"
#include "base/text.h"
#include <fmt/core.h>
#include <fstream>

namespace bydel::app {

/// Bytes as base64url.
static Json cell(db::Value const& value)
{
    return std::visit(
        []<class T>(T const& held) -> Json {
            if constexpr (std::same_as<T, std::monostate>)
                return {};
            else if constexpr (std::same_as<T, db::Bytes>)
                return Json(to_base64url(held.bytes));
            else
                return Json(held);
        },
        value);
}

int export_programme(Settings const& settings, std::string const& programme_id, std::string const& path)
{
    auto product = Product::open(settings);
    if (!product)
        return explain(product.error());
    std::ofstream file(path, std::ios::trunc);
    std::size_t count = (*product)->database->read([&](db::Session& session) {
        std::size_t written = 0;
        auto const programme = tenant::find(session, programme_id);
        bool const practice = programme && programme->is_practice();
        for (auto const& slice : slices().all()) {
            for (auto const& table : slice.tables) {
                db::for_each_row(session, table, programme_id, [&](auto const& columns, db::Row const& row) {
                    Json record = Json::object({ { "table", table.name } });
                    if (practice) // no line of it passes for a real one, wherever it is taken
                        record.append_member("practice", Json(true));
                    for (std::size_t i = 0; i < columns.size(); ++i)
                        record.append_member(columns[i], cell(row.value(i)));
                    file << record.dump() << "\n";
                    ++written;
                });
            }
        }
        return written;
    });
    if (!file.flush())
        return explain({ 507, "server.storage_full", "", {}, "cannot write " + path });
    fmt::print("{}: {} records\n", path, count);
    return 0;
}

} // namespace bydel::app
