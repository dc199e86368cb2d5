// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/wasm/read_json.h"
#include <charconv>
#include <cstdlib>

namespace bydel::wasm {

namespace {

constexpr int deepest = 32;

Failure malformed() { return fail({ 400, "body.malformed" }); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The code point in UTF-8.
void append_utf8(std::string& out, unsigned point)
{
    auto put = [&](unsigned byte) { out += static_cast<char>(byte); };
    if (point < 0x80)
        return put(point);
    if (point < 0x800) {
        put(0xC0 | point >> 6);
    } else {
        if (point < 0x10000) {
            put(0xE0 | point >> 12);
        } else {
            put(0xF0 | point >> 18);
            put(0x80 | (point >> 12 & 63));
        }
        put(0x80 | (point >> 6 & 63));
    }
    put(0x80 | (point & 63));
}

class JsonText {
public:
    explicit JsonText(std::string_view text)
        : left_(text)
    {
    }
    Result<Json> whole()
    {
        auto json = TRY(value(0));
        skip();
        return left_.empty() ? Result<Json>(std::move(json)) : malformed();
    }

private:
    char here() const { return left_.empty() ? '\0' : left_.front(); }
    void skip()
    {
        auto at = left_.find_first_not_of(" \t\r\n");
        left_.remove_prefix(at == left_.npos ? left_.size() : at);
    }
    bool take(std::string_view wanted)
    {
        bool found = left_.starts_with(wanted);
        left_.remove_prefix(found ? wanted.size() : 0);
        return found;
    }

    Result<Json> value(int depth)
    {
        skip();
        if (depth == deepest && (here() == '{' || here() == '['))
            return malformed();
        if (here() == '{')
            return object(depth + 1);
        if (here() == '[')
            return array(depth + 1);
        if (here() == '"')
            return Json(TRY(text()));
        if (take("true"))
            return Json(true);
        if (take("false"))
            return Json(false);
        if (take("null"))
            return Json();
        return number();
    }
    Result<Json> object(int depth)
    {
        Json members(Json::Object {});
        take("{");
        skip();
        for (bool first = true; !take("}"); first = false, skip()) {
            if (!first && !take(","))
                return malformed();
            skip();
            auto name = TRY(text());
            skip();
            if (!take(":") || members.find(name))
                return malformed();
            members.append_member(std::move(name), TRY(value(depth)));
        }
        return members;
    }
    Result<Json> array(int depth)
    {
        Json items(Json::Array {});
        take("[");
        skip();
        for (bool first = true; !take("]"); first = false, skip()) {
            if (!first && !take(","))
                return malformed();
            items.push_back(TRY(value(depth)));
        }
        return items;
    }
    Result<std::string> text()
    {
        std::string text;
        if (!take("\""))
            return malformed();
        while (!take("\"")) {
            auto plain = left_.substr(0, left_.find_first_of("\"\\"));
            for (char c : plain) {
                if (static_cast<unsigned char>(c) < 0x20)
                    return malformed();
            }
            text += plain;
            left_.remove_prefix(plain.size());
            if (here() != '"')
                TRY(escaped(text));
        }
        return text;
    }
    Done escaped(std::string& text)
    {
        static constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
        if (take("\\u"))
            return code_point(text);
        auto letter = take("\\") ? letters.find(here()) : letters.npos;
        if (letter == letters.npos)
            return malformed();
        text += meant[letter];
        left_.remove_prefix(1);
        return {};
    }
    /// After \u: one unit, or the two of a code point beyond 65,535.
    Done code_point(std::string& text)
    {
        auto point = TRY(unit());
        if (point >= 0xD800 && point < 0xE000) {
            auto second = point < 0xDC00 && take("\\u") ? TRY(unit()) : 0;
            if (second < 0xDC00 || second >= 0xE000)
                return malformed();
            point = 0x10000 + ((point - 0xD800) << 10) + (second - 0xDC00);
        }
        append_utf8(text, point);
        return {};
    }
    Result<unsigned> unit()
    {
        unsigned unit = 0;
        auto digits = left_.substr(0, 4);
        auto end = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16).ptr;
        if (digits.size() < 4 || end != digits.data() + 4)
            return malformed();
        left_.remove_prefix(4);
        return unit;
    }
    /// False where no digit stands here.
    bool take_digits()
    {
        auto const before = left_.size();
        while (is_digit(here()))
            left_.remove_prefix(1);
        return left_.size() < before;
    }
    Result<Json> number()
    {
        auto const from = left_;
        take("-");
        if (!take("0") && !take_digits()) // after a leading 0 more digits are no value: whoever reads on refuses them
            return malformed();
        bool const is_whole = here() != '.' && here() != 'e' && here() != 'E';
        if (take(".") && !take_digits())
            return malformed();
        if (take("e") || take("E")) {
            take(here() == '+' ? "+" : "-");
            if (!take_digits())
                return malformed();
        }
        std::string const digits(from.substr(0, from.size() - left_.size()));
        std::int64_t integer = 0;
        if (is_whole && std::from_chars(digits.data(), digits.data() + digits.size(), integer).ec == std::errc())
            return Json(integer);
        return Json(std::strtod(digits.c_str(), nullptr));
    }

    std::string_view left_;
};

} // namespace

Result<Json> read_json(std::string_view text) { return JsonText(text).whole(); }

} // namespace bydel::wasm
