"""Judges files of JSON lines by a schema, with the jsonschema package: json_schema.py SCHEMA FILE..."""

import json
import sys

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match


def faults(validator, path):
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                instance = json.loads(line)
            except ValueError as error:
                yield f"line {number}: {error}"
                continue
            fault = best_match(validator.iter_errors(instance))
            if fault is not None:
                yield f"line {number}: {fault.json_path}: {fault.message}"


def main(schema_path, *paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    status = 0
    for path in paths:
        found = [" ".join(fault.split()) for fault in faults(validator, path)]
        print("\t".join(["fail" if found else "pass", "json-schema", path, *found]))
        status |= bool(found)
    return status


sys.exit(main(*sys.argv[1:]))
