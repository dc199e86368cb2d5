// SPDX-License-Identifier: AGPL-3.0-or-later
// How concerns are written, by phones and in the office. Not for other folders.
#pragma once
#include "concern/concern.h"
#include "platform/sync/authored.h"

namespace bydel::concern {

sync::Authored<Concern> const& concerns();
/// What waits in a group, on the phone of its coordinator.
sync::Entity open_concerns();

} // namespace bydel::concern
