"""News articles as archival files that keep the source's terms attached.

>>> import istinad
>>> article = istinad.read(b"# G\\xc3\\xb6l dolur\\n\\nG\\xc3\\xb6l yenid\\xc9\\x99n su il\\xc9\\x99 dolub.\\n", name="gol.md",
...                        language="az", publisher="Nümunə")
>>> article.document["headline"]["value"]
'Göl dolur'
>>> files = article.convert(["pdf", "epub", "newsml"], date="2026-06-24")
>>> sorted(files)
['epub', 'newsml', 'pdf']
>>> istinad.check(files["pdf"], source=article).proved
True

Documents and diagnostics are plain data: the one JSON of istinad, whose form is ``istinad/1``. Nothing here touches the
network or asks the clock: the same article gives the same bytes as with the command.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple, Union
from urllib.parse import unquote

if TYPE_CHECKING:
    import pyarrow

from . import _istinad

__all__ = ["Archive", "Article", "Error", "Files", "Package", "Page", "Report", "check", "formats", "package", "read", "to_arrow"]
__version__: str = _istinad.__version__

#: Brings a picture: called with the reference as the article writes it, gives the bytes, or ``None``.
Pictures = Callable[[str], Optional[bytes]]
#: So many articles are in a batch of a table.
_ROWS = 500
_Path = Union[str, "os.PathLike[str]"]


class Error(ValueError):
    """No honest result can be made. ``diagnostics`` say why, ``hint`` and ``settings`` of each what can be done."""

    def __init__(self, message: str, diagnostics: List[Dict[str, Any]]) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics


def _error(refused: _istinad.Refused) -> Error:
    message, lines = refused.args
    return Error(message, [json.loads(line) for line in lines])


class Files(Dict[str, bytes]):
    """The files of an article by the names of their formats, and the ``diagnostics`` of making them."""

    def __init__(self, files: List[Any], diagnostics: List[str]) -> None:
        super().__init__((name, data) for name, _, _, data in files)
        #: The usual extension of each format.
        self.extensions: Dict[str, str] = {name: extension for name, extension, _, _ in files}
        #: The media type of each file.
        self.media_types: Dict[str, str] = {name: media_type for name, _, media_type, _ in files}
        self.diagnostics: List[Dict[str, Any]] = [json.loads(line) for line in diagnostics]


class Article:
    """An article that was read. Made by :func:`read` and by :meth:`Page.read`."""

    def __init__(self, native: _istinad.Article, captured: Optional[str] = None) -> None:
        self._native = native
        self._captured = captured
        self._document: Optional[Dict[str, Any]] = None

    @property
    def document(self) -> Dict[str, Any]:
        """The document: metadata with their origins, blocks, terms and what they mean."""
        if self._document is None:
            document: Dict[str, Any] = json.loads(self._native.document())
            self._document = document
        return self._document

    @property
    def diagnostics(self) -> List[Dict[str, Any]]:
        """What was said while it was read: every guess, every loss, every unmet duty."""
        return [json.loads(line) for line in self._native.diagnostics()]

    @property
    def terms(self) -> List[Dict[str, Any]]:
        """The source's terms, verbatim, and what they mean."""
        stated = self.document["rights"]["terms"]
        return list(stated) if isinstance(stated, list) else []

    @property
    def text(self) -> str:
        """The text that the spans of the document point into, counted in bytes of UTF-8."""
        return self._native.text()

    def convert(
        self,
        formats: Iterable[str] = ("pdf", "epub", "newsml"),
        *,
        date: Optional[str] = None,
        strict: bool = False,
        allow_withheld: bool = False,
    ) -> Files:
        """Makes the article's files, all or none.

        ``date`` is the time to write into them (``2026-06-24``, ``2026-06-24T14:05+04:00``); without it that of
        publication is, then that of the capture. ``strict`` makes a warning reason enough to make nothing;
        ``allow_withheld`` makes files of what its provider has cancelled, withheld or put under embargo.

        :raises Error: if one of the files cannot be made.
        """
        try:
            files, said = self._native.convert(list(formats), date, self._captured, strict, allow_withheld)
        except _istinad.Refused as refused:
            raise _error(refused) from None
        return Files(files, said)


