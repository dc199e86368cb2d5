// SPDX-License-Identifier: AGPL-3.0-or-later
// For the tests of docs/sync.md only: the real product on a real SQLite file, spoken to through http::Api alone, and simulated phones that
// seal, keep an outbox, lose replies and pull as the page says. A broken law is thrown as LawBroken, so that a property test can shrink it.
#pragma once
#include "app/product.h"
#include "base/day.h"
#include "base/id.h"
#include "reporting/reporting.h"
#include <map>
#include <memory>
#include <set>

namespace bydel::app::world {

struct LawBroken : std::runtime_error {
    using std::runtime_error::runtime_error;
};
void must_hold(bool holds, std::string const& law);

/// For longer soaks than a daily run.
std::uint64_t from_environment(char const* name, std::uint64_t otherwise);

/// SplitMix64: the same numbers everywhere, so a printed seed is enough to see a failure again.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : state_(seed)
    {
    }
    std::uint64_t next();
    int below(int count) { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }
    bool chance(int percent) { return below(100) < percent; }
    std::string id(std::string const& day);
    template <class T>
    void shuffle(std::vector<T>& list)
    {
        for (std::size_t i = list.size(); i > 1; --i)
            std::swap(list[i - 1], list[static_cast<std::size_t>(below(static_cast<int>(i)))]);
    }

private:
    std::uint64_t state_;
};

struct Answer {
    int status = 0;
    Json body;
    std::string text;
    std::string cookie; ///< name=value of Set-Cookie
    std::string key() const { return body.text("key"); }
};

inline constexpr char const* first_day = "2026-11-23";

/// The server. Three groups, one coordinator of all of them, in programme dk; mothers are added by the test.
class World {
public:
    World();
    ~World();
    World(World const&) = delete;

    std::string today() const { return today_; }
    void go_to(std::string const& day);
    /// Closes everything and opens the same files again.
    void reopen();
    std::string back_up();
    /// As `bydel restore` does it: the copy in place, a new epoch, the ledger of erasures replayed.
    void restore(std::string const& backup);

    Answer call(http::Method method, std::string const& path, Json const& body, http::Headers headers = {});
    Answer office(http::Method method, std::string const& path, Json const& body = Json(Json::Object()));
    Answer office_post(std::string const& path, Json const& body = Json(Json::Object())) { return office(http::Method::post, path, body); }

    std::string const& group(int number) const { return groups_[static_cast<std::size_t>(number)]; }
    std::string add_mother(std::string const& group_id, std::string const& name, std::string const& joined_on);
    /// Office actions on her, in the group she was last in; 200 or the test ends.
    void move(std::string const& person_id, std::string const& to_group, std::string const& moved_on);
    void leave(std::string const& person_id, std::string const& left_on);
    std::string group_of(std::string const& person_id);
    /// What was entered about her was wrong: `act` is the end of the path, `field` its day.
    void correct(std::string const& person_id, std::string const& act, std::string const& field, std::string const& day);
    void correct_joined(std::string const& person_id, std::string const& joined_on);
    std::string invite(std::string const& person_id, std::string const& purpose);

    std::vector<db::Row> rows(std::string const& sql);
    std::int64_t number(std::string const& sql);
    std::string word(std::string const& sql);
    void execute(std::string const& sql);

    std::unique_ptr<Product> product;
    std::unique_ptr<http::Api> api;

private:
    void open();
    std::string folder_;
    std::string today_ = first_day;
    std::vector<std::string> groups_;
    int backups_ = 0;
};

/// One row of the outbox. `item` is what the phone sealed; the real phone keeps only `sealed`.
struct Saved {
    sync::Item item;
    std::string key_id;
    std::string sealed;
    std::string state = "waiting"; ///< waiting, sent, refused
    std::string outcome = {};
    std::string sent_on = {};
};

struct Held {
    std::string scope;
    std::int64_t revision = 0;
    Json record;
    bool operator==(Held const&) const = default;
};
using HeldRecords = std::map<std::pair<std::string, std::string>, Held>; // entity, id

class Phone {
public:
    Phone(World& world, std::string person_id, std::uint64_t seed, int skew = 0);
    /// Consumes a new invitation. What is in the outbox stays, and so does the known epoch.
    void enrol(std::string const& purpose = "enrol");
    std::string today() const { return add_days(world_->today(), skew_); }

    std::string log(Json record, std::string const& entity = "conversation");
    void edit(std::string const& id, Json record, std::string const& entity = "conversation");
    void remove(std::string const& id, std::string const& entity = "conversation");

    /// Sends these rows of the outbox as one batch. With `told` false the reply is lost on the way. Returns what the server said.
    Answer push(std::vector<std::size_t> const& which, bool told = true);
    Answer push_all(bool told = true) { return push(waiting(), told); }
    Answer pull();
    /// Sends and pulls until nothing is left to do; enrols anew where the server does not know the phone any more.
    void flush();
    std::vector<std::size_t> waiting() const;
    std::string outcome_of_last() const { return outbox.back().outcome; }
    /// Her own records, as the phone holds them.
    HeldRecords own() const;
    std::string scope() const { return "person:" + person_id; }

    std::string person_id;
    std::string device_id;
    std::vector<Saved> outbox;
    HeldRecords held;
    std::map<std::string, std::int64_t> positions;
    std::string epoch;        ///< the newest heard of
    std::string cursor_epoch; ///< that of `positions`
    /// Sees every item that the server took, whether the phone was told or not, and every answer to a pull.
    std::function<void(Phone&, sync::Item const&, std::string const& outcome)> on_taken;
    std::function<void(Phone&, Answer const&)> on_pulled;

private:
    void save(sync::Item item);
    void hear(Json const& answer);
    void meet_epoch(std::string const& now);
    bool is_pending(std::string const& entity, std::string const& id) const;
    void apply(Json const& scope);
    Answer post(std::string const& path, Json const& body);

    World* world_;
    Dice dice_;
    int skew_;
    std::string cookie_;
    std::string key_id_;
    std::string public_key_;
    bool diverged_ = false; ///< the server has something that this phone passed over: her own scope is pulled whole
};

/// A valid conversation.
Json talk(std::string const& held_on, int women = 1);
Json worry(std::string const& raised_on);
/// Every conversation, quarantined item and tombstone as one text, in an order of their own: two servers that hold the same say the same.
std::string contents(World& world);
/// What the tallies say of a month, of all groups together (mothers: summed), kept up until now.
reporting::Counts counted(World& world, std::string const& month, std::string const& dimension = "total", std::string const& code = "");
/// Laws 9, 11 and 12 on what is stored now: one group and month each, no gap, tallies as a rebuild makes them.
void check_books(World& world);
/// Law 6 for one phone whose outbox is empty: it holds what a new phone of hers would receive.
void check_mirror(World& world, Phone& phone);

} // namespace bydel::app::world
