// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/journal/reader.h"

namespace bydel::journal {

static constexpr int page = 1000;

static std::int64_t position(db::Session& session, Reader const& reader, std::string const& programme_id)
{
    auto row = session.query_one("SELECT sequence FROM journal_reader WHERE programme_id = $1 AND reader = $2", programme_id, reader.name);
    return row ? row->integer(0) : 0;
}

static Done set_position(db::Session& session, Reader const& reader, std::string const& programme_id, std::int64_t sequence)
{
    TRY(session.execute("INSERT INTO journal_reader (programme_id, reader, sequence) VALUES ($1, $2, $3) "
                        "ON CONFLICT (programme_id, reader) DO UPDATE SET sequence = excluded.sequence",
        programme_id, reader.name, sequence));
    return {};
}

Done take_turn(db::Session& session, Reader const& reader, std::string const& programme_id)
{
    return session.hold_or_make("SELECT sequence FROM journal_reader WHERE programme_id = $1 AND reader = $2",
        "INSERT INTO journal_reader (programme_id, reader, sequence) VALUES ($1, $2, 0) ON CONFLICT (programme_id, reader) DO NOTHING", programme_id,
        reader.name);
}

Result<int> begin(db::Database& database, Slices const& slices, Reader const& reader, std::string const& programme_id, std::optional<std::int64_t> from)
{
    return database.write([&](db::Session& session) -> Result<int> {
        TRY(take_turn(session, programme_id));
        TRY(take_turn(session, reader, programme_id));
        if (from && position(session, reader, programme_id) != *from) // another was quicker
            return 0;
        auto made = TRY(reader.begin(session, slices, programme_id));
        TRY(set_position(session, reader, programme_id, last_sequence(session, programme_id)));
        return made;
    });
}

/// Nothing: it must begin again.
static Result<std::optional<int>> take_page(db::Database& database, Slices const& slices, Reader const& reader, std::string const& programme_id)
{
    return database.write([&](db::Session& session) -> Result<std::optional<int>> {
        TRY(take_turn(session, reader, programme_id));
        auto entries = after(session, programme_id, position(session, reader, programme_id), page);
        if (entries.empty()) // another server was quicker
            return std::optional(0);
        auto taken = TRY(reader.take(session, slices, programme_id, entries));
        if (taken)
            TRY(set_position(session, reader, programme_id, entries.back().sequence));
        return taken;
    });
}

Result<int> catch_up(db::Database& database, Slices const& slices, Reader const& reader, std::string const& programme_id)
{
    int made = 0;
    for (;;) {
        auto const [read, written]
            = database.read([&](db::Session& session) { return std::pair(position(session, reader, programme_id), last_sequence(session, programme_id)); });
        if (read >= written)
            return made;
        bool const begins = read == 0 && reader.begin;
        auto taken = begins ? std::nullopt : TRY(take_page(database, slices, reader, programme_id));
        made += taken ? *taken : TRY(begin(database, slices, reader, programme_id, read));
    }
}

std::int64_t lag(db::Session& session, Reader const& reader)
{
    return session
        .query_one("SELECT CAST(COALESCE(SUM(journal_head.last_sequence - COALESCE(journal_reader.sequence, 0)), 0) AS BIGINT) FROM journal_head "
                   "LEFT JOIN journal_reader ON journal_reader.programme_id = journal_head.programme_id AND journal_reader.reader = $1",
            reader.name)
        ->integer(0);
}

} // namespace bydel::journal
