// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"
#include "base/plain_number.h"
#include <cmath>

namespace bydel {

Json const* Json::find(std::string_view name) const
{
    if (auto const* members = as_object()) {
        for (auto const& [key, value] : *members) {
            if (key == name)
                return &value;
        }
    }
    return nullptr;
}

std::string Json::text(std::string_view name) const
{
    auto const* value = find(name);
    return value && value->as_string() ? *value->as_string() : std::string();
}

Json const& Json::operator[](std::string_view name) const
{
    static Json const null;
    auto const* value = find(name);
    return value ? *value : null;
}

void Json::set(std::string_view name, Json value)
{
    if (is_null())
        value_ = Object {};
    auto& members = std::get<Object>(value_);
    for (auto& [key, existing] : members) {
        if (key == name) {
            existing = std::move(value);
            return;
        }
    }
    members.emplace_back(std::string(name), std::move(value));
}

void Json::push_back(Json value)
{
    if (is_null())
        value_ = Array {};
    std::get<Array>(value_).push_back(std::move(value));
}

void write_json_string(std::string& out, std::string_view text)
{
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

static void write_number(std::string& out, double number)
{
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    if (number == 0)
        number = 0; // -0.0 is 0
    out += plain_number(number);
}

void Json::write(std::string& out) const
{
    if (auto const* flag = as_bool()) {
        out += *flag ? "true" : "false";
    } else if (auto const* integer = as_integer()) {
        out += std::to_string(*integer);
    } else if (auto const* number = std::get_if<double>(&value_)) {
        write_number(out, *number);
    } else if (auto const* text = as_string()) {
        write_json_string(out, *text);
    } else if (auto const* items = as_array()) {
        out += '[';
        for (std::size_t i = 0; i < items->size(); ++i) {
            if (i)
                out += ',';
            (*items)[i].write(out);
        }
        out += ']';
    } else if (auto const* members = as_object()) {
        out += '{';
        for (std::size_t i = 0; i < members->size(); ++i) {
            if (i)
                out += ',';
            write_json_string(out, (*members)[i].first);
            out += ':';
            (*members)[i].second.write(out);
        }
        out += '}';
    } else {
        out += "null";
    }
}

std::string Json::dump() const
{
    std::string out;
    write(out);
    return out;
}

} // namespace bydel
