// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programme/rules.h"
#include "programme/store.h"
#include "programme/wire.h"

namespace bydel::programme {

using http::Context;
using http::Method;
using http::Nothing;
using http::Query;
using http::Uses;

static Result<GroupTemplate> get_template(Context&, Query<InLanguage> const&);
static Result<Adaptation> get_overlay(Context&);
static Result<Adaptation> set_overlay(Context&, NewAdaptation const&);
static Result<Nothing> put_contact(Context&, Contact const&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get, "/api/groups/{group_id}/template", http::in_group("programme.template.read"), http::by<get_template>(), "The lists of codes as this group uses them", Uses::reads },
        { get, "/api/groups/{group_id}/overlay",  http::in_group("programme.template.read"), http::by<get_overlay>(),  "The group's adaptation and its drift",       Uses::reads },
        { put, "/api/groups/{group_id}/overlay",  http::in_group("programme.overlay.write"), http::by<set_overlay>(),  "Replace the group's adaptation",             Uses::writes },
        { put, "/api/groups/{group_id}/contact",  http::in_group("programme.group.contact"), http::by<put_contact>(),  "Whom a mother calls when she worries",       Uses::writes },
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

static TemplateList told(List const& list, Json const& labels)
{
    TemplateList told { list.list, list.multiple, false, {} };
    for (auto const& choice : list.items) {
        told.sensitive = told.sensitive || choice.sensitive;
        TemplateItem item { choice.code, choice.icon, label_of(list, choice, labels), choice.retired, choice.hidden, choice.sensitive, choice.is_protected, {},
            {} };
        if (choice.position >= 0)
            item.position = choice.position;
        if (!choice.parent.empty())
            item.parent = choice.parent;
        told.items.push_back(std::move(item));
    }
    return told;
}

static Result<GroupTemplate> get_template(Context& context, Query<InLanguage> const& asked)
{
    auto newest = newest_template(context.session(), context.programme_id());
    if (!newest)
        return fail(not_found());
    auto overlay = overlay_of(context.session(), context.programme_id(), context.in_path("group_id"));
    auto const labels = labels_of(context.session(), context.programme_id(), context.in_path("group_id"), asked.language.value_or(context.actor.language));
    GroupTemplate answer { newest->version, {} };
    for (auto const& list : apply(newest->document, overlay.operations))
        answer.lists.push_back(told(list, labels));
    return answer;
}

static Result<Adaptation> get_overlay(Context& context)
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
    return Adaptation { overlay.revision ? overlay.base_version : newest.version, newest.version, overlay.operations,
        drift(base, newest.document, overlay.operations) };
}

static Result<Adaptation> set_overlay(Context& context, NewAdaptation const& asked)
{
    TRY(put_overlay(context.session(), context.journal(), context.in_path("group_id"), { 0, asked.operations, 0 }));
    return get_overlay(context);
}

static Result<Nothing> put_contact(Context& context, Contact const& contact)
{
    TRY(set_contact(context.session(), context.journal(), context.in_path("group_id"), contact));
    return Nothing {};
}

} // namespace bydel::programme
