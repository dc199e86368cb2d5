// SPDX-License-Identifier: AGPL-3.0-or-later
// A record of no slice, with rows of no table: what a slice must say of an authored record, and what it then has by itself.
#include "app/test_cast.h"
#include "platform/sync/authored_entity.h"

using namespace bydel;
using namespace bydel::test;

namespace {

/// Its group follows its day.
struct Note {
    std::string id;
    std::string group_id;
    std::string written_on;
    std::optional<std::string> written_by;
    std::int64_t pages = 1;
    std::int64_t revision = 1;
    std::string item_id;
};
constexpr auto fields_of(Note const*)
{
    return std::tuple { Field { "id", &Note::id, by_phone(an_id()) }, Field { "group_id", &Note::group_id, an_id() },
        Field { "written_on", &Note::written_on, by_phone(a_day()) }, Field { "written_by", &Note::written_by, never_sent(about_a_mother(an_id())) },
        Field { "pages", &Note::pages, by_phone(number_of(1, 9)) }, Field { "revision", &Note::revision, number_of(1, 1000) },
        Field { "item_id", &Note::item_id, never_sent(an_id()) } };
}

/// Its group is stamped once.
struct StampedNote : Note {
    std::string group_day;
};
constexpr auto fields_of(StampedNote const*)
{
    return std::tuple_cat(fields_out_of<StampedNote, Note>([](std::string_view, Traits const& traits) { return std::optional(traits); }),
        std::tuple { Field { "group_day", &StampedNote::group_day, never_sent(a_day()) } });
}

template <class R>
struct Drawer {
    static inline std::map<std::string, R> notes;
    static std::optional<R> find(db::Session&, std::string const&, std::string const& id)
    {
        return notes.contains(id) ? std::optional(notes[id]) : std::nullopt;
    }
    static Done write(db::Session&, std::string const&, R const& note)
    {
        notes[note.id] = note;
        return {};
    }
    static Done remove(db::Session&, std::string const&, std::string const& id)
    {
        notes.erase(id);
        return {};
    }
    static std::vector<R> of_person(db::Session&, std::string const&, std::string const& person_id, std::string const&)
    {
        std::vector<R> hers;
        for (auto const& [id, note] : notes) {
            if (note.written_by == person_id)
                hers.push_back(note);
        }
        return hers;
    }
};

template <class R>
R accepted(sync::Storing const& storing)
{
    R note;
    note.written_on = storing.item.record.text("written_on");
    note.pages = std::clamp<std::int64_t>(*storing.item.record["pages"].as_integer(), 1, 9);
    return note;
}
template <class R>
tl::expected<R, sync::Fault> said(sync::Storing const& storing)
{
    auto note = accepted<R>(storing);
    if (note.pages != *storing.item.record["pages"].as_integer())
        return tl::unexpected(sync::Fault { "out_of_range", "pages" });
    return note;
}

template <class R>
sync::Authored<R> const& notes()
{
    static sync::Authored<R> const all { .name = "note",
        .author = &R::written_by,
        .day = &R::written_on,
        .dated = { "written_on", 30, 90 },
        .rows = { Drawer<R>::find, Drawer<R>::write, Drawer<R>::write, Drawer<R>::remove, Drawer<R>::of_person },
        .read = said<R>,
        .read_accepted = accepted<R> };
    return all;
}

template <class R>
struct Desk {
    Cast cast;
    sync::Entity entity = sync::entity_of(notes<R>());
    std::string id = new_day_id(today);
    Desk() { Drawer<R>::notes.clear(); }

    sync::Item item(std::string const& day, std::int64_t revision, std::int64_t pages = 1)
    {
        return { new_day_id(today), id_of(900), "note", "put", id, revision, today, Json::object({ { "written_on", day }, { "pages", pages } }) };
    }
    template <class Work>
    auto as(std::string const& person_id, sync::Item const& item, Work work)
    {
        sync::Author author { "dk", person_id };
        auto const& directory = cast.product->services().entities->directory;
        return cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
            return work(sync::Storing { session, journal, directory, author, item });
        });
    }
    std::string push(std::string const& person_id, sync::Item const& item)
    {
        auto judged = as(person_id, item, entity.store);
        if (!judged)
            return "refused " + judged.error().key;
        return judged->stored() ? "stored" : "odd " + judged->odd->reason + " " + judged->odd->field;
    }
    R note() { return Drawer<R>::notes.at(id); }
};

} // namespace

TEST_CASE_TEMPLATE("an authored record is stored, odd, or refused", R, Note, StampedNote)
{
    Desk<R> desk;
    CHECK(desk.push(amina, desk.item(today, 1, 10)) == "odd out_of_range pages");
    CHECK(desk.push(leyla, desk.item(today, 1)) == "odd no_role written_on"); // she has left
    CHECK(desk.push(amina, desk.item(today, 1)) == "stored");
    CHECK(desk.note().written_by == amina);
    CHECK(desk.note().group_id == group_a);
    CHECK(desk.push(zahra, desk.item(today, 2)) == "odd not_yours id");
    CHECK(desk.as(zahra, desk.item(today, 2), desk.entity.remove).error().key == "sync.not_yours");
    CHECK(desk.push(amina, desk.item(today, 2, 3)) == "stored");
    CHECK(desk.note().pages == 3);
    CHECK(desk.as(amina, desk.item(today, 3), desk.entity.remove).has_value());
    CHECK(Drawer<R>::notes.empty());
}

TEST_CASE_TEMPLATE("a stamped group stays where the first save put it, and any other follows the day", R, Note, StampedNote)
{
    Desk<R> desk;
    CHECK(desk.push(nour, desk.item(today, 1)) == "stored"); // she moved from A to B on the first of this month
    CHECK(desk.note().group_id == group_b);
    CHECK(desk.push(nour, desk.item("2026-10-30", 2)) == "stored");
    CHECK(desk.note().group_id == (sync::StampedOnce<R> ? group_b : group_a));
}

TEST_CASE_TEMPLATE("what is kept aside names nobody, and put back it is hers again", R, Note, StampedNote)
{
    Desk<R> desk;
    CHECK(desk.push(amina, desk.item(today, 1, 2)) == "stored");
    auto kept = desk.cast.read([&](db::Session& session) { return desk.entity.keep(session, "dk", desk.id); });
    REQUIRE(kept.has_value());
    CHECK(kept->dump().find(amina) == std::string::npos);
    CHECK(desk.push(amina, desk.item(today, 2, 7)) == "stored");
    auto const& directory = desk.cast.product->services().entities->directory;
    MUST(desk.cast.change(
        "dk", [&](db::Session& session, journal::Journal& journal) { return desk.entity.take_back(session, journal, directory, desk.id, kept); }));
    CHECK(desk.note().pages == 2);
    CHECK(desk.note().revision == 1);
    CHECK(desk.note().written_by == amina);
}
