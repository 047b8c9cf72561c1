#!/usr/bin/env bash
# html2text 2025.4.15 (PyPI), which makes Markdown of HTML, and a word whose ending stands outside of the mark-up.
#
# Azerbaijani and Turkish put what English says by prepositions behind the word, and newspapers set the name alone in bold:
# `<b>Şəki</b>də` is "in Şəki". html2text puts a space behind the closed mark where a letter or an apostrophe follows, so
# that the ending is a word. "də" and "da" are words, they mean "too": of "water has come back in Şəki" becomes "water has come
# back, Şəki too", and of what a minister said in Ankara, what Ankara said too. Links keep their endings, and markdownify
# 1.2.3 makes of the same HTML the same text as the browser. CommonMark 0.31.2, 6.2, needs no space: `**Şəki**də` is bold.
#
# istinad keeps the ending at its word, in each kind of mark.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet html2text==2025.4.15 markdownify==1.2.3 markdown-it-py==4.3.0
cd "$work"
cat >try.py <<'PY'
import re

import html2text
import markdownify
from markdown_it import MarkdownIt

E = {
    "<p><b>Şəki</b>də su qayıtdı.</p>": "Şəki də su qayıtdı.",
    "<p><em>Bakı</em>da su qayıtdı.</p>": "Bakı da su qayıtdı.",
    "<p>Nazir <strong>Ankara</strong>’da konuştu.</p>": "Nazir Ankara ’da konuştu.",
    '<p><a href="/seki">Şəki</a>də su qayıtdı.</p>': "Şəkidə su qayıtdı.",
}


def words(html):
    return re.sub("<[^>]*>", "", html).strip()


changed = False
for html, old in E.items():
    seen, peer = (words(MarkdownIt().render(read(html))) for read in (html2text.html2text, markdownify.markdownify))
    print(f"{html} html2text: {seen!r}, markdownify: {peer!r}")
    changed |= seen != old or peer != words(html)
raise SystemExit(changed)
PY
"$work/venv/bin/python" try.py
