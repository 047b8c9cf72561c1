#!/usr/bin/env bash
# @citation-js/plugin-ris 0.7.21 (npm) and the author of a newspaper article.
#
# RIS, the format in which newspapers and libraries hand citations to reference managers, says who wrote by AU and the day
# by DA, and calls the AU of type NEWS its reporter. Citation.js takes that word for the name of a variable: CSL, whose data it
# keeps, has no `reporter` (CSL 1.0.2, appendix IV, name variables). So a newspaper article that has an author is written without
# AU, one that is read has no author in any style, and of the day the year alone is left. No error is raised. The same article
# called a magazine's or a web page has both.
#
# istinad hands out no RIS: author and day stand in NewsML-G2, ninjs and Dublin Core, for articles of every kind.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund @citation-js/core@0.7.21 @citation-js/plugin-ris@0.7.21 >/dev/null
cat >try.cjs <<'JS'
const assert = require("node:assert");
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-ris");

const fields = (ris, wanted) => ris.split(/\r?\n/).filter((line) => wanted.includes(line.slice(0, 2))).map((line) => line.trim());
const article = {
  title: "Göl dolur", author: [{ family: "Əliyeva", given: "İlahə" }], "container-title": "Xəbər",
  issued: { "date-parts": [[2026, 6, 24]] }, URL: "https://news.example/lake",
};
const written = {};
for (const type of ["article-newspaper", "article-magazine", "webpage"]) {
  written[type] = fields(new Cite({ ...article, type }).format("ris"), ["TY", "AU", "DA", "PY"]);
  console.log(`written, ${type}: ${written[type].join(" | ")}`);
}
const read = {};
for (const type of ["NEWS", "MGZN"]) {
  const ris = `TY  - ${type}\nAU  - Əliyeva, İlahə\nTI  - Göl dolur\nT2  - Xəbər\nDA  - 2026/06/24/\nPY  - 2026\nLA  - az\nER  - \n`;
  const { author, reporter, issued } = new Cite(ris).data[0];
  read[type] = { author: author?.[0].family, reporter, day: issued["date-parts"][0].join("-") };
  console.log(`read, ${type}: ${JSON.stringify(read[type])}`);
}
const kept = ["AU  - Əliyeva, İlahə", "DA  - 2026/6/24/", "PY  - 2026"];
assert.deepStrictEqual(written, {
  "article-newspaper": ["TY  - NEWS", "PY  - 2026"],
  "article-magazine": ["TY  - MGZN", ...kept],
  webpage: ["TY  - ELEC", ...kept],
});
assert.deepStrictEqual(read, {
  NEWS: { author: undefined, reporter: "Əliyeva, İlahə", day: "2026" },
  MGZN: { author: "Əliyeva", reporter: undefined, day: "2026-6-24" },
});
JS
node try.cjs
