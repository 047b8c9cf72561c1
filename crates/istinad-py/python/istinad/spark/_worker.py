"""What the workers of Spark do. Sent to them as objects that know no more than what was asked for."""

from __future__ import annotations

import hashlib
import json
import os
import signal
from dataclasses import dataclass
from multiprocessing import Pipe
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Optional, Tuple

from istinad import _istinad
from istinad.spark._places import opened, written

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    import pyarrow

#: A batch goes on when it holds so many bytes of files, or so many rows.
BATCH_BYTES = 8 << 20
BATCH_ROWS = 5_000

Row = Dict[str, Any]


class Died(Exception):
    """What was done in a process of its own ended that process."""


def _is_retry() -> bool:
    from pyspark import TaskContext

    task = TaskContext.get()
    return task is not None and task.attemptNumber() > 0


def _bound(seconds: float) -> None:
    """Lets this process have so many seconds of the processor more; at their end it is killed. 0 takes it back."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


class _Lent:
    """A file that is read through `pyarrow.fs`. A child has its parent read: what talks to a store over the network has
    threads, and does not survive a fork."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._at = 0
        self._number = len(_LENT)
        _LENT.append(self)

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == 2:
            offset += self._file.size()
        self._at = offset
        return offset

    def tell(self) -> int:
        return self._at

    def read(self, count: int) -> bytes:
        if _PARENT is not None:
            _PARENT.send(("read", self._number, self._at, count))
            data: bytes = _PARENT.recv()
        else:
            data = self.read_at(count, self._at)
        self._at += len(data)
        return data

    def read_at(self, count: int, offset: int) -> bytes:
        data: bytes = self._file.read_at(count, offset)
        return data


#: The files that this worker has opened, and in a child what it asks its parent through.
_LENT: List[_Lent] = []
_PARENT: "Optional[Connection[Any, Any]]" = None


def _apart(work: Callable[[], Any], seconds: float) -> Any:
    """Does something in a process of its own.

    :raises Died: if it ended that process.
    """
    global _PARENT
    own, others = Pipe()
    child = os.fork()
    if child == 0:
        # Nothing of what the parent wants done at its end is done here.
        try:
            own.close()
            _PARENT = others
            _bound(seconds)
            others.send(("done", work()))
            os._exit(0)
        finally:
            os._exit(1)
    others.close()
    answer = None
    try:
        while answer is None:
            what, *rest = own.recv()
            if what == "done":
                answer = rest
            else:
                number, offset, count = rest
                own.send(_LENT[number].read_at(count, offset))
    except (EOFError, ConnectionError):
        pass
    except OSError:
        # The store failed the parent: the whole task is to be tried again, without a child that waits for ever.
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    finally:
        own.close()
    _, status = os.waitpid(child, 0)
    if status == 0 and answer is not None:
        return answer[0]
    if not os.WIFSIGNALED(status):
        raise Died(f"it ended its process with code {os.WEXITSTATUS(status)}")
    ended = os.WTERMSIG(status)
    if ended == signal.SIGPROF:
        raise Died(f"it took more than {seconds:g} seconds of the processor")
    raise Died(f"it ended its process by {signal.Signals(ended).name}")


#: The archive that was read last, with what tells whether it still is the same: its pages come one after the other, and
#: a worker may be given the next of them in another task.
_HELD: "Dict[Any, _istinad.Archive]" = {}


def _archive(collection: Tuple[str, ...], limits: Dict[str, int], listing: bool = False) -> _istinad.Archive:
    # No more than one is held; files are counted anew.
    _HELD.clear()
    _LENT.clear()
    inputs: List[Tuple[str, Any]] = []
    for path in collection:
        try:
            file = opened(path)
            inputs.append((path, None if file is None else _Lent(file)))
        except OSError:
            # Said by the archive, which does not find it either.
            inputs.append((path, None))
    return _istinad.Archive(inputs, listing, True, limits)


