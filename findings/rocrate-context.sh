#!/usr/bin/env bash
# rocrate 0.16.0 (PyPI), the library for RO-Crates in Python, and a crate whose terms go beyond schema.org's words.
#
# RO-Crate 1.1 (appendix on JSON-LD, "Extending RO-Crate") has words of others defined in the crate's own @context, and JSON-LD
# gives a text its language with @value and @language. A crate that rocrate reads and writes again, unchanged, has only the
# standard context: `rightsHolder` stands there still, but means nothing, and JSON-LD processors drop it (JSON-LD 1.1 API,
# 5.1.2: a key that is no IRI). Of terms in two languages nothing says which is which. No warning comes of either.
#
# istinad says the terms of a crate in words of RO-Crate's own context, so that they stay.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet rocrate==0.16.0
cd "$work"
cat >try.py <<'PY'
import json
import os

from rocrate.rocrate import ROCrate

STANDARD = "https://w3id.org/ro/crate/1.1/context"
TERMS = [{"@value": "İcazəsiz istifadə olmaz.", "@language": "az"}, {"@value": "No use without permission.", "@language": "en"}]
CRATE = {
    "@context": [STANDARD, {"rightsHolder": "http://purl.org/dc/terms/rightsHolder"}],
    "@graph": [
        {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
         "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}},
        {"@id": "./", "@type": "Dataset", "name": "Göl dolur", "description": "An article", "datePublished": "2026-06-24",
         "license": {"@id": "#terms"}, "hasPart": [{"@id": "gol.pdf"}]},
        {"@id": "gol.pdf", "@type": "File", "name": "Göl dolur", "encodingFormat": "application/pdf", "rightsHolder": "Sample News"},
        {"@id": "#terms", "@type": "CreativeWork", "name": "Terms", "description": TERMS},
    ],
}
os.mkdir("in")
with open("in/gol.pdf", "wb") as file:
    file.write(b"%PDF-1.7\n")
with open("in/ro-crate-metadata.json", "w", encoding="utf-8") as file:
    json.dump(CRATE, file)
ROCrate("in").write("out")
with open("out/ro-crate-metadata.json", encoding="utf-8") as file:
    written = json.load(file)
entities = {entity["@id"]: entity for entity in written["@graph"]}
holder, terms = entities["gol.pdf"].get("rightsHolder"), entities["#terms"]["description"]
print(f"rocrate 0.16.0: the context is {written['@context']}; rightsHolder is {holder!r}; the terms are {terms}")
expected = (STANDARD, "Sample News", [text["@value"] for text in TERMS])
raise SystemExit((written["@context"], holder, terms) != expected)
PY
"$work/venv/bin/python" try.py
