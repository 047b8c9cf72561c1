#!/usr/bin/env bash
# trafilatura 2.3.1 (PyPI) and a page whose picture has a licence of its own.
#
# Editors credit pictures of Wikimedia Commons with a link, `rel="license"`, in the caption. HTML's rel=license speaks of
# the page's main content, but that is how Commons' own credit lines are pasted. trafilatura takes it for the licence of the
# article: one that reserves all rights in its foot comes out as "CC BY 4.0". Whoever builds a corpus of free texts by this
# field takes texts that are not free.
#
# istinad never takes the licence of a picture for the article's, and says that there was one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet trafilatura==2.3.1 lxml_html_clean==0.4.3
cd "$work"
cat >try.py <<'PY'
import trafilatura

SENTENCE = "The lake beside the village has filled with water again after three dry years, the district office said. "
PAGE = f"""<!doctype html><html lang="en"><head><title>The lake is full again</title></head><body><main><article>
<h1>The lake is full again</h1><p>{SENTENCE * 2}</p><figure><img src="lake.jpg" alt="The lake"><figcaption>The lake in May.
Photo: A. Maker, <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></figcaption></figure>
<p>{SENTENCE * 2}</p></article></main><footer>© 2026 Sample News. All rights reserved.</footer></body></html>"""
licence = trafilatura.bare_extraction(PAGE, with_metadata=True).license
print(f"trafilatura {trafilatura.__version__}: the article reserves all rights, its picture is CC BY; licence found: {licence}")
raise SystemExit(licence != "CC BY 4.0")
PY
"$work/venv/bin/python" try.py
