// SPDX-License-Identifier: AGPL-3.0-or-later
// Node 18 has WebCrypto, but not yet under its global name.
import { webcrypto } from 'node:crypto';

if (!globalThis.crypto) Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
