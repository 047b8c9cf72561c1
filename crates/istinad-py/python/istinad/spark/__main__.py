"""``python -m istinad.spark PATHS -o articles.parquet``: the articles of web archives, as a job of Spark."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, Dict, List, Optional

from istinad import formats as known_formats
from istinad import spark as articles

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: How a run ends, as the command does.
DONE, BAD_DATA, WRONG_USAGE, PARTIAL = 0, 1, 2, 3
MOST_DAMAGES = 20


def _arguments(typed: Optional[List[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m istinad.spark",
        description="Makes the files of every article in web archives, as rows of a table in Parquet.",
    )
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH", help="archives (WARC, ARC, WACZ), folders or patterns, as Hadoop reads them")
    add("-o", "--output", required=True, metavar="TABLE", help="the table to write (Parquet), or the folder of the packages")
    add("--package", metavar="FORM", help="packages rather than files: bagit:zip, bagit:tar, eark-csip:zip or eark-csip:tar")
    add("--provider", metavar="NAME", help="who hands the packages over")
    add("--where", metavar="SQL", help="which captures are taken, by their columns: \"language = 'az' and time > '2026'\"")
    add("--language", metavar="TAG", help="only articles that are in this language when they are read")
    add("--captures", default="distinct", choices=["distinct", "first", "last", "all"], help="of each address")
    add("--together", action="store_true", help="all archives are one collection: pictures and revisits lie in any of them")
    add("--to", default=",".join(articles.DEFAULT_FORMATS), metavar="FORMATS", help="of " + ", ".join(known_formats()))
    add("--date", metavar="TIME", help="the time to write into the files instead of that of publication")
    add("--strict", action="store_true", help="make nothing of an article of which there is a warning")
    add("--allow-withheld", action="store_true", help="also of articles that their provider has withheld")
    add("--lossy", action="store_true", help="replace bytes that are no characters")
    add("--limit", action="append", default=[], metavar="NAME=N", help="a limit of the command, docs/limits.md")
    add("--seconds", type=float, default=60.0, metavar="N", help="of the processor, that a page may take (60)")
    add("--partitions", type=int, metavar="N", help="into how many tasks the pages are dealt (four for each processor)")
    add("--overwrite", action="store_true", help="replace the table if it is there")
    return parser.parse_args(typed)


def main(typed: Optional[List[str]] = None) -> int:
    """Does what the arguments say, and gives the exit code. Where a session of Spark is active it is that, and goes on."""
    from pyspark import SparkConf
    from pyspark.errors import AnalysisException, ParseException
    from pyspark.sql import SparkSession

    asked = _arguments(typed)
    try:
        limits = {name: int(value) for name, _, value in (limit.partition("=") for limit in asked.limit)}
    except ValueError:
        print(f"python -m istinad.spark: a limit is NAME=N: {' '.join(asked.limit)}", file=sys.stderr)
        return WRONG_USAGE
    builder = SparkSession.builder.appName("istinad")
    if not SparkConf().contains("spark.master"):
        # Without a second try, the first page that ends its worker is the end of the run.
        builder = builder.master("local[*,4]")
    is_own = SparkSession.getActiveSession() is None
    spark = builder.getOrCreate()
    try:
        paths = [asked.paths] if asked.together else asked.paths
        captures = articles.index(spark, paths, limits=limits).persist()
        pages = captures.where("passed is null")
        chosen = articles.distinct(pages.where(asked.where) if asked.where else pages, asked.captures)
        formats = [name for name in asked.to.split(",") if name]
        options: Dict[str, Any] = {
            "language": asked.language,
            "date": asked.date,
            "strict": asked.strict,
            "allow_withheld": asked.allow_withheld,
            "lossy": asked.lossy,
            "limits": limits,
            "seconds": asked.seconds,
            "partitions": asked.partitions,
        }
        if asked.package:
            options.update(formats=formats, provider=asked.provider, overwrite=asked.overwrite)
            table = articles.write_bags(chosen, asked.output, asked.package, **options)
        else:
            made = articles.convert(chosen, formats, **options)
            made.write.mode("overwrite" if asked.overwrite else "errorifexists").parquet(asked.output)
            table = spark.read.parquet(asked.output)
        return _tell(table, captures, asked)
    except FileNotFoundError as error:
        print(f"python -m istinad.spark: {error}", file=sys.stderr)
        return BAD_DATA
    except (AnalysisException, ParseException, KeyError, ValueError) as error:
        print(f"python -m istinad.spark: {error}", file=sys.stderr)
        return WRONG_USAGE
    finally:
        if is_own:
            spark.stop()


def _tell(table: "DataFrame", captures: "DataFrame", asked: argparse.Namespace) -> int:
    """Says what became of everything, and how the run ends."""
    states = {(row.state, row.reason): row["count"] for row in table.groupBy("state", "reason").count().collect()}
    of = {state: sum(count for (other, _), count in states.items() if other == state) for state, _ in states}
    damages = captures.where("passed = 'damage'").select("file", "part", "offset", "message")
    broken = damages.count()
    passed = captures.where("passed is not null and passed != 'damage'").groupBy("passed").count().collect()
    print(f"{of.get('converted', 0)} articles converted, {of.get('failed', 0)} failed, into {asked.output}")
    for (state, reason), count in sorted(states.items(), key=str):
        if state in ("skipped", "damage"):
            print(f"{count} passed over: {reason}")
    for row in sorted(passed, key=str):
        print(f"{row['count']} captures are no pages: {row.passed}")
    if asked.where:
        left = captures.where("passed is null").where(f"not coalesce(({asked.where}), false)")
        print(f"{left.count()} pages not asked for, {left.where('language is null').count()} of them state no language")
    for row in damages.sort("file", "offset").take(MOST_DAMAGES):
        place = "/".join(name for name in (row.file, row.part) if name)
        print(f"{place}: {'' if row.offset is None else f'at byte {row.offset}: '}{row.message}", file=sys.stderr)
    if broken > MOST_DAMAGES:
        print(f"{broken - MOST_DAMAGES} more places are broken", file=sys.stderr)
    is_whole = broken == 0 and not of.get("failed") and not of.get("damage")
    if is_whole:
        return DONE
    return PARTIAL if of.get("converted") else BAD_DATA


if __name__ == "__main__":
    sys.exit(main())
