// SPDX-License-Identifier: AGPL-3.0-or-later
#include "people/phones.h"
#include "people/store.h"

namespace bydel::people {

void phone_changed(journal::Journal& journal, std::string const& person_id, std::string const& device_id, journal::Operation operation)
{
    journal.add({ "person:" + person_id, "phone", device_id, 1, operation });
    journal.add({ "person:" + person_id, "profile", person_id });
}

Done hear_first(http::Services& services, std::string const& programme_id, std::string const& person_id, std::string const& device_id)
{
    return journal::change(services.database, { programme_id, person_id, services.clock.now() }, [&](db::Session& session, journal::Journal& journal) {
        phone_changed(journal, person_id, device_id, journal::Operation::put);
        return store::see_device(session, programme_id, device_id, journal.today());
    });
}

namespace store {

Phones phones_of(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    auto row = session.query_one("SELECT COUNT(*), COUNT(CASE WHEN revoked_on IS NULL THEN 1 END), MAX(CASE WHEN revoked_on IS NULL THEN enrolled_on END) "
                                 "FROM device WHERE programme_id = $1 AND person_id = $2 AND heard_on IS NOT NULL",
        programme_id, person_id);
    return { row->integer(1), row->integer(0), row->maybe_text(2) };
}

std::vector<PhoneEvent> phone_events(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    std::vector<PhoneEvent> events;
    auto const invited_by = links::made_by_outcome(session, programme_id, person_id);
    for (auto const& row :
        session.query("SELECT id, enrolled_on, revoked_on FROM device WHERE programme_id = $1 AND person_id = $2 ORDER BY enrolled_on DESC, id DESC",
            programme_id, person_id)) {
        auto const by = invited_by.find(row.text(0));
        events.push_back({ row.text(1), row.maybe_text(2), by == invited_by.end() ? std::nullopt : std::optional(by->second) });
    }
    return events;
}

} // namespace store
} // namespace bydel::people
