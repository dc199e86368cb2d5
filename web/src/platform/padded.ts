// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything that a person saves is encrypted at one length, so that neither the phone's store nor the network tells a worry from a conversation.
// JSON may have spaces after it: who reads it need not know.
import { utf8, type Bytes } from './bytes.ts';

export const one_size = 2048; // twice the largest conversation that the template allows; what is larger takes two

export function padded_json(value: object): Bytes {
  const text = utf8(JSON.stringify(value));
  const padded = new Uint8Array(Math.ceil(text.length / one_size) * one_size).fill(0x20);
  padded.set(text);
  return padded;
}

// Whether ciphertext of AES-GCM (16 bytes longer than its text) was padded.
export function is_padded(ciphertext: ArrayBuffer): boolean {
  return (ciphertext.byteLength - 16) % one_size === 0;
}
