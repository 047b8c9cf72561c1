//! What a file says of itself and of its source.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use sha2::{Digest as _, Sha256};

use super::policy::Policy;
pub(super) use super::xml::tidy;
use crate::diagnostic::Code;
use crate::digest::hex;

/// Stands in heads and feet of pages where the pen was moved: between two words, or within one that two faces share.
pub(super) const MOVED: char = '\u{1f}';

/// A kind of file that can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// PDF (ISO 32000).
    Pdf,
    /// EPUB 2 or 3.
    Epub,
    /// NewsML-G2.
    NewsMl,
    /// ninjs.
    Ninjs,
}

impl Format {
    /// Its name, as people write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Epub => "EPUB",
            Self::NewsMl => "NewsML-G2",
            Self::Ninjs => "ninjs",
        }
    }
}

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// The source's.
    Source,
    /// Added by the converter, and marked as such.
    Added,
}

/// A link that a reader can follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hyperlink {
    /// Where it leads.
    pub address: String,
    /// The words that are linked.
    pub text: String,
    /// Whose link it is.
    pub whose: Whose,
}

/// A licence that a file names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatedLicence {
    /// Its name, mostly an SPDX identifier.
    pub name: Option<String>,
    /// Its address.
    pub address: Option<String>,
}

/// A file that is attached to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// What it is to the file that it is attached to (ISO 32000-2, 7.11.3): `Source`, `Alternative`; in a news message
    /// `Picture`.
    pub relationship: Option<String>,
    /// Its media type.
    pub media_type: Option<String>,
    /// How many bytes it has.
    pub size: usize,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Whether it has the size and the checksum that are stated beside it.
    pub is_intact: bool,
    /// What it says, where it is an EPUB or a NewsML-G2 file.
    pub says: Option<Box<Report>>,
}

/// A picture that a file shows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CarriedPicture {
    /// What the file calls it.
    pub name: String,
    /// SHA-256 of the picture's own bytes, in hexadecimal digits; `None` where the file has packed it anew, as a PDF does
    /// with all but JPEG.
    pub sha256: Option<String>,
}

/// What one file says. A value that the file does not state is absent; nothing is guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// What kind of file it is.
    pub format: Format,
    /// The format's version and the standards that the file claims to keep: `PDF/A-2A`, `EPUB 3.0`.
    pub claims: Vec<String>,
    /// What made the file, by its own account.
    pub maker: Option<String>,
    /// The name by which files of one article know it.
    pub identifier: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The main language, as a tag.
    pub language: Option<String>,
    /// The source's address.
    pub address: Option<String>,
    /// When the source was published.
    pub published: Option<String>,
    /// Who holds the copyright.
    pub holder: Option<String>,
    /// All that the metadata says about rights: notice and terms, one after the other.
    pub rights: Vec<String>,
    /// Of these the copyright notice, where the file tells it from the rest.
    pub notice: Option<String>,
    /// Of these the terms, as the file parts them; none where the file does not tell them from the rest.
    pub terms: Vec<String>,
    /// The address of the page of terms; one that is the licence's as well counts as the licence's alone.
    pub terms_page: Option<String>,
    /// The licence under which the article stands.
    pub licence: Option<StatedLicence>,
    /// The terms as a policy.
    pub policy: Option<Policy>,
    /// The reference of a permission to republish pictures.
    pub photo_permission: Option<String>,
    /// Whether the article may be used, by its provider: `usable`, `withheld`, `canceled`.
    pub status: Option<String>,
    /// Before when the article must not be published: a time, or `without end`.
    pub embargoed: Option<String>,
    /// After when the article must not be used.
    pub expires: Option<String>,
    /// SHA-256 of the bytes that the file was converted from, in hexadecimal digits.
    pub input_hash: Option<String>,
    /// The digest of the source's words, as the file states it, in hexadecimal digits.
    pub stated_digest: Option<String>,
    /// The files that are attached.
    pub attached: Vec<Attached>,
    /// The pictures that it shows.
    pub pictures: Vec<CarriedPicture>,
    /// The words that a reader sees, with links and pictures.
    pub text: GatheredText,
    /// What could not be read, and what that means.
    pub remarks: Vec<String>,
    /// Everything that the file says beside the words.
    pub claims_made: Vec<Claim>,
    /// What is wrong with the file itself, whatever it says: parts that are damaged or there twice, words that are
    /// hidden.
    pub faults: Vec<Fault>,
}

/// Something that a file says, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claim {
    /// Where: the names of elements from the outermost on, `@` before that of an attribute.
    pub place: String,
    /// What it says; nothing for an element that says something by being there.
    pub value: String,
}

