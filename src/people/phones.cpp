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
    for (auto const& row : session.query("SELECT d.enrolled_on, d.revoked_on, i.invited_by FROM device d "
                                         "LEFT JOIN invitation i ON i.programme_id = d.programme_id AND i.device_id = d.id "
                                         "WHERE d.programme_id = $1 AND d.person_id = $2 ORDER BY d.enrolled_on DESC, d.id DESC",
             programme_id, person_id))
        events.push_back({ row.text(0), row.maybe_text(1), row.maybe_text(2) });
    return events;
}

Done set_invited_by(db::Session& session, std::string const& programme_id, std::string const& invitation_id, std::string const& person_id)
{
    TRY(session.execute("UPDATE invitation SET invited_by = $3 WHERE programme_id = $1 AND id = $2", programme_id, invitation_id, person_id));
    return {};
}

} // namespace store
} // namespace bydel::people
