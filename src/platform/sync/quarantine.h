// SPDX-License-Identifier: AGPL-3.0-or-later
// Items that a person must look at. The coordinator sees reason and field, never the row; the payload is encrypted at rest.
#pragma once
#include "platform/sync/sync.h"

namespace bydel::sync {

struct Waiting {
    std::string entity;
    std::string id;
    std::string reason;
    std::string field;
    std::string received_on;
    std::string state; ///< "waiting" or "set_aside"
};
constexpr auto fields_of(Waiting const*)
{
    return std::tuple { Field { "entity", &Waiting::entity, a_code() }, Field { "id", &Waiting::id, an_id() }, Field { "reason", &Waiting::reason, a_code() },
        Field { "field", &Waiting::field, text_of(0, 60) }, Field { "received_on", &Waiting::received_on, a_day() },
        Field { "state", &Waiting::state, a_code() } };
}
constexpr char const* name_of(Waiting const*) { return "QuarantineItem"; }

/// What the payload of a waiting item is sealed for.
std::string payload_context(std::string const& programme_id, std::string const& entity, std::string const& id);
std::optional<Stamp> quarantined_stamp(db::Session& session, std::string const& programme_id, std::string const& entity, std::string const& id);
Done quarantine(http::Services& services, Storing const& storing, Oddity const& oddity);
Done leave_quarantine(db::Session& session, std::string const& programme_id, std::string const& entity, std::string const& id);
std::vector<Waiting> quarantined_in_group(db::Session& session, std::string const& programme_id, std::string const& group_id);
std::int64_t count_waiting(db::Session& session, std::string const& programme_id, std::string const& group_id);
/// Her own items, as records for her own phone: the record as she saved it plus `"state":"quarantined"`.
std::vector<std::pair<std::string, Record>> quarantined_of_person(Reading const& reading);

Result<http::Reply> list_quarantine(http::Context& context);
Result<http::Reply> decide_quarantine(http::Context& context);

} // namespace bydel::sync
