//! What is said: to people as sentences that point into the article, to machines as lines of JSON.
//!
//! The report (one line for each file) goes to standard output, everything else to standard error; with `--json` all of
//! it goes to standard output. Where a file itself goes to standard output, everything goes to standard error.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal as _, Write};
use std::path::PathBuf;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use istinad::source::Position;
use istinad::{Code, Diagnostic, Severity, Source, Span, json};

use super::args::{Voice, shown};
use super::flags::flag;

/// Spans are shown to the end of this many lines at most: the place matters, not the whole paragraph.
const LINES_SHOWN: usize = 2;
/// So many bytes of a span are marked at most: a page may have a whole paragraph in one line.
const SPAN_SHOWN: usize = 400;
/// After the span, this many bytes of its line are looked at: more does not fit on a screen.
const REST_SHOWN: usize = 600;
/// Of one kind of diagnostic, this many are shown for an article unless everything is asked for; the rest are counted.
const SHOWN_OF_A_CODE: usize = 10;

/// The two standard streams, and how to speak on them.
pub(crate) struct Console {
    verbosity: Verbosity,
    json: bool,
    stdout_is_taken: bool,
    /// Of many articles only failures are said to people, unless they ask for more: the manifest has the rest.
    of_many: bool,
    style: Renderer,
    progress: bool,
    progress_shown: bool,
    broken: bool,
}

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileStatus {
    /// It is new.
    Written,
    /// It took the place of a different one.
    Replaced,
    /// The same file was already there.
    Unchanged,
}

impl FileStatus {
    /// The word that reports use.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Replaced => "replaced",
            Self::Unchanged => "unchanged",
        }
    }
}

/// One file of the report.
pub(crate) struct ReportLine<'a> {
    /// The article it was made from.
    pub(crate) article: &'a str,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// The name of its format.
    pub(crate) format: &'a str,
    /// Its media type.
    pub(crate) media_type: &'a str,
    /// How large it is.
    pub(crate) bytes: usize,
    /// What became of it.
    pub(crate) status: FileStatus,
}

