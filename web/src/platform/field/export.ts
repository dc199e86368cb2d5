// SPDX-License-Identifier: AGPL-3.0-or-later
// Her unsent work as a file that only the server can open; the coordinator imports it (docs/sync.md).
import type { Day } from '../day.ts';
import { download } from '../download.ts';
import type { OutboxItem, Person } from '../store/types.ts';
import type { SealedItem } from '../sync/seal_item.ts';

export type ExportFile = { format: 'bydel-outbox-1'; programme_id: string; device_id: string; exported_on: Day; items: SealedItem[] };

export function export_file(person: Person, outbox: readonly OutboxItem[], on: Day): ExportFile {
  const items = outbox.filter((item) => item.state !== 'sent').map(({ item_id, key_id, sealed }) => ({ item_id, key_id, sealed }));
  return { format: 'bydel-outbox-1', programme_id: person.programme_id, device_id: person.device_id, exported_on: on, items };
}

// The phone's own sheet for sharing where it takes files, else a download. The name of the file says nothing. False when she turned back.
export async function hand_over(file: unknown, on: Day): Promise<boolean> {
  const name = `notes-${on}.json`;
  const made = new File([JSON.stringify(file)], name, { type: 'application/json' });
  if (navigator.canShare?.({ files: [made] })) {
    return navigator.share({ files: [made] }).then(
      () => true,
      () => false,
    );
  }
  download(name, made);
  return true;
}