def _beside(folder: Path) -> Pictures:
    """Pictures from the folder of an article and below it, and from nowhere else."""
    root = folder.resolve()

    def load(reference: str) -> Optional[bytes]:
        if "://" in reference or reference.startswith("//"):
            return None
        for name in (reference, unquote(reference.split("?")[0].split("#")[0])):
            path = (root / name).resolve()
            if root in path.parents and path.is_file():
                return path.read_bytes()
        return None

    return load


def _input(
    source: Union[bytes, _Path], name: Optional[str], pictures: Optional[Pictures]
) -> Tuple[str, bytes, Optional[Pictures]]:
    """The name of an article, its bytes, and where its pictures come from."""
    if isinstance(source, bytes):
        return name or "article", source, pictures
    path = Path(source)
    return name or str(path), path.read_bytes(), pictures or _beside(path.parent)


def _known(knowledge: Mapping[str, Optional[str]], lossy: bool) -> Dict[str, str]:
    known = {name: value for name, value in knowledge.items() if value is not None}
    return {**known, "lossy": "true"} if lossy else known


def read(
    source: Union[bytes, _Path],
    *,
    name: Optional[str] = None,
    format: Optional[str] = None,
    source_url: Optional[str] = None,
    terms_url: Optional[str] = None,
    published: Optional[str] = None,
    saved_at: Optional[str] = None,
    language: Optional[str] = None,
    publisher: Optional[str] = None,
    photo_permission: Optional[str] = None,
    encoding: Optional[str] = None,
    lossy: bool = False,
    limits: Optional[Mapping[str, int]] = None,
    pictures: Optional[Pictures] = None,
) -> Article:
    """Reads an article: the path of a file, or its bytes with a ``name``.

    What you know goes before what the article says, and a conflict is reported. Pictures come from the folder of the
    file, or from ``pictures``; never from the network.

    :raises Error: if it is no article that can be read.
    """
    name, data, pictures = _input(source, name, pictures)
    knowledge = {
        "format": format,
        "source_url": source_url,
        "terms_url": terms_url,
        "published": published,
        "saved_at": saved_at,
        "language": language,
        "publisher": publisher,
        "photo_permission": photo_permission,
        "encoding": encoding,
    }
    try:
        return Article(_istinad.read(name, data, _known(knowledge, lossy), dict(limits or {}), pictures))
    except _istinad.Refused as refused:
        raise _error(refused) from None


class Package(Dict[str, bytes]):
    """The files of a package by their paths: one, or those of its folder; and the ``diagnostics`` of making them."""

    def __init__(self, files: Iterable[Any], diagnostics: List[Dict[str, Any]]) -> None:
        super().__init__(files)
        self.diagnostics = diagnostics


def _words(
    form: str,
    formats: Optional[Iterable[str]],
    pattern: Optional[str],
    known: Mapping[str, str],
    limits: Optional[Mapping[str, int]],
    *,
    provider: Optional[str] = None,
    date: Optional[str] = None,
    only: Optional[str] = None,
    strict: bool = False,
    allow_withheld: bool = False,
) -> List[str]:
    """What one would type for a package behind ``istinad package``: a package states a digest of that."""
    words = ["--no-config", f"--as={form}"]
    if formats is not None:
        words.append("--to=" + ",".join(formats))
    for flag, value in (("name", pattern), ("provider", provider), ("date", date), ("language", only)):
        if value is not None:
            words.append(f"--{flag}={value}")
    for name, value in known.items():
        flag = {"format": "from", "language": "lang"}.get(name, name.replace("_", "-"))
        words.append(f"--{flag}" if name == "lossy" else f"--{flag}={value}")
    words.extend(f"--limit={name}={value}" for name, value in sorted((limits or {}).items()))
    words.extend(flag for flag, is_set in (("--strict", strict), ("--allow-withheld", allow_withheld)) if is_set)
    return words


