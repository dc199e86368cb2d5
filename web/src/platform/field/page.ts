// SPDX-License-Identifier: AGPL-3.0-or-later
// Pages of the phone that are loaded when they are first opened, by name, as a slice declares them in `<slice>/field/pages.ts`.

export type LaterPages = Record<string, () => Promise<{ default: unknown }>>;