impl Claim {
    pub(super) fn new(place: impl Into<String>, value: impl Into<String>) -> Self {
        Self { place: place.into(), value: value.into() }
    }
}

/// Something that is wrong with a file itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// What kind of thing it is.
    pub code: Code,
    /// What is the matter: one sentence, lower case, no final stop.
    pub message: String,
}

impl Report {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            claims: Vec::new(),
            maker: None,
            identifier: None,
            title: None,
            language: None,
            address: None,
            published: None,
            holder: None,
            rights: Vec::new(),
            notice: None,
            terms: Vec::new(),
            terms_page: None,
            licence: None,
            policy: None,
            photo_permission: None,
            status: None,
            embargoed: None,
            expires: None,
            input_hash: None,
            stated_digest: None,
            attached: Vec::new(),
            pictures: Vec::new(),
            text: GatheredText::default(),
            remarks: Vec::new(),
            claims_made: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// A picture that the file shows as it came, or packed anew.
    pub(super) fn picture(&mut self, name: impl Into<String>, sha256: Option<String>) {
        self.pictures.push(CarriedPicture { name: name.into(), sha256 });
    }

    pub(super) fn claim(&mut self, place: impl Into<String>, value: impl Into<String>) {
        self.claims_made.push(Claim::new(place, value));
    }

    pub(super) fn fault(&mut self, code: Code, message: impl Into<String>) {
        self.faults.push(Fault { code, message: message.into() });
    }

    /// Takes what a file says of a licence; one that says nothing is none.
    pub(super) fn set_licence(&mut self, name: Option<String>, address: Option<String>) {
        self.licence = (name.is_some() || address.is_some()).then_some(StatedLicence { name, address });
    }

    /// Takes the first of the addresses that is not the licence's: some formats have one field for both.
    pub(super) fn set_terms_page(&mut self, addresses: impl IntoIterator<Item = String>) {
        let licence = self.licence.as_ref().and_then(|licence| licence.address.as_deref());
        let is_licence = |address: &str| licence.is_some_and(|licence| same_address(licence, address));
        self.terms_page = addresses.into_iter().find(|address| !is_licence(address));
    }

    /// Takes the policy, or the remark that it cannot be read.
    pub(super) fn set_policy(&mut self, policy: Result<Policy, String>) {
        match policy {
            Ok(policy) => self.policy = Some(policy),
            Err(reason) => self.remarks.push(format!("its policy cannot be read: {reason}")),
        }
    }

    /// Whether the file says that the converter made it.
    pub(super) fn is_own(&self) -> bool {
        self.maker.as_deref().is_some_and(|maker| maker.starts_with("istinad")) || self.stated_digest.is_some()
    }

    /// The source's words, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.text.source.split_whitespace()
    }

    /// SHA-256 of the source's words as they are in the file, joined by single spaces, in hexadecimal digits.
    pub fn computed_digest(&self) -> String {
        let mut hasher = Sha256::new();
        for (index, word) in self.words().enumerate() {
            if index > 0 {
                hasher.update(b" ");
            }
            hasher.update(word.as_bytes());
        }
        hex(&hasher.finalize())
    }

    /// What is to be said of the hyperlink to the source.
    pub fn source_link(&self) -> SourceLink {
        let Some(address) = &self.address else { return SourceLink::NotStated };
        // In the files of others nothing is marked as added, and any link may be the one.
        let marked = !self.text.added.trim().is_empty();
        let links: Vec<&Hyperlink> =
            self.text.links.iter().filter(|link| !marked || link.whose == Whose::Added).collect();
        let mut found = links.iter().filter(|link| same_address(&link.address, address)).peekable();
        match (found.peek().is_some(), links.first()) {
            (true, _) if found.any(|link| !link.text.trim().is_empty()) => SourceLink::Present,
            (true, _) => SourceLink::Invisible,
            (false, Some(first)) if marked => SourceLink::Elsewhere(first.address.clone()),
            (false, _) => SourceLink::Absent,
        }
    }
}

/// The hyperlink to the source, compared with the address that the metadata states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceLink {
    /// The metadata states no address.
    NotStated,
    /// There is no hyperlink among what was added.
    Absent,
    /// There is one, and a reader does not see it.
    Invisible,
    /// There is one, and it leads elsewhere than the metadata says.
    Elsewhere(String),
    /// It is there, can be seen, and leads where the metadata says.
    Present,
}

impl fmt::Display for SourceLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStated => formatter.write_str("the metadata states no address"),
            Self::Absent => formatter.write_str("there is no hyperlink to it"),
            Self::Invisible => formatter.write_str("the hyperlink cannot be seen"),
            Self::Elsewhere(address) => write!(formatter, "the hyperlink leads to {address}"),
            Self::Present => formatter.write_str("the hyperlink is there, can be seen, and equals the metadata"),
        }
    }
}

