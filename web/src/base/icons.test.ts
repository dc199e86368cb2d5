// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { content_folder, icons } from '../../tools/content.ts';
import { directional } from './directional.ts';

type Template = { lists: { items: { icon: string }[] }[] };

describe('icons', () => {
  const { names, sprite } = icons();
  test('every tile of the template has its picture', () => {
    const template = JSON.parse(readFileSync(content_folder + 'templates/conversation.json', 'utf8')) as Template;
    expect(template.lists.flatMap((list) => list.items.map((item) => item.icon)).filter((name) => !names.includes(name))).toEqual([]);
  });
  test('what is mirrored right to left is a picture that exists', () => {
    expect([...directional].filter((name) => !names.includes(name))).toEqual([]);
    expect(['clock', 'call', 'check', 'phone_shared', 'lock'].filter((name) => directional.has(name))).toEqual([]);
  });
  test('the sprite holds drawings only: no script, no style, no address', () => {
    expect(sprite).not.toMatch(/<script|<style|style=|\son\w+=|href=|url\(/i);
    expect(sprite.match(/<symbol /g)?.length).toBe(names.length);
  });
});
