"""Where archives lie: patterns and folders become files, as Hadoop sees them; files are opened for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, List, Sequence
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: What archives are called.
ENDINGS = (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz", ".wacz")


def _plain(path: str) -> str:
    """The path of a file of this machine without the scheme that may stand before it."""
    if path.startswith("file:"):
        parts = urlsplit(path)
        return unquote(parts.path) if "%" in path and not parts.query else path[len("file:") :].replace("//", "/", 1)
    return path


def expand(spark: "SparkSession", paths: Sequence[str]) -> List[str]:
    """The files that paths name, in the order of the paths, those of a folder or a pattern in that of their names.

    :raises FileNotFoundError: if one names nothing.
    """
    found: List[str] = []
    for path in paths:
        context: Any = spark.sparkContext
        jvm = context._jvm
        configuration = context._jsc.hadoopConfiguration()
        pattern = jvm.org.apache.hadoop.fs.Path(path)
        system = pattern.getFileSystem(configuration)
        statuses = system.globStatus(pattern)
        if not statuses:
            raise FileNotFoundError(f"there is no file {path}")
        files = []
        for status in statuses:
            if not status.isDirectory():
                files.append(status.getPath().toString())
                continue
            children = [child.getPath() for child in system.listStatus(status.getPath()) if child.isFile()]
            files.extend(child.toString() for child in children if child.getName().lower().endswith(ENDINGS))
        named = _plain(path)
        # A single file keeps the name that it was given.
        is_itself = len(files) == 1 and files[0].endswith(named.rsplit("/", 1)[-1])
        found.extend([named] if is_itself else sorted(_plain(file) for file in files))
    return found


def opened(path: str) -> Any:
    """What a file is read from; ``None`` for one of this machine, which the archive opens itself.

    :raises OSError: if it cannot be opened.
    """
    if "://" not in path:
        return None
    from pyarrow import fs

    system, place = fs.FileSystem.from_uri(path.replace("s3a://", "s3://", 1).replace("s3n://", "s3://", 1))
    return system.open_input_file(place)
