#!/usr/bin/env bash
# dateparser 1.5.0 (PyPI) and March, which is "mart" in Azerbaijani, Turkish and a dozen other languages.
#
# It looks for the abbreviation of a time zone before it looks at languages, and MART is that of the Marquesas. Of
# "15 mart 2026" it makes the fifteenth of the month in which it runs, of "12 mart 2026" a day of December, both at
# -09:30: a whole date, in the right year, without an error. The names of the other eleven months are read. Who says
# `languages=["az", "en"]`, as a crawler of bilingual sites does, gets the same; Azerbaijani alone is read well. So in an
# archive of such a site the news of each March lies in other months. It has been
# reported for Turkish (scrapinghub/dateparser, 427 and 1098).
#
# istinad reads the months of the language that the article is in, and takes no word for a zone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet dateparser==1.5.0
cd "$work"
cat >try.py <<'PY'
import warnings
from datetime import datetime

import dateparser

warnings.simplefilter("ignore")
SETTINGS = {"RELATIVE_BASE": datetime(2026, 6, 24, 15, 0)}
E = {
    "12 mart 2026": ("2026-12-24T00:00:00-09:30", "2026-12-24T00:00:00-09:30", "2026-03-12T00:00:00"),
    "15 mart 2026": ("2026-06-15T00:00:00-09:30", "2026-06-15T00:00:00-09:30", "2026-03-15T00:00:00"),
    "15 aprel 2026": ("2026-04-15T00:00:00",) * 3,
}
changed = False
for text, old in E.items():
    seen = tuple(
        dateparser.parse(text, languages=languages, settings=SETTINGS).isoformat() for languages in (None, ["az", "en"], ["az"])
    )
    print(f"{text}: no language said {seen[0]}; Azerbaijani and English {seen[1]}; Azerbaijani {seen[2]}")
    changed |= seen != old
raise SystemExit(changed)
PY
"$work/venv/bin/python" try.py
