// SPDX-License-Identifier: AGPL-3.0-or-later
// The laws under random programmes: a seed makes a list of steps, every step is checked, and a failing list is cut down to what is needed.
// BYDEL_LAW_CASES is how many programmes (a long soak: 5000), BYDEL_LAW_SEED where to begin.
#include "app/sync_ledger.h"
#include "app/sync_stranger.h"
#include "reporting/reporting.h"
#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>

using namespace bydel;
using namespace bydel::app::world;

namespace {

enum class Step {
    log,
    edit,
    remove,
    raise,
    push,
    push_again,
    pull,
    move,
    leave,
    day,
    second_phone,
    forgotten_pin,
    lost_phone,
    reopen,
    back_up,
    restore,
    decide,
    correct,
    forge
};

struct Planned {
    Step step;
    std::uint64_t seed;
};

char const* name_of(Step step)
{
    static constexpr char const* names[] { "log", "edit", "remove", "raise", "push", "push again", "pull", "move", "leave", "day", "second phone",
        "forgotten pin", "lost phone", "reopen", "back up", "restore", "decide", "correct", "forge" };
    return names[static_cast<int>(step)];
}

/// How often each step comes, of a hundred. Moves come often on purpose.
constexpr int weights[] { 16, 11, 4, 4, 15, 3, 6, 10, 3, 5, 2, 1, 1, 2, 2, 2, 2, 5, 6 };

std::vector<Planned> make_plan(std::uint64_t seed)
{
    Dice dice(seed);
    std::vector<Planned> plan;
    for (int length = 30 + dice.below(60); length > 0; --length) {
        int at = dice.below(100);
        int step = 0;
        while (at >= weights[step])
            at -= weights[step++];
        plan.push_back({ static_cast<Step>(step), dice.next() });
    }
    return plan;
}

class Run {
public:
    explicit Run(std::uint64_t seed)
    {
        Dice dice(seed);
        for (int i = 3 + dice.below(4); i > 0; --i) {
            auto const& group_id = world_.group(dice.below(3));
            mothers_.push_back(world_.add_mother(group_id, "Mother " + std::to_string(i), "2026-09-01"));
            ledger_.roles[mothers_.back()] = { { group_id, "2026-09-01", "" } };
            add_phone(mothers_.back(), dice);
        }
        ledger_.stranger = world_.add_mother(world_.group(dice.below(3)), "Stranger", "2026-09-01");
        stranger_ = std::make_unique<Stranger>(world_, ledger_.stranger);
    }

    void go(std::vector<Planned> const& plan)
    {
        for (auto const& planned : plan) {
            Dice dice(planned.seed);
            take(planned.step, dice);
            ledger_.compare(world_);
            follow_journal();
            MUST(reporting::catch_up(world_.product->services(), "dk")); // as the server's own reader does every second
        }
        finish();
    }

private:
    void add_phone(std::string const& person_id, Dice& dice)
    {
        phones_.push_back(std::make_unique<Phone>(world_, person_id, 1000 + phones_.size(), dice.below(5) - 2));
        phones_.back()->on_taken = [this](Phone& phone, sync::Item const& item, std::string const& outcome) {
            auto known = world_.rows("SELECT enrolled_on FROM device WHERE id = '" + item.device_id + "'");
            ledger_.take(phone.person_id, item, outcome, world_.today(), known.empty() ? "" : known[0].text(0));
            author_[{ item.entity, item.id }] = phone.person_id;
            if (item.operation == "put")
                last_day_[item.item_id] = item.record.text(item.entity == "concern" ? "raised_on" : "held_on");
        };
        phones_.back()->on_pulled = [this](Phone& phone, Answer const& answer) { check_scope(phone, answer); };
    }

    /// Law 7, on every answer: only scopes of hers, and no word of anybody else's.
    void check_scope(Phone& phone, Answer const& answer)
    {
        auto group_id = ledger_.group_on(phone.person_id, world_.today());
        for (auto const& scope : *answer.body["scopes"].as_array()) {
            auto name = scope.text("scope");
            must_hold(name == "programme" || name == "library:da" || name == phone.scope() || (!group_id.empty() && name == "group:" + group_id),
                "law 7: a phone received scope " + name);
            for (auto const& record : *scope["records"].as_array()) {
                auto author = author_.find({ record.text("entity"), record.text("id") });
                must_hold(author == author_.end() || author->second == phone.person_id, "law 7: a phone received another mother's record");
                must_hold(record.text("entity") != "group" || record.text("id") == group_id, "law 7: a phone received another group");
            }
        }
        must_hold(answer.text.find(ledger_.stranger) == std::string::npos, "law 16: a phone heard of the one that forges");
        for (auto const& person_id : mothers_)
            must_hold(person_id == phone.person_id || answer.text.find(person_id) == std::string::npos, "law 7: a phone heard of another mother");
    }

