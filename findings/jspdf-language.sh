#!/usr/bin/env bash
# jsPDF 4.2.1 (npm) and the language of a document.
#
# A PDF says its language by a tag (ISO 32000-1, 14.9.2: RFC 3066, now BCP 47), and without one a screen reader speaks it by
# the rules of another: of any tag that is well formed, `/Lang` may be made. jsPDF has a list. `setLanguage` takes "az", and
# passes over "az-AZ", "az-Cyrl", "az-Arab" and "tr-TR", the forms in which pages declare it, and "uz": no error, no
# warning, and the file says no language at all. So what a page declares cannot be handed on as it is.
#
# istinad writes the tag of the article, whatever its script or country.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund jspdf@4.2.1 >/dev/null
cat >try.cjs <<'JS'
const { jsPDF } = require("jspdf");

const expected = { az: "az", "az-AZ": "none", "az-Cyrl": "none", "az-Arab": "none", tr: "tr", "tr-TR": "none", uz: "none", ka: "ka", "en-GB": "en-GB" };
let changed = false;
for (const [tag, old] of Object.entries(expected)) {
  const document = new jsPDF().setLanguage(tag);
  document.text("x", 10, 10);
  const seen = document.output().match(/\/Lang \((.*?)\)/)?.[1] ?? "none";
  console.log(`${tag}: ${seen}`);
  changed ||= seen !== old;
}
process.exitCode = changed ? 1 : 0;
JS
node try.cjs
