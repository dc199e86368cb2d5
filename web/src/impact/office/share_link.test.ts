// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { match_route } from '../../platform/office/paths.ts';
import { changes_between, count_changes, with_changes } from './changes.ts';
import { as_document } from './document.ts';
import type { CostModel } from './document.ts';
import { with_line, with_member, with_new_line, with_value, without_line } from './edits.ts';
import { put_on_top } from './opened.ts';
import { read_changes, write_changes } from './share_link.ts';

const base = as_document(JSON.parse(readFileSync(new URL('../../../../content/impact/bydelsmoedre_2016_b.json', import.meta.url), 'utf8'))) as CostModel;
const place_of = (id: string): number => base.inputs.findIndex((input) => input.id === id);
const through = (text: string): string => match_route(`#/impact/shipped/x?${new URLSearchParams({ changes: text }).toString()}`, ['/impact/shipped/:key']).search.changes ?? '';

function edited(): CostModel {
  let model = with_value(base, place_of('substitution'), 0.4);
  model = with_new_line(model, 'inputs', 'Æbler og نساء');
  model = without_line(model, 'scenarios', 0);
  model = with_line(model, 'outcomes', 1, { duration_years: 5, shares: { state: 1 } });
  return with_member(model, 'discounting', { schedule: 'green_book' });
}

describe('changes', () => {
  test('what differs, put on the same document, gives the changed one', () => {
    const { model, left_over } = with_changes(base, changes_between(base, edited()));
    expect(model).toEqual(edited());
    expect(left_over).toEqual([]);
  });
  test('they are counted by line', () => {
    expect(changes_between(base, base)).toEqual([]);
    expect(count_changes(changes_between(base, edited()))).toBe(5);
  });
  test('on another version, what fits is taken and what does not is told', () => {
    const other = without_line(base, 'inputs', place_of('substitution'));
    const { model, left_over } = with_changes(other, changes_between(base, edited()));
    expect(left_over.map((change) => change[1])).toContain('substitution');
    expect(model.discounting).toEqual({ schedule: 'green_book' });
  });
});

describe('a link', () => {
  test('carries the changes through an address and back', () => {
    const text = through(write_changes(changes_between(base, edited())));
    expect(text).toMatch(/^1\.[\w-]+$/);
    const opened = put_on_top(base, text, null);
    expect(opened).toMatchObject({ from: 'link', left_over: 0, broken: false });
    expect(opened.present.inputs).toEqual(edited().inputs.map((line) => (line.id === 'aebler_og' ? Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'note' && name !== 'approved')) : line)));
    expect(opened.present.discounting).toEqual({ schedule: 'green_book' });
  });
  test('carries no note, no approval and no name', () => {
    let model = with_line(base, 'inputs', 0, { note: 'Amina told me', approved: { by: 'Karen Blixen', on: '2026-01-01' }, value: 5 });
    model = with_member(model, 'reporting', { funding: 'Karen Blixen' });
    const { changes } = read_changes(write_changes(changes_between(base, model)));
    expect(JSON.stringify(changes)).not.toMatch(/Amina|Karen/);
    expect(changes).toContainEqual(['inputs', 'annual_cost', 'value', 5]);
  });
  test('nothing changed is no text', () => expect(write_changes([])).toBe(''));
  test.each(['x', '1.', '1.%%%', '2.W10', '1.bm90IGpzb24', '1.' + btoa('{"a":1}'), 'W10'])('%s is broken and harmless', (text) => {
    expect(read_changes(text)).toEqual({ changes: [], broken: true });
    expect(put_on_top(base, text, null).present).toEqual(base);
  });
  test('what is no change of a model is left out, and said', () => {
    const text = '1.' + btoa(JSON.stringify([['inputs', 'hours', 'value', 5], ['__proto__', { a: 1 }], ['inputs', 'hours', 'id', 'other'], ['costs', 'x', { id: 'y' }], ['claims', 'no list'], 7, ['format', 'evil']])).replace(/=/g, '');
    const read = read_changes(text);
    expect(read).toEqual({ changes: [['inputs', 'hours', 'value', 5]], broken: true });
  });
  test('a link cut off anywhere is broken, never an exception', () => {
    const text = write_changes(changes_between(base, edited()));
    for (let length = 1; length < text.length; length += 7) expect(() => put_on_top(base, text.slice(0, length), null)).not.toThrow();
    expect(read_changes(text.slice(0, text.length - 10)).broken).toBe(true);
  });
  test('a draft that began from the same link comes before it; one of another link does not', () => {
    const changes = changes_between(base, with_value(base, 0, 7));
    expect(put_on_top(base, 'x', { started_from: 'x', changes }).from).toBe('draft');
    expect(put_on_top(base, '', { started_from: 'x', changes }).from).toBe('nothing');
  });
});