    void take(Step step, Dice& dice)
    {
        auto& phone = *phones_[static_cast<std::size_t>(dice.below(static_cast<int>(phones_.size())))];
        auto const& person_id = phone.person_id;
        switch (step) {
        case Step::log:
            phone.log(random_talk(phone, dice));
            break;
        case Step::edit:
        case Step::remove:
            change_something(phone, dice, step == Step::remove);
            break;
        case Step::raise:
            phone.log(worry(add_days(phone.today(), -dice.below(6))), "concern");
            break;
        case Step::push:
        case Step::push_again:
            push(phone, dice, step == Step::push_again);
            break;
        case Step::pull:
            phone.pull();
            break;
        case Step::move:
            move(mothers_[static_cast<std::size_t>(dice.below(static_cast<int>(mothers_.size())))], dice);
            break;
        case Step::leave:
            leave(person_id, dice);
            break;
        case Step::day:
            if (days_between(first_day, world_.today()) < 22)
                world_.go_to(add_days(world_.today(), 1 + dice.below(4)));
            break;
        case Step::second_phone:
            if (!has_left(person_id) && std::count_if(phones_.begin(), phones_.end(), [&](auto const& one) { return one->person_id == person_id; }) < 2)
                add_phone(std::string(person_id), dice);
            break;
        case Step::forgotten_pin:
            phone.enrol("forgotten_pin");
            break;
        case Step::lost_phone:
            world_.office_post("/api/groups/" + world_.group_of(person_id) + "/people/" + person_id + "/lost_phone");
            break;
        case Step::reopen:
            world_.reopen();
            break;
        case Step::back_up:
            backup_ = world_.back_up();
            ledger_then_ = ledger_;
            break;
        case Step::restore:
            restore();
            break;
        case Step::decide:
            decide(dice);
            if (dice.chance(40))
                take_back(dice);
            break;
        case Step::forge:
            forge(phone, dice);
            break;
        case Step::correct:
            correct(mothers_[static_cast<std::size_t>(dice.below(static_cast<int>(mothers_.size())))], dice);
            break;
        }
    }

    /// Law 16: a phone that knows an item of another mother, wherever it is by now, does with it whatever it can.
    void forge(Phone& victim, Dice& dice)
    {
        if (victim.outbox.empty())
            return;
        auto const item = victim.outbox[static_cast<std::size_t>(dice.below(static_cast<int>(victim.outbox.size())))].item;
        Ledger::Key key { item.entity, item.id };
        bool known = ledger_.stored.contains(key) || ledger_.waiting.contains(key) || ledger_.deleted.contains(key);
        auto outcome = known && dice.chance(70) ? stranger_->put(item, dice) : stranger_->remove(item, dice); // who is first to put an unknown id owns it
        bool hers = ledger_.stored.contains(key) || ledger_.waiting.contains(key);
        must_hold(!hers || outcome == "quarantined" || outcome == "refused" || outcome == "already" || outcome == "superseded" || outcome == "deleted",
            "law 16: a forged item was taken: " + outcome);
        if (dice.chance(30))
            stranger_->decide(dice);
        ledger_.compare(world_);
        stranger_->pull(item);
    }

    static Json random_talk(Phone& phone, Dice& dice)
    {
        int back = dice.chance(45) ? 0 : dice.chance(80) ? dice.below(9) : dice.chance(50) ? 25 + dice.below(12) : -dice.below(4);
        auto record = talk(add_days(phone.today(), -back), 1 + dice.below(50));
        if (dice.chance(7))
            record.set("place", "on_the_moon");
        return record;
    }

    static void change_something(Phone& phone, Dice& dice, bool remove)
    {
        std::vector<Ledger::Key> mine;
        for (auto const& [key, record] : phone.held) {
            if (key.first == "conversation" || key.first == "concern")
                mine.push_back(key);
        }
        if (mine.empty())
            return;
        auto const& [entity, id] = mine[static_cast<std::size_t>(dice.below(static_cast<int>(mine.size())))];
        if (remove)
            return phone.remove(id, entity);
        auto record = entity == "concern" ? worry(add_days(phone.today(), -dice.below(6))) : random_talk(phone, dice);
        auto day = entity == "concern" ? "raised_on" : "held_on";
        if (dice.chance(60))
            record.set(day, phone.held[{ entity, id }].record[day]);
        if (entity == "concern")
            record.set("passed_to", dice.chance(80) ? "coordinator" : "neighbour");
        phone.edit(id, record, entity);
    }

