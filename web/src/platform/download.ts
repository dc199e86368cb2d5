// SPDX-License-Identifier: AGPL-3.0-or-later
// A file that this page made, handed to the browser to keep.

export function download(name: string, file: Blob): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(file);
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A name for a file from its title: letters, digits and hyphens. */
export function file_name(title: string, ending: string, without_letters = 'file'): string {
  const name = title.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  return `${name === '' ? without_letters : name}.${ending}`;
}