impl Console {
    /// A console that speaks as the arguments say.
    pub(crate) fn new(voice: &Voice) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let terminal = io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let style = if terminal && !set("NO_COLOR") { Renderer::styled() } else { Renderer::plain() };
        Self {
            verbosity: match (voice.quiet, voice.verbose) {
                (true, _) => Verbosity::Quiet,
                (false, true) => Verbosity::Verbose,
                (false, false) => Verbosity::Normal,
            },
            json: voice.json,
            stdout_is_taken: false,
            of_many: false,
            style,
            progress: terminal && !voice.quiet && !voice.json,
            progress_shown: false,
            broken: false,
        }
    }

    /// A console of whoever has no arguments that say how to speak.
    pub(crate) fn plain() -> Self {
        Self::new(&Voice::default())
    }

    /// The same, with standard output left to a file.
    pub(crate) fn leaving_stdout(mut self) -> Self {
        self.stdout_is_taken = true;
        self
    }

    /// The same for a run of many articles.
    pub(crate) fn of_many(mut self) -> Self {
        self.of_many = true;
        self
    }

    /// Whether machines listen.
    pub(crate) fn speaks_json(&self) -> bool {
        self.json
    }

    /// Whether only errors are to be said.
    pub(crate) fn is_quiet(&self) -> bool {
        self.verbosity == Verbosity::Quiet
    }

    /// Whether something could not be said to the end.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Says where the files of one article are.
    pub(crate) fn report(&mut self, lines: &[ReportLine<'_>]) {
        if self.json {
            for ReportLine { article, path, format, media_type, bytes, status } in lines {
                self.print(json::output(&json::WrittenFile {
                    article,
                    file: &shown(path),
                    format,
                    media_type,
                    bytes: *bytes,
                    status: status.as_str(),
                }));
            }
        } else if self.verbosity > Verbosity::Quiet && (!self.of_many || self.verbosity == Verbosity::Verbose) {
            let names: Vec<String> = lines.iter().map(|line| shown(&line.path)).collect();
            let width = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
            for (line, name) in lines.iter().zip(&names) {
                let remark = match line.status {
                    FileStatus::Written => String::new(),
                    FileStatus::Replaced | FileStatus::Unchanged => format!("  {}", line.status.as_str()),
                };
                self.print(format_args!("{name:width$}  {:>9}{remark}", size(line.bytes)));
            }
        }
    }

    /// Says all diagnostics that the verbosity lets through.
    pub(crate) fn diagnostics(&mut self, name: &str, source: Option<&Source>, diagnostics: &[Diagnostic]) {
        self.diagnostics_from(name, source, diagnostics, Severity::Error);
    }

    /// Says all diagnostics that the verbosity lets through; those of at least `cause` are the cause of a failure and are
    /// said however quiet the run is.
    pub(crate) fn diagnostics_from(
        &mut self,
        name: &str,
        source: Option<&Source>,
        diagnostics: &[Diagnostic],
        cause: Severity,
    ) {
        // Where lines begin is looked up for what is said, and nothing is said of most articles.
        let lines = LazyCell::new(|| source.map(SourceLines::of));
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        for diagnostic in diagnostics {
            let audible = match self.verbosity {
                // That an article must not be used is said however quiet the run is.
                _ if diagnostic.code == Code::PublicationHalted => true,
                Verbosity::Quiet => diagnostic.severity() >= cause,
                Verbosity::Normal if self.of_many && !self.json => diagnostic.severity() >= cause,
                // That the clock was asked is of interest to whoever asks for more, and to machines.
                Verbosity::Normal => self.json || diagnostic.code != Code::ClockUsed,
                Verbosity::Verbose => true,
            };
            if !audible {
                continue;
            }
            let place = diagnostic.span.and_then(|span| Some((lines.as_ref()?, span)));
            if self.json {
                let position = place.map(|(lines, span)| lines.position(span.start));
                self.print(json::diagnostic(name, diagnostic, position, &flag));
            } else {
                let count = counts.entry(diagnostic.code).or_default();
                *count += 1;
                if *count <= SHOWN_OF_A_CODE || self.verbosity == Verbosity::Verbose {
                    let mut diagnostic = diagnostic.clone();
                    diagnostic.message = harmless(&diagnostic.message);
                    let text = render(&self.style, &harmless(name), place, &diagnostic);
                    self.clear_progress();
                    let _ = writeln!(io::stderr(), "{text}\n");
                }
            }
        }
        if self.verbosity < Verbosity::Verbose {
            for (code, count) in counts.into_iter().filter(|&(_, count)| count > SHOWN_OF_A_CODE) {
                self.eprint(format_args!("{name}: {} more of {code}; -v shows them\n", count - SHOWN_OF_A_CODE));
            }
        }
    }

    /// Says a sentence beside the report, unless machines listen or the run is quiet.
    pub(crate) fn remark(&mut self, sentence: impl Display) {
        if !self.json && self.verbosity > Verbosity::Quiet {
            self.eprint(sentence);
        }
    }

    /// Says why a run fails, unless machines listen: they have the diagnostics.
    pub(crate) fn complaint(&mut self, sentence: impl Display) {
        if !self.json {
            self.eprint(sentence);
        }
    }

    /// Says a sentence to whoever asked for more.
    pub(crate) fn detail(&mut self, sentence: impl Display) {
        if self.verbosity == Verbosity::Verbose {
            self.eprint(sentence);
        }
    }

    /// Shows what a long run is doing, on a terminal. The next message takes its place.
    pub(crate) fn progress_of(&mut self, what: impl Display) {
        if self.progress {
            self.clear_progress();
            let _ = write!(io::stderr(), "{}", harmless(what.to_string()));
            self.progress_shown = true;
        }
    }

    /// Takes the progress away.
    pub(crate) fn clear_progress(&mut self) {
        if std::mem::take(&mut self.progress_shown) {
            // Back to the start of the line, and clear it.
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    /// A line on standard output, or on standard error where a file goes to standard output.
    pub(crate) fn print(&mut self, line: impl Display) {
        self.clear_progress();
        let line = harmless(line);
        let result =
            if self.stdout_is_taken { writeln!(io::stderr(), "{line}") } else { writeln!(io::stdout(), "{line}") };
        self.note(result);
    }

    /// Bytes on standard output.
    pub(crate) fn write_stdout(&mut self, bytes: &[u8]) {
        self.clear_progress();
        let mut stdout = io::stdout();
        let result = stdout.write_all(bytes).and_then(|()| stdout.flush());
        self.note(result);
    }

    fn eprint(&mut self, line: impl Display) {
        self.clear_progress();
        // There is nowhere left to say that standard error is gone.
        let _ = writeln!(io::stderr(), "{}", harmless(line));
    }

    /// Remembers that what was said did not arrive. That its reader went away the reader knows.
    fn note(&mut self, result: io::Result<()>) {
        if let Err(error) = result
            && !std::mem::replace(&mut self.broken, true)
            && error.kind() != ErrorKind::BrokenPipe
        {
            self.eprint(format_args!("error: could not write to standard output: {error}"));
        }
    }
}

/// Words that a terminal shows and does not obey: names of files, and what files say, may hold escape sequences.
fn harmless(words: impl Display) -> String {
    let words = words.to_string();
    if !words.contains(|character: char| character.is_control() && !matches!(character, '\n' | '\t')) {
        return words;
    }
    let shown = |character: char| match character {
        '\n' | '\t' => character,
        control if control.is_control() => char::REPLACEMENT_CHARACTER,
        other => other,
    };
    words.chars().map(shown).collect()
}

/// A size as a person reads it, in powers of ten.
fn size(bytes: usize) -> String {
    // Sizes of files are far below 2^52.
    #[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
    let bytes_f64 = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes_f64 / 1e3),
        _ => format!("{:.1} MB", bytes_f64 / 1e6),
    }
}

