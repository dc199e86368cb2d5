// SPDX-License-Identifier: AGPL-3.0-or-later
// What of a job needs somebody.

import type { JobNow } from '../../wire/wire.ts';

export function in_trouble(job: Pick<JobNow, 'state'>): boolean {
  return job.state === 'failing' || job.state === 'late';
}

export function troubled(jobs: readonly Pick<JobNow, 'state'>[]): number {
  return jobs.filter(in_trouble).length;
}

/** 3: "03:00", as the times of the last runs are written. */
export function shown_hour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
