"""Compares istinad on a web archive with what people script today: see `archive`.

1. The archive is made by warcio's writer: pages of news in six codings, each with its navigation, related articles, a
   script and a picture; and what else a crawl brings: requests, styles, answers of 301 and 404, revisits.
2. Reading and choosing alone: FastWARC reads every record to its end; `istinad list` is asked for addresses that nobody
   has, so that it reads and judges every record and no page.
3. The scripted pipeline: FastWARC gives pages, trafilatura Markdown of them, pandoc EPUB 3 and typst PDF/A-2a with PDF/UA-1
   in process. It is measured on the first of the pages. It carries no pictures and no terms, and makes no NewsML-G2.
4. `istinad convert` makes all three formats of all pages, with one job and with two.

Memory is the largest resident set that the system counted of a process, as /usr/bin/time says it. What started the process
counts with it until it becomes the program: so archives are made in processes of their own, and the pipeline, which fills
this one, comes last.
"""

import argparse
import gzip
import io
import os
import pathlib
import random
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib

WORDS = (
    "şəhər göl kənd yenidən xəbər dedi müxbir nazir ölkə gün su il iclas parlament layihə qanun vətəndaş kitab əlyazma arxiv "
    "oxucu məlumat bildirib görüş danışıq region yol körpü məktəb tələbə müəllim həkim xəstəxana bulaq dağ çay bazar"
).split()
# The bars of the project.
MOST_OF_A_READER = 1.5
LEAST_OF_A_PIPELINE = 10
MOST_OF_ONE_JOB = 0.6
MOST_MEMORY = 150


# --- the archive ---


def sentence(chance, words):
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def page(chance, number):
    links = "".join(f'<a href="/s/{at}">{chance.choice(WORDS)}</a> ' for at in range(60))
    paragraphs = "".join(f"<p>{' '.join(sentence(chance, 12) for _ in range(5))}</p>" for _ in range(14))
    cards = "".join(f'<div class="card"><a href="/a/{chance.randrange(9999)}.html">{sentence(chance, 9)}</a></div>' for _ in range(40))
    return (
        f'<!DOCTYPE html><html lang="az"><head><meta charset="utf-8"><title>Xəbər {number}: {sentence(chance, 6)}</title>'
        f'<meta property="og:site_name" content="Nümunə"><meta property="article:published_time" content="2026-05-{number % 28 + 1:02d}T10:00:00+04:00">'
        f'<link rel="stylesheet" href="/s.css"></head><body><nav>{links}</nav><article><h1>Xəbər {number}: {sentence(chance, 6)}</h1>'
        f'<p class="byline">Aygün Nümunə</p><figure><img src="/img/{number}.png" alt="Göl"><figcaption>{sentence(chance, 8)}</figcaption></figure>'
        f"{paragraphs}<p>MÜTLƏQ hiperlinklə istinad verilməlidir. © Nümunə</p></article><footer>{cards}</footer>"
        f"<script>var a={[chance.random() for _ in range(300)]};</script></body></html>"
    ).encode()


