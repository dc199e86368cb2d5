// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { dialled } from '../../platform/text/dialled.ts';
import { in_order, messenger_links } from './people.ts';
import type { Person } from './people.ts';

test('a message goes to her number where it can be dialled, else to nobody yet, and keeps its line ends', () => {
  expect(dialled('+45 20 12 34 56')).toBe('+4520123456');
  expect(dialled('ask her sister')).toBe('');
  const links = messenger_links('+45 20 12 34 56', 'Hej & velkommen\nhttps://a.example/#i=dk.x');
  expect(links.sms).toBe('sms:+4520123456?&body=Hej%20%26%20velkommen%0Ahttps%3A%2F%2Fa.example%2F%23i%3Ddk.x');
  expect(links.whatsapp).toBe('https://wa.me/4520123456?text=Hej%20%26%20velkommen%0Ahttps%3A%2F%2Fa.example%2F%23i%3Ddk.x');
  expect(messenger_links(null, 'x')).toEqual({ sms: 'sms:?&body=x', whatsapp: 'https://wa.me/?text=x' });
});

test('those who are here come first, each by name', () => {
  const person = (display_name: string, state: 'active' | 'left') => ({ display_name, state }) as Person;
  const people = [person('Zahra', 'active'), person('Aisha', 'left'), person('Åse', 'active'), person('Amina', 'active')];
  expect(in_order(people, 'da').map((one) => one.display_name)).toEqual(['Amina', 'Zahra', 'Åse', 'Aisha']);
});
