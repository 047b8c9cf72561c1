"""A store that speaks as much of S3 as a reader by ranges needs, over a folder: to head, to get, to list, to put."""

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Dict, List, Tuple
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class Store:
    """Serves ``root``, whose folders are buckets. ``ranges`` are the first and the last byte of all that was read."""

    def __init__(self, root: Path) -> None:
        self.ranges: List[Tuple[str, int, int]] = []
        store = self
        uploads: Dict[str, Dict[int, bytes]] = {}

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None:
                pass

            def answer(self, status: int, body: bytes = b"", **fields: Any) -> None:
                self.send_response(status)
                for name, value in {"Content_Length": len(body), **fields}.items():
                    self.send_header(name.replace("_", "-"), str(value))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                bucket, _, key = unquote(parts.path).lstrip("/").partition("/")
                if "list-type" in query:
                    return self.answer(200, listing(root / bucket, query), Content_Type="application/xml")
                path = root / bucket / key
                if not key and path.is_dir():
                    return self.answer(200)
                if not path.is_file():
                    return self.answer(404)
                data = path.read_bytes()
                fields = {"Last_Modified": "Mon, 01 Jun 2026 10:00:00 GMT", "ETag": '"1"', "Accept_Ranges": "bytes"}
                if self.command == "HEAD":
                    fields["Content_Length"] = str(len(data))
                    return self.answer(200, **fields)
                stated = self.headers.get("Range")
                first, _, last = (stated or f"bytes=0-{len(data) - 1}").removeprefix("bytes=").partition("-")
                start, end = int(first), min(int(last or len(data)), len(data) - 1)
                store.ranges.append((key, start, end))
                if stated:
                    fields["Content_Range"] = f"bytes {start}-{end}/{len(data)}"
                return self.answer(206 if stated else 200, data[start : end + 1], **fields)

            do_HEAD = do_GET

            def do_PUT(self) -> None:
                body, parts = self.body(), urlsplit(self.path)
                key = unquote(parts.path).lstrip("/")
                query = parse_qs(parts.query)
                if "partNumber" in query:
                    uploads[key][int(query["partNumber"][0])] = body
                elif key.endswith("/") or "/" not in key:
                    (root / key).mkdir(parents=True, exist_ok=True)
                else:
                    self.keep(key, body)
                self.answer(200, ETag='"1"')

            def do_POST(self) -> None:
                self.body()
                parts = urlsplit(self.path)
                key = unquote(parts.path).lstrip("/")
                # What comes in parts is there when its last part was named.
                if "uploadId" in parse_qs(parts.query):
                    self.keep(key, b"".join(part for _, part in sorted(uploads.pop(key).items())))
                    name, said = "CompleteMultipartUploadResult", '<ETag>"1"</ETag>'
                else:
                    uploads[key] = {}
                    name, said = "InitiateMultipartUploadResult", "<UploadId>1</UploadId>"
                xmlns = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
                self.answer(200, f"<{name} {xmlns}>{said}</{name}>".encode(), Content_Type="application/xml")

            def body(self) -> bytes:
                data = self.rfile
                if self.headers.get("Transfer-Encoding") == "chunked":
                    data = io.BytesIO(chunks(data))
                elif "Content-Length" in self.headers:
                    data = io.BytesIO(data.read(int(self.headers["Content-Length"])))
                else:
                    return b""
                return chunks(data) if "aws-chunked" in self.headers.get("Content-Encoding", "") else data.read()

            def keep(self, key: str, data: bytes) -> None:
                (root / key).parent.mkdir(parents=True, exist_ok=True)
                (root / key).write_bytes(data)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def chunks(stream: Any) -> bytes:
    """What was sent in chunks, each behind its length (RFC 9112, 7.1), up to the empty one and what follows it."""
    data = b""
    while length := int(stream.readline().split(b";")[0] or b"0", 16):
        data += stream.read(length)
        stream.readline()
    while stream.readline().strip():
        pass
    return data


def listing(bucket: Path, query: "dict[str, str]") -> bytes:
    """The keys below a prefix (ListObjectsV2), one step deep where a delimiter is asked for."""
    prefix = query.get("prefix", "")
    keys = sorted(path.relative_to(bucket).as_posix() for path in bucket.rglob("*") if path.is_file())
    found, folders = [], set()
    for key in (key for key in keys if key.startswith(prefix)):
        inner, delimiter, _ = key[len(prefix) :].partition("/")
        if query.get("delimiter") and delimiter:
            folders.add(prefix + inner + "/")
        else:
            size = (bucket / key).stat().st_size
            found.append(
                f"<Contents><Key>{escape(key)}</Key><LastModified>2026-06-01T10:00:00.000Z</LastModified>"
                f'<ETag>"1"</ETag><Size>{size}</Size><StorageClass>STANDARD</StorageClass></Contents>'
            )
    common = "".join(f"<CommonPrefixes><Prefix>{escape(folder)}</Prefix></CommonPrefixes>" for folder in sorted(folders))
    count = len(found) + len(folders)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
        f"<Name>{escape(bucket.name)}</Name><Prefix>{escape(prefix)}</Prefix><KeyCount>{count}</KeyCount>"
        f"<MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>{''.join(found)}{common}</ListBucketResult>"
    ).encode()
