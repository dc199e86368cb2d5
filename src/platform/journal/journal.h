// SPDX-License-Identifier: AGPL-3.0-or-later
// The journal: one row for every change of an enduring record, appended in the same transaction, gapless in commit order per programme.
// It holds no content, and of time the day only: between two instants a conversation's row would tell when it was saved (docs/security.md).
// Sync and tallies read it; it is the audit of changes.
#pragma once
#include "base/clock.h"
#include "base/day.h"
#include "platform/measure/measure.h"
#include "platform/tenant/tenant.h"

namespace bydel::journal {

enum class Operation { put, remove, enter, leave, unlink };
std::string_view to_string(Operation operation);

struct Entry {
    std::string scope; ///< "programme", "library:ar", "group:<id>", "person:<id>"
    std::string entity;
    std::string entity_id;
    std::int64_t revision = 1;
    Operation operation = Operation::put;
    std::vector<measure::Change> counted = {}; ///< what it adds to what is counted, and takes from it
};

/// Entries of one transaction. They get their sequence numbers in one step, when `write` is called at its end.
class Journal {
public:
    Journal(std::string programme_id, std::string actor_id, Milliseconds now, std::string today);
    void add(Entry entry) { entries_.push_back(std::move(entry)); }
    std::size_t size() const { return entries_.size(); }
    /// Forgets what was added after the journal had that size: goes with a savepoint that was rolled back.
    void shrink_to(std::size_t size) { entries_.resize(size); }
    Done write(db::Session& session);
    /// The lowest revision of a record that was stored and counted (since it was last removed), by the entries of one scope, these included; 0 where
    /// there is none.
    std::int64_t lowest_revision(db::Session& session, std::string const& scope, std::string const& entity, std::string const& entity_id) const;

    std::string const& programme_id() const { return programme_id_; }
    std::string const& actor_id() const { return actor_id_; }
    Milliseconds now() const { return now_; }
    /// The day in the programme's time zone.
    std::string const& today() const { return today_; }

private:
    std::string programme_id_;
    std::string actor_id_;
    Milliseconds now_;
    std::string today_;
    std::vector<Entry> entries_;
};

struct Change {
    std::string programme_id;
    std::string actor_id; ///< empty: the program itself
    Milliseconds now;
    std::string today = {}; ///< in the programme's time zone, where who calls knows it already (auth::Actor::today)
};

/// Until this transaction ends nobody else changes anything in the programme, on whatever server or node: it holds the row of journal_head (design 9.11).
Done take_turn(db::Session& session, std::string const& programme_id);

/// The way every change is made: one transaction, the programme's writers in order, the journal written at its end.
/// `work(Session&, Journal&)` returns a Result; a Problem undoes everything.
template <class Work>
auto change(db::Database& database, Change const& who, Work&& work)
{
    using Outcome = std::invoke_result_t<Work, db::Session&, Journal&>;
    auto const whole = [&](db::Session& session) -> Outcome {
        if (auto turn = take_turn(session, who.programme_id); !turn)
            return fail(std::move(turn).error());
        Journal journal(who.programme_id, who.actor_id, who.now, who.today.empty() ? tenant::day_in(session, who.programme_id, who.now) : who.today);
        Outcome outcome = work(session, journal);
        if (!outcome)
            return outcome;
        if (auto written = journal.write(session); !written)
            return fail(std::move(written).error());
        return outcome;
    };
    return database.write(whole, who.programme_id);
}

struct Written {
    std::int64_t sequence;
    std::string entity;
    std::string entity_id;
    Operation operation;
    std::string cells; ///< where it was counted: "conversation|<group>|<month>", with a space between two (platform/measure)
};
/// What an entry that names cells adds to what is counted there and takes from it. Read once: who counts forgets it then.
struct ToCount {
    std::int64_t sequence;
    std::vector<measure::Change> changes;
};

std::int64_t last_sequence(db::Session& session, std::string const& programme_id);
/// Entries of one scope after a position, in order, at most `limit`.
std::vector<Written> after(db::Session& session, std::string const& programme_id, std::string const& scope, std::int64_t position, int limit);
/// Entries of the whole programme after a position, in order.
std::vector<Written> after(db::Session& session, std::string const& programme_id, std::int64_t position, int limit);

/// Between two entries, the first not included, in order.
std::vector<ToCount> to_count(db::Session& session, std::string const& programme_id, std::int64_t after, std::int64_t up_to);
Done forget_counted(db::Session& session, std::string const& programme_id, std::int64_t up_to);

/// The epoch of this installation's journal; made on first use. A restore calls `start_new_epoch`.
std::string epoch(db::Session& session);
std::string start_new_epoch(db::Session& session);
std::optional<std::string> setting(db::Session& session, std::string const& name);
Done set_setting(db::Session& session, std::string const& name, std::string const& value);
/// False where it is not what `from` says any more; empty: it is not there, or empty.
Result<bool> replace_setting(db::Session& session, std::string const& name, std::string const& from, std::string const& to);

/// Takes a person's id out of the journal and the audit of reads: erasing (law 15).
Done forget_person(db::Session& session, std::string const& programme_id, std::string const& person_id);

} // namespace bydel::journal
