// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/product.h"
#include "base/kept_while_used.h"
#include "people/people.h"
#include "platform/assets/assets.h"
#include "platform/journal/reads.h"
#include "programme/content.h"
#include <algorithm>
#include <filesystem>

namespace bydel::app {

Json contract(std::string_view version)
{
    Json::Array verbs;
    for (auto const& slice : slices().all()) {
        for (auto const& granted : slice.grants)
            verbs.emplace_back(granted.verb);
    }
    auto described = http::openapi(slices().routes(), version);
    described.set("x-rules", slices().rules());
    described.set("x-verbs", Json(std::move(verbs)));
    Json::Array pushed, group_scopes;
    for (auto const& entity : slices().entities().all()) {
        if (entity.store)
            pushed.push_back(Json(entity.name));
        if (entity.group_scope)
            group_scopes.push_back(Json(std::string(entity.group_scope->name)));
    }
    described.set("x-pushed", Json(std::move(pushed)));
    described.set("x-group-scopes", Json(std::move(group_scopes)));
    return described;
}

std::vector<db::Migration> all_migrations()
{
    std::vector<db::Migration> migrations;
    for (auto const& asset : assets::all()) {
        if (asset.path.starts_with("schema/"))
            migrations.push_back({ std::string(asset.path.substr(7)), std::string(asset.bytes) });
    }
    std::sort(migrations.begin(), migrations.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    return migrations;
}

static Result<i18n::Catalogue> read_messages()
{
    i18n::Catalogue catalogue;
    auto const files = programme::language_files();
    for (auto const& [code, file] : *files)
        TRY(catalogue.add(code, file));
    return catalogue;
}

Result<std::shared_ptr<i18n::Catalogue const>> all_messages()
{
    static KeptWhileUsed<Result<i18n::Catalogue>> kept;
    auto const messages = kept.get(read_messages);
    if (!*messages)
        return fail(messages->error());
    return std::shared_ptr<i18n::Catalogue const>(messages, &**messages);
}

Product::Product(Settings settings_, auth::Vault vault_)
    : settings(std::move(settings_))
    , vault(std::move(vault_))
{
}

Done Product::prepare(Schema schema)
{
    TRY(slices().check());
    messages = TRY(all_messages());
    database = db::open(settings.database);
    auto migrations = all_migrations();
    if (database->engine() == db::Engine::postgresql && schema == Schema::expect)
        TRY(db::check_schema(*database, migrations));
    else
        migrations_applied = TRY(db::migrate(*database, migrations));
    return database->write([](db::Session& session) -> Done {
        if (journal::epoch(session).empty())
            journal::start_new_epoch(session);
        return {};
    });
}

Result<std::unique_ptr<Product>> Product::open(Settings settings, Schema schema)
{
    std::error_code error;
    std::filesystem::create_directories(settings.data, error);
    if (error)
        return fail({ 500, "server.failed", "", {}, "cannot make the data folder " + settings.data + ": " + error.message() });
    if (settings.database.empty())
        settings.database = settings.data + "/bydel.db";
    auto vault = TRY(auth::Vault::open(settings.data + "/keys.json"));
    std::unique_ptr<Product> product(new Product(std::move(settings), std::move(vault)));
    TRY(product->prepare(schema));
    return product;
}

std::unique_ptr<Product> Product::for_tests(Milliseconds now, std::string const& database)
{
    Settings settings;
    settings.data = "";
    settings.database = database;
    std::unique_ptr<Product> product(new Product(settings, auth::Vault::temporary()));
    product->clock.stand_still(now);
    MUST(product->prepare(Schema::migrate));
    return product;
}

http::Services Product::services()
{
    http::Services services { *database, clock, vault, *messages, settings.origin, &slices().rights(), &slices().entities(), &slices() };
    services.version = BYDEL_VERSION;
    if (!settings.data.empty())
        services.erasure_ledger = settings.data + "/erasures.jsonl";
    return services;
}

http::Gate Product::gate()
{
    http::Gate gate { people::authenticate };
    gate.audit_read = [this](auth::Actor const& actor, http::Route const& route, std::string_view group_id) {
        journal::remember_read({ actor.programme_id, actor.person_id, std::string(route.permission.verb), std::string(group_id), clock.now() });
    };
    gate.has_group = [](http::Services& services, std::string_view programme_id, std::string_view group_id) {
        return services.database.read([&](db::Session& session) { return programme::has_group(session, std::string(programme_id), std::string(group_id)); });
    };
    return gate;
}

} // namespace bydel::app
