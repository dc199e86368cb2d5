// SPDX-License-Identifier: AGPL-3.0-or-later
// `bydel impact`: cost models as files, without a server and without a database.
#pragma once
#include <cstdint>
#include <string>

namespace bydel::app {

struct ImpactCommand {
    std::string file; ///< .json, .xlsx, .csv, or the key of a shipped model
    std::string out;  ///< where to write
    std::string scenario;
    std::string language = "en";
    std::size_t draws = 10'000;
    std::uint64_t seed = 1;
    bool as_json = false;
};

int impact_list();
int impact_show(ImpactCommand const& command);
int impact_check(ImpactCommand const& command);
int impact_run(ImpactCommand const& command);
int impact_report(ImpactCommand const& command);
int impact_convert(ImpactCommand const& command);

} // namespace bydel::app