def package(
    source: Union[bytes, _Path, "Page"],
    form: str = "bagit:zip",
    *,
    formats: Optional[Iterable[str]] = None,
    pattern: Optional[str] = None,
    provider: Optional[str] = None,
    date: Optional[str] = None,
    strict: bool = False,
    allow_withheld: bool = False,
    name: Optional[str] = None,
    lossy: bool = False,
    limits: Optional[Mapping[str, int]] = None,
    pictures: Optional[Pictures] = None,
    **known: str,
) -> Package:
    """Reads an article and packs it for an archive's ingest: the original, its files, their digests, PREMIS, the terms.

    >>> import istinad
    >>> bag = istinad.package("# Göl dolur".encode(), name="gol.md", language="az", date="2026-06-24")
    >>> list(bag)
    ['gol.zip']
    >>> sorted(istinad.package(b"# A", "bagit", formats=["newsml"], name="a.md", language="az", date="2026-06-24"))[:2]
    ['a/bag-info.txt', 'a/bagit.txt']

    ``form`` is ``bagit`` or ``eark-csip``, as a folder, with ``:zip`` or ``:tar`` as one file. ``pattern`` is what the
    package is called, as with the command's ``--name``, ``provider`` who hands it over. All other keywords are those of
    :func:`read` and :meth:`Article.convert`. The bytes are those of ``istinad package`` with the same options.

    :raises Error: if it cannot be read, or one of its files not be made.
    """
    known = _known(known, lossy)
    words = _words(
        form, formats, pattern, known, limits, provider=provider, date=date, strict=strict, allow_withheld=allow_withheld
    )
    bounds = dict(limits or {})
    if isinstance(source, Page):
        line, made = source._archive._native.convert(
            source._native.number, _istinad.PageConversion.packing(words, known, bounds)
        )
        said = json.loads(line)
        diagnostics: List[Dict[str, Any]] = said.get("diagnostics", [])
        if not made:
            sentences = [diagnostic["message"] for diagnostic in diagnostics]
            raise Error("; ".join(sentences) or str(said.get("reason") or said.get("message")), diagnostics)
        return Package(((path, data) for _, path, _, data in made), diagnostics)
    name, data, pictures = _input(source, name, pictures)
    try:
        files, lines = _istinad.package(name, data, words, known, bounds, pictures)
    except _istinad.Refused as refused:
        raise _error(refused) from None
    return Package(files, [json.loads(line) for line in lines])


class Report:
    """What a file says of itself, and whether it is proved."""

    def __init__(self, facts: List[Any], findings: List[Any], proved: bool) -> None:
        #: What the file says: format, title, language, address, terms …; ``None`` for what it does not.
        self.facts: Dict[str, Optional[str]] = dict(facts)
        #: What is not as it should be: code, severity and message of each.
        self.findings: List[Dict[str, str]] = [
            {"code": code, "severity": severity, "message": message} for code, severity, message in findings
        ]
        #: Whether nothing graver than a warning was found.
        self.proved = proved

    def __repr__(self) -> str:
        return f"<Report {self.facts['format']}, {'proved' if self.proved else 'not proved'}>"


def check(file: Union[bytes, _Path], source: Optional[Article] = None) -> Report:
    """Proves a file, of whatever maker: alone, or against the article that it should come from.

    :raises Error: if it is no file of a format that is known.
    """
    data = file if isinstance(file, bytes) else Path(file).read_bytes()
    try:
        return Report(*_istinad.check(data, source._native if source else None))
    except _istinad.Refused as refused:
        raise _error(refused) from None


class Page:
    """A page of a web archive: ``address``, ``time`` of its capture, ``payload`` and the names of its record."""

    def __init__(self, archive: "Archive", native: _istinad.Page) -> None:
        self._archive = archive
        self._native = native
        self.address: str = native.address
        self.time: Optional[str] = native.time
        self.payload: bytes = bytes(native.payload)
        self.record_id: Optional[str] = native.record_id
        self.payload_digest: Optional[str] = native.payload_digest
        #: The file of the archive, and where the record begins in it.
        self.file: str = native.file
        self.offset: int = native.offset

    def read(self, *, lossy: bool = False, limits: Optional[Mapping[str, int]] = None, **known: str) -> Article:
        """Reads the article of the page, with the pictures that were captured with it. Keywords as in :func:`read`.

        :raises Error: if it is no article that can be read.
        """
        try:
            native = self._archive._native.read(self._native, _known(known, lossy), dict(limits or {}))
        except _istinad.Refused as refused:
            raise _error(refused) from None
        return Article(native, self.time)


