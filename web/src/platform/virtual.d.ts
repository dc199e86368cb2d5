// SPDX-License-Identifier: AGPL-3.0-or-later
// Modules that the build makes from content/ (tools/plugins.ts).
declare module 'virtual:bydel-languages' {
  export const languages: { code: string; name: string; own_name: string; direction: 'ltr' | 'rtl'; numbering: string; review: string }[];
}
declare module 'virtual:bydel-messages/field' {
  export const load: Record<string, () => Promise<{ default: import('./message.ts').Messages }>>;
}
declare module 'virtual:bydel-messages/office' {
  export const load: Record<string, () => Promise<{ default: import('./message.ts').Messages }>>;
}
declare module 'virtual:bydel-icons' {
  export const names: string[];
  export const sprite: string;
}
