// SPDX-License-Identifier: AGPL-3.0-or-later
// The list of slices.
#pragma once
#include "platform/slice/slice.h"

namespace bydel::app {

Slices const& slices();

} // namespace bydel::app
