#!/usr/bin/env bash
# markdownify 1.2.3 (PyPI), which makes Markdown of HTML, and a chronicle whose paragraphs begin with their years.
#
# In Markdown a number with a full stop at the beginning of a line is the number of an item, and only that of the first item
# counts, the others follow it one by one (CommonMark 0.31.2, 5.3). markdownify leaves such a stop as it is, unless it
# is told to escape (`escape_misc`): paragraphs that begin with "1991.", "1994." and "2003." are 1991, 1992 and 1993 when
# the Markdown is shown. Nothing looks wrong: three years in their order, of which nobody wrote two. html2text 2025.4.15
# and trafilatura 2.3.1 write `1994\.`, which stays a year. Markdown that an archive was given may be of either kind.
#
# istinad reads the page itself, where the paragraphs are no items; of Markdown it keeps numbers that only rise or only fall.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet markdownify==1.2.3 html2text==2025.4.15 markdown-it-py==4.3.0
cd "$work"
cat >try.py <<'PY'
import re

import html2text
import markdownify
from markdown_it import MarkdownIt

PAGE = "<p>1991. The lake falls dry.</p><p>1994. The well is dug.</p><p>2003. The water comes back.</p>"


def shown(markdown):
    """The years that a browser shows of Markdown: numbers of items, or words of paragraphs."""
    html = MarkdownIt().render(markdown)
    first = re.search(r'<ol start="(\d+)"', html)
    if first:
        return [int(first[1]) + nth for nth in range(html.count("<li>"))]
    return [int(year) for year in re.findall(r"<p>(\d+)\.", html)]


made = {
    "markdownify": markdownify.markdownify(PAGE),
    "markdownify, escape_misc": markdownify.markdownify(PAGE, escape_misc=True),
    "html2text": html2text.html2text(PAGE),
}
seen = {name: shown(markdown) for name, markdown in made.items()}
for name, years in seen.items():
    print(f"{name}: {years}")
right = [1991, 1994, 2003]
raise SystemExit(list(seen.values()) != [[1991, 1992, 1993], right, right])
PY
"$work/venv/bin/python" try.py
