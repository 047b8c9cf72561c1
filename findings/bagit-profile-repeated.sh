#!/usr/bin/env bash
# bagit-profile 1.3.1 (PyPI), the validator of those who keep the BagIt Profiles Specification, and tags that are repeated.
#
# By version 1.3.0 of that specification ("Implementation details") a bag names each profile that it conforms to in a
# BagIt-Profile-Identifier of its own, and every tag of `Bag-Info` may be repeated unless the profile says otherwise. The
# validator compares the list of all values with one: a bag that names two profiles conforms to neither, and a tag that is
# there twice has no allowed value, though both its values stand in the profile. So a bag made for two archives that check
# it with this tool is refused by both.
#
# istinad's bags name one profile, and repeat no tag whose values it limits.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet bagit-profile==1.3.1 bagit==1.9.0 'setuptools<81'
cd "$work"
cat >try.py <<'PY'
import copy, hashlib, logging, os
import bagit, bagit_profile

logging.disable(logging.CRITICAL)
HERE, THERE = "https://archive.example/profile.json", "https://library.example/profile.json"
PROFILE = {
    "BagIt-Profile-Info": {
        "BagIt-Profile-Identifier": HERE, "BagIt-Profile-Version": "1.3.0", "Source-Organization": "Archive",
        "External-Description": "Articles", "Version": "1.0",
    },
    "Bag-Info": {"Article-Format": {"required": True, "repeatable": True, "values": ["PDF/A-2a", "EPUB 3.3"]}},
    "Manifests-Required": ["sha256"], "Serialization": "optional", "Accept-BagIt-Version": ["1.0"],
}


def conforms(folder, *tags):
    """Whether a bag with these lines is valid, and whether it conforms to the profile."""
    os.makedirs(f"{folder}/data")
    files = {
        "data/gol.txt": "Göl", "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{tag}\n" for tag in tags),
        "manifest-sha256.txt": f"{hashlib.sha256('Göl'.encode()).hexdigest()}  data/gol.txt\n",
    }
    for name, text in files.items():
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)
    bag = bagit.Bag(folder)
    return bag.is_valid(), bagit_profile.Profile(HERE, profile=copy.deepcopy(PROFILE)).validate(bag)


here, there, pdf, epub = (
    f"BagIt-Profile-Identifier: {HERE}", f"BagIt-Profile-Identifier: {THERE}", "Article-Format: PDF/A-2a", "Article-Format: EPUB 3.3",
)
seen = {
    "one profile, one format": conforms("plain", here, pdf),
    "two profiles": conforms("profiles", here, there, pdf),
    "two allowed formats": conforms("formats", here, pdf, epub),
}
for name, (valid, conforming) in seen.items():
    print(f"bagit-profile 1.3.1: {name}: a valid bag: {valid}; conforms: {conforming}")
raise SystemExit(list(seen.values()) != [(True, True), (True, False), (True, False)])
PY
"$work/venv/bin/python" try.py
