// SPDX-License-Identifier: AGPL-3.0-or-later
// What a phone may say of a worry, and when that can't be. Pure. Not for other folders.
#pragma once
#include "concern/concern.h"
#include "platform/sync/authored.h"

namespace bydel::concern {

/// A day of the record, where it is one; anything else is dropped, never kept.
std::optional<std::string> day_or_nothing(Json const& record, std::string_view field);
/// Why a person must look at it.
std::optional<sync::Fault> find_fault(Json const& record, std::string const& today);
/// To whom it was passed and when, as far as a phone may say it, into the concern.
void read_passing(Json const& record, Concern& concern);

} // namespace bydel::concern
