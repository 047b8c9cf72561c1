"""`istinad.spark` on two workers of this machine, over archives that are made here.

`ISTINAD_COMMAND` is the command that the tables are compared with, `ISTINAD_SPARK_PAGES` how many pages there are (3,000).
"""

import contextlib
import gzip
import hashlib
import io
import json
import os
import re
import signal
import struct
import subprocess
import sys
import threading
import time
import unittest
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Dict, List, Optional, Tuple

import notebook
from store import Store

import istinad
from istinad import spark as articles
from istinad.spark import __main__ as job
from istinad.spark import _worker

PAGES = int(os.environ.get("ISTINAD_SPARK_PAGES", "3000"))
COMMAND = os.environ.get("ISTINAD_COMMAND", "istinad")
FORMATS = ["pdf", "epub", "newsml"]
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

WORDS = (
    "göl kənd su il yol dağ bağ ev məktəb şəhər külək yağış torpaq meşə çay bulaq payız yaz qış yay səhər axşam "
    "işçilər sakinlər müəllim həkim bağban balıqçı dedi gəldi getdi baxdı tikdi açdı bağladı yazdı oxudu gördü"
).split()


def words(seed: int, count: int) -> str:
    state, chosen = seed * 2654435761 % 2**32, []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        chosen.append(WORDS[state // 65536 % len(WORDS)])
    return " ".join(chosen).capitalize() + "."


def picture(seed: int) -> bytes:
    """A picture of one colour, in PNG."""
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = b"".join(b"\0" + bytes([seed % 256, 80, 120]) * 32 for _ in range(24))
    head = struct.pack(">IIBBBBB", 32, 24, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(lines)) + part(b"IEND", b"")


def page(seed: int, language: Optional[str] = "az", paragraphs: int = 4) -> bytes:
    stated = f' lang="{language}"' if language else ""
    body = "".join(f"<p>{words(seed * 100 + number, 30)}</p>" for number in range(paragraphs))
    figure = f'<figure><img src="/p/{seed}.png" alt="Göl"><figcaption>Göl</figcaption></figure>' if seed % 5 == 0 else ""
    return (
        f'<!doctype html><html{stated}><head><meta charset="utf-8"><title>Xəbər {seed}</title>'
        f'<meta property="article:published_time" content="2026-05-{seed % 28 + 1:02}T10:00:00+04:00"></head><body>'
        f"<article><h1>Xəbər {seed}: {words(seed, 5)}</h1>{figure}{body}"
        "<p>Materiallardan istifadə edərkən hiperlinklə istinad edilməlidir.</p></article></body></html>"
    ).encode()


def record(
    number: int, address: str, payload: bytes, media_type: str = "text/html", status: int = 200, day: int = 1
) -> bytes:
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\n"
    if number % 7 == 3:
        payload, head = gzip.compress(payload, mtime=0), head + "Content-Encoding: gzip\r\n"
    answer = head.encode() + b"\r\n" + payload
    fields = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: 2026-06-{day:02}T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(fields.encode() + answer + b"\r\n\r\n", mtime=0)


def archive(pages: int, start: int = 0) -> bytes:
    """So many pages, every fifth with a picture, and what a crawl has beside them."""
    records = []
    for seed in range(start, start + pages):
        address = f"https://news.example/az/{seed}"
        body = page(seed, [None, "az", "ru-RU", "az-AZ"][seed % 4])
        records.append(record(10 * seed, address, body))
        if seed % 5 == 0:
            records.append(record(10 * seed + 1, f"https://news.example/p/{seed}.png", picture(seed), "image/png"))
        if seed % 50 == 0:
            records.append(record(10 * seed + 2, "https://news.example/", page(seed), day=2))
            records.append(record(10 * seed + 3, address + "/no", page(seed), status=404))
            records.append(record(10 * seed + 4, address + "/empty", b"<html><body></body></html>"))
            # Another day, the same and another payload.
            records.append(record(10 * seed + 5, address, body, day=3))
            records.append(record(10 * seed + 6, address, page(seed + 1), day=4))
    return b"".join(records)


def key(row: Any) -> Tuple[str, int]:
    return row["input"].rsplit("/", 1)[-1], row["offset"]


class OnSpark(unittest.TestCase):
    spark: Any
    folder: "TemporaryDirectory[str]"
    store: Store
    crawl: Path
    captures: Any
    chosen: Any
    table: List[Dict[str, Any]]

    @classmethod
    def setUpClass(cls) -> None:
        from pyspark.sql import SparkSession

        cls.folder = TemporaryDirectory()
        # A store whose buckets are the folders here; workers inherit what it is found by.
        cls.store = Store(Path(cls.folder.name))
        os.environ.update(
            AWS_ENDPOINT_URL=cls.store.address,
            AWS_ACCESS_KEY_ID="istinad",
            AWS_SECRET_ACCESS_KEY="istinad",
            AWS_REGION="us-east-1",
            AWS_EC2_METADATA_DISABLED="true",
        )
        builder = SparkSession.builder.master("local[2,4]").appName("istinad's tests")
        for name, value in {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.driver.memory": "1g",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.sql.shuffle.partitions": "4",
            "spark.sql.session.timeZone": "Asia/Baku",
        }.items():
            builder = builder.config(name, value)
        cls.spark = builder.getOrCreate()
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.crawl = Path(cls.folder.name) / "crawl"
        cls.crawl.mkdir()
        half = PAGES // 2
        (cls.crawl / "a.warc.gz").write_bytes(archive(half))
        (cls.crawl / "b.warc.gz").write_bytes(archive(PAGES - half, half))
        (cls.crawl / "notes.txt").write_text("no archive")
        cls.captures = articles.index(cls.spark, [str(cls.crawl)]).persist()
        cls.chosen = articles.distinct(cls.captures.where("passed is null")).persist()
        cls.table = cls.made()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.spark.stop()
        cls.store.close()
        cls.folder.cleanup()

    @classmethod
    def made(cls, **asked: Any) -> List[Dict[str, Any]]:
        rows = articles.convert(cls.chosen, FORMATS, partitions=4, **asked).collect()
        return sorted((row.asDict(recursive=True) for row in rows), key=key)

    def command(self, *paths: Path, output: Path) -> Tuple[int, List[Dict[str, Any]]]:
        run = subprocess.run(
            [COMMAND, "convert", *paths, "-o", output, "--to", ",".join(FORMATS), "--quiet"], capture_output=True
        )
        lines = [json.loads(line) for line in (output / "manifest.jsonl").read_text().splitlines()]
        return run.returncode, lines

    def test_the_files_and_the_lines_are_those_of_the_command(self) -> None:
        output = Path(self.folder.name) / "command"
        code, lines = self.command(*sorted(self.crawl.glob("*.gz")), output=output)
        self.assertEqual(code, 0)
        of_pages = {key(line): line for line in lines if line["type"] == "article"}
        rows = {key(row): row for row in self.table if row["state"] == "converted"}
        self.assertEqual(set(rows), set(of_pages))
        self.assertGreaterEqual(len(rows), PAGES)
        for at, line in of_pages.items():
            row = rows[at]
            for written in line["files"]:
                self.assertEqual(row[written["format"]], (output / written["file"]).read_bytes(), at)
            line = {name: said for name, said in line.items() if name not in ("type", "number", "duration_ms", "input")}
            files = [{name: file[name] for name in ("format", "media_type", "bytes", "sha256")} for file in line["files"]]
            self.assertEqual(row["files"], files)
            line["diagnostics"] = [{"line": None, "column": None, **said} for said in line.get("diagnostics", [])]
            self.assertEqual([json.loads(meaning) for meaning in row["meanings"]], line.get("meanings", []))
            for name in set(line) - {"files", "meanings"}:
                self.assertEqual(row[name], line[name], (at, name))
        found = {(row["file"].rsplit("/", 1)[-1], row["offset"]): row["passed"] for row in self.captures.collect()}
        found = {at: reason for at, reason in found.items() if reason}
        found.update((key(row), row["reason"]) for row in self.table if row["state"] == "skipped")
        expected = {key(line): line["reason"] for line in lines if line["type"] == "skipped"}
        editions = {at for at, reason in expected.items() if reason == "other-edition"}
        self.assertEqual(found, {at: reason for at, reason in expected.items() if at not in editions})
        self.assertFalse(editions & set(rows))

    def test_captures_are_rows_with_their_places(self) -> None:
        row = self.captures.where("address = 'https://news.example/az/3'").collect()[0].asDict()
        data = (self.crawl / "a.warc.gz").read_bytes()
        held = gzip.decompress(data[row["offset"] : row["offset"] + row["length"]])
        self.assertTrue(held.startswith(b"WARC/1.0"))
        self.assertEqual(held.count(b"WARC/1.0"), 1)
        self.assertTrue(held.endswith(b"\r\n\r\n"))
        self.assertIn(page(3, "az-AZ"), held)
        self.assertEqual((row["kind"], row["status"], row["type"], row["language"]), ("response", 200, "text/html", "az"))
        self.assertEqual(row["time"].timestamp(), 1780308000)
        self.assertEqual(len(row["digest"]), len("sha1:") + 32)
        languages = {row["language"] for row in self.captures.where("passed is null").collect()}
        self.assertEqual(languages, {None, "az", "ru"})
        self.assertEqual(self.captures.where("address like '%/p/0.png'").collect()[0]["passed"], "not-page")

    def test_a_path_is_a_file_a_folder_a_pattern_or_an_address(self) -> None:
        count = self.captures.count()
        for paths in ([f"{self.crawl}/*.warc.gz"], [f"file:{self.crawl}"], [f"file://{self.crawl}/a.warc.gz", f"{self.crawl}/b.warc.gz"]):
            self.assertEqual(articles.index(self.spark, paths).count(), count, paths)
        with self.assertRaises(FileNotFoundError):
            articles.index(self.spark, [f"{self.crawl}/none.warc"])

    def test_the_same_job_gives_the_same_table(self) -> None:
        self.assertEqual(self.made(), self.table)

    def test_a_worker_that_is_killed_is_tried_again(self) -> None:
        killed: List[int] = []
        done = threading.Event()

        def kill() -> None:
            while not killed and not done.is_set():
                # Workers are forks of Spark's daemon; those that have worked for a while are killed.
                for pid in filter(str.isdigit, os.listdir("/proc")):
                    try:
                        line = Path(f"/proc/{pid}/cmdline").read_bytes()
                        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                        parent = Path(f"/proc/{fields[1]}/cmdline").read_bytes()
                        spent = int(fields[11]) / os.sysconf("SC_CLK_TCK")
                        mapped = "istinad" in Path(f"/proc/{pid}/maps").read_text()
                    except OSError:
                        continue
                    if b"pyspark.daemon" in line and b"pyspark.daemon" in parent and mapped and spent - before.get(pid, 0) > 0.1:
                        os.kill(int(pid), signal.SIGKILL)
                        killed.append(int(pid))
                        break
                time.sleep(0.01)

        before = self.spent()
        thread = threading.Thread(target=kill)
        thread.start()
        table = self.made()
        done.set()
        thread.join()
        self.assertEqual(len(killed), 1)
        self.assertEqual(table, self.table)

    @staticmethod
    def spent() -> Dict[str, float]:
        """The seconds of the processor that each process has had."""
        found = {}
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            found[pid] = int(fields[11]) / os.sysconf("SC_CLK_TCK")
        return found

    def test_a_page_that_ends_its_process_costs_one_row(self) -> None:
        path = Path(self.folder.name) / "long.warc.gz"
        heavy = record(9, "https://news.example/long", page(9, paragraphs=20_000))
        path.write_bytes(record(1, "https://news.example/1", page(1)) + heavy + record(2, "https://news.example/2", page(2)))
        captures = articles.index(self.spark, [str(path)])
        made = articles.convert(captures, ["newsml"], seconds=1.5, partitions=1).collect()
        self.assertEqual([(row.address, row.state) for row in made][0], ("https://news.example/1", "converted"))
        self.assertEqual([row.state for row in made], ["converted", "failed", "converted"])
        self.assertEqual(made[1].diagnostics[0].message, "it took more than 1.5 seconds of the processor")
        self.assertEqual(made[1].offset, captures.where("address like '%/long'").collect()[0].offset)

    def test_a_broken_archive_is_said_and_the_rest_of_it_read(self) -> None:
        folder = Path(self.folder.name) / "broken"
        folder.mkdir()
        whole = [record(number, f"https://news.example/{number}", page(number)) for number in range(3)]
        (folder / "cut.warc.gz").write_bytes(b"".join(whole)[:-40])
        (folder / "empty.wacz").write_bytes(b"no zip")
        captures = articles.index(self.spark, [str(folder)])
        damages = captures.where("passed = 'damage'").sort("file").collect()
        _, lines = self.command(*sorted(folder.iterdir()), output=folder / "out")
        expected = [(line["input"], line.get("offset"), line["message"]) for line in lines if line["type"] == "damage"]
        self.assertEqual([(row.file, row.offset, row.message) for row in damages], expected)
        self.assertEqual([row.offset for row in damages], [len(whole[0] + whole[1]), None])
        made = articles.convert(captures.where("passed is null"), ["newsml"]).collect()
        self.assertEqual([row.state for row in made], ["converted"] * 2)

    def test_bags_are_those_of_the_command(self) -> None:
        few = self.chosen.where("address like '%/az/%' and offset < 60000 and file like '%/a.%'")
        folder, theirs = Path(self.folder.name) / "bags", Path(self.folder.name) / "packed"
        asked: Dict[str, Any] = {"provider": "Arxiv <https://arxiv.example/>", "formats": ["pdf", "newsml"], "partitions": 3}
        table = articles.write_bags(few, str(folder), **asked)
        first = sorted(table.collect(), key=lambda row: row.offset)
        rows = {row.package: row for row in first if row.state == "converted"}
        self.assertGreater(len(rows), 5)
        self.assertEqual(len(first), few.count())
        words = ["--as=bagit:zip", "--name={host}/{date}-{slug}-{place}", f"--provider={asked['provider']}", "--to=pdf,newsml"]
        command = [COMMAND, "package", "--no-config", "--quiet", *words, "-o", theirs, self.crawl / "a.warc.gz"]
        subprocess.run(command, capture_output=True, check=True)
        for path, row in rows.items():
            data = Path(path).read_bytes()
            self.assertEqual(data, (theirs / Path(path).relative_to(folder)).read_bytes())
            self.assertEqual([(file.format, file.bytes) for file in row.files], [("bagit:zip", len(data))])
            self.assertEqual(row.files[0].sha256, hashlib.sha256(data).hexdigest())
        left = {str(path) for path in folder.rglob("*") if path.is_file() and articles.MANIFEST not in path.parts}
        self.assertEqual(left, set(rows))
        check = subprocess.run([COMMAND, "check", "--quiet", *rows], capture_output=True)
        self.assertEqual(check.returncode, 0, check.stderr)
        # The same again is the same; without being told so, nothing is replaced.
        again = articles.write_bags(few, str(folder), overwrite=True, **asked)
        self.assertEqual(sorted(again.collect(), key=lambda row: row.offset), first)
        with self.assertRaises(Exception):
            articles.write_bags(few, str(folder), **asked)
        for wrong in ({"form": "bagit"}, {"pattern": "{slug}"}, {"form": "rar:zip"}, {"formats": ["docx"]}):
            with self.assertRaises(ValueError, msg=wrong):
                articles.write_bags(few, str(folder), **wrong)

    def test_a_store_is_read_by_ranges_and_takes_packages(self) -> None:
        # Three pages far from one another in an archive of which the rest is noise.
        noise = [record(n, f"https://news.example/n/{n}", os.urandom(400_000), "video/mp4") for n in range(20, 24)]
        pages = [record(n, f"https://news.example/{n}", page(n)) for n in (5, 6, 7)]
        bucket = Path(self.folder.name) / "bucket"
        (bucket / "crawl").mkdir(parents=True)
        (bucket / "crawl" / "far.warc.gz").write_bytes(pages[0] + noise[0] + noise[1] + pages[1] + noise[2] + noise[3] + pages[2])
        for paths in (["s3://bucket/crawl"], ["s3://bucket/crawl/*.gz"], ["s3a://bucket/crawl/far.warc.gz"]):
            captures = articles.index(self.spark, paths)
            self.assertEqual(captures.count(), 7, paths)
        with self.assertRaises(FileNotFoundError):
            articles.index(self.spark, ["s3://bucket/crawl/none.warc.gz"])
        chosen = captures.where("address = 'https://news.example/7'").persist()
        self.assertEqual(chosen.count(), 1)
        local = articles.index(self.spark, [str(bucket / "crawl")]).where("address = 'https://news.example/7'")
        (here,), (there,) = (articles.convert(of, FORMATS, partitions=1).collect() for of in (local, chosen))
        self.assertEqual([bytes(there[name]) for name in FORMATS], [bytes(here[name]) for name in FORMATS])
        self.assertTrue(all(end - start < 1 << 20 for _, start, end in self.store.ranges))
        # A bag goes where the archive came from; the table is Spark's, which has no such store here.
        work = _worker.Pack([], {}, {}, None, None, False, False, 0, ["--as=bagit:zip", "--to=newsml"], "s3://bucket/bags")
        place = chosen.select("collection", "file", "part", "offset", "index").collect()[0].asDict()
        row = work._row(place, work.check(), False)
        self.assertTrue((bucket / row["package"][len("s3://bucket/") :]).read_bytes().startswith(b"PK"))

    def test_the_readme_says_what_can_be_typed(self) -> None:
        readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
        (example,) = (part for part in re.findall(r"```python\n(.*?)```", readme, re.S) if "spark" in part)
        here = Path(self.folder.name) / "readme"
        (here / "crawls").mkdir(parents=True)
        (here / "crawls" / "few.warc.gz").write_bytes(b"".join(record(n, f"https://a.example/{n}", page(n)) for n in range(3)))
        for name in ("crawls/*.warc.gz", "articles.parquet", "deposit"):
            self.assertIn(f'"{name}"', example)
            example = example.replace(f'"{name}"', repr(str(here / name)))
        names: Dict[str, Any] = {"spark": self.spark}
        exec(example, names)
        self.assertEqual((len(list((here / "deposit").rglob("*.zip"))), names["made"].count()), (3, 3))

    def test_the_notebook_says_what_comes_of_it(self) -> None:
        path = Path(__file__).parents[3] / "docs" / "archives.ipynb"
        self.assertEqual(notebook.run(path), notebook.kept(path))

    def test_the_job_takes_what_is_asked_for_and_says_the_rest(self) -> None:
        table = Path(self.folder.name) / "job"
        where = "language = 'az' and address like '%/az/%' and time < '2026-06-02'"
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            code = job.main([f"{self.crawl}/a.warc.gz", "--where", where, "--to", "newsml", "-o", str(table)])
        self.assertEqual(code, job.DONE)
        rows = self.spark.read.parquet(str(table)).collect()
        expected = [seed for seed in range(PAGES // 2) if seed % 2 == 1 and seed % 4 != 2]
        self.assertEqual(sorted(int(row.address.rsplit("/", 1)[1]) for row in rows), expected)
        of_all = {key(row): row["newsml"] for row in self.table}
        self.assertEqual({key(row): bytes(row.newsml) for row in rows}, {key(row): of_all[key(row)] for row in rows})
        self.assertIn(f"{len(expected)} articles converted, 0 failed", said.getvalue())
        self.assertRegex(said.getvalue(), r"pages not asked for, \d+ of them state no language")
        # The same as packages; a table that is there is not replaced.
        folder = Path(self.folder.name) / "job-bags"
        asked = [f"{self.crawl}/a.warc.gz", "--where", f"{where} and offset < 20000", "--to", "newsml", "--package", "bagit:tar"]
        with contextlib.redirect_stdout(said):
            self.assertEqual(job.main([*asked, "-o", str(folder)]), job.DONE)
            self.assertGreater(len(list(folder.rglob("*.tar"))), 0)
            with contextlib.redirect_stderr(said):
                self.assertEqual(job.main([*asked, "-o", str(folder)]), job.WRONG_USAGE)
        helped = subprocess.run([sys.executable, "-m", "istinad.spark", "--help"], capture_output=True, text=True)
        self.assertEqual((helped.returncode, "--package FORM" in helped.stdout), (0, True), helped.stderr)


if __name__ == "__main__":
    unittest.main()
