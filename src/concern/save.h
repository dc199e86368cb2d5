// SPDX-License-Identifier: AGPL-3.0-or-later
// The one way a concern is written, with its journal entry. Not for other folders.
#pragma once
#include "concern/concern.h"

namespace bydel::concern {

Done save(db::Session& session, journal::Journal& journal, Concern const& concern);

} // namespace bydel::concern
