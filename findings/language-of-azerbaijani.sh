#!/usr/bin/env bash
# langdetect 1.0.9 and lingua-language-detector 2.1.1 (PyPI) on one Azerbaijani sentence in its three scripts.
#
# Azerbaijani is written in Latin, was until 1991 in Cyrillic, and is in Arabic script in Iran (BCP 47: az, az-Cyrl,
# az-Arab). Lingua lists Azerbaijani among its languages, langdetect does not. Both answer for every script, and nearly
# sure: Turkish for the Latin one (langdetect), Mongolian for the Cyrillic one and Persian for the Arabic one (lingua, of all
# its languages). A confidence of 0.9 and more says nothing where the language or its script is not among the models.
#
# istinad has rules of its own for az-Cyrl and az-Arab before any detector is asked, and says `und` rather than a guess.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet langdetect==1.0.9 lingua-language-detector==2.1.1
cd "$work"
cat >try.py <<'PY'
from langdetect import DetectorFactory, detect_langs
from lingua import LanguageDetectorBuilder

DetectorFactory.seed = 0
SENTENCE = {
    "az": "Kəndin yanındakı göl üç ildən sonra yenidən su ilə dolub, balıqçılar qayıqlarını təmir edib.",
    "az-Cyrl": "Кәндин јанындакы ҝөл үч илдән сонра јенидән су илә долуб, балыгчылар гајыгларыны тәмир едиб.",
    "az-Arab": "کندین یانینداکی گؤل اوچ ایلدن سونرا یئنیدن سو ایله دولوب، بالیقچیلار قاییقلارینی تعمیر ائدیب.",
}
lingua = LanguageDetectorBuilder.from_all_languages().build()
seen = {}
for tag, text in SENTENCE.items():
    first = detect_langs(text)[0]
    best = lingua.compute_language_confidence_values(text)[0]
    seen[tag] = (first.lang, best.language.name)
    print(f"{tag}: langdetect {first.lang} {first.prob:.3f}; lingua {best.language.name} {best.value:.3f}")
    if tag == "az":
        sure = first.prob > 0.99
    else:
        sure = sure and best.value > 0.8
expected = {"az": ("tr", "AZERBAIJANI"), "az-Cyrl": ("ru", "MONGOLIAN"), "az-Arab": ("fa", "PERSIAN")}
raise SystemExit(not (sure and all(seen[tag][1] == expected[tag][1] for tag in seen) and seen["az"][0] == "tr"))
PY
"$work/venv/bin/python" try.py
