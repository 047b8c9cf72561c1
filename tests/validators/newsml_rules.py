"""Judges NewsML-G2 files by the rules that the schema cannot say.

    newsml_rules.py [--schemas FOLDER] FILE...

One line per file, its fields parted by tabs: pass or fail, the word newsml-rules, file, then each broken rule. Exit 1
if one fails. Catalogs come from FOLDER, else from IPTC's package newsmlg2; nothing is fetched.
"""

import argparse
import pathlib
import re
import sys
from collections import Counter

from lxml import etree

G2 = "{http://iptc.org/std/nar/2006-10-01/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ITEMS = {G2 + name for name in
         ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")}

# Attributes that the schema types as QCode or list of QCodes. Their values look right to a validator whatever the
# alias before the colon says.
QCODES = set("""
    accesstype aspect audiochannels audiocodec authoritystatus colourindicator colourspace concepttype
    confirmationstatus creator derivedfrom durationunit encoding environment format hashtype heightunit how idformat
    interactiontype jobtitle layoutorientation market marketlabelsrc mode part pubconstraint qcode radunit ratertype
    ratingtype rel rendition renditionref representation reposrole residrefformat role scaleunit scope severity
    symbolsrc target tech timeunit type valcalctype valueunit videocodec videodefinition videoscaling why widthunit
""".split())
# In these places the same names hold ordinary strings.
NOT_QCODES = {("a", "rel"), ("timestamp", "role")}

REFERENCES = {"idref", "idrefs", "contentrefs", "original", "root", "sourceidref"}
ZONE = re.compile(r"(Z|[+-]\d\d:\d\d)$")
GUIDS = [re.compile(form) for form in (
    r"tag:[^\s,:]+,\d{4}(-\d\d(-\d\d)?)?:\S+",                   # RFC 4151
    r"urn:newsml:[^\s:]+:\d{8}(T\d{4,6}([+-]\d{4}|Z)?)?:\S+",    # RFC 3085, and IPTC's use of it
    r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",       # RFC 9562
    r"https?://[^\s/]+(/\S*)?",
)]

RULES = []


def rule(check):
    """Enters a check into the list: it takes an Item and yields one sentence per fault."""
    RULES.append(check)
    return check


class Item:
    """One item, alone or out of a message, with what its rules need to look up."""

    def __init__(self, element, message, aliases):
        self.element = element
        self.message = message
        self.aliases = aliases

    def find(self, path):
        return self.element.find("/".join(G2 + step for step in path.split("/")))

    def elements(self, *names):
        """Elements of NewsML-G2 (all, or those so named), and none of the languages that it carries."""
        if names:
            yield from self.element.iter(*(G2 + name for name in names))
            return
        for element in self.element.iter(G2 + "*"):
            yield element


def name(element):
    return etree.QName(element).localname


def is_absolute(address):
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S", address) is not None


@rule
def dates_name_their_zone(item):
    for element in item.elements("versionCreated", "firstCreated", "embargoed"):
        text = (element.text or "").strip()
        if text and not ZONE.search(text):
            yield f"{name(element)} {text} has no time zone"


@rule
def aliases_are_in_a_catalog(item):
    for element in item.elements():
        for attribute in element.keys():
            if attribute not in QCODES or (name(element), attribute) in NOT_QCODES:
                continue
            for value in element.get(attribute).split():
                alias, colon, code = value.partition(":")
                if not (alias and colon and code):
                    yield f"{name(element)}/@{attribute} {value} is no QCode"
                elif alias not in item.aliases:
                    yield f"no catalog knows the alias of {name(element)}/@{attribute} {value}"


@rule
def references_point_at_something(item):
    ids = Counter(element.get("id") for element in item.element.iter("*") if element.get("id"))
    ids.update(element.get("partid") for element in item.elements() if element.get("partid"))
    for identifier, times in ids.items():
        if times > 1:
            yield f"the id {identifier} is given {times} times"
    for element in item.elements():
        for attribute in filter(REFERENCES.__contains__, element.keys()):
            for value in element.get(attribute).split():
                if value not in ids:
                    yield f"{name(element)}/@{attribute} {value} points at nothing"


@rule
def guid_is_a_global_name(item):
    guid = item.element.get("guid", "")
    if not any(form.fullmatch(guid) for form in GUIDS):
        yield f"guid {guid!r} is no tag:, urn:newsml:, urn:uuid: or http IRI"


@rule
def standard_and_conformance_are_known(item):
    if item.element.get("standard") != "NewsML-G2":
        yield f"standard is {item.element.get('standard')!r}"
    if item.element.get("conformance", "core") not in ("core", "power"):
        yield f"conformance {item.element.get('conformance')} is neither core nor power"


@rule
def hash_states_its_type(item):
    for element in item.elements("hash"):
        if not (element.get("hashtype") or element.get("hashtypeuri")):
            yield f"hash {(element.text or '').strip()[:12]}… has no type"


