// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo.h"
#include "app/demo_words.h"
#include "base/id.h"
#include "base/text.h"
#include "library/library.h"
#include "outreach/outreach.h"
#include "programme/content.h"
#include "reporting/reporting.h"
#include <algorithm>
#include <cmath>
#include <span>

namespace bydel::app {

namespace {

/// SplitMix64: small, and the same numbers everywhere.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : state_(seed)
    {
    }
    std::uint64_t next()
    {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
    bool chance(double probability) { return unit() < probability; }
    int poisson(double mean)
    {
        double limit = std::exp(-mean);
        double product = unit();
        int count = 0;
        for (; product > limit && count < 60; ++count)
            product *= unit();
        return count;
    }
    std::string id(std::string const& day)
    {
        std::array<unsigned char, 10> random;
        for (auto& byte : random)
            byte = static_cast<unsigned char>(next());
        return make_id(start_of(day), random);
    }
    template <class List>
    auto const& pick(List const& list)
    {
        return list[below(std::size(list))];
    }

private:
    std::uint64_t state_;
};

struct Mother {
    std::string person_id;
    double per_month; ///< her own rate; skewed over mothers
    std::string joined_on;
    std::string silent_from; ///< month, or empty
    std::string moves_on;    ///< day, or empty
    std::string group_id;
    std::string next_group_id; ///< after moving
};

struct Plan {
    std::string programme_id;
    int groups;
    int mothers_per_group;
    int months;
    std::string today;
};

class Builder {
public:
    Builder(Product& product, Plan plan, std::uint64_t seed)
        : product_(product)
        , plan_(std::move(plan))
        , dice_(seed)
    {
    }

    Done build(std::function<void(std::string const&)> const& say)
    {
        TRY(install());
        first_month_ = add_months(month_of(plan_.today), -(plan_.months - 1));
        bad_month_ = add_months(month_of(plan_.today), -std::min(plan_.months - 1, 7));
        TRY(change([&](db::Session& session, journal::Journal& journal) { return add_organisation(session, journal); }));
        for (std::size_t i = 0; i < mothers_.size(); i += 15) {
            TRY(change(
                [&](db::Session& session, journal::Journal& journal) { return add_conversations(session, journal, i, std::min(i + 15, mothers_.size())); }));
            say(plan_.programme_id + ": " + std::to_string(std::min(i + 15, mothers_.size())) + " of " + std::to_string(mothers_.size()) + " mothers");
        }
        TRY(reporting::rebuild(*product_.database, plan_.programme_id));
        return {};
    }

private:
    Done change(std::function<Done(db::Session&, journal::Journal&)> const& work)
    {
        return journal::change(*product_.database, { plan_.programme_id, "", product_.clock.now() }, work);
    }

    Done install()
    {
        auto file = TRY(programme::content_file("programmes/" + plan_.programme_id + ".json"));
        auto programme = programme::programme_from(file);
        programme.name += " (demo)"; // nobody takes invented numbers for real ones
        languages_ = programme.languages;
        return change([&](db::Session& session, journal::Journal& journal) -> Done {
            TRY(programme::add_programme(session, journal, programme));
            TRY(programme::install_method(session, journal, file));
            return library::install_cards(session, journal, programme.country);
        });
    }

    Done add_office_user(
        db::Session& session, journal::Journal& journal, std::string const& name, std::string const& role, std::string const& kind, std::string const& scope)
    {
        auto since = first_month_ + "-01";
        people::Person person { dice_.id(since), name, std::nullopt, languages_.front() };
        TRY(people::add_person(session, journal, product_.vault, person));
        TRY(people::add_role(session, journal, { dice_.id(since), person.person_id, role, kind, scope, since, std::nullopt }));
        return {};
    }

