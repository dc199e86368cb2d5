// SPDX-License-Identifier: AGPL-3.0-or-later
// Which forms a counted message needs: the categories that Unicode (CLDR) has for the language, which Node knows. Arabic has six.

// A year or a month is named, not counted: "in year 3" has one form. `last` is the last year of a model.
const NAMED_NOT_COUNTED = ['year', 'month', 'last'];
const UP_TO = 1000; // far enough to meet every category of whole numbers

const is_counted = ({ name }) => !NAMED_NOT_COUNTED.includes(name);

/** The names that the plurals of a message count. */
export const counted_arguments = (plurals) => [...new Set(plurals.filter(is_counted).map((one) => one.name))];

/** The heading of a column stands over any number: it counts none. Its key ends in `heading` or stands under `column`. */
export const is_heading = (key) => /(^|[._])heading$|\.columns?\./.test(key);

/** The categories of the language that a plural lacks. An exact number (`=0`) stands for its category where that holds no other number. */
export function missing_branches(code, plural) {
  if (!is_counted(plural) || Intl.PluralRules.supportedLocalesOf(code).length === 0) return [];
  const rules = new Intl.PluralRules(code, { type: plural.kind === 'selectordinal' ? 'ordinal' : 'cardinal' });
  return rules.resolvedOptions().pluralCategories.filter((category) => !plural.branches.includes(category) && !is_covered(rules, category, plural.branches));
}

function is_covered(rules, category, branches) {
  for (let count = 0; count <= UP_TO; count += 1)
    if (rules.select(count) === category && !branches.includes(`=${count}`)) return false;
  return true;
}
