// SPDX-License-Identifier: AGPL-3.0-or-later
// What its author saves on her phone: conversations, concerns, and what is to come. A slice says of its record what is its own, as an Authored<R>: its
// rows and its rules. Here stands once how it is written; what sync asks of it is in authored_entity.h. Nothing here knows a table.
//
// R has id, group_id, revision and item_id, and perhaps saved_on; what a phone may change are its fields marked by_phone. One that has group_day is
// stamped once, by the role of the day in its first save (law 9). Of any other the group follows its day.
#pragma once
#include "base/fields.h"
#include "platform/sync/sync.h"

namespace bydel::sync {

/// What is wrong with a record, as `reason` (problem.quarantine.reason.<reason>) and `field`.
struct Fault {
    std::string reason;
    std::string field;
    Problem problem = {}; ///< the same for who sits at a page
};

/// The statements of a slice's store that are asked here.
template <HasFields R>
struct Rows {
    std::optional<R> (*find)(db::Session&, std::string const& programme_id, std::string const& id);
    Done (*insert)(db::Session&, std::string const& programme_id, R const&);
    Done (*update)(db::Session&, std::string const& programme_id, R const&);
    Done (*remove)(db::Session&, std::string const& programme_id, std::string const& id);
    /// Hers of that day or later.
    std::vector<R> (*of_person)(db::Session&, std::string const& programme_id, std::string const& person_id, std::string const& from);
};

/// Its group is that of its first save.
template <class R>
concept StampedOnce = requires(R record)
{
    record.group_day;
};

template <HasFields R>
struct Authored {
    std::string name;
    std::optional<std::string> R::*author;
    std::string R::*day;
    Dated dated;
    Rows<R> rows;
    /// What her phone says, or why a person must look. It asks the item only.
    tl::expected<R, Fault> (*read)(Storing const&);
    /// The same of an accepted one: what can't be understood is left out.
    R (*read_accepted)(Storing const&);

    // --- only where it has such ---------------------------------------------------------------------------------------------
    /// What is odd about it in its group, which is empty where she has none. It never asks what is stored (law 3).
    std::optional<Fault> (*find_fault)(Storing const&, R const&) = nullptr;
    /// What the office wrote stays, whatever a phone sends later.
    void (*keep_office_word)(R const& stands, R& after) = nullptr;
    /// What follows from the rest, before it is written. `was` stood there, with another group or day perhaps.
    void (*finish)(db::Session&, std::string const& programme_id, R const* was, R& after) = nullptr;
    /// It stays in its group, whatever is corrected about her roles.
    bool (*stays)(R const&, std::string const& today) = nullptr;
    /// How it is counted (platform/measure); `times` is 1.
    measure::Change (*counted)(R const&) = nullptr;
    /// What her phone is told beyond its fields.
    void (*tell)(R const&, std::string const& person_id, Json& record) = nullptr;
    int months_sent = 0; ///< so far back her phone is told of it; 0: all

    /// Writes what was saved, over what stands under its id if something does: whose it is and what was stamped stay.
    Done save(db::Session& session, journal::Journal& journal, R const& saved) const
    {
        return save_over(session, journal, rows.find(session, journal.programme_id(), saved.id), saved);
    }
    Done save_over(db::Session& session, journal::Journal& journal, std::optional<R> const& before, R const& saved) const;
    /// Writes it as it is.
    Done write(db::Session& session, journal::Journal& journal, std::optional<R> const& before, R const& after) const;
    Done remove(db::Session& session, journal::Journal& journal, R const& stands) const;

    void add_entry(journal::Journal& journal, R const& record, journal::Operation operation, std::vector<measure::Change> counted = {}) const;
    /// What is counted where the one stood and the other stands now; null: nothing does.
    std::vector<measure::Change> counted_between(R const* before, R const* after) const;
    /// What stands, with what a save says of it.
    R merged(R const& stands, R const& saved) const;
    R finished(db::Session& session, std::string const& programme_id, std::optional<R> const& was, R after) const;
};

template <HasFields R>
Done Authored<R>::save_over(db::Session& session, journal::Journal& journal, std::optional<R> const& before, R const& saved) const
{
    auto after = before ? merged(*before, saved) : saved;
    if constexpr (StampedOnce<R>) {
        if (!before)
            after.group_day = after.*day;
    }
    return write(session, journal, before, finished(session, journal.programme_id(), before, std::move(after)));
}

template <HasFields R>
Done Authored<R>::write(db::Session& session, journal::Journal& journal, std::optional<R> const& before, R const& after) const
{
    TRY(before ? rows.update(session, journal.programme_id(), after) : rows.insert(session, journal.programme_id(), after));
    add_entry(journal, after, journal::Operation::put, counted_between(before ? &*before : nullptr, &after));
    return {};
}

template <HasFields R>
Done Authored<R>::remove(db::Session& session, journal::Journal& journal, R const& stands) const
{
    TRY(rows.remove(session, journal.programme_id(), stands.id));
    add_entry(journal, stands, journal::Operation::remove, counted_between(&stands, nullptr));
    return {};
}

template <HasFields R>
void Authored<R>::add_entry(journal::Journal& journal, R const& record, journal::Operation operation, std::vector<measure::Change> counted) const
{
    auto const& whose = record.*author;
    journal.add({ whose ? "person:" + *whose : std::string("none"), name, record.id, record.revision, operation, std::move(counted) });
}

template <HasFields R>
std::vector<measure::Change> Authored<R>::counted_between(R const* before, R const* after) const
{
    std::vector<measure::Change> changes;
    if (counted && before) {
        changes.push_back(counted(*before));
        changes.back().times = -1;
    }
    if (counted && after)
        changes.push_back(counted(*after));
    return changes;
}

template <HasFields R>
R Authored<R>::merged(R const& stands, R const& saved) const
{
    auto after = stands;
    for_each_field<R>([&](auto const& field) {
        if (field.traits.flow == Flow::phone)
            after.*field.member = saved.*field.member;
    });
    after.revision = saved.revision;
    after.item_id = saved.item_id;
    if constexpr (requires { after.saved_on; })
        after.saved_on = saved.saved_on;
    if constexpr (!StampedOnce<R>)
        after.group_id = saved.group_id;
    if (keep_office_word)
        keep_office_word(stands, after);
    return after;
}

template <HasFields R>
R Authored<R>::finished(db::Session& session, std::string const& programme_id, std::optional<R> const& was, R after) const
{
    if (finish)
        finish(session, programme_id, was ? &*was : nullptr, after);
    return after;
}

} // namespace bydel::sync
