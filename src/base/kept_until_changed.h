// SPDX-License-Identifier: AGPL-3.0-or-later
// Something that takes long to make of what is stored, kept for each place until what it was made of changes. `state` says what that is, cheaply.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace bydel {

template <class Value>
class KeptUntilChanged {
public:
    /// `make() -> Value`.
    template <class Make>
    std::shared_ptr<Value const> get(std::string const& place, std::string state, Make make)
    {
        {
            std::lock_guard lock(mutex_);
            auto found = kept_.find(place);
            if (found != kept_.end() && found->second.state == state)
                return found->second.value;
        }
        auto made = std::make_shared<Value const>(make()); // twice, where two ask at once
        std::lock_guard lock(mutex_);
        if (kept_.size() >= most)
            kept_.clear();
        kept_.insert_or_assign(place, Kept { std::move(state), made });
        return made;
    }

private:
    struct Kept {
        std::string state;
        std::shared_ptr<Value const> value;
    };
    static constexpr std::size_t most = 1000;
    std::mutex mutex_;
    std::map<std::string, Kept> kept_;
};

} // namespace bydel
