// SPDX-License-Identifier: AGPL-3.0-or-later
#include "concern/save.h"
#include "concern/store.h"

namespace bydel::concern {

Done save(db::Session& session, journal::Journal& journal, Concern const& concern)
{
    if (store::find(session, journal.programme_id(), concern.id))
        TRY(store::update(session, journal.programme_id(), concern));
    else
        TRY(store::insert(session, journal.programme_id(), concern));
    auto scope = concern.raised_by ? "person:" + *concern.raised_by : std::string("none");
    journal.add({ scope, "concern", concern.id, concern.revision });
    return {};
}

} // namespace bydel::concern
