// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { add_own, allowed, fit, hide, is_hidden, laid_over, move, own_code, own_words, relabel, show, undo } from './overlay.ts';
import type { Operation, TemplateItem, TemplateList } from './overlay.ts';

const item = (code: string, retired = false): TemplateItem =>
  ({ code, icon: code, label: code.toUpperCase(), retired, hidden: false, sensitive: false, protected: false, position: null, parent: null });
const list: TemplateList = { list: 'place', multiple: false, sensitive: false, items: ['a', 'b', 'c'].map((code) => item(code)) };
const own = { list: 'place', code: 'own_mosque', parent: 'b', icon: 'b', labels: { da: 'Moskeen' } };
const nothing = (): null => null;
const codes = (operations: Operation[]): string => laid_over(list, operations, 'da', nothing).map((one) => one.code).join('');

describe('operations', () => {
  test('hiding twice is hiding once, and showing leaves nothing', () => {
    const hidden = hide(hide([], 'place', 'a'), 'place', 'a');
    expect(hidden).toEqual([{ op: 'hide', list: 'place', code: 'a' }]);
    expect(is_hidden(hidden, 'place', 'a')).toBe(true);
    expect(show(hidden, 'place', 'a')).toEqual([]);
  });
  test('own words replace own words, and empty ones take them back', () => {
    const once = relabel([], 'place', 'a', { da: 'Her', ar: ' ' });
    expect(once).toEqual([{ op: 'label', list: 'place', code: 'a', labels: { da: 'Her' } }]);
    expect(own_words(once, 'place', 'a')).toEqual({ da: 'Her' });
    expect(relabel(once, 'place', 'a', { da: 'Der' })).toHaveLength(1);
    expect(relabel(once, 'place', 'a', { da: '' })).toEqual([]);
  });
  test('words of an own item stay in its own operation', () => {
    const operations = relabel(add_own([], own), 'place', 'own_mosque', { da: 'Kirken' });
    expect(operations).toEqual([{ op: 'add', ...own, labels: { da: 'Kirken' } }]);
  });
  test('moving up and down, to the ends and not beyond', () => {
    expect(codes(move([], 'place', ['a', 'b', 'c'], 'b', -1))).toBe('bac');
    expect(codes(move([], 'place', ['a', 'b', 'c'], 'b', 1))).toBe('acb');
    expect(codes(move([], 'place', ['a', 'b', 'c'], 'a', 1))).toBe('bac');
    expect(move([], 'place', ['a', 'b', 'c'], 'c', 1)).toEqual([]);
    expect(move([], 'place', ['a', 'b', 'c'], 'a', -1)).toEqual([]);
  });
  test('taking an own item back takes what was said about it', () => {
    const operations = hide(add_own([], own), 'place', 'own_mosque');
    expect(undo(operations, operations[0] as Operation)).toEqual([]);
  });
});

describe('the list as the group sees it', () => {
  test('own items come last, hidden ones stay marked', () => {
    const shown = laid_over(list, hide(add_own([], own), 'place', 'a'), 'da', nothing);
    expect(shown.map((one) => one.label)).toEqual(['A', 'B', 'C', 'Moskeen']);
    expect(shown[0]?.hidden).toBe(true);
    expect(shown[3]).toMatchObject({ own: true, parent: 'b' });
  });
  test('a list that already carries what was saved can be laid over again', () => {
    const operations = relabel(add_own([], own), 'place', 'a', { da: 'Her' });
    const saved: TemplateList = { ...list, items: [{ ...item('a'), label: 'Her', hidden: true }, item('b'), { ...item('own_mosque'), parent: 'b' }] };
    const national = (_list: string, code: string): string => `national ${code}`;
    expect(laid_over(saved, operations, 'da', national).map((one) => one.label)).toEqual(['Her', 'national b', 'Moskeen']);
    expect(laid_over(saved, [], 'da', national)).toMatchObject([{ label: 'national a', hidden: false }, { label: 'national b' }]);
  });
  test('taking a saved move back shows the national order at once', () => {
    const saved_move: Operation = { op: 'move', list: 'place', code: 'c', before: 'a' };
    const saved: TemplateList = { ...list, items: [{ ...item('c'), position: 2 }, { ...item('own_mosque'), parent: 'b' }, { ...item('a'), position: 0 }, { ...item('b'), position: 1 }] };
    const order = (operations: Operation[]): string => laid_over(saved, operations, 'da', nothing).map((one) => one.code).join(' ');
    expect(order([{ op: 'add', ...own }, saved_move])).toBe('c a b own_mosque');
    expect(order([{ op: 'add', ...own }])).toBe('a b c own_mosque');
    expect(order([])).toBe('a b c');
  });
});

describe('a protected item', () => {
  const guarded: TemplateList = { ...list, items: [item('a'), { ...item('worry'), protected: true }] };
  const about = { list: 'place', code: 'worry' };
  const earlier: Operation[] = [{ op: 'hide', ...about }, { op: 'label', ...about, labels: { da: 'Andet' } }, { op: 'move', ...about, before: 'a' }, { op: 'hide', list: 'place', code: 'a' }];

  test('is shown under its national name, whatever was saved before it was protected', () => {
    expect(laid_over(guarded, earlier, 'da', nothing)).toMatchObject([{ code: 'worry', hidden: false, label: 'WORRY' }, { code: 'a', hidden: true }]);
  });
  test('takes what hid or renamed it out of what is saved next, and nothing else', () => {
    expect(allowed(earlier, [guarded])).toEqual(earlier.slice(2));
    expect(allowed(earlier, [{ ...guarded, list: 'themes' }])).toEqual(earlier);
  });
});

describe('merging forward, one by one', () => {
  const newer: TemplateList[] = [{ ...list, items: [item('a'), item('b', true)] }];
  test.each<[Operation, string]>([
    [{ op: 'label', list: 'place', code: 'a', labels: {} }, 'fits'],
    [{ op: 'label', list: 'place', code: 'b', labels: {} }, 'retired'],
    [{ op: 'move', list: 'place', code: 'c', before: null }, 'gone'],
    [{ op: 'hide', list: 'place', code: 'b' }, 'fits'],
    [{ op: 'add', ...own }, 'parent_gone'],
    [{ op: 'add', ...own, parent: 'a' }, 'fits'],
  ])('%#', (operation, expected) => {
    expect(fit(operation, newer)).toBe(expected);
  });
});

test('an own code is plainly own, and new', () => {
  const turns = [0, 0, 0.5];
  const random = (): number => turns.shift() ?? 0.9;
  const first = own_code('På caféen!', [], random);
  expect(first).toMatch(/^own_[a-z0-9_]+$/);
  expect(own_code('På caféen!', [first], random)).not.toBe(first);
  expect(own_code('المقهى', [])).toMatch(/^own_[a-z0-9]{4}$/);
});
