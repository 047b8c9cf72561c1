#!/usr/bin/env bash
# rdflib 7.6.0 and pySHACL 0.40.1 (PyPI) and the day on which a permission ends.
#
# ODRL ends a permission by a `dateTime`, whose value is a literal of XML Schema. Of a day with a zone, "2026-12-31+04:00",
# rdflib takes the zone away, read and written again unchanged: in Baku the permission ends four hours later than it was
# given, or on whatever day the reader lives in. The end of that day as XML Schema writes it, "2026-12-31T24:00:00+04:00"
# (XSD 1.1 part 2, 3.3.7.2: hour 24), is ill-typed to rdflib: pySHACL refuses it where a dateTime is asked for, and a
# comparison in SPARQL neither holds nor fails. "P12M" is written as "P1Y".
#
# istinad's ODRL names no day; a delay in it is a duration in hours, which keeps its value.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet rdflib==7.6.0 pyshacl==0.40.1
cd "$work"
cat >try.py <<'PY'
import logging
import re

from pyshacl import validate
from rdflib import Graph

logging.disable(logging.CRITICAL)
ODRL = "@prefix o: <http://www.w3.org/ns/odrl/2/> . @prefix x: <http://www.w3.org/2001/XMLSchema#> .\n"
SHAPE = """@prefix s: <http://www.w3.org/ns/shacl#> . @prefix o: <http://www.w3.org/ns/odrl/2/> .
@prefix x: <http://www.w3.org/2001/XMLSchema#> .
[] a s:NodeShape ; s:targetSubjectsOf o:rightOperand ; s:property [ s:path o:rightOperand ; s:datatype x:dateTime ] ."""
ENDED = """PREFIX o: <http://www.w3.org/ns/odrl/2/> PREFIX x: <http://www.w3.org/2001/XMLSchema#>
SELECT ?value { ?c o:rightOperand ?value FILTER(?value %s "2027-06-01T00:00:00Z"^^x:dateTime) }"""


def constraint(value, kind):
    return Graph().parse(data=f'{ODRL}[] o:leftOperand o:dateTime ; o:operator o:lt ; o:rightOperand "{value}"^^x:{kind} .', format="turtle")


E = {("2026-12-31+04:00", "date"): "2026-12-31", ("P12M", "duration"): "P1Y"}
changed = False
for (value, kind), old in E.items():
    seen = re.search(f'"(.*?)"[^ ]*{kind}', constraint(value, kind).serialize(format="nt"))[1]
    print(f"{kind} {value}, read and written: {seen}")
    changed |= seen != old
for value, good in (("2026-12-31T23:59:59+04:00", True), ("2026-12-31T24:00:00+04:00", False)):
    graph = constraint(value, "dateTime")
    valid = validate(graph, shacl_graph=Graph().parse(data=SHAPE, format="turtle"))[0]
    compared = [len(graph.query(ENDED % operator)) for operator in ("<", ">=")]
    print(f"{value}: a dateTime to pySHACL: {valid}, before June 2027: {compared[0]}, not before it: {compared[1]}")
    changed |= valid != good or compared != [int(good), 0]
raise SystemExit(changed)
PY
"$work/venv/bin/python" try.py
