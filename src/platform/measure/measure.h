// SPDX-License-Identifier: AGPL-3.0-or-later
// What a programme counts. A slice declares the events that it keeps (a conversation, a meeting), how to read those of one group and month, what each
// is counted by, and the measures that others may ask for by name. Counts of them are kept and shown by reporting, which knows no event by itself.
// Not for rules of disclosure: those are reporting's.
#pragma once
#include "base/result.h"
#include "platform/db/db.h"
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace bydel::i18n {
class Catalogue;
}

namespace bydel::measure {

/// What one event says to one question.
struct Answer {
    std::string dimension;
    std::string code;
    bool operator==(Answer const&) const = default;
};

/// One event as it is counted: it is added up and forgotten, and nothing shows it.
struct Counted {
    std::int64_t women = 0;   ///< whom it reached
    std::int64_t minutes = 0; ///< 0: not stated
    std::string mark;         ///< tells mothers apart within a group and a year
    bool by_office = false;   ///< the office recorded it, so that she who did can take it away from a sum
    std::vector<Answer> answers;
    bool operator==(Counted const&) const = default;
};

struct Dimension {
    std::string_view name;
    bool multiple = false;  ///< an event may have several codes of it
    bool ordered = false;   ///< its codes are whole numbers and stand in that order
    bool sensitive = false; ///< as a whole: shown by closed quarter only. Else single codes may be (Codes).
};

/// How the codes of one group read, and which are sensitive, today.
struct Codes {
    std::function<std::string(std::string const& dimension, std::string const& code)> label;
    /// Also a code of which nobody knows any more what it meant.
    std::function<bool(std::string const& dimension, std::string const& code)> is_sensitive;
    /// All that are known of a dimension, in the order in which they are offered.
    std::function<std::vector<std::string>(std::string const& dimension)> known;
};

/// Whose words and codes: without a group, those of the programme.
struct Reader {
    db::Session& session;
    i18n::Catalogue const& messages;
    std::string const& programme_id;
    std::string const& group_id;
    std::string const& language;
};

/// Where an event is counted. A journal entry says which were touched, as "conversation|<group>|2026-11" with a space between two.
struct Cell {
    std::string event;
    std::string group_id;
    std::string month;
    auto operator<=>(Cell const&) const = default;
};
std::string to_text(Cell const& cell);
/// One event that is counted in a cell: once more, or once less.
struct Change {
    Cell cell;
    Counted counted;
    int times = 1;
    bool operator==(Change const&) const = default;
};
/// What is left where some take away what others add. Empty: nothing that is counted changed.
std::vector<Change> without_what_cancels(std::vector<Change> changes);
std::string to_text(std::vector<Change> const& changes);
/// Of what to_text() wrote.
std::vector<Change> changes_in(std::string_view text);

struct Event {
    std::string_view name; ///< "conversation"
    std::vector<Dimension> dimensions;
    /// Those of a group held in a period (month or quarter).
    std::function<std::vector<Counted>(db::Session&, std::string const& programme_id, std::string const& group_id, std::string const& period)> held_in;
    /// Every cell that has any: for counting everything anew.
    std::function<std::vector<Cell>(db::Session&, std::string const& programme_id)> cells;
    std::function<Codes(Reader const&)> codes;

    Dimension const* find(std::string_view dimension) const;
};

enum class Quantity { events, women, hours, mothers };

/// A number that others may ask for by name: so much of an event, of all of them or of some codes of a dimension.
struct Measure {
    std::string_view name;
    std::string_view event = ""; ///< empty: nothing records it yet
    Quantity quantity = Quantity::events;
    std::string_view dimension = total;
    std::string_view codes = ""; ///< with a space between two: they are added up
    std::string_view by = "";    ///< it may also be asked for by one code of this dimension, as "hours.talked"

    static constexpr std::string_view total = "total";
};

/// What all slices declare.
struct Measures {
    std::vector<Event> events;
    std::vector<Measure> measures;

    Event const* event(std::string_view name) const;
    Measure const* measure(std::string_view name) const;
};

} // namespace bydel::measure
