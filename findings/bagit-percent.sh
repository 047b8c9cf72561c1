#!/usr/bin/env bash
# bagit 1.9.0 (PyPI) and a payload file with a percent sign in its name.
#
# RFC 8493, 2.1.3: in the paths of a manifest a percent sign, like the ends of lines, is percent-encoded. So
# `data/50%.txt` stands there as `data/50%25.txt`. bagit-python decodes the ends of lines and leaves the percent sign as it
# is: the bag that follows the specification is incomplete to it, the one that does not is valid, and make_bag writes the
# latter. Whoever packs by the RFC is refused by an ingest that uses this library, and the other way round.
#
# istinad gives the files of its packages names without a percent sign, which both read alike.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet bagit==1.9.0 'setuptools<81'
cd "$work"
cat >try.py <<'PY'
import hashlib, logging, os
import bagit

logging.disable(logging.CRITICAL)
digest = hashlib.sha256(b"half").hexdigest()

def verdict(folder, name):
    os.makedirs(f"{folder}/data")
    open(f"{folder}/data/50%.txt", "w").write("half")
    open(f"{folder}/bagit.txt", "w").write("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    open(f"{folder}/manifest-sha256.txt", "w").write(f"{digest}  data/{name}\n")
    return "valid" if bagit.Bag(folder).is_valid() else "refused"

encoded, plain = verdict("encoded", "50%25.txt"), verdict("plain", "50%.txt")
os.makedirs("made")
open("made/50%.txt", "w").write("half")
bagit.make_bag("made", checksums=["sha256"])
written = open("made/manifest-sha256.txt").read().split()[1]
print(f"bagit {bagit.VERSION}: as the RFC writes it (50%25): {encoded}; as it is (50%): {plain}; make_bag writes {written}")
raise SystemExit((encoded, plain, written) != ("refused", "valid", "data/50%.txt"))
PY
"$work/venv/bin/python" try.py
