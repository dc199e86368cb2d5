// SPDX-License-Identifier: AGPL-3.0-or-later
// The vocabulary is in the mother's voice ("at my home", "I went with her"). Who reads or writes about a mother reads it in the office's
// voice, where it has one; a group's own words stay as the group chose them. The method's pages show what the mother sees.
import { has, t } from '../../platform/i18n.svelte.ts';

export function office_words(list: string, code: string, hers?: string): string {
  const key = `vocabulary.${list}.${code}`;
  const national = has(key) ? t(key) : code;
  if (hers !== undefined && hers !== national) return hers;
  const office = `vocabulary_office.${list}.${code}`;
  return has(office) ? t(office) : (hers ?? national);
}