def _held(collection: Tuple[str, ...], limits: Dict[str, int], is_apart: bool) -> _istinad.Archive:
    def known(path: str) -> Any:
        try:
            found = os.stat(path)
            return found.st_size, found.st_mtime_ns, found.st_ino
        except OSError:
            return None

    # What parent and children read through one file they would read at one position: a retry reads through its own.
    key = (collection, tuple(map(known, collection)), tuple(sorted(limits.items())), is_apart)
    if key not in _HELD:
        _HELD[key] = _archive(collection, limits)
    return _HELD[key]


@dataclass
class Index:
    """Reads collections, by their numbers: rows of captures."""

    collections: List[List[str]]
    limits: Dict[str, int]

    def __call__(self, batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        import pyarrow

        texts, numbers = pyarrow.string(), pyarrow.int64()
        schema = pyarrow.schema(
            [
                ("file", texts),
                ("part", texts),
                ("offset", numbers),
                ("index", pyarrow.int32()),
                ("length", numbers),
                ("address", texts),
                ("time", pyarrow.timestamp("us", tz="UTC")),
                ("kind", texts),
                ("status", pyarrow.int32()),
                ("type", texts),
                ("language", texts),
                ("digest", texts),
                ("passed", texts),
                ("message", texts),
                ("collection", pyarrow.list_(texts)),
            ]
        )
        for batch in batches:
            for number in batch.column(0).to_pylist():
                collection = self.collections[number]
                for rows in self._rows(tuple(collection)):
                    for row in rows:
                        row["collection"] = collection
                        row["time"] = None if row.get("time") is None else row["time"] * 1_000_000
                    yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)

    def _rows(self, collection: Tuple[str, ...]) -> Iterator[List[Row]]:
        if not _is_retry():
            yield from self._read(collection)
            return
        try:
            yield from _apart(lambda: list(self._read(collection)), 0)
        except Died as died:
            yield [{"file": file, "passed": "damage", "kind": "damage", "message": str(died)} for file in collection]

    def _read(self, collection: Tuple[str, ...]) -> Iterator[List[Row]]:
        archive = _archive(collection, self.limits, listing=True)
        names = ("file", "part", "offset", "message")
        damages = [{**dict(zip(names, damage)), "passed": "damage", "kind": "damage"} for damage in archive.damages()]
        if damages:
            yield damages
        for start in range(0, len(archive), BATCH_ROWS):
            yield archive.captures(start, BATCH_ROWS)


