//! What is tried with bytes that may be anybody's: the targets of the fuzzers, which the suite replays.
//!
//! 1. a target of a reader takes the bytes for an article: the document is [`sound`], and every file of it is
//!    [proved](proof);
//! 2. `document` makes a document of the bytes, and has every file of it proved;
//! 3. `inspect` looks at the bytes, and at our own files [`changed`] as they say;
//! 4. `statements` reads the bytes as terms ([`statements`]).
//!
//! Whatever panics, hangs or grows, the fuzzer sees.

use istinad::inspect::{agree, compare, examine, inspect as look};
use istinad::model::Timestamp;
use istinad::model::walk::passages;
use istinad::read::{Nitf, Reader as _};
use istinad::source::Decoding;
use istinad::{Diagnostic, Document, Limit, Limits, MediaLoader, Outcome, ReadOptions, Source, attach_media, read};

use super::{changed, document as made, pictures, proof, sound, statements};

/// Tries bytes.
///
/// # Errors
/// Says what is wrong.
pub type Target = fn(&[u8]) -> Result<(), String>;

/// Every target, with its name.
pub const TARGETS: &[(&str, Target)] = &[
    ("markdown", |bytes| article("a.md", bytes, |_| "markdown")),
    ("html", |bytes| article("a.html", bytes, |_| "html")),
    ("newsml", |bytes| article("a.xml", bytes, |source| if Nitf.recognises(source) { "nitf" } else { "newsml" })),
    ("text", text),
    ("document", document),
    ("inspect", inspect),
    ("statements", statements::statement),
];

/// Reads an article by the reader of a name, and has everything proved that becomes of it.
fn article(name: &str, bytes: &[u8], reader: impl Fn(&Source) -> &'static str) -> Result<(), String> {
    match sound_article(name, bytes, reader)? {
        Some((_, document)) => proof::prove(&document, &proof::options(choice(bytes))).map(drop),
        None => Ok(()),
    }
}

/// Plain text is read as it stands: besides, no sign of it is lost and none is added.
fn text(bytes: &[u8]) -> Result<(), String> {
    let Some((source, document)) = sound_article("a.txt", bytes, |_| "text")? else { return Ok(()) };
    let read: Vec<String> = passages(&document).into_iter().map(|passage| passage.text).collect();
    let (written, read) = (signs([source.text()]), signs(read.iter().map(String::as_str)));
    if written != read {
        let differs = written.iter().zip(&read).find(|(one, other)| one != other);
        return Err(format!("{} signs became {}, sorted they first differ in {differs:?}", written.len(), read.len()));
    }
    proof::prove(&document, &proof::options(choice(bytes))).map(drop)
}

/// The signs of a text, sorted: without spaces and bullets, and without those that had to be replaced.
fn signs<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<char> {
    let is_sign = |sign: &char| {
        let is_mark = sign.is_whitespace() || "•·◦▪*●\u{fffd}".contains(*sign);
        !is_mark && sound::is_allowed(*sign)
    };
    let mut signs: Vec<char> = texts.into_iter().flat_map(str::chars).filter(is_sign).collect();
    signs.sort_unstable();
    signs
}

/// Makes a document of the bytes, and has every file of it proved.
fn document(bytes: &[u8]) -> Result<(), String> {
    let (choice, bytes) = bytes.split_first().unwrap_or((&0, bytes));
    proof::prove(&made(bytes), &proof::options(*choice)).map(drop)
}

/// Looks at the bytes, and at one of our files with the changes that the bytes say.
fn inspect(bytes: &[u8]) -> Result<(), String> {
    let sample = changed::sample();
    for file in [Some(bytes.to_vec()), changed::changed(bytes)].into_iter().flatten() {
        // What cannot be read is said, whatever it is; what can be read can be judged.
        let Ok(report) = look(&file) else { continue };
        examine(&report);
        compare(&report, &sample.document);
        agree(&[("one", &sample.report), ("other", &report)]);
    }
    Ok(())
}

/// Reads an article; `None` if it is refused.
fn sound_article(
    name: &str,
    bytes: &[u8],
    reader: impl Fn(&Source) -> &'static str,
) -> Result<Option<(Source, Document)>, String> {
    let limits = limits();
    let source = match Source::decode(name, bytes, &Decoding::default().with_lossy(true).with_limits(limits)) {
        Ok(source) => source,
        Err(error) => return said(error.diagnostics()).map(|()| None),
    };
    let options = options(choice(bytes), limits).with_format(reader(&source).to_owned());
    let mut article = match read(&source, &options) {
        Ok(article) => article,
        Err(error) => {
            said(error.diagnostics())?;
            return sound::places(&source, error.diagnostics()).map(|()| None);
        }
    };
    attach_media(&mut article, &Anything(&source), &limits);
    let Outcome { output, diagnostics } = article;
    sound::places(&source, &diagnostics)?;
    sound::check(&source, &output, &limits)?;
    Ok(Some((source, output)))
}

/// Whoever refuses an article says why.
fn said(diagnostics: &[Diagnostic]) -> Result<(), String> {
    if diagnostics.is_empty() { Err("refused without a word".to_owned()) } else { Ok(()) }
}

/// Limits within which one try takes a blink.
fn limits() -> Limits {
    let lower = |limits: Limits, (limit, value)| limits.with(limit, value).expect("in bounds");
    [
        (Limit::Input, 64 << 10),
        (Limit::ArchiveParts, 100),
        (Limit::Elements, 4000),
        (Limit::TableCells, 1000),
        (Limit::Pixels, 1 << 20),
    ]
    .into_iter()
    .fold(Limits::default(), lower)
}

/// What the user knows.
fn options(choice: u8, limits: Limits) -> ReadOptions {
    let options = ReadOptions::default().with_limits(limits);
    let options = if choice & 4 == 0 { options } else { options.with_photo_permission("İcazə 1/26".to_owned()) };
    if choice & 8 == 0 {
        return options;
    }
    options
        .with_source_url("https://numune.example/a/b?c#d".to_owned())
        .with_saved_at(Timestamp::parse("2026-06-24T17:00:00+04:00"))
}

/// A choice out of bytes that leaves them what they are: an article can be a seed as it is.
fn choice(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum: u8, byte| sum.wrapping_add(*byte))
}

/// Finds what came with the page, a picture of ours wherever another is asked for, and now and then nothing good.
struct Anything<'a>(&'a Source);

impl MediaLoader for Anything<'_> {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        self.0.load(reference).or_else(|reason| match reference.len() % 4 {
            0 => Ok(pictures::DOT.to_vec()),
            1 => Ok(pictures::SQUARE.to_vec()),
            2 => Ok(reference.as_bytes().to_vec()),
            _ => Err(reason),
        })
    }
}
