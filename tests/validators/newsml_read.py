"""Reads NewsML-G2 files as clients do, and says what arrived.

    newsml_read.py FILE...

Prints one JSON object per line and file: the values that IPTC's own reader, newsmlg2, hands over, and those that
Superdesk-Core takes. A file that the reader cannot load, or whose item it does not know, gives {"file", "error"}.
Exit 1 if there is one.

What newsmlg2 1.1 does to a value, and a writer should know:
- the text of an element ends where its first child element begins, and its white space is collapsed;
- a message's items are not parsed (they are handed to it one by one here);
- altId in contentMeta is looked for under a wrong name and never found.
"""

import contextlib
import io
import json
import sys

import NewsMLG2
from lxml import etree

G2 = "{http://iptc.org/std/nar/2006-10-01/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NITF = "{http://iptc.org/std/NITF/2006-10-18/}"
ITEMS = {G2 + "newsItem", G2 + "packageItem"}

# Elements that hold a run of text of their own, in XHTML and in NITF.
BLOCKS = {XHTML + name for name in """
    h1 h2 h3 h4 h5 h6 p li dt dd pre blockquote figcaption caption th td address""".split()}
BLOCKS |= {NITF + name for name in "hl1 hl2 p li dt dd pre bq th td caption credit note".split()}
BREAKS = {XHTML + "br", NITF + "br"}


def text(value):
    """The text of a value of newsmlg2, None if it holds none. Its str() gives a class name where text is missing."""
    return getattr(value, "_text", None) or None


def several(array):
    # By index: an array of newsmlg2 is its own iterator, and remembers where a loop was left.
    return [array[index] for index in range(len(array))] if array is not None and hasattr(array, "__len__") else []


def value_of(value, *attributes):
    """Text and the attributes that are there, as a dictionary."""
    fields = {"text": text(value), "lang": getattr(value, "xml_lang", None)}
    fields.update((attribute, getattr(value, attribute, None)) for attribute in attributes)
    return {key: field for key, field in fields.items() if field is not None}


def party(value):
    fields = value_of(value, "qcode", "uri", "literal")
    fields["names"] = [value_of(name) for name in several(getattr(value, "name", None))]
    return fields


def link(value):
    return value_of(value, "rel", "href", "residref", "contenttype", "size", "title")


def rights(value):
    return {
        "scope": value.scope,
        "idrefs": value.idrefs,
        "copyright_holder": party(value.copyrightholder),
        "copyright_notice": [value_of(each, "href") for each in several(value.copyrightnotice)],
        "usage_terms": [value_of(each, "href") for each in several(value.usageterms)],
        "links": [link(each) for each in several(value.link)],
        "expressions": [value_of(each, "langid", "enctype") for each in several(value.rightsexpressiondata)],
        "expressions_xml": [{"langid": each.langid, "root": each.to_xml()[0].tag}
                            for each in several(value.rightsexpressionxml)],
        "data_mining": value_of(value.datamining, "qcode", "uri"),
    }


def content_meta(value):
    return {
        "created": text(value.contentcreated),
        "info_source": [party(each) for each in several(value.infosource)],
        "creator": [party(each) for each in several(value.creator)],
        "language": [each.tag for each in several(value.language)],
        "keyword": [value_of(each) for each in several(value.keyword)],
        "subject": [party(each) for each in several(value.subject)],
        "slugline": [value_of(each) for each in several(value.slugline)],
        "headline": [value_of(each) for each in several(value.headline)],
        "dateline": [value_of(each) for each in several(value.dateline)],
        "by": [value_of(each) for each in several(value.by)],
        "creditline": [value_of(each) for each in several(value.creditline)],
        "description": [value_of(each, "role") for each in several(value.description)],
    }


def part(value):
    return {
        "partid": value.partid,
        "contentrefs": value.contentrefs,
        "creditline": [value_of(each) for each in several(value.creditline)],
        "description": [value_of(each, "role") for each in several(value.description)],
    }


def item_meta(value):
    return {
        "item_class": value.itemclass.qcode,
        "item_class_uri": NewsMLG2.qcode_to_uri(value.itemclass.qcode) if value.itemclass.qcode else None,
        "provider": party(value.provider),
        "version_created": text(value.versioncreated),
        "first_created": text(value.firstcreated),
        "pub_status": value.pubstatus.qcode,
        "generator": [value_of(each, "versioninfo") for each in several(value.generator)],
        "title": [value_of(each) for each in several(value.title)],
        "ed_note": [value_of(each) for each in several(value.ednote)],
        "hash": [value_of(each, "hashtype", "hashtypeuri") for each in several(value.hash)],
        "links": [link(each) for each in several(value.link)],
    }


def own_text(block):
    """The text of a block without that of the blocks within it; a line break is a line feed."""
    pieces = [block.text or ""]
    for child in block:
        if child.tag in BREAKS:
            pieces.append("\n")
        elif isinstance(child.tag, str) and child.tag not in BLOCKS:
            pieces.append(own_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def body(value):
    """What an inlineXML holds, block by block."""
    blocks = []
    for element in value.to_xml().iter(*BLOCKS):
        content = own_text(element)
        if content.strip():
            blocks.append({"element": etree.QName(element).localname, "text": content})
    return {"contenttype": value.contenttype, "lang": value.xml_lang, "wordcount": value.wordcount, "blocks": blocks}


def read_item(element):
    item = NewsMLG2.NewsMLG2Document(etree.tostring(element)).get_item()
    content = getattr(item, "contentset", None)
    return {
        "kind": type(item).__name__,
        "guid": item.guid,
        "version": item.version,
        "standardversion": item.standardversion,
        "conformance": item.conformance,
        "lang": item.xml_lang,
        "rights": [rights(each) for each in several(item.rightsinfo)],
        "meta": item_meta(item.itemmeta),
        "content": content_meta(item.contentmeta),
        "parts": [part(each) for each in several(getattr(item, "partmeta", None))],
        "inline": [body(each) for each in several(content.inlinexml)] if content is not None else [],
        "remote": [value_of(each, "href", "residref", "contenttype", "rendition", "size")
                   for each in several(content.remotecontent)] if content is not None else [],
    }


def as_superdesk(element):
    """What Superdesk-Core takes of an item, and what it would stop at; after its source, for it installs with a server.

    Of an inlineXML it takes the XHTML body, of the body each child, and of the child the text before its first inline
    element. A child that opens with an inline element, or holds blocks rather than text, vanishes.
    """
    def first(path):
        return element.find("/".join(G2 + step for step in path.split("/")))

    content = "groupSet" if element.tag == G2 + "packageItem" else "contentSet"
    stops = [path for path in
             ("itemMeta/versionCreated", "itemMeta/pubStatus", "contentMeta", content)
             if first(path) is None]
    if not element.get("version"):
        stops.append("@version")
    item_class = first("itemMeta/itemClass")
    if item_class is None or ":" not in item_class.get("qcode", ""):
        stops.append("itemMeta/itemClass/@qcode")
    lines = []
    for inline in element.iterfind(f"{G2}contentSet/{G2}inlineXML"):
        taken = inline.find(f"{XHTML}html/{XHTML}body")
        if taken is None:
            stops.append("contentSet/inlineXML/html/body")
        # The last inlineXML wins.
        lines = [child.text for child in (taken if taken is not None else ()) if child.text]
    def words(path):
        found = first(path)
        return None if found is None else found.text

    status = first("itemMeta/pubStatus")
    meta = element.find(G2 + "contentMeta")
    creators = () if meta is None else meta.iterfind(f"{G2}creator/{G2}name")
    subjects = () if meta is None else meta.iterfind(G2 + "subject")
    genres = () if meta is None else meta.iterfind(f"{G2}genre/{G2}name")
    return {
        "stops_at": stops,
        "usage_terms": words("rightsInfo/usageTerms"),
        "body": lines,
        "pubstatus": None if status is None else status.get("qcode", "").rpartition(":")[2].lower(),
        "embargoed": words("itemMeta/embargoed"),
        "ednote": words("itemMeta/edNote"),
        "signal": [each.get("qcode") for each in element.iterfind(f"{G2}itemMeta/{G2}signal") if each.get("qcode")],
        "urgency": words("contentMeta/urgency"),
        "slugline": words("contentMeta/slugline"),
        "headline": words("contentMeta/headline"),
        "byline": words("contentMeta/by"),
        "firstcreated": words("itemMeta/firstCreated") or words("contentMeta/contentCreated"),
        "authors": [each.text for each in creators],
        # Of subjects it takes those of one vocabulary of IPTC, by the code alone.
        "subject": [each.get("qcode") for each in subjects if each.get("qcode", "").startswith("subj:")],
        "genre": [each.text for each in genres],
    }


def read(path):
    root = etree.parse(path, etree.XMLParser(no_network=True, resolve_entities=False)).getroot()
    elements = list(root.iter(*ITEMS)) if root.tag == G2 + "newsMessage" else [root]
    if not all(element.tag in ITEMS for element in elements) or not elements:
        raise ValueError(f"{etree.QName(root).localname} is no item that this script reads")
    result = {"file": path, "container": etree.QName(root).localname}
    if root.tag == G2 + "newsMessage":
        header = NewsMLG2.NewsMLG2Document(etree.tostring(root)).get_item().header
        result["header"] = {"sent": text(header.sent), "sender": text(header.sender),
                            "transmit_id": text(header.transmitid), "priority": text(header.priority)}
    result["items"] = [dict(read_item(element), superdesk=as_superdesk(element)) for element in elements]
    return result


def main():
    failed = False
    for path in sys.argv[1:]:
        # newsmlg2 prints its warnings to standard output.
        with contextlib.redirect_stdout(io.StringIO()) as noise:
            try:
                result = read(path)
            except Exception as error:  # whatever goes wrong in the reader is its verdict on the file
                result = {"file": path, "error": f"{type(error).__name__}: {error}"}
        if noise.getvalue().strip():
            result["warnings"] = noise.getvalue().strip().splitlines()
        failed = failed or "error" in result
        print(json.dumps(result, ensure_ascii=False))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
