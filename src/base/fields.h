// SPDX-License-Identifier: AGPL-3.0-or-later
// A record's fields, declared once. JSON in and out, SQL rows, sync, OpenAPI and the generated TypeScript types come from the list
// that `fields_of(R const*)` returns beside the struct. What a field may hold is checked here and nowhere else.
#pragma once
#include "base/json.h"
#include <concepts>
#include <limits>
#include <map>
#include <tuple>

namespace bydel {

/// What a value means beyond its C++ type.
enum class Kind { text, id, code, language, day, month, quarter, number, flag, moment, real, nested, document };
/// Who may set a field through sync: the phone; nobody but the server; or it is never sent to a phone at all.
enum class Flow { phone, server, hidden };
/// How two versions of a record meet: the later revision's value, or the first one for good.
enum class Merge { latest, first };
/// Why a field needs care: organisational facts; about a mother; about a helped woman (never identifying, never in small cells).
enum class Sensitivity { organisational, mother, woman };

struct Traits {
    Kind kind = Kind::text;
    std::int64_t least = 0;  ///< smallest number, or shortest text
    std::int64_t most = 200; ///< greatest number, longest text in code points, or most items of a list
    Flow flow = Flow::server;
    Merge merge = Merge::latest;
    Sensitivity sensitivity = Sensitivity::organisational;
    std::string_view choices = {}; ///< of a code: all there are, with spaces between; empty: they are data
    bool encrypted = false;        ///< encrypted in the database (platform/sealed)
};

constexpr Traits text_of(std::int64_t least, std::int64_t most) { return { Kind::text, least, most }; }
constexpr Traits an_id() { return { Kind::id }; }
constexpr Traits a_code() { return { Kind::code, 1, 40 }; }
/// One of these, with spaces between.
constexpr Traits one_of(std::string_view choices) { return { Kind::code, 1, 40, Flow::server, Merge::latest, Sensitivity::organisational, choices }; }
constexpr Traits codes(std::int64_t most) { return { Kind::code, 0, most }; }
constexpr Traits a_language() { return { Kind::language }; }
constexpr Traits a_day() { return { Kind::day }; }
constexpr Traits a_month() { return { Kind::month }; }
constexpr Traits a_quarter() { return { Kind::quarter }; }
constexpr Traits number_of(std::int64_t least, std::int64_t most) { return { Kind::number, least, most }; }
constexpr Traits a_flag() { return { Kind::flag }; }
constexpr Traits a_moment() { return { Kind::moment, 0, std::numeric_limits<std::int64_t>::max() }; }
constexpr Traits a_real() { return { Kind::real }; }
constexpr Traits nested(std::int64_t most = 1000) { return { Kind::nested, 0, most }; }
constexpr Traits a_document() { return { Kind::document }; }

constexpr Traits by_phone(Traits traits, Sensitivity sensitivity = Sensitivity::woman)
{
    traits.flow = Flow::phone;
    traits.sensitivity = sensitivity;
    return traits;
}
constexpr Traits stamped(Traits traits)
{
    traits.merge = Merge::first;
    return traits;
}
constexpr Traits never_sent(Traits traits)
{
    traits.flow = Flow::hidden;
    return traits;
}
constexpr Traits encrypted(Traits traits)
{
    traits.encrypted = true;
    return traits;
}
constexpr Traits about_a_mother(Traits traits)
{
    traits.sensitivity = Sensitivity::mother;
    return traits;
}

template <class Record, class T>
struct Field {
    std::string_view name;
    T Record::*member;
    Traits traits;
};
template <class Record, class T>
Field(char const*, T Record::*, Traits) -> Field<Record, T>;

/// JSON that has the shape of an `Of`: whoever has it reads and judges it, item by item.
template <class Of>
struct Unread {
    Json json;
};

template <class Record>
concept HasFields = requires
{
    fields_of(static_cast<Record const*>(nullptr));
};

template <HasFields Record>
constexpr auto fields()
{
    return fields_of(static_cast<Record const*>(nullptr));
}

template <HasFields Record, class Visit>
void for_each_field(Visit visit)
{
    std::apply([&](auto const&... field) { (visit(field), ...); }, fields<Record>());
}

namespace detail {

template <class Record, class Of, class T>
constexpr Field<Record, T> field_for(Field<Of, T> const& field, Traits const& traits)
{
    return { field.name, field.member, traits };
}

template <class Record, class Of, std::size_t at, class Choose>
constexpr auto field_if_chosen()
{
    constexpr auto field = std::get<at>(fields<Of>());
    constexpr std::optional<Traits> traits = Choose {}(field.name, field.traits);
    if constexpr (traits.has_value())
        return std::tuple { field_for<Record>(field, *traits) };
    else
        return std::tuple {};
}

} // namespace detail

/// The fields of `Of` for a record that derives from it and shows a part. `choose(name, traits)` gives the traits they have there, or nothing.
template <class Record, HasFields Of, class Choose>
constexpr auto fields_out_of(Choose)
{
    return []<std::size_t... at>(std::index_sequence<at...>) { return std::tuple_cat(detail::field_if_chosen<Record, Of, at, Choose>()...); }
    (std::make_index_sequence<std::tuple_size_v<decltype(fields<Of>())>> {});
}

// --- reading JSON -----------------------------------------------------------------------------------------------------------

namespace detail {

Done check_text(std::string const& text, Traits const& traits);
Done check_number(std::int64_t number, Traits const& traits);
Problem wrong_type(std::string_view wanted);
Problem missing();

template <class T>
struct IsOptional : std::false_type {
};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {
};
template <class T>
struct IsUnread : std::false_type {
};
template <class T>
struct IsUnread<Unread<T>> : std::true_type {
    using Of = T;
};
/// Values by their names, which are data.
template <class T>
struct IsMap : std::false_type {
};
template <class T>
struct IsMap<std::map<std::string, T>> : std::true_type {
};
template <class T>
struct IsVector : std::false_type {
};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {
};

} // namespace detail

/// Reads a record; a Problem names the first field that is wrong by its path. Members that are not fields are passed over.
template <HasFields Record>
Result<Record> from_json(Json const& json);

namespace detail {

inline Result<std::string> read_text(Json const& json, Traits const& traits)
{
    auto const* text = json.as_string();
    if (!text)
        return fail(wrong_type("text"));
    TRY(check_text(*text, traits));
    return *text;
}

template <class T>
Result<T> read_value(Json const& json, Traits const& traits)
{
    if constexpr (IsOptional<T>::value) {
        if (json.is_null()) {
            if constexpr (IsOptional<typename T::value_type>::value)
                return T(std::in_place, typename T::value_type {}); // null was said, which is not the same as nothing said
            else
                return T {};
        }
        return T { TRY(read_value<typename T::value_type>(json, traits)) };
    } else if constexpr (IsVector<T>::value) {
        auto const* items = json.as_array();
        if (!items)
            return fail(wrong_type("list"));
        if (static_cast<std::int64_t>(items->size()) > traits.most)
            return fail({ 422, "field.too_long", "", { { "most", std::to_string(traits.most) } } });
        T values;
        for (std::size_t i = 0; i < items->size(); ++i) {
            auto value = read_value<typename T::value_type>((*items)[i], traits);
            if (!value)
                return fail(within("[" + std::to_string(i) + "]", value.error()));
            values.push_back(std::move(*value));
        }
        return values;
    } else if constexpr (std::same_as<T, std::string>) {
        return read_text(json, traits);
    } else if constexpr (std::same_as<T, bool>) {
        if (auto const* flag = json.as_bool())
            return *flag;
        return fail(wrong_type("yes or no"));
    } else if constexpr (std::same_as<T, std::int64_t>) {
        auto const* number = json.as_integer();
        if (!number)
            return fail(wrong_type("whole number"));
        TRY(check_number(*number, traits));
        return *number;
    } else if constexpr (std::same_as<T, double>) {
        auto number = json.as_number();
        if (!number)
            return fail(wrong_type("number"));
        return *number;
    } else if constexpr (std::same_as<T, Json>) {
        return json;
    } else if constexpr (IsUnread<T>::value) {
        return T { json };
    } else {
        return from_json<T>(json);
    }
}

template <class Record, class T>
Done read_field(Json const& json, Field<Record, T> const& field, Record& record)
{
    auto const* member = json.find(field.name);
    if (!member) {
        if constexpr (IsOptional<T>::value)
            return {};
        else
            return fail(within(field.name, missing()));
    }
    auto value = read_value<T>(*member, field.traits);
    if (!value)
        return fail(within(field.name, std::move(value).error()));
    record.*field.member = std::move(*value);
    return {};
}

} // namespace detail

template <HasFields Record>
Result<Record> from_json(Json const& json)
{
    if (!json.is_object())
        return fail(detail::wrong_type("object"));
    Record record;
    Done done;
    for_each_field<Record>([&](auto const& field) {
        if (done)
            done = detail::read_field(json, field, record);
    });
    if (!done)
        return fail(std::move(done).error());
    return record;
}

// --- writing JSON -----------------------------------------------------------------------------------------------------------

template <HasFields Record>
Json to_json(Record const& record);

namespace detail {

template <class T>
Json write_value(T const& value)
{
    if constexpr (IsOptional<T>::value) {
        return value ? write_value(*value) : Json();
    } else if constexpr (IsVector<T>::value) {
        Json::Array items;
        for (auto const& item : value)
            items.push_back(write_value(item));
        return Json(std::move(items));
    } else if constexpr (IsMap<T>::value) {
        Json::Object named;
        for (auto const& [name, one] : value)
            named.emplace_back(name, write_value(one));
        return Json(std::move(named));
    } else if constexpr (HasFields<T>) {
        return to_json(value);
    } else if constexpr (IsUnread<T>::value) {
        return value.json;
    } else {
        return Json(value);
    }
}

} // namespace detail

/// Every field but the hidden ones.
template <HasFields Record>
Json to_json(Record const& record)
{
    Json::Object members;
    for_each_field<Record>([&](auto const& field) {
        if (field.traits.flow != Flow::hidden)
            members.emplace_back(std::string(field.name), detail::write_value(record.*field.member));
    });
    return Json(std::move(members));
}

// --- describing -------------------------------------------------------------------------------------------------------------

/// A field without its C++ type: what OpenAPI, the types of the web app and the documents are generated from.
struct FieldShape {
    std::string name;
    Traits traits;
    bool optional = false;
    bool list = false;
    bool by_name = false; ///< an object of such values, by names that are data
    std::string nested_name = {};
    std::vector<FieldShape> (*nested_fields)() = nullptr;
};

struct Shape {
    std::string name; ///< empty: nothing
    std::vector<FieldShape> (*fields)() = nullptr;
};

template <HasFields Record>
std::vector<FieldShape> describe();

namespace detail {

template <class T>
void describe_type(FieldShape& shape)
{
    if constexpr (IsOptional<T>::value) {
        shape.optional = true;
        describe_type<typename T::value_type>(shape);
    } else if constexpr (IsVector<T>::value) {
        shape.list = true;
        describe_type<typename T::value_type>(shape);
    } else if constexpr (IsMap<T>::value) {
        shape.by_name = true;
        describe_type<typename T::mapped_type>(shape);
    } else if constexpr (IsUnread<T>::value) {
        describe_type<typename IsUnread<T>::Of>(shape);
    } else if constexpr (HasFields<T>) {
        shape.nested_name = name_of(static_cast<T const*>(nullptr));
        shape.nested_fields = &describe<T>;
    }
}

} // namespace detail

template <HasFields Record>
std::vector<FieldShape> describe()
{
    std::vector<FieldShape> shapes;
    for_each_field<Record>([&]<class T>(Field<Record, T> const& field) {
        FieldShape shape;
        shape.name = field.name;
        shape.traits = field.traits;
        detail::describe_type<T>(shape);
        shapes.push_back(std::move(shape));
    });
    return shapes;
}

/// The shape of a record that also has `name_of(R const*)`.
template <HasFields Record>
Shape shape_of()
{
    return { name_of(static_cast<Record const*>(nullptr)), &describe<Record> };
}

} // namespace bydel
