// SPDX-License-Identifier: AGPL-3.0-or-later
// Expected failures are values. Result<T> is passed up by TRY; MUST and VERIFY are for what cannot fail unless we are wrong.
#pragma once
#include "base/problem.h"
#include <cstdio>
#include <cstdlib>
#include <tl/expected.hpp>

namespace bydel {

template <class T>
using Result = tl::expected<T, Problem>;

using Done = Result<void>;
using Failure = tl::unexpected<Problem>;

inline Failure fail(Problem problem) { return Failure(std::move(problem)); }

[[noreturn]] inline void broken(char const* what, char const* file, int line)
{
    std::fprintf(stderr, "bydel: broken promise: %s at %s:%d\n", what, file, line);
    std::abort();
}

} // namespace bydel

// Unwraps a Result or returns its Problem to the caller: `auto day = TRY(parse_day(text));`
#define TRY(expression)                                                                                                                                        \
    ({                                                                                                                                                         \
        auto try_result_ = (expression);                                                                                                                       \
        if (!try_result_) [[unlikely]]                                                                                                                         \
            return ::bydel::fail(std::move(try_result_).error());                                                                                              \
        ::bydel::detail::unwrap(std::move(try_result_));                                                                                                       \
    })

#define MUST(expression)                                                                                                                                       \
    ({                                                                                                                                                         \
        auto must_result_ = (expression);                                                                                                                      \
        if (!must_result_) [[unlikely]]                                                                                                                        \
            ::bydel::broken(#expression, __FILE__, __LINE__);                                                                                                  \
        ::bydel::detail::unwrap(std::move(must_result_));                                                                                                      \
    })

#define VERIFY(condition)                                                                                                                                      \
    do {                                                                                                                                                       \
        if (!(condition)) [[unlikely]]                                                                                                                         \
            ::bydel::broken(#condition, __FILE__, __LINE__);                                                                                                   \
    } while (false)

namespace bydel::detail {
template <class T>
T unwrap(Result<T>&& result)
{
    return std::move(*result);
}
inline void unwrap(Result<void>&&) { }
} // namespace bydel::detail
