// SPDX-License-Identifier: AGPL-3.0-or-later
// A message as the build makes it: plain text, or the parsed form of ICU MessageFormat. `fallback` names the keys that are still English.
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';

export type Message = string | MessageFormatElement[];
export type Messages = { messages: Record<string, Message>; fallback: string[] };
