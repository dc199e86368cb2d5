// SPDX-License-Identifier: AGPL-3.0-or-later
// What links are to the rest of the product.
#include "platform/slice/slice.h"

namespace bydel::links {

Slice slice()
{
    using enum db::Erasing;
    using enum db::Door;
    using enum db::About;
    return {
        .name = "links",
        // The subject is a person or something else; a person's links go with her.
        .tables = { { "link", "id",
            { { "id", stays }, { "subject_id", stays, member, "access", row_goes }, { "token_hash attempt_hash", secret, member, "access" },
                { "purpose created_at expires_at uses_left used_at revoked_at outcome_id", stays, member, "access" },
                { "made_by", stays, coordinator, "accountability", emptied } },
            { { "purpose", "" } }, db::Retention { "expires_at", 0, 13 } } },
    };
}

} // namespace bydel::links
