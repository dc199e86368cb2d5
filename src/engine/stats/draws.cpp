// SPDX-License-Identifier: AGPL-3.0-or-later
// Every loop goes straight through the columns of one tile. Nothing is reordered or fused (-ffp-contract=off), so one, two, four or eight at a time give the
// same bits; the same lines are compiled again for processors with AVX2 and with AVX-512.
#include "engine/stats/draws.h"
#include "engine/stats/elementary.h"
#include "engine/stats/special.h"
#include "engine/stats/straight.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace bydel::stats {

namespace {

constexpr std::size_t tile = 256;
using Column = std::array<double, tile>;
using Words = std::array<std::uint32_t, tile>;
using Marks = std::array<std::uint64_t, tile>;

struct Uniforms {
    Column first;
    Column second;
};

/// The Philox blocks of one attempt (philox.h), for `count` replicates.
[[gnu::always_inline]] inline void fill_uniforms(ReplicateRange const& range, std::uint32_t attempt, std::size_t count, Uniforms& out)
{
    Words a, b, c, d;
    for (std::size_t i = 0; i < count; ++i) {
        a[i] = range.first + static_cast<std::uint32_t>(i);
        b[i] = range.variable;
        c[i] = attempt;
        d[i] = range.stream;
    }
    auto key_0 = static_cast<std::uint32_t>(range.seed);
    auto key_1 = static_cast<std::uint32_t>(range.seed >> 32);
    for (int round = 0; round < 10; ++round) {
        for (std::size_t i = 0; i < count; ++i) {
            auto product_0 = philox_factor_0 * a[i];
            auto product_1 = philox_factor_1 * c[i];
            a[i] = static_cast<std::uint32_t>(product_1 >> 32) ^ b[i] ^ key_0;
            b[i] = static_cast<std::uint32_t>(product_1);
            c[i] = static_cast<std::uint32_t>(product_0 >> 32) ^ d[i] ^ key_1;
            d[i] = static_cast<std::uint32_t>(product_0);
        }
        key_0 += philox_step_0;
        key_1 += philox_step_1;
    }
    for (std::size_t i = 0; i < count; ++i) {
        out.first[i] = uniform_of(a[i], b[i]);
        out.second[i] = uniform_of(c[i], d[i]);
    }
}

/// Φ^-1 of each, in its place; all in (0, 1).
[[gnu::always_inline]] inline void to_scores(Column& values, std::size_t count)
{
    Words outer;
    Column p;
    Column size;
    std::size_t found = 0;
    for (std::size_t i = 0; i < count; ++i) {
        outer[found] = static_cast<std::uint32_t>(i);
        p[found] = values[i];
        found += std::fabs(values[i] - 0.5) > 0.425;
    }
    for (std::size_t i = 0; i < count; ++i)
        values[i] = normal_center(values[i] - 0.5);
    for (std::size_t i = 0; i < found; ++i) {
        double r = std::sqrt(-straight_log(p[i] < 0.5 ? p[i] : 1 - p[i]));
        size[i] = normal_tail(r);
    }
    for (std::size_t i = 0; i < found; ++i) {
        bool far = !(std::min(p[i], 1 - p[i]) > 1.4e-11); // exp(-25) is a little less
        values[outer[i]] = far ? normal_quantile(p[i]) : p[i] < 0.5 ? -size[i] : size[i];
    }
}

/// Marsaglia and Tsang's draw for a shape of at least 1, as its first attempt has it; where that is not accepted, `accepted` becomes 0.
[[gnu::always_inline]] inline void try_gamma(double shape, Uniforms& uniforms, std::size_t count, Column& out, Marks& accepted)
{
    to_scores(uniforms.first, count);
    double const d = shape - 1.0 / 3;
    double const c = 1 / std::sqrt(9 * d);
    Column square, cube;
    Marks squeezed;
    for (std::size_t i = 0; i < count; ++i) {
        double x = uniforms.first[i];
        double v = 1 + c * x;
        square[i] = x * x;
        cube[i] = v > 0 ? v * v * v : 0;
        out[i] = d * cube[i];
        squeezed[i] = static_cast<std::uint64_t>(v > 0 && uniforms.second[i] < 1 - 0.0331 * square[i] * square[i]);
    }
    Words outside; // of the squeeze: a few in a hundred, whose columns move up
    std::size_t found = 0;
    for (std::size_t i = 0; i < count; ++i) {
        outside[found] = static_cast<std::uint32_t>(i);
        uniforms.second[found] = uniforms.second[i];
        square[found] = square[i];
        cube[found] = cube[i];
        found += 1 - squeezed[i];
    }
    for (std::size_t i = 0; i < found; ++i)
        squeezed[i] = static_cast<std::uint64_t>(cube[i] > 0 && straight_log(uniforms.second[i]) < 0.5 * square[i] + d * (1 - cube[i] + straight_log(cube[i])));
    for (std::size_t i = 0; i < found; ++i)
        accepted[outside[i]] &= squeezed[i];
}

/// As draw() has them: a gamma of `shape` or, where there are two, a beta, stretched to `width` from `low`.
struct Gammas {
    double shape = 0;
    double other = 0; ///< 0: a gamma
    double low = 0;
    double width = 1;
};

/// Empty for another kind, and where a shape is below 1, which takes another way.
std::optional<Gammas> gammas_of(Distribution const& one)
{
    if (one.kind == DistributionKind::gamma && one.a >= 1)
        return Gammas { one.a, 0, 0, one.b };
    if (one.kind == DistributionKind::beta && one.a >= 1 && one.b >= 1)
        return Gammas { one.a, one.b };
    if (one.kind == DistributionKind::pert)
        return Gammas { pert_alpha(one), pert_beta(one), one.a, one.c - one.a };
    return std::nullopt;
}

[[gnu::always_inline]] inline void fill_gammas(Gammas const& gammas, Distribution const& one, ReplicateRange const& range, std::size_t count, double* out)
{
    Uniforms uniforms;
    Column x;
    Column y;
    Marks accepted;
    accepted.fill(1);
    fill_uniforms(range, 0, count, uniforms);
    try_gamma(gammas.shape, uniforms, count, x, accepted);
    if (gammas.other > 0) {
        fill_uniforms(range, 1, count, uniforms);
        try_gamma(gammas.other, uniforms, count, y, accepted);
        for (std::size_t i = 0; i < count; ++i)
            x[i] = x[i] / (x[i] + y[i]);
    }
    for (std::size_t i = 0; i < count; ++i)
        out[i] = gammas.low + gammas.width * x[i];
    for (std::size_t i = 0; i < count; ++i) {
        if (!accepted[i])
            out[i] = draw(one, { range.seed, range.stream, range.variable, range.first + static_cast<std::uint32_t>(i) });
    }
}

[[gnu::always_inline]] inline void fill_scores(ReplicateRange const& range, std::size_t count, double* out)
{
    Uniforms uniforms;
    fill_uniforms(range, 0, count, uniforms);
    to_scores(uniforms.first, count);
    std::copy_n(uniforms.first.data(), count, out);
}

/// The quantile of one uniform.
[[gnu::always_inline]] inline void fill_quantiles(Distribution const& one, ReplicateRange const& range, std::size_t count, double* out)
{
    Uniforms uniforms;
    fill_uniforms(range, 0, count, uniforms);
    for (std::size_t i = 0; i < count; ++i)
        out[i] = quantile(one, uniforms.first[i]);
}

/// One by one, as draw() has it.
void fill_singly(Distribution const& one, ReplicateRange const& range, std::size_t count, double* out)
{
    for (std::size_t i = 0; i < count; ++i)
        out[i] = draw(one, { range.seed, range.stream, range.variable, range.first + static_cast<std::uint32_t>(i) });
}

/// One tile of a distribution's draws; of the standard normal, where there is none.
[[gnu::always_inline]] inline void fill(Distribution const* one, ReplicateRange const& range, std::size_t count, double* out)
{
    if (!one)
        return fill_scores(range, count, out);
    if (auto gammas = gammas_of(*one))
        return fill_gammas(*gammas, *one, range, count, out);
    if (one->kind == DistributionKind::gamma || one->kind == DistributionKind::beta)
        return fill_singly(*one, range, count, out);
    if (one->kind != DistributionKind::normal && one->kind != DistributionKind::lognormal)
        return fill_quantiles(*one, range, count, out);
    fill_scores(range, count, out);
    for (std::size_t i = 0; i < count; ++i)
        out[i] = one->a + one->b * out[i];
    for (std::size_t i = 0; i < count && one->kind == DistributionKind::lognormal; ++i)
        out[i] = exp_of(out[i]);
}

using Fill = void (*)(Distribution const*, ReplicateRange const&, std::size_t, double*);
void fill_by_two(Distribution const* one, ReplicateRange const& range, std::size_t count, double* out) { fill(one, range, count, out); }

#if defined(__x86_64__) && !defined(__clang__)
[[gnu::target("avx2")]] void fill_by_four(Distribution const* one, ReplicateRange const& range, std::size_t count, double* out)
{
    fill(one, range, count, out);
}

[[gnu::target("avx512f,avx512dq,avx512vl,avx512bw,prefer-vector-width=512")]] void fill_by_eight(
    Distribution const* one, ReplicateRange const& range, std::size_t count, double* out)
{
    fill(one, range, count, out);
}

Fill widest(Lanes most)
{
    bool const has_eight = __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
    if (most == Lanes::eight && has_eight)
        return fill_by_eight;
    return most != Lanes::two && __builtin_cpu_supports("avx2") ? fill_by_four : fill_by_two;
}
#else
Fill widest(Lanes) { return fill_by_two; }
#endif

void fill_tiles(Distribution const* one, ReplicateRange range, std::span<double> out, Lanes most)
{
    auto const fill_tile = widest(most);
    for (std::size_t at = 0; at < out.size(); at += tile, range.first += tile)
        fill_tile(one, range, std::min(tile, out.size() - at), out.data() + at);
}

} // namespace

void draw_many(Distribution const& distribution, ReplicateRange const& range, std::span<double> out, Lanes most)
{
    fill_tiles(&distribution, range, out, most);
}

void normal_scores(ReplicateRange const& range, std::span<double> out, Lanes most) { fill_tiles(nullptr, range, out, most); }

} // namespace bydel::stats
