#!/usr/bin/env bash
# trafilatura 2.3.1, Resiliparse 2.0.1, jusText 3.0.2 and inscriptis 2.7.6 (PyPI) and what a newspaper has taken back.
#
# An open correction leaves the wrong words on the page and strikes them: `del` has what was removed from the document, `s` what
# is no longer accurate (HTML, 4.7.2 and 4.5.5). All four, asked for the text of the page, give such words as if they
# were said, and beside them those that took their place: "The mayor resigned on Monday did not resign". trafilatura marks them
# where formatting is asked for, in Markdown, in XML always; in its JSON, which has a field for the text, they are
# plain even so. So a claim that a paper has withdrawn is in the corpus made of its pages, and the correction reads as nonsense.
#
# istinad strikes them in PDF and EPUB, and in the marked-up text of NewsML-G2 and ninjs.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet trafilatura==2.3.1 Resiliparse==2.0.1 jusText==3.0.2 inscriptis==2.7.6 lxml==6.1.3 lxml_html_clean==0.4.3
cd "$work"
cat >try.py <<'PY'
import json

import inscriptis
import justext
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

SENTENCE = "The lake beside the village has filled with water again after three dry years, the district office said. "
PAGE = f"""<!doctype html><html lang="en"><head><title>The lake is full again</title></head><body><main><article>
<h1>The lake is full again</h1><p>{SENTENCE * 2}</p>
<p>The mayor <del>resigned on Monday</del> <ins>did not resign</ins>. <s>She was fined.</s></p>
<p>{SENTENCE * 2}</p></article></main></body></html>"""
MARKED = {"include_formatting": True}
READ = {
    "trafilatura": trafilatura.extract(PAGE),
    "trafilatura, JSON with formatting": json.loads(trafilatura.extract(PAGE, output_format="json", **MARKED))["text"],
    "Resiliparse": extract_plain_text(PAGE, main_content=True),
    "jusText": "\n".join(part.text for part in justext.justext(PAGE.encode(), justext.get_stoplist("English"))),
    "inscriptis": inscriptis.get_text(PAGE),
}
seen = {}
for name, text in READ.items():
    (line,) = (line for line in text.splitlines() if "mayor" in line)
    seen[name] = "resigned on Monday" in line and "She was fined." in line and "~" not in line
    print(f"{name}: {line.strip()!r}")
marked = "~~resigned on Monday~~" in trafilatura.extract(PAGE, output_format="markdown", **MARKED)
raise SystemExit(not (all(seen.values()) and marked))
PY
"$work/venv/bin/python" try.py
