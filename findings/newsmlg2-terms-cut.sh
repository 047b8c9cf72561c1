#!/usr/bin/env bash
# newsmlg2 1.1 (PyPI), the reader of NewsML-G2 in Python that IPTC publishes, and terms with a link in them.
#
# In NewsML-G2 2.35 `usageTerms`, `copyrightNotice` and the like are blocks of text: `a`, `span`, `br`, `em` and others may
# stand among their words. The reader's value of such an element ends where its first child begins; what comes behind it is
# in no property. Of terms that name their page by a link, the prohibition behind the link is gone, and nothing says so.
#
# istinad writes terms and notices as plain text, with the addresses in attributes; terms of others it reads whole.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet newsmlg2==1.1 lxml==6.1.3
cat >"$work/item.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:news.example:20260512:gol" version="1"
  standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="en">
  <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
  <rightsInfo>
    <usageTerms>Name us with <a href="https://news.example/terms">a link</a>. Commercial use is forbidden.</usageTerms>
  </rightsInfo>
  <itemMeta>
    <itemClass qcode="ninat:text"/><provider literal="News"/><versionCreated>2026-05-12T10:00:00Z</versionCreated>
    <pubStatus qcode="stat:usable"/>
  </itemMeta>
  <contentMeta><headline>The lake fills</headline></contentMeta>
  <contentSet/>
</newsItem>
XML
cat >"$work/try.py" <<'PY'
import sys

import NewsMLG2

item = NewsMLG2.NewsMLG2Document(open(sys.argv[1], "rb").read()).get_item()
terms = str(item.rightsinfo[0].usageterms[0])
print(f"newsmlg2 1.1: the terms are {terms!r}")
raise SystemExit("link" in terms or "forbidden" in terms or "Name us" not in terms)
PY
"$work/venv/bin/python" "$work/try.py" "$work/item.xml"
