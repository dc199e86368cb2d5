// SPDX-License-Identifier: AGPL-3.0-or-later
// What src/<slice>/routes_test.cpp says of each of its routes, so that app/routes_test.cpp can ask everyone. A route without a case fails there.
#pragma once
#include "app/test_cast.h"

namespace bydel::test {

/// Who comes to a route: a guest, a role of the slices in its right place, or one whose place or day is wrong (app/routes_test.cpp).
using Actor = std::string_view;
inline constexpr Actor guest = "guest", mother = "mother", coordinator = "coordinator", secretariat = "secretariat";

struct RouteCase {
    http::Method method;
    std::string path; ///< as the route has it
    Actor right;      ///< whose answer is read
    std::function<Json(Cast&, Actor)> body = {};
    std::vector<std::string> must = {};
    std::vector<std::string> must_not = {};
    std::string query = {};
};

/// What stands on the stage: one conversation recorded by the coordinator, a worry, an item in quarantine, a cost model.
inline std::string const recorded = id_of(901), worry = id_of(902), odd = id_of(903), kept = id_of(904);
inline std::string const group = "/api/groups/{group_id}", person = group + "/people/{person_id}";
inline std::vector<std::string> const other_peoples_names { "Hodan", "Beta group", "Norsk", "Astrid" };
inline std::vector<std::string> const no_rows { amina, zahra, nour, "author_mark", "done_by", "recorded_by", "contact_phone" };

inline std::function<Json(Cast&, Actor)> always(Json body)
{
    return [body](Cast&, Actor) { return body; };
}
inline Json object(std::initializer_list<Json::Member> members) { return Json::object(members); }
inline Json items(Json item) { return object({ { "items", Json(Json::Array { std::move(item) }) } }); }
inline Json recorded_row(std::string const& id)
{
    auto row = Cast::conversation();
    row.set("id", id);
    row.set("done_by", amina);
    return row;
}

using MakeCases = std::vector<RouteCase> (*)();
inline std::vector<MakeCases>& makers_of_cases()
{
    static std::vector<MakeCases> all;
    return all;
}
struct AddRouteCases {
    explicit AddRouteCases(MakeCases make) { makers_of_cases().push_back(make); }
};

} // namespace bydel::test
