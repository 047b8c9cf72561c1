"""Compares packing with converting, and with bagit-python: see `packages`.

1. The same articles are converted to files, and packed in every form: what is more is what packing costs. Both ways write
   the three formats, and everything is put on the disk before it is called done.
2. The files of the first run are packed by its manifest, which reads the articles again and converts none.
3. Memory is that of the largest resident set, with a fifth of the articles and with all of them.
4. bagit-python makes a bag of each article from the payload of ours, with the same two digests. Reading its modules in is
   taken off; so is copying the payload, which it moves about. It leaves to the system when files come to the disk, and we
   wait until they are there.

Of some runs the cheapest one counts: what else the machine does makes a run dearer and never cheaper. What a disk's file
system takes is most of that; in a folder in memory (`--folder /dev/shm`) it is not measured.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

from archive import processor, row, run

FORMS = ("bagit", "bagit:zip", "bagit:tar", "eark-csip", "eark-csip:zip", "eark-csip:tar")
# The bars of the project.
MOST_ON_TOP = 0.15
LEAST_OF_MAKE_BAG = 3
MOST_GROWTH = 1.25


def lay(folder, count):
    """Articles that are alike and not the same."""
    sources = [path for path in sorted(pathlib.Path("tests/articles").glob("*.md")) if "\n# " in "\n" + path.read_text("utf-8")]
    folder.mkdir()
    for picture in pathlib.Path("tests/articles").iterdir():
        if picture.suffix in (".png", ".jpg", ".svg", ".webp"):
            shutil.copy(picture, folder)
    for number in range(count):
        text = sources[number % len(sources)].read_text("utf-8")
        at = ("\n" + text).index("\n# ") + 2
        (folder / f"{number:06}.md").write_text(f"{text[:at]}{number} {text[at:]}", encoding="utf-8")


def make_bags(folders):
    """What bagit-python takes for them: seconds of the processor."""
    import bagit

    start = processor()
    for folder in folders:
        bagit.make_bag(folder, checksums=["sha256", "sha512"])
    return processor() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--forms", default=",".join(FORMS))
    parser.add_argument("--folder", type=pathlib.Path)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="istinad-packages-", dir=asked.folder))
    try:
        measure(asked, folder)
    finally:
        if asked.keep:
            print(f"all that was made is in {folder}")
        else:
            shutil.rmtree(folder)


def measure(asked, folder):
    binary, count = asked.binary.resolve(), asked.articles
    usual = ["--jobs", "1", "-q", "--no-config", "--date", "2026-05-12"]

    def once(command, source, out, *more):
        shutil.rmtree(folder / out, ignore_errors=True)
        return run(binary, command, folder / source, "-o", folder / out, *more, *usual)

    def istinad(*words):
        return min((once(*words) for _ in range(asked.runs)), key=lambda cost: cost.processor)

    lay(folder / "all", count)
    lay(folder / "fifth", count // 5)
    # What is measured first finds no file in memory yet.
    istinad("convert", "fifth", "files")
    ways = [(form, more) for form in asked.forms.split(",") for more in ([], ["--together"])]
    # By turns, each at its best: what a minute costs more costs all of them more.
    turns = [
        (once("convert", "all", "files"), [once("convert", "all", "packed", "--package", form, *more) for form, more in ways])
        for _ in range(asked.runs)
    ]
    plain = min((files for files, _ in turns), key=lambda cost: cost.processor)
    row(f"{count} articles as files", f"{plain.processor / count * 1e3:.2f} ms an article, {plain.memory:.0f} MB")
    for (form, more), costs in zip(ways, zip(*(packed for _, packed in turns))):
        cost = min(costs, key=lambda cost: cost.processor)
        ratio = cost.processor / plain.processor - 1
        row(f"as {form} {' '.join(more)}", f"{cost.processor / count * 1e3:.2f} ms an article, {cost.memory:.0f} MB",
            f"{ratio:+.1%}", ratio <= MOST_ON_TOP)
    if len(asked.forms.split(",")) < len(FORMS):
        return

    for more in ([], ["--together"]):
        few = istinad("convert", "fifth", "packed", "--package", "bagit:zip", *more)
        many = istinad("convert", "all", "packed", "--package", "bagit:zip", *more)
        ratio = many.memory / few.memory
        row(f"memory of {count // 5} and of {count} articles {' '.join(more)}", f"{few.memory:.0f} MB, {many.memory:.0f} MB",
            f"{ratio:.2f} ×", ratio <= MOST_GROWTH)

    again = istinad("package", "files", "packed")
    row("the files of that run, packed by its manifest", f"{again.processor / count * 1e3:.2f} ms an article, {again.memory:.0f} MB")

    payloads = folder / "payloads"
    payloads.mkdir()
    for bag in sorted((folder / "packed").iterdir()):
        if (bag / "data").is_dir():
            shutil.copytree(bag / "data", payloads / bag.name)
    theirs = make_bags([str(path) for path in sorted(payloads.iterdir())]) / count
    for form in ("bagit", "bagit:zip", "bagit:tar"):
        whole = istinad("convert", "all", "packed", "--package", form)
        ours = (whole.processor - plain.processor) / count
        ratio = theirs / ours if ours > 0 else float("inf")
        row(f"make_bag of bagit-python against packing as {form}", f"{theirs * 1e3:.2f} ms, {ours * 1e3:.2f} ms an article",
            f"{ratio:.1f} ×", ratio >= LEAST_OF_MAKE_BAG)


if __name__ == "__main__":
    main()
