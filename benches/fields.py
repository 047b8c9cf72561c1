"""Compares what istinad and trafilatura say of news pages (who, when, what it is called) with what people expected.

    pip install trafilatura
    python benches/fields.py CORPUS ISTINAD [-v]

A corpus is a folder with `expected.jsonl` (`id`, `title`, `authors`, `published`) and a page `ID.html.gz` for each
line, as flairNLP/fundus keeps the pages that its parsers are tested with; ISTINAD is the program. Titles and bylines
are measured by the F1 of their words, a time of publication by its day, in its own zone or in UTC. An author is false
who shares no word with anybody expected; where the corpus names nobody, nothing is measured. Nobody wrote down who
holds the copyright: with `-v` the holders are listed to be looked at.

The bias: the parsers that made the expectations read the structured data of their site in most cases, and so do both
programs; where a corpus expects an organisation as the author, a program that names persons alone has none.
"""

import collections
import datetime
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import trafilatura


def words(text):
    return collections.Counter(re.findall(r"\w+", (text or "").casefold()))


def f1(found, expected):
    found, expected = words(found), words(expected)
    common = sum((found & expected).values())
    if not common:
        return float(not found and not expected)
    return 2 * common / (sum(found.values()) + sum(expected.values()))


def days(moment):
    """The days that a moment can be said to be on: as it is written, and in UTC."""
    moment = datetime.datetime.fromisoformat(moment)
    found = {str(moment.date())}
    if moment.tzinfo:
        found.add(str(moment.astimezone(datetime.timezone.utc).date()))
    return found


def value(slot):
    """What a slot holds; of an organisation its name."""
    held = slot.get("value") if isinstance(slot, dict) else slot
    return held.get("name") if isinstance(held, dict) else held


def with_istinad(program, page, name):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / f"{name}.html"
        path.write_bytes(page)
        output = subprocess.run([program, "show", "--json", path], capture_output=True, text=True).stdout
    lines = [line for line in map(json.loads, output.splitlines()) if line["type"] == "document"]
    if not lines:
        return {"title": None, "authors": [], "published": None, "holder": None}
    line = lines[0]
    said = line.get("metadata", line)
    return {
        "title": value(said["headline"]),
        "authors": [value(author) for author in said["authors"]],
        "published": value(said["published"]),
        "holder": value(line.get("rights_holder") or line.get("rights", {}).get("holder")),
    }


def with_trafilatura(page, url):
    said = trafilatura.extract_metadata(page, default_url=url)
    if said is None:
        return {"title": None, "authors": [], "published": None, "holder": None}
    authors = [name for name in (said.author or "").split("; ") if name]
    return {"title": said.title, "authors": authors, "published": said.date, "holder": None}


def main():
    corpus, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    verbose = "-v" in sys.argv
    scores = collections.defaultdict(lambda: collections.defaultdict(list))
    for line in (corpus / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        expected = json.loads(line)
        page = gzip.decompress((corpus / f"{expected['id']}.html.gz").read_bytes())
        for reader, found in [
            ("istinad", with_istinad(program, page, expected["id"])),
            ("trafilatura", with_trafilatura(page, expected["url"])),
        ]:
            wrong = {}
            if expected["title"]:
                wrong["title"] = f1(found["title"], expected["title"])
            if expected["published"]:
                found_days = days(found["published"]) if found["published"] else set()
                wrong["day"] = float(bool(found_days & days(expected["published"])))
            if expected["authors"]:
                known = words(" ".join(expected["authors"]))
                wrong["byline"] = f1(" ".join(found["authors"]), " ".join(expected["authors"]))
                scores["true authors"][reader] += [float(bool(words(name) & known)) for name in found["authors"]]
            for field, score in wrong.items():
                scores[field][reader].append(score)
            if verbose and reader == "istinad":
                print(f"{expected['id']:44} holder {found['holder']!r}")
                shown = {"title": "title", "day": "published", "byline": "authors"}
                for field in (field for field, score in wrong.items() if score < 1):
                    print(f"    {field}: {found[shown[field]]!r}, expected {expected[shown[field]]!r}")
    print(f"{'':14} {'measured':>9} {'istinad':>12} {'trafilatura':>12}")
    for field, of_field in scores.items():
        means = "".join(f" {sum(of) / max(len(of), 1):12.3f}" for of in of_field.values())
        print(f"{field:14} {len(of_field['istinad']):9}{means}")


if __name__ == "__main__":
    main()
