// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "platform/http/problem_json.h"
#include "platform/http/router.h"

namespace bydel::http {

namespace {

using Components = std::map<std::string, Json>;

void collect(std::string const& name, std::vector<FieldShape> const& fields, Components& components);

Json reference(std::string const& name) { return Json::object({ { "$ref", "#/components/schemas/" + name } }); }

Json text_schema(std::string_view pattern) { return Json::object({ { "type", "string" }, { "pattern", pattern } }); }

/// One value of the field, before it is made a list or optional.
Json value_schema(FieldShape const& field, Components& components)
{
    auto const& traits = field.traits;
    if (field.nested_fields) {
        collect(field.nested_name, field.nested_fields(), components);
        return reference(field.nested_name);
    }
    switch (traits.kind) {
    case Kind::text:
        return Json::object({ { "type", "string" }, { "minLength", traits.least }, { "maxLength", traits.most } });
    case Kind::id:
        return text_schema("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
    case Kind::code:
        return traits.choices.empty() ? text_schema("^[a-z][a-z0-9_]{0,39}$")
                                      : Json::object({ { "type", "string" }, { "enum", Json::strings(split(traits.choices, ' ')) } });
    case Kind::language:
        return text_schema("^[a-z]{2,3}$");
    case Kind::day:
        return Json::object({ { "type", "string" }, { "format", "date" } });
    case Kind::month:
        return text_schema("^[0-9]{4}-(0[1-9]|1[0-2])$");
    case Kind::quarter:
        return text_schema("^[0-9]{4}-Q[1-4]$");
    case Kind::number:
        return Json::object({ { "type", "integer" }, { "minimum", traits.least }, { "maximum", traits.most } });
    case Kind::flag:
        return Json::object({ { "type", "boolean" } });
    case Kind::moment:
        return Json::object({ { "type", "integer" }, { "format", "int64" }, { "description", "Milliseconds since 1970-01-01 UTC" } });
    case Kind::real:
        return Json::object({ { "type", "number" } });
    case Kind::nested:
        return Json::object({ { "type", "object" } });
    case Kind::document:
        return Json(Json::Object());
    }
    return Json(Json::Object());
}

Json field_schema(FieldShape const& field, Components& components)
{
    auto schema = value_schema(field, components);
    if (field.by_name)
        schema = Json::object({ { "type", "object" }, { "additionalProperties", std::move(schema) } });
    if (field.list)
        schema = Json::object({ { "type", "array" }, { "maxItems", field.traits.most }, { "items", std::move(schema) } });
    if (!field.optional || field.traits.kind == Kind::document)
        return schema;
    return Json::object({ { "anyOf", Json(Json::Array { std::move(schema), Json::object({ { "type", "null" } }) }) } });
}

void collect(std::string const& name, std::vector<FieldShape> const& fields, Components& components)
{
    if (components.contains(name))
        return;
    components[name] = Json(); // the name is taken: a record may hold records of its own kind
    Json::Object properties;
    Json::Array required;
    for (auto const& field : fields) {
        if (field.traits.flow == Flow::hidden)
            continue;
        properties.emplace_back(field.name, field_schema(field, components));
        if (!field.optional)
            required.emplace_back(field.name);
    }
    auto schema = Json::object({ { "type", "object" }, { "properties", Json(std::move(properties)) } });
    if (!required.empty())
        schema.set("required", Json(std::move(required)));
    components[name] = std::move(schema);
}

Json content(std::string_view type, Json schema) { return Json::object({ { std::string(type), Json::object({ { "schema", std::move(schema) } }) } }); }

Json shape_schema(Shape const& shape, Components& components)
{
    collect(shape.name, shape.fields(), components);
    return reference(shape.name);
}

/// GET /api/groups/{group_id}/people: get_groups_by_group_id_people.
std::string operation_id(Route const& route)
{
    auto id = lower_ascii(to_string(route.method));
    for (auto segment : split(route.path, '/')) {
        if (segment == "api")
            continue;
        bool parameter = segment.front() == '{';
        id += parameter ? "_by_" : "_";
        for (char c : segment) {
            if (c != '{' && c != '}')
                id += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
        }
    }
    return id;
}

Json parameter(std::string_view name, std::string_view where, bool required, Json schema)
{
    return Json::object({ { "name", name }, { "in", where }, { "required", required }, { "schema", std::move(schema) } });
}

Json parameters_of_route(Route const& route, Components& components)
{
    Json::Array parameters;
    for (auto const& name : parameters_of(route.path))
        parameters.push_back(parameter(name, "path", true, Json::object({ { "type", "string" } })));
    if (route.endpoint.asks.fields) {
        for (auto const& field : route.endpoint.asks.fields())
            parameters.push_back(parameter(field.name, "query", !field.optional, value_schema(field, components)));
    }
    return Json(std::move(parameters));
}

Json security_of(Route const& route)
{
    if (route.permission.where == Where::anyone)
        return Json(Json::Array());
    return Json(Json::Array { Json::object({ { "office", Json(Json::Array()) } }),
        Json::object({ { "device", Json(Json::Array()) }, { "device_token", Json(Json::Array()) }, { "device_unlocked", Json(Json::Array()) } }) });
}

Json responses_of(Route const& route, Components& components)
{
    auto problem = Json::object({ { "$ref", "#/components/responses/problem" } });
    auto const& gives = route.endpoint.gives;
    auto done = Json::object({ { "description", gives.fields ? "Done" : "A file" },
        { "content", gives.fields ? content("application/json", shape_schema(gives, components)) : content("*/*", Json(Json::Object())) } });
    return Json::object({ { "2XX", std::move(done) }, { "4XX", problem }, { "5XX", problem } });
}

Json operation(Route const& route, Components& components)
{
    auto said = Json::object({ { "operationId", operation_id(route) }, { "summary", route.summary }, { "security", security_of(route) } });
    if (!route.permission.verb.empty())
        said.set("description", "Needs the permission `" + std::string(route.permission.verb) + "`.");
    if (auto parameters = parameters_of_route(route, components); !parameters.as_array()->empty())
        said.set("parameters", std::move(parameters));
    if (route.endpoint.takes.fields) {
        said.set(
            "requestBody", Json::object({ { "required", true }, { "content", content("application/json", shape_schema(route.endpoint.takes, components)) } }));
    }
    said.set("responses", responses_of(route, components));
    return said;
}

Json key_in(std::string_view where, std::string_view name, std::string_view description)
{
    return Json::object({ { "type", "apiKey" }, { "in", where }, { "name", name }, { "description", description } });
}

Json security_schemes()
{
    return Json::object({ { "office", key_in("cookie", "__Host-bydel-office", "An office session, from POST /api/login") },
        { "device", key_in("header", "Bydel-Device", "The device's id") },
        { "device_token", key_in("cookie", "__Host-bydel-device_id", "The name ends in the device's own id; from POST /api/enrol") },
        { "device_unlocked", key_in("header", "Bydel-Unlocked", "The secret that the phone said when it was enrolled; POST /api/sync/push does without") } });
}

} // namespace

Json openapi(std::vector<Route> const& routes, std::string_view version)
{
    Components components;
    auto const problem_said = shape_schema(shape_of<ProblemSaid>(), components);
    Json paths { Json::Object() };
    for (auto const& route : routes) {
        auto const* known = paths.find(route.path);
        auto path = known ? *known : Json(Json::Object());
        path.set(lower_ascii(to_string(route.method)), operation(route, components));
        paths.set(route.path, std::move(path));
    }
    auto problem = Json::object({ { "description", "What went wrong" }, { "content", content("application/problem+json", problem_said) } });
    return Json::object({ { "openapi", "3.1.0" },
        { "info",
            Json::object({ { "title", "Bydel" }, { "version", version }, { "summary", "The information system of Neighbourhood Mothers programmes" },
                { "license", Json::object({ { "name", "GNU Affero General Public License 3.0 or later" }, { "identifier", "AGPL-3.0-or-later" } }) } }) },
        { "servers", Json(Json::Array { Json::object({ { "url", "/" } }) }) }, { "paths", std::move(paths) },
        { "components",
            Json::object({ { "securitySchemes", security_schemes() }, { "responses", Json::object({ { "problem", std::move(problem) } }) },
                { "schemas", Json(Json::Object(components.begin(), components.end())) } }) } });
}

} // namespace bydel::http
