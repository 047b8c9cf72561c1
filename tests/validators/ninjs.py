"""Judges ninjs files by IPTC's schema.

    ninjs.py --schemas FOLDER FILE...

One line per file, its fields parted by tabs: pass or fail, the word ninjs, file, then each fault. Exit 1 if one fails, 3
if the library is not installed. Formats (addresses, times) are checked too; nothing is fetched.
"""

import argparse
import json
import pathlib
import re
import sys

try:
    import jsonschema
    from referencing import Registry, Resource
except ImportError as error:
    print(f"{error}: run tests/validators/install", file=sys.stderr)
    sys.exit(3)

FORMATS = jsonschema.FormatChecker(formats=[])


@FORMATS.checks("date-time")
def is_moment(value):
    return not isinstance(value, str) or re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value) is not None


@FORMATS.checks("uri")
def is_address(value):
    # RFC 3986: a scheme, and only characters that an address may have.
    return not isinstance(value, str) or re.fullmatch(
        r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", value) is not None


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--schemas", type=pathlib.Path, required=True)
    arguments.add_argument("files", nargs="+")
    arguments = arguments.parse_args()
    schema = json.loads((arguments.schemas / "ninjs-schema_3.0.json").read_text(encoding="utf-8"))
    geography = json.loads((arguments.schemas / "GeoJSON-schema.json").read_text(encoding="utf-8"))
    registry = Registry().with_resource(
        "https://geojson.org/schema/GeoJSON.json", Resource.from_contents(geography))
    validator = jsonschema.Draft202012Validator(schema, registry=registry, format_checker=FORMATS)
    failed = False
    for path in arguments.files:
        try:
            item = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
            faults = [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(item)]
        except ValueError as error:
            faults = [f"no JSON: {error}"]
        failed = failed or bool(faults)
        words = [" ".join(fault.split()) for fault in faults]
        print("\t".join(["fail" if faults else "pass", "ninjs", path, *words]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
