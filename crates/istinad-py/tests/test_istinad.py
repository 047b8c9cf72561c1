"""The module as its users meet it. Run with the folder of the built module in `PYTHONPATH`."""

import doctest
import gzip
import io
import os
import re
import struct
import subprocess
import sys
import threading
import unittest
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import istinad

#: The command that packages are compared with: the program, where there is one, else that of the module.
COMMAND = [os.environ["ISTINAD_COMMAND"]] if "ISTINAD_COMMAND" in os.environ else [sys.executable, "-m", "istinad"]

ARTICLE = """---
title: Göl yenidən dolur
author: Nərgiz Quluzadə
publisher: Nümunə
url: https://news.example/gol
date: 2026-06-24T14:05:00+04:00
lang: az
terms: Hiperlinklə istinad edilməlidir.
---

# Göl yenidən dolur

Kəndin yanındakı göl üç ildən sonra yenidən su ilə dolub.
"""

PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head><body><main>
<h1>{title}</h1><p>{words}</p><p>{words}</p></main></body></html>"""


def record(address: str, body: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{abs(hash(address)):032x}>\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Date: 2026-05-01T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


class Articles(unittest.TestCase):
    def article(self, **known: str) -> istinad.Article:
        return istinad.read(ARTICLE.encode(), name="gol.md", **known)

    def test_a_document_is_plain_data(self) -> None:
        article = self.article()
        self.assertEqual(article.document["schema"], "istinad/1")
        self.assertEqual(article.document["headline"]["value"], "Göl yenidən dolur")
        self.assertEqual([author["value"] for author in article.document["authors"]], ["Nərgiz Quluzadə"])
        self.assertEqual(len(article.terms), 1)

    def test_the_same_article_gives_the_same_bytes_in_every_thread(self) -> None:
        article, made = self.article(), []
        work = lambda: made.append(article.convert())
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([files == made[0] for files in made], [True] * 4)
        self.assertEqual(set(made[0]), {"pdf", "epub", "newsml"})

    def test_files_are_proved_and_forgeries_are_not(self) -> None:
        article = self.article()
        files = article.convert(istinad.formats())
        for name, data in files.items():
            report = istinad.check(data, source=article)
            self.assertTrue(report.proved, (name, report.findings))
        forged = files["newsml"].replace("dolub".encode(), "quruyub".encode())
        self.assertFalse(istinad.check(forged, source=article).proved)

    def test_an_error_says_what_can_be_done_in_pythons_words(self) -> None:
        with self.assertRaises(istinad.Error) as caught:
            istinad.read(b"# G\xf6l dolur\n", name="a.txt")
        diagnostic = caught.exception.diagnostics[0]
        self.assertEqual(diagnostic["code"], "undecodable")
        self.assertNotIn("--", str(caught.exception))
        with self.assertRaises(istinad.Error):
            istinad.read(b"", name="a.md")
        with self.assertRaises(istinad.Error):
            self.article().convert(["docx"])
        with self.assertRaises(ValueError):
            self.article(published="last week")

    def test_what_is_known_goes_before_and_a_conflict_is_said(self) -> None:
        article = self.article(publisher="Başqa")
        self.assertEqual(article.document["publisher"]["value"]["name"], "Başqa")
        self.assertIn("option-conflict", [said["code"] for said in article.diagnostics])

    def test_pictures_come_from_the_folder_and_from_nowhere_else(self) -> None:
        with TemporaryDirectory() as folder:
            inside = Path(folder, "in")
            inside.mkdir()
            (inside / "a.md").write_text("# Göl\n\nGöl dolub.\n\n![Göl](../outside.png)\n", encoding="utf-8")
            Path(folder, "outside.png").write_bytes(b"\x89PNG\r\n\x1a\n")
            codes = [said["code"] for said in istinad.read(inside / "a.md").diagnostics]
            self.assertIn("picture-refused", codes)
        asked = []
        istinad.read(b"# G\n\nSu.\n\n![G](b.png)\n", name="a.md", pictures=lambda name: asked.append(name))
        self.assertEqual(asked, ["b.png"])


def picture() -> bytes:
    """A picture of one colour, in PNG."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head, lines = struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 0), (b"\0" + b"\x20\x60\x90" * 4) * 3
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(lines)) + part(b"IEND", b"")


