// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/slice/notices.h"

namespace bydel {

std::vector<WaitingNotice> waiting_in(http::Context const& context, db::Session& session, std::string const& group_id, Notice::Told told)
{
    std::vector<WaitingNotice> waiting;
    for (auto const& slice : context.services.slices->all()) {
        for (auto const& notice : slice.notices) {
            if (notice.told == told && context.may(notice.verb, group_id))
                waiting.push_back({ std::string(notice.name), notice.count(context, session, group_id) });
        }
    }
    return waiting;
}

} // namespace bydel
