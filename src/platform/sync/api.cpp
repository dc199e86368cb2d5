// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/id.h"
#include "platform/auth/secrets.h"
#include "platform/sync/pull.h"
#include "platform/sync/wire.h"

namespace bydel::sync {

using http::Context;
using http::Method;
using http::Uses;

static Result<OutboxKey> get_key(Context&);
static Result<PushAnswer> post_push(Context&, http::Body<Pushed> const&);
static Result<http::Written<PullAnswer>> post_pull(Context&, http::Body<PullAsked> const&);
static Result<http::Written<ImportAnswer>> post_import(Context&, http::Body<Exported> const&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get,  "/api/sync/key",                             http::anyone("a phone seals before it is enrolled"), http::by<get_key>(), "The key that phones seal their outbox to", Uses::reads },
        { post, "/api/sync/push",                            http::anywhere("sync.push"),                http::by<post_push>(),          "Send saved changes",                   Uses::own },
        { post, "/api/sync/pull",                            http::anywhere("sync.pull"),                http::by<post_pull>(),          "Receive what changed in my scopes",    Uses::reads },
        { post, "/api/groups/{group_id}/import",             http::in_group("sync.import"),              http::by<post_import>(),        "Take a phone's sealed export",         Uses::own },
        { get,  "/api/groups/{group_id}/quarantine",         http::in_group("sync.quarantine.read"),     http::by<list_quarantine>(),    "Items to look at: reason and field",   Uses::reads },
        { post, "/api/groups/{group_id}/quarantine/{entity}/{id}", http::in_group("sync.quarantine.decide"), http::by<decide_quarantine>(), "Accept an item or set it aside", Uses::writes },
    };
    // clang-format on
}

static PushResult told(ItemResult const& result, Context& context)
{
    PushResult one { result.item_id, std::string(to_string(result.outcome)), {} };
    if (result.problem)
        one.problem = http::said(*result.problem, context.services.messages, context.actor.language);
    return one;
}

static Result<OutboxKey> get_key(Context& context)
{
    return OutboxKey { context.services.vault.outbox_key_id(), context.services.vault.outbox_public_key(), journal::epoch(context.session()) };
}

static journal::Change who_changes(Context const& context)
{
    return { context.programme_id(), context.actor.person_id, context.services.clock.now(), context.actor.today };
}

static Result<PushAnswer> post_push(Context& context, http::Body<Pushed> const& sent)
{
    if (context.actor.device_id.empty())
        return fail({ 403, "auth.forbidden" });
    auto const& me = context.actor.person_id;
    // A phone that is unknown was enrolled after the backup that is now in place: what it sealed is hers who has it in her outbox (law 10).
    auto const* items = sent.json["items"].as_array();
    if (!items)
        return fail(within("items", detail::wrong_type("list")));
    auto const taken = TRY(take_items(context.services, who_changes(context), *items,
        [&](db::Session&, std::optional<std::string> const& owner) { return owner.value_or(me) == me ? std::optional(me) : std::nullopt; }));
    PushAnswer answer { taken.epoch, {} };
    for (auto const& result : taken.results)
        answer.results.push_back(told(result, context));
    return answer;
}

static Result<http::Written<PullAnswer>> post_pull(Context& context, http::Body<PullAsked> const& asked)
{
    if (context.actor.device_id.empty())
        return fail({ 403, "auth.forbidden" });
    TRY(check_pull(asked.json));
    return http::Written<PullAnswer> { TRY(pull(context.services, context.session(), context.actor, asked.json, context.today())) };
}

/// Every item has an answer of its own, and a phone that was offline for a year has fewer.
static constexpr std::size_t most_imported = 2000;

static Result<http::Written<ImportAnswer>> post_import(Context& context, http::Body<Exported> const& sent)
{
    auto const& file = sent.json;
    if (file.text("format") != "bydel-outbox-1")
        return fail({ 422, "sync.not_an_export" });
    if (file.text("programme_id") != context.programme_id())
        return fail({ 422, "sync.wrong_programme" });
    auto const* items = file["items"].as_array();
    if (!items)
        return fail({ 422, "sync.not_an_export" });
    if (items->size() > most_imported)
        return fail({ 422, "sync.too_many_items", "items", { { "most", std::to_string(most_imported) } } });
    auto const& group_id = context.in_path("group_id");
    // Written batch by batch: as values, two thousand answers would take as much again as the file.
    std::string results;
    for (std::span<Json const> left = *items; !left.empty();) {
        auto batch = left.first(std::min<std::size_t>(left.size(), 100));
        left = left.subspan(batch.size());
        auto taken = TRY(take_items(context.services, who_changes(context), batch, [&](db::Session& session, std::optional<std::string> const& owner) {
            bool here = owner && context.services.entities->directory.latest_group(session, context.programme_id(), *owner) == group_id;
            return here ? owner : std::nullopt;
        }));
        for (auto const& result : taken.results)
            results += (results.empty() ? "" : ",") + to_json(told(result, context)).dump();
    }
    return http::Written<ImportAnswer> { R"({"results":[)" + results + "]}" };
}

} // namespace bydel::sync
