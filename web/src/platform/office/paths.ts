// SPDX-License-Identifier: AGPL-3.0-or-later
// Addresses of office pages, read and written. Pure.

export type Place = {
  pattern: string | null;
  path: string;
  params: Record<string, string>;
  search: Record<string, string>;
};

export function read_hash(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?');
  return { pattern: null, path: path === '' ? '/' : path, params: {}, search: Object.fromEntries(new URLSearchParams(search)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function match_pattern(path: string, pattern: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [position, part] of wanted.entries()) {
    const text = given[position] ?? '';
    if (part.startsWith(':') && text !== '') params[part.slice(1)] = decoded(text);
    else if (part !== text) return null;
  }
  return params;
}

export function match_route(hash: string, patterns: readonly string[]): Place {
  const place = read_hash(hash);
  for (const pattern of patterns) {
    const params = match_pattern(place.path, pattern);
    if (params !== null) return { ...place, pattern, params };
  }
  return place;
}

/** The address of a place, with `changed` put into its search. */
export function hash_of(place: Place, changed: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...place.search, ...changed }).toString();
  return `#${place.path}${query === '' ? '' : `?${query}`}`;
}

export function group_path(group_id: string, page: string, search: Record<string, string> = {}): string {
  const query = new URLSearchParams(search).toString();
  return `#/groups/${encodeURIComponent(group_id)}/${page}${query === '' ? '' : `?${query}`}`;
}
