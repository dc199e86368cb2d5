// SPDX-License-Identifier: AGPL-3.0-or-later
// What waits in a group for her who asks, by what the slices declare.
#pragma once
#include "platform/slice/slice.h"

namespace bydel {

/// How much waits: never what, and no names.
struct WaitingNotice {
    std::string notice; ///< "concern.new"
    std::int64_t count = 0;
};
constexpr auto fields_of(WaitingNotice const*)
{
    return std::tuple { Field { "notice", &WaitingNotice::notice, text_of(1, 60) }, Field { "count", &WaitingNotice::count, number_of(0, 1'000'000) } };
}
constexpr char const* name_of(WaitingNotice const*) { return "WaitingNotice"; }

/// Those of the notices told there whose verb she holds in the group.
std::vector<WaitingNotice> waiting_in(http::Context const& context, db::Session& session, std::string const& group_id, Notice::Told told);

} // namespace bydel
