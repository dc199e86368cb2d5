// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { resolve_many, resolve_one, suggest } from './type_ahead.ts';

const places = [
  { code: 'street', label: 'På gaden' },
  { code: 'playground', label: 'På legepladsen' },
  { code: 'door', label: 'Jeg bankede på' },
  { code: 'food', label: 'Mad og øvelse, ude' },
  { code: 'ar', label: 'أمام المدرسة' },
];

describe('one code from what is typed', () => {
  test('a number is the place in the list', () => {
    expect(resolve_one(places, '2')?.code).toBe('playground');
  });
  test('Arabic digits are digits', () => {
    expect(resolve_one(places, '٣')?.code).toBe('door');
  });
  test('a number beyond the list is nothing', () => {
    expect(resolve_one(places, '9')).toBeNull();
  });
  test('first letters of the label win over those of a later word', () => {
    expect(suggest(places, 'på').map((one) => one.code)).toEqual(['street', 'playground', 'door']);
    expect(resolve_one(places, 'lege')?.code).toBe('playground');
  });
  test('where a long word may break does not matter', () => {
    expect(resolve_one([{ code: 'school', label: 'Skole og dag\u00adinstitution' }], 'daginst')?.code).toBe('school');
  });
  test('accents and capitals do not matter, ø is o', () => {
    expect(resolve_one(places, 'OVEL')?.code).toBe('food');
    expect(resolve_one(places, 'pa g')?.code).toBe('street');
  });
  test('hamza and article do not matter in Arabic', () => {
    expect(resolve_one(places, 'امام')?.code).toBe('ar');
  });
  test('the code itself is understood', () => {
    expect(resolve_one(places, 'door')?.code).toBe('door');
  });
  test('nothing typed is nothing chosen, but everything suggested', () => {
    expect(resolve_one(places, '  ')).toBeNull();
    expect(suggest(places, '')).toHaveLength(5);
  });
});

describe('several codes', () => {
  test('numbers with spaces or commas', () => {
    expect(resolve_many(places, '1 3,2')).toEqual({ codes: ['street', 'door', 'playground'], unknown: '' });
  });
  test('a label with a comma in it is one code', () => {
    expect(resolve_many(places, 'Mad og øvelse, ude')).toEqual({ codes: ['food'], unknown: '' });
  });
  test('the same one twice is there once, and what is unknown is told', () => {
    expect(resolve_many(places, '1 1 xyz 99')).toEqual({ codes: ['street'], unknown: 'xyz 99' });
  });
});
