#!/usr/bin/env bash
# WeasyPrint 70.0 (PyPI), its PDF/UA-1, and words in another language than the page.
#
# ISO 14289-1, 7.2: the natural language of text, and each change of it, is declared (/Lang of a structure element or of marked
# content, ISO 32000-1, 14.9.2). WeasyPrint hyphenates by the `lang` of each element, but into the file that it writes goes
# that of `html` alone. A Russian statement in an Azerbaijani article is read aloud as Azerbaijani, and an
# extractor has nothing to tell them apart; the claim to PDF/UA-1 stands, as no validator sees which words are Russian.
#
# istinad declares the language of every span that is not in the article's, in all its formats.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet weasyprint==70.0 pikepdf==10.18.0
cd "$work"
cat >try.py <<'PY'
import pikepdf
import weasyprint

PAGE = """<!doctype html><html lang="az"><head><title>Göl dolur</title></head><body><h1>Göl dolur</h1>
<p>Göl yaz yağışlarından sonra dolub.</p><blockquote lang="ru"><p>Озеро снова полное.</p></blockquote>
<p>Kitabın adı <i lang="fa">دریاچه</i> idi.</p></body></html>"""
weasyprint.HTML(string=PAGE).write_pdf("article.pdf", pdf_variant="pdf/ua-1")
with pikepdf.open("article.pdf") as pdf:
    claimed = b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
    tags = [element for element in pdf.objects if isinstance(element, pikepdf.Dictionary) and "/S" in element and "/K" in element]
    declared = [str(element.Lang) for element in tags if "/Lang" in element]
    marked = [
        operands for page in pdf.pages for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/Lang" in operands[1]
    ]
    whole = str(pdf.Root.Lang)
print(f"WeasyPrint {weasyprint.__version__}, PDF/UA-1 claimed: {claimed}; the file is in {whole}; of {len(tags)} elements "
      f"in az, ru and fa {len(declared)} declare a language, so do {len(marked)} pieces of content")
raise SystemExit((claimed, whole, declared, marked) != (True, "az", [], []) or len(tags) < 5)
PY
"$work/venv/bin/python" try.py
