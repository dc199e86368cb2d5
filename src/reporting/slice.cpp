// SPDX-License-Identifier: AGPL-3.0-or-later
// What reporting is to the rest of the product.
#include "reporting/reporting.h"

namespace bydel::reporting {

std::vector<http::Route> routes(); // api.cpp

static Done close_all(http::Services& services, std::string const& programme_id, std::string const& today)
{
    TRY(close_periods(services.database, programme_id, today));
    return {};
}

Slice slice()
{
    return {
        .name = "reporting",
        .routes = routes(),
        .tables = { { "tally", "group_id period dimension code", "", "group_id period dimension code conversations women minutes mothers" },
            { "closed_period", "period", "period closed_on", "" },
            { "closed_tally", "group_id period dimension code", "group_id period dimension code conversations women minutes mothers others others_mothers",
                "" } },
        .grants = { { "reporting.month.read", "helper_coordinator coordinator" }, { "reporting.sensitive.read", "coordinator" } },
        .readers = { tally_reader() },
        .duties = { { "close periods", Duty::When::always, close_all } },
    };
}

} // namespace bydel::reporting
