// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything that a programme keeps about one person, for herself (GDPR, art. 15 and 20): made of what the slices say of their tables.
#pragma once
#include "platform/auth/secrets.h"
#include "platform/slice/slice.h"

namespace bydel {

/// {"format":"bydel-person-1","programme_id","person_id","made_on","purposes":[{"name","what","basis","kept"}],"tables":[{"table","rows":[{…}]}]}.
/// What is sealed is opened; no secret, nobody else's id, and of what she did for another, nothing that tells of the other.
Json own_data(db::Session& session, Slices const& slices, auth::Vault const& vault, auth::Actor const& whose);

} // namespace bydel
