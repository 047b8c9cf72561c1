#!/usr/bin/env bash
# htmldate 1.8.1 (PyPI) and a day that has not come yet.
#
# News pages carry days to come: embargoes, programmes, a page captured by a clock that is behind. htmldate takes no day after
# `max_date`, by default today's. Where day and month can change places, it does not leave such a date out, it makes another
# one of it: "04.12.2026" is 12 April when it is read in November and 4 December when it is read a month later. So what is
# kept of a page depends on the day on which it is read, and is eight months off for a month.
#
# istinad asks no clock what a date is: it reads the day before the month where the language of the page does.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet htmldate==1.8.1
cat >"$work/try.py" <<'PY'
from htmldate import find_date

page = f"""<html lang="az"><head><title>Göl</title></head><body><article><h1>Göl dolur</h1>
<p>04.12.2026</p><p>{"Göl yaz yağışlarından sonra dolmağa başlayıb. " * 6}</p></article></body></html>"""
before = find_date(page, original_date=True, max_date="2026-11-29")
after = find_date(page, original_date=True, max_date="2026-12-29")
print(f"htmldate 1.8.1: 04.12.2026 is {before} for a reader of 29 November 2026, {after} for one of 29 December")
raise SystemExit((before, after) != ("2026-04-12", "2026-12-04"))
PY
"$work/venv/bin/python" "$work/try.py"
