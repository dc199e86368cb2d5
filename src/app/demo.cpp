// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo.h"
#include "platform/slice/demo.h"
#include "programme/programme.h"

namespace bydel::app {

Done make_demo(Product& product, DemoSize size, std::function<void(std::string const&)> const& say)
{
    bool empty = product.database->read([](db::Session& session) { return tenant::all(session).empty(); });
    if (!empty)
        return fail({ 409, "record.exists", "", {}, "the database already has a programme" });
    auto const today = day_of(product.clock.now());
    auto const services = product.services();
    auto const denmark = size == DemoSize::small ? demo::Plan { "dk", 3, 8, 8, today, 2008 } : demo::Plan { "dk", 40, 15, 36, today, 2008 };
    for (auto const& plan : { denmark, demo::Plan { "no", 2, 4, 6, today, 2018 } }) {
        demo::Stage stage { services, plan, say };
        TRY(demo::play(stage));
    }
    return {};
}

} // namespace bydel::app
