// SPDX-License-Identifier: AGPL-3.0-or-later
// What a coordinator decides about an item that waits: it counts, it is left out, or she takes either back within thirty days. A day that cannot
// be true (the phone's clock was wrong) is not believed: she says which day it counts on, and the day it was received is taken where she does not.
#include "base/text.h"
#include "platform/auth/secrets.h"
#include "platform/sync/wire.h"
#include <algorithm>

namespace bydel::sync {

using http::Context;

bool clock_was_wrong(Item const& item, std::string const& enrolled_on, std::string const& today)
{
    bool const enrolled_by_wrong_clock = enrolled_on > latest_day(today); // ours was ahead on that day: it tells nothing
    return item.saved_on > latest_day(today) || (!enrolled_on.empty() && !enrolled_by_wrong_clock && item.saved_on < add_days(enrolled_on, -1));
}

/// Whether the day in an item can be true, by what is known of the phone; where nothing is known of it, by when the item came.
static bool is_believable(Item const& item, Dated const& dated, std::string const& enrolled_on, std::string const& received_on)
{
    auto day = item.record.text(dated.field);
    if (!is_day(day) || clock_was_wrong(item, enrolled_on, received_on) || day > latest_day(item.saved_on) || day > latest_day(received_on))
        return false;
    return enrolled_on.empty() ? day >= add_days(received_on, -dated.before_receiving) : day >= add_days(enrolled_on, -dated.before_saving - 1);
}

static bool must_choose_day(Context& context, Entity const& entity, Kept const& kept)
{
    auto item = open_kept(context.services.vault, context.programme_id(), kept);
    if (entity.dated.field.empty() || !item)
        return false;
    auto const phone = context.services.entities->directory.phone(context.session(), context.programme_id(), item->device_id);
    return !is_believable(*item, entity.dated, phone ? phone->enrolled_on : "", kept.received_on);
}

/// An accepted item can be taken back while it is what is stored: nobody changed it since.
static bool is_still_stored(Context& context, Entity const& entity, Kept const& kept)
{
    auto stored = entity.find_stored(context.session(), context.programme_id(), kept.id);
    return stored && stored->stamp == Stamp { kept.revision, kept.item_id };
}

/// Which of several under one id is meant, without naming anybody.
static std::string word_for(Context& context, Kept const& kept)
{
    return context.services.vault.blind_index("quarantine/" + context.programme_id() + "/" + kept.entity + "/" + kept.id + "/" + kept.owner);
}

static Waiting describe(Context& context, Entity const& entity, Kept const& kept)
{
    Waiting item { kept.entity, kept.id, kept.reason, kept.field, kept.received_on, kept.state };
    if (kept.person_id)
        item.person_name = context.services.entities->directory.name_in_group(
            context.session(), context.services.vault, context.programme_id(), kept.group_id, *kept.person_id);
    if (kept.state == "waiting" && must_choose_day(context, entity, kept)) {
        item.choose_day = true;
        item.earliest_day = add_days(context.today(), -entity.dated.before_receiving);
    }
    item.decided_on = kept.decided_on;
    item.whose = word_for(context, kept);
    if (kept.decided_on && add_days(*kept.decided_on, take_back_days) >= context.today())
        item.take_back_until = add_days(*kept.decided_on, take_back_days);
    return item;
}

static Result<std::optional<Json>> open_replaced(auth::Vault const& vault, std::string const& programme_id, Kept const& kept)
{
    if (!kept.replaced)
        return std::optional<Json>();
    return std::optional(TRY(parse_json(TRY(vault.open_field(*kept.replaced, payload_context(programme_id, kept.entity, kept.id))))));
}

Done keep_for_taking_back(http::Services& services, Entity const& entity, Storing const& storing, Stamp const& stored)
{
    auto const& programme_id = storing.author.programme_id;
    auto kept = find_accepted(storing.session, programme_id, entity.name, storing.item.id);
    if (!kept || stored != Stamp { kept->revision, kept->item_id })
        return {};
    auto before = entity.keep_earlier(storing, TRY(open_replaced(services.vault, programme_id, *kept)));
    if (!before)
        return {};
    return replace_replaced(storing.session, programme_id, *kept, services.vault.seal(before->dump(), payload_context(programme_id, kept->entity, kept->id)));
}

Result<QuarantineItems> list_quarantine(Context& context)
{
    auto const& group_id = context.in_path("group_id");
    auto all = quarantined_in_group(context.session(), context.programme_id(), group_id);
    auto accepted = accepted_in_group(context.session(), context.programme_id(), group_id, add_days(context.today(), -take_back_days));
    all.insert(all.end(), accepted.begin(), accepted.end());
    QuarantineItems listed;
    for (auto const& kept : all) {
        auto const* entity = context.services.entities->find_pushed(kept.entity);
        if (entity && (kept.state != "accepted" || is_still_stored(context, *entity, kept)))
            listed.items.push_back(describe(context, *entity, kept));
    }
    return listed;
}

/// The day she chose, within what the office may record; nothing where she chose none.
static Result<std::string> chosen_day(Context& context, std::optional<std::string> const& chosen, Dated const& dated)
{
    if (!chosen || dated.field.empty())
        return std::string();
    auto const& day = *chosen;
    if (day > latest_day(context.today()))
        return fail({ 422, "field.in_future", "day" });
    if (day < add_days(context.today(), -dated.before_receiving))
        return fail({ 422, "field.too_old", "day", { { "days", written(dated.before_receiving) } } });
    return day;
}

static Done accept(Context& context, Entity const& entity, Kept kept, std::optional<std::string> const& chosen)
{
    auto const& programme_id = context.programme_id();
    auto item = TRY(open_kept(context.services.vault, programme_id, kept));
    auto day = TRY(chosen_day(context, chosen, entity.dated));
    if (day.empty() && must_choose_day(context, entity, kept))
        day = kept.received_on;
    Author author { programme_id, kept.person_id.value_or("") };
    Whose whose { programme_id, item.entity, item.id, kept.owner };
    auto stored = entity.find_stored(context.session(), programme_id, item.id);
    bool hers = stored && stored->author.value_or("") == author.person_id;
    if (hers && stored->stamp > Stamp { item.revision, item.item_id }) // corrected in the office since: the later one stays (law 3)
        return leave_quarantine(context.session(), whose);
    if (!stored && waits_for_another(context.session(), whose))
        return fail({ 422, "quarantine.reason.not_yours", "id" });
    if (auto before = entity.keep(context.session(), programme_id, item.id))
        kept.replaced = context.services.vault.seal(before->dump(), payload_context(programme_id, item.entity, item.id));
    auto const& directory = context.services.entities->directory;
    auto judged = TRY(entity.store({ context.session(), context.journal(), directory, author, item, Judgement::accepted_by_person, kept.group_id, day }));
    if (judged.odd)
        return fail({ 422, "quarantine.reason." + judged.odd->reason, judged.odd->field });
    TRY(leave_quarantine(context.session(), whose));
    return remember_accepted(context.session(), programme_id, kept, context.actor.person_id, context.today());
}

/// It waits again. The record it made goes, or is again what it was before; her phones hear of it (law 6).
static Done take_back(Context& context, Entity const& entity, Kept const& kept)
{
    if (!kept.decided_on)
        return {};
    if (add_days(*kept.decided_on, take_back_days) < context.today())
        return fail({ 409, "quarantine.too_late", "", { { "days", written(take_back_days) } } });
    auto const& programme_id = context.programme_id();
    if (kept.state == "accepted") {
        if (!is_still_stored(context, entity, kept))
            return fail({ 409, "quarantine.changed_since" });
        auto replaced = TRY(open_replaced(context.services.vault, programme_id, kept));
        TRY(entity.take_back(context.session(), context.journal(), context.services.entities->directory, kept.id, replaced));
        TRY(forget_accepted(context.session(), programme_id, kept.entity, kept.id));
    }
    TRY(leave_quarantine(context.session(), { programme_id, kept.entity, kept.id, kept.owner }));
    TRY(put_in_quarantine(context.session(), programme_id, kept));
    context.journal().add({ kept.person_id ? "person:" + *kept.person_id : std::string("none"), kept.entity, kept.id, kept.revision });
    return {};
}

/// The item she means. Where she does not say whose: what waits before what was accepted, and before both nothing that was taken from another.
static std::optional<Kept> item_meant(Context& context, Entity const& entity, std::string const& whose)
{
    auto const& id = context.in_path("id");
    auto meant = [&](Kept const& kept) { return kept.group_id == context.in_path("group_id") && (whose.empty() || whose == word_for(context, kept)); };
    auto all = find_quarantined(context.session(), context.programme_id(), entity.name, id);
    auto taken = std::find_if(all.begin(), all.end(), [](Kept const& kept) { return kept.reason == "not_yours"; });
    if (auto accepted = find_accepted(context.session(), context.programme_id(), entity.name, id))
        all.insert(taken, *accepted);
    auto found = std::find_if(all.begin(), all.end(), meant);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

Result<http::Nothing> decide_quarantine(Context& context, Decision const& asked)
{
    auto const* entity = context.services.entities->find_pushed(context.in_path("entity"));
    auto kept = entity ? item_meant(context, *entity, asked.whose.value_or("")) : std::nullopt;
    if (!kept)
        return fail(not_found());
    bool const accepted = kept->state == "accepted";
    if (asked.decision == "take_back")
        TRY(take_back(context, *entity, *kept));
    else if (asked.decision == "set_aside" && accepted)
        return fail({ 409, "quarantine.already_decided" });
    else if (asked.decision == "set_aside")
        TRY(set_aside(context.session(), context.programme_id(), *kept, context.actor.person_id, context.today()));
    else if (!accepted) // said twice, after a lost answer, it is accepted once
        TRY(accept(context, *entity, *kept, asked.day));
    return http::Nothing {};
}

} // namespace bydel::sync
