// SPDX-License-Identifier: AGPL-3.0-or-later
// The same message files as the web app's (content/languages, ICU MessageFormat), for what the server itself says: problems,
// exports, e-mails. Also the calendar day in a programme's time zone. ICU lives behind i18n.cpp.
#pragma once
#include "base/clock.h"
#include "base/json.h"
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bydel::i18n {

using Params = std::vector<std::pair<std::string, std::string>>;

struct Language {
    std::string code;
    std::string name;
    std::string own_name;
    std::string direction; ///< "ltr" or "rtl"
    std::string review;    ///< "not_reviewed" or "reviewed"
    std::string numbering; ///< the digits of all that is written in it, by CLDR's name: "latn", "arab"
};

class Catalogue {
public:
    /// Adds one content/languages file; several files may speak of the same language. Problem names the file's fault.
    Done add(std::string_view code, Json const& file);
    /// The message in that language, else in English, else the key itself. Params that look like numbers are numbers to plurals; others
    /// are kept apart from a sentence that runs the other way.
    std::string say(std::string_view language, std::string_view key, Params const& params = {}) const;
    /// The raw message, or empty where neither the language nor English has it. `language` only: no fallback.
    std::string raw(std::string_view language, std::string_view key) const;
    std::vector<Language> languages() const;
    /// What numbers and days are written by, the same as on the page: "ar-u-ca-gregory-nu-latn". BCP 47.
    std::string locale(std::string_view language) const;
    /// An ISO day or month as people write it: "26 November 2026", "November 2026"; anything else as it stands.
    std::string day(std::string_view language, std::string const& iso) const;
    /// The best of ours for an Accept-Language header; "en" where none fits.
    std::string best_for(std::string_view accept_language) const;

private:
    struct Entry {
        Language language;
        std::map<std::string, std::string, std::less<>> messages;
    };
    std::map<std::string, Entry, std::less<>> entries_;
};

/// The calendar day at an instant in a zone of the tz database; UTC where the zone is unknown.
std::string local_day(Milliseconds at, std::string_view time_zone);
/// Its time of day there: "03:05".
std::string local_time(Milliseconds at, std::string_view time_zone);

} // namespace bydel::i18n
