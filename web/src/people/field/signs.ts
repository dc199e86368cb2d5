// SPDX-License-Identifier: AGPL-3.0-or-later
// The signs by which a lock screen tells persons apart: a picture and a colour, never a name.
import type { Sign } from '../../platform/store/types.ts';

export const shapes = ['star', 'leaf', 'sun', 'moon', 'boat', 'cup', 'flower', 'bird'];
export const colours = ['teal', 'clay', 'plum', 'moss', 'sky', 'sand'];

// One that nobody on this phone has yet.
export function free_sign(taken: readonly Sign[]): Sign {
  const shape = shapes.find((one) => !taken.some((sign) => sign.shape === one)) ?? shapes[0]!;
  return { shape, colour: colours[taken.length % colours.length]! };
}
