// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/distribution.h"
#include "engine/stats/elementary.h"
#include "engine/stats/number_text.h"
#include "engine/stats/special.h"
#include <cmath>

namespace bydel::stats {

namespace {

bool finite(double x) { return x - x == 0; }

Failure impossible(DistributionKind kind, std::string what, std::string limit)
{
    Problem problem { 422, "impact.impossible_distribution" };
    problem.params
        = { { "kind", std::string(distribution_names[static_cast<std::size_t>(kind)]) }, { "what", std::move(what) }, { "limit", std::move(limit) } };
    return fail(std::move(problem));
}

/// The most spread that a mean between 0 and 1 allows: sqrt(m(1-m)), of a coin.
Result<Distribution> beta_by_moments(double mean, double sd)
{
    auto const kind = DistributionKind::beta;
    if (!(mean > 0 && mean < 1))
        return impossible(kind, "mean", "between 0 and 1");
    double most = std::sqrt(mean * (1 - mean));
    if (!(sd < most))
        return impossible(kind, "sd", "below " + number_text(most));
    double concentration = mean * (1 - mean) / (sd * sd) - 1;
    return Distribution { kind, mean * concentration, (1 - mean) * concentration, 0 };
}

Result<Distribution> by_moments(DistributionKind kind, double mean, double sd)
{
    if (!finite(mean))
        return impossible(kind, "mean", "a number");
    if (!(sd >= 0) || !finite(sd))
        return impossible(kind, "sd", "0 or more");
    if (sd == 0)
        return Distribution { DistributionKind::fixed, mean, 0, 0 };
    if (kind == DistributionKind::normal)
        return Distribution { kind, mean, sd, 0 };
    if (kind == DistributionKind::beta)
        return beta_by_moments(mean, sd);
    if (!(mean > 0))
        return impossible(kind, "mean", "above 0");
    if (kind == DistributionKind::gamma)
        return Distribution { kind, mean * mean / (sd * sd), sd * sd / mean, 0 };
    double variance = log_of(1 + sd * sd / (mean * mean));
    return Distribution { kind, log_of(mean) - variance / 2, std::sqrt(variance), 0 };
}

Result<Distribution> by_own(DistributionKind kind, double a, double b)
{
    auto positive = [](double x) { return x > 0 && finite(x); };
    if (kind == DistributionKind::normal)
        return by_moments(kind, a, b);
    if (kind == DistributionKind::bernoulli)
        return a >= 0 && a <= 1 ? Result<Distribution>(Distribution { kind, a, 0, 0 }) : impossible(kind, "probability", "0 to 1");
    if (kind == DistributionKind::lognormal) {
        if (!finite(a))
            return impossible(kind, "mean", "a number");
        return b >= 0 && finite(b) ? Result<Distribution>(Distribution { kind, a, b, 0 }) : impossible(kind, "sd", "0 or more");
    }
    bool gamma = kind == DistributionKind::gamma;
    if (!positive(a))
        return impossible(kind, gamma ? "shape" : "alpha", "above 0");
    if (!positive(b))
        return impossible(kind, gamma ? "scale" : "beta", "above 0");
    return Distribution { kind, a, b, 0 };
}

Result<Distribution> by_bounds(DistributionKind kind, double low, double mode, double high)
{
    if (!finite(low) || !finite(high))
        return impossible(kind, "low", "a number");
    if (!(low <= high))
        return impossible(kind, "low", "at most " + number_text(high));
    if (!(mode >= low && mode <= high))
        return impossible(kind, "mode", number_text(low) + " to " + number_text(high));
    if (low == high)
        return Distribution { DistributionKind::fixed, low, 0, 0 };
    return kind == DistributionKind::uniform ? Distribution { kind, low, high, 0 } : Distribution { kind, low, mode, high };
}

bool fits(DistributionKind kind, StatedBy stated_by)
{
    switch (kind) {
    case DistributionKind::fixed:
        return true;
    case DistributionKind::uniform:
        return stated_by == StatedBy::low_high;
    case DistributionKind::triangular:
    case DistributionKind::pert:
        return stated_by == StatedBy::low_mode_high;
    case DistributionKind::bernoulli:
        return stated_by == StatedBy::native;
    case DistributionKind::normal:
    case DistributionKind::lognormal:
    case DistributionKind::gamma:
    case DistributionKind::beta:
        return stated_by == StatedBy::mean_sd || stated_by == StatedBy::around_value || stated_by == StatedBy::native;
    }
    return false;
}

double gamma_draw(double shape, VariableStream& stream)
{
    double d = shape - 1.0 / 3;
    double c = 1 / std::sqrt(9 * d);
    while (true) {
        auto uniforms = stream.next();
        double x = normal_quantile(uniforms.first);
        double v = 1 + c * x;
        if (v <= 0)
            continue;
        v = v * v * v;
        double square = x * x;
        if (uniforms.second < 1 - 0.0331 * square * square || log_of(uniforms.second) < 0.5 * square + d * (1 - v + log_of(v)))
            return d * v;
    }
}

double any_gamma_draw(double shape, VariableStream& stream)
{
    if (shape >= 1)
        return gamma_draw(shape, stream);
    double u = stream.next().first; // Γ(a) = Γ(a + 1)·U^(1/a)
    return gamma_draw(shape + 1, stream) * exp_of(log_of(u) / shape);
}

double beta_draw(double alpha, double beta, VariableStream& stream)
{
    double x = any_gamma_draw(alpha, stream);
    double y = any_gamma_draw(beta, stream);
    if (x + y > 0)
        return x / (x + y);
    return stream.next().first < alpha / (alpha + beta) ? 1 : 0; // both so small that they vanish: a coin is what such a beta is
}

double triangular_cdf(Distribution const& one, double x)
{
    if (x <= one.a)
        return 0;
    if (x >= one.c)
        return 1;
    return x < one.b ? (x - one.a) * (x - one.a) / ((one.c - one.a) * (one.b - one.a)) : 1 - (one.c - x) * (one.c - x) / ((one.c - one.a) * (one.c - one.b));
}

double triangular_quantile(Distribution const& one, double p)
{
    double width = one.c - one.a;
    if (p * width < one.b - one.a)
        return one.a + std::sqrt(p * width * (one.b - one.a));
    return one.c - std::sqrt((1 - p) * width * (one.c - one.b));
}

} // namespace

Result<Distribution> make_distribution(DistributionSpec const& spec, double value)
{
    if (!fits(spec.kind, spec.stated_by))
        return impossible(spec.kind, "stated_by", "another way of stating it");
    switch (spec.kind) {
    case DistributionKind::fixed:
        return Distribution { spec.kind, value, 0, 0 };
    case DistributionKind::uniform:
        return by_bounds(spec.kind, spec.first, spec.first, spec.second);
    case DistributionKind::triangular:
    case DistributionKind::pert:
        return by_bounds(spec.kind, spec.first, spec.second, spec.third);
    case DistributionKind::bernoulli:
    case DistributionKind::normal:
    case DistributionKind::lognormal:
    case DistributionKind::gamma:
    case DistributionKind::beta:
        break;
    }
    if (spec.stated_by == StatedBy::native)
        return by_own(spec.kind, spec.first, spec.second);
    bool around = spec.stated_by == StatedBy::around_value;
    return by_moments(spec.kind, around ? value : spec.first, around ? spec.first : spec.second);
}

double mean_of(Distribution const& one)
{
    switch (one.kind) {
    case DistributionKind::fixed:
    case DistributionKind::bernoulli:
    case DistributionKind::normal:
        return one.a;
    case DistributionKind::uniform:
        return one.a + (one.b - one.a) / 2;
    case DistributionKind::triangular:
        return (one.a + one.b + one.c) / 3;
    case DistributionKind::pert:
        return (one.a + 4 * one.b + one.c) / 6;
    case DistributionKind::lognormal:
        return exp_of(one.a + one.b * one.b / 2);
    case DistributionKind::gamma:
        return one.a * one.b;
    case DistributionKind::beta:
        return one.a / (one.a + one.b);
    }
    return 0;
}

double sd_of(Distribution const& one)
{
    auto beta_sd = [](double a, double b) { return std::sqrt(a * b / (a + b + 1)) / (a + b); };
    switch (one.kind) {
    case DistributionKind::fixed:
        return 0;
    case DistributionKind::bernoulli:
        return std::sqrt(one.a * (1 - one.a));
    case DistributionKind::normal:
        return one.b;
    case DistributionKind::uniform:
        return (one.b - one.a) / std::sqrt(12.0);
    case DistributionKind::triangular:
        return std::sqrt((one.a * one.a + one.b * one.b + one.c * one.c - one.a * one.b - one.a * one.c - one.b * one.c) / 18);
    case DistributionKind::pert:
        return (one.c - one.a) * beta_sd(pert_alpha(one), pert_beta(one));
    case DistributionKind::lognormal:
        return mean_of(one) * std::sqrt(exp_of(one.b * one.b) - 1);
    case DistributionKind::gamma:
        return std::sqrt(one.a) * one.b;
    case DistributionKind::beta:
        return beta_sd(one.a, one.b);
    }
    return 0;
}

double cdf(Distribution const& one, double x)
{
    switch (one.kind) {
    case DistributionKind::fixed:
        return x < one.a ? 0 : 1;
    case DistributionKind::bernoulli:
        return x < 0 ? 0 : x < 1 ? 1 - one.a : 1;
    case DistributionKind::normal:
        return normal_cdf((x - one.a) / one.b);
    case DistributionKind::uniform:
        return x <= one.a ? 0 : x >= one.b ? 1 : (x - one.a) / (one.b - one.a);
    case DistributionKind::triangular:
        return triangular_cdf(one, x);
    case DistributionKind::pert:
        return beta_ratio(pert_alpha(one), pert_beta(one), (x - one.a) / (one.c - one.a));
    case DistributionKind::lognormal:
        return x > 0 ? normal_cdf((log_of(x) - one.a) / one.b) : 0;
    case DistributionKind::gamma:
        return gamma_ratio(one.a, x / one.b);
    case DistributionKind::beta:
        return beta_ratio(one.a, one.b, x);
    }
    return 0;
}

double quantile(Distribution const& one, double p)
{
    switch (one.kind) {
    case DistributionKind::fixed:
        return one.a;
    case DistributionKind::bernoulli:
        return p > 1 - one.a ? 1 : 0;
    case DistributionKind::normal:
        return one.a + one.b * normal_quantile(p);
    case DistributionKind::uniform:
        return one.a + p * (one.b - one.a);
    case DistributionKind::triangular:
        return triangular_quantile(one, p);
    case DistributionKind::pert:
        return one.a + (one.c - one.a) * beta_ratio_inverse(pert_alpha(one), pert_beta(one), p);
    case DistributionKind::lognormal:
        return exp_of(one.a + one.b * normal_quantile(p));
    case DistributionKind::gamma:
        return one.b * gamma_ratio_inverse(one.a, p);
    case DistributionKind::beta:
        return beta_ratio_inverse(one.a, one.b, p);
    }
    return 0;
}

double draw(Distribution const& one, VariableStream stream)
{
    switch (one.kind) {
    case DistributionKind::gamma:
        return one.b * any_gamma_draw(one.a, stream);
    case DistributionKind::beta:
        return beta_draw(one.a, one.b, stream);
    case DistributionKind::pert:
        return one.a + (one.c - one.a) * beta_draw(pert_alpha(one), pert_beta(one), stream);
    case DistributionKind::fixed:
    case DistributionKind::uniform:
    case DistributionKind::triangular:
    case DistributionKind::normal:
    case DistributionKind::lognormal:
    case DistributionKind::bernoulli:
        return quantile(one, stream.next().first);
    }
    return 0;
}

} // namespace bydel::stats
