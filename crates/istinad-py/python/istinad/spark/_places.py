"""Where archives lie: patterns and folders become files, as Hadoop sees them; files are opened for reading."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, List, Sequence, Tuple
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
        pattern, system = _hadoop(spark, path)
        if system is None:
            found.extend(_listed(path))
            continue
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


def _hadoop(spark: "SparkSession", path: str) -> Tuple[Any, Any]:
    """A path as Hadoop has it, and the file system that it is in; ``None`` if Hadoop was not given one for its scheme."""
    from py4j.protocol import Py4JJavaError

    context: Any = spark.sparkContext
    named = context._jvm.org.apache.hadoop.fs.Path(path)
    try:
        return named, named.getFileSystem(context._jsc.hadoopConfiguration())
    except Py4JJavaError as error:
        said = str(error.java_exception)
        if "UnsupportedFileSystemException" in said or "ClassNotFoundException" in said:
            return named, None
        raise


def _store(path: str) -> Tuple[Any, str]:
    """The file system of ``pyarrow`` that a path is in, and where in it."""
    from pyarrow import fs

    system, place = fs.FileSystem.from_uri(path.replace("s3a://", "s3://", 1).replace("s3n://", "s3://", 1))
    return system, place


def _listed(path: str) -> List[str]:
    """The files that a path in a store names: itself, those of a folder, or those whose names a pattern fits."""
    from pyarrow import fs

    folder, _, last = path.rpartition("/")
    is_pattern = any(character in last for character in "*?[")
    system, place = _store(folder if is_pattern else path)
    if not is_pattern and system.get_file_info(place).type == fs.FileType.File:
        return [path]
    infos = system.get_file_info(fs.FileSelector(place, allow_not_found=True))
    names = sorted(info.base_name for info in infos if info.type == fs.FileType.File)
    fits = [name for name in names if (fnmatchcase(name, last) if is_pattern else name.lower().endswith(ENDINGS))]
    if not fits:
        raise FileNotFoundError(f"there is no file {path}")
    return [f"{folder if is_pattern else path.rstrip('/')}/{name}" for name in fits]


def qualified(spark: "SparkSession", path: str) -> str:
    """A path with the file system that Hadoop finds it in, whatever the folder of the job or its configuration is."""
    named, system = _hadoop(spark, path)
    whole: str = path if system is None else system.makeQualified(named).toString()
    return whole


def written(folder: str, name: str, data: bytes) -> str:
    """Writes a file below a folder, whole or not at all where the folder is one of this machine; gives its path. A file of
    the name is replaced: whoever writes it again writes the same.

    :raises OSError: if it cannot be written.
    """
    folder = _plain(folder).rstrip("/")
    path = f"{folder}/{name}"
    if "://" in folder:
        system, place = _store(path)
        system.create_dir(place.rsplit("/", 1)[0], recursive=True)
        with system.open_output_stream(place) as stream:
            stream.write(data)
        return path
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with NamedTemporaryFile(dir=os.path.dirname(path), prefix=".istinad-", suffix=".part", delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), 0o644)
    os.replace(file.name, path)
    return path


def opened(path: str) -> Any:
    """What a file is read from; ``None`` for one of this machine, which the archive opens itself.

    :raises OSError: if it cannot be opened.
    """
    if "://" not in path:
        return None
    system, place = _store(path)
    return system.open_input_file(place)
