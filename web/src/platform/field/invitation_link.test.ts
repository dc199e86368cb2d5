// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { find_invitation } from './invitation_link.ts';

const token = 'dk.Zm9vYmFyLXF1dXhfMTIzNDU2Nzg5MGFiY2RlZmdoaWp';
const opened = (link: string) => {
  const address = new URL(link, 'https://notes.example.org');
  return find_invitation(address.pathname, address.search, address.hash);
};
const behind = ['', '.', ',', ')', '>', '%3E', '%20', '%0A', '%D8%8C', '%E2%80%8B', '%E2%80%8F', '*', '_', '-', '%22', '"', ' and hello', '&fbclid=IwAR0abc', '?utm_source=sms', '/', '%', '%E2%80', '\u200b.', '%252E'];
const around = [`/#i%3D${token}`, `/%23i=${token}`, `/%23i%3D${token}`, `/%2523i%253D${token}`, `/#I=${token}`, `/?fbclid=IwAR0abc#i=${token}`, `/?x#i=${token}`, `/?x%23i=${token}`, `/#%E2%80%8Bi=${token}`, `/#i=${token.slice(0, 20)}%0D%0A${token.slice(20)}`, `/#i=%20${token}`];

describe('an invitation that a messenger has mangled', () => {
  test('opens as the link alone, whatever stands behind it', () => {
    for (const more of behind) expect(opened(`/#i=${token}${more}`), more).toEqual({ kind: 'whole', token });
  });
  test('opens as the link alone, encoded or with something in front', () => {
    for (const link of around) expect(opened(link), link).toEqual({ kind: 'whole', token });
  });
  test('is known to be cut off', () => {
    for (const end of [0, 1, 3, 20, token.length - 1]) expect(opened(`/#i=${token.slice(0, end)}`), String(end)).toEqual({ kind: 'cut' });
    expect(opened('/#i')).toEqual({ kind: 'cut' });
    expect(opened(`/#i=${token.slice(0, 20)}...`)).toEqual({ kind: 'cut' });
    expect(opened(`/%23i=${token.slice(0, 20)}`)).toEqual({ kind: 'cut' });
  });
  test('another address is none', () => {
    for (const link of ['/', '/?fbclid=IwAR0abc', '/#main', '/office', '/?ui=1', '/#:~:text=hi']) expect(opened(link), link).toBeNull();
  });
});
