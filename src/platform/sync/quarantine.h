// SPDX-License-Identifier: AGPL-3.0-or-later
// Items that a person must look at. The coordinator sees reason and field, never the row; the payload is encrypted at rest.
#pragma once
#include "platform/sync/sync.h"

namespace bydel::sync {

/// An item in the coordinator's list: one that waits, or one about which she decided and may change her mind.
struct Waiting {
    std::string entity;
    std::string id;
    std::string reason;
    std::string field;
    std::string received_on;
    std::string state;                            ///< "waiting", "set_aside" or "accepted"
    std::optional<std::string> person_name = {};  ///< whose it is, where the coordinator may see her
    bool choose_day = false;                      ///< its own day cannot be true: the coordinator says which day it counts on
    std::optional<std::string> earliest_day = {}; ///< the first she may choose
    std::optional<std::string> decided_on = {};
    std::optional<std::string> take_back_until = {}; ///< the last day on which the decision can be taken back
    std::string whose = {};                          ///< sent with the decision: two persons may have an item under one id
};
constexpr auto fields_of(Waiting const*)
{
    using W = Waiting;
    return std::tuple { Field { "entity", &W::entity, a_code() }, Field { "id", &W::id, an_id() }, Field { "reason", &W::reason, a_code() },
        Field { "field", &W::field, text_of(0, 60) }, Field { "received_on", &W::received_on, a_day() }, Field { "state", &W::state, a_code() },
        Field { "person_name", &W::person_name, about_a_mother(text_of(1, 120)) }, Field { "choose_day", &W::choose_day, a_flag() },
        Field { "earliest_day", &W::earliest_day, a_day() }, Field { "decided_on", &W::decided_on, a_day() },
        Field { "take_back_until", &W::take_back_until, a_day() }, Field { "whose", &W::whose, text_of(1, 60) } };
}
constexpr char const* name_of(Waiting const*) { return "QuarantineItem"; }

/// What the payload of a waiting item is sealed for.
std::string payload_context(std::string const& programme_id, std::string const& entity, std::string const& id);

/// A row of the quarantine, or of what was accepted out of it.
struct Kept {
    std::string entity;
    std::string id;
    std::string group_id;
    std::optional<std::string> person_id;
    std::int64_t revision = 1;
    std::string item_id;
    std::string reason;
    std::string field;
    std::string payload; ///< sealed
    std::string received_on;
    std::string state;
    std::optional<std::string> decided_on;
    std::optional<std::string> replaced = {}; ///< sealed; the record that an accepted one took the place of
    std::string owner = {};                   ///< person_id, or a word of its own where she is erased
};

/// What waits under a record's id.
struct Quarantined {
    std::optional<Stamp> hers = {};
    bool anothers = false; ///< an item that the other did not take from somebody
};
Quarantined quarantined_under(db::Session& session, Whose const& whose);
Done quarantine(http::Services& services, Storing const& storing, Oddity const& oddity);
/// `whose.person_id` may be the owner of a row whose person is erased.
Done leave_quarantine(db::Session& session, Whose const& whose);
std::vector<Kept> quarantined_in_group(db::Session& session, std::string const& programme_id, std::string const& group_id);
std::vector<Kept> accepted_in_group(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& from);
/// What of hers waits only because she had no role on its day, and nobody has decided about.
std::vector<Kept> waiting_for_role(db::Session& session, std::string const& programme_id, std::string const& person_id);
/// Everyone's, hers first who was there first.
std::vector<Kept> find_quarantined(db::Session& session, std::string const& programme_id, std::string const& entity, std::string const& id);
std::optional<Kept> find_accepted(db::Session& session, std::string const& programme_id, std::string const& entity, std::string const& id);
Done put_in_quarantine(db::Session& session, std::string const& programme_id, Kept const& kept);
Done set_aside(db::Session& session, std::string const& programme_id, Kept const& kept, std::string const& decided_by, std::string const& decided_on);
Done remember_accepted(db::Session& session, std::string const& programme_id, Kept const& kept, std::string const& decided_by, std::string const& decided_on);
/// An item came that an accepted one surpasses: what taking that one back would bring back is kept up (law 3).
Done keep_for_taking_back(http::Services& services, Entity const& entity, Storing const& storing, Stamp const& stored);
Done replace_replaced(db::Session& session, std::string const& programme_id, Kept const& kept, std::string const& sealed);
Done forget_accepted(db::Session& session, std::string const& programme_id, std::string const& entity, std::string const& id);
Done forget_accepted_of(db::Session& session, Whose const& whose);
/// What quarantined fields are sealed with.
std::string payload_context(std::string const& programme_id, std::string const& entity, std::string const& id);
Result<Item> open_kept(auth::Vault const& vault, std::string const& programme_id, Kept const& kept);
std::int64_t count_waiting(db::Session& session, std::string const& programme_id, std::string const& group_id);
/// Her own items, as records for her own phone: the record as she saved it plus `"state":"quarantined"`.
std::vector<std::pair<std::string, Record>> quarantined_of_person(Reading const& reading);

} // namespace bydel::sync
