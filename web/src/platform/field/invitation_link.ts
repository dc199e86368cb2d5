// SPDX-License-Identifier: AGPL-3.0-or-later
// Finds an invitation in the address that a messenger made of `/#i=<programme>.<random>`: with a full stop, a bracket or a sign nobody sees
// behind it, percent-encoded, with a tracking word in front, or cut off. Pure.
export type Found = { kind: 'whole'; token: string } | { kind: 'cut' } | null;

const token = /^[a-z][a-z0-9_-]*\.[A-Za-z0-9_-]{43}/; // 32 random bytes are 43 signs of base64url, so whatever stands behind is not ours
const unseen = /[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

export function find_invitation(path: string, search: string, hash: string): Found {
  const said = /[#?&/]i=(.*)$/i.exec(decoded(path + search + hash).replace(unseen, ''))?.[1];
  if (said === undefined) return /^#i?$/i.test(decoded(hash)) ? { kind: 'cut' } : null;
  const whole = token.exec(said);
  return whole ? { kind: 'whole', token: whole[0] } : { kind: 'cut' };
}

// Encoded up to three times over; what is no proper encoding stays as it is.
function decoded(text: string): string {
  let now = text;
  for (let turn = 0; turn < 3; turn++) now = now.replace(/(?:%[0-9a-f]{2})+/gi, (run) => decoded_run(run));
  return now;
}

function decoded_run(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run.replace(/%[0-7][0-9a-f]/gi, (one) => String.fromCharCode(parseInt(one.slice(1), 16)));
  }
}
