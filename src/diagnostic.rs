//! What the tool has to say about an article: every guess, every loss, every unmet duty.
//!
//! A [`Diagnostic`] has a stable [`Code`], a place in the source where there is one, a sentence, and a hint that says
//! what to do. The code decides the [`Severity`]; the sentence may change between versions, the code does not.

use std::fmt;

use crate::remedy::Remedy;
use crate::span::Span;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing: a guess that was made, a choice that was taken.
    Note,
    /// Something was lost, or a duty is unmet. Strict runs fail on it.
    Warning,
    /// No honest file can be made.
    Error,
}

impl Severity {
    /// The word that messages use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// One row a code: its name in Rust, its stable name for people and machines, its severity, its meaning.
macro_rules! codes {
    ($($variant:ident, $name:literal, $severity:ident, $meaning:literal;)*) => {
        /// The stable identity of a kind of diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name, for example `link-without-address`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The severity that every diagnostic of this code has.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// One sentence on what the code means.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

codes! {
    // Input.
    Undecodable, "undecodable", Error, "The input is not text in the encoding that it should be in.";
    BytesReplaced, "bytes-replaced", Warning, "Bytes of the input that are no text were replaced by U+FFFD.";
    EncodingConflict, "encoding-conflict", Warning, "What is said of the input's encoding does not agree with its bytes.";
    EmptyInput, "empty-input", Error, "The input holds no article text.";
    ArchiveInvalid, "archive-invalid", Error, "The input is an archive of a page, and broken.";
    XmlInvalid, "xml-invalid", Error, "The input is XML and not well-formed.";
    NoArticle, "no-article", Error, "The input is a file of a known kind that holds no article.";
    InputTooLarge, "input-too-large", Error, "The input is beyond a limit that keeps hostile files from harm.";
    LimitInvalid, "limit-invalid", Error, "A limit was set to a value that cannot be kept.";
    UnknownFormat, "unknown-format", Error, "No reader or renderer has that name.";
    FontRefused, "font-refused", Error, "A font that was asked for cannot be used.";
    FontLeftOut, "font-left-out", Warning, "A font file in a folder of fonts cannot be used, and is left out.";
    FrontMatterInvalid, "front-matter-invalid", Error, "The front matter is not valid YAML or TOML, or unfolds to too much.";
    FrontMatterUnknownKey, "front-matter-unknown-key", Warning, "A front matter key that no format carries was left out.";
    FrontMatterConflict, "front-matter-conflict", Warning, "The front matter and the article say different things, or the front matter itself does; the front matter won, the first thing that it says.";
    MetadataInvalid, "metadata-invalid", Warning, "A part of a page's metadata cannot be read.";
    MetadataConflict, "metadata-conflict", Warning, "A page's metadata says different things in two places; one of them was believed.";
    MetadataLeftOut, "metadata-left-out", Note, "Something that a page's metadata states has no place in the files.";
    HeadlineVariant, "headline-variant", Note, "A page calls its article differently in two places; one of them is its headline.";
    OptionConflict, "option-conflict", Warning, "An option and the article say different things; the option won.";
    PublicationHalted, "publication-halted", Warning, "Who provides the article has cancelled or withheld it, or set a time before which it must not be published.";
    ArticleHalted, "article-halted", Error, "Who provides the article has cancelled or withheld it, or set a time that has not come: no file was made of it.";
    SeveralArticles, "several-articles", Error, "The input holds several articles, and one was asked for.";
    ItemLeftOut, "item-left-out", Note, "A part of a news message or a news item is not of the article and was left out.";
    WordsChanged, "words-changed", Warning, "A file that istinad made is not as it was made: somebody changed it since.";
    EntityKept, "entity-kept", Warning, "A reference to an entity was kept as it is written: no document type is read.";
    CharacterReplaced, "character-replaced", Warning, "A character that XML forbids was replaced by U+FFFD.";
    HiddenCharacter, "hidden-character", Note, "A headline or a name holds characters that nobody sees, some of which turn what is seen; they were kept.";
    NestingFlattened, "nesting-flattened", Warning, "Blocks nested too deeply were set at the deepest allowed level.";
    HtmlDropped, "html-dropped", Warning, "Raw HTML that the model has no word for was left out; its text was kept.";
    EmphasisLiteral, "emphasis-literal", Warning, "Signs of emphasis mark nothing by the rules of Markdown, and stand among the words as signs.";
    ClutterLeftOut, "clutter-left-out", Note, "Something that stands in an article and is not of it was left out.";
    ArticleIncomplete, "article-incomplete", Warning, "Words that the page states or marks to be its article's are not among those that were read.";
    SurroundingsLeftOut, "surroundings-left-out", Note, "What surrounds an article on its page was left out.";
    EmbedLinked, "embed-linked", Note, "Something that plays, or another page, is kept as a link to it.";
    // Slots.
    HeadlineMissing, "headline-missing", Error, "The article has no headline.";
    SlotGuessed, "slot-guessed", Note, "A part of the article was recognised by its place and shape alone.";
    LanguageGuessed, "language-guessed", Note, "The language was guessed from the text.";
    TimeUnresolved, "time-unresolved", Warning, "A relative time has nothing to be counted from.";
    TimeInvalid, "time-invalid", Warning, "A time could not be understood and was kept as text only.";
    TimeMissing, "time-missing", Note, "The article does not say when it was published.";
    // Links and pictures.
    LinkWithoutAddress, "link-without-address", Warning, "A link points nowhere; its text was kept without a link.";
    LinkWithoutWords, "link-without-words", Warning, "A link has no words to follow it by; it was left out.";
    LinkUnsafe, "link-unsafe", Warning, "A link's address is of a kind that no archive file may carry; its text was kept.";
    NoteUndefined, "note-undefined", Warning, "A footnote reference has no footnote, or a footnote no reference.";
    PictureMissing, "picture-missing", Note, "A caption stands where the source had a picture that did not come with it.";
    PictureNotCarried, "picture-not-carried", Warning, "A picture could not be carried; its caption and alternative text were kept.";
    PictureWithheld, "picture-withheld", Note, "The terms forbid republishing the picture without permission; it was left out.";
    PictureTextMissing, "picture-text-missing", Warning, "A picture has neither alternative text nor caption.";
    PictureUnsure, "picture-unsure", Warning, "A picture may look otherwise in some readers: four inks (CMYK) that not all of them take for the same colours.";
    PictureReduced, "picture-reduced", Warning, "Part of a picture was left out: frames after the first, or scripts and references to elsewhere in a drawing.";
    PictureRefused, "picture-refused", Warning, "A picture was refused: broken, too large, outside the allowed folder, or of an unknown kind.";
    // Rights.
    DutyUnmet, "duty-unmet", Warning, "The terms demand something that cannot be done with what is known.";
    TermsNotStated, "terms-not-stated", Warning, "No terms were recognised in the source.";
    TermsInText, "terms-in-text", Note, "A paragraph within the text reads like terms of use; it was left as text.";
    TermsUnread, "terms-unread", Warning, "A part of the terms was not understood; its words stand in every file, and no permission is told to machines.";
    TermsConflict, "terms-conflict", Warning, "The source's terms contradict one another.";
    LicenceUnknown, "licence-unknown", Warning, "A licence is named that is on no list and has no address; its name was kept as words.";
    TermsPageMissing, "terms-page-missing", Warning, "The source refers to a page of terms without an address.";
    TermsFromProfile, "terms-from-profile", Note, "Terms were taken from a publisher's profile, not from the article.";
    PublisherMissing, "publisher-missing", Warning, "Nothing says who published the article.";
    PublisherInvalid, "publisher-invalid", Error, "A publisher's profile is not valid.";
    // Rendering.
    GlyphMissing, "glyph-missing", Warning, "No face at hand has a character; a replacement stands on the page, the true text underneath.";
    StructureFlattened, "structure-flattened", Note, "A structure that the format has no word for was written in a plainer form; its words are all there.";
    TimeOfWritingUnknown, "time-of-writing-unknown", Error, "Nothing says which time to write into the file.";
    PageUnusable, "page-unusable", Error, "Size, margins and font size leave no page that text can be set on.";
    RenderFailed, "render-failed", Error, "A file could not be made.";
    AttachmentMissing, "attachment-missing", Error, "The standard demands an attached file, and none was given.";
    ClockUsed, "clock-used", Note, "The time written into the files is the present: two runs will differ.";
    // Files.
    MemoryExhausted, "memory-exhausted", Error, "There is not enough memory for what a file holds.";
    FileExists, "file-exists", Error, "A different file is already there.";
    FileUnreadable, "file-unreadable", Error, "A file could not be read.";
    FileChanged, "file-changed", Error, "A file was changed while it was read.";
    FileTooLarge, "file-too-large", Error, "A file is larger than the limit.";
    FileUnwritable, "file-unwritable", Error, "A file could not be written.";
    ConfigInvalid, "config-invalid", Error, "The configuration file has a setting that is not known, or a value that cannot be.";
    // Collections.
    NameInvalid, "name-invalid", Error, "A pattern for the names of files cannot be used.";
    ManifestInvalid, "manifest-invalid", Error, "A manifest is none, or of another run.";
    FileMissing, "file-missing", Error, "A file that a manifest names is not there.";
    FileDiffers, "file-differs", Error, "A file is not the one that its manifest names: its size or its digest is another.";
    SourceDiffers, "source-differs", Error, "The source of a file is not what it was when the file was made, or cannot be read any more.";
    ArticleFailed, "article-failed", Error, "The tool itself failed at an article, by a fault of its own; the run went on.";
    CaptureDoubtful, "capture-doubtful", Warning, "What a web archive declares of a page is not so; its bytes were taken as they stand.";
    // Checking.
    CheckUnreadable, "check-unreadable", Error, "The file is none that can be checked.";
    WordsDiffer, "words-differ", Error, "The words of a file are not its source's, or not those that it was made with.";
    ValueDiffers, "value-differs", Error, "A file says something else of its article than the source does.";
    TermsDiffer, "terms-differ", Error, "The terms in a file, in words or for machines, are not the source's.";
    LinkDiffers, "link-differs", Error, "A link of the source is not in a file, or one is that the source does not have.";
    AttachmentDiffers, "attachment-differs", Error, "An attached file is not what it was, or says something else than the file that holds it.";
    FilesDisagree, "files-disagree", Error, "Two files of one article do not say the same.";
    DigestMissing, "digest-missing", Error, "A file states no digest of its words: alone it proves nothing.";
    NotStated, "not-stated", Note, "A file does not state what files by others do not: the digest of its input, or that of its words.";
    NotProved, "not-proved", Error, "Something in a file is neither the source's nor known to be what a converter adds.";
    ContainerUnsound, "container-unsound", Error, "A part of a file is damaged, is there twice, or is not the part that other readers see.";
    PackageUnsound, "package-unsound", Error, "A package is not whole, or not as its standard says.";
    WordsHidden, "words-hidden", Error, "A style sheet hides words of a file.";
    PageWordsLost, "page-words-lost", Error, "Words that a page shows in its article are in no file.";
    PageBodySmall, "page-body-small", Error, "What was read of a page is little beside what it shows under the same headline.";
    PageWordsLeftOut, "page-words-left-out", Note, "Words that a page shows around its article are in no file.";
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// One thing to say: what, where, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What kind of thing it is.
    pub code: Code,
    /// Where in the source, if it has a place there.
    pub span: Option<Span>,
    /// What is the matter: one sentence, lower case, no final stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<Remedy>,
}

impl Diagnostic {
    /// A diagnostic without place and hint.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, span: None, message: message.into(), hint: None }
    }

    /// The same, at a place in the source.
    #[must_use]
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Self {
        self.span = span.into();
        self
    }

    /// The same, with what to do about it: words that name no setting of a caller, or a [`Remedy`] that does.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<Remedy>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// How grave it is; the code decides.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}[{}]: {}", self.severity(), self.code, self.message)
    }
}

/// A result that was reached, and what there is to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<T> {
    /// The result.
    pub output: T,
    /// In the order of their places in the source; those without a place come last.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A result and its diagnostics, which are put into order.
    pub fn new(output: T, mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by_key(|diagnostic| (diagnostic.span.is_none(), diagnostic.span));
        Self { output, diagnostics }
    }
}
