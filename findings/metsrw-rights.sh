#!/usr/bin/env bash
# metsrw 0.7.0 (PyPI), the library by which Archivematica reads and writes METS, and the rights of a file.
#
# METS 1.12: /ADMID of a file, and of a div, is a list of sections. Rights that many files share stand in an amdSec of their own,
# and each file names it beside its own. metsrw keeps both sections, but asked for the file's rights it looks into the first
# one alone: the answer is an empty list, which reads as "no rights stated". Rights that a div names for its item are not
# taken at all, and are gone from the METS that it writes, as are the size and the media type of every file, and the
# descriptive section to which nothing refers. No error is raised in any of these.
#
# istinad states the terms in PREMIS, in rights.csv and in Dublin Core, so that they stay where one of these is not read.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet metsrw==0.7.0 lxml==6.1.3
cat >"$work/try.py" <<'PY'
import metsrw

RIGHTS = """<amdSec ID="terms"><rightsMD ID="rights_1"><mdWrap MDTYPE="PREMIS:RIGHTS"><xmlData>
<p:rights version="3.0"><p:rightsStatement><p:rightsStatementIdentifier>
<p:rightsStatementIdentifierType>local</p:rightsStatementIdentifierType>
<p:rightsStatementIdentifierValue>terms</p:rightsStatementIdentifierValue></p:rightsStatementIdentifier>
<p:rightsBasis>license</p:rightsBasis></p:rightsStatement></p:rights></xmlData></mdWrap></rightsMD></amdSec>"""
TECH = """<amdSec ID="own"><techMD ID="tech_1"><mdWrap MDTYPE="OTHER" OTHERMDTYPE="NOTE"><xmlData><note xmlns="urn:example:note"/>
</xmlData></mdWrap></techMD></amdSec>"""


def mets(of_file, of_div=""):
    return f"""<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:p="http://www.loc.gov/premis/v3">
<dmdSec ID="dmd_1"><mdWrap MDTYPE="DC"><xmlData><title xmlns="http://purl.org/dc/elements/1.1/">Göl dolur</title></xmlData></mdWrap></dmdSec>
{TECH}{RIGHTS}<fileSec><fileGrp USE="original"><file ID="file-1" ADMID="{of_file}" MIMETYPE="application/pdf" SIZE="1234">
<FLocat LOCTYPE="URL" xlink:href="gol.pdf"/></file></fileGrp></fileSec>
<structMap TYPE="physical"><div TYPE="Directory" LABEL="article"><div TYPE="Item" LABEL="gol.pdf"{of_div}><fptr FILEID="file-1"/></div></div>
</structMap></mets>""".encode()


def read(text):
    """How many rights metsrw finds for the file, and what it writes."""
    document = metsrw.METSDocument.fromstring(text)
    return len(document.get_file(type="Item").get_premis_rights()), document.tostring().decode()


first, _ = read(mets("terms own"))
second, _ = read(mets("own terms"))
item, written = read(mets("own", ' ADMID="terms"'))
gone = [word for word in ("rightsStatement", "SIZE=", "MIMETYPE=", "dmdSec") if word not in written]
print(f"metsrw 0.7.0: rights found for ADMID=\"terms own\": {first}, for ADMID=\"own terms\": {second}, for those of the div: {item}")
print(f"metsrw 0.7.0: gone when it is written again: {gone}")
raise SystemExit((first, second, item, gone) != (1, 0, 0, ["rightsStatement", "SIZE=", "MIMETYPE=", "dmdSec"]))
PY
"$work/venv/bin/python" "$work/try.py"
