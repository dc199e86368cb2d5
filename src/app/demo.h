// SPDX-License-Identifier: AGPL-3.0-or-later
// A believable, deterministic demo: Denmark (small: 3 groups; national: 40 groups, 600 mothers, three years) and a small Norwegian programme,
// with silent mothers, one bad month, and mothers who moved. Invented people; the shape of the numbers follows the field's own (domain.md 2).
#pragma once
#include "app/product.h"

namespace bydel::app {

enum class DemoSize { small, national };

struct DemoLogin {
    std::string programme_id;
    std::string role;
    std::string group;
    std::string email;    ///< office
    std::string password; ///< office
    std::string link;     ///< a mother's invitation, one use
};

/// Fills an empty database. Problem record.exists where there is a programme already. `say` hears of progress.
Done make_demo(Product& product, DemoSize size, std::function<void(std::string const&)> const& say);

/// Office logins as written before (`earlier`), and fresh invitations of one mother per programme; passwords are made where there are none.
Result<std::vector<DemoLogin>> demo_logins(Product& product, Json const& earlier, std::string const& origin);
Json as_json(std::vector<DemoLogin> const& logins);

} // namespace bydel::app
