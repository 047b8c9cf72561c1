#!/usr/bin/env bash
# exifr 7.1.3 (npm), a reader of the metadata of pictures, and rights that have an & in them.
#
# XMP is XML: & is written `&amp;`, any letter may be written by its number, and a text may stand in CDATA (XML 1.0, 2.4,
# 2.7 and 4.1; ISO 16684-1, 7). exifr reads it by patterns, and gives what is between the tags as it stands. The address of
# the terms, "https://news.example/terms?id=7&lang=az", comes out with `&amp;`, and asks for other parameters; "Ş&#601;ki",
# as programs write it that keep to ASCII, stays so; and terms in CDATA begin with "<![CDATA[". All are texts, and nothing
# tells them from such as were meant so. Python's parser of XML reads the same packet right.
#
# istinad reads the XMP of a PDF by a parser of XML.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund exifr@7.1.3 >/dev/null
cat >make.py <<'PY'
import json
import xml.etree.ElementTree as tree

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmpRights:WebStatement="https://news.example/terms?id=7&amp;lang=az"><dc:creator><rdf:Seq><rdf:li>Ş&#601;ki &amp; Oğul</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Söz &amp; Xəbər</rdf:li></rdf:Alt></dc:rights>
<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default"><![CDATA[Press & archives only.]]></rdf:li></rdf:Alt></xmpRights:UsageTerms>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
packet = b"http://ns.adobe.com/xap/1.0/\0" + XMP.encode()
# The smallest JPEG: a start, the packet, a frame of one grey dot, its scan.
frame = bytes.fromhex("ffc0000b080001000101011100" "ffda0008010100003f00" "00ffd9")
with open("picture.jpg", "wb") as file:
    file.write(b"\xff\xd8\xff\xe1" + (len(packet) + 2).to_bytes(2, "big") + packet + frame)
(description,) = tree.fromstring(XMP)[0]
parsed = [item.text for item in description.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")]
with open("parsed.json", "w", encoding="utf-8") as file:
    json.dump([description.get("{http://ns.adobe.com/xap/1.0/rights/}WebStatement"), *parsed], file)
PY
cat >try.cjs <<'JS'
const assert = require("node:assert");
const fs = require("fs");
const exifr = require("exifr");

exifr.parse(fs.readFileSync("picture.jpg"), { xmp: true }).then(({ WebStatement, creator, rights, UsageTerms }) => {
  const parsed = JSON.parse(fs.readFileSync("parsed.json", "utf8"));
  const seen = [WebStatement, creator, rights.value, UsageTerms.value];
  seen.forEach((text, number) => console.log(`by XML ${parsed[number]} — by exifr 7.1.3 ${text}`));
  console.log(`parameters of the address: ${[...new URL(seen[0]).searchParams.keys()]}`);
  assert.deepStrictEqual(parsed, ["https://news.example/terms?id=7&lang=az", "Şəki & Oğul", "© Söz & Xəbər", "Press & archives only."]);
  assert.deepStrictEqual(seen, [
    "https://news.example/terms?id=7&amp;lang=az", "Ş&#601;ki &amp; Oğul", "© Söz &amp; Xəbər", "<![CDATA[Press & archives only.]]>",
  ]);
});
JS
python3 make.py
node try.cjs
