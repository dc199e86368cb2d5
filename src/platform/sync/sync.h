// SPDX-License-Identifier: AGPL-3.0-or-later
// Sync as docs/sync.md states it: what a phone pushes is opened, judged by its slice, stored or quarantined; what it pulls is what its
// person may see. A slice takes part by giving an Entity; nothing here knows what a conversation is.
#pragma once
#include "platform/http/api.h"
#include "platform/journal/journal.h"
#include <span>

namespace bydel::sync {

/// One saved change, opened.
struct Item {
    std::string item_id;
    std::string device_id;
    std::string entity;
    std::string operation; ///< "put" or "delete"
    std::string id;
    std::int64_t revision = 0;
    std::string saved_on;
    Json record;
};

/// Whose change it is: the person whose phone saved it.
struct Author {
    std::string programme_id;
    std::string person_id;
};

/// Which version of a record is stored. The greater one wins (law 3).
struct Stamp {
    std::int64_t revision = 0;
    std::string item_id;
    auto operator<=>(Stamp const&) const = default;
};

/// What is stored of a record, and whose it is; nobody's once its author is unlinked.
struct Stored {
    Stamp stamp;
    std::optional<std::string> author;
};

/// Why a person must look at an item. `reason` is a key under problem.quarantine.reason.
struct Oddity {
    std::string reason;
    std::string field;
    std::string group_id; ///< whose coordinator looks
};

/// What a change came to: stored, or odd, so that a person must look at it. The third, refused, is the Problem of a Result<Judged>.
struct Judged {
    std::optional<Oddity> odd = {};
    bool stored() const { return !odd; }
};

/// What people knows and sync must ask: whose device a sealed item names, where a person's records wait, what she may see today.
struct Directory {
    struct Phone {
        std::string person_id;
        std::string enrolled_on; ///< the day
    };
    std::function<std::optional<Phone>(db::Session&, std::string const& programme_id, std::string const& device_id)> phone;
    std::function<std::string(db::Session&, std::string const& programme_id, std::string const& person_id)> latest_group;
    std::function<std::optional<std::string>(db::Session&, std::string const& programme_id, std::string const& person_id, std::string const& day)> group_on;
    /// The name of a mother who is or was in that group: only these a coordinator may see.
    std::function<std::optional<std::string>(
        db::Session&, auth::Vault const&, std::string const& programme_id, std::string const& group_id, std::string const& person_id)>
        name_in_group;
};

/// How strictly a put is judged: as it comes from a phone, or after a coordinator said that it counts.
enum class Judgement { by_rule, accepted_by_person };

struct Storing {
    db::Session& session;
    journal::Journal& journal;
    Directory const& directory;
    Author const& author;
    Item const& item;
    Judgement judgement = Judgement::by_rule;
    std::string quarantined_group = {}; ///< where the item waited, for an accepted one
    std::string chosen_day = {};        ///< the day a coordinator chose for an accepted one; empty: as the phone said
    std::string enrolled_on = {};       ///< when the phone that sealed it was enrolled; empty: not known
};

/// The phone's clock was wrong when this was saved: before the phone was enrolled, or in the future. A day more or less is a time zone.
bool clock_was_wrong(Item const& item, std::string const& enrolled_on, std::string const& today);

/// The day that a record of this kind carries, and how far back it may lie.
struct Dated {
    std::string field;
    int before_saving = 0;    ///< days before it was saved
    int before_receiving = 0; ///< days before it was received, where nothing is known of the phone; so far back a coordinator may choose, too
};

struct Reading {
    db::Session& session;
    http::Services const& services;
    std::string const& programme_id;
    std::string const& person_id; ///< who will receive it
    std::string const& scope;
    std::vector<std::string> const* ids = nullptr; ///< null: all of the scope
    std::string const& today;
    bool wants(std::string_view id) const;
};

/// A person's roles were corrected: on these days, first to last of each span, she is and always was in another group than was thought.
struct Correction {
    std::string person_id;
    std::vector<std::pair<std::string, std::string>> spans;
    bool covers(std::string_view day) const;
};

struct Record {
    std::string id;
    std::int64_t revision;
    Json record;
};

/// Records of a group for whoever holds the verb there, on a phone that she enrolled with her password: in the scope "<name>:<group_id>". It is told
/// whole whenever it differs from what the phone has, because much of it changes by the calendar and nobody's entry says so.
struct GroupScope {
    std::string_view name; ///< "mothers"
    std::string_view verb; ///< "people.person.read"
};

/// The group of such a scope; empty where the scope is another.
std::string group_of(GroupScope const& of, std::string_view scope);

/// How one kind of record syncs. `read` is always there; the rest where phones push it, and then all of it: made by Authored (authored.h).
struct Entity {
    std::string name;
    /// Records of this entity that are in `scope` now. Empty where the scope is not of its kind.
    std::function<std::vector<Record>(Reading const&)> read;
    std::function<std::optional<Stored>(db::Session&, std::string const& programme_id, std::string const& id)> find_stored = {};
    /// Writes record and journal entry, where it is stored.
    std::function<Result<Judged>(Storing const&)> store = {};
    /// Removes the author's record if it is there, journal entry included. Problem sync.not_yours where it is someone else's.
    std::function<Done(Storing const&)> remove = {};
    /// An earlier save came after a later one, which stays: the slice may still learn from it what the first save decides (law 3).
    std::function<Done(Storing const&)> learn_from_earlier = {};
    /// What was stamped from those days follows, as if the correction had come first (law 9).
    std::function<Done(db::Session&, journal::Journal&, Directory const&, Correction const&)> follow_correction = {};
    Dated dated = {};
    /// Everything of a stored record that `take_back` needs to put it back. Nobody is named in it.
    std::function<std::optional<Json>(db::Session&, std::string const& programme_id, std::string const& id)> keep = {};
    /// An earlier save that counts by itself came after an accepted one, which stays: what there would be without that one (as `keep` writes it),
    /// given what there was.
    std::function<std::optional<Json>(Storing const&, std::optional<Json> const& replaced)> keep_earlier = {};
    /// An accepted change is taken back: what it replaced is put back, or the record goes. Journal entry included; no tombstone.
    std::function<Done(db::Session&, journal::Journal&, Directory const&, std::string const& id, std::optional<Json> const& replaced)> take_back = {};
    /// Only pulled, and only by who leads a group.
    std::optional<GroupScope> group_scope = {};
};

class Entities {
public:
    void add(Entity entity) { entities_.push_back(std::move(entity)); }
    Entity const* find_pushed(std::string_view name) const;
    std::vector<Entity> const& all() const { return entities_; }
    Directory directory;

private:
    std::vector<Entity> entities_;
};

enum class Outcome { stored, already, superseded, deleted, quarantined, refused };
std::string_view to_string(Outcome outcome);

struct ItemResult {
    std::string item_id;
    Outcome outcome;
    std::optional<Problem> problem = {};
};

/// Whose change an item is, by the owner of the phone that sealed it (nobody: the server does not know that phone). Nobody: it is refused.
using AuthorOf = std::function<std::optional<std::string>(db::Session&, std::optional<std::string> const& owner)>;

struct Taken {
    std::string epoch; ///< that of the journal they were written to
    std::vector<ItemResult> results = {};
};

/// Takes a batch of at most 100 sealed items {item_id,key_id,sealed}. One transaction, a savepoint per item.
Result<Taken> take_items(http::Services& services, journal::Change const& who, std::span<Json const> items, AuthorOf const& author_of);

/// One record of one person.
struct Whose {
    std::string const& programme_id;
    std::string const& entity;
    std::string const& id;
    std::string const& person_id;
};
/// She deleted it: nothing of hers waits any more and no push of hers brings it back (law 4). What another has under that id is not touched (law 16).
Done bury(db::Session& session, auth::Vault const& vault, Whose const& whose, std::string const& today);
bool is_buried(db::Session& session, auth::Vault const& vault, Whose const& whose);
/// While nothing is stored: whether another person was there first, with an item that waits.
bool waits_for_another(db::Session& session, Whose const& whose);

/// Erasing (law 15): quarantined items and accepted ones stay, without their author.
Done forget_quarantine_of(db::Session& session, std::string const& programme_id, std::string const& person_id);

/// What of hers waits only because she had no role on its day, judged as if it came now: after her roles were corrected (law 9).
Done judge_again(http::Services& services, db::Session& session, journal::Journal& journal, std::string const& person_id);
/// What waits in a group that she was never in, as it turned out, waits in the other.
Done wait_elsewhere(
    db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& from_group, std::string const& to_group);

/// A decision of a coordinator can be taken back for so many days.
inline constexpr int take_back_days = 30;

/// Stores one opened item inside an open transaction.
Result<Outcome> take_item(http::Services& services, Storing const& storing);

std::vector<http::Route> routes();

} // namespace bydel::sync
