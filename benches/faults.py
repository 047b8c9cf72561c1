"""Ends runs of a collection in every way that a run can end, takes them up again, and compares what comes of it.

    benches/faults.py [PROGRAM] [--rounds N] [--pages N]

Without a name the program is target/release/istinad. After every fault the run is resumed until it is through; the folder
then has to hold what an undisturbed run makes, byte for byte, with the same manifest but for durations, and nothing else.

1. SIGKILL, SIGTERM and SIGINT at N random moments each;
2. an archive that is cut at N random bytes: what is made of it is whole, and the damage is said;
3. two runs at once into one folder: one of them is refused, the folder is the other's;
4. `ulimit -v`: however a run ends, no file of it is half, and one that the system ended is taken up to the same;
5. a full disk (a small tmpfs) and a folder that is only read, where whoever runs this may mount one.

Exit 1 if anything differs.
"""

import argparse
import gzip
import hashlib
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]


def record(number, target, media_type, payload):
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n".encode() + payload
    head = (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            f"WARC-Target-URI: {target}\r\nWARC-Date: 2026-05-01T10:00:00Z\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(block)}\r\n\r\n").encode()
    return gzip.compress(head + block + b"\r\n\r\n", mtime=0)


def archive(pages):
    paragraph = "<p>Kəndin yanındakı göl üç ildən sonra yenidən su ilə dolub, sakinlər bunu çoxdan gözləyirdi ({}).</p>"
    members = []
    for number in range(pages):
        words = "".join(paragraph.format(number * 100 + at) for at in range(12))
        page = (f'<!DOCTYPE html><html lang="az"><head><meta charset="utf-8"><title>Göl {number} dolur</title></head><body><article>'
                f"<h1>Göl {number} dolur</h1>{words}<p>Yazıdan istifadə edərkən hiperlinklə istinad mütləqdir.</p></article></body></html>")
        members.append(record(number, f"https://news.example/a/{number}.html", "text/html; charset=utf-8", page.encode()))
    return b"".join(members)


