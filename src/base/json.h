// SPDX-License-Identifier: AGPL-3.0-or-later
// A JSON value: what a request body is and what an answer becomes. Members keep their order. Parsing is platform/json.cpp
// (Boost.JSON underneath); this header stays light because every slice's api.cpp includes it.
#pragma once
#include "base/result.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace bydel {

class Json {
public:
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;

    Json() = default;
    Json(std::nullptr_t) { }
    Json(bool value)
        : value_(value)
    {
    }
    Json(int value)
        : value_(static_cast<std::int64_t>(value))
    {
    }
    Json(std::int64_t value)
        : value_(value)
    {
    }
    Json(std::size_t value)
        : value_(static_cast<std::int64_t>(value))
    {
    }
    Json(double value)
        : value_(value)
    {
    }
    Json(char const* value)
        : value_(std::string(value))
    {
    }
    Json(std::string value)
        : value_(std::move(value))
    {
    }
    Json(std::string_view value)
        : value_(std::string(value))
    {
    }
    Json(Array value)
        : value_(std::move(value))
    {
    }
    Json(Object value)
        : value_(std::move(value))
    {
    }
    template <class T>
    Json(std::optional<T> const& value)
    {
        if (value)
            *this = Json(*value);
    }

    static Json object(std::initializer_list<Member> members) { return Json(Object(members)); }
    static Json strings(std::vector<std::string> const& values) { return Json(Array(values.begin(), values.end())); }

    bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    bool is_object() const { return std::holds_alternative<Object>(value_); }
    bool is_array() const { return std::holds_alternative<Array>(value_); }
    std::string const* as_string() const { return std::get_if<std::string>(&value_); }
    std::int64_t const* as_integer() const { return std::get_if<std::int64_t>(&value_); }
    bool const* as_bool() const { return std::get_if<bool>(&value_); }
    Array const* as_array() const { return std::get_if<Array>(&value_); }
    Object const* as_object() const { return std::get_if<Object>(&value_); }
    Array* as_array() { return std::get_if<Array>(&value_); }
    std::optional<double> as_number() const
    {
        if (auto* integer = as_integer())
            return static_cast<double>(*integer);
        if (auto* number = std::get_if<double>(&value_))
            return *number;
        return std::nullopt;
    }

    /// The member of that name, or nullptr where there is none (or this is no object).
    Json const* find(std::string_view name) const;
    /// The member's text, or an empty string: for content we wrote ourselves and for tests.
    std::string text(std::string_view name) const;
    /// The member, or null: for content we wrote ourselves and for tests.
    Json const& operator[](std::string_view name) const;
    void set(std::string_view name, Json value);
    void push_back(Json value);
    /// Adds a member without looking whether the name is there: for the parser, which has looked.
    void append_member(std::string name, Json value) { std::get<Object>(value_).emplace_back(std::move(name), std::move(value)); }

    std::string dump() const;
    bool operator==(Json const&) const = default;

private:
    void write(std::string& out) const;
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

/// Writes text as a JSON string, quotes included.
void write_json_string(std::string& out, std::string_view text);

/// Parses one JSON text. Depth at most 32, no duplicate members. Problem: 400 body.malformed.
Result<Json> parse_json(std::string_view text);

} // namespace bydel