class Archive:
    """Web archives: WARC and ARC, compressed or not, and WACZ. ``damages`` says what of them is broken.

    They are paths, or whatever can be sought and read: a file of ``fsspec`` or ``pyarrow.fs``, of which no more is read
    than is needed.
    """

    def __init__(self, *files: Union[_Path, BinaryIO]) -> None:
        inputs = [
            (os.fspath(file), None) if isinstance(file, (str, os.PathLike)) else (getattr(file, "name", "archive"), file)
            for file in files
        ]
        self._native = _istinad.Archive(inputs, False, False, {})

    def __len__(self) -> int:
        """How many captures there are, pages or not."""
        return len(self._native)

    @property
    def damages(self) -> List[str]:
        said = []
        for file, part, offset, message in self._native.damages():
            name = file if part is None else f"{file}/{part}"
            said.append(f"{name}: {message}" if offset is None else f"{name}: at byte {offset}: {message}")
        return said

    def pages(
        self,
        *patterns: str,
        since: Optional[str] = None,
        until: Optional[str] = None,
        captures: str = "distinct",
        language: Optional[str] = None,
    ) -> Iterator[Page]:
        """The pages, one at a time, in the order of the archive.

        ``patterns`` are addresses in which ``*`` stands for anything; ``captures`` is ``distinct``, ``first``, ``last``
        or ``all``. With a ``language`` each page is read, and those in another, or without an article, are passed over.
        """
        for number in self._native.choose(list(patterns), since, until, captures):
            native = self._native.page(number)
            if native is None:
                continue
            page = Page(self, native)
            if language is not None:
                try:
                    found = page.read().document["language"]["value"]
                except Error:
                    continue
                if found.lower() != language.lower() and found.split("-")[0] != language:
                    continue
            yield page


def to_arrow(articles: Iterable[Article]) -> "pyarrow.Table":
    """A table of many articles, a row for each: what a manifest says of it, its words, and the whole document.

    >>> import istinad
    >>> table = istinad.to_arrow(istinad.read(f"# {word}".encode(), name="a.md", language="az") for word in ("Bir", "İki"))
    >>> table.column("headline").to_pylist()
    ['Bir', 'İki']
    >>> table.select(["language", "words", "text"]).to_pylist()[0]
    {'language': 'az', 'words': 1, 'text': 'Bir'}

    ``terms`` says what the terms mean, ``document`` and ``diagnostics`` are the one JSON. Where pandas is installed,
    ``.to_pandas()`` of the table is its frame. Needs pyarrow; no article is held longer than its row is made.
    """
    import pyarrow

    texts = pyarrow.string()
    schema = pyarrow.schema(
        [
            ("headline", texts),
            ("publisher", texts),
            ("published", texts),
            ("language", texts),
            ("words", pyarrow.int64()),
            ("terms", pyarrow.list_(texts)),
            ("text", texts),
            ("document", texts),
            ("diagnostics", pyarrow.list_(texts)),
        ]
    )

    def row(article: Article) -> Dict[str, Any]:
        native = article._native
        more = {"text": native.words(), "document": native.document(), "diagnostics": native.diagnostics()}
        return {"terms": [], **json.loads(native.summary()), **more}

    batches = []
    rows: List[Dict[str, Any]] = []
    for article in articles:
        rows.append(row(article))
        if len(rows) == _ROWS:
            batches.append(pyarrow.RecordBatch.from_pylist(rows, schema=schema))
            rows = []
    batches.append(pyarrow.RecordBatch.from_pylist(rows, schema=schema))
    return pyarrow.Table.from_batches(batches, schema=schema)


def formats() -> List[str]:
    """The names of the formats that files can be made in."""
    return _istinad.formats()