def picture(chance, side=105):
    """A picture of noise, which nothing makes smaller."""
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + chance.randbytes(side * 3) for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def chunked(payload, size=4096):
    parts = [payload[at:at + size] for at in range(0, len(payload), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def make(path, pages):
    import brotli
    import zstandard
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    chance = random.Random(7)
    codings = [
        ([], bytes),
        ([("Content-Encoding", "gzip")], gzip.compress),
        ([("Content-Encoding", "br")], lambda payload: brotli.compress(payload, quality=5)),
        ([("Content-Encoding", "zstd")], zstandard.ZstdCompressor().compress),
        ([("Transfer-Encoding", "chunked")], chunked),
        ([("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")], lambda payload: chunked(gzip.compress(payload))),
    ]
    with open(path, "wb") as file:
        writer = WARCWriter(file, gzip=True)

        def response(address, media_type, payload, status="200 OK", fields=()):
            http = StatusAndHeaders(status, [("Content-Type", media_type), *fields], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(payload), http_headers=http))

        writer.write_record(writer.create_warcinfo_record("made.warc.gz", {"software": "none"}))
        for number in range(pages):
            address = f"https://news.example/a/{number}.html"
            fields, coded = codings[number % len(codings)]
            response(address, "text/html; charset=utf-8", coded(page(chance, number)), fields=fields)
            ask = StatusAndHeaders(f"GET /a/{number}.html HTTP/1.1", [("Host", "news.example")], is_http_request=True)
            writer.write_record(writer.create_warc_record(address, "request", http_headers=ask))
            response(f"https://news.example/img/{number}.png", "image/png", picture(chance))
            if number % 10 == 0:
                response("https://news.example/s.css", "text/css", b"a{color:red}" * 500)
            if number % 10 == 1:
                response(f"https://news.example/x/{number}", "text/html", b"<h1>404</h1>", "404 Not Found")
            if number % 10 == 2:
                response(f"https://news.example/y/{number}", "text/html", b"", "301 Moved Permanently", [("Location", address)])
            if number % 10 == 3:
                http = StatusAndHeaders("200 OK", [("Content-Type", "text/css")], protocol="HTTP/1.1")
                writer.write_record(writer.create_revisit_record(
                    "https://news.example/s.css", "sha1:AAAA", "https://news.example/s.css", "2026-05-01T00:00:00Z", http_headers=http))


def with_a_large_record(path, size):
    """A few pages and one film."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    chance = random.Random(8)
    film = chance.randbytes(1 << 20) * (size >> 20)
    with open(path, "wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(20):
            if number == 10:
                http = StatusAndHeaders("200 OK", [("Content-Type", "video/mp4")], protocol="HTTP/1.1")
                writer.write_record(writer.create_warc_record("https://news.example/film.mp4", "response", payload=io.BytesIO(film), http_headers=http))
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(
                f"https://news.example/a/{number}.html", "response", payload=io.BytesIO(page(chance, number)), http_headers=http))


# --- measuring ---


class Cost:
    """What a program took: seconds of the processor and of the clock, and MB."""

    def __init__(self, processor, clock, memory):
        self.processor, self.clock, self.memory = processor, clock, memory


def run(*command):
    """Runs a program to its end."""
    start = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        sys.exit(f"{command} ended with {process.returncode}: {said[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024)


def processor():
    ours, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return ours.ru_utime + ours.ru_stime + theirs.ru_utime + theirs.ru_stime


def iterate(path):
    """Reads every record to its end, and counts them."""
    from fastwarc.warc import ArchiveIterator

    count = 0
    for record in ArchiveIterator(str(path), parse_http=True):
        record.reader.read()
        count += 1
    print(count)


def pipeline(path, most):
    """What people script: seconds of the processor for each page."""
    import pypandoc
    import trafilatura
    import typst
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    pandoc = pypandoc.get_pandoc_path()
    head = '#set document(title: "{}", date: datetime(year: 2026, month: 5, day: 1))\n#set text(lang: "az")\n#set page(paper: "a4", numbering: "1")\n#set par(justify: true)\n'
    times = []
    with tempfile.TemporaryDirectory() as folder:
        start = processor()
        for record in ArchiveIterator(str(path), parse_http=False, record_types=WarcRecordType.response):
            # Behind a payload that it read in chunks and decompressed, the iterator of 2.0.1 ends: each is taken out first.
            record.freeze()
            record.parse_http(auto_decode="all")
            if not (record.http_content_type or "").startswith("text/html") or record.http_headers.status_code != 200:
                continue
            words = trafilatura.extract(record.reader.read(), output_format="markdown", with_metadata=False, include_links=True)
            if not words:
                continue
            title = words.splitlines()[0].lstrip("# ").replace('"', "'")
            book, source = pathlib.Path(folder, "a.epub"), pathlib.Path(folder, "a.md")
            source.write_text(words, encoding="utf-8")
            command = [pandoc, "--from", "gfm", "--to", "epub3", "--metadata", f"title={title}", "--metadata", "lang=az", "-o", book, source]
            subprocess.run(command, check=True, capture_output=True)
            markup = subprocess.run([pandoc, "--from", "gfm", "--to", "typst", source], check=True, capture_output=True, text=True).stdout
            markup = (head.format(title) + markup).encode()
            typst.Compiler(markup, font_paths=fonts).compile(format="pdf", pdf_standards=["a-2a", "ua-1"])
            now = processor()
            times.append(now - start)
            start = now
            if len(times) == most:
                break
    return times


def row(what, figures, ratio="", bar=None):
    verdict = "" if bar is None else ("holds" if bar else "FAILS")
    print(f"{what:52} {figures:46} {ratio:12} {verdict}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--peer-pages", type=int, default=200)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--iterate", help=argparse.SUPPRESS)
    parser.add_argument("--make", help=argparse.SUPPRESS)
    parser.add_argument("--make-large", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.iterate:
        return iterate(asked.iterate)
    if asked.make:
        return make(asked.make, asked.pages)
    if asked.make_large:
        return with_a_large_record(asked.make_large, 200 << 20)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="istinad-archive-"))
    try:
        measure(asked, folder)
    finally:
        if asked.keep:
            print(f"the archives are in {folder}")
        else:
            shutil.rmtree(folder)


def measure(asked, folder):
    archive = folder / "made.warc.gz"
    own = [sys.executable, __file__, "--binary", asked.binary, "--pages", asked.pages]
    run(*own, "--make", archive)
    row(f"an archive of {asked.pages} pages", f"{archive.stat().st_size / 1e6:.0f} MB")
    binary = asked.binary.resolve()

    theirs = run(*own, "--iterate", archive)
    nothing = run(sys.executable, "-c", "import fastwarc.warc")
    plain = theirs.processor - nothing.processor
    row("FastWARC reads every record", f"{plain:.2f} s of the processor, {theirs.memory:.0f} MB")
    ours = run(binary, "list", archive, "--match", "https://nobody.example/*", "-q", "--no-config")
    ratio = ours.processor / plain
    row("istinad reads and judges every record", f"{ours.processor:.2f} s, {ours.memory:.0f} MB", f"{ratio:.2f} ×", ratio <= MOST_OF_A_READER)

    runs = {}
    for jobs in (1, 2):
        out = folder / f"out{jobs}"
        cost = runs[jobs] = run(binary, "convert", archive, "-o", out, "--jobs", jobs, "-q", "--no-config")
        files = sum(1 for path in out.rglob("*") if path.is_file()) - 1
        if files != 3 * asked.pages:
            sys.exit(f"{files} files were made of {asked.pages} pages")
        row(f"istinad makes {files} files, {jobs} job{'s' if jobs > 1 else ''}",
            f"{cost.processor / asked.pages * 1e3:.2f} ms a page, {cost.clock:.1f} s by the clock, {cost.memory:.0f} MB", "", cost.memory <= MOST_MEMORY)
        shutil.rmtree(out)
    ratio = runs[2].clock / runs[1].clock
    row("two jobs against one, by the clock", "", f"{ratio:.2f} ×", ratio <= MOST_OF_ONE_JOB)

    large = folder / "large.warc.gz"
    run(*own, "--make-large", large)
    cost = run(binary, "convert", large, "-o", folder / "large", "--jobs", 2, "-q", "--no-config")
    row("a record of 200 MB that is no article, 2 jobs", f"{cost.memory:.0f} MB", "", cost.memory <= MOST_MEMORY)

    times = pipeline(archive, min(asked.peer_pages, asked.pages))
    mean = sum(times) / len(times)
    per_page = runs[1].processor / asked.pages
    ratio = mean / per_page
    row(f"FastWARC, trafilatura, pandoc and typst, {len(times)} pages", f"{mean * 1e3:.1f} ms a page", f"{ratio:.1f} ×", ratio >= LEAST_OF_A_PIPELINE)


if __name__ == "__main__":
    main()
