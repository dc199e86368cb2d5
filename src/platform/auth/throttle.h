// SPDX-License-Identifier: AGPL-3.0-or-later
// Slows down guessing of passwords, PINs and links: after a few free attempts each further one must wait twice as long. In memory only and
// bounded; a restart forgives. Attempts are counted before the password is checked, so that many at once do not slip through.
#pragma once
#include "base/clock.h"
#include "base/result.h"
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bydel::auth {

struct ThrottleLimits {
    int free_for_account = 5;
    int free_for_address = 30; ///< an office may share one
    Milliseconds first_wait = 2 * one_second;
    Milliseconds longest_wait = 15 * one_minute;
    Milliseconds forgotten_after = 60 * one_minute;
    std::size_t most_entries = 20'000;
};

class Throttle {
public:
    explicit Throttle(ThrottleLimits limits = {})
        : limits_(limits)
    {
    }
    /// Counts an attempt, or Problem 429 auth.too_many_attempts {seconds}; a refused attempt is not counted.
    Done attempt(std::string_view account, std::string_view address, Milliseconds now);
    /// The attempt was right: the account starts anew, and the address gets its attempt back.
    void succeeded(std::string_view account, std::string_view address);
    std::size_t size() const;

private:
    struct Entry {
        int attempts = 0;
        Milliseconds last = 0;
        Milliseconds open_at = 0;
    };
    Entry* find(std::string const& key, Milliseconds now);
    void count(std::string const& key, int free_attempts, Milliseconds now);
    void make_room(Milliseconds now);

    ThrottleLimits limits_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Entry> entries_;
};

} // namespace bydel::auth
