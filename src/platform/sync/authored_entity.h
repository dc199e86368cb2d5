// SPDX-License-Identifier: AGPL-3.0-or-later
// How an authored record syncs (docs/sync.md, laws 2-9 and 16): whose it is, which group it counts in, what a person must look at first, and how an
// accepted one is taken back. `Authored` (authored.h) says what is the slice's own; what comes of an item is a Result<Judged>: stored, odd or refused.
#pragma once
#include "platform/sync/authored.h"

namespace bydel::sync {

template <HasFields R>
class AuthoredEntity {
public:
    explicit AuthoredEntity(Authored<R> const& kind)
        : kind_(kind)
    {
    }

    // What a phone pulls, and pushes.
    std::vector<Record> read(Reading const& reading) const;
    std::optional<Stored> find_stored(db::Session& session, std::string const& programme_id, std::string const& id) const;
    Result<Judged> store(Storing const& storing) const;
    Done remove(Storing const& storing) const;
    Done learn_from_earlier(Storing const& storing) const;
    // What the office decides afterwards.
    Done follow_correction(db::Session& session, journal::Journal& journal, Directory const& directory, Correction const& correction) const;
    std::optional<Json> keep(db::Session& session, std::string const& programme_id, std::string const& id) const;
    std::optional<Json> keep_earlier(Storing const& storing, std::optional<Json> const& replaced) const;
    Done take_back(
        db::Session& session, journal::Journal& journal, Directory const& directory, std::string const& id, std::optional<Json> const& replaced) const;

private:
    using Judgeable = tl::expected<R, Oddity>;
    std::vector<R> find_hers(Reading const& reading) const;
    std::optional<R> find_mine(Storing const& storing) const;
    Judgeable judge(Storing const& storing, std::string const& looks) const;
    Judgeable accept(Storing const& storing) const;
    std::optional<Fault> fault_of(Storing const& storing, R const& saved) const;
    Oddity odd(Storing const& storing, Fault const& fault, std::string const& looks) const;
    R stamped(Storing const& storing, R saved) const;
    std::string group_for(Storing const& storing, std::optional<R> const& before, R const& saved) const;
    std::string group_again(db::Session& session, std::string const& programme_id, Directory const& directory, R const& stands, R const& was) const;
    bool stays(R const& record, journal::Journal const& journal) const { return kind_.stays && kind_.stays(record, journal.today()); }

