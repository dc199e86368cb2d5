// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of sync take and give (docs/sync.md). Not for other folders.
#pragma once
#include "platform/http/problem_json.h"
#include "platform/sync/quarantine.h"

namespace bydel::sync {

struct OutboxKey {
    std::string key_id;
    std::string public_key; ///< base64url of the 65-byte P-256 point
    std::string epoch;
};
constexpr auto fields_of(OutboxKey const*)
{
    return std::tuple { Field { "key_id", &OutboxKey::key_id, text_of(1, 40) }, Field { "public_key", &OutboxKey::public_key, text_of(1, 200) },
        Field { "epoch", &OutboxKey::epoch, text_of(1, 40) } };
}
constexpr char const* name_of(OutboxKey const*) { return "OutboxKey"; }

struct SealedItem {
    std::string item_id;
    std::string key_id;
    std::string sealed;
};
constexpr auto fields_of(SealedItem const*)
{
    return std::tuple { Field { "item_id", &SealedItem::item_id, an_id() }, Field { "key_id", &SealedItem::key_id, text_of(1, 40) },
        Field { "sealed", &SealedItem::sealed, text_of(1, 100'000) } };
}
constexpr char const* name_of(SealedItem const*) { return "SealedItem"; }

/// Each item is opened and judged by itself, so that one bad item harms only itself (law 13).
struct Pushed {
    std::optional<std::string> epoch;
    std::vector<SealedItem> items;
};
constexpr auto fields_of(Pushed const*)
{
    return std::tuple { Field { "epoch", &Pushed::epoch, text_of(0, 40) }, Field { "items", &Pushed::items, nested(100) } };
}
constexpr char const* name_of(Pushed const*) { return "Pushed"; }

struct PushResult {
    std::string item_id;
    std::string outcome;
    std::optional<http::ProblemSaid> problem; ///< of a refused one
};
constexpr auto fields_of(PushResult const*)
{
    return std::tuple { Field { "item_id", &PushResult::item_id, text_of(0, 40) },
        Field { "outcome", &PushResult::outcome, one_of("stored already superseded deleted quarantined refused") },
        Field { "problem", &PushResult::problem, nested() } };
}
constexpr char const* name_of(PushResult const*) { return "PushResult"; }

struct PushAnswer {
    std::string epoch;
    std::vector<PushResult> results;
};
constexpr auto fields_of(PushAnswer const*)
{
    return std::tuple { Field { "epoch", &PushAnswer::epoch, text_of(1, 40) }, Field { "results", &PushAnswer::results, nested() } };
}
constexpr char const* name_of(PushAnswer const*) { return "PushAnswer"; }

struct PullAsked {
    std::optional<std::string> epoch;
    std::vector<std::string> scopes;
    Unread<std::map<std::string, std::int64_t>> cursor; ///< scope to position
};
constexpr auto fields_of(PullAsked const*)
{
    return std::tuple { Field { "epoch", &PullAsked::epoch, text_of(0, 40) }, Field { "scopes", &PullAsked::scopes, text_of(0, 100) },
        Field { "cursor", &PullAsked::cursor, number_of(0, 9'007'199'254'740'991) } };
}
constexpr char const* name_of(PullAsked const*) { return "PullAsked"; }

/// A record as it is now, or that it is gone.
struct PulledRecord {
    std::string entity;
    std::string id;
    std::optional<std::int64_t> revision;
    std::optional<Json> record;
    std::optional<bool> deleted;
};
constexpr auto fields_of(PulledRecord const*)
{
    using R = PulledRecord;
    return std::tuple { Field { "entity", &R::entity, a_code() }, Field { "id", &R::id, text_of(1, 80) },
        Field { "revision", &R::revision, number_of(0, 1'000'000'000) }, Field { "record", &R::record, a_document() },
        Field { "deleted", &R::deleted, a_flag() } };
}
constexpr char const* name_of(PulledRecord const*) { return "PulledRecord"; }

struct PulledScope {
    std::string scope;
    std::string kind;
    std::int64_t position = 0;
    std::vector<PulledRecord> records;
    std::optional<std::string> until; ///< after that day the phone drops it by itself
};
constexpr auto fields_of(PulledScope const*)
{
    using S = PulledScope;
    return std::tuple { Field { "scope", &S::scope, text_of(1, 60) }, Field { "kind", &S::kind, one_of("snapshot changes") },
        Field { "position", &S::position, number_of(0, 9'007'199'254'740'991) }, Field { "records", &S::records, nested() },
        Field { "until", &S::until, a_day() } };
}
constexpr char const* name_of(PulledScope const*) { return "PulledScope"; }

struct SealTo {
    std::string key_id;
    std::string public_key;
};
constexpr auto fields_of(SealTo const*)
{
    return std::tuple { Field { "key_id", &SealTo::key_id, text_of(1, 40) }, Field { "public_key", &SealTo::public_key, text_of(1, 200) } };
}
constexpr char const* name_of(SealTo const*) { return "SealTo"; }

struct PullAnswer {
    std::string epoch;
    std::string today;
    SealTo key;
    std::vector<std::string> forget;
    bool more = false;
    std::vector<PulledScope> scopes;
};
constexpr auto fields_of(PullAnswer const*)
{
    using P = PullAnswer;
    return std::tuple { Field { "epoch", &P::epoch, text_of(1, 40) }, Field { "today", &P::today, a_day() }, Field { "key", &P::key, nested() },
        Field { "forget", &P::forget, text_of(0, 100) }, Field { "more", &P::more, a_flag() }, Field { "scopes", &P::scopes, nested() } };
}
constexpr char const* name_of(PullAnswer const*) { return "PullAnswer"; }

/// The file that a phone exports.
struct Exported {
    std::string format;
    std::string programme_id;
    std::string device_id;
    std::string exported_on;
    std::vector<SealedItem> items;
};
constexpr auto fields_of(Exported const*)
{
    using E = Exported;
    return std::tuple { Field { "format", &E::format, text_of(1, 40) }, Field { "programme_id", &E::programme_id, a_code() },
        Field { "device_id", &E::device_id, an_id() }, Field { "exported_on", &E::exported_on, a_day() }, Field { "items", &E::items, nested(2000) } };
}
constexpr char const* name_of(Exported const*) { return "SealedExport"; }

struct ImportAnswer {
    std::vector<PushResult> results;
};
constexpr auto fields_of(ImportAnswer const*) { return std::tuple { Field { "results", &ImportAnswer::results, nested() } }; }
constexpr char const* name_of(ImportAnswer const*) { return "ImportAnswer"; }

struct QuarantineItems {
    std::vector<Waiting> items;
};
constexpr auto fields_of(QuarantineItems const*) { return std::tuple { Field { "items", &QuarantineItems::items, nested() } }; }
constexpr char const* name_of(QuarantineItems const*) { return "QuarantineItems"; }

struct Decision {
    std::string decision;
    std::optional<std::string> day;   ///< on which it counts, where its own cannot be true
    std::optional<std::string> whose; ///< as the list named it
};
constexpr auto fields_of(Decision const*)
{
    return std::tuple { Field { "decision", &Decision::decision, one_of("accept set_aside take_back") }, Field { "day", &Decision::day, a_day() },
        Field { "whose", &Decision::whose, text_of(0, 60) } };
}
constexpr char const* name_of(Decision const*) { return "QuarantineDecision"; }

// decisions.cpp
Result<QuarantineItems> list_quarantine(http::Context& context);
Result<http::Nothing> decide_quarantine(http::Context& context, Decision const& asked);

} // namespace bydel::sync
