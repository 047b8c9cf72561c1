#!/usr/bin/env bash
# rtl-detect 1.1.2, @formatjs/intl-locale 5.3.12 (npm), Babel 2.19.0 (PyPI) and the direction of Azerbaijani in Arabic script.
#
# A tag names the script where it is not the usual one (RFC 5646, 2.2.3), and the script gives the direction. rtl-detect goes by
# a list of languages: az-Arab and uz-Arab are written from left to right to it, and Persian in Latin script, fa-Latn, from right
# to left. The polyfill that formatjs has for Intl.Locale gives az-Arab the direction of az, and so does Node 20.20.2 (for the
# specification: tc39/proposal-intl-locale-info, 53). azb, the code that ISO 639-3 has for the Azerbaijani of Iran, goes from left to
# right in all three. Babel is right about az_Arab, and does not know azb. A page whose `dir`, or a book whose
# page-progression-direction is made so has full stops and brackets at the wrong end, or turns its pages backwards.
#
# istinad takes the direction from the script of the tag.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet babel==2.19.0
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund rtl-detect@1.1.2 @formatjs/intl-locale@5.3.12 >/dev/null
cat >try.mjs <<'JS'
import { Locale } from "@formatjs/intl-locale";
import rtlDetect from "rtl-detect";

const expected = { fa: "rtl rtl", az: "ltr ltr", "az-Arab": "ltr ltr", "az-Arab-IR": "ltr ltr", azb: "ltr ltr", "uz-Arab": "ltr ltr", "fa-Latn": "rtl ltr" };
for (const [tag, old] of Object.entries(expected)) {
  const locale = new Intl.Locale(tag);
  const node = (locale.getTextInfo?.() ?? locale.textInfo)?.direction;
  const seen = `${rtlDetect.getLangDir(tag)} ${new Locale(tag).getTextInfo().direction}`;
  console.log(`${tag}: rtl-detect and formatjs ${seen} (Node ${process.version}, which is not pinned here, ${node})`);
  if (seen !== old) process.exitCode = 1;
}
JS
cat >try.py <<'PY'
from babel import Locale, UnknownLocaleError

seen = [Locale.parse(tag).text_direction for tag in ("az_Arab", "uz_Arab", "fa")]
try:
    seen.append(Locale.parse("azb").text_direction)
except UnknownLocaleError as error:
    seen.append(str(error))
print(f"Babel 2.19.0: az_Arab, uz_Arab, fa and azb: {seen}")
raise SystemExit(seen != ["rtl", "rtl", "rtl", "unknown locale 'azb'"])
PY
node try.mjs
"$work/venv/bin/python" try.py
