#!/usr/bin/env bash
# html-to-text 10.0.1 (npm) and the headline of a page whose language has two letters i.
#
# It writes headings in capitals where nothing else is asked for, by `toUpperCase`, whatever language the page declares
# (`lang`). In Azerbaijani and Turkish the capital of i is İ, and I is that of ı (SpecialCasing.txt, tr and az): "diş" (tooth)
# and "dış" (outside) are both DIŞ. Nothing leads back: in small letters again, by the rules of the language, the headline
# "Dişimiz" is "dışımız", our outside, and an Azerbaijani who was found alive, "diri", is found by a word that does not exist.
#
# istinad changes no letter of a headline.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund html-to-text@10.0.1 >/dev/null
cat >try.cjs <<'JS'
const { convert } = require("html-to-text");

const expected = [
  ["tr", "Dişimiz", "DIŞIMIZ", "dışımız"],
  ["az", "Diri tapıldı", "DIRI TAPILDI", "dırı tapıldı"],
];
let changed = false;
for (const [language, headline, capitals, back] of expected) {
  const seen = convert(`<html lang="${language}"><body><h1>${headline}</h1></body></html>`);
  const small = seen.toLocaleLowerCase(language);
  console.log(`${language}: ${headline} is ${seen} (right: ${headline.toLocaleUpperCase(language)}), in small letters again ${small}`);
  changed ||= seen !== capitals || small !== back;
}
process.exitCode = changed ? 1 : 0;
JS
node try.cjs
