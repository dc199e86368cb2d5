// SPDX-License-Identifier: AGPL-3.0-or-later
// What this computer remembers between two sign-ins: which programme it was, so that the sign-in page can say so, and that somebody signed out
// while the server could not be told. Nothing about a person.

export type Programme = { programme_id: string; name: string };

const programme_key = 'bydel-programme';
const half_out_key = 'bydel-signed-out';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // No room, or forbidden: the page says less, and nothing is lost.
  }
}

export function remember_programme({ programme_id, name }: Programme): void {
  write(programme_key, JSON.stringify({ programme_id, name }));
}

export function last_programme(): Programme | null {
  try {
    const { programme_id, name } = JSON.parse(read(programme_key) ?? '{}') as Partial<Programme>;
    return typeof programme_id === 'string' && typeof name === 'string' ? { programme_id, name } : null;
  } catch {
    return null;
  }
}

/** `/office?programme=dk`: an address that a programme gives to its coordinators. */
export function programme_in_address(search: string): string {
  const named = new URLSearchParams(search).get('programme') ?? '';
  return /^[a-z0-9-]{1,40}$/.test(named) ? named : '';
}

/** The one in the address first, by the name that is known here; then the last one; then the only one of the server. */
export function programme_at_door(in_address: string, last: Programme | null, only: Programme | null): Programme | null {
  if (in_address !== '') return [last, only].find((one) => one?.programme_id === in_address) ?? { programme_id: in_address, name: in_address };
  return only ?? last;
}

export function remember_half_signed_out(): void {
  write(half_out_key, 'yes');
}

export function is_half_signed_out(): boolean {
  return read(half_out_key) !== null;
}

export function forget_half_signed_out(): void {
  write(half_out_key, null);
}
