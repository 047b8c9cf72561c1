"""Makes web archives with one program that this project did not write, and has another one read them.

  archives.py make FOLDER       archives by warcio's writer: every coding of payloads, every kind of record, each packing
  archives.py fastwarc FILE...  the payload of every record by FastWARC, against the digests that somebody else made

Beside an archive lie the digests, FILE.payloads: a line of JSON for each record, in their order, with `type`, `id` and the
SHA-1 of the payload as the server meant it (`sha1`), or of the whole block where the record is no answer of a server.

A line a file, its fields parted by tabs: pass or fail, fastwarc, the file, then a field per fault. Exit 1 if one fails.
"""

import gzip
import hashlib
import io
import json
import pathlib
import random
import sys
import zlib

# --- make ---


def chunked(payload, size=4096):
    parts = [payload[at:at + size] for at in range(0, len(payload), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def codings():
    """Each coding of a payload: its fields and how it is applied."""
    import brotli
    import zstandard

    plain = {
        "none": ([], lambda payload: payload),
        "gzip": ([("Content-Encoding", "gzip")], gzip.compress),
        "deflate": ([("Content-Encoding", "deflate")], zlib.compress),
        "br": ([("Content-Encoding", "br")], brotli.compress),
        "zstd": ([("Content-Encoding", "zstd")], zstandard.ZstdCompressor().compress),
    }
    for name, (fields, coded) in plain.items():
        yield name, fields, coded
        yield f"chunked {name}", [*fields, ("Transfer-Encoding", "chunked")], lambda payload, coded=coded: chunked(coded(payload))


def records(writer, seed):
    """Writes every kind of record; payloads of no byte, of one, and of several buffers."""
    from warcio.statusandheaders import StatusAndHeaders

    chance = random.Random(seed)
    words = "göl kənd xəbər yenidən arxiv oxucu istinad körpü məktəb".split()
    writer.write_record(writer.create_warcinfo_record("made.warc", {"software": "none", "format": "WARC File Format"}))
    sizes = [0, 1, 700, 70_000]
    for number, (name, fields, coded) in enumerate(codings()):
        for size in sizes:
            text = " ".join(chance.choice(words) for _ in range(size // 6 + 1)).encode()[:size]
            address = f"https://news.example/{number}/{size}?{name.replace(' ', '+')}"
            sent = coded(text)
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8"), *fields], protocol="HTTP/1.1")
            response = writer.create_warc_record(address, "response", payload=io.BytesIO(sent), http_headers=http)
            ask = StatusAndHeaders(f"GET /{number} HTTP/1.1", [("Host", "news.example")], is_http_request=True)
            request = writer.create_warc_record(address, "request", http_headers=ask)
            writer.write_request_response_pair(request, response)
    for status in ("301 Moved", "404 Not Found", "500 Oh"):
        http = StatusAndHeaders(status, [("Location", "/x")], protocol="HTTP/1.0")
        writer.write_record(writer.create_warc_record("https://news.example/x", "response", payload=io.BytesIO(b"<h1>no</h1>"), http_headers=http))
    for kind, media_type, payload in (("resource", "image/png", chance.randbytes(5000)), ("conversion", "text/plain", b"G\xc3\xb6l"),
                                      ("metadata", "application/warc-fields", b"via: x\r\n"), ("resource", "text/html", b"<p>resource</p>")):
        writer.write_record(writer.create_warc_record(f"urn:x:{kind}", kind, payload=io.BytesIO(payload), warc_content_type=media_type))
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(writer.create_revisit_record("https://news.example/0/700", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
                                                     "https://news.example/0/700?none", "2026-05-01T00:00:00Z", http_headers=http))


def make(folder):
    import zstandard
    from warcio.warcwriter import WARCWriter

    folder.mkdir(parents=True, exist_ok=True)
    for version in ("1.0", "1.1"):
        members, plain = io.BytesIO(), io.BytesIO()
        records(WARCWriter(members, gzip=True, warc_version=version), version)
        records(WARCWriter(plain, gzip=False, warc_version=version), version)
        (folder / f"members-{version}.warc.gz").write_bytes(members.getvalue())
        (folder / f"plain-{version}.warc").write_bytes(plain.getvalue())
        (folder / f"one-member-{version}.warc.gz").write_bytes(gzip.compress(plain.getvalue()))
        (folder / f"frame-{version}.warc.zst").write_bytes(zstandard.ZstdCompressor().compress(plain.getvalue()))


# --- fastwarc ---


def payloads(path):
    """What FastWARC takes of each record."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    answers = WarcRecordType.response | WarcRecordType.revisit
    for record in ArchiveIterator(str(path), parse_http=False):
        is_answer = bool(record.record_type & answers) or (
            record.is_http and record.record_type & (WarcRecordType.resource | WarcRecordType.conversion))
        if is_answer:
            # Taken out of the file first: 2.0.1 ends without an error behind a payload that it read in chunks and decompressed.
            record.freeze()
            record.parse_http(auto_decode="all")
        payload = record.reader.read()
        # The type as it stands in the record, and its name without brackets.
        yield {"type": record.headers.get("WARC-Type", ""), "id": (record.record_id or "").strip("<>"), "sha1": hashlib.sha1(payload).hexdigest()}


def faults(path):
    try:
        told = [json.loads(line) for line in pathlib.Path(f"{path}.payloads").read_text(encoding="utf-8").splitlines()]
    except OSError as error:
        return [f"nothing to compare: {error}"]
    read = []
    try:
        read.extend(payloads(path))
    except Exception as error:  # whatever it refuses an archive with
        return [f"FastWARC: {error}"]
    found = []
    if len(told) != len(read):
        found.append(f"{len(told)} records were told, and there are {len(read)}")
    for number, (one, other) in enumerate(zip(told, read)):
        found += [f"record {number} ({other['type']} {other['id']}): its {key} is {other[key]}, and {one.get(key)} was told"
                  for key in other if one.get(key) != other[key]]
    return found


def main():
    command, *names = sys.argv[1:]
    if command == "make":
        make(pathlib.Path(names[0]))
        return
    failed = False
    for name in names:
        found = faults(name)
        failed = failed or bool(found)
        print("\t".join(["fail" if found else "pass", "fastwarc", name, *(fault.replace("\t", " ").replace("\n", " ") for fault in found[:20])]))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