/// The lines of a source, found once for all its diagnostics.
struct SourceLines<'a> {
    source: &'a Source,
    starts: Vec<usize>,
}

/// A piece of a source that holds the place of a diagnostic.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt<'a> {
    text: &'a str,
    /// The place, in `text`.
    span: Span,
}

impl<'a> SourceLines<'a> {
    fn of(source: &'a Source) -> Self {
        let ends = source.text().bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        Self { source, starts: std::iter::once(0).chain(ends.map(|(index, _)| index + 1)).collect() }
    }

    /// The index of the line that an offset is in.
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    fn position(&self, offset: usize) -> Position {
        let text = self.source.text();
        let offset = text.floor_char_boundary(offset);
        let line = self.line(offset);
        Position { line: line + 1, column: text[self.starts[line]..offset].chars().count() + 1 }
    }

    /// The lines of a span, without what lies far from it.
    fn excerpt(&self, span: Span) -> Excerpt<'a> {
        let text = self.source.text();
        let start = text.floor_char_boundary(span.start);
        let first = self.line(start);
        let after = self.starts.get(first + LINES_SHOWN).copied().unwrap_or(text.len());
        let end =
            text.floor_char_boundary(span.end).min(text.floor_char_boundary(start + SPAN_SHOWN)).clamp(start, after);
        // Without the end of the line: what is marked are words.
        let end = start + text[start..end].trim_end().len();
        let line_end = text[end..].find('\n').map_or(text.len(), |length| end + length);
        let from = self.starts[first];
        let to = text.floor_char_boundary(line_end.min(end + REST_SHOWN));
        Excerpt { text: text[from..to].trim_end_matches('\r'), span: Span::new(start - from, end - from) }
    }
}

