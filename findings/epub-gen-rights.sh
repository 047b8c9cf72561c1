#!/usr/bin/env bash
# epub-gen-memory 1.1.2 (npm), which makes a book of pages of HTML, and the rights that it states of them.
#
# Among its options there is none for rights. Each book has two statements all the same: `dc:rights`, "Copyright © (the year in
# which it was made) by" the publisher, and "anonymous" where no publisher was named; and "All rights reserved" as
# `dcterms:rights` (EPUB 3.3, 5.5.4 leaves it to whoever makes the book to know them). An article of 1998 that its paper
# has put under CC BY 4.0 is in the metadata this year's, its packer's, and all rights in it are reserved, even where the day
# of its publication was given.
#
# istinad writes into `dc:rights` what the article says, and states no copyright that nobody has claimed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund epub-gen-memory@1.1.2 jszip@3.10.1 >/dev/null
cat >try.cjs <<'JS'
const epub = require("epub-gen-memory").default;
const JSZip = require("jszip");

const content = `<p>The lake fills. © 1998 Example News. This article is under
<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.</p>`;
const chapters = [{ title: "The lake fills", content }];

async function rights(options) {
  const book = await JSZip.loadAsync(await epub({ title: "The lake fills", lang: "en", ...options }, chapters));
  const metadata = await book.file("OEBPS/content.opf").async("string");
  return [/<dc:rights>(.*?)</, /"dcterms:rights">(.*?)</].map((part) => metadata.match(part)[1]).join(", ");
}

(async () => {
  let changed = false;
  const packed = { author: "A. Writer", publisher: "Example Archive", date: "1998-05-04" };
  for (const [options, owner] of [[{}, "anonymous"], [packed, "Example Archive"]]) {
    const seen = await rights(options);
    console.log(JSON.stringify(options), seen);
    changed ||= seen !== `Copyright &#x00A9; ${new Date().getFullYear()} by ${owner}, All rights reserved`;
  }
  process.exitCode = changed ? 1 : 0;
})();
JS
node try.cjs
