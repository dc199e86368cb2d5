// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programme/rules.h"
#include "base/text.h"
#include <algorithm>

namespace bydel::programme {

static bool flag(Json const& json, std::string_view name)
{
    auto const* value = json[name].as_bool();
    return value && *value;
}

static Json::Array const& items_of(Json const& json, std::string_view name)
{
    static Json::Array const none;
    auto const* items = json[name].as_array();
    return items ? *items : none;
}

static std::vector<List> lists_of(Json const& document)
{
    std::vector<List> lists;
    for (auto const& list : items_of(document, "lists")) {
        List read { list.text("list"), flag(list, "multiple"), {} };
        for (auto const& item : items_of(list, "items"))
            read.items.push_back({ item.text("code"), item.text("icon"), "", flag(item, "retired"), false, flag(item, "sensitive"), flag(item, "protected"),
                static_cast<std::int64_t>(read.items.size()), {} });
        lists.push_back(std::move(read));
    }
    return lists;
}

static List* find_list(std::vector<List>& lists, std::string const& name)
{
    auto found = std::find_if(lists.begin(), lists.end(), [&](List const& list) { return list.list == name; });
    return found == lists.end() ? nullptr : &*found;
}

static Choice* find_choice(List& list, std::string const& code)
{
    auto found = std::find_if(list.items.begin(), list.items.end(), [&](Choice const& choice) { return choice.code == code; });
    return found == list.items.end() ? nullptr : &*found;
}

static void move_before(List& list, std::string const& code, std::string const& before)
{
    auto from = std::find_if(list.items.begin(), list.items.end(), [&](Choice const& choice) { return choice.code == code; });
    if (from == list.items.end() || code == before)
        return;
    Choice moved = std::move(*from);
    list.items.erase(from);
    auto to = std::find_if(list.items.begin(), list.items.end(), [&](Choice const& choice) { return choice.code == before; });
    list.items.insert(to, std::move(moved));
}

static void add_choice(List& list, Json const& operation)
{
    auto const parent = operation.text("parent");
    auto const* national = find_choice(list, parent);
    list.items.push_back({ operation.text("code"), operation.text("icon"), parent, flag(operation, "retired"), false, national && national->sensitive, false,
        -1, operation["labels"] });
}

/// Moving is no hiding: the code stays on the same page.
static bool takes_away(std::string_view op, Choice const& choice) { return choice.is_protected && (op == "hide" || op == "label"); }

static void apply_one(std::vector<List>& lists, Json const& operation)
{
    auto* list = find_list(lists, operation.text("list"));
    if (!list)
        return;
    auto const op = operation.text("op");
    auto const code = operation.text("code");
    auto* choice = find_choice(*list, code);
    if (choice && takes_away(op, *choice))
        return;
    if (op == "add" && !choice)
        add_choice(*list, operation);
    else if (op == "move")
        move_before(*list, code, operation.text("before"));
    else if (op == "hide" && choice)
        choice->hidden = true;
    else if (op == "show" && choice)
        choice->hidden = false;
    else if (op == "label" && choice)
        choice->labels = operation["labels"];
}

std::vector<List> apply(Json const& document, Json const& operations)
{
    auto lists = lists_of(document);
    if (auto const* all = operations.as_array()) {
        for (auto const& operation : *all)
            apply_one(lists, operation);
    }
    return lists;
}

static Done check_labels(Json const& operation)
{
    auto const* labels = operation["labels"].as_object();
    if (!labels || labels->empty())
        return fail({ 422, "field.missing", "labels" });
    for (auto const& [language, label] : *labels) {
        auto const* text = label.as_string();
        if (!is_language(language) || !text)
            return fail({ 422, "overlay.bad_operation", "labels." + language });
        if (auto sound = detail::check_text(*text, text_of(1, 60)); !sound)
            return fail(within("labels." + language, sound.error()));
    }
    return {};
}

static Done check_added(List& list, Json const& operation)
{
    auto const code = operation.text("code");
    if (!is_code(code) || !code.starts_with("own_"))
        return fail({ 422, "field.not_a_code", "code" });
    if (find_choice(list, code))
        return fail({ 409, "record.exists", "code" });
    auto const* parent = find_choice(list, operation.text("parent"));
    if (!parent || !parent->parent.empty())
        return fail({ 422, "overlay.unknown_item", "parent", { { "code", operation.text("parent") } } });
    auto const& icon = operation["icon"];
    if (!icon.is_null() && !icon.as_string())
        return fail(within("icon", detail::wrong_type("text")));
    if (!operation.text("icon").empty() && !is_code(operation.text("icon")))
        return fail({ 422, "field.not_a_code", "icon" });
    return check_labels(operation);
}

static Done check_one(std::vector<List>& lists, Json const& operation)
{
    auto* list = find_list(lists, operation.text("list"));
    if (!list)
        return fail({ 422, "overlay.unknown_item", "list", { { "code", operation.text("list") } } });
    auto const op = operation.text("op");
    auto const code = operation.text("code");
    if (op == "add")
        return check_added(*list, operation);
    auto const* choice = find_choice(*list, code);
    if (!choice)
        return fail({ 422, "overlay.unknown_item", "code", { { "code", code } } });
    if (takes_away(op, *choice))
        return fail({ 422, "overlay.protected_item", "code", { { "code", code } } });
    if (op == "label")
        return check_labels(operation);
    if (op == "move" && !operation["before"].is_null() && !find_choice(*list, operation.text("before")))
        return fail({ 422, "overlay.unknown_item", "before", { { "code", operation.text("before") } } });
    if (op != "hide" && op != "show" && op != "move")
        return fail({ 422, "overlay.bad_operation", "op" });
    return {};
}

Done check_operations(Json const& document, Json const& operations)
{
    auto const* all = operations.as_array();
    if (!all)
        return fail(within("operations", detail::wrong_type("list")));
    if (all->size() > 500)
        return fail({ 422, "field.too_long", "operations", { { "most", "500" } } });
    auto lists = lists_of(document);
    for (std::size_t i = 0; i < all->size(); ++i) {
        if (auto sound = check_one(lists, (*all)[i]); !sound)
            return fail(within("operations[" + std::to_string(i) + "]", sound.error()));
        apply_one(lists, (*all)[i]);
    }
    return {};
}

/// Where an own code was made, if it was.
static Json const* find_added(Json const& operations, Json const& added)
{
    auto const* all = operations.as_array();
    for (std::size_t i = 0; all && i < all->size(); ++i) {
        auto const& operation = (*all)[i];
        if (operation.text("op") == "add" && operation.text("list") == added.text("list") && operation.text("code") == added.text("code"))
            return &operation;
    }
    return nullptr;
}

Result<Json> keep_own_codes(Json const& before, Json const& wanted)
{
    auto const* all = wanted.as_array();
    auto const* old = before.as_array();
    if (!all || !old)
        return wanted;
    for (std::size_t i = 0; i < all->size(); ++i) {
        auto const* was = (*all)[i].text("op") == "add" ? find_added(before, (*all)[i]) : nullptr;
        if (was && was->text("parent") != (*all)[i].text("parent"))
            return fail({ 409, "record.exists", "operations[" + std::to_string(i) + "].code" });
    }
    auto kept = *all;
    for (auto const& operation : *old) {
        if (operation.text("op") != "add" || find_added(wanted, operation))
            continue;
        auto retired = operation;
        retired.set("retired", true);
        kept.push_back(std::move(retired));
    }
    return Json(std::move(kept));
}

std::vector<Stale> drift(Json const& base, Json const& newest, Json const& operations)
{
    auto before = lists_of(base);
    auto now = lists_of(newest);
    std::vector<Stale> stale;
    auto const* all = operations.as_array();
    for (std::size_t i = 0; all && i < all->size(); ++i) {
        auto const& operation = (*all)[i];
        auto const code = operation.text(operation.text("op") == "add" ? "parent" : "code");
        auto* old_list = find_list(before, operation.text("list"));
        auto* new_list = find_list(now, operation.text("list"));
        auto* old_choice = old_list ? find_choice(*old_list, code) : nullptr;
        auto* new_choice = new_list ? find_choice(*new_list, code) : nullptr;
        if (old_choice && (!new_choice || (new_choice->retired && !old_choice->retired)))
            stale.push_back({ static_cast<std::int64_t>(i), "retired" });
        else if (old_choice && new_choice->icon != old_choice->icon)
            stale.push_back({ static_cast<std::int64_t>(i), "changed" });
    }
    return stale;
}

Vocabulary::Vocabulary(std::vector<Template> const& versions, Overlay const& overlay)
{
    for (auto const& version : versions) {
        newest_version_ = std::max(newest_version_, version.version);
        for (auto const& list : apply(version.document, overlay.operations)) {
            for (std::size_t place = 0; place < list.items.size(); ++place)
                codes_[list.list + "/" + list.items[place].code] = { list.items[place].sensitive, list.items[place].parent, version.version, place };
        }
    }
}

static std::string key(std::string_view list, std::string_view code) { return std::string(list) + "/" + std::string(code); }

bool Vocabulary::knows(std::string_view list, std::string_view code) const { return code == "not_stated" || codes_.contains(key(list, code)); }

bool Vocabulary::is_sensitive(std::string_view list, std::string_view code) const
{
    auto found = codes_.find(key(list, code));
    return found != codes_.end() && found->second.sensitive;
}

std::string Vocabulary::national(std::string_view list, std::string_view code) const
{
    auto found = codes_.find(key(list, code));
    return found == codes_.end() || found->second.parent.empty() ? std::string(code) : found->second.parent;
}

std::vector<std::string> Vocabulary::codes(std::string_view list) const
{
    std::vector<std::pair<std::string, Known>> of_list;
    for (auto const& [key, known] : codes_) {
        if (key.starts_with(std::string(list) + "/"))
            of_list.emplace_back(key.substr(list.size() + 1), known);
    }
    std::stable_sort(of_list.begin(), of_list.end(), [](auto const& a, auto const& b) {
        return a.second.version != b.second.version ? a.second.version > b.second.version : a.second.place < b.second.place;
    });
    std::vector<std::string> codes;
    for (auto& [code, known] : of_list)
        codes.push_back(std::move(code));
    return codes;
}

std::string own_label(Choice const& choice, std::string const& language)
{
    auto const* labels = choice.labels.as_object();
    if (!labels || labels->empty())
        return "";
    auto const* label = choice.labels.find(language);
    return *(label ? *label : labels->front().second).as_string();
}

} // namespace bydel::programme
