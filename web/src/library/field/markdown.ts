// SPDX-License-Identifier: AGPL-3.0-or-later
// The little Markdown that cards use (content/README.md): headings, paragraphs, lists, bold, emphasis, links to https and tel. It makes
// values, not HTML: a page draws them as elements, so a card can never bring markup of its own.
export type Span = { kind: 'text' | 'strong' | 'emphasis'; text: string } | { kind: 'link'; text: string; address: string };
export type Block = { kind: 'heading'; level: number; spans: Span[] } | { kind: 'paragraph'; spans: Span[] } | { kind: 'list'; ordered: boolean; items: Span[][] };

// What a card opens with: its first paragraph (content/README.md); the rest unfolds.
export function lead_and_rest(all: readonly Block[]): { lead: Block[]; rest: Block[] } {
  const lead = all[0]?.kind === 'paragraph' ? 1 : 0;
  return { lead: all.slice(0, lead), rest: all.slice(lead) };
}

const heading = /^(#{1,4})\s+(.*)$/;
const bullet = /^\s*[-*+]\s+(.*)$/;
const numbered = /^\s*\p{Nd}+[.)]\s+(.*)$/u;

export function blocks(text: string): Block[] {
  const found: Block[] = [];
  let paragraph: string[] = [];
  const close = () => {
    if (paragraph.length) found.push({ kind: 'paragraph', spans: spans(paragraph.join(' ')) });
    paragraph = [];
  };
  for (const line of text.replace(/\r/g, '').split('\n')) {
    const title = heading.exec(line);
    const point = bullet.exec(line) ?? numbered.exec(line);
    if (title) {
      close();
      found.push({ kind: 'heading', level: title[1]!.length, spans: spans(title[2]!) });
    } else if (point) {
      close();
      add_point(found, numbered.test(line), point[1]!);
    } else if (line.trim() === '') {
      close();
    } else if (paragraph.length === 0 && continues_point(found, line)) {
      add_to_point(found, line.trim());
    } else {
      paragraph.push(line.trim());
    }
  }
  close();
  return found;
}

function add_point(found: Block[], ordered: boolean, text: string): void {
  const last = found[found.length - 1];
  if (last?.kind === 'list' && last.ordered === ordered) last.items.push(spans(text));
  else found.push({ kind: 'list', ordered, items: [spans(text)] });
}

function continues_point(found: Block[], line: string): boolean {
  return /^\s{2,}\S/.test(line) && found[found.length - 1]?.kind === 'list';
}

function add_to_point(found: Block[], text: string): void {
  const last = found[found.length - 1];
  if (last?.kind === 'list') last.items[last.items.length - 1]!.push(...spans(' ' + text));
}

export function spans(text: string): Span[] {
  const found: Span[] = [];
  const marks = /\*\*(.+?)\*\*|__(.+?)__|\*(.+?)\*|\[([^\]]+)\]\(((?:https:\/\/|tel:)[^\s)]+)\)/g;
  let at = 0;
  for (const mark of text.matchAll(marks)) {
    const from = mark.index;
    if (from > at) found.push({ kind: 'text', text: text.slice(at, from) });
    const [, strong, strong_too, emphasis, words, address] = mark;
    if (words !== undefined && address !== undefined) found.push({ kind: 'link', text: words, address });
    else if (emphasis !== undefined) found.push({ kind: 'emphasis', text: emphasis });
    else found.push({ kind: 'strong', text: (strong ?? strong_too)! });
    at = from + mark[0].length;
  }
  if (at < text.length) found.push({ kind: 'text', text: text.slice(at) });
  return found;
}
