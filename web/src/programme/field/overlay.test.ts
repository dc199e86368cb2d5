// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { apply, choices, type Document, type Operation } from './overlay.ts';

const document: Document = {
  lists: [
    { list: 'place', items: [{ code: 'street', icon: 'street' }, { code: 'door', icon: 'door' }, { code: 'old', icon: 'old', retired: true }] },
    { list: 'themes', multiple: true, items: [{ code: 'money', icon: 'money' }] },
  ],
};
const codes = (operations: Operation[], list = 'place') => choices(apply(document, operations).find((one) => one.list === list)).map((item) => item.code);

describe('a group\'s adaptation', () => {
  test('no operations give the national lists without what is retired', () => {
    expect(codes([])).toEqual(['street', 'door']);
    expect(apply(document, [])[1]?.multiple).toBe(true);
  });
  test('hide, show, move, add and label do what they say', () => {
    expect(codes([{ op: 'hide', list: 'place', code: 'street' }])).toEqual(['door']);
    expect(codes([{ op: 'hide', list: 'place', code: 'street' }, { op: 'show', list: 'place', code: 'street' }])).toEqual(['street', 'door']);
    expect(codes([{ op: 'move', list: 'place', code: 'door', before: 'street' }])).toEqual(['door', 'street']);
    expect(codes([{ op: 'move', list: 'place', code: 'street', before: null }])).toEqual(['door', 'street']);
    const own: Operation = { op: 'add', list: 'place', code: 'own_1', parent: 'door', labels: { da: 'Porten' } };
    const added = apply(document, [own])[0]!.items.find((item) => item.code === 'own_1');
    expect(added).toMatchObject({ icon: 'door', labels: { da: 'Porten' } });
    expect(apply(document, [{ op: 'label', list: 'place', code: 'door', labels: { en: 'Gate' } }])[0]!.items[1]!.labels).toEqual({ en: 'Gate' });
  });
  test('operations on what is not there are passed over', () => {
    expect(codes([{ op: 'hide', list: 'place', code: 'gone' }, { op: 'hide', list: 'gone', code: 'street' }, { op: 'odd', list: 'place', code: 'door' }])).toEqual(['street', 'door']);
  });
  test('a protected code can be moved, but neither hidden nor renamed', () => {
    const guarded: Document = { lists: [{ list: 'next_step', items: [{ code: 'meet_again' }, { code: 'worry', protected: true }] }] };
    const seen = (...operations: Operation[]) => choices(apply(guarded, operations)[0]).map((item) => [item.code, item.labels]);
    const about = { list: 'next_step', code: 'worry' };
    expect(seen({ op: 'hide', ...about }, { op: 'label', ...about, labels: { en: 'Other' } })).toEqual([['meet_again', {}], ['worry', {}]]);
    expect(seen({ op: 'move', ...about, before: 'meet_again' })).toEqual([['worry', {}], ['meet_again', {}]]);
  });
  test('whatever a group does, the protected code stays to be chosen under its national name', () => {
    const guarded: Document = { lists: [{ list: 'next_step', items: [{ code: 'meet_again' }, { code: 'worry', protected: true }] }] };
    let seed = 7;
    const pick = <T>(from: T[]): T => from[(seed = (seed * 48271) % 2147483647) % from.length]!;
    for (let round = 0; round < 2000; round += 1) {
      const operations = Array.from({ length: pick([0, 1, 2, 5, 8]) }, () => ({
        op: pick(['hide', 'show', 'label', 'add', 'move', 'erase']),
        list: 'next_step',
        code: pick(['worry', 'meet_again', 'own_worry']),
        parent: pick(['worry', 'meet_again']),
        before: pick(['worry', 'meet_again', null]),
        labels: { en: 'Other' },
      }));
      const worry = choices(apply(guarded, operations)[0]).filter((item) => item.code === 'worry');
      expect(worry.map((item) => item.labels)).toEqual([{}]);
    }
  });
});
