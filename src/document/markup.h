// SPDX-License-Identifier: AGPL-3.0-or-later
// Escaping, addresses and the pictures of HTML. The one place where text becomes markup.
#pragma once
#include "document/chart.h"

namespace bydel::document {

/// For text and for values in double quotes. Control signs that markup does not allow are left out.
std::string escaped_text(std::string_view text);
/// http, https, mailto, or #place; else empty. `javascript:` and the like never come through.
std::string safe_link(std::string_view link);
/// "2.5": for coordinates; never in scientific form.
std::string coordinate(double value);
/// <svg>, described by its title and summary. `number` makes its ids unique in the page.
std::string svg_of(Chart const& chart, std::string_view language, bool right_to_left, int number);
/// Dashes of the lines of a series, in pixels; empty: unbroken. Lines must be told apart without colour.
std::vector<double> dashes_of(Stroke stroke, int series);

} // namespace bydel::document
