// SPDX-License-Identifier: AGPL-3.0-or-later
// The flat bytes between the browser and the engine: little-endian numbers and length-prefixed text, one after another, no names. The other side is
// web/src/impact/engine_wire.ts, which writes and reads the same fields in the same order.
#pragma once
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bydel::wasm {

using Bytes = std::vector<std::uint8_t>;

/// Reads until the end; what is missing reads as zero and makes `broken` true.
class Reader {
public:
    explicit Reader(std::span<std::uint8_t const> bytes)
        : bytes_(bytes)
    {
    }
    bool broken() const { return broken_; }
    std::int32_t whole() { return plain<std::int32_t>(); }
    double number() { return plain<double>(); }
    std::uint64_t big() { return plain<std::uint64_t>(); }
    /// A count of things of at least one byte each; never more than there are bytes left.
    std::size_t count();
    std::string text();
    std::optional<double> maybe_number();
    /// An index into a list of names; broken where it is outside.
    template <class Enum>
    Enum choice(std::size_t options)
    {
        auto index = whole();
        if (index < 0 || static_cast<std::size_t>(index) >= options)
            broken_ = true;
        return static_cast<Enum>(broken_ ? 0 : index);
    }
    template <class Item, class Read>
    std::vector<Item> list(Read read)
    {
        std::vector<Item> items;
        for (auto left = count(); left > 0 && !broken_; --left)
            items.push_back(read(*this));
        return items;
    }

private:
    template <class T>
    T plain()
    {
        T value {};
        if (bytes_.size() < sizeof(T)) {
            broken_ = true;
            bytes_ = {};
            return value;
        }
        std::memcpy(&value, bytes_.data(), sizeof(T));
        bytes_ = bytes_.subspan(sizeof(T));
        return value;
    }

    std::span<std::uint8_t const> bytes_;
    bool broken_ = false;
};

class Writer {
public:
    void whole(std::size_t value) { plain(static_cast<std::int32_t>(value)); }
    void number(double value) { plain(value); }
    void big(std::uint64_t value) { plain(value); }
    void text(std::string_view value);
    void maybe_number(std::optional<double> value);
    void numbers(std::span<double const> values);
    template <class List, class Write>
    void list(List const& items, Write write)
    {
        whole(items.size());
        for (auto const& item : items)
            write(item);
    }
    Bytes bytes;

private:
    template <class T>
    void plain(T value)
    {
        auto at = bytes.size();
        bytes.resize(at + sizeof(T));
        std::memcpy(bytes.data() + at, &value, sizeof(T));
    }
};

} // namespace bydel::wasm
