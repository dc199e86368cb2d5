// SPDX-License-Identifier: AGPL-3.0-or-later
// Philox4x32-10, a random number generator without a state: a number is a function of (seed, stream, variable, replicate, attempt), so a draw is the
// same whichever thread makes it and in whatever order. Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
// Not for secrets.
#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace bydel::stats {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

inline constexpr std::uint64_t philox_factor_0 = 0xD2511F53, philox_factor_1 = 0xCD9E8D57;
inline constexpr std::uint32_t philox_step_0 = 0x9E3779B9; ///< the golden ratio
inline constexpr std::uint32_t philox_step_1 = 0xBB67AE85; ///< sqrt(3) - 1

/// One block of four 32-bit words: ten rounds. Checked against the known-answer vectors of Random123 (kat_vectors).
/// In the header because it is the innermost loop; whole numbers only, so the same everywhere.
inline PhiloxCounter philox4x32_10(PhiloxCounter counter, PhiloxKey key)
{
    for (int round = 0; round < 10; ++round) {
        auto product_0 = philox_factor_0 * counter[0];
        auto product_1 = philox_factor_1 * counter[2];
        counter = { static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product_1),
            static_cast<std::uint32_t>(product_0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product_0) };
        key[0] += philox_step_0;
        key[1] += philox_step_1;
    }
    return counter;
}

/// Uniform in the open interval (0, 1): (k + 1/2) / 2^52 with the k of the upper 52 of the 64 bits: every value is a multiple of 2^-53, never 0, never 1.
inline double uniform_of(std::uint32_t high, std::uint32_t low)
{
    // 52 bits and a half: with 53 the largest would round up to 1.
    auto bits = (static_cast<std::uint64_t>(high) << 20) | (low >> 12);
    return std::bit_cast<double>(0x3ff0000000000000ULL | bits) - (1 - 0x1p-53); // 1 + k/2^52 less that: exact, so no compiler can change it
}

/// A number for a name: FNV-1a, 32 bits. The stream of a scenario's id and the variable of an input's id; the empty name is 0.
std::uint32_t number_of_name(std::string_view name);

struct TwoUniforms {
    double first;
    double second;
};

/// The numbers of one variable in one replicate: each attempt is one Philox block, two uniforms.
/// The key is the seed; the counter is (replicate, variable, attempt, stream).
class VariableStream {
public:
    VariableStream(std::uint64_t seed, std::uint32_t stream, std::uint32_t variable, std::uint32_t replicate)
        : counter_ { replicate, variable, 0, stream }
        , key_ { static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32) }
    {
    }
    TwoUniforms next()
    {
        auto block = philox4x32_10(counter_, key_);
        ++counter_[2];
        return { uniform_of(block[0], block[1]), uniform_of(block[2], block[3]) };
    }

private:
    PhiloxCounter counter_;
    PhiloxKey key_;
};

} // namespace bydel::stats
