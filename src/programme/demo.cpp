// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo's programme, its method and its groups.
#include "platform/slice/demo.h"
#include "programme/content.h"
#include <span>

namespace bydel::programme {

namespace {

struct Place {
    char const* group;
    char const* town;
    char const* region; ///< its code in content/programmes
};
constexpr std::array danish_places {
    Place { "Vollsmose", "Odense", "syddanmark" },
    Place { "Gellerup", "Aarhus", "midtjylland" },
    Place { "Nørrebro", "Copenhagen", "hovedstaden" },
    Place { "Aalborg East", "Aalborg", "nordjylland" },
    Place { "Stengårdsvej", "Esbjerg", "syddanmark" },
    Place { "Munkebo", "Kolding", "syddanmark" },
    Place { "Langkær", "Aarhus", "midtjylland" },
    Place { "Sundholm", "Copenhagen", "hovedstaden" },
    Place { "Tingbjerg", "Copenhagen", "hovedstaden" },
    Place { "Ishøj", "Ishøj", "hovedstaden" },
    Place { "Hobro", "Hobro", "nordjylland" },
    Place { "Randers North", "Randers", "midtjylland" },
    Place { "Nordvest", "Copenhagen", "hovedstaden" },
    Place { "Taastrup", "Høje-Taastrup", "hovedstaden" },
    Place { "Slagelse", "Slagelse", "sjaelland" },
    Place { "Ringsted", "Ringsted", "sjaelland" },
    Place { "Korskær", "Fredericia", "syddanmark" },
    Place { "Finlandsparken", "Vejle", "syddanmark" },
    Place { "Sønderborg", "Sønderborg", "syddanmark" },
    Place { "Skive", "Skive", "midtjylland" },
};
constexpr std::array norwegian_places {
    Place { "Gamle Oslo", "Oslo", "oslo" },
    Place { "Fjell", "Drammen", "buskerud" },
    Place { "Loddefjord", "Bergen", "vestland" },
};
constexpr std::array<std::string_view, 5> hosts { "Library", "Housing-social master plan", "Community house", "Municipal department", "Association" };
constexpr std::array<std::string_view, 8> contacts { "Mette", "Hanne", "Nadia", "Lone", "Fatma", "Karin", "Samira", "Birgit" };

} // namespace

static Done install(demo::Stage& stage)
{
    auto file = TRY(content_file("programmes/" + stage.plan.programme_id + ".json"));
    auto programme = programme_from(file);
    programme.name += " (demo)"; // nobody takes invented numbers for real ones
    programme.kind = "practice";
    return stage.change([&](db::Session& session, journal::Journal& journal) -> Done {
        TRY(add_programme(session, journal, programme));
        return install_method(session, journal, file);
    });
}

static Group group_at(demo::Stage& stage, std::size_t number)
{
    std::span<Place const> const places = stage.plan.programme_id == "no" ? std::span<Place const>(norwegian_places) : danish_places;
    auto const& place = places[number % places.size()];
    return { stage.dice.id(stage.first_month() + "-01"), place.group + std::string(number < places.size() ? "" : " 2"), place.town, place.region,
        std::string(stage.dice.pick(hosts)), 1 + static_cast<std::int64_t>(stage.dice.below(4)), std::string(contacts[number % contacts.size()]), "" };
}

Done play_demo(demo::Stage& stage)
{
    TRY(install(stage));
    return stage.change([&](db::Session& session, journal::Journal& journal) -> Done {
        for (int i = 0; i < stage.plan.groups; ++i)
            TRY(add_group(session, journal, group_at(stage, static_cast<std::size_t>(i)), stage.first_month() + "-01"));
        return {};
    });
}

} // namespace bydel::programme
