"""Scores the text that istinad reads of news pages beside two libraries of Python, in one run and by one measure.

    pip install trafilatura readability-lxml lxml_html_clean
    python benches/reading.py CORPUS [-v]

A corpus is a folder of pages (`NAME.html.gz`) with `expected.jsonl`: an object a page with `id`, `title`, `authors`,
`published` and `body` (`summary`, and `sections` of `headline` and `paragraphs`), as the tests of flairNLP/fundus keep
them; people wrote by hand how each publisher's pages are to be read.

Text is measured by its words: a word counts as often as it occurs, a character of Chinese or Japanese is a word. What
stands in captions is apart: the expectations have none, so `figcaption` is taken out of the pages that the libraries
are given, and istinad's captions are not counted. Lines around the headline count as fields, but for the standfirst.
"""

import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import readability
import trafilatura
from lxml import html

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


def words(text):
    return collections.Counter(WORD.findall((text or "").casefold()))


def measure(found, expected):
    """F1, precision, recall."""
    found, expected = words(found), words(expected)
    common = sum((found & expected).values())
    of_found, of_expected = sum(found.values()), sum(expected.values())
    if not of_found or not of_expected:
        same = float(of_found == of_expected)
        return same, same, same
    return 2 * common / (of_found + of_expected), common / of_found, common / of_expected


def expected_text(page):
    body = page["body"]
    parts = list(body.get("summary") or [])
    for section in body["sections"]:
        parts += section["headline"] + section["paragraphs"]
    return "\n".join(parts)


def plain(markup):
    if not (markup or "").strip():
        return ""
    tree = html.fromstring(markup)
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.text = " " + (element.text or "")
            element.tail = " " + (element.tail or "")
    return tree.text_content()


def without_captions(raw):
    tree = html.document_fromstring(raw, parser=html.HTMLParser(encoding="utf-8"))
    for caption in list(tree.iter("figcaption")):
        caption.drop_tree()
    return html.tostring(tree, encoding="unicode")


def of_istinad(pages):
    with tempfile.TemporaryDirectory() as folder:
        for name, raw in pages.items():
            page = pathlib.Path(folder) / name
            page.mkdir()
            (page / "source.html").write_bytes(raw)
        command = ["cargo", "bench", "--quiet", "--bench", "extraction", "--", folder, "--json"]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {page["page"]: page for page in map(json.loads, output.splitlines())}


def main():
    corpus, verbose = pathlib.Path(sys.argv[1]), "-v" in sys.argv
    pages = {path.name.removesuffix(".html.gz"): gzip.open(path).read() for path in sorted(corpus.glob("*.html.gz"))}
    ours = of_istinad(pages)
    scores, low, silent = collections.defaultdict(list), [], []
    for line in (corpus / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        name, expected = page["id"], expected_text(page)
        source = without_captions(pages[name])
        found = {
            "istinad": ours[name]["text"],
            "trafilatura": trafilatura.extract(source, include_comments=False, include_tables=True) or "",
            "readability-lxml": plain(readability.Document(source).summary()),
        }
        for reader, text in found.items():
            scores[reader].append(measure(text, expected))
        recall = scores["istinad"][-1][2]
        if recall < 0.9:
            low.append(name)
            if not {"article-incomplete", "empty-input"} & set(ours[name]["said"]):
                silent.append(name)
        if verbose:
            shown = "  ".join(f"{reader} {of_reader[-1][0]:.3f}" for reader, of_reader in scores.items())
            print(f"{name:40} {shown}")
    print(f"{'':18} {'pages':>6} {'F1':>7} {'precision':>10} {'recall':>7}")
    for reader, of_reader in scores.items():
        f1, precision, recall = (sum(column) / len(of_reader) for column in zip(*of_reader))
        print(f"{reader:18} {len(of_reader):6} {f1:7.4f} {precision:10.4f} {recall:7.4f}")
    print(f"recall below 0.9: {len(low)} pages, {len(silent)} of them in silence: {' '.join(silent)}")


if __name__ == "__main__":
    main()