/// A diagnostic for people: title with code, the place in the source line, the hint.
fn render(style: &Renderer, name: &str, place: Option<(&SourceLines<'_>, Span)>, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity() {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let group: Group<'_> = match place {
        Some((lines, span)) => {
            let line = lines.position(span.start).line;
            let Excerpt { text, span } = lines.excerpt(span);
            let mark = AnnotationKind::Primary.span(span.start..span.end);
            // The other controls it shows as pictures. As long as the control, so that places stay.
            let text = text.replace(|character| matches!(character, '\u{80}'..='\u{9f}'), "\u{bf}");
            title.element(Snippet::source(text).path(name).line_start(line).annotation(mark))
        }
        None => title.element(Origin::path(name)),
    };
    let group = match &diagnostic.hint {
        Some(hint) => group.element(Level::HELP.message(hint.worded(&flag))),
        None => group,
    };
    style.render(&[group])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new("a.md", text).expect("text")
    }

    #[test]
    fn nothing_is_said_that_a_terminal_obeys() {
        assert_eq!(harmless("a\u{1b}[31mb\u{9b}c\n\td\u{7f}ə"), "a\u{fffd}[31mb\u{fffd}c\n\td\u{fffd}ə");
    }

    #[test]
    fn sizes_have_one_decimal() {
        assert_eq!([size(999), size(28_949), size(1_000_000)], ["999 B", "28.9 kB", "1.0 MB"]);
    }

    #[test]
    fn positions_agree_with_the_source() {
        let source = source("bir\nİki əüç\n\nson");
        let lines = SourceLines::of(&source);
        for offset in 0..=source.text().len() + 2 {
            assert_eq!(lines.position(offset), source.position(offset), "{offset}");
        }
    }

    #[test]
    fn excerpts_of_endless_lines_are_short() {
        let long = format!("{}Ə hədəf Ə{}\nson\n", "ə ".repeat(40_000), " ə".repeat(40_000));
        let source = source(&long);
        let at = long.find("hədəf").expect("there");
        let excerpt = SourceLines::of(&source).excerpt(Span::new(at, at + "hədəf".len()));
        assert_eq!(&excerpt.text[excerpt.span.start..excerpt.span.end], "hədəf");
        assert!(excerpt.text.len() < at + 1_000);
        let diagnostic = Diagnostic::new(Code::SlotGuessed, "a guess");
        let text =
            render(&Renderer::plain(), "a.md", Some((&SourceLines::of(&source), Span::new(at, at + 1))), &diagnostic);
        assert!(text.contains("a.md:1:80003") && text.contains("hədəf") && text.len() < 1_000, "{text}");
    }

    #[test]
    fn hostile_spans_do_no_harm() {
        let source = source("ə\n");
        let lines = SourceLines::of(&source);
        for span in [Span::new(1, 1), Span::new(3, 3), Span::new(9, 12), Span::new(3, 1), Span::new(0, 3)] {
            let excerpt = lines.excerpt(span);
            assert!(excerpt.span.start <= excerpt.span.end);
            let diagnostic = Diagnostic::new(Code::SlotGuessed, "a guess").at(span);
            render(&Renderer::plain(), "a.md", Some((&lines, span)), &diagnostic);
        }
        let source = self::source("");
        assert_eq!(SourceLines::of(&source).excerpt(Span::new(0, 0)), Excerpt { text: "", span: Span::new(0, 0) });
    }

    #[test]
    fn points_into_the_line_and_says_what_to_do() {
        let source = source("# Başlıq\n\n[ətraflı burada](#)\n");
        let at = source.text().find('[').expect("there");
        let diagnostic = Diagnostic::new(Code::LinkWithoutAddress, "the link points nowhere")
            .at(Span::new(at, source.text().len() - 1))
            .with_hint("give its address");
        let lines = SourceLines::of(&source);
        let text = render(&Renderer::plain(), "a.md", Some((&lines, diagnostic.span.expect("set"))), &diagnostic);
        assert_eq!(
            text,
            "warning[link-without-address]: the link points nowhere\n \
             --> a.md:3:1\n  |\n3 | [ətraflı burada](#)\n  | ^^^^^^^^^^^^^^^^^^^\n  |\n  = help: give its address"
        );
    }
}