    Authored<R> const& kind_;
};

/// `kind` must live as long as the program.
template <HasFields R>
Entity entity_of(Authored<R> const& kind)
{
    using Made = AuthoredEntity<R>;
    auto by = [made = Made(kind)](auto method) { return std::bind_front(method, made); };
    return { kind.name, by(&Made::read), by(&Made::find_stored), by(&Made::store), by(&Made::remove), by(&Made::learn_from_earlier),
        by(&Made::follow_correction), kind.dated, by(&Made::keep), by(&Made::keep_earlier), by(&Made::take_back) };
}

// --- what a phone pushes ----------------------------------------------------------------------------------------------------

template <HasFields R>
std::optional<Stored> AuthoredEntity<R>::find_stored(db::Session& session, std::string const& programme_id, std::string const& id) const
{
    auto found = kind_.rows.find(session, programme_id, id);
    return found ? std::optional(Stored { { found->revision, found->item_id }, (*found).*kind_.author }) : std::nullopt;
}

template <HasFields R>
std::optional<R> AuthoredEntity<R>::find_mine(Storing const& storing) const
{
    auto found = kind_.rows.find(storing.session, storing.author.programme_id, storing.item.id);
    return found && (*found).*kind_.author == storing.author.person_id ? found : std::nullopt;
}

/// The coordinator looks in whose group it was stamped; where the group follows the day, hers where she is now.
template <HasFields R>
Oddity AuthoredEntity<R>::odd(Storing const& storing, Fault const& fault, std::string const& looks) const
{
    if (StampedOnce<R> && !looks.empty())
        return { fault.reason, fault.field, looks };
    return { fault.reason, fault.field, storing.directory.latest_group(storing.session, storing.author.programme_id, storing.author.person_id) };
}

/// Whose it is, which save it was, and her group on its day; empty where she had none.
template <HasFields R>
R AuthoredEntity<R>::stamped(Storing const& storing, R saved) const
{
    auto const& [programme_id, person_id] = storing.author;
    saved.id = storing.item.id;
    saved.group_id = storing.directory.group_on(storing.session, programme_id, person_id, saved.*kind_.day).value_or("");
    saved.*kind_.author = person_id.empty() ? std::nullopt : std::optional(person_id);
    saved.revision = storing.item.revision;
    saved.item_id = storing.item.item_id;
    if constexpr (requires { saved.saved_on; })
        saved.saved_on = storing.item.saved_on;
    return saved;
}

template <HasFields R>
std::optional<Fault> AuthoredEntity<R>::fault_of(Storing const& storing, R const& saved) const
{
    if (clock_was_wrong(storing.item, storing.enrolled_on, storing.journal.today()))
        return Fault { "wrong_clock", kind_.dated.field };
    if (auto fault = kind_.find_fault ? kind_.find_fault(storing, saved) : std::nullopt)
        return fault;
    return saved.group_id.empty() ? std::optional(Fault { "no_role", kind_.dated.field }) : std::nullopt;
}

/// What counts by itself, or why a person must look. It asks the item and her roles only, never what is stored, so that the order in which items come
/// does not matter (law 3). `looks` is whose coordinator looks, if that is known.
template <HasFields R>
auto AuthoredEntity<R>::judge(Storing const& storing, std::string const& looks) const -> Judgeable
{
    auto said = kind_.read(storing);
    if (!said)
        return tl::unexpected(odd(storing, said.error(), looks));
    auto saved = stamped(storing, std::move(*said));
    if (auto fault = fault_of(storing, saved))
        return tl::unexpected(odd(storing, *fault, looks.empty() ? saved.group_id : looks));
    return saved;
}

/// A person said that it counts, and perhaps on which day.
template <HasFields R>
auto AuthoredEntity<R>::accept(Storing const& storing) const -> Judgeable
{
    auto said = kind_.read_accepted(storing);
    if (!storing.chosen_day.empty())
        said.*kind_.day = storing.chosen_day;
    return stamped(storing, std::move(said));
}

/// The group stamped before; else hers on its day; else, of an accepted one, where it stood or waited.
template <HasFields R>
std::string AuthoredEntity<R>::group_for(Storing const& storing, std::optional<R> const& before, R const& saved) const
{
    if (before && (StampedOnce<R> || (*before).*kind_.day == saved.*kind_.day))
        return before->group_id;
    if (!saved.group_id.empty())
        return saved.group_id;
    return before ? before->group_id : storing.quarantined_group;
}

template <HasFields R>
Result<Judged> AuthoredEntity<R>::store(Storing const& storing) const
{
    auto before = kind_.rows.find(storing.session, storing.author.programme_id, storing.item.id);
    auto const looks = before ? before->group_id : "";
    if (before && (*before).*kind_.author != storing.author.person_id)
        return Judged { odd(storing, { "not_yours", "id" }, looks) };
    auto saved = storing.judgement == Judgement::accepted_by_person ? accept(storing) : judge(storing, looks);
    if (!saved)
        return Judged { saved.error() };
    saved->group_id = group_for(storing, before, *saved);
    TRY(kind_.save_over(storing.session, storing.journal, before, *saved));
    return Judged {};
}

template <HasFields R>
Done AuthoredEntity<R>::remove(Storing const& storing) const
{
    if (auto mine = find_mine(storing))
        return kind_.remove(storing.session, storing.journal, *mine);
    bool anothers = find_stored(storing.session, storing.author.programme_id, storing.item.id).has_value();
    return anothers ? fail({ 403, "sync.not_yours", "id" }) : Done();
}

/// The group is stamped by the first save, also where a later one was quicker: a phone sends what it saved on one day in any order.
template <HasFields R>
Done AuthoredEntity<R>::learn_from_earlier(Storing const& storing) const
{
    if constexpr (StampedOnce<R>) {
        auto const& [programme_id, person_id] = storing.author;
        auto const& revision = storing.item.revision;
        auto before = find_mine(storing);
        if (!before || storing.journal.lowest_revision(storing.session, "person:" + person_id, kind_.name, before->id) <= revision)
            return {};
        auto judged = judge(storing, before->group_id);
        if (!judged)
            return {};
        auto after = *before;
        after.group_id = judged->group_id;
        after.group_day = (*judged).*kind_.day;
        after = kind_.finished(storing.session, programme_id, before, std::move(after));
        TRY(kind_.rows.update(storing.session, programme_id, after));
        auto counted = kind_.counted_between(&*before, &after);
        after.revision = revision; // the entry tells which save stamped it
        kind_.add_entry(storing.journal, after, journal::Operation::put, std::move(counted));
    }
    return {};
}

// --- what a phone pulls -----------------------------------------------------------------------------------------------------

template <HasFields R>
std::vector<R> AuthoredEntity<R>::find_hers(Reading const& reading) const
{
    auto const& [session, vault, programme_id, person_id, scope, ids, today] = reading;
    auto const from = kind_.months_sent == 0 ? "" : add_months(month_of(today), -kind_.months_sent) + "-01";
    if (!ids)
        return kind_.rows.of_person(session, programme_id, person_id, from);
    std::vector<R> hers;
    for (auto const& id : *ids) {
        auto found = kind_.rows.find(session, programme_id, id);
        if (found && (*found).*kind_.author == person_id && (*found).*kind_.day >= from)
            hers.push_back(std::move(*found));
    }
    return hers;
}

template <HasFields R>
std::vector<Record> AuthoredEntity<R>::read(Reading const& reading) const
{
    if (reading.scope != "person:" + reading.person_id)
        return {};
    std::vector<Record> records;
    for (auto const& one : find_hers(reading)) {
        auto record = to_json(one);
        if (kind_.tell)
            kind_.tell(one, reading.person_id, record);
        records.push_back({ one.id, one.revision, std::move(record) });
    }
    return records;
}

// --- what the office decides afterwards -------------------------------------------------------------------------------------

/// The day whose role gave its group.
template <HasFields R>
std::string day_of_group(Authored<R> const& kind, R const& record)
{
    if constexpr (StampedOnce<R>)
        return record.group_day;
    else
        return record.*kind.day;
}

/// It gets the group that the right roles give. Where they give none it goes on counting where it counted: no correction of a person's days takes
/// anything out of the numbers (docs/decisions/0006).
template <HasFields R>
Done AuthoredEntity<R>::follow_correction(db::Session& session, journal::Journal& journal, Directory const& directory, Correction const& correction) const
{
    auto const& programme_id = journal.programme_id();
    for (auto const& before : kind_.rows.of_person(session, programme_id, correction.person_id, "")) {
        auto const day = day_of_group(kind_, before);
        if (!correction.covers(day) || stays(before, journal))
            continue;
        auto after = before;
        after.group_id = directory.group_on(session, programme_id, correction.person_id, day).value_or(before.group_id);
        if (after.group_id != before.group_id)
            TRY(kind_.write(session, journal, before, kind_.finished(session, programme_id, before, std::move(after))));
    }
    return {};
}

/// All of it but who: nobody is named in what is kept aside.
template <HasFields R>
Json without_names(R const& record)
{
    Json::Object members;
    for_each_field<R>([&](auto const& field) {
        if (field.traits.sensitivity != Sensitivity::mother)
            members.emplace_back(std::string(field.name), bydel::detail::write_value(record.*field.member));
    });
    return Json(std::move(members));
}

template <HasFields R>
std::optional<Json> AuthoredEntity<R>::keep(db::Session& session, std::string const& programme_id, std::string const& id) const
{
    auto found = kind_.rows.find(session, programme_id, id);
    return found ? std::optional(without_names(*found)) : std::nullopt;
}

/// A stamped group is the one that the earliest save stamped, which the record has heard of by now.
template <HasFields R>
std::optional<Json> AuthoredEntity<R>::keep_earlier(Storing const& storing, std::optional<Json> const& replaced) const
{
    auto stands = find_mine(storing);
    if (!stands)
        return replaced;
    auto before = replaced ? from_json<R>(*replaced) : Result<R>(fail(not_found()));
    auto judged = judge(storing, stands->group_id);
    bool newer = judged && (!before || Stamp { before->revision, before->item_id } < Stamp { judged->revision, judged->item_id });
    if (!newer && !before)
        return replaced;
    auto kept = newer ? *judged : *before;
    if constexpr (StampedOnce<R>) {
        kept.group_id = stands->group_id;
        kept.group_day = stands->group_day;
    }
    return without_names(kind_.finished(storing.session, storing.author.programme_id, std::nullopt, std::move(kept)));
}

/// The group of what is put back, where it was not stamped: hers on its day.
template <HasFields R>
std::string AuthoredEntity<R>::group_again(
    db::Session& session, std::string const& programme_id, Directory const& directory, R const& stands, R const& was) const
{
    auto const& whose = stands.*kind_.author;
    return whose ? directory.group_on(session, programme_id, *whose, was.*kind_.day).value_or(was.group_id) : was.group_id;
}

/// Whose it is stays as it is today, and so does a stamped group: she may have been erased, or unlinked, or her roles corrected, since.
template <HasFields R>
Done AuthoredEntity<R>::take_back(
    db::Session& session, journal::Journal& journal, Directory const& directory, std::string const& id, std::optional<Json> const& replaced) const
{
    auto const& programme_id = journal.programme_id();
    auto stands = kind_.rows.find(session, programme_id, id);
    if (!stands)
        return {};
    if (!replaced)
        return kind_.remove(session, journal, *stands);
    auto const was = TRY(from_json<R>(*replaced));
    auto again = was;
    again.group_id = stays(*stands, journal) ? stands->group_id : group_again(session, programme_id, directory, *stands, was);
    return kind_.write(session, journal, stands, kind_.finished(session, programme_id, was, kind_.merged(*stands, again)));
}

} // namespace bydel::sync
