// SPDX-License-Identifier: AGPL-3.0-or-later
// Handlers of the office's routes that api.cpp lists, and what they share. Not for other folders.
#pragma once
#include "people/wire.h"

namespace bydel::people {

/// The person in the path, who is or was in the group of the path.
Result<std::string> member_in_path(http::Context& context);
/// For writes about a mother who has since moved: only the group she is (or was last) in decides.
Result<std::string> own_member_in_path(http::Context& context);

// mothers_api.cpp
Result<ListedMothers> list_people(http::Context& context);

// invitation_api.cpp
Result<http::Answer<ReadyInvitation>> create_invitation(http::Context& context, InvitationRequest const& asked);
Result<http::Nothing> revoke_invitation(http::Context& context);
/// What goes with the link, in her language.
ReadyInvitation made_ready(http::Context& context, db::Session& session, std::string const& person_id, Invitation const& invitation);

// own_phone_api.cpp
Result<OwnPhones> get_own_phones(http::Context& context);
Result<http::Answer<ReadyInvitation>> invite_own_phone(http::Context& context, OwnPhoneRequest const& asked);
Result<http::Nothing> shut_own_phones_out(http::Context& context);

// placing_api.cpp: when she was in which group
Done correct_joined_day(http::Context& context, std::string const& person_id, std::string const& joined_on);
Result<http::Nothing> leave(http::Context& context, Leaving const& asked);
Result<http::Nothing> correct_leave(http::Context& context, Leaving const& asked);
Result<http::Nothing> take_back_leave(http::Context& context);
Result<http::Nothing> come_back(http::Context& context, Returning const& asked);
Result<http::Nothing> move(http::Context& context, Moving const& asked);
Result<http::Nothing> correct_moving(http::Context& context, MovedDay const& asked);
Result<http::Nothing> take_back_move(http::Context& context);
Result<History> read_history(http::Context& context);

} // namespace bydel::people
