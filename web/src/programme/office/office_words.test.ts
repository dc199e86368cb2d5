// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, describe, expect, test } from 'vitest';
import { messages } from '../../../tools/content.ts';
import { use_language } from '../../platform/i18n.svelte.ts';
import { office_words } from './office_words.ts';

const loaders = Object.fromEntries(['en', 'da', 'ar'].map((code) => [code, async () => ({ default: messages('office', code) })]));
const mine: Record<string, RegExp> = { en: /\b(I|we|my|us|our)\b/i, da: /\b(jeg|vi|min|mit|mig|os)\b/i, ar: /بيتي|منسّقتي/ };

describe('the vocabulary in the office', () => {
  beforeAll(() => use_language('en', loaders));
  test('speaks about the mother, not as the mother', () => {
    expect(office_words('place', 'my_home', 'At my home')).toBe('At the mother’s home');
    expect(office_words('passed_to', 'coordinator')).toBe('Her coordinator');
  });
  test('leaves a group’s own words as they are', () => expect(office_words('place', 'my_home', 'In my kitchen')).toBe('In my kitchen'));
  test('falls back to the mother’s words where nobody speaks of herself', () => expect(office_words('place', 'library', 'Library')).toBe('Library'));
  test('no code of the template says I, we or my, in any language', async () => {
    for (const code of ['en', 'da', 'ar']) {
      await use_language(code, loaders);
      const keys = Object.keys(messages('office', code).messages).filter((key) => /^vocabulary\.(\w+)\.(?!title)/.test(key));
      for (const key of keys) expect(office_words(...(key.split('.').slice(1) as [string, string])), key).not.toMatch(mine[code]!);
    }
  });
});
