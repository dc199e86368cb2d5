// SPDX-License-Identifier: AGPL-3.0-or-later
// The template's lists with the group's adaptation applied (design 9.5), by the same rules as src/programme/rules.cpp. Pure.
export type Labels = Record<string, string>;
export type Operation = { op: string; list: string; code: string; parent?: string; icon?: string; before?: string | null; labels?: Labels };
export type Item = { code: string; icon: string; retired: boolean; hidden: boolean; protected: boolean; default: boolean; ladder: boolean; labels: Labels };
export type List = { list: string; multiple: boolean; items: Item[] };
export type Document = { lists: { list: string; multiple?: boolean; items: (Partial<Item> & { code: string })[] }[] };

export function apply(document: Document, operations: readonly Operation[]): List[] {
  const lists = document.lists.map(({ list, multiple, items }) => ({ list, multiple: multiple === true, items: items.map(item_of) }));
  for (const operation of operations) {
    const list = lists.find((one) => one.list === operation.list);
    if (list) list.items = apply_one(list.items, operation);
  }
  return lists;
}

function item_of(item: Partial<Item> & { code: string }): Item {
  return {
    code: item.code,
    icon: item.icon ?? item.code,
    retired: item.retired === true,
    hidden: false,
    protected: item.protected === true,
    default: item.default === true,
    ladder: item.ladder === true,
    labels: item.labels ?? {},
  };
}

function apply_one(items: Item[], { op, code, icon, parent, before, labels = {} }: Operation): Item[] {
  const known = items.find((item) => item.code === code);
  if (op === 'add') {
    const national = items.find((item) => item.code === parent);
    return known ? items : [...items, item_of({ code, icon: icon || national?.icon || '', labels })];
  }
  if (!known) return items;
  if (known.protected && (op === 'hide' || op === 'label')) return items; // stored before the code was protected
  if (op === 'move') {
    if (code === before) return items;
    const rest = items.filter((item) => item !== known);
    const at = rest.findIndex((item) => item.code === before);
    return at < 0 ? [...rest, known] : [...rest.slice(0, at), known, ...rest.slice(at)];
  }
  const change: Record<string, Partial<Item>> = { hide: { hidden: true }, show: { hidden: false }, label: { labels } };
  const changed = change[op];
  return changed ? items.map((item) => (item === known ? { ...item, ...changed } : item)) : items;
}

// What can be chosen now; a code that an old record holds is still shown there.
export function choices(list: List | undefined): Item[] {
  return list?.items.filter((item) => !item.retired && !item.hidden) ?? [];
}
