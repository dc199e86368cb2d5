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
});
