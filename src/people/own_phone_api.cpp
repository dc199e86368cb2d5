// SPDX-License-Identifier: AGPL-3.0-or-later
// The phone of who leads a group: she invites herself, with her password, and shuts her phones out herself.
#include "people/access.h"
#include "people/office.h"
#include "people/phones.h"

namespace bydel::people {

using http::Context;
using http::Nothing;

Result<OwnPhones> get_own_phones(Context& context)
{
    auto const phones = store::phones_of(context.session(), context.programme_id(), context.actor.person_id);
    return OwnPhones { phones.open, phones.since };
}

/// Whoever may ask anywhere leads a group: the verb is of no other role.
Result<http::Answer<ReadyInvitation>> invite_own_phone(Context& context, OwnPhoneRequest const& asked)
{
    TRY(check_own_password(context, asked.password)); // takes tens of milliseconds, outside of any transaction
    auto const& me = context.actor.person_id;
    journal::Change const who { context.programme_id(), me, context.services.clock.now(), context.actor.today };
    auto ready = TRY(journal::change(context.services.database, who, [&](db::Session& session, journal::Journal& journal) -> Result<ReadyInvitation> {
        auto const invitation = TRY(invite(session, journal, me, std::string(own_phone), asked.invitation_id.value_or("")));
        return made_ready(context, session, me, invitation);
    }));
    return http::created(std::move(ready));
}

Result<Nothing> shut_own_phones_out(Context& context)
{
    TRY(revoke_phones(context.session(), context.journal(), context.actor.person_id));
    return Nothing {};
}

} // namespace bydel::people
