// SPDX-License-Identifier: AGPL-3.0-or-later
// The one file that sees Boost.JSON: its streaming parser builds our light Json directly.
#include "base/json.h"
#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>
#include <charconv>

namespace bydel {

namespace {

class Builder {
public:
    static constexpr std::size_t max_object_size = 5'000;
    static constexpr std::size_t max_array_size = 1'000'000;
    static constexpr std::size_t max_key_size = 200;
    static constexpr std::size_t max_string_size = 16 * 1024 * 1024;
    /// A value takes 40 bytes here and may be two in the text: 2 MB of nothing but numbers would become 60. An import, the largest, has 8,000 of them.
    static constexpr std::size_t max_values = 20'000;
    using error_code = boost::json::error_code;
    using string_view = boost::json::string_view;

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return open(Json(Json::Object())); }
    bool on_object_end(std::size_t, error_code& error)
    {
        if (has_duplicates(*open_.back().as_object())) {
            error = boost::json::error::syntax;
            return false;
        }
        return close(error);
    }
    bool on_array_begin(error_code&) { return open(Json(Json::Array())); }
    bool on_array_end(std::size_t, error_code& error) { return close(error); }
    bool on_key_part(string_view part, std::size_t, error_code&) { return append(part); }
    bool on_key(string_view part, std::size_t, error_code&)
    {
        append(part);
        keys_.push_back(std::exchange(text_, {}));
        return true;
    }
    bool on_string_part(string_view part, std::size_t, error_code&) { return append(part); }
    bool on_string(string_view part, std::size_t, error_code& error)
    {
        append(part);
        return add(Json(std::exchange(text_, {})), error);
    }
    bool on_number_part(string_view part, error_code&) { return append(part); }
    bool on_int64(std::int64_t number, string_view, error_code& error)
    {
        text_.clear();
        return add(Json(number), error);
    }
    bool on_uint64(std::uint64_t number, string_view part, error_code& error) { return on_double(static_cast<double>(number), part, error); }
    /// Boost's own value may be off by the last bit; from_chars rounds correctly.
    bool on_double(double number, string_view part, error_code& error)
    {
        append(part);
        std::from_chars(text_.data(), text_.data() + text_.size(), number);
        text_.clear();
        return add(Json(number), error);
    }
    bool on_bool(bool flag, error_code& error) { return add(Json(flag), error); }
    bool on_null(error_code& error) { return add(Json(), error); }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }

    Json take() { return std::move(root_); }

private:
    static bool has_duplicates(Json::Object const& members)
    {
        std::vector<std::string_view> names;
        for (auto const& member : members)
            names.push_back(member.first);
        std::sort(names.begin(), names.end());
        return std::adjacent_find(names.begin(), names.end()) != names.end();
    }
    bool append(string_view part)
    {
        text_.append(part.data(), part.size());
        return true;
    }
    bool open(Json value)
    {
        open_.push_back(std::move(value));
        return true;
    }
    bool close(error_code& error)
    {
        Json value = std::move(open_.back());
        open_.pop_back();
        return add(std::move(value), error);
    }
    bool add(Json value, error_code& error)
    {
        if (++values_ > max_values) {
            error = boost::json::error::array_too_large;
            return false;
        }
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (open_.back().is_array()) {
            open_.back().push_back(std::move(value));
        } else {
            open_.back().append_member(std::move(keys_.back()), std::move(value));
            keys_.pop_back();
        }
        return true;
    }

    std::string text_;
    std::vector<std::string> keys_;
    std::vector<Json> open_;
    std::size_t values_ = 0;
    Json root_;
};

} // namespace

Result<Json> parse_json(std::string_view text)
{
    boost::json::parse_options options;
    options.max_depth = 32;
    boost::json::basic_parser<Builder> parser(options);
    boost::json::error_code error;
    auto used = parser.write_some(false, text.data(), text.size(), error);
    if (!error && text.find_first_not_of(" \t\r\n", used) != std::string_view::npos)
        error = boost::json::error::extra_data;
    if (error)
        return fail({ 400, "body.malformed", "", {}, error.message() });
    return parser.handler().take();
}

} // namespace bydel
