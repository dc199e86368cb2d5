// SPDX-License-Identifier: AGPL-3.0-or-later
// Draws of one variable for many replicates at once, column by column, so that the compiler can have several in one instruction. The bits are those
// of draw() (distribution.h), one by one: what is not accepted at the first attempt, or lies in a far tail, is left to it.
#pragma once
#include "engine/stats/distribution.h"
#include <span>

namespace bydel::stats {

/// Which numbers of Philox: replicates [first, first + out.size()).
struct ReplicateRange {
    std::uint64_t seed = 0;
    std::uint32_t stream = 0;
    std::uint32_t variable = 0;
    std::uint32_t first = 0;
};

/// How many numbers an instruction may take. What the processor lacks is left out; the bits are the same.
enum class Lanes { two, four, eight };

/// out[i] = draw(distribution, VariableStream(seed, stream, variable, first + i)).
void draw_many(Distribution const& distribution, ReplicateRange const& range, std::span<double> out, Lanes most = Lanes::eight);

/// out[i] = normal_quantile(VariableStream(seed, stream, variable, first + i).next().first).
void normal_scores(ReplicateRange const& range, std::span<double> out, Lanes most = Lanes::eight);

} // namespace bydel::stats
