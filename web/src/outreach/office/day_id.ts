// SPDX-License-Identifier: AGPL-3.0-or-later
// A day id (docs/sync.md): a UUIDv7 whose time bits are midnight UTC of the day on which it was written down, the rest
// random. It sorts by day and tells no clock time.

export function day_id(saved_on: string, random: Uint8Array = crypto.getRandomValues(new Uint8Array(10))): string {
  const ms = Date.parse(`${saved_on}T00:00:00Z`).toString(16).padStart(12, '0');
  const bytes = [...random];
  bytes[0] = 0x70 | ((bytes[0] ?? 0) & 0x0f);
  bytes[2] = 0x80 | ((bytes[2] ?? 0) & 0x3f);
  const rest = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}
