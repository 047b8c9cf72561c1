#!/usr/bin/env bash
# htmldate 1.8.1 (PyPI) and a line that says when a page was published and when it was changed.
#
# News sites show both days in one line. Asked for the original day (`original_date=True`), htmldate gives the day of the
# change where only that one has a label, as Turkish sites write it ("05.04.2025 - 09:12 Güncelleme : 07.04.2025"), or where
# it comes first ("Updated: … Published: …"). Where both months are Russian words, it gives a third day that stands
# nowhere: the first of January of the year. One day alone is read right in each of the languages.
#
# istinad takes a day behind a word for changing as the change, whatever else has no label.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet htmldate==1.8.1
cat >"$work/try.py" <<'PY'
from htmldate import find_date

LINES = {
    "05.04.2025 - 09:12": "2025-04-05",
    "05.04.2025 - 09:12 Güncelleme : 07.04.2025 - 10:40": "2025-04-07",
    "Updated: 7 April 2025 Published: 5 April 2025": "2025-04-07",
    "5 апреля 2025, 09:12": "2025-04-05",
    "Опубликовано: 5 апреля 2025, 09:12, обновлено 7 апреля 2025": "2025-01-01",
}
found = {}
for line in LINES:
    page = f"""<html><head><title>Göl</title></head><body><article><h1>Göl dolur</h1>
<p class="date">{line}</p><p>{"Göl yaz yağışlarından sonra dolmağa başlayıb. " * 6}</p></article></body></html>"""
    found[line] = find_date(page, original_date=True, max_date="2026-11-29")
    print(f"htmldate 1.8.1: {line!r} was published on {found[line]}")
raise SystemExit(found != LINES)
PY
"$work/venv/bin/python" "$work/try.py"
