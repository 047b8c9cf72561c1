#!/usr/bin/env bash
# newspaper4k 0.9.6 and goose3 3.1.22 (PyPI), which take the article out of a page, and an article in Azerbaijani.
#
# Both count the commonest words of a language in each paragraph, and what has none is no text. They take the language that
# the page declares, and English's words where they have none for it. So of a page in Azerbaijani the headline is
# found and the article is empty, even in an `article` whose `itemprop` says that it is the body: no exception, no
# warning, and a run over a whole site ends well. Of the same words under `lang="tr"`, which is wrong, both give the
# text, since Turkish shares some of them.
#
# istinad finds an article by its marks and its sentences, and names a page in which it has found none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet newspaper4k==0.9.6 goose3==3.1.22 2>/dev/null
cd "$work"
cat >try.py <<'PY'
import warnings

warnings.simplefilter("ignore")
from goose3 import Goose
from newspaper import Article

TEXTS = {
    "az": "Kənddəki göl üç quraq ildən sonra yenidən su ilə dolub, rayon idarəsi belə deyib və bunu sevinclə qarşılayıb. ",
    "en": "The lake beside the village has filled with water again after three dry years, as the district office said. ",
}
PAGE = """<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>1</title></head><body><main>
<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">1</h1><div itemprop="articleBody">
<p>{}</p><p>{}</p><p>{}</p></div></article></main></body></html>"""

E = {("az", "az"): False, ("az", "tr"): True, ("en", "en"): True}
changed = False
for (language, declared), old in E.items():
    text = TEXTS[language]
    page = PAGE.format(declared, text * 4, text * 4, text * 4)
    article = Article("https://news.example/lake")
    article.download(input_html=page)
    article.parse()
    seen = {"newspaper4k": article.text, "goose3": Goose().extract(raw_html=page).cleaned_text}
    print(f"{language} declared as {declared}:", ", ".join(f"{name} {len(words)} characters" for name, words in seen.items()))
    changed |= any(bool(words) != old for words in seen.values())
raise SystemExit(changed)
PY
"$work/venv/bin/python" try.py 2>/dev/null
