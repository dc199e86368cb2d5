// SPDX-License-Identifier: AGPL-3.0-or-later
// The whole product put together: its slices, the migrations, and what one process opens (database, keys, messages).
#pragma once
#include "app/slices.h"
#include "platform/auth/secrets.h"
#include "platform/http/api.h"
#include "platform/i18n/i18n.h"

namespace bydel::app {

struct Settings {
    std::string data = "data"; ///< folder of database, keys and ledger
    std::string database;      ///< file or postgresql:// URL; empty: <data>/bydel.db
    std::string address = "127.0.0.1";
    int port = 8080;
    std::string origin;        ///< "https://…" as phones reach it, where there is one
    bool behind_proxy = false; ///< take the caller's address from X-Forwarded-For
};

/// OpenAPI of all routes, with the bounds that pages share ("x-rules") and the verbs ("x-verbs").
Json contract(std::string_view version);
std::vector<db::Migration> all_migrations();
Result<std::shared_ptr<i18n::Catalogue const>> all_messages();

/// What one process has open. `open` creates the data folder, the keys and the epoch where they are missing. It migrates a SQLite database; one of
/// PostgreSQL only where it is told to: what a server on another node does not see yet is not made anew (problem server.older_schema).
class Product {
public:
    enum class Schema { expect, migrate };
    static Result<std::unique_ptr<Product>> open(Settings settings, Schema schema = Schema::expect);
    /// In memory, with keys of its own and the clock standing still: for tests.
    static std::unique_ptr<Product> for_tests(Milliseconds now, std::string const& database = ":memory:");

    Settings settings;
    Clock clock;
    auth::Vault vault;
    std::shared_ptr<i18n::Catalogue const> messages;
    std::unique_ptr<db::Database> database;
    http::Services services();
    http::Gate gate();
    int migrations_applied = 0;

private:
    Product(Settings settings, auth::Vault vault);
    Done prepare(Schema schema);
};

} // namespace bydel::app
