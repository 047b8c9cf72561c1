"""Judges ODRL policies (JSON-LD) by W3C's shapes and vocabulary, offline.

    odrl.py --schemas FOLDER POLICY.jsonld...

FOLDER holds W3C's odrl-context.json, odrl-shapes.ttl and ODRL22.ttl. One line per file, its fields parted by tabs: pass
or fail, the word odrl, file, then each fault. Exit 1 if one fails.

The shapes are silent about much: a misspelt action is merely an unknown property, and JSON-LD drops a key that no
context knows. So what the shapes leave open is asked here.
"""

import argparse
import json
import pathlib
import re
import sys

import rdflib
from pyshacl import validate
from rdflib.namespace import RDF

ODRL = rdflib.Namespace("http://www.w3.org/ns/odrl/2/")
SHACL = rdflib.Namespace("http://www.w3.org/ns/shacl#")
# The action of W3C's TDM Reservation Protocol, which ODRL's own vocabulary does not have.
MINE = rdflib.URIRef("http://www.w3.org/ns/tdmrep#mine")
CONTEXT = "http://www.w3.org/ns/odrl.jsonld"
# JSON-LD makes relative names absolute; under this base they show.
BASE = "http://relative.invalid/"
POLICIES = {ODRL[name] for name in ("Policy", "Set", "Offer", "Agreement", "Request", "Assertion", "Privacy", "Ticket")}


class Vocabulary:
    """W3C's files, read once."""

    def __init__(self, folder):
        self.context = json.loads((folder / "odrl-context.json").read_text(encoding="utf-8"))["@context"]
        self.shapes = rdflib.Graph().parse(folder / "odrl-shapes.ttl")
        self.ontology = rdflib.Graph().parse(folder / "ODRL22.ttl")
        self.terms = {term for term in self.ontology.subjects() if str(term).startswith(ODRL)}
        self.actions = set(self.ontology.subjects(RDF.type, ODRL.Action)) | {MINE}


def local_context(context, vocabulary):
    """The contexts of a policy with W3C's put in the place of its address; any other address is a fault."""
    contexts = context if isinstance(context, list) else [context]
    if CONTEXT not in contexts:
        raise ValueError(f"@context does not name {CONTEXT}")
    for entry in contexts:
        if isinstance(entry, str) and entry != CONTEXT:
            raise ValueError(f"the context {entry} is not at hand")
    return [vocabulary.context if entry == CONTEXT else entry for entry in contexts]


def known_keys(contexts):
    return {key for entry in contexts for key in entry}


def lost_keys(node, keys):
    """Keys that no context defines: JSON-LD drops them without a word."""
    if isinstance(node, list):
        for entry in node:
            yield from lost_keys(entry, keys)
    elif isinstance(node, dict):
        for key, value in node.items():
            prefix = key.split(":", 1)[0]
            if not key.startswith("@") and key not in keys and not (":" in key and prefix in keys):
                yield key
            if key != "@context":
                yield from lost_keys(value, keys)


def faults_of(path, vocabulary):
    try:
        policy = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        policy["@context"] = local_context(policy["@context"], vocabulary)
        graph = rdflib.Graph().parse(data=json.dumps(policy), format="json-ld", publicID=BASE)
    except Exception as error:  # whatever keeps the policy from being read is the verdict on it
        return [f"cannot be read: {type(error).__name__}: {error}"]

    faults = [f"no context knows the key {key}" for key in lost_keys(policy, known_keys(policy["@context"]))]
    terms = {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}
    faults += [f"ODRL has no term {term}" for term in sorted(terms - vocabulary.terms) if term.startswith(ODRL)]
    faults += [f"{term[len(BASE):]} is neither a known word nor an absolute address"
               for term in sorted(terms) if term.startswith(BASE)]

    policies = {subject for kind in POLICIES for subject in graph.subjects(RDF.type, kind)}
    if len(policies) != 1:
        faults.append(f"holds {len(policies)} policies instead of one")
    rules = 0
    for kind in ("permission", "prohibition", "obligation", "duty"):
        for rule in graph.objects(None, ODRL[kind]):
            rules += kind != "duty"
            faults += rule_faults(graph, kind, rule, vocabulary)
    if rules == 0:
        faults.append("holds no rule")

    conforms, results, _ = validate(graph, shacl_graph=vocabulary.shapes, ont_graph=vocabulary.ontology)
    if not conforms:
        faults += [f"W3C's shapes: {message}" for message in sorted(map(str, results.objects(None, SHACL.resultMessage)))]
        faults = faults or ["W3C's shapes reject it"]
    return faults


def rule_faults(graph, kind, rule, vocabulary):
    actions = list(graph.objects(rule, ODRL.action))
    if not actions:
        yield f"a {kind} has no action"
    for action in actions:
        # A refined action is a node of its own, with the plain one as its rdf:value.
        action = graph.value(action, RDF.value, default=action)
        if action not in vocabulary.actions:
            yield f"a {kind} has the unknown action {action}"
    if kind in ("permission", "prohibition") and graph.value(rule, ODRL.target) is None:
        yield f"a {kind} has no target"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--schemas", type=pathlib.Path, required=True)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    vocabulary = Vocabulary(options.schemas)
    failed = False
    for path in options.files:
        faults = [re.sub(r"\s+", " ", fault) for fault in dict.fromkeys(faults_of(path, vocabulary))]
        failed = failed or bool(faults)
        print("\t".join(["fail" if faults else "pass", "odrl", path, *faults]))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
