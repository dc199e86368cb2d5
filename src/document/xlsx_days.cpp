// SPDX-License-Identifier: AGPL-3.0-or-later
// XLSX has no dates: a number, and a format that shows it as one. ECMA-376 part 1, 18.8.30 (formats) and 18.17.4 (serials).
#include "base/day.h"
#include "document/xlsx_book.h"
#include <cmath>

namespace bydel::document {

bool is_date_format(std::string_view format)
{
    for (std::size_t i = 0; i < format.size() && format[i] != ';'; ++i) {
        if (format[i] == '\\' || format[i] == '_' || format[i] == '*')
            ++i;
        else if (format[i] == '"' || format[i] == '[')
            i = std::min(format.size(), format.find(format[i] == '"' ? '"' : ']', i + 1));
        else if (format[i] == 'd' || format[i] == 'D' || format[i] == 'y' || format[i] == 'Y')
            return true;
    }
    return false;
}

std::string day_of_serial(double serial, bool from_1904)
{
    auto days = static_cast<long long>(std::floor(std::min(std::max(serial, -1.0), 4e6)));
    if (from_1904)
        days += 1462;
    if (days < 1 || days > 2958465 || days == 60) // 60 is 29 February 1900, which never was
        return {};
    return add_days("1899-12-30", static_cast<int>(days + (days < 60)));
}

} // namespace bydel::document