class Packages(unittest.TestCase):
    def packed(self, folder: str, *arguments: str) -> "dict[str, bytes]":
        """What the command packs, by paths."""
        words = ["package", "--no-config", "--quiet", "-o", f"{folder}/out", *arguments]
        run = subprocess.run([*COMMAND, *words], capture_output=True, text=True, timeout=60)
        self.assertEqual(run.returncode, 0, run.stderr)
        root = Path(folder, "out")
        files = [path for path in root.rglob("*") if path.is_file() and path.name != "manifest.jsonl" or path.parent != root]
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files if path.is_file()}

    def test_a_package_is_that_of_the_command(self) -> None:
        for form in ("bagit:zip", "bagit:tar", "bagit", "eark-csip:zip"):
            with TemporaryDirectory() as folder:
                path = Path(folder, "Göl 1.md")
                path.write_text(ARTICLE + "\n![Göl](gol.png)\n", encoding="utf-8")
                Path(folder, "gol.png").write_bytes(picture())
                theirs = self.packed(folder, f"--as={form}", "--provider=Arxiv <https://arxiv.example/>", str(path))
                ours = istinad.package(path, form, provider="Arxiv <https://arxiv.example/>")
                self.assertEqual(ours.keys(), theirs.keys(), form)
                self.assertEqual(ours, theirs, form)
                self.assertTrue(any(b"\x89PNG" in data for data in ours.values()))

    def test_what_is_known_is_in_the_package_too(self) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder, "a.txt")
            path.write_bytes("Göl dolur\n\nGöl yenidən dolub.\n".encode())
            flags = ["--source-url=https://a.example/1", "--published=2026-05-01", "--limit=nesting=30", "--to=newsml,epub"]
            theirs = self.packed(folder, "--as=bagit:zip", *flags, "--name={stem}-{digest}", str(path))
            ours = istinad.package(
                path,
                formats=["newsml", "epub"],
                pattern="{stem}-{digest}",
                source_url="https://a.example/1",
                published="2026-05-01",
                limits={"nesting": 30},
            )
            self.assertEqual(ours, theirs)

    def test_a_page_of_an_archive_is_packed_with_its_record(self) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder, "crawl.warc.gz")
            bodies = [PAGE.format(language="az", title=f"Xəbər {n}", words=f"Göl {n} il dolub. " * 12) for n in range(2)]
            path.write_bytes(b"".join(record(f"https://a.example/az/{n}", body.encode()) for n, body in enumerate(bodies)))
            theirs = self.packed(folder, "--as=bagit:tar", str(path))
            ours = {}
            for page in istinad.Archive(path).pages():
                ours.update(istinad.package(page, "bagit:tar"))
            self.assertEqual(ours.keys(), theirs.keys())
            self.assertEqual(ours, theirs)
            with self.assertRaises(istinad.Error):
                istinad.package(page, strict=True)

    def test_what_is_no_package_is_said(self) -> None:
        for wrong in ({"form": "bagit:rar"}, {"pattern": "same"}, {"formats": ["docx"]}, {"limits": {"nesting": 0}}):
            with self.assertRaises(ValueError, msg=wrong) as caught:
                istinad.package(ARTICLE.encode(), name="a.md", **wrong)
            self.assertTrue(str(caught.exception))
        with self.assertRaises(istinad.Error):
            istinad.package(b"", name="a.md")


class Examples(unittest.TestCase):
    def test_the_readme_says_what_can_be_typed(self) -> None:
        readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
        (example,) = (part for part in re.findall(r"```python\n(.*?)```", readme, re.S) if "spark" not in part)
        page = PAGE.format(language="az", title="Göl dolur", words="Kəndin yanındakı göl su ilə dolub. " * 12).encode()
        with TemporaryDirectory() as folder:
            Path(folder, "article.html").write_bytes(page)
            Path(folder, "crawl.warc.gz").write_bytes(record("https://a.example/az/1", page))
            run = subprocess.run(
                [sys.executable, "-c", example + "assert list(bag) == ['article.zip'] and page.address"],
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=60,
            )
            self.assertEqual(run.returncode, 0, run.stderr)


