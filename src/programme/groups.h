// SPDX-License-Identifier: AGPL-3.0-or-later
// Local groups and the regions they lie in. What a group is called, where it lies, who hosts it, its phase and whether it is at work are rows with days
// (design 9.12), so that every day can be asked how it was; a group that merges or is split names who goes on. What was counted stays with the group of
// its day. Not who is in a group: people.
#pragma once
#include "base/fields.h"
#include "platform/db/tables.h"
#include "platform/journal/journal.h"

namespace bydel::programme {

inline constexpr db::List group_fields { "field", "name town region host phase status" };
inline constexpr db::List group_statuses { "status", "active paused ended" };

/// A local group and its host as they are on one day. The contact is whom a mother calls when she worries.
struct Group {
    std::string group_id;
    std::string name;
    std::string town;
    std::string region; ///< the region's code; empty where it has none
    std::string host;
    std::int64_t phase = 1; ///< 1 good start, 2 basic training, 3 getting going, 4 association
    std::string contact_name;
    std::string contact_phone;
    std::int64_t mothers = 0; ///< active that day; counted, not stored
    std::string status = "active";
};
constexpr auto fields_of(Group const*)
{
    return std::tuple { Field { "group_id", &Group::group_id, an_id() }, Field { "name", &Group::name, text_of(1, 120) },
        Field { "town", &Group::town, text_of(0, 120) }, Field { "region", &Group::region, text_of(0, 40) }, Field { "host", &Group::host, text_of(0, 120) },
        Field { "phase", &Group::phase, number_of(1, 4) }, Field { "contact_name", &Group::contact_name, text_of(0, 120) },
        Field { "contact_phone", &Group::contact_phone, text_of(0, 40) }, Field { "mothers", &Group::mothers, number_of(0, 100'000) },
        Field { "status", &Group::status, one_of(group_statuses.codes) } };
}
constexpr char const* name_of(Group const*) { return "Group"; }

struct Region {
    std::string code;
    std::string name; ///< where no language file has "region.<code>"
};
constexpr auto fields_of(Region const*) { return std::tuple { Field { "code", &Region::code, a_code() }, Field { "name", &Region::name, text_of(1, 120) } }; }
constexpr char const* name_of(Region const*) { return "Region"; }

/// One field of a group from a day on.
struct GroupState {
    std::string field; ///< of group_fields
    std::string starts_on;
    std::string value;
};

struct Successor {
    std::string group_id;
    std::string successor_id;
    std::string starts_on;
};

// --- what others may ask ----------------------------------------------------------------------------------------------------

bool has_group(db::Session& session, std::string const& programme_id, std::string const& group_id);
std::optional<Group> find_group(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& day);
/// By name; those that have ended too.
std::vector<Group> all_groups(db::Session& session, std::string const& programme_id, std::string const& day);
/// Those of them that lie in the region that day.
std::vector<Group> groups_in(db::Session& session, std::string const& programme_id, std::string const& region, std::string const& day);
/// Its rows, by field and day.
std::vector<GroupState> states_of(db::Session& session, std::string const& programme_id, std::string const& group_id);
/// Problem programme.group_ended where it is no more on that day.
Done must_be_there(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& day);
/// Of the whole programme, by day.
std::vector<Successor> all_successors(db::Session& session, std::string const& programme_id);
/// The number of the group's contact is one that a telephone can have. One written by an earlier version may not be.
bool can_be_called(db::Session& session, std::string const& programme_id, std::string const& group_id);
/// By code.
std::vector<Region> all_regions(db::Session& session, std::string const& programme_id);
std::optional<Region> find_region(db::Session& session, std::string const& programme_id, std::string const& code);

// --- changes ----------------------------------------------------------------------------------------------------------------

/// `from`: its first day; today where none is said. Its region must be one of the programme's.
Done add_group(db::Session& session, journal::Journal& journal, Group const& group, std::string const& from = {});
/// From that day on, until the next row of the field. A day before says how it was; one to come is told to phones when it comes. Said twice, it is
/// there once. Nothing comes after its end. Problems name the field.
Done change_group(db::Session& session, journal::Journal& journal, std::string const& group_id, GroupState const& change);
/// `day` is the first without it; the successors go on. Who was in it: people::end_group.
Done end_group(
    db::Session& session, journal::Journal& journal, std::string const& group_id, std::string const& day, std::vector<std::string> const& successors);
/// Tells phones what became true by the day that has come.
Result<int> tell_group_days(db::Session& session, journal::Journal& journal);
/// Adds those that are not there yet.
Done add_region(db::Session& session, journal::Journal& journal, Region const& region);

/// Whom a mother of this group calls when she worries.
struct Contact {
    std::string contact_name;
    std::string contact_phone;
};
constexpr auto fields_of(Contact const*)
{
    return std::tuple { Field { "contact_name", &Contact::contact_name, text_of(1, 80) }, Field { "contact_phone", &Contact::contact_phone, text_of(0, 40) } };
}
constexpr char const* name_of(Contact const*) { return "GroupContact"; }
/// The number is kept as E.164. Problem field.not_a_phone_number.
Done set_contact(db::Session& session, journal::Journal& journal, std::string const& group_id, Contact const& contact);

} // namespace bydel::programme
