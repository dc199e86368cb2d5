// SPDX-License-Identifier: AGPL-3.0-or-later
// Icons are shown inline, so only a short list of shapes and attributes is let in. Returns the names of the icons.
import { is_name } from './report.mjs';

const SHAPES = ['svg', 'g', 'path', 'circle', 'ellipse', 'rect', 'line', 'polyline', 'polygon'];
const ATTRIBUTES = ['xmlns', 'viewBox', 'fill', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin', 'stroke-dasharray', 'd', 'cx', 'cy',
  'r', 'rx', 'ry', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'width', 'height', 'points', 'transform'];
const MOST_BYTES = 4096;
const TAG = /^<(\/?)([A-Za-z]+)((?:\s+[A-Za-z][\w:-]*="[^"<>&]*")*)\s*(\/?)>\s*/;

export function check_icons(report) {
  const names = new Set();
  for (const file of report.files('icons', '.svg')) {
    const name = file.slice(0, -4);
    if (!is_name(name)) report.fault(`icons/${file}`, 'the name must be lower_snake_case');
    names.add(name);
    check_drawing((what) => report.fault(`icons/${file}`, what), report.text(`icons/${file}`).trim());
  }
  return names;
}

function check_drawing(fault, drawing) {
  if (drawing.length > MOST_BYTES) fault(`is ${drawing.length} bytes, at most ${MOST_BYTES}`);
  if (!/^<svg [^>]*viewBox="0 0 (24 24|48 48)"/.test(drawing)) fault('must begin with <svg … viewBox="0 0 24 24"> or "0 0 48 48"');
  if (!drawing.includes('currentColor')) fault('must be drawn in currentColor');
  const open = [];
  let rest = drawing;
  while (rest !== '') {
    const tag = TAG.exec(rest);
    if (!tag) return fault(`is not plain SVG near: ${rest.slice(0, 40)}`);
    const [whole, closing, name, attributes, empty] = tag;
    if (!SHAPES.includes(name)) fault(`<${name}> is not allowed`);
    check_attributes(fault, attributes);
    if (closing && open.pop() !== name) fault(`</${name}> closes nothing`);
    if (!closing && !empty) open.push(name);
    rest = rest.slice(whole.length);
  }
  if (open.length > 0) fault(`<${open.at(-1)}> is not closed`);
}

function check_attributes(fault, attributes) {
  for (const [, name, value] of attributes.matchAll(/([A-Za-z][\w:-]*)="([^"]*)"/g)) {
    if (!ATTRIBUTES.includes(name)) fault(`the attribute ${name} is not allowed`);
    if (name !== 'xmlns' && /url\(|:\/\/|#/.test(value)) fault(`${name} refers to something outside, or sets a colour`);
  }
}