    /// Some of the outbox in any order, in one batch or several, now and then with what was sent before.
    static void push(Phone& phone, Dice& dice, bool again)
    {
        std::vector<std::size_t> which = phone.waiting();
        if (again) {
            for (std::size_t i = 0; i < phone.outbox.size(); ++i)
                which.push_back(i);
        }
        dice.shuffle(which);
        if (which.size() > 1 && dice.chance(50))
            which.resize(1 + static_cast<std::size_t>(dice.below(static_cast<int>(which.size()))));
        std::size_t size = 1 + static_cast<std::size_t>(dice.below(8));
        for (std::size_t from = 0; from < which.size(); from += size)
            phone.push({ which.begin() + static_cast<std::ptrdiff_t>(from), which.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, which.size())) },
                dice.chance(75));
    }

    void move(std::string const& person_id, Dice& dice)
    {
        auto& roles = ledger_.roles[person_id];
        auto moved_on = add_days(world_.today(), 1 - dice.below(14));
        auto const& to = world_.group(dice.below(3));
        if (!roles.back().to.empty() || roles.back().group_id == to || moved_on <= roles.back().from)
            return;
        world_.move(person_id, to, moved_on);
        roles.back().to = add_days(moved_on, -1);
        roles.push_back({ to, moved_on, "" });
    }

    void leave(std::string const& person_id, Dice& dice)
    {
        auto& role = ledger_.roles[person_id].back();
        auto left_on = add_days(world_.today(), 1 - dice.below(8));
        if (!role.to.empty() || left_on < role.from)
            return;
        world_.leave(person_id, left_on);
        role.to = left_on;
    }

    bool has_left(std::string const& person_id)
    {
        auto const& last = ledger_.roles[person_id].back();
        return !last.to.empty() && last.to < world_.today();
    }

    /// Something of her roles was wrong: one of what can be corrected, with a day that may be.
    void correct(std::string const& person_id, Dice& dice)
    {
        auto after = ledger_.roles[person_id];
        auto const tomorrow = add_days(world_.today(), 1);
        auto const day = std::min(tomorrow, add_days(world_.today(), 1 - dice.below(20)));
        auto& last = after.back();
        auto* before = after.size() > 1 ? &after[after.size() - 2] : nullptr;
        bool moved = before && add_days(before->to, 1) == last.from && before->group_id != last.group_id;
        switch (dice.below(4)) {
        case 0: // she left on another day, or not at all
            if (last.to.empty() || day < last.from)
                return;
            last.to = dice.chance(50) ? day : "";
            world_.correct(person_id, last.to.empty() ? "leave/take_back" : "leave/correct", "left_on", last.to);
            return ledger_.correct(person_id, after, world_.today());
        case 1: // she is back
            if (last.to.empty() || day <= last.to)
                return;
            world_.correct(person_id, "return", "returned_on", day);
            ledger_.roles[person_id].push_back({ last.group_id, day, "" });
            return ledger_.judge_again(person_id, world_.today());
        case 2: // she never moved
            if (!moved)
                return;
            world_.correct(person_id, "move/take_back", "", "");
            before->to = last.to;
            after.pop_back();
            return ledger_.correct(person_id, after, world_.today());
        default: // she moved, or joined, on another day
            if ((!last.to.empty() && day > last.to) || (before && day <= (moved ? before->from : before->to)))
                return;
            world_.correct_joined(person_id, day);
            if (moved)
                before->to = add_days(day, -1);
            last.from = day;
            return ledger_.correct(person_id, after, world_.today());
        }
    }

    void restore()
    {
        if (backup_.empty())
            return;
        world_.restore(backup_);
        ledger_ = ledger_then_;
        followed_ = world_.number("SELECT last_sequence FROM journal_head");
    }

    void decide(Dice& dice)
    {
        auto waiting = world_.rows("SELECT entity, entity_id, group_id, item_id FROM quarantine WHERE owner <> '" + ledger_.stranger + "' ORDER BY item_id");
        if (waiting.empty())
            return;
        auto const& row = waiting[static_cast<std::size_t>(dice.below(static_cast<int>(waiting.size())))];
        Ledger::Key key { row.text(0), row.text(1) };
        bool accepted = dice.chance(70);
        auto answer = world_.office_post(
            "/api/groups/" + row.text(2) + "/quarantine/" + key.first + "/" + key.second, Json::object({ { "decision", accepted ? "accept" : "set_aside" } }));
        must_hold(answer.status == 200, "a waiting item cannot be decided: " + answer.text);
        if (!accepted) {
            ledger_.for_role.erase(key); // a person has decided
            return;
        }
        auto day = key.first == "concern" ? last_day_[row.text(3)] : world_.word("SELECT held_on FROM conversation WHERE id = '" + key.second + "'");
        ledger_.accept(author_[key], key, day, row.text(2));
    }

    void take_back(Dice& dice)
    {
        auto rows = world_.rows("SELECT entity, entity_id, group_id FROM quarantine_accepted WHERE person_id <> '" + ledger_.stranger + "' ORDER BY item_id");
        if (rows.empty())
            return;
        auto const& row = rows[static_cast<std::size_t>(dice.below(static_cast<int>(rows.size())))];
        Ledger::Key key { row.text(0), row.text(1) };
        bool may = ledger_.accepted.contains(key) && ledger_.stored[key] == ledger_.accepted[key].stamp && !ledger_.waiting.contains(key);
        auto answer
            = world_.office_post("/api/groups/" + row.text(2) + "/quarantine/" + key.first + "/" + key.second, Json::object({ { "decision", "take_back" } }));
        if (answer.status == 200 && !ledger_.waiting.contains(key))
            ledger_.take_back(key);
        bool old = answer.key() == "quarantine.too_late", other = answer.status == 404;
        must_hold(old || other || ledger_.waiting.contains(key) == (answer.status == 200), "a decision cannot be taken back: " + answer.text);
        must_hold(may || answer.status != 200 || ledger_.waiting.contains(key), "what was changed since was taken back");
    }

    /// Law 11, as a reader that asks again and again.
    void follow_journal()
    {
        for (auto const& row : world_.rows("SELECT sequence FROM journal WHERE sequence > " + std::to_string(followed_) + " ORDER BY sequence"))
            must_hold(row.integer(0) == ++followed_, "law 11: the reader skipped a row");
    }

    void finish()
    {
        for (int round = 0; round < 3; ++round) {
            for (auto& phone : phones_)
                phone->flush();
        }
        ledger_.compare(world_);
        check_books(world_);
        for (auto& phone : phones_) {
            for (auto const& row : phone->outbox)
                check_acknowledged(row);
            for (auto& other : phones_)
                must_hold(other->person_id != phone->person_id || other->held == phone->held, "law 6: two phones of one person differ");
        }
        for (auto& phone : phones_)
            check_mirror(world_, *phone);
    }

    /// Laws 1, 2 and 10: it is stored, or waits, or something greater of the same record does, or the record was deleted.
    void check_acknowledged(Saved const& row)
    {
        must_hold(row.state == "sent", "law 1: an item never left the phone");
        Ledger::Key key { row.item.entity, row.item.id };
        sync::Stamp mine { row.item.revision, row.item.item_id };
        bool kept = ledger_.deleted.contains(key) || (ledger_.stored.contains(key) && ledger_.stored[key] >= mine)
            || (ledger_.waiting.contains(key) && ledger_.waiting[key] >= mine);
        must_hold(kept, "law 1: an acknowledged item is lost: " + row.item.entity + " " + row.item.id);
        if (row.item.operation == "delete")
            must_hold(world_.number("SELECT COUNT(*) FROM tombstone WHERE entity_id = '" + row.item.id + "'") >= 1, "law 4: a deletion is lost");
    }

    World world_;
    Ledger ledger_, ledger_then_;
    std::vector<std::string> mothers_;
    std::vector<std::unique_ptr<Phone>> phones_;
    std::unique_ptr<Stranger> stranger_;
    std::map<Ledger::Key, std::string> author_;
    std::map<std::string, std::string> last_day_; ///< by item: the day it names
    std::string backup_;
    std::int64_t followed_ = 0;
};

