// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/tenant/tenant.h"
#include "platform/i18n/i18n.h"

namespace bydel::tenant {

constexpr std::string_view select_programmes = "SELECT programme_id, name, country, currency, time_zone, languages, kind FROM programme ";

std::optional<Programme> find(db::Session& session, std::string const& programme_id)
{
    auto found = db::read_records<Programme>(session.query(std::string(select_programmes) + "WHERE programme_id = $1", programme_id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Programme> all(db::Session& session)
{
    return db::read_records<Programme>(session.query(std::string(select_programmes) + "ORDER BY programme_id"));
}

Done add(db::Session& session, Programme const& programme, Milliseconds now)
{
    TRY(db::known(kinds, programme.kind));
    TRY(session.execute(
        "INSERT INTO programme (programme_id, name, country, currency, time_zone, languages, kind, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        programme.programme_id, programme.name, programme.country, programme.currency, programme.time_zone, Json::strings(programme.languages).dump(),
        programme.kind, midnight_before(now)));
    return {};
}

std::string day_in(db::Session& session, std::string const& programme_id, Milliseconds now)
{
    auto row = session.query_one("SELECT time_zone FROM programme WHERE programme_id = $1", programme_id);
    return row ? i18n::local_day(now, row->text(0)) : day_of(now);
}

} // namespace bydel::tenant
