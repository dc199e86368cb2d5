// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo's secretariat, coordinators and mothers: most active from the beginning, some silent, some who changed group.
#include "platform/slice/demo.h"
#include "people/people.h"
#include <cmath>

namespace bydel::people {

namespace {

constexpr std::array<std::string_view, 40> names { "Amina", "Hodan", "Leyla", "Zahra", "Fadumo", "Nour", "Rania", "Sadia", "Elif", "Maryam", "Yasmin", "Hawa",
    "Salma", "Tigist", "Parwin", "Shirin", "Asma", "Khadija", "Lina", "Meryem", "Ubah", "Farida", "Sara", "Nasrin", "Aisha", "Dalia", "Hana", "Ikram", "Jamila",
    "Kalthoum", "Laila", "Mona", "Naima", "Olga", "Rahel", "Safiya", "Thanh", "Warda", "Zeinab", "Ayan" };

class Cast {
public:
    Cast(demo::Stage& stage, db::Session& session, journal::Journal& journal)
        : stage_(stage)
        , session_(session)
        , journal_(journal)
        , languages_(tenant::find(session, journal.programme_id())->languages)
    {
    }

    Done fill()
    {
        auto const groups = programme::all_groups(session_, journal_.programme_id(), stage_.plan.today);
        TRY(add_office_user("Secretariat", "secretariat", "programme", ""));
        for (auto const& group : groups) {
            groups_.push_back(group.group_id);
            TRY(add_office_user(group.contact_name, "coordinator", "group", group.group_id));
        }
        for (auto const& group : groups) {
            for (int i = 0; i < stage_.plan.mothers_per_group; ++i)
                TRY(add_mother(group.group_id));
        }
        return add_office_user("Regional consultant", "regional_consultant", "region", groups.front().region);
    }

private:
    Done add_office_user(std::string const& name, std::string const& role, std::string const& kind, std::string const& scope)
    {
        return add_with_role(name, languages_.front(), { "", "", role, kind, scope, stage_.first_month() + "-01", std::nullopt }).transform([](auto&&) {});
    }

    Result<std::string> add_with_role(std::string const& name, std::string const& language, Role role)
    {
        role.person_id = stage_.dice.id(role.starts_on);
        role.id = stage_.dice.id(role.starts_on);
        TRY(add_person(session_, journal_, stage_.services.vault, { role.person_id, name, std::nullopt, language }));
        TRY(add_role(session_, journal_, *stage_.services.slices, role));
        return role.person_id;
    }

    Done add_mother(std::string const& group_id)
    {
        auto& dice = stage_.dice;
        auto const spread = static_cast<std::size_t>(std::max(1, stage_.plan.months - 3));
        demo::Mother mother;
        mother.group_id = group_id;
        mother.per_month = 6.0 * std::exp(0.8 * dice.normal() - 0.32); // lognormal with mean 6
        mother.joined_on = add_months(stage_.first_month(), dice.chance(0.6) ? 0 : static_cast<int>(dice.below(spread))) + "-01";
        if (dice.chance(0.12))
            mother.silent_from = add_months(month_of(stage_.plan.today), -static_cast<int>(1 + dice.below(5)));
        auto const name = std::string(names[stage_.mothers.size() % names.size()]);
        mother.person_id
            = TRY(add_with_role(name, std::string(dice.pick(languages_)), { "", "", "mother", "group", group_id, mother.joined_on, std::nullopt }));
        TRY(maybe_move(mother));
        stage_.mothers.push_back(std::move(mother));
        return {};
    }

    /// Some change group: one in thirty, and one in every programme for certain.
    Done maybe_move(demo::Mother& mother)
    {
        auto& dice = stage_.dice;
        if (groups_.size() < 2 || stage_.plan.months < 4 || !(stage_.mothers.size() == 3 || dice.chance(1.0 / 30)))
            return {};
        auto month = add_months(month_of(stage_.plan.today), -static_cast<int>(1 + dice.below(2)));
        if (month <= month_of(mother.joined_on))
            return {};
        mother.moves_on = month + "-15";
        do
            mother.next_group_id = dice.pick(groups_);
        while (mother.next_group_id == mother.group_id);
        return move_to_group(session_, journal_, mother.person_id, mother.group_id, mother.next_group_id, mother.moves_on);
    }

    demo::Stage& stage_;
    db::Session& session_;
    journal::Journal& journal_;
    std::vector<std::string> languages_;
    std::vector<std::string> groups_;
};

} // namespace

Done play_demo(demo::Stage& stage)
{
    return stage.change([&](db::Session& session, journal::Journal& journal) { return Cast(stage, session, journal).fill(); });
}

} // namespace bydel::people
