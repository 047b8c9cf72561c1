"""Compares what an article costs in istinad with what it costs in typst, WeasyPrint and pandoc: see `run`.

1. istinad's own benchmark makes the articles: no two alike, in two sizes.
2. Each peer gets them in its own language, converted beforehand and not counted: typst's markup, HTML, Markdown.
3. Each makes the nearest thing that it can: PDF/A-2a with PDF/UA-1 (typst), PDF/UA-1 (WeasyPrint), EPUB 3 (pandoc), with
   the same faces from fonts/. None of them carries the article's terms, which istinad's files do.
4. typst and WeasyPrint run in this process, with their fonts loaded once; pandoc is a program, so that its start counts.

The first tenth of the articles warms a tool up and is not counted. Times are medians of the processor's time.
"""

import json
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

import pypandoc
import typst
import weasyprint

ROOT = pathlib.Path(__file__).resolve().parents[2]
FONTS = ROOT / "fonts"
LARGE = 60_000


def cargo(*arguments):
    command = ["cargo", "bench", "--quiet", "--bench", "articles", "--", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def body(article):
    """An article without its front matter, which is ours."""
    return article.split("\n---\n", 1)[1]


def processor():
    """The processor's time of this process and of the programs that it ran, in seconds."""
    ours, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return ours.ru_utime + ours.ru_stime + theirs.ru_utime + theirs.ru_stime


def measure(inputs, make):
    """The median time in milliseconds and the mean size in bytes of what `make` makes of the inputs."""
    times, sizes = [], []
    for made in inputs:
        start = processor()
        file = make(made)
        times.append((processor() - start) * 1e3)
        sizes.append(len(file))
    warm = min(-(-len(inputs) // 10), len(inputs) - 1)
    return statistics.median(times[warm:]), statistics.mean(sizes[warm:])


def with_typst(compiler):
    return compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"])


def with_weasyprint(page):
    html, style, faces = page
    return weasyprint.HTML(string=html).write_pdf(stylesheets=[style], font_config=faces, pdf_variant="pdf/ua-1")


def with_pandoc(article):
    with tempfile.TemporaryDirectory() as folder:
        source, book = pathlib.Path(folder, "a.md"), pathlib.Path(folder, "a.epub")
        source.write_text(article, encoding="utf-8")
        faces = [f"--epub-embed-font={face}" for face in sorted((FONTS / "noto-serif").glob("*.ttf"))]
        command = [pypandoc.get_pandoc_path(), "--from", "gfm", "--to", "epub3", *faces, "--metadata", "title=Göl"]
        subprocess.run([*command, "--metadata", "lang=az", "-o", book, source], check=True, capture_output=True)
        return book.read_bytes()


def pages(articles):
    """The articles as HTML, each with the style and the faces that all share."""
    rules, faces = [], weasyprint.text.fonts.FontConfiguration()
    for face in sorted((FONTS / "noto-serif").glob("*.ttf")):
        weight = "bold" if "Bold" in face.stem else "normal"
        slant = "italic" if "Italic" in face.stem else "normal"
        rules.append(f"@font-face {{ font-family: Serif; src: url({face.as_uri()}); "
                     f"font-weight: {weight}; font-style: {slant} }}")
    rules.append("@page { size: A4; margin: 25mm 33mm } body { font: 10.5pt Serif; text-align: justify; hyphens: auto }")
    style = weasyprint.CSS(string="\n".join(rules), font_config=faces)
    head = '<!DOCTYPE html><html lang="az"><head><title>Göl</title></head><body>'
    bodies = [pypandoc.convert_text(article, "html", format="gfm") for article in articles]
    return [(f"{head}{body}</body></html>", style, faces) for body in bodies]


def compilers(articles):
    """The articles in typst's language, each with a compiler; the fonts are loaded once."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    head = (
        '#set document(title: "Göl", date: datetime(year: 2026, month: 6, day: 24))\n'
        '#set text(font: "Noto Serif", size: 10.5pt, lang: "az")\n'
        '#set page(paper: "a4", numbering: "1")\n'
        "#set par(justify: true)\n"
    )
    sources = [head + pypandoc.convert_text(article, "typst", format="gfm") for article in articles]
    return [typst.Compiler(source.encode(), font_paths=fonts) for source in sources]


def row(articles, form, tool, milliseconds, size, ours):
    ratio = "" if ours is None else f"{milliseconds / ours:7.1f} ×"
    print(f"{articles:22} {form:7} {tool:18} {milliseconds:10.3f} ms {size / 1000:9.1f} kB {ratio}", flush=True)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as folder:
        for size, number in ((3_000, count), (LARGE, max(count // 5, 2))):
            place = pathlib.Path(folder, str(size))
            place.mkdir()
            cargo(f"--make={place}", f"--bytes={size}", f"--count={number}")
            files = sorted(place.glob("*.md"))
            ours = {line["format"]: line for line in map(json.loads, cargo(*files).splitlines())}
            bare = [body(file.read_text(encoding="utf-8")) for file in files]
            name = f"{number} articles of {size // 1000} kB"
            times = {form: line["read_ms"] + line["render_ms"] for form, line in ours.items()}
            for form, line in ours.items():
                row(name, form, "istinad", times[form], line["bytes"], None)
            row(name, "pdf", f"typst {typst.__version__}", *measure(compilers(bare), with_typst), times["pdf"])
            row(name, "pdf", f"WeasyPrint {weasyprint.__version__}", *measure(pages(bare), with_weasyprint), times["pdf"])
            version = f"pandoc {pypandoc.get_pandoc_version()}"
            row(name, "epub", version, *measure(bare, with_pandoc), times["epub"])


if __name__ == "__main__":
    main()
