// SPDX-License-Identifier: AGPL-3.0-or-later
// An invitation is `/#i=<token>`. The token is taken out of the address at once, so that it is not in the history or on the screen. `cut`: a
// link was opened that lost its end on the way.
import { find_invitation } from './invitation_link.ts';

export const invitation: { token: string | null; cut: boolean } = $state({ token: null, cut: false });

export function take_invitation(): void {
  const found = find_invitation(location.pathname, location.search, location.hash);
  if (!found) return;
  invitation.cut = found.kind === 'cut';
  invitation.token = found.kind === 'whole' ? found.token : null;
  history.replaceState(history.state, '', '/');
}
