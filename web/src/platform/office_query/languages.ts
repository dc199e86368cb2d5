// SPDX-License-Identifier: AGPL-3.0-or-later
// Every language that has a name in content/languages: those a conversation may have been held in.

import { load } from 'virtual:bydel-messages/office';

export async function spoken_languages(): Promise<string[]> {
  const english = await load.en?.();
  const keys = Object.keys(english?.default.messages ?? {});
  return keys.filter((key) => key.startsWith('language.')).map((key) => key.slice('language.'.length));
}