@dataclass
class Convert:
    """Converts pages, by their places: rows of a manifest, with the files."""

    formats: List[str]
    knowledge: Dict[str, str]
    limits: Dict[str, int]
    date: Optional[str]
    language: Optional[str]
    strict: bool
    allow_withheld: bool
    seconds: float

    def check(self) -> _istinad.PageConversion:
        """The conversion, as the native half knows it.

        :raises ValueError: if it makes no sense.
        """
        return _istinad.PageConversion(
            self.formats, self.knowledge, self.limits, self.date, self.language, self.strict, self.allow_withheld
        )

    def _more(self) -> "List[Tuple[str, pyarrow.DataType]]":
        """The columns beside those of a manifest."""
        import pyarrow

        return [(name, pyarrow.binary()) for name in self.formats]

    def __call__(self, batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        import pyarrow

        texts, numbers = pyarrow.string(), pyarrow.int64()
        of_file = [("format", texts), ("media_type", texts), ("bytes", numbers), ("sha256", texts)]
        said = [("code", texts), ("severity", texts), ("message", texts), ("line", numbers), ("column", numbers)]
        schema = pyarrow.schema(
            [
                ("input", texts),
                ("part", texts),
                ("offset", numbers),
                ("index", pyarrow.int32()),
                ("record", texts),
                ("payload_digest", texts),
                ("address", texts),
                ("captured", texts),
                ("sha256", texts),
                ("bytes", numbers),
                ("state", texts),
                ("reason", texts),
                ("headline", texts),
                ("publisher", texts),
                ("published", texts),
                ("language", texts),
                ("words", numbers),
                ("terms", pyarrow.list_(texts)),
                # Each as JSON: their properties differ.
                ("meanings", pyarrow.list_(texts)),
                ("written", texts),
                ("files", pyarrow.list_(pyarrow.struct(of_file))),
                ("diagnostics", pyarrow.list_(pyarrow.struct(said))),
                *self._more(),
            ]
        )
        conversion, is_apart = self.check(), _is_retry()
        rows: List[Row] = []
        held = 0
        for batch in batches:
            for place in batch.to_pylist():
                row = self._row(place, conversion, is_apart)
                rows.append(row)
                held += sum(len(row.get(name) or b"") for name in self.formats)
                if held >= BATCH_BYTES or len(rows) >= BATCH_ROWS:
                    yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)
                    rows, held = [], 0
        if rows:
            yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)

    def _row(self, place: Row, conversion: _istinad.PageConversion, is_apart: bool) -> Row:
        archive = _held(tuple(place["collection"]), self.limits, is_apart)
        at = (place["file"], place["part"], place["offset"], place["index"])
        number = None if None in (at[0], at[2], at[3]) else archive.at(*at)
        if number is None:
            said = [message for file, _, _, message in archive.damages() if file == place["file"]]
            line: Row = {"type": "damage", "message": (said or ["there is no capture at this place any more"])[0]}
            return self._of(line, [], place)
        if is_apart:
            try:
                line, files = _apart(lambda: self._made(archive, number, conversion), self.seconds)
            except Died as died:
                return self._of({"type": "article", "state": "failed"}, [], place, str(died))
            return self._of(line, files, place)
        _bound(self.seconds)
        try:
            line, files = self._made(archive, number, conversion)
        finally:
            _bound(0)
        return self._of(line, files, place)

    @staticmethod
    def _made(archive: _istinad.Archive, number: int, conversion: _istinad.PageConversion) -> Tuple[Row, List[Any]]:
        line, files = archive.convert(number, conversion)
        return json.loads(line), files

    def _of(self, line: Row, files: List[Any], place: Row, died: Optional[str] = None) -> Row:
        kind = line.get("type")
        row: Row = {"input": place["file"], **{name: place[name] for name in ("part", "offset", "index")}, **line}
        row["index"] = line.get("index", place["index"])
        row["state"] = line.get("state") if kind == "article" else {"skipped": "skipped"}.get(str(kind), "damage")
        row["reason"] = line.get("reason") or line.get("message")
        row["diagnostics"] = line.get("diagnostics", [])
        if died is not None:
            row["diagnostics"] = [{"code": "article-failed", "severity": "error", "message": died}]
        row["terms"] = line.get("terms", [])
        row["meanings"] = [json.dumps(meaning, ensure_ascii=False) for meaning in line.get("meanings", [])]
        row["files"] = [
            {"format": name, "media_type": media_type, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, _, media_type, data in files
        ]
        self._keep(row, files)
        return row

    def _keep(self, row: Row, files: List[Any]) -> None:
        """What becomes of the files: they stand in the row."""
        row.update((name, data) for name, _, _, data in files)


@dataclass
class Pack(Convert):
    """Packs pages, each in a file below a folder: rows of a manifest, with its path."""

    words: List[str]
    folder: str

    def check(self) -> _istinad.PageConversion:
        return _istinad.PageConversion.packing(self.words, self.knowledge, self.limits)

    def _more(self) -> "List[Tuple[str, pyarrow.DataType]]":
        import pyarrow

        return [("package", pyarrow.string())]

    def _keep(self, row: Row, files: List[Any]) -> None:
        for _, path, _, data in files:
            row["package"] = written(self.folder, path, data)
