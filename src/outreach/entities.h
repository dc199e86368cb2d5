// SPDX-License-Identifier: AGPL-3.0-or-later
// How conversations are written, by phones and in the office. Not for other folders.
#pragma once
#include "outreach/outreach.h"
#include "platform/sync/authored.h"

namespace bydel::outreach {

sync::Authored<Conversation> const& conversations();

} // namespace bydel::outreach
