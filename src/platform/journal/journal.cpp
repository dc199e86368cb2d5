// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/journal/journal.h"
#include "base/id.h"
#include "base/text.h"
#include <algorithm>

namespace bydel::journal {

std::string_view to_string(Operation operation)
{
    switch (operation) {
    case Operation::put:
        return "put";
    case Operation::remove:
        return "delete";
    case Operation::enter:
        return "enter";
    case Operation::leave:
        return "leave";
    case Operation::unlink:
        return "unlink";
    }
    return "put";
}

static Operation operation_from(std::string_view text)
{
    for (auto operation : { Operation::remove, Operation::enter, Operation::leave, Operation::unlink }) {
        if (to_string(operation) == text)
            return operation;
    }
    return Operation::put;
}

Journal::Journal(std::string programme_id, std::string actor_id, Milliseconds now, std::string today)
    : programme_id_(std::move(programme_id))
    , actor_id_(std::move(actor_id))
    , now_(now)
    , today_(std::move(today))
{
}

Done take_turn(db::Session& session, std::string const& programme_id)
{
    return session.hold_or_make("SELECT last_sequence FROM journal_head WHERE programme_id = $1",
        "INSERT INTO journal_head (programme_id, last_sequence) VALUES ($1, 0) ON CONFLICT (programme_id) DO NOTHING", programme_id);
}

/// Gives out `count` numbers and returns the first.
static Result<std::int64_t> take_numbers(db::Session& session, std::string const& programme_id, std::int64_t count)
{
    auto row
        = session.query_one("UPDATE journal_head SET last_sequence = last_sequence + $2 WHERE programme_id = $1 RETURNING last_sequence", programme_id, count);
    return row->integer(0) - count + 1;
}

/// Each cell once, in the order in which it is touched.
static std::string cells_of(std::vector<measure::Change> const& changes)
{
    std::vector<std::string> cells;
    for (auto const& change : changes) {
        if (auto cell = measure::to_text(change.cell); std::find(cells.begin(), cells.end(), cell) == cells.end())
            cells.push_back(std::move(cell));
    }
    return join(cells, " ");
}

static Done write_to_count(db::Session& session, std::string const& programme_id, std::int64_t sequence, std::vector<measure::Change> changes)
{
    if (changes.empty())
        return {};
    auto const left = measure::to_text(measure::without_what_cancels(std::move(changes)));
    TRY(session.execute("INSERT INTO count_change (programme_id, sequence, changes) VALUES ($1, $2, $3)", programme_id, sequence, left));
    return {};
}

Done Journal::write(db::Session& session)
{
    if (entries_.empty())
        return {};
    auto sequence = TRY(take_numbers(session, programme_id_, static_cast<std::int64_t>(entries_.size())));
    std::optional<std::string> actor;
    if (!actor_id_.empty())
        actor = actor_id_;
    for (auto& entry : entries_) {
        TRY(session.execute("INSERT INTO journal (programme_id, sequence, scope, entity, entity_id, revision, operation, actor_id, occurred_on, cells) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            programme_id_, sequence, entry.scope, entry.entity, entry.entity_id, entry.revision, to_string(entry.operation), actor, today_,
            cells_of(entry.counted)));
        TRY(write_to_count(session, programme_id_, sequence++, std::move(entry.counted)));
    }
    entries_.clear();
    return {};
}

std::int64_t Journal::lowest_revision(db::Session& session, std::string const& scope, std::string const& entity, std::string const& entity_id) const
{
    auto row = session.query_one("SELECT MIN(revision) FROM journal WHERE programme_id = $1 AND scope = $2 AND entity = $3 AND entity_id = $4 "
                                 "AND operation = 'put' AND cells <> '' AND sequence > COALESCE((SELECT MAX(sequence) FROM journal "
                                 "WHERE programme_id = $1 AND scope = $2 AND entity = $3 AND entity_id = $4 AND operation = 'delete'), 0)",
        programme_id_, scope, entity, entity_id);
    auto lowest = row ? row->maybe_integer(0).value_or(0) : 0;
    for (auto const& entry : entries_) {
        if (entry.scope != scope || entry.entity != entity || entry.entity_id != entity_id)
            continue;
        bool counted = entry.operation == Operation::put && !entry.counted.empty();
        if (entry.operation == Operation::remove)
            lowest = 0;
        else if (counted && (lowest == 0 || entry.revision < lowest))
            lowest = entry.revision;
    }
    return lowest;
}

std::int64_t last_sequence(db::Session& session, std::string const& programme_id)
{
    auto row = session.query_one("SELECT last_sequence FROM journal_head WHERE programme_id = $1", programme_id);
    return row ? row->integer(0) : 0;
}

static std::vector<Written> read_rows(std::vector<db::Row> const& rows)
{
    std::vector<Written> entries;
    entries.reserve(rows.size());
    for (auto const& row : rows)
        entries.push_back({ row.integer(0), row.text(1), row.text(2), operation_from(row.text(3)), row.text(4) });
    return entries;
}

std::vector<Written> after(db::Session& session, std::string const& programme_id, std::string const& scope, std::int64_t position, int limit)
{
    return read_rows(session.query("SELECT sequence, entity, entity_id, operation, cells FROM journal "
                                   "WHERE programme_id = $1 AND scope = $2 AND sequence > $3 ORDER BY sequence LIMIT $4",
        programme_id, scope, position, limit));
}

std::vector<Written> after(db::Session& session, std::string const& programme_id, std::int64_t position, int limit)
{
    return read_rows(session.query("SELECT sequence, entity, entity_id, operation, cells FROM journal "
                                   "WHERE programme_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
        programme_id, position, limit));
}

std::vector<ToCount> to_count(db::Session& session, std::string const& programme_id, std::int64_t after, std::int64_t up_to)
{
    std::vector<ToCount> all;
    for (auto const& row :
        session.query("SELECT sequence, changes FROM count_change WHERE programme_id = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence", programme_id,
            after, up_to))
        all.push_back({ row.integer(0), measure::changes_in(row.text(1)) });
    return all;
}

Done forget_counted(db::Session& session, std::string const& programme_id, std::int64_t up_to)
{
    TRY(session.execute("DELETE FROM count_change WHERE programme_id = $1 AND sequence <= $2", programme_id, up_to));
    return {};
}

std::optional<std::string> setting(db::Session& session, std::string const& name)
{
    auto row = session.query_one("SELECT value FROM server_setting WHERE name = $1", name);
    return row ? std::optional(row->text(0)) : std::nullopt;
}

Done set_setting(db::Session& session, std::string const& name, std::string const& value)
{
    TRY(session.execute("INSERT INTO server_setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value));
    return {};
}

Result<bool> replace_setting(db::Session& session, std::string const& name, std::string const& from, std::string const& to)
{
    if (from.empty())
        TRY(session.execute("INSERT INTO server_setting (name, value) VALUES ($1, '') ON CONFLICT (name) DO NOTHING", name));
    return TRY(session.execute("UPDATE server_setting SET value = $2 WHERE name = $1 AND value = $3", name, to, from)) == 1;
}

std::string epoch(db::Session& session) { return setting(session, "journal_epoch").value_or(""); }

std::string start_new_epoch(db::Session& session)
{
    unsigned char bytes[12];
    fill_random(bytes, sizeof bytes);
    auto name = to_base64url({ reinterpret_cast<char const*>(bytes), sizeof bytes });
    MUST(set_setting(session, "journal_epoch", name));
    return name;
}

Done forget_person(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    TRY(session.execute("UPDATE journal SET scope = 'erased' WHERE programme_id = $1 AND scope = $2", programme_id, "person:" + person_id));
    TRY(session.execute("UPDATE journal SET entity_id = 'erased' WHERE programme_id = $1 AND entity_id = $2", programme_id, person_id));
    return {};
}

} // namespace bydel::journal
