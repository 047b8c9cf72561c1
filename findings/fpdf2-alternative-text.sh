#!/usr/bin/env bash
# fpdf2 2.8.9 (PyPI) and an article with a picture that has an alternative text.
#
# A file says by /Marked that it is tagged (ISO 32000-1, 14.7.1), and in one that says so, all that is real content is in the
# tree of its structure (14.8.1, 14.8.2.2). fpdf2 writes neither for an article of text. Give one picture an `alt_text`, and the file
# claims to be tagged, with a tree that has the picture alone: headline, paragraphs and terms are in no structure, and are not
# marked as artifacts. Readers that go by the tags, as screen readers do, come upon a picture, and upon no article. So
# whoever adds the text for those who cannot see takes the rest of the page from them.
#
# istinad puts every word into the structure, and its `check` names the words of others' files that are in none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet fpdf2==2.8.9 pikepdf==10.18.0 pdfplumber==0.11.10
cd "$work"
cat >try.py <<'PY'
import pdfplumber
import pikepdf
from fpdf import FPDF
from PIL import Image

Image.new("RGB", (9, 9)).save("lake.png")


def article(name, alternative):
    pdf = FPDF()
    pdf.set_lang("en")
    pdf.set_title("The lake fills")
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.multi_cell(0, text="The lake fills.\nIt had been dry.\n", new_x="LMARGIN")
    pdf.image("lake.png", w=9, alt_text=alternative)
    pdf.multi_cell(0, text="All rights reserved.")
    pdf.output(name)


def read(name):
    """Whether a file claims to be tagged, what its tags are, how many characters are under them, and the lines of the page."""
    with pikepdf.open(name) as pdf:
        claimed = bool(pdf.Root.get("/MarkInfo", {}).get("/Marked", False))
    with pdfplumber.open(name) as pdf:
        page = pdf.pages[0]
        tags, todo = [], list(page.structure_tree)
        while todo:
            element = todo.pop(0)
            tags.append(element["type"])
            todo += element.get("children", [])
        under = sum(char["mcid"] is not None for char in page.chars)
        return claimed, tags, under, page.extract_text().split("\n")


E = {"plain.pdf": (None, (False, [], 0)), "described.pdf": ("The lake in May", (True, ["Document", "Figure"], 0))}
changed = False
for name, (alternative, old) in E.items():
    article(name, alternative)
    *seen, lines = read(name)
    print(f"{name}: tagged: {seen[0]}, tags: {seen[1]}, characters under them: {seen[2]}, on the page: {lines}")
    changed |= tuple(seen) != old or "All rights reserved." not in lines
raise SystemExit(changed)
PY
"$work/venv/bin/python" try.py
