#!/usr/bin/env bash
# pybtex 0.26.1, bibtexparser 2.1.0 (PyPI), @citation-js/plugin-bibtex 0.7.21 (npm) and the given names of Georgians and Persians.
#
# In BibTeX a word in small letters before the family name is a particle, like "von" (btxdoc, 4). The Georgian script begins no
# name with a capital, but since Unicode 11 its letters are of category Ll, small ones, with capitals for whole words in
# headlines (Unicode, 7.7). So "გიორგი აბაშიძე", Giorgi Abashidze, has no given name to pybtex and Citation.js, and a particle:
# a style that abbreviates names writes it out, and the list is sorted by it. bibtexparser makes particles of two given names
# and more, of Georgians and of Persians, whose letters are neither small nor capital. With a comma all three are right.
#
# istinad keeps names as the article has them, and makes no parts of them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pybtex==0.26.1 bibtexparser==2.1.0 'setuptools<81'
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund @citation-js/core@0.7.21 @citation-js/plugin-bibtex@0.7.21 >/dev/null
cat >try.py <<'PY'
import unicodedata

from bibtexparser.middlewares.names import parse_single_name_into_parts
from pybtex.backends.plaintext import Backend
from pybtex.database import Person, parse_string
from pybtex.style.formatting.plain import Style

NAMES = {
    "გიორგი აბაშიძე": ("von", "first"), "ნინო ქეთევან აბაშიძე": ("von", "von"), "აბაშიძე, გიორგი": ("first", "first"),
    "محمد احمدی": ("first", "first"), "محمد رضا احمدی": ("first", "von"), "احمدی, محمد رضا": ("first", "first"),
    "Əli Vəli Əliyev": ("first", "first"),
}
print(f"category of გ: {unicodedata.category('გ')}, of م: {unicodedata.category('م')}; გ where a capital begins a word: {'გ'.title()}")
seen = {}
for name in NAMES:
    person, parts = Person(name), parse_single_name_into_parts(name)
    seen[name] = tuple("von" if particles else "first" for particles in (person.prelast_names, parts.von))
    print(f"{name}: the given name is to pybtex {seen[name][0]}, to bibtexparser {seen[name][1]}")

# Georgians sort by their family names as everybody does: Abashidze before Panjikidze.
AUTHORS = {"ka": ["გიორგი ფანჯიკიძე", "ნინო აბაშიძე"], "comma": ["ფანჯიკიძე, გიორგი", "აბაშიძე, ნინო"]}
listed = {}
for key, names in AUTHORS.items():
    texts = [f"@article{{{number}, author={{{name}}}, title={{Lake}}, journal={{News}}, year=2026}}" for number, name in enumerate(names)]
    bibliography = parse_string("\n".join(texts), "bibtex")
    listed[key] = [entry.text.render(Backend()).split(" Lake")[0] for entry in Style(abbreviate_names=True).format_bibliography(bibliography)]
    print(f"pybtex lists {names} as {listed[key]}")
raise SystemExit(
    seen != NAMES
    or listed != {"ka": ["გიორგი ფანჯიკიძე.", "ნინო აბაშიძე."], "comma": ["ნ. აბაშიძე.", "გ. ფანჯიკიძე."]}
)
PY
cat >try.cjs <<'JS'
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");

const expected = { "გიორგი აბაშიძე": "non-dropping-particle", "აბაშიძე, გიორგი": "given", "Əli Əliyev": "given" };
for (const [name, old] of Object.entries(expected)) {
  const [author] = new Cite(`@article{a, author={${name}}, title={Lake}, year={2026}}`).data[0].author;
  console.log(`Citation.js: ${name} is ${JSON.stringify(author)}`);
  if (!author[old] || Object.keys(author).length !== 2) process.exitCode = 1;
}
JS
"$work/venv/bin/python" try.py
node try.cjs
