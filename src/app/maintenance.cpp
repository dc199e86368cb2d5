// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/maintenance.h"
#include "app/audit.h"
#include "reporting/reporting.h"
#include <fmt/core.h>

namespace bydel::app {

static Done daily_duties(Product& product, std::string const& programme_id, std::string const& today)
{
    for (;;) {
        auto unlinked = TRY(journal::change(*product.database, { programme_id, "", product.clock.now() },
            [&](db::Session& session, journal::Journal& journal) { return outreach::unlink_old(session, journal, today); }));
        if (unlinked == 0)
            break;
    }
    return product.database->write([&](db::Session& session) -> Done {
        TRY(sync::drop_old_accepted(session, programme_id, today));
        return sync::drop_old_tombstones(session, programme_id, today);
    });
}

Done keep_up(Product& product)
{
    static std::string last_day;
    auto today = day_of(product.clock.now());
    auto programmes = product.database->read([](db::Session& session) { return programme::all_programmes(session); });
    for (auto const& programme : programmes) {
        TRY(reporting::close_periods(*product.database, programme.programme_id, today));
        if (last_day != today)
            TRY(daily_duties(product, programme.programme_id, today));
    }
    last_day = today;
    return write_reads(*product.database);
}

int explain(Problem const& problem)
{
    auto messages = all_messages();
    auto sentence = messages ? messages->say("en", "problem." + problem.key, problem.params) : problem.key;
    fmt::print(stderr, "bydel: {}{}{}\n", sentence, problem.field.empty() ? "" : " (" + problem.field + ")",
        problem.cause.empty() ? "" : "\n  " + problem.cause);
    return 1;
}

} // namespace bydel::app
