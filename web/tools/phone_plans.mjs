// SPDX-License-Identifier: AGPL-3.0-or-later
// The numbering plan of every country, as the server's reader of telephone numbers asks for it (src/platform/i18n/phone_plans.cpp), out of
// libphonenumber-js, which keeps Google's tables. It prints them; after an update of that package: node tools/phone_plans.mjs --write
import { readFileSync, writeFileSync } from 'node:fs';
import { Metadata } from 'libphonenumber-js/core';
import { answer_help } from '../../script/answer_help.mjs';

const tables = JSON.parse(readFileSync(new URL('../node_modules/libphonenumber-js/metadata.min.json', import.meta.url), 'utf8'));
const version = JSON.parse(readFileSync(new URL('../node_modules/libphonenumber-js/package.json', import.meta.url), 'utf8')).version;
const place = new URL('../../src/platform/i18n/phone_plans.cpp', import.meta.url);

const text = (value) => (value ? `R"~(${value})~"` : '""');

function plan_of(metadata, country, is_first) {
  metadata.selectNumberingPlan(country);
  const plan = metadata.numberingPlan;
  const fields = [plan.callingCode(), plan.IDDPrefix(), plan.nationalPrefixForParsing(), plan.nationalPrefixTransformRule(), plan.nationalNumberPattern()];
  const formats = is_first ? plan.formats().filter((format) => format.internationalFormat()) : [];
  const array = formats.length ? `formats_${country}` : '{}';
  const lines = formats.map((format) => `    { ${[format.leadingDigitsPatterns().at(-1), format.pattern(), format.internationalFormat()].map(text).join(', ')} },\n`);
  return {
    formats: formats.length ? `constexpr PhoneFormat formats_${country}[] = {\n${lines.join('')}};\n` : '',
    plan: `    { "${country}", ${fields.map(text).join(', ')}, ${array} },\n`,
  };
}

/** The text of phone_plans.cpp. Countries that share a code stand together, the one whose formats hold for all of them first. */
function phone_plans() {
  const metadata = new Metadata(tables);
  const plans = Object.values(tables.country_calling_codes).flatMap((countries) => countries.map((country, at) => plan_of(metadata, country, at === 0)));
  return `// SPDX-License-Identifier: AGPL-3.0-or-later
// Written by web/tools/phone_plans.mjs out of libphonenumber-js ${version} (MIT; its tables are those of Google's libphonenumber, Apache 2.0). Do not edit.
#include "platform/i18n/phone_plans.h"

namespace bydel::i18n {

// clang-format off
namespace {
${plans.map((one) => one.formats).join('')}constexpr PhonePlan plans[] = {
${plans.map((one) => one.plan).join('')}};
} // namespace

std::span<PhonePlan const> phone_plans() { return plans; }

} // namespace bydel::i18n
`;
}

answer_help(import.meta.url, { options: ['--write'] });
if (process.argv.includes('--write')) writeFileSync(place, phone_plans());
else process.stdout.write(phone_plans());
