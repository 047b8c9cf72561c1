#!/usr/bin/env bash
# hypher 0.2.5 with hyphenation.tr 0.2.1, and hyphen 1.14.1 (all npm): Turkish words with a capital İ.
#
# Both look a word up in small letters and put the hyphens they find into the word as it was. In Unicode's default mapping
# (SpecialCasing.txt) the small form of U+0130 is two characters, i and a combining dot, so that every place behind the
# letter is off by one for each İ: "is-tan-bul" is right, "İst-anb-ul" is what becomes of the same word as a name. hypher
# pads the word with a mark to find its ends; that moves too, and a "_" is added to the text itself. İ begins a great many
# Turkish and Azerbaijani names.
#
# istinad hyphenates by the crate hypher 0.1.8 (Rust; no kin of the other), which has the places right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund hypher@0.2.5 hyphenation.tr@0.2.1 hyphen@1.14.1 >/dev/null
cat >try.cjs <<'JS'
const Hypher = require("hypher");
const { hyphenateSync } = require("hyphen/tr");

const turkish = new Hypher(require("hyphenation.tr"));
const expected = {
  istanbul: ["is-tan-bul", "is-tan-bul"],
  İstanbul: ["İst-anb-ul_", "İst-anb-ul"],
  ingilizce: ["in-gi-liz-ce", "in-gi-liz-ce"],
  İngilizce: ["İng-il-izc-e_", "İng-il-izce"],
  Diyarbakır: ["Di-yar-ba-kır", "Di-yar-ba-kır"],
};
let changed = false;
for (const [word, old] of Object.entries(expected)) {
  const seen = [turkish.hyphenate(word).join("-"), hyphenateSync(word, { hyphenChar: "-" })];
  console.log(`${word}: hypher 0.2.5 ${seen[0]}, hyphen 1.14.1 ${seen[1]}`);
  changed ||= seen.some((parts, which) => parts !== old[which]);
}
process.exit(changed ? 1 : 0);
JS
node try.cjs
