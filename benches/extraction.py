"""Compares what istinad reads of web pages with what two libraries of Python read, in one run and by one measure.

    pip install trafilatura readability-lxml
    python benches/extraction.py CORPUS [-v]

A corpus is a folder of folders, each with `source.html`, `expected.html` and `expected-metadata.json`, as
mozilla/readability keeps its test pages. Text is measured by the F1 of its words (a word counts as often as it
occurs), titles, bylines and sites likewise, a language by its primary subtag, a time of publication by its day; a
value that the corpus does not expect is not measured.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

import readability
import trafilatura
from lxml import html

BLOCKS = set(
    "address article aside blockquote body br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
FIELDS = ["title", "byline", "siteName", "lang", "publishedTime"]


def plain(markup):
    """The text of markup, its blocks apart."""
    if not markup or not markup.strip():
        return ""
    tree = html.fromstring(markup, parser=html.HTMLParser(encoding="utf-8"))
    for element in tree.iter():
        if element.tag in BLOCKS:
            element.text = " " + (element.text or "")
            element.tail = " " + (element.tail or "")
    return tree.text_content()


def words(text):
    return collections.Counter(re.findall(r"\w+", (text or "").casefold()))


def f1(found, expected):
    found, expected = words(found), words(expected)
    common = sum((found & expected).values())
    if not common:
        return float(not found and not expected)
    return 2 * common / (sum(found.values()) + sum(expected.values()))


def score(field, found, expected):
    if field == "lang":
        return float((found or "").casefold().split("-")[0] == expected.casefold().split("-")[0])
    if field == "publishedTime":
        return float((found or "")[:10] == expected[:10])
    return f1(found, expected)


def istinad(corpus):
    command = ["cargo", "bench", "--quiet", "--bench", "extraction", "--", str(corpus), "--json"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {page["page"]: page for page in map(json.loads, output.splitlines())}


def with_trafilatura(source):
    text = trafilatura.extract(source, include_comments=False, include_tables=True) or ""
    said = trafilatura.extract_metadata(source)
    if said is None:
        return {"text": text}
    return {
        "text": text,
        "title": said.title,
        "byline": said.author,
        "siteName": said.sitename,
        "lang": said.language,
        "publishedTime": said.date,
    }


def with_readability(source):
    document = readability.Document(source)
    return {"text": plain(document.summary()), "title": document.short_title()}


def main():
    corpus = pathlib.Path(sys.argv[1]).resolve()
    verbose = "-v" in sys.argv
    ours = istinad(corpus)
    totals = collections.defaultdict(lambda: collections.defaultdict(list))
    for folder in sorted(path.parent for path in corpus.glob("*/expected-metadata.json")):
        source = (folder / "source.html").read_text(encoding="utf-8")
        expected = json.loads((folder / "expected-metadata.json").read_text(encoding="utf-8"))
        expected_text = plain((folder / "expected.html").read_text(encoding="utf-8"))
        readers = {
            "istinad": ours[folder.name],
            "trafilatura": with_trafilatura(source),
            "readability-lxml": with_readability(source),
        }
        for name, found in readers.items():
            totals["text"][name].append(f1(found["text"], expected_text))
            for field in FIELDS:
                if expected.get(field):
                    totals[field][name].append(score(field, found.get(field), expected[field]))
        if verbose:
            shown = "  ".join(f"{name} {totals['text'][name][-1]:.3f}" for name in readers)
            print(f"{folder.name:30} {shown}")
            for field in FIELDS:
                if expected.get(field) and totals[field]["istinad"][-1] < 1:
                    print(f"    {field}: {ours[folder.name].get(field)!r}, expected {expected[field]!r}")
    print(f"{'':14} {'pages':>5} {'istinad':>17} {'trafilatura':>17} {'readability-lxml':>17}")
    for field in ["text", *FIELDS]:
        of_field = totals[field]
        if not of_field:
            continue
        means = "".join(f" {sum(scores) / len(scores):17.4f}" for scores in of_field.values())
        print(f"{field:14} {len(of_field['istinad']):5}{means}")


if __name__ == "__main__":
    main()
