// SPDX-License-Identifier: AGPL-3.0-or-later
// What a slice is to the rest of the product: one value, made in src/<slice>/slice.cpp and named in src/app/slices.cpp. What used to stand in lists
// elsewhere is read from it: routes, what phones sync, who may do what, export, erasing, upkeep, docs/permissions.md, docs/database.md.
// Not for rules and tables of its own: those stay behind <slice>.h.
#pragma once
#include "platform/auth/rights.h"
#include "platform/db/tables.h"
#include "platform/journal/reader.h"
#include "platform/sync/sync.h"

namespace bydel {

/// Work of the server's upkeep, for each programme. A day that is not believed does none of the daily ones (platform/journal/believed_day.h).
struct Duty {
    enum class When { always, daily };
    std::string_view name;
    When when;
    std::function<Done(http::Services&, std::string const& programme_id, std::string const& today)> run;
};

/// Something that waits in a group for whoever holds the verb there: how much, never what. Asked for every minute by every open page.
struct Notice {
    std::string_view name; ///< "concern.new"
    std::string_view verb;
    std::function<std::int64_t(db::Session&, std::string const& programme_id, std::string const& group_id)> count;
};

struct Slice {
    std::string_view name;
    std::vector<http::Route> routes = {};
    std::vector<sync::Entity> entities = {};
    std::vector<db::Table> tables = {}; ///< those that others refer to first
    std::vector<auth::Granted> grants = {};
    std::vector<journal::Reader> readers = {};
    std::vector<Duty> duties = {};
    std::vector<Notice> notices = {};
    /// Takes a person out of what db::Erasing::by_its_own marks.
    std::function<Done(db::Session&, journal::Journal&, std::string const& person_id)> forget = {};
    /// Whose device it is and what she may see: of the one slice that knows people.
    std::optional<sync::Directory> directory = {};
    /// Bounds that pages must know too, as "x-rules" of the contract: {"editable_days": 30}.
    Json rules = Json(Json::Object {});
};

class Slices {
public:
    /// In the order in which each may refer to those before it.
    explicit Slices(std::vector<Slice> all);
    /// Problem server.failed where two claim the same, or one claims what is not its own; the cause says who and what.
    Done check() const;

    std::vector<Slice> const& all() const { return all_; }
    std::vector<http::Route> routes() const;
    Json rules() const;
    sync::Entities const& entities() const { return entities_; }
    auth::Rights const& rights() const { return rights_; }
    /// Erasing (law 15): what she made stays, without her.
    Done forget_person(db::Session& session, journal::Journal& journal, std::string const& person_id) const;

private:
    std::vector<Slice> all_;
    sync::Entities entities_;
    auth::Rights rights_;
};

namespace sync {
Slice slice();
}

} // namespace bydel
