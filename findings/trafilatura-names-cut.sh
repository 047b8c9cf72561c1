#!/usr/bin/env bash
# trafilatura 2.3.1 (PyPI) and who wrote an article, as the page states it for machines.
#
# The author of a `NewsArticle` stands in its JSON-LD as the name of a person (schema.org). trafilatura takes such a name for a
# line of text, from which a place or a rubric is to be cut off: it ends before "in", "of", "am", "at" and the like, and loses
# a "By" at its beginning. Kim In Sook is Kim, Nina am Ende is Nina. In a `meta` element, the same name gives no author at
# all. A name in small letters gets the capitals of English: ilqar is Ilqar, not İlqar, which in Azerbaijani and
# Turkish is another letter. An agency, an `Organization`, is nobody. Whoever must name the author names another person.
#
# istinad takes the name of a person as it is stated.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet trafilatura==2.3.1 lxml==6.1.3 lxml_html_clean==0.4.3
cd "$work"
cat >try.py <<'PY'
import json

from trafilatura import extract_metadata

SENTENCE = "The lake beside the village has filled with water again after three dry years, the district office said. "
PAGE = """<!doctype html><html lang="en"><head><title>The lake is full again</title>{}</head><body><main><article>
<h1>The lake is full again</h1><p>{}</p></article></main></body></html>"""


def author(kind, name):
    """The author that is read of JSON-LD, and of a meta element."""
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The lake is full again"}
    article["author"] = {"@type": kind, "name": name}
    heads = [f'<script type="application/ld+json">{json.dumps(article)}</script>', f'<meta name="author" content="{name}">']
    return [extract_metadata(PAGE.format(head, SENTENCE * 3)).author for head in heads]


E = {
    ("Person", "Rena Yazar"): ["Rena Yazar", "Rena Yazar"],
    ("Person", "Kim In Sook"): ["Kim", None],
    ("Person", "Nina am Ende"): ["Nina", None],
    ("Person", "Ibn at Tayyib"): ["Ibn", None],
    ("Person", "ilqar isayev"): ["Ilqar Isayev", "Ilqar Isayev"],
    ("Organization", "Example Agency"): [None, "Example Agency"],
}
changed = False
for (kind, name), old in E.items():
    seen = author(kind, name)
    print(f"{kind} {name!r}: JSON-LD {seen[0]!r}, meta {seen[1]!r}")
    changed |= seen != old
raise SystemExit(changed)
PY
"$work/venv/bin/python" try.py
