#!/usr/bin/env bash
# pdfjs-dist 6.5.438 (npm; the reader of PDF in Firefox) and characters of Unicode's category "format" (Cf).
#
# Words of Persian, and of Azerbaijani in Arabic script, are told apart by the zero-width non-joiner, and three signs of that
# category are seen on the page: the year sign U+0601, the number sign U+0600, the end of a verse U+06DD (Unicode 15,
# 9.2: prepended concatenation marks, which have shapes). Where such a character is a glyph of its own and /ToUnicode says so
# (ISO 32000-1, 9.10.3), the text of pdf.js is without it: no character, no gap, no error. PDFium, of the same file, has it
# (pypdfium2 5.15.2). So a search in the browser or a text layer made by it is short of what is printed.
#
# istinad writes a joiner into the /ToUnicode of the letter before it, where pdf.js keeps it too.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pypdfium2==5.15.2
cd "$work"
npm install --silent --ignore-scripts --omit=optional --no-audit --no-fund pdfjs-dist@6.5.438 core-js@3.51.0 >/dev/null
cat >read.mjs <<'JS'
import "core-js/full/index.js"; // what pdf.js needs of a newer Node
import { readFileSync } from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const pdf = await getDocument({ data: new Uint8Array(readFileSync(process.argv[2])), verbosity: 0 }).promise;
const { items } = await (await pdf.getPage(1)).getTextContent();
console.log(JSON.stringify(items.map((item) => item.str).join("")));
JS
cat >try.py <<'PY'
import io
import json
import subprocess

import pypdfium2

SIGNS = {
    "zero-width non-joiner": "\u0645\u06cc\u200c\u0634\u0648\u062f",
    "year sign": "\u0641\u06cc \u0601",
    "number sign": "\u0641\u06cc \u0600",
    "end of a verse": "\u0628\u06dd",
}


def page(shown):
    """A PDF of one line; `shown` is what stands on it from left to right."""
    codes = range(0x41, 0x41 + len(shown))
    pairs = " ".join(f"<{code:02x}> <{ord(letter):04x}>" for code, letter in zip(codes, shown))
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Map def /CMapType 2 def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {len(shown)} beginbfchar {pairs} endbfchar endcmap end end"
    )
    streams = [b"BT /F 20 Tf 20 50 Td (" + bytes(codes) + b") Tj ET", to_unicode.encode()]
    content, cmap = (b"<</Length %d>>stream\n%s\nendstream" % (len(data), data) for data in streams)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        cmap,
    ]
    out, places = io.BytesIO(b"%PDF-1.7\n"), []
    out.seek(0, io.SEEK_END)
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 7\n0000000000 65535 f \n")
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


seen = {}
for name, word in SIGNS.items():
    file = page(word[::-1])
    with open("line.pdf", "wb") as out:
        out.write(file)
    firefox = json.loads(subprocess.run(["node", "read.mjs", "line.pdf"], check=True, capture_output=True).stdout)
    chrome = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range()
    sign = next(letter for letter in word if letter in "\u200c\u0600\u0601\u06dd")
    seen[name] = (sign in firefox, sign in chrome, firefox.strip() == word.replace(sign, "").strip())
    print(f"{name} (U+{ord(sign):04X}) of {ascii(word)}: pdf.js {ascii(firefox)}, PDFium {ascii(chrome)}")
raise SystemExit(set(seen.values()) != {(False, True, True)})
PY
"$work/venv/bin/python" try.py
