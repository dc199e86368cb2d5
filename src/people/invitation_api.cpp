// SPDX-License-Identifier: AGPL-3.0-or-later
// An invitation as the office gets it: a link shown once, its picture, and words to send it with.
#include "people/office.h"
#include "people/store.h"
#include "platform/i18n/i18n.h"
#include <algorithm>
#include <qrcodegen/qrcodegen.hpp>

namespace bydel::people {

using http::Context;
using http::Nothing;

static std::string origin_of(Context& context)
{
    if (!context.services.public_origin.empty())
        return context.services.public_origin;
    return "http://" + std::string(context.request.header("host"));
}

/// An SVG of black squares; only where another phone could use the link, which needs https.
static std::optional<std::string> qr_svg(Context& context, std::string const& link)
{
    if (!context.services.public_origin.starts_with("https://"))
        return {};
    auto code = qrcodegen::QrCode::encodeText(link.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    auto size = std::to_string(code.getSize() + 8);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size + "\"><rect width=\"" + size + "\" height=\"" + size
        + "\" fill=\"#fff\"/><path d=\"";
    for (int y = 0; y < code.getSize(); ++y) {
        for (int x = 0; x < code.getSize(); ++x) {
            if (code.getModule(x, y))
                svg += "M" + std::to_string(x + 4) + " " + std::to_string(y + 4) + "h1v1h-1z";
        }
    }
    return svg + "\"/></svg>";
}

/// What goes to her with the link, in her own language, else in the programme's first one that has the words. The link ends it, on a line of
/// its own, so that no sign of a sentence sticks to it.
static std::string message_with(Context& context, db::Session& session, std::string const& person_id, std::string const& link)
{
    std::vector<std::string> languages;
    if (auto hers = store::language_of(session, context.programme_id(), person_id))
        languages.push_back(*hers);
    if (auto programme = tenant::find(session, context.programme_id()))
        languages.insert(languages.end(), programme->languages.begin(), programme->languages.end());
    auto const& messages = context.services.messages;
    auto known = std::find_if(languages.begin(), languages.end(), [&](auto const& one) { return !messages.raw(one, "message.invitation").empty(); });
    return messages.say(known == languages.end() ? "en" : *known, "message.invitation") + "\n" + link;
}

ReadyInvitation made_ready(Context& context, db::Session& session, std::string const& person_id, Invitation const& invitation)
{
    auto link = origin_of(context) + "/#i=" + invitation.token;
    return { invitation.invitation_id, link, qr_svg(context, link), message_with(context, session, person_id, link), invitation.last_day };
}

Result<http::Answer<ReadyInvitation>> create_invitation(Context& context, InvitationRequest const& asked)
{
    auto person_id = TRY(own_member_in_path(context));
    auto invitation = TRY(invite(context.session(), context.journal(), person_id, asked.purpose, asked.invitation_id.value_or("")));
    return http::created(made_ready(context, context.session(), person_id, invitation));
}

Result<Nothing> revoke_invitation(Context& context)
{
    auto person_id = TRY(own_member_in_path(context));
    TRY(links::revoke(context.session(), context.journal(), person_id, phone_links));
    return Nothing {};
}

} // namespace bydel::people