def tree(folder):
    """Every file with its digest; the manifest without durations."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if path.name == "manifest.jsonl":
                lines = [json.loads(line) for line in content.splitlines()]
                for line in lines:
                    line.pop("duration_ms", None)
                content = json.dumps(lines).encode()
            files[str(path.relative_to(folder))] = hashlib.sha256(content).hexdigest()
    return files


class Bench:
    def __init__(self, program, folder, pages):
        self.program, self.folder, self.failed = program, folder, False
        self.archive = folder / "crawl.warc.gz"
        self.archive.write_bytes(archive(pages))
        start = time.monotonic()
        self.run("whole")
        self.time = time.monotonic() - start
        self.whole = tree(folder / "whole")

    def command(self, out, *more):
        # By a name that is the same from wherever it is run: it stands in the manifest.
        return [self.program, "convert", self.archive.name, "-o", str(out), "--jobs", "2", "-q", "--no-config", *more]

    def run(self, out, *more, **how):
        return subprocess.run(self.command(out, *more), cwd=self.folder, capture_output=True, text=True, **how)

    def start(self, out):
        return subprocess.Popen(self.command(out), cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def faults(self, out):
        """What is otherwise than in an undisturbed run, after the run was resumed."""
        resumed = self.run(out, "--resume")
        if resumed.returncode != 0:
            return [f"resuming ended with {resumed.returncode}: {resumed.stderr.strip()[-300:]}"]
        there = tree(self.folder / out)
        return sorted(name for name in {**there, **self.whole} if there.get(name) != self.whole.get(name))

    def told(self, what, count, faults, note=""):
        self.failed = self.failed or bool(faults)
        print(f"{what:44} {count:5} {'the same' if not faults else 'DIFFERS'}  {note}", flush=True)
        for fault in faults[:5]:
            print(f"    {fault}")

    def signals(self, chance, rounds):
        for name in ("SIGKILL", "SIGTERM", "SIGINT"):
            faults, ended, half = [], 0, 0
            for _ in range(rounds):
                shutil.rmtree(self.folder / "out", ignore_errors=True)
                process = self.start("out")
                time.sleep(chance.uniform(0, self.time))
                process.send_signal(getattr(signal, name))
                process.communicate()
                ended += process.returncode == -getattr(signal, name)
                half += any(path.name.startswith(".istinad-") for path in (self.folder / "out").rglob("*"))
                faults += self.faults("out")
            note = f"{ended} of the runs were ended by it; {half} left a file that had no name yet, which the next cleared"
            self.told(f"{name} at random moments", rounds, faults, note)

    def cuts(self, chance, rounds):
        content, faults, made = self.archive.read_bytes(), [], 0
        for _ in range(rounds):
            shutil.rmtree(self.folder / "out", ignore_errors=True)
            cut = chance.randrange(1, len(content))
            self.archive.write_bytes(content[:cut])
            run = self.run("out")
            there = tree(self.folder / "out")
            there.pop("manifest.jsonl", None)
            made += len(there)
            if run.returncode not in (0, 1, 3):
                faults.append(f"cut at {cut} it ended with {run.returncode}")
            faults += [f"cut at {cut}: {name}" for name, digest in there.items() if self.whole.get(name) != digest]
        self.archive.write_bytes(content)
        self.told("archives cut at random bytes", rounds, faults, f"{made} files were made of them")

    def together(self, rounds):
        faults, refused = [], 0
        for _ in range(rounds):
            shutil.rmtree(self.folder / "out", ignore_errors=True)
            runs = [self.start("out") for _ in range(2)]
            said = [run.communicate()[1] for run in runs]
            codes = sorted(run.returncode for run in runs)
            refused += codes == [0, 1]
            if 0 not in codes:
                faults.append(f"both were refused: {said}")
            faults += self.faults("out")
        self.told("two runs at once into one folder", rounds, faults, f"in {refused} of them one was refused")

    def memory(self):
        faults, codes = [], {}
        sizes = [80, 120, 160, 200, 300, 400, 600, 1000]
        for size in sizes:
            shutil.rmtree(self.folder / "out", ignore_errors=True)
            limit = size << 20
            run = self.run("out", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
            codes[size] = run.returncode
            there = tree(self.folder / "out") if (self.folder / "out").exists() else {}
            there.pop("manifest.jsonl", None)
            faults += [f"{size} MB: {name} is not whole" for name, digest in there.items() if self.whole.get(name) != digest]
            if run.returncode < 0:
                faults += [f"{size} MB, resumed: {fault}" for fault in self.faults("out")]
            elif run.returncode and not run.stderr.strip():
                faults.append(f"{size} MB: it ended with {run.returncode} and without a word")
        self.told("ulimit -v", len(sizes), faults, f"exit by MB: {codes}")

    def disks(self):
        place = self.folder / "disk"
        place.mkdir()
        kilobytes = sum(path.stat().st_size for path in (self.folder / "whole").rglob("*") if path.is_file()) // 1024
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={max(kilobytes // 3, 64)}k", "none", place], capture_output=True)
        if mounted.returncode != 0:
            print("skipped: a full disk and one that is only read: nobody may mount one here")
            return
        try:
            full = self.run("disk/out")
            faults = [] if full.returncode == 1 and "--resume" in full.stderr else [f"it ended with {full.returncode}: {full.stderr[-300:]}"]
            made = len(tree(place / "out")) - 1
            subprocess.run(["mount", "-o", "remount,ro", place], check=True)
            read_only = self.run("disk/out", "--resume")
            faults += [] if read_only.returncode == 1 else [f"only read, it ended with {read_only.returncode}"]
            subprocess.run(["mount", "-o", f"remount,rw,size={kilobytes * 3}k", place], check=True)
            self.told("a full disk, then one that is only read", 1, faults + self.faults("disk/out"), f"{made} files were made before it was full")
        finally:
            subprocess.run(["umount", place], check=False)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", nargs="?", default=str(ROOT / "target/release/istinad"))
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--pages", type=int, default=40)
    asked = parser.parse_args()
    os.environ["HOME"] = "/nonexistent"
    chance = random.Random(11)
    with tempfile.TemporaryDirectory(prefix="istinad-faults-") as folder:
        bench = Bench(os.path.abspath(asked.program), pathlib.Path(folder), asked.pages)
        print(f"{asked.pages} pages, {len(bench.whole) - 1} files, {bench.time:.2f} s undisturbed", flush=True)
        bench.signals(chance, asked.rounds)
        bench.cuts(chance, max(asked.rounds // 2, 1))
        bench.together(max(asked.rounds // 10, 1))
        bench.memory()
        bench.disks()
    sys.exit(1 if bench.failed else 0)


if __name__ == "__main__":
    main()
