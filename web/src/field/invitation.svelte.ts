// SPDX-License-Identifier: AGPL-3.0-or-later
// An invitation is `/#i=<token>`. The token is taken out of the address at once, so that it is not in the history or on the screen.
export const invitation: { token: string | null } = $state({ token: null });

export function take_invitation(): void {
  const found = /^#i=([A-Za-z0-9._~-]+)$/.exec(location.hash);
  if (!found) return;
  invitation.token = found[1]!;
  history.replaceState(history.state, '', '/');
}
