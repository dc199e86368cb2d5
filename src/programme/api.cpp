// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programme/rules.h"
#include "programme/store.h"

namespace bydel::programme {

using http::Context;
using http::Method;
using http::Reply;
using http::Uses;

static Result<Reply> get_template(Context&);
static Result<Reply> get_overlay(Context&);
static Result<Reply> set_overlay(Context&);
static Result<Reply> put_contact(Context&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get, "/api/groups/{group_id}/template", http::in_group("programme.template.read"), get_template, "The lists of codes as this group uses them", Uses::reads },
        { get, "/api/groups/{group_id}/overlay",  http::in_group("programme.template.read"), get_overlay,  "The group's adaptation and its drift",       Uses::reads },
        { put, "/api/groups/{group_id}/overlay",  http::in_group("programme.overlay.write"), set_overlay,  "Replace the group's adaptation",             Uses::writes },
        { put, "/api/groups/{group_id}/contact",  http::in_group("programme.group.contact"), put_contact,  "Whom a mother calls when she worries",       Uses::writes, shape_of<Contact>() },
    };
    // clang-format on
}

Json labels_of(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& language)
{
    Json labels(Json::Object {});
    for (auto const& wanted : { std::string("en"), language }) {
        for (auto const& text : store::template_texts(session, programme_id, wanted)) {
            if (auto const* members = text.labels.as_object()) {
                for (auto const& [key, label] : *members)
                    labels.set(key, label);
            }
        }
    }
    auto newest = newest_template(session, programme_id);
    for (auto const& list : apply(newest ? newest->document : Json(), overlay_of(session, programme_id, group_id).operations)) {
        for (auto const& choice : list.items) {
            if (auto label = own_label(choice, language); !label.empty())
                labels.set(list.list + "." + choice.code, label);
        }
    }
    return labels;
}

static std::string label_of(List const& list, Choice const& choice, Json const& labels)
{
    auto label = labels.text(list.list + "." + choice.code);
    return label.empty() ? choice.code : label;
}

static Json as_json(List const& list, Json const& labels)
{
    Json::Array items;
    bool sensitive = false;
    for (auto const& choice : list.items) {
        sensitive = sensitive || choice.sensitive;
        auto item = Json::object({ { "code", choice.code }, { "icon", choice.icon }, { "label", label_of(list, choice, labels) },
            { "retired", choice.retired }, { "hidden", choice.hidden }, { "sensitive", choice.sensitive }, { "protected", choice.is_protected } });
        if (choice.position >= 0)
            item.set("position", choice.position);
        if (!choice.parent.empty())
            item.set("parent", choice.parent);
        items.push_back(std::move(item));
    }
    return Json::object({ { "list", list.list }, { "multiple", list.multiple }, { "sensitive", sensitive }, { "items", Json(std::move(items)) } });
}

static Result<Reply> get_template(Context& context)
{
    auto newest = newest_template(context.session(), context.programme_id());
    if (!newest)
        return fail(not_found());
    auto overlay = overlay_of(context.session(), context.programme_id(), context.in_path("group_id"));
    std::string language(context.request.parameter("language"));
    if (language.empty())
        language = context.actor.language;
    auto const labels = labels_of(context.session(), context.programme_id(), context.in_path("group_id"), language);
    Json::Array lists;
    for (auto const& list : apply(newest->document, overlay.operations))
        lists.push_back(as_json(list, labels));
    return Reply { 200, Json::object({ { "version", newest->version }, { "lists", Json(std::move(lists)) } }) };
}

static Result<Reply> get_overlay(Context& context)
{
    auto overlay = overlay_of(context.session(), context.programme_id(), context.in_path("group_id"));
    auto templates = all_templates(context.session(), context.programme_id());
    if (templates.empty())
        return fail(not_found());
    auto const& newest = templates.back();
    Json base = newest.document;
    for (auto const& version : templates) {
        if (version.version == overlay.base_version)
            base = version.document;
    }
    return Reply { 200,
        Json::object({ { "base_version", overlay.revision ? overlay.base_version : newest.version }, { "newest_version", newest.version },
            { "operations", overlay.operations }, { "drift", drift(base, newest.document, overlay.operations) } }) };
}

static Result<Reply> set_overlay(Context& context)
{
    auto const* operations = context.body.find("operations");
    if (!operations)
        return fail(within("operations", detail::missing()));
    TRY(put_overlay(context.session(), context.journal(), context.in_path("group_id"), { 0, *operations, 0 }));
    return get_overlay(context);
}

static Result<Reply> put_contact(Context& context)
{
    auto contact = TRY(from_json<Contact>(context.body));
    TRY(set_contact(context.session(), context.journal(), context.in_path("group_id"), contact));
    return Reply { 200, Json(Json::Object()) };
}

} // namespace bydel::programme
