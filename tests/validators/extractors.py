"""Extracts the text of PDF files with programs that others use, one JSON object a line: the file, and the text by program.

    extractors.py NODE_MODULES CLASSPATH FILE...

Each program is asked as its users ask it first: no options.
"""

import json
import multiprocessing
import os
import shutil
import subprocess
import sys

import pdfminer.high_level
import pdfplumber
import pymupdf
import pypdf
import pypdfium2

HERE = os.path.dirname(os.path.abspath(__file__))


def by_pymupdf(path):
    with pymupdf.open(path) as pdf:
        return "\n".join(page.get_text() for page in pdf)


def by_pdfium(path):
    pdf = pypdfium2.PdfDocument(path)
    return "\n".join(pdf[index].get_textpage().get_text_bounded() for index in range(len(pdf)))


def by_pypdf(path):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def by_pdfplumber(path):
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def by_command(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def texts(path):
    found = {
        "PyMuPDF": by_pymupdf(path),
        "PDFium": by_pdfium(path),
        "pypdf": by_pypdf(path),
        "pdfminer": pdfminer.high_level.extract_text(path),
        "pdfplumber": by_pdfplumber(path),
        "poppler": by_command("pdftotext", "-enc", "UTF-8", path, "-"),
    }
    if shutil.which("gs"):
        found["Ghostscript"] = by_command("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-sOutputFile=-", path)
    return found


def main(node_modules, classpath, files):
    # Programs print messages of their own: whatever they say goes beside the answers, which alone are read.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    # All files in one run: starting these two costs more than reading.
    script = os.path.join(HERE, "pdfjs.mjs")
    # JSON escapes line feeds alone; Python parts lines at more.
    lines = by_command("node", script, node_modules, *files).removesuffix("\n").split("\n")
    pages = by_command("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classpath, "PdfBox", *files)
    with answers, multiprocessing.Pool() as pool:
        by_pdfbox = pages.removesuffix("\f").split("\f")
        for path, found, line, text in zip(files, pool.map(texts, files), lines, by_pdfbox, strict=True):
            found["pdf.js"] = json.loads(line)
            found["PDFBox"] = text
            print(json.dumps({"file": path, "texts": found}, ensure_ascii=False), file=answers)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