class Archives(unittest.TestCase):
    def test_pages_of_an_archive(self) -> None:
        az = PAGE.format(language="az", title="Göl dolur", words="Kəndin yanındakı göl üç ildən sonra su ilə dolub. " * 9)
        en = PAGE.format(language="en", title="The lake", words="The lake by the village has filled with water again. " * 9)
        with TemporaryDirectory() as folder:
            path = Path(folder, "crawl.warc.gz")
            path.write_bytes(record("https://a.example/az/1", az.encode()) + record("https://a.example/en/1", en.encode()))
            archive = istinad.Archive(path)
            self.assertEqual(len(archive), 2)
            self.assertEqual(archive.damages, [])
            self.assertEqual([page.address for page in archive.pages("*/en/*")], ["https://a.example/en/1"])
            (page,) = archive.pages(language="az")
            self.assertEqual((page.address, page.time), ("https://a.example/az/1", "2026-05-01T10:00:00+00:00"))
            self.assertEqual(page.payload, az.encode())
            files = page.read().convert(["newsml"])
            self.assertIn(b"https://a.example/az/1", files["newsml"])
            path.write_bytes(path.read_bytes()[:-20])
            self.assertEqual(len(istinad.Archive(path).damages), 1)


class Interpreters(unittest.TestCase):
    def test_threads_read_and_convert_side_by_side(self) -> None:
        texts = [ARTICLE.replace("üç", str(number)).encode() for number in range(12)]
        make = lambda text: istinad.read(text, name="gol.md").convert(["newsml", "epub"])
        with ThreadPoolExecutor(4) as threads:
            self.assertEqual(list(threads.map(make, texts)), [make(text) for text in texts])

    def test_one_archive_serves_several_threads(self) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "crawl.warc.gz"
            bodies = [PAGE.format(language="az", title=f"Xəbər {n}", words=f"Göl {n} il dolub. " * 12) for n in range(8)]
            path.write_bytes(b"".join(record(f"https://a.example/az/{n}", body.encode()) for n, body in enumerate(bodies)))
            for file in (path, io.BytesIO(path.read_bytes())):
                pages = list(istinad.Archive(file).pages())
                make = lambda page: page.read().convert(["newsml"])["newsml"]
                with ThreadPoolExecutor(4) as threads:
                    self.assertEqual(list(threads.map(make, pages)), [make(page) for page in pages])
                self.assertEqual(len(pages), 8)

    def test_another_interpreter_of_the_process_is_refused_or_served(self) -> None:
        # What the module is made with serves one interpreter a process: a second is told so, and nothing breaks.
        code = (
            "import sys\n"
            "try:\n import _xxsubinterpreters as many\nexcept ImportError:\n import _interpreters as many\n"
            "import istinad\n"
            "number = many.create()\n"
            "said = many.run_string(number, 'import sys; sys.path[:] = ' + repr(sys.path) + "
            "'\\ntry:\\n import istinad\\nexcept ImportError as error:\\n assert \"subinterpreters\" in str(error), error')\n"
            "assert said is None, said\n"
            "print(istinad.read(b'# Bir', name='a.md', language='az').document['headline']['value'])\n"
        )
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
        self.assertEqual((run.returncode, run.stdout), (0, "Bir\n"), run.stderr)


class Commands(unittest.TestCase):
    def run_it(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([sys.executable, "-m", "istinad", *arguments], capture_output=True, text=True, timeout=60)

    def test_the_module_is_the_command_too(self) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "gol.md"
            path.write_text(ARTICLE, encoding="utf-8")
            run = self.run_it("convert", str(path), "-o", f"{folder}/out", "--to", "newsml", "--date", "2026-06-24")
            self.assertEqual(run.returncode, 0, run.stderr)
            (made,) = Path(folder, "out").iterdir()
            self.assertEqual(made.read_bytes(), istinad.read(path).convert(["newsml"], date="2026-06-24")["newsml"])
            self.assertEqual(self.run_it("check", str(made), "--source", str(path)).returncode, 0)
            (Path(folder) / "none.md").write_text("")
            self.assertEqual(self.run_it("show", f"{folder}/none.md").returncode, 1)
            self.assertEqual(self.run_it("convert", "--no-such-flag").returncode, 2)
            run = self.run_it("convert", str(path), f"{folder}/none.md", "-o", f"{folder}/both", "--to", "newsml")
            self.assertEqual(run.returncode, 3, run.stderr)
            self.assertIn(istinad.__version__, self.run_it("--version").stdout)


def load_tests(loader: unittest.TestLoader, tests: unittest.TestSuite, _: object) -> unittest.TestSuite:
    tests.addTests(doctest.DocTestSuite(istinad))
    return tests


if __name__ == "__main__":
    unittest.main()