/// The words of a file as they are gathered: the source's in one string, what was added in another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GatheredText {
    /// The source's words; a line for each paragraph.
    pub source: String,
    /// What was added; a line for each paragraph.
    pub added: String,
    /// Links, in order.
    pub links: Vec<Hyperlink>,
    /// How many pictures are included.
    pub pictures: usize,
    /// References to notes, in order.
    pub(super) references: Vec<NoteLead>,
    /// Words that two lines held, without the hyphen between them, and as they are with it.
    pub(super) joined: BTreeMap<String, String>,
}

/// A reference to a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoteLead {
    /// Which note it leads to, counted from 0; `None` of one that leads to no note.
    pub(super) note: Option<usize>,
    /// How long the source's words are before it, in bytes of [`GatheredText::source`].
    pub(super) at: usize,
}

/// What ends a line within a word.
const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{2011}', '\u{ad}'];

impl GatheredText {
    /// Joins words that two lines hold. A hyphen between them may be the word's own: with it the word is noted too.
    pub(super) fn join_lines(&mut self) -> usize {
        let lines: Vec<&str> = self.source.lines().collect();
        let (mut text, mut count) = (String::with_capacity(self.source.len()), 0);
        let mut goes_on = false;
        for (index, line) in lines.iter().enumerate() {
            let line = if std::mem::take(&mut goes_on) { line.trim_start() } else { line };
            // Behind a hyphen a soft one may stand, and before it.
            let bare = line.trim_end();
            let head = bare.trim_end_matches(HYPHENS);
            let hyphens = &bare[head.len()..];
            let next = lines.get(index + 1).map_or("", |line| line.trim_start());
            let parts = !hyphens.is_empty()
                && head.chars().next_back().is_some_and(char::is_alphabetic)
                && next.chars().next().is_some_and(char::is_alphabetic);
            if !parts {
                text.push_str(line);
                text.push('\n');
                continue;
            }
            count += 1;
            goes_on = true;
            let first = head.rsplit(char::is_whitespace).next().unwrap_or_default();
            let rest = next.split_whitespace().next().unwrap_or_default();
            let hyphen = hyphens.trim_matches('\u{ad}');
            let is_own = hyphen.contains('-') && next.starts_with(char::is_uppercase);
            let dropped = format!("{first}{rest}");
            let kept = format!("{first}{}{rest}", if hyphen.is_empty() { "-" } else { hyphen });
            if is_own {
                self.joined.insert(kept, dropped);
                text.push_str(head);
                text.push_str(hyphen);
            } else {
                self.joined.insert(dropped, kept);
                text.push_str(head);
            }
        }
        self.source = text;
        count
    }

    /// How the word that two lines held may be read otherwise.
    pub(super) fn otherwise(&self, word: &str) -> Option<&str> {
        self.joined.get(word).map(String::as_str)
    }

    fn of(&mut self, whose: Whose) -> &mut String {
        match whose {
            Whose::Source => &mut self.source,
            Whose::Added => &mut self.added,
        }
    }

    pub(super) fn push(&mut self, whose: Whose, words: &str) {
        self.of(whose).push_str(words);
    }

    /// Ends a paragraph.
    pub(super) fn part(&mut self) {
        for text in [&mut self.source, &mut self.added] {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
        }
    }

    /// A place to come back to with [`since`](Self::since).
    pub(super) fn mark(&mut self, whose: Whose) -> usize {
        self.of(whose).len()
    }

    /// The words since a place.
    pub(super) fn since(&mut self, whose: Whose, mark: usize) -> String {
        self.of(whose).get(mark..).and_then(tidy).unwrap_or_default()
    }

    /// Whether words stand somewhere in what a reader sees, white space aside.
    pub fn shows(&self, words: &str) -> bool {
        let words = tidy(words).unwrap_or_default();
        [&self.source, &self.added].iter().any(|text| tidy(text).unwrap_or_default().contains(&words))
    }
}

/// Whether two addresses are the same but for what formats demand to be percent-encoded.
pub(super) fn same_address(one: &str, other: &str) -> bool {
    one == other || canonical(one) == canonical(other)
}

/// An address with everything percent-encoded that any of the formats demands to be (RFC 3986, 2.1).
pub(super) fn canonical(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut fragment = false;
    for (index, byte) in address.bytes().enumerate() {
        let escaped = byte == b'%'
            && address.as_bytes().get(index + 1..index + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let plain = match byte {
            b'%' => escaped,
            b'#' => !std::mem::replace(&mut fragment, true),
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'[' | b']' => false,
            _ => byte.is_ascii_graphic(),
        };
        if plain {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
