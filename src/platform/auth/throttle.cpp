// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/auth/throttle.h"
#include "base/text.h"
#include <algorithm>
#include <vector>

namespace bydel::auth {

static std::string account_key(std::string_view account) { return "a:" + std::string(account); }

/// One subscriber has a whole /64 of IPv6.
static std::string address_key(std::string_view address)
{
    if (address.find(':') == std::string_view::npos || address.find('.') != std::string_view::npos)
        return "n:" + std::string(address);
    std::size_t end = 0;
    for (int groups = 0; groups < 4 && end < address.size() && address.substr(end, 2) != "::"; ++groups)
        end = std::min(address.find(':', end + 1), address.size());
    return "n:" + std::string(address.substr(0, end));
}

Throttle::Entry* Throttle::find(std::string const& key, Milliseconds now)
{
    auto found = entries_.find(key);
    if (found == entries_.end())
        return nullptr;
    if (now - found->second.last > limits_.forgotten_after || found->second.last - now > one_minute) { // the clock was set back: else it waits for years
        entries_.erase(found);
        return nullptr;
    }
    return &found->second;
}

void Throttle::count(std::string const& key, int free_attempts, Milliseconds now)
{
    if (!entries_.contains(key) && entries_.size() >= limits_.most_entries)
        make_room(now);
    auto& entry = entries_[key];
    entry.last = now;
    ++entry.attempts;
    if (int over = entry.attempts - free_attempts; over >= 0) {
        auto wait = limits_.first_wait << std::min(over, 20);
        entry.open_at = now + std::min(wait, limits_.longest_wait);
    }
}

/// Drops what is forgotten anyway; where that is not enough, the half that was quiet longest.
void Throttle::make_room(Milliseconds now)
{
    std::erase_if(entries_, [&](auto const& item) { return now - item.second.last > limits_.forgotten_after; });
    if (entries_.size() < limits_.most_entries)
        return;
    std::vector<Milliseconds> times;
    for (auto const& [key, entry] : entries_)
        times.push_back(entry.last);
    auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    std::erase_if(entries_, [&](auto const& item) { return item.second.last <= *middle; });
}

Done Throttle::attempt(std::string_view account, std::string_view address, Milliseconds now)
{
    std::lock_guard lock(mutex_);
    auto by_account = account_key(account);
    auto by_address = address_key(address);
    Milliseconds open_at = 0;
    for (auto const& key : { by_account, by_address }) {
        if (auto const* entry = find(key, now))
            open_at = std::max(open_at, entry->open_at);
    }
    if (open_at > now)
        return fail({ 429, "auth.too_many_attempts", "", { { "seconds", written((open_at - now + one_second - 1) / one_second) } } });
    count(by_account, limits_.free_for_account, now);
    count(by_address, limits_.free_for_address, now);
    return {};
}

void Throttle::succeeded(std::string_view account, std::string_view address)
{
    std::lock_guard lock(mutex_);
    entries_.erase(account_key(account));
    auto found = entries_.find(address_key(address));
    if (found == entries_.end())
        return;
    if (--found->second.attempts <= 0)
        entries_.erase(found);
    else
        found->second.open_at = 0;
}

std::size_t Throttle::size() const
{
    std::lock_guard lock(mutex_);
    return entries_.size();
}

} // namespace bydel::auth
