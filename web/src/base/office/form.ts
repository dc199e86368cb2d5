// SPDX-License-Identifier: AGPL-3.0-or-later
// A form as a list of its fields. Every value is a text; what is empty is ''. Pure.

export type FormField<Key extends string = string> = {
  key: Key;
  label: string;
  kind: 'text' | 'phone' | 'day' | 'choice' | 'password';
  hint?: string;
  most?: number; ///< letters
  choices?: readonly { code: string; label: string }[];
  unchosen?: string; ///< what stands there while nothing is chosen
  first_day?: string;
  last_day?: string;
  /** The sentence that stands at it when it is empty. */
  needed?: string;
  /** Other names by which the server tells of it. */
  also?: readonly string[];
};
export type Values<Key extends string> = Record<Key, string>;
type Sentences<Key extends string> = Partial<Record<Key, string>>;

const keys_of = <Key extends string>(values: Values<Key>): Key[] => Object.keys(values) as Key[];

/** What is typed is saved without the spaces around it; a password is as it is. */
export function tidy<Key extends string>(fields: readonly FormField<Key>[], values: Values<Key>): Values<Key> {
  const tidied = { ...values };
  for (const { key, kind } of fields) if (kind !== 'password') tidied[key] = values[key].trim();
  return tidied;
}

export function missing<Key extends string>(fields: readonly FormField<Key>[], values: Values<Key>): Sentences<Key> {
  const found: Sentences<Key> = {};
  for (const { key, needed } of fields) if (needed !== undefined && values[key].trim() === '') found[key] = needed;
  return found;
}

/** The field of this form that a problem is about. */
export function field_named<Key extends string>(fields: readonly FormField<Key>[], name: string | null): Key | null {
  return fields.find((field) => field.key === name || (name !== null && field.also?.includes(name)))?.key ?? null;
}

/** Only what differs from what is saved: that much she has typed. */
export function changed<Key extends string>(values: Values<Key>, saved: Values<Key>): Sentences<Key> {
  const found: Sentences<Key> = {};
  for (const key of keys_of(saved)) if (values[key] !== saved[key]) found[key] = values[key];
  return found;
}

/** What is saved has become `now`, here or elsewhere: each field in which nothing was typed follows, the others stay. */
export function followed<Key extends string>(values: Values<Key>, before: Values<Key>, now: Values<Key>): Values<Key> {
  const next = { ...values };
  for (const key of keys_of(now)) if (values[key] === before[key]) next[key] = now[key];
  return next;
}