@rule
def literal_has_its_assert(item):
    asserted = {element.get("literal") for element in item.elements("assert")}
    for element in item.elements():
        literal = element.get("literal")
        if literal and element.tag != G2 + "assert" and literal not in asserted:
            yield f"{name(element)}/@literal {literal} has no assert"


@rule
def provider_is_somebody(item):
    provider = item.find("itemMeta/provider")
    if provider is None:
        yield "no provider"
        return
    named = any((label.text or "").strip() for label in provider.iter(G2 + "name"))
    if not named and not any(provider.get(key) for key in ("qcode", "uri", "literal")):
        yield "provider identifies nobody"


@rule
def item_class_fits_the_item(item):
    element = item.find("itemMeta/itemClass")
    wanted = {"newsItem": "ninat:", "packageItem": "ninat:composite"}.get(name(item.element), "")
    # Superdesk-Core, for one, reads the QCode only, and stops without it.
    if element is None or not element.get("qcode", "").startswith(wanted):
        yield f"itemClass of a {name(item.element)} must have a qcode that starts with {wanted!r}"


@rule
def item_refs_are_in_the_message(item):
    if item.message is None:
        return
    held = {element.get("guid") for element in item.message.iter(*ITEMS)}
    for element in item.elements("itemRef"):
        target = element.get("residref")
        if target is not None and target not in held:
            yield f"itemRef {target} is not in the message"


@rule
def links_lead_somewhere(item):
    for element in item.element.iter("*"):
        href = element.get("href")
        if href is None:
            continue
        if not href.strip() or href.strip() == "#":
            yield f"{name(element)}/@href {href!r} leads nowhere"
        elif element.tag.startswith(G2) and not is_absolute(href):
            yield f"{name(element)}/@href {href} is not absolute"


@rule
def embedded_content_says_what_it_is(item):
    for element in item.elements("inlineXML", "inlineData"):
        if not element.get("contenttype"):
            yield f"{name(element)} has no contenttype"
    for element in item.elements("rightsExpressionXML"):
        if len(element) != 1:
            yield f"rightsExpressionXML holds {len(element)} elements instead of one"


@rule
def hops_name_no_party(item):
    # IPTC's newsmlg2 1.1 cannot load such a file.
    for hop in item.elements("hop"):
        if hop.find(G2 + "party") is not None:
            yield "hop holds a party, which IPTC's reader cannot load"


class Catalogs:
    """Finds a catalog by its address among the files at hand."""

    def __init__(self, folders):
        self.folders = folders
        self.seen = {}

    def aliases(self, address):
        """The aliases that the catalog defines, or None if it is not at hand."""
        if address not in self.seen:
            path = next((folder / address.rsplit("/", 1)[-1] for folder in self.folders
                         if (folder / address.rsplit("/", 1)[-1]).is_file()), None)
            self.seen[address] = None if path is None else scheme_aliases(etree.parse(path).getroot())
        return self.seen[address]

    def of(self, element):
        """The aliases that an item or a message header may use, and a fault for each catalog that is missing."""
        known, faults = set(), []
        for catalog in element.findall(G2 + "catalog"):
            known |= scheme_aliases(catalog)
        for reference in element.findall(G2 + "catalogRef"):
            aliases = self.aliases(reference.get("href", ""))
            if aliases is None:
                faults.append(f"the catalog {reference.get('href')} is not at hand")
            known |= aliases or set()
        return known, faults


def scheme_aliases(catalog):
    return {scheme.get("alias") for scheme in catalog.iter(G2 + "scheme")}


def faults_of(path, catalogs):
    try:
        root = etree.parse(path, etree.XMLParser(no_network=True, resolve_entities=False)).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        return [f"cannot be read: {error}"]
    message = root if root.tag == G2 + "newsMessage" else None
    elements = [element for element in root.iter(*ITEMS)]
    if not elements:
        return ["holds no NewsML-G2 item"]
    faults = []
    copies = Counter((element.get("guid"), element.get("version", "1")) for element in elements)
    faults += [f"version {version} of {guid} occurs {times} times"
               for (guid, version), times in copies.items() if times > 1]
    if message is not None and message.find(G2 + "header") is None:
        faults.append("newsMessage has no header")
    for element in elements:
        aliases, missing = catalogs.of(element)
        item = Item(element, message, aliases)
        faults += missing
        for check in RULES:
            faults += check(item)
    return list(dict.fromkeys(faults))


def packaged_catalogs():
    """The folder of IPTC's package that holds its catalogs; the package itself is not imported."""
    return [pathlib.Path(folder) / "NewsMLG2" / "catalogs" for folder in sys.path]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--schemas", type=pathlib.Path)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    folders = ([options.schemas] if options.schemas else []) + packaged_catalogs()
    catalogs = Catalogs([folder for folder in folders if folder.is_dir()])
    failed = False
    for path in options.files:
        faults = [re.sub(r"\s+", " ", fault) for fault in faults_of(path, catalogs)]
        failed = failed or bool(faults)
        print("\t".join(["fail" if faults else "pass", "newsml-rules", path, *faults]))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