/// What broke, or nothing.
std::string outcome_of(std::uint64_t seed, std::vector<Planned> const& plan)
{
    try {
        Run(seed).go(plan);
    } catch (std::exception const& broken) {
        return broken.what();
    }
    return "";
}

/// Leaves out steps as long as something still breaks.
std::string shrunk(std::uint64_t seed, std::vector<Planned> plan)
{
    auto what = outcome_of(seed, plan);
    for (std::size_t size = plan.size() / 2; size > 0; size /= 2) {
        for (std::size_t from = 0; from + size <= plan.size();) {
            auto shorter = plan;
            shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(from), shorter.begin() + static_cast<std::ptrdiff_t>(from + size));
            auto then = outcome_of(seed, shorter);
            if (then.empty())
                from += size;
            else
                plan = shorter, what = then;
        }
    }
    for (auto const& planned : plan)
        what += std::string("\n  ") + name_of(planned.step);
    return what;
}

} // namespace

TEST_CASE(
    "laws 1-12 and 16: phones, one that forges, lost replies, duplicates, disorder, skewed clocks, changes of group, restarts and restores keep every law")
{
    auto first = from_environment("BYDEL_LAW_SEED", 1);
    auto cases = from_environment("BYDEL_LAW_CASES", 60);
    for (auto seed = first; seed < first + cases; ++seed) {
        auto plan = make_plan(seed);
        if (outcome_of(seed, plan).empty())
            continue;
        FAIL("BYDEL_LAW_SEED=" << seed << " BYDEL_LAW_CASES=1: " << shrunk(seed, plan));
    }
    CHECK(cases > 0);
}
