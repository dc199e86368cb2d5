// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/wasm/wire.h"

namespace bydel::wasm {

std::size_t Reader::count()
{
    auto value = whole();
    if (value < 0 || static_cast<std::size_t>(value) > bytes_.size()) {
        broken_ = true;
        return 0;
    }
    return static_cast<std::size_t>(value);
}

std::string Reader::text()
{
    auto length = count();
    std::string value(reinterpret_cast<char const*>(bytes_.data()), length);
    bytes_ = bytes_.subspan(length);
    return value;
}

std::optional<double> Reader::maybe_number()
{
    if (whole() == 0)
        return {};
    return number();
}

void Writer::text(std::string_view value)
{
    whole(value.size());
    bytes.insert(bytes.end(), value.begin(), value.end());
}

void Writer::maybe_number(std::optional<double> value)
{
    whole(value ? 1 : 0);
    if (value)
        number(*value);
}

void Writer::numbers(std::span<double const> values)
{
    whole(values.size());
    for (double value : values)
        number(value);
}

} // namespace bydel::wasm
