// SPDX-License-Identifier: AGPL-3.0-or-later
// What a slice is to the rest of the product: one value, made in src/<slice>/slice.cpp and named in src/app/slices.cpp. What used to stand in lists
// elsewhere is read from it: routes, what phones sync, who may do what, export, erasing, upkeep, docs/permissions.md, docs/database.md.
// Not for rules and tables of its own: those stay behind <slice>.h.
#pragma once
#include "platform/auth/rights.h"
#include "platform/db/tables.h"
#include "platform/jobs/jobs.h"
#include "platform/journal/reader.h"
#include "platform/links/links.h"
#include "platform/measure/measure.h"
#include "platform/sync/sync.h"

namespace bydel {

namespace demo {
struct Stage;
}

/// Something that waits in a group for whoever holds the verb there: how much, never what.
struct Notice {
    enum class Told { everywhere, in_month }; ///< asked for every minute by every open page, or told on the group's month
    std::string_view name;                    ///< "concern.new"
    std::string_view verb;
    Told told;
    std::function<std::int64_t(http::Context const&, db::Session&, std::string const& group_id)> count;
};

/// A notice's count that asks for its group only.
template <std::int64_t (*Count)(db::Session&, std::string const& programme_id, std::string const& group_id)>
std::int64_t by_group(http::Context const& context, db::Session& session, std::string const& group_id)
{
    return Count(session, context.programme_id(), group_id);
}

/// Why a programme keeps something of people (GDPR, art. 30): what its columns name, told in docs/personal_data.md.
enum class Basis { legitimate_interest, contract };
struct Purpose {
    std::string_view name;
    std::string_view what; ///< a sentence
    Basis basis;
    std::string_view kept; ///< for how long, a sentence
};

using LastActive = std::map<std::string, std::string>; ///< person, month

struct Slice {
    std::string_view name;
    std::vector<http::Route> routes = {};
    std::vector<sync::Entity> entities = {};
    std::vector<db::Table> tables = {}; ///< those that others refer to first
    std::vector<Purpose> purposes = {};
    std::vector<auth::Role> roles = {}; ///< in the order of docs/permissions.md
    std::vector<auth::Granted> grants = {};
    std::vector<journal::Reader> readers = {};
    std::vector<jobs::Job> jobs = {};
    std::vector<links::Purpose> links = {};
    std::vector<Notice> notices = {};
    std::vector<measure::Event> events = {};
    std::vector<measure::Measure> measures = {};
    /// By mother, the last month in which she did something that this slice keeps: never more than the month (design 9.1).
    std::function<LastActive(db::Session&, std::string const& programme_id, std::string const& group_id)> last_active = {};
    /// Takes a person out of what db::Erasing::by_its_own marks.
    std::function<Done(db::Session&, journal::Journal&, std::string const& person_id)> forget = {};
    /// Whose device it is and what she may see: of the one slice that knows people.
    std::optional<sync::Directory> directory = {};
    /// Its part of the demo (platform/slice/demo.h).
    std::function<Done(demo::Stage&)> demo = {};
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
    std::vector<auth::Role> roles() const;
    std::optional<auth::Role> find_role(std::string_view name) const;
    Json rules() const;
    /// Readers of the journal among them, first.
    std::vector<jobs::Job> const& jobs() const { return jobs_; }
    sync::Entities const& entities() const { return entities_; }
    auth::Rights const& rights() const { return rights_; }
    measure::Measures const& measures() const { return measures_; }
    LastActive last_active(db::Session& session, std::string const& programme_id, std::string const& group_id) const;
    /// Erasing (law 15): what she made stays, without her.
    Done forget_person(db::Session& session, journal::Journal& journal, std::string const& person_id) const;

private:
    std::vector<Slice> all_;
    sync::Entities entities_;
    auth::Rights rights_;
    measure::Measures measures_;
    std::vector<jobs::Job> jobs_;
};

namespace sync {
Slice slice();
}
namespace jobs {
Slice slice();
}
namespace links {
Slice slice();
}

} // namespace bydel