    Done add_organisation(db::Session& session, journal::Journal& journal)
    {
        TRY(add_office_user(session, journal, "Secretariat", "secretariat", "programme", ""));
        std::span<demo_words::Place const> places = demo_words::danish_places;
        if (plan_.programme_id == "no")
            places = demo_words::norwegian_places;
        for (int i = 0; i < plan_.groups; ++i) {
            auto const& place = places[static_cast<std::size_t>(i) % places.size()];
            auto name = std::string(place.group) + (static_cast<std::size_t>(i) < places.size() ? "" : " 2");
            auto coordinator = std::string(demo_words::coordinators[static_cast<std::size_t>(i) % demo_words::coordinators.size()]);
            programme::Group group { dice_.id(first_month_ + "-01"), name, place.town, place.region, std::string(dice_.pick(demo_words::hosts)),
                1 + static_cast<std::int64_t>(dice_.below(4)), coordinator, "" };
            TRY(programme::add_group(session, journal, group));
            TRY(add_office_user(session, journal, coordinator, "coordinator", "group", group.group_id));
            groups_.push_back(group.group_id);
        }
        for (auto const& group_id : groups_) {
            for (int i = 0; i < plan_.mothers_per_group; ++i)
                TRY(add_mother(session, journal, group_id));
        }
        return {};
    }

    Done add_mother(db::Session& session, journal::Journal& journal, std::string const& group_id)
    {
        Mother mother;
        mother.group_id = group_id;
        mother.per_month = 6.0 * std::exp(0.8 * normal() - 0.32); // lognormal with mean 6
        auto joined_month
            = add_months(first_month_, dice_.chance(0.6) ? 0 : static_cast<int>(dice_.below(static_cast<std::size_t>(std::max(1, plan_.months - 3)))));
        mother.joined_on = joined_month + "-01";
        if (dice_.chance(0.12))
            mother.silent_from = add_months(month_of(plan_.today), -static_cast<int>(1 + dice_.below(5)));
        people::Person person { dice_.id(mother.joined_on), std::string(demo_words::mothers[name_++ % demo_words::mothers.size()]), std::nullopt,
            std::string(dice_.pick(languages_)) };
        mother.person_id = person.person_id;
        TRY(people::add_person(session, journal, product_.vault, person));
        TRY(people::add_role(session, journal, { dice_.id(mother.joined_on), person.person_id, "mother", "group", group_id, mother.joined_on, std::nullopt }));
        TRY(maybe_move(session, journal, mother));
        mothers_.push_back(std::move(mother));
        return {};
    }

    /// Some change group: one in thirty, and one in every programme for certain.
    Done maybe_move(db::Session& session, journal::Journal& journal, Mother& mother)
    {
        if (groups_.size() < 2 || plan_.months < 4 || !(mothers_.size() == 3 || dice_.chance(1.0 / 30)))
            return {};
        auto month = add_months(month_of(plan_.today), -static_cast<int>(1 + dice_.below(2)));
        if (month <= month_of(mother.joined_on))
            return {};
        mother.moves_on = month + "-15";
        do
            mother.next_group_id = dice_.pick(groups_);
        while (mother.next_group_id == mother.group_id);
        return people::move_to_group(session, journal, mother.person_id, mother.group_id, mother.next_group_id, mother.moves_on);
    }

    Done add_conversations(db::Session& session, journal::Journal& journal, std::size_t from, std::size_t to)
    {
        for (std::size_t i = from; i < to; ++i) {
            auto const& mother = mothers_[i];
            for (auto month = month_of(mother.joined_on); month <= month_of(plan_.today); month = add_months(month, 1))
                TRY(add_month(session, journal, mother, month));
        }
        return {};
    }

    double season(std::string const& month) const
    {
        if (month == bad_month_)
            return 0.15;
        auto number = std::stoi(month.substr(5));
        return number == 7 ? 0.5 : number == 12 ? 0.8 : 1.0;
    }

