"""Web archives on Spark: a table of captures, and a table of the files that their articles become.

    from istinad import spark as articles

    captures = articles.index(spark, ["s3a://crawl/*.warc.gz"])            # a row for each capture
    chosen = articles.distinct(captures.where("passed is null and language = 'az'"))
    made = articles.convert(chosen, formats=["pdf", "newsml"])             # a row for each article: line and files
    made.write.parquet("articles.parquet")

Choosing is Spark's SQL: by address, time, status, type, language. The files are binary columns, so that Spark commits
them, once each, whatever tasks fail or are run twice. They are those of ``istinad convert``, byte by byte.

An archive is read where it lies, record by record; no row holds more than one article. A page that ends the process of
its reader costs one row, which says so: a task that has failed before gives each page a process of its own. That needs a
second try (``local[4,4]``, ``spark.task.maxFailures``).

The columns of both tables are in :data:`CAPTURES` and :func:`made_columns`. Spark (``pip install istinad[spark]``) has
to be installed, and this module on every machine that works.

:func:`write_bags` packs each article for an archive's ingest, in a file below a folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Mapping, Optional, Sequence, Union

from istinad import _words
from istinad import formats as known_formats
from istinad.spark import _worker
from istinad.spark._places import expand, qualified

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["CAPTURES", "DEFAULT_FORMATS", "MANIFEST", "convert", "distinct", "index", "made_columns", "write_bags"]

#: The columns of :func:`index`. A place is ``file``, ``part`` (within a WACZ), ``offset`` (of the record, or of the
#: compressed member that holds it), ``index`` (which record of its member) and ``length`` in the file. ``language`` is
#: what the page or its server declares, without country and script, ``digest`` that of the payload, ``passed`` why a
#: capture can be no page (as in manifests), with ``message`` where something is broken (``damage``). ``collection``
#: names the files that belong together.
CAPTURES = (
    "file string, part string, offset bigint, index int, length bigint, address string, time timestamp, kind string, "
    "status int, type string, language string, digest string, passed string, message string, collection array<string>"
)

#: The formats that are made unless others are asked for.
DEFAULT_FORMATS = ("pdf", "epub", "newsml")

#: The table in the folder of :func:`write_bags`.
MANIFEST = "manifest.parquet"

_MADE = (
    "input string, part string, offset bigint, index int, record string, payload_digest string, address string, "
    "captured string, sha256 string, bytes bigint, state string, reason string, headline string, publisher string, "
    "published string, language string, words bigint, terms array<string>, meanings array<string>, "
    "written string, files array<struct<format: string, media_type: string, bytes: bigint, sha256: string>>, "
    "diagnostics array<struct<code: string, severity: string, message: string, line: bigint, column: bigint>>"
)


def made_columns(formats: Iterable[str] = DEFAULT_FORMATS) -> str:
    """The columns of :func:`convert`: those of a line of a manifest, then a binary column for each format.

    ``state`` is ``converted``, ``failed``, ``skipped`` (no article; ``reason`` says why, as in manifests) or ``damage``
    (the record cannot be read; ``reason`` says it). Nothing of it depends on the clock, or on the task that made it.
    """
    return ", ".join([_MADE, *(f"`{name}` binary" for name in formats)])


def index(
    spark: "SparkSession", paths: Sequence[Union[str, Sequence[str]]], *, limits: Optional[Mapping[str, int]] = None
) -> "DataFrame":
    """What is in web archives (WARC, ARC, WACZ): a row for each capture, and one for each damage.

    A path may be a folder or a pattern, of whatever Hadoop reads, or ``pyarrow.fs`` where Hadoop was given nothing for it;
    ``file:`` and paths are read by the workers themselves, all else through ``pyarrow.fs``. A list of paths among ``paths`` is one collection: revisits and pictures
    are looked for in all of it, as the command does. Each file else is a collection by itself.
    """
    collections = [
        collection
        for named in paths
        for collection in (
            [[path] for path in expand(spark, [named])] if isinstance(named, str) else [expand(spark, named)]
        )
    ]
    work = _worker.Index(collections, dict(limits or {}))
    # A task for each collection: none of them waits for another.
    numbers = spark.range(0, len(collections), 1, max(1, len(collections)))
    return numbers.mapInArrow(work, CAPTURES)


def distinct(captures: "DataFrame", editions: str = "distinct") -> "DataFrame":
    """Of the captures of each address those that the command takes: ``distinct`` (one of those with the same payload,
    the first), ``first``, ``last``, or ``all``."""
    from pyspark.sql import Window
    from pyspark.sql import functions as sql

    if editions == "all":
        return captures
    if editions not in ("distinct", "first", "last"):
        raise ValueError(f"editions={editions!r} is no policy: distinct, first, last or all")
    order: List[Any] = ["time", "file", sql.coalesce("part", sql.lit("")), "offset", "index"]
    columns: List[Any] = ["address"]
    if editions == "distinct":
        # What has no digest is like nothing else.
        place = sql.concat_ws(" ", "file", "part", "offset", "index")
        columns.append(sql.coalesce("digest", place))
    if editions == "last":
        order = [sql.desc(column) if isinstance(column, str) else column.desc() for column in order]
    window = Window.partitionBy(*columns).orderBy(*order)
    return captures.withColumn("_edition", sql.row_number().over(window)).where("_edition = 1").drop("_edition")


def convert(
    captures: "DataFrame",
    formats: Sequence[str] = DEFAULT_FORMATS,
    *,
    language: Optional[str] = None,
    date: Optional[str] = None,
    strict: bool = False,
    allow_withheld: bool = False,
    lossy: bool = False,
    limits: Optional[Mapping[str, int]] = None,
    seconds: float = 60.0,
    partitions: Optional[int] = None,
    **known: str,
) -> "DataFrame":
    """Reads the pages of some captures and makes their files: a row for each capture, with the columns of
    :func:`made_columns`.

    Keywords are those of :func:`istinad.read` and :meth:`istinad.Article.convert`; ``language`` passes over articles
    that are in another one when they are read. ``seconds`` of the processor are what a page may take (0: as many as it
    likes). ``partitions`` says into how many tasks the pages are dealt, in the order of the archives; without it, four
    for each processor.
    """
    unknown = [name for name in formats if name not in known_formats()]
    if unknown:
        raise ValueError(f"there is no format {unknown[0]!r}: " + ", ".join(known_formats()))
    knowledge: Dict[str, str] = {**known, **({"lossy": "true"} if lossy else {})}
    work = _worker.Convert(
        list(formats), knowledge, dict(limits or {}), date, language, strict, allow_withheld, seconds
    )
    work.check()
    return _places(captures, partitions).mapInArrow(work, made_columns(formats))


def write_bags(
    captures: "DataFrame",
    folder: str,
    form: str = "bagit:zip",
    *,
    formats: Optional[Sequence[str]] = None,
    pattern: str = "{host}/{date}-{slug}-{place}",
    provider: Optional[str] = None,
    language: Optional[str] = None,
    date: Optional[str] = None,
    strict: bool = False,
    allow_withheld: bool = False,
    lossy: bool = False,
    limits: Optional[Mapping[str, int]] = None,
    seconds: float = 60.0,
    partitions: Optional[int] = None,
    overwrite: bool = False,
    **known: str,
) -> "DataFrame":
    """Packs the articles of some captures, each in a file below ``folder``, and gives the table of them, which lies there
    too (``manifest.parquet``): the columns of a line of a manifest, and in ``package`` the path of the file.

    ``form`` is ``bagit:zip``, ``bagit:tar``, ``eark-csip:zip`` or ``eark-csip:tar``. A package is byte by byte that of
    ``istinad package --name`` with the same pattern; the pattern needs ``{place}``, which no two articles share, because
    no task knows the names that another gives. All other keywords are those of :func:`convert`.

    Spark commits the table, and nothing else: what a task has packed before it failed is packed again, with the same
    bytes. Packages that the table does not name are of no run that ended.

    :raises ValueError: if the form is a folder, or the pattern would let names meet.
    """
    if not form.endswith((":zip", ":tar")):
        raise ValueError(f"form={form!r} is no single file: bagit:zip, bagit:tar, eark-csip:zip or eark-csip:tar")
    if "{place}" not in pattern:
        raise ValueError(f"pattern={pattern!r} lets names meet: it needs {{place}}")
    spark = captures.sparkSession
    folder = qualified(spark, folder)
    knowledge: Dict[str, str] = {**known, **({"lossy": "true"} if lossy else {})}
    words = _words(
        form,
        formats,
        pattern,
        knowledge,
        limits,
        provider=provider,
        date=date,
        only=language,
        strict=strict,
        allow_withheld=allow_withheld,
    )
    work = _worker.Pack(
        [], knowledge, dict(limits or {}), date, language, strict, allow_withheld, seconds, words, folder
    )
    work.check()
    table = f"{folder.rstrip('/')}/{MANIFEST}"
    packed = _places(captures, partitions).mapInArrow(work, f"{_MADE}, package string")
    packed.write.mode("overwrite" if overwrite else "errorifexists").parquet(table)
    return spark.read.parquet(table)


def _places(captures: "DataFrame", partitions: Optional[int]) -> "DataFrame":
    """Where captures lie, dealt to tasks."""
    if partitions is None:
        partitions = 4 * captures.sparkSession.sparkContext.defaultParallelism
    # Neighbours stay together: a worker opens an archive, reads where what is in it, and goes through its pages.
    dealt = captures.repartitionByRange(partitions, "file", "part", "offset", "index")
    return dealt.sortWithinPartitions("file", "part", "offset", "index").select(
        "collection", "file", "part", "offset", "index"
    )
