// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/i18n/i18n.h"
#include "base/day.h"
#include "base/text.h"
#include "platform/i18n/isolate.h"
#include <algorithm>
#include <charconv>
#include <set>
#include <unicode/calendar.h>
#include <unicode/datefmt.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/timezone.h>
#include <unordered_map>

namespace bydel::i18n {

namespace {

icu::UnicodeString unicode(std::string_view text)
{
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

icu::Locale icu_locale(std::string_view tag)
{
    UErrorCode error = U_ZERO_ERROR;
    return icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), static_cast<std::int32_t>(tag.size())), error);
}

/// What a message chooses its words by: codes and counts, which are not shown themselves.
std::set<std::string> chosen_by(icu::UnicodeString const& pattern)
{
    std::set<std::string> names;
    UErrorCode error = U_ZERO_ERROR;
    icu::MessagePattern parts(pattern, nullptr, error);
    for (std::int32_t i = 0; U_SUCCESS(error) && i + 1 < parts.countParts(); ++i) {
        auto const& part = parts.getPart(i);
        if (part.getType() != UMSGPAT_PART_TYPE_ARG_START || part.getArgType() == UMSGPAT_ARG_TYPE_NONE || part.getArgType() == UMSGPAT_ARG_TYPE_SIMPLE)
            continue;
        std::string name;
        names.insert(parts.getSubstring(parts.getPart(i + 1)).toUTF8String(name));
    }
    return names;
}

struct Parsed {
    std::unique_ptr<icu::MessageFormat> format;
    std::set<std::string> chosen_by;
};

/// A parsed message. ICU's MessageFormat makes its inner formats on first use, even in const methods, so each thread keeps its own.
Parsed* parsed(std::string_view locale, std::string_view pattern)
{
    static constexpr std::size_t most_kept = 300;
    thread_local std::unordered_map<std::string, std::unique_ptr<Parsed>> kept;
    auto name = std::string(locale) + "\n" + std::string(pattern);
    if (auto found = kept.find(name); found != kept.end())
        return found->second.get();
    if (kept.size() >= most_kept)
        kept.clear();
    UErrorCode error = U_ZERO_ERROR;
    UParseError where;
    auto format = std::make_unique<icu::MessageFormat>(unicode(pattern), icu_locale(locale), where, error);
    auto made = U_FAILURE(error) ? nullptr : std::make_unique<Parsed>(Parsed { std::move(format), chosen_by(unicode(pattern)) });
    return (kept[std::move(name)] = std::move(made)).get();
}

/// Whole numbers without a leading zero are numbers to plurals; "007" or a phone number with + stays text.
bool looks_like_a_number(std::string_view text)
{
    if (!text.empty() && text[0] == '-')
        text.remove_prefix(1);
    bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && !text.empty() && text.size() <= 15 && (text.size() == 1 || text[0] != '0');
}

icu::Formattable formattable(std::string const& text)
{
    if (looks_like_a_number(text))
        return icu::Formattable(static_cast<std::int64_t>(std::stoll(text)));
    return icu::Formattable(unicode(text));
}

/// What a message counts may have decimals, written with a point: 6.5 months.
icu::Formattable counted(std::string const& text)
{
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool is_decimal = !text.empty() && error == std::errc() && end == text.data() + text.size() && text.find('.') != std::string::npos;
    return is_decimal ? icu::Formattable(value) : formattable(text);
}

std::string format(std::string_view locale, Direction direction, std::string_view pattern, Params const& params)
{
    if (pattern.find_first_of("{'") == std::string_view::npos)
        return std::string(pattern);
    auto* message = parsed(locale, pattern);
    if (!message)
        return std::string(pattern);
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (auto const& [name, value] : params) {
        names.push_back(unicode(name));
        bool shown_as_it_is = !message->chosen_by.contains(name) && !looks_like_a_number(value);
        values.push_back(shown_as_it_is ? formattable(isolated(value, direction)) : counted(value));
    }
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString written;
    message->format->format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), written, error);
    if (U_FAILURE(error))
        return std::string(pattern);
    std::string text;
    return written.toUTF8String(text);
}

struct Wish {
    std::string language;
    double quality = 1;
};

std::vector<Wish> wishes_in(std::string_view accept_language)
{
    std::vector<Wish> wishes;
    for (auto const& part : split(accept_language.substr(0, 1000), ',')) {
        auto pieces = split(part, ';');
        if (pieces.empty())
            continue;
        auto tag = lower_ascii(trimmed(pieces[0]));
        Wish wish { tag.substr(0, tag.find('-')) };
        if (pieces.size() > 1 && trimmed(pieces[1]).starts_with("q="))
            wish.quality = std::strtod(std::string(trimmed(pieces[1]).substr(2)).c_str(), nullptr);
        wishes.push_back(std::move(wish));
    }
    std::stable_sort(wishes.begin(), wishes.end(), [](Wish const& a, Wish const& b) { return a.quality > b.quality; });
    return wishes;
}

} // namespace

