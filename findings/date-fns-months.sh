#!/usr/bin/env bash
# date-fns 4.4.0 (npm) and the months that it writes itself, in Kazakh, Armenian and Central Kurdish.
#
# It has a locale for each, which writes a date with `format` and reads it with `parse`. Written and read again by one pattern,
# days become days of other months: Kazakh June (маусым) is May, since both are taken by their first letter, and
# September, October and November are January; so are Armenian June and July, inside which its abbreviation lies; Kurdish
# January, "second Kanun", and three months of autumn are December. All are valid dates of the right year, so that news of
# June is kept under May, before what it reports. Turkish, Uzbek and Persian days come back; Azerbaijani and Georgian ones
# are an Invalid Date, which at least is seen.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund date-fns@4.4.0 >/dev/null
cat >try.mjs <<'JS'
import { format, parse } from "date-fns";
import * as locales from "date-fns/locale";

const PATTERN = "d MMMM yyyy";
const expected = {
  kk: "06=05 09=01 10=01 11=01",
  hy: "06=01 07=01",
  ckb: "01=12 09=12 10=12 11=12",
  tr: "",
  uz: "",
  faIR: "",
  az: "none",
  ka: "none",
};
let changed = false;
for (const [name, old] of Object.entries(expected)) {
  const locale = locales[name];
  const others = [];
  let invalid = 0;
  for (let month = 0; month < 12; month++) {
    const day = new Date(2026, month, 24);
    const text = format(day, PATTERN, { locale });
    const read = parse(text, PATTERN, new Date(2026, 0, 1), { locale });
    if (Number.isNaN(+read)) {
      invalid++;
    } else if (+read !== +day) {
      others.push(`${format(day, "MM")}=${format(read, "MM")}`);
      console.log(`${name}: "${text}", ${format(day, "yyyy-MM-dd")}, is read as ${format(read, "yyyy-MM-dd")}`);
    }
  }
  const seen = invalid === 12 ? "none" : others.join(" ");
  if (others.length === 0) console.log(`${name}: ${invalid === 12 ? "no month is read" : "each day comes back"}`);
  changed ||= seen !== old;
}
process.exitCode = changed ? 1 : 0;
JS
node try.mjs
