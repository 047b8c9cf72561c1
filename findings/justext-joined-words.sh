#!/usr/bin/env bash
# jusText 3.0.2 (PyPI), by which corpora of news are made, and two words between which an element ends.
#
# Where one element ends and the next begins, as with a given name and a family name that are links each, a space is
# the whole text between them. jusText passes over every piece of text that is white space only, and sets the words side by
# side. It is no white space that HTML lets a reader drop: browsers show it, `innerText` has it. "not" and "guilty" become
# "notguilty", two figures become one, and nothing in the text tells where a space was. A list of words that is made of such
# a corpus has words that nobody wrote.
#
# istinad keeps each space that a browser shows.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet jusText==3.0.2 lxml==6.1.3 lxml_html_clean==0.4.3
cd "$work"
cat >try.py <<'PY'
import justext

SENTENCE = "The lake beside the village has filled with water again after three dry years, the district office said. "
CASES = {
    '<a href="/anna">Anna</a> <a href="/lake">Lake</a> spoke.': "AnnaLake spoke.",
    "She is <em>not</em> <strong>guilty</strong>.": "She is notguilty.",
    "It took <b>12</b>\n<b>500</b> lorries.": "It took 12500 lorries.",
    "It took <b>12</b> and <b>500</b> lorries.": "It took 12 and 500 lorries.",
}
seen = {}
for words, expected in CASES.items():
    page = f'<!doctype html><html lang="en"><body><p>{SENTENCE * 2}{words}</p></body></html>'
    (paragraph,) = justext.justext(page.encode(), justext.get_stoplist("English"))
    seen[words] = paragraph.text.removeprefix(SENTENCE * 2)
    print(f"jusText 3.0.2: {words!r} is read as {seen[words]!r}")
raise SystemExit(seen != CASES)
PY
"$work/venv/bin/python" try.py
