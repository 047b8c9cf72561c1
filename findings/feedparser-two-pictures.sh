#!/usr/bin/env bash
# feedparser 6.0.14 (PyPI) and an item of a feed with two pictures, each under its own licence.
#
# Media RSS 1.5.1: what stands in a `media:content` holds for that object alone. feedparser puts what the pictures say beside
# the item's own fields, one above the other: its `media_license` has the address of the first picture's licence and the name
# of the second's. A picture that may not be sold is found under the address of CC BY 4.0, which lets it be sold. The
# item's `license` is a picture's too, its `summary` the description of one, and of two `dc:rights` only the last is kept.
# The list `media_content` has the two addresses without any terms, so that nothing leads back to what was said of which.
#
# istinad keeps the terms of each picture with that picture, and never reads them as the article's.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet feedparser==6.0.14
cat >"$work/try.py" <<'PY'
import feedparser

FREE, PAID = "https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by-nc/4.0/"
FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Sample News</title><link>https://news.example/</link>
<description>News</description><item><title>The lake fills</title><link>https://news.example/lake</link>
<dc:rights>All rights reserved.</dc:rights><dc:rights>No text and data mining.</dc:rights>
<media:content url="https://news.example/lake.jpg" medium="image"><media:description>The lake in May</media:description>
<media:license type="text/html" href="{FREE}">CC BY 4.0</media:license></media:content>
<media:content url="https://news.example/dam.jpg" medium="image">
<media:license type="text/html" href="{PAID}">CC BY-NC 4.0</media:license></media:content>
</item></channel></rss>"""
item = feedparser.parse(FEED).entries[0]
mixed = (item.media_license["content"], item.media_license["href"])
print(f"feedparser {feedparser.__version__}: the licence is named {mixed[0]!r} and leads to {mixed[1]}")
print(f"the item's license is {item.license!r}, its rights {item.rights!r}, its summary {item.summary!r}")
terms = [key for picture in item.media_content for key in picture if key not in ("url", "medium")]
print(f"what the two pictures have kept of their terms: {terms}")
seen = (mixed, item.license, item.rights, item.summary, terms)
raise SystemExit(seen != (("CC BY-NC 4.0", FREE), "CC BY-NC 4.0", "No text and data mining.", "The lake in May", []))
PY
"$work/venv/bin/python" "$work/try.py"
