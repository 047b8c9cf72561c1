#!/usr/bin/env bash
# pdfplumber 0.11.10 (PyPI) and a tagged paragraph that goes on to the next page.
#
# An element of a tagged PDF names its contents by numbers that count anew on each page; of what lies on another page than the
# element's own, the reference says the page (ISO 32000-1, 14.7.4.2, /Pg). pdfplumber, asked for the text by structure, looks
# for all of it on the element's page. So the end of a paragraph that goes over the page is lost, and in its place stand the
# first words of the page once more, headline and all, as words of that paragraph. The tree that it gives of the second page
# has no such paragraph. No error comes of it, and the file is valid: PDF/A-2a and PDF/UA-1 by typst 0.15.2.
#
# istinad's `check` reads each mark on the page that its reference names.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet typst==0.15.2 pdfplumber==0.11.10
cd "$work"
cat >lake.typ <<'TYP'
#set document(title: "The lake")
#set text(lang: "en", size: 12pt)
#set page(width: 200pt, height: 120pt, margin: 10pt)
= The lake
The lake beside the village has filled with water again after three dry years, the district office said on Monday in a
letter to the paper. Nobody had expected it before the autumn rains, and the boats are out.
TYP
cat >try.py <<'PY'
import json
import os
import subprocess
import sys

import pdfplumber
import typst

typst.compile("lake.typ", output="lake.pdf", pdf_standards=["a-2a", "ua-1"])
with pdfplumber.open("lake.pdf") as pdf:
    printed = [" ".join(page.extract_text().split()) for page in pdf.pages]
    second = [element["type"] for part in pdf.pages[1].structure_tree for element in part.get("children", [])]
tool = os.path.join(os.path.dirname(sys.executable), "pdfplumber")
tree = json.loads(subprocess.run([tool, "--structure-text", "lake.pdf"], check=True, capture_output=True).stdout)
paragraph = next(element for element in tree[0]["children"] if element["type"] == "P")
text = " ".join("".join(paragraph["text"]).split())
print(f"on the pages: {printed}")
print(f"pdfplumber 0.11.10, the paragraph: {text!r}; elements of the second page: {second}")
again = text.count("The lake beside the village") == 2 and "to the paper. The lakeThe lake beside" in text
lost = "the boats are out" in printed[1] and "boats" not in json.dumps(tree)
raise SystemExit(not (len(printed) == 2 and again and lost and second == []))
PY
"$work/venv/bin/python" try.py
