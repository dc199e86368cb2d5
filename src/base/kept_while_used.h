// SPDX-License-Identifier: AGPL-3.0-or-later
// Something that takes long to make and never changes, made once for all who hold it at the same time, and gone when the last lets go of it.
#pragma once
#include <memory>
#include <mutex>

namespace bydel {

template <class Value>
class KeptWhileUsed {
public:
    /// `make() -> Value`.
    template <class Make>
    std::shared_ptr<Value const> get(Make make)
    {
        std::lock_guard lock(mutex_);
        auto kept = kept_.lock();
        if (!kept)
            kept_ = kept = std::make_shared<Value const>(make());
        return kept;
    }

private:
    std::mutex mutex_;
    std::weak_ptr<Value const> kept_;
};

} // namespace bydel