    Done add_month(db::Session& session, journal::Journal& journal, Mother const& mother, std::string const& month)
    {
        if (!mother.silent_from.empty() && month >= mother.silent_from)
            return {};
        auto days = days_between(first_day_of(month), last_day_of(month)) + 1;
        auto share = month == month_of(plan_.today) ? static_cast<double>(days_between(first_day_of(month), plan_.today) + 1) / days : 1.0;
        int count = dice_.poisson(mother.per_month * season(month) * share);
        for (int i = 0; i < count; ++i) {
            auto day = add_days(first_day_of(month), static_cast<int>(dice_.below(static_cast<std::size_t>(std::max(1, static_cast<int>(days * share))))));
            TRY(outreach::add_conversation(session, journal, conversation(mother, day)));
        }
        return {};
    }

    outreach::Conversation conversation(Mother const& mother, std::string const& day)
    {
        outreach::Conversation made;
        made.id = dice_.id(day);
        made.held_on = day;
        made.saved_on = day;
        made.item_id = made.id;
        made.group_id = !mother.moves_on.empty() && day >= mother.moves_on ? mother.next_group_id : mother.group_id;
        made.done_by = mother.person_id;
        made.template_version = 1;
        made.women = dice_.chance(0.12) ? 2 + static_cast<std::int64_t>(dice_.below(5)) : 1;
        made.meeting = dice_.chance(0.35) ? "first" : "again";
        made.contact_way = std::string(weighted(demo_words::contact_ways));
        made.place = std::string(weighted(demo_words::places));
        made.activities = some(demo_words::activities, 0.3);
        made.themes = some(demo_words::themes, 0.45);
        made.next_step = std::string(weighted(demo_words::next_steps));
        made.minutes = dice_.pick(demo_words::minutes);
        if (did_more_than_talk(made.activities) && dice_.chance(0.85))
            made.ladder = weighted(demo_words::ladder);
        if (dice_.chance(0.7))
            made.language = std::string(weighted(demo_words::languages));
        return made;
    }

    /// The phone asks who did it only then (web/src/outreach/field/conversation.ts, ladder_applies).
    static bool did_more_than_talk(std::vector<std::string> const& activities)
    {
        return std::any_of(activities.begin(), activities.end(), [](std::string const& code) { return code != "talked"; });
    }

    template <class List>
    typename List::value_type::first_type weighted(List const& list)
    {
        double total = 0;
        for (auto const& [code, weight] : list)
            total += weight;
        double at = dice_.unit() * total;
        for (auto const& [code, weight] : list) {
            at -= weight;
            if (at < 0)
                return code;
        }
        return list.front().first;
    }

    /// One, and with some probability another.
    template <class List>
    std::vector<std::string> some(List const& list, double another)
    {
        std::vector<std::string> codes { std::string(weighted(list)) };
        while (codes.size() < 3 && dice_.chance(another)) {
            auto code = std::string(weighted(list));
            if (std::find(codes.begin(), codes.end(), code) == codes.end())
                codes.push_back(code);
        }
        std::sort(codes.begin(), codes.end());
        return codes;
    }

    double normal()
    {
        double sum = 0;
        for (int i = 0; i < 12; ++i)
            sum += dice_.unit();
        return sum - 6;
    }

    Product& product_;
    Plan plan_;
    Dice dice_;
    std::vector<std::string> languages_;
    std::vector<std::string> groups_;
    std::vector<Mother> mothers_;
    std::string first_month_;
    std::string bad_month_;
    std::size_t name_ = 0;
};

} // namespace

Done make_demo(Product& product, DemoSize size, std::function<void(std::string const&)> const& say)
{
    bool empty = product.database->read([](db::Session& session) { return programme::all_programmes(session).empty(); });
    if (!empty)
        return fail({ 409, "record.exists", "", {}, "the database already has a programme" });
    auto today = day_of(product.clock.now());
    Plan denmark = size == DemoSize::small ? Plan { "dk", 3, 8, 8, today } : Plan { "dk", 40, 15, 36, today };
    TRY(Builder(product, denmark, 2008).build(say));
    return Builder(product, { "no", 2, 4, 6, today }, 2018).build(say);
}

} // namespace bydel::app
