#!/usr/bin/env bash
# WeasyPrint 70.0 (PyPI), its PDF/UA-1, and a table one cell of which goes over two rows.
#
# A cell of a tagged table names its heads (ISO 32000-1, 14.8.5.7: /Headers; ISO 14289-1, 7.5), and a screen reader says them
# before the cell. In the row below a cell that reaches down into it, WeasyPrint counts columns as if that row began at the
# left: June is a "Year", and the 15 centimetres of June are a "Month". On the page all stands where it belongs, and every
# cell has a head, so that veraPDF's profile for PDF/UA-1, which cannot know which head is the right one, has no complaint.
#
# istinad says of each head whether it is a column's or a row's, and of each cell what it covers, and leaves the rest to the reader.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet weasyprint==70.0 pikepdf==10.18.0
cd "$work"
cat >try.py <<'PY'
import pikepdf
import weasyprint

PAGE = """<!doctype html><html lang="en"><head><title>The lake</title></head><body><h1>The lake</h1><table>
<thead><tr><th>Year</th><th>Month</th><th>Centimetres</th></tr></thead>
<tbody><tr><td rowspan="2">2025</td><td>May</td><td>12</td></tr><tr><td>June</td><td>15</td></tr></tbody></table></body></html>"""
HEADS, DATA = ["Year", "Month", "Centimetres"], ["2025", "May", "12", "June", "15"]
weasyprint.HTML(string=PAGE).write_pdf("table.pdf", pdf_variant="pdf/ua-1")


def cells(element, kind):
    """The cells of this kind below an element of the structure, in the order of the table."""
    for child in element.get("/K", []):
        if isinstance(child, pikepdf.Dictionary) and child.get("/S") == kind:
            yield child
        elif isinstance(child, pikepdf.Dictionary):
            yield from cells(child, kind)


with pikepdf.open("table.pdf") as pdf:
    claimed = b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
    tree = pdf.Root.StructTreeRoot
    names = {str(cell.ID): name for cell, name in zip(cells(tree, "/TH"), HEADS, strict=True)}
    seen = {
        words: [names[str(head)] for head in cell.A.Headers] for cell, words in zip(cells(tree, "/TD"), DATA, strict=True)
    }
print(f"WeasyPrint {weasyprint.__version__}, PDF/UA-1 claimed: {claimed}; heads of the cells: {seen}")
expected = {"2025": ["Year"], "May": ["Month"], "12": ["Centimetres"], "June": ["Year"], "15": ["Month"]}
raise SystemExit(not claimed or seen != expected)
PY
"$work/venv/bin/python" try.py
