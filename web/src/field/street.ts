// SPDX-License-Identifier: AGPL-3.0-or-later
// The pages of a conversation in the street, in one file: all of them are on the phone or none.
import ConcernPage from '../concern/field/ConcernPage.svelte';
import LogPage from '../outreach/field/LogPage.svelte';
import HomePage from './HomePage.svelte';

export const pages: Record<string, unknown> = { home: HomePage, log: LogPage, concern: ConcernPage };
