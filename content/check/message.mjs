// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads an ICU message far enough to know that its braces balance, which arguments it takes, and which of them it counts.

/** The names of the arguments, sorted, and its plurals; throws a sentence when the message cannot be read. */
export function read_message(message) {
  const reader = { message, at: 0, names: new Set(), plurals: [] };
  read_text(reader, false);
  return { names: [...reader.names].sort(), plurals: reader.plurals };
}

const next = (reader) => reader.message[reader.at] ?? '';
const skip_blanks = (reader) => { while (/\s/.test(next(reader))) reader.at += 1; };

function read_word(reader) {
  const start = reader.at;
  while (next(reader) !== '' && /[^\s,{}]/.test(next(reader))) reader.at += 1;
  return reader.message.slice(start, reader.at);
}

function expect(reader, sign) {
  skip_blanks(reader);
  if (next(reader) !== sign) throw new Error(`expected ${sign} at ${reader.at + 1}`);
  reader.at += 1;
}

function read_text(reader, inside) {
  while (next(reader) !== '') {
    if (next(reader) === '{') read_argument(reader);
    else if (next(reader) !== '}') reader.at += 1;
    else if (inside) return;
    else throw new Error(`a } too many at ${reader.at + 1}`);
  }
  if (inside) throw new Error('a } is missing');
}

function read_argument(reader) {
  expect(reader, '{');
  skip_blanks(reader);
  const name = read_word(reader);
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`"${name}" is not the name of an argument`);
  reader.names.add(name);
  skip_blanks(reader);
  if (next(reader) === ',') read_kind(reader, name);
  expect(reader, '}');
}

function read_kind(reader, name) {
  expect(reader, ',');
  skip_blanks(reader);
  const kind = read_word(reader);
  skip_blanks(reader);
  if (['plural', 'select', 'selectordinal'].includes(kind)) read_branches(reader, name, kind);
  else if (!['number', 'date', 'time'].includes(kind)) throw new Error(`"${kind}" is not a kind of argument`);
  else if (next(reader) === ',') { reader.at += 1; skip_blanks(reader); read_word(reader); }
}

function read_branches(reader, name, kind) {
  expect(reader, ',');
  const branches = [];
  skip_blanks(reader);
  while (next(reader) !== '}') {
    if (next(reader) === '') throw new Error('a } is missing');
    branches.push(read_word(reader));
    expect(reader, '{');
    read_text(reader, true);
    expect(reader, '}');
    skip_blanks(reader);
  }
  if (!branches.includes('other')) throw new Error(`${name} has no "other" branch`);
  if (kind !== 'select') reader.plurals.push({ name, kind, branches });
}
