"""What a page costs: on Spark beside the command, and in Python beside trafilatura.

    python benches/scale.py [--pages 1500,3000,6000] [--parts] [--extraction FOLDER]

Each bar that was set is printed beside what was measured. The module has to be importable, built with optimisation;
pyspark, and for `--extraction` trafilatura with lxml_html_clean, installed. Time is that of the processor, of all processes
that a run has: what else the machine does matters little. The pages are those of `tests/test_spark.py`, or with
`--extraction` the saved pages (`*.html`) of a folder. `--parts` measures without Spark what a worker does: to read an
archive, to convert, and to make rows; and how large these are.
"""

import argparse
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Callable, Dict, List, Tuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
TICK = os.sysconf("SC_CLK_TCK")
FORMATS = ("pdf", "epub", "newsml")


def bar(what: str, value: float, *, least: float = 0.0, most: float = float("inf")) -> None:
    """Says a measured value beside what it may be."""
    asked = f"at least {least:g}" if least else f"at most {most:g}"
    print(f"bar: {what}: {value:.4g}, {asked}: {'held' if least <= value <= most else 'MISSED'}", flush=True)


class Watched:
    """A command, with the processor time of all its processes and the memory of the largest worker of Spark."""

    def __init__(self, command: List[str]) -> None:
        self.seconds: Dict[str, float] = {}
        self.worker_mb = 0
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
        watcher = threading.Thread(target=self._watch, args=(process,))
        watcher.start()
        self.output, error = process.communicate()
        watcher.join()
        self.wall = time.monotonic() - start
        if process.returncode != 0:
            sys.exit(f"{command}: {process.returncode}\n{error[-2000:]}")

    def _watch(self, process: "subprocess.Popen[str]") -> None:
        session = str(process.pid)
        while process.poll() is None:
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                    if fields[3] != session:
                        continue
                    self.seconds[pid] = (int(fields[11]) + int(fields[12])) / TICK
                    if b"pyspark.daemon" in Path(f"/proc/{pid}/cmdline").read_bytes():
                        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
                        peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
                        self.worker_mb = max(self.worker_mb, peak // 1024)
                except (OSError, StopIteration):
                    continue
            time.sleep(0.1)

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def line(points: List[Tuple[float, float]]) -> Tuple[float, float, float]:
    """Slope, start and R² of the straight line through some points."""
    count = len(points)
    x, y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    slope = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    left = sum((b - y - slope * (a - x)) ** 2 for a, b in points)
    return slope, y - slope * x, 1 - left / sum((b - y) ** 2 for _, b in points)


def on_spark(sizes: List[int]) -> None:
    from test_spark import archive

    points: Dict[str, List[Tuple[float, float]]] = {"command": [], "Spark": []}
    largest = 0
    with TemporaryDirectory() as folder:
        for size in sizes:
            crawl = Path(folder) / f"crawl-{size}"
            crawl.mkdir()
            for part in range(4):
                (crawl / f"{part}.warc.gz").write_bytes(archive(size // 4, part * size // 4))
            archives = [str(path) for path in sorted(crawl.iterdir())]
            command = [sys.executable, "-m", "istinad", "convert", *archives, "--jobs", "2", "--to", ",".join(FORMATS)]
            job = [sys.executable, "-m", "istinad.spark", *archives, "--partitions", "8", "--to", ",".join(FORMATS)]
            for name, run in (
                ("command", Watched([*command, "--quiet", "-o", f"{folder}/files-{size}"])),
                ("Spark", Watched([*job, "-o", f"{folder}/table-{size}"])),
            ):
                points[name].append((size, run.total))
                largest = max(largest, run.worker_mb)
                worker = f", largest worker {run.worker_mb} MB" if run.worker_mb else ""
                print(f"{name:8} {size:6} pages {run.total:7.1f} s of the processor, {run.wall:6.1f} s{worker}", flush=True)
            held = sum(path.stat().st_size for path in Path(f"{folder}/table-{size}").rglob("*.parquet"))
            print(f"         {size:6} pages {held / size / 1000:7.1f} kB of Parquet a page", flush=True)
    for name, found in points.items():
        slope, start, fit = line(found)
        print(f"{name:8} {slope * 1000:.2f} ms a page behind {start:.1f} s, R² {fit:.5f}")
    (spark, _, fit), (command_s, _, _) = line(points["Spark"]), line(points["command"])
    bar("a page on Spark, in pages of the command", spark / command_s, most=1.3)
    bar(f"R² over {', '.join(map(str, sizes))} pages", fit, least=0.99)
    bar("memory of the largest worker, in MB", largest, most=300)


def parts() -> None:
    import io
    import json
    import resource

    import pyarrow
    from pyarrow import parquet
    from test_spark import archive, page, record

    from istinad import _istinad
    from istinad.spark import _worker

    def spent(work: Callable[[], Any]) -> Tuple[Any, float]:
        start = time.process_time()
        return work(), time.process_time() - start

    with TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.warc.gz", Path(folder) / "large.warc.gz"
        small.write_bytes(archive(3000))
        large.write_bytes(b"".join(record(n * 7, f"https://a.example/{n}", page(n, paragraphs=500)) for n in range(200)))
        for path in (small, large):
            read, seconds = spent(lambda: _istinad.Archive([(str(path), None)], True, True, {}))
            size = path.stat().st_size
            print(f"reading an archive: {seconds / len(read) * 1000:.3f} ms a capture, {size / seconds / 1e6:.0f} MB/s as it lies")
        work = _worker.Index([[str(small)]], {})
        listing = pyarrow.Table.from_batches(work([pyarrow.RecordBatch.from_pydict({"id": [0]})]))
        places = listing.select(["collection", "file", "part", "offset", "index"])
        print(f"rows: {listing.nbytes / len(listing):.0f} bytes a capture, {places.nbytes / len(places):.0f} of a place")
        order = _worker.Convert(list(FORMATS), {}, {}, None, None, False, False, 60)
        native, held = order.check(), _istinad.Archive([(str(small), None)], False, True, {})
        rows = [row for row in listing.to_pylist() if not row["passed"]][:500]
        numbers = [held.at(row["file"], row["part"], row["offset"], row["index"]) for row in rows]
        made, seconds = spent(lambda: [held.convert(number, native) for number in numbers])
        print(f"converting: {seconds / len(rows) * 1000:.2f} ms a page")

    def table() -> pyarrow.Table:
        converted = [order._of(json.loads(line), files, row) for (line, files), row in zip(made, rows)]
        columns = {name: [row.get(name) for row in converted] for name in ("input", "address", "state", "files", *FORMATS)}
        return pyarrow.table(columns)

    found, seconds = spent(table)
    print(f"making rows of it: {seconds / len(rows) * 1000:.2f} ms a page")
    written = io.BytesIO()
    parquet.write_table(found, written, compression="snappy")
    print(f"files: {found.nbytes / len(found) / 1000:.1f} kB a page, {written.tell() / len(found) / 1000:.1f} in Parquet")
    print(f"memory at its most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB, {len(rows)} pages held")


def in_python(folder: Path) -> None:
    import istinad

    pages = [path.read_bytes() for path in sorted(folder.glob("**/*.html"))]

    def convert(some: List[bytes]) -> None:
        for page in some:
            try:
                article = istinad.read(page, name="page.html", source_url="https://news.example/a/1")
                article.convert(FORMATS, date="2026-06-24")
            except istinad.Error:
                pass

    convert(pages[:20])
    start = time.process_time()
    convert(pages)
    ours = (time.process_time() - start) / len(pages)
    print(f"read and three formats: {ours * 1000:.2f} ms of the processor a page, {len(pages)} pages")
    try:
        import trafilatura
    except ImportError as error:
        print(f"trafilatura cannot be asked: {error}")
    else:
        texts = [page.decode("utf-8", "replace") for page in pages]
        trafilatura.extract(texts[0])
        start = time.process_time()
        for text in texts:
            trafilatura.extract(text)
        theirs = (time.process_time() - start) / len(pages)
        print(f"trafilatura {trafilatura.__version__}, extraction alone: {theirs * 1000:.2f} ms of the processor a page")
        bar("trafilatura's extraction, in pages read and made into three files", theirs / ours, least=3)

    def threads(count: int) -> float:
        start = time.monotonic()
        some = [threading.Thread(target=convert, args=(pages[number::count],)) for number in range(count)]
        for thread in some:
            thread.start()
        for thread in some:
            thread.join()
        return time.monotonic() - start

    # By turns, each at its best: the clock counts what else the machine does.
    walls = [(threads(1), threads(2)) for _ in range(3)]
    one, two = (min(times) for times in zip(*walls))
    print(f"one thread {one:.2f} s, two threads {two:.2f} s, by the clock")
    bar("how much faster two threads are", one / two, least=1.8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", default="1500,3000,6000", help="how many pages, for each run on Spark")
    parser.add_argument("--parts", action="store_true", help="what a worker does, without Spark")
    parser.add_argument("--extraction", type=Path, metavar="FOLDER", help="saved pages, for Python alone")
    asked = parser.parse_args()
    if asked.parts:
        parts()
    elif asked.extraction:
        in_python(asked.extraction)
    else:
        on_spark([int(size) for size in asked.pages.split(",")])


if __name__ == "__main__":
    main()
