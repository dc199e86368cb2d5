// SPDX-License-Identifier: AGPL-3.0-or-later

/** The number in a link that calls or writes, where it can be dialled from anywhere. An old note that is no number makes no link. */
export function dialled(phone: string | null): string {
  const number = (phone ?? '').replace(/[\s()-]/g, '');
  return /^\+\d{8,15}$/.test(number) ? number : '';
}
