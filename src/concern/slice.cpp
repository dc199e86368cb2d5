// SPDX-License-Identifier: AGPL-3.0-or-later
// What concern is to the rest of the product.
#include "base/text.h"
#include "concern/entities.h"
#include "platform/sync/authored_entity.h"

namespace bydel::concern {

std::vector<http::Route> routes(); // api.cpp

Slice slice()
{
    using enum db::Erasing;
    using enum db::Door;
    using enum db::About;
    return {
        .name = "concern",
        .routes = routes(),
        .entities = { sync::entity_of(concerns()), open_concerns() },
        .tables = { { "concern", "id",
            { { "id group_id raised_on passed_to passed_on followed_on closed_on" }, { "raised_by", stays, mother, "worries", emptied },
                { "revision item_id", stays } } } },
        .purposes = { { "worries", "To follow up a worry that a mother raised; the woman whom it is about is not named.", Basis::legitimate_interest,
            "Until she is erased; the worry stays without her." } },
        .grants = { { "concern.concern.read", "coordinator" }, { "concern.concern.update", "coordinator" } },
        .notices = { { "concern.new", "concern.concern.read", Notice::Told::everywhere, by_group<count_new> },
            { "concern.open", "concern.concern.read", Notice::Told::in_month, by_group<count_open> } },
        .rules = Json::object({ { "recipients", Json::strings(split(recipients, ' ')) } }),
    };
}

} // namespace bydel::concern