static Problem bad_file(std::string_view code, std::string_view fault)
{
    return { 500, "server.bad_language_file", "", {}, "languages/" + std::string(code) + ": " + std::string(fault) };
}

static Done check_message(std::string_view code, std::string const& key, Json const& value)
{
    auto const* text = value.as_string();
    if (!text)
        return fail(bad_file(code, key + " is not text"));
    if (text->find_first_of("{'") != std::string::npos && !parsed(code, *text))
        return fail(bad_file(code, key + " is not ICU MessageFormat"));
    return {};
}

Done Catalogue::add(std::string_view code, Json const& file)
{
    auto const& about = file["language"];
    auto const* messages = file["messages"].as_object();
    if (!messages)
        return fail(bad_file(code, "has no object \"messages\""));
    if (!is_language(code) || (about.is_object() && about.text("code") != code))
        return fail(bad_file(code, "is not the file of that language"));
    for (auto const& [key, value] : *messages)
        TRY(check_message(code, key, value));
    auto& entry = entries_[std::string(code)];
    if (about.is_object())
        entry.language = { std::string(code), about.text("name"), about.text("own_name"), about.text("direction"), about.text("review"),
            about.text("numbering").empty() ? "latn" : about.text("numbering") };
    for (auto const& [key, value] : *messages)
        entry.messages.insert_or_assign(key, *value.as_string());
    return {};
}

static Direction direction_of(Language const& language) { return language.direction == "rtl" ? Direction::right_to_left : Direction::left_to_right; }

std::string Catalogue::raw(std::string_view language, std::string_view key) const
{
    auto entry = entries_.find(language);
    if (entry == entries_.end())
        return {};
    auto message = entry->second.messages.find(key);
    return message == entry->second.messages.end() ? std::string() : message->second;
}

std::string Catalogue::say(std::string_view language, std::string_view key, Params const& params) const
{
    for (auto candidate : { language, std::string_view("en") }) {
        auto pattern = raw(candidate, key);
        if (!pattern.empty())
            return format(locale(candidate), direction_of(entries_.find(candidate)->second.language), pattern, params);
    }
    return std::string(key);
}

std::string Catalogue::locale(std::string_view language) const
{
    // English here is Europe's: 23 November, not November 23. Days are of the calendar they are typed in.
    auto entry = entries_.find(language);
    auto numbering = entry == entries_.end() || entry->second.language.numbering.empty() ? "latn" : entry->second.language.numbering;
    return std::string(language == "en" ? "en-GB" : language) + "-u-ca-gregory-nu-" + numbering;
}

std::string Catalogue::day(std::string_view language, std::string const& iso) const
{
    if (!is_day(iso) && !is_month(iso))
        return iso;
    UErrorCode error = U_ZERO_ERROR;
    auto const* skeleton = is_day(iso) ? "yMMMMd" : "yMMMM";
    std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createInstanceForSkeleton(skeleton, icu_locale(locale(language)), error));
    if (U_FAILURE(error))
        return iso;
    format->setTimeZone(*icu::TimeZone::getGMT());
    icu::UnicodeString written;
    format->format(static_cast<UDate>(start_of(is_day(iso) ? iso : iso + "-01")), written);
    std::string text;
    return written.toUTF8String(text);
}

std::vector<Language> Catalogue::languages() const
{
    std::vector<Language> all;
    for (auto const& [code, entry] : entries_)
        all.push_back(entry.language);
    return all;
}

std::string Catalogue::best_for(std::string_view accept_language) const
{
    for (auto const& wish : wishes_in(accept_language)) {
        if (wish.quality > 0 && entries_.contains(wish.language))
            return wish.language;
    }
    return "en";
}

/// The instant whose UTC day and time are those of `at` in the zone.
static Milliseconds as_local(Milliseconds at, std::string_view time_zone)
{
    thread_local std::unordered_map<std::string, std::unique_ptr<icu::TimeZone>> zones;
    if (zones.size() > 100)
        zones.clear();
    auto& zone = zones[std::string(time_zone)];
    if (!zone)
        zone.reset(icu::TimeZone::createTimeZone(unicode(time_zone)));
    std::int32_t raw_offset = 0;
    std::int32_t saving = 0;
    UErrorCode error = U_ZERO_ERROR;
    zone->getOffset(static_cast<UDate>(at), false, raw_offset, saving, error);
    return U_FAILURE(error) ? at : at + raw_offset + saving;
}

std::string local_day(Milliseconds at, std::string_view time_zone) { return day_of(as_local(at, time_zone)); }

std::string local_time(Milliseconds at, std::string_view time_zone)
{
    auto const local = as_local(at, time_zone);
    auto const minutes = (local - midnight_before(local)) / one_minute;
    auto const two = [](Milliseconds number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minutes / 60) + ":" + two(minutes % 60);
}

} // namespace bydel::i18n
