#!/usr/bin/env bash
# spdx-correct 3.2.0 (npm), by which names of licences are put into the form of SPDX, and the terms of a newspaper.
#
# What is not a name in the list of SPDX it looks through for pieces of names, inside words too, and the first that is found
# is the answer: "permitted", "submitted", "limited" and "Summit" have "mit" in them, so a text that permits nothing without an
# agreement comes out as the MIT licence, a station with "BSD" in its name as BSD-2-Clause, "Not under GPL" as the GPL. Names
# of Creative Commons in full, and the addresses of their deeds, are null. So a field that holds either terms or a licence
# is right where it holds "CC BY-NC 4.0", and grants everything where it holds a sentence with such a word.
#
# istinad takes a licence from the whole of its name or from its address, and leaves a sentence that it cannot read unread.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund spdx-correct@3.2.0 >/dev/null
cat >try.cjs <<'JS'
const correct = require("spdx-correct");

const expected = {
  "CC BY-NC 4.0": "CC-BY-NC-4.0",
  "All rights reserved.": null,
  "Republication is permitted only by written agreement.": "MIT",
  "Letters submitted by readers remain theirs. All rights reserved.": "MIT",
  "Copyright Summit News": "MIT",
  "© 2026 BSD Television, all rights reserved": "BSD-2-Clause",
  "Not under GPL": "GPL-3.0-or-later",
  "Creative Commons Attribution-NonCommercial 4.0 International": null,
  "https://creativecommons.org/licenses/by-nc/4.0/": null,
};
let changed = false;
for (const [terms, old] of Object.entries(expected)) {
  const seen = correct(terms);
  console.log(`${terms}: ${seen}`);
  changed ||= seen !== old;
}
process.exitCode = changed ? 1 : 0;
JS
node try.cjs
