//! What the files of an article are called: a pattern with what is known of it, safe on every file system, and never
//! the name of another article.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::digest::{hex, sha256};
use crate::error::Result;
use crate::{Code, Diagnostic};

/// The pattern for articles out of web archives, where no other is given.
pub const OF_CAPTURES: &str = "{host}/{date}-{slug}";
/// The pattern for articles out of folders: their own names, in folders like theirs.
pub const OF_FILES: &str = "{path}";

/// What a pattern can say of an article, with the word that it uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameField {
    /// The host of its address.
    Host,
    /// The day on which it was published, else captured.
    Date,
    /// The last part of its address, else the words of its headline.
    Slug,
    /// The name of its input, without folder and ending.
    Stem,
    /// The path of its input below the folder that was named, without ending.
    Path,
    /// Its language.
    Language,
    /// The beginning of its input's SHA-256.
    Digest,
    /// The beginning of the SHA-256 of where it came from: no two articles of a run have the same.
    Place,
}

impl NameField {
    /// Every field with the word for it.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("host", Self::Host),
        ("date", Self::Date),
        ("slug", Self::Slug),
        ("stem", Self::Stem),
        ("path", Self::Path),
        ("lang", Self::Language),
        ("digest", Self::Digest),
        ("place", Self::Place),
    ];
}

/// What is known of an article whose files get a name.
#[derive(Debug, Clone, Default)]
pub struct NameFacts {
    /// Its address.
    pub address: Option<String>,
    /// The day on which it was published, else captured: `2026-06-24`.
    pub date: Option<String>,
    /// Its headline.
    pub headline: String,
    /// The path of its input below the folder that was named, with `/` between its parts.
    pub path: String,
    /// Its language.
    pub language: String,
    /// The SHA-256 of its input, in hexadecimal.
    pub digest: String,
    /// The SHA-256 of where it came from, in hexadecimal.
    pub place: String,
}

/// A pattern of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePattern(Vec<NamePart>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum NamePart {
    Words(String),
    Field(NameField),
}

/// The longest part of a path, in bytes: file systems end at 255, and an ending and a number have to fit.
const LONGEST: usize = 200;

impl NamePattern {
    /// Reads a pattern: words, fields in braces, `/` between folders.
    ///
    /// # Errors
    /// If it names an unknown field, leads out of the folder, or says nothing that differs between articles.
    pub fn parse(text: &str) -> Result<Self> {
        let refuse = |reason: String| Err(Diagnostic::new(Code::NameInvalid, reason).into());
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let Some(length) = rest[open..].find('}') else {
                return refuse(format!("the pattern of names {text:?} has a brace that is not closed"));
            };
            if open > 0 {
                parts.push(NamePart::Words(rest[..open].to_owned()));
            }
            let name = &rest[open + 1..open + length];
            let Some((_, field)) = NameField::ALL.iter().find(|(word, _)| *word == name) else {
                let known: Vec<&str> = NameField::ALL.iter().map(|(word, _)| *word).collect();
                return refuse(format!(
                    "the pattern of names {text:?} has {name:?}, which is none of: {}",
                    known.join(", ")
                ));
            };
            parts.push(NamePart::Field(*field));
            rest = &rest[open + length + 1..];
        }
        if !rest.is_empty() {
            parts.push(NamePart::Words(rest.to_owned()));
        }
        if !parts.iter().any(|part| matches!(part, NamePart::Field(_))) {
            return refuse(format!("the pattern of names {text:?} gives every article the same name"));
        }
        if text.starts_with('/') || text.split('/').any(|part| part == "..") {
            return refuse(format!("the pattern of names {text:?} leads out of the folder"));
        }
        Ok(Self(parts))
    }

    /// The name of an article's files, without ending: a relative path with `/` between its parts.
    pub fn name(&self, known: &NameFacts) -> String {
        let mut name = String::new();
        for part in &self.0 {
            match part {
                NamePart::Words(words) => name.push_str(words),
                NamePart::Field(field) => name.push_str(&value(*field, known)),
            }
        }
        let parts: Vec<String> = name.split('/').map(safe).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { "article".to_owned() } else { parts.join("/") }
    }
}

fn value(field: NameField, known: &NameFacts) -> String {
    let flat = |text: &str| text.replace('/', "-");
    match field {
        NameField::Host => known.address.as_deref().and_then(host).unwrap_or("no-host").to_owned(),
        NameField::Date => known.date.clone().unwrap_or_else(|| "no-date".to_owned()),
        NameField::Slug => slug(known),
        NameField::Stem => flat(stem(known.path.rsplit('/').next().unwrap_or_default())),
        NameField::Path => stem(&known.path).to_owned(),
        NameField::Language => known.language.clone(),
        NameField::Digest => known.digest.chars().take(12).collect(),
        NameField::Place => known.place.chars().take(12).collect(),
    }
}

fn stem(name: &str) -> &str {
    let file = name.rfind('/').map_or(0, |at| at + 1);
    match name[file..].rfind('.') {
        Some(dot) if dot > 0 => &name[..file + dot],
        Some(_) | None => name,
    }
}

fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

/// The last part of an address that says something, else the headline.
fn slug(known: &NameFacts) -> String {
    let path = known.address.as_deref().and_then(|address| address.split_once("://")).map(|(_, rest)| rest);
    let path = path.and_then(|rest| rest.split(['?', '#']).next());
    let last = path.and_then(|path| path.split('/').skip(1).filter(|part| !part.is_empty()).last());
    let last = last.map(stem).filter(|last| !matches!(*last, "" | "index" | "default" | "amp"));
    words(last.unwrap_or(&known.headline), 80)
}

/// Letters and digits, everything else a hyphen; at most so many characters.
fn words(text: &str, most: usize) -> String {
    let mut out = String::new();
    for character in text.nfc().take(most) {
        match character {
            letter if letter.is_alphanumeric() => out.push(letter),
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    let words = out.trim_end_matches('-');
    if words.is_empty() { "article".to_owned() } else { words.to_owned() }
}

/// One part of a path, as every file system takes it.
fn safe(part: &str) -> String {
    let mut out: String = part
        .nfc()
        .map(|character| match character {
            '<' | '>' | ':' | '"' | '\\' | '|' | '?' | '*' | '%' => '-',
            other if other.is_control() => '-',
            other => other,
        })
        .collect();
    if out.len() > LONGEST {
        // What is cut off still tells it from others.
        let whole = hex(&sha256(part.as_bytes()));
        let mut end = LONGEST - 13;
        while !out.is_char_boundary(end) {
            end -= 1;
        }
        out.truncate(end);
        out.push('-');
        out.push_str(&whole[..12]);
    }
    let trimmed = out.trim_matches([' ', '.']).to_owned();
    // Names that Windows keeps for devices.
    let device = trimmed.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let is_numbered = |start: &str| {
        device.strip_prefix(start).is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL") || is_numbered("COM") || is_numbered("LPT") {
        return format!("_{trimmed}");
    }
    trimmed
}

/// The names that are given away: of several articles that want the same one, the later get a number. What differs
/// only in case counts as the same, as it does on many file systems.
#[derive(Debug, Default)]
pub struct TakenNames {
    names: BTreeMap<[u8; 16], u32>,
    /// Folders that names given away as folders lie in.
    outer: BTreeSet<[u8; 16]>,
}

impl TakenNames {
    /// Gives a name away; the one that comes back is nobody else's.
    pub fn take(&mut self, name: &str) -> String {
        let mut wanted = name.to_owned();
        let mut number = self.names.get(&key(name)).copied().unwrap_or(0);
        // What others lie in is nobody's, and has no number.
        while self.names.contains_key(&key(&wanted)) || self.outer.contains(&key(&wanted)) {
            number += 1;
            wanted = format!("{name}-{}", number + 1);
        }
        self.names.insert(key(&wanted), 0);
        if wanted != name && self.names.contains_key(&key(name)) {
            self.names.insert(key(name), number);
        }
        wanted
    }

    /// Gives the name of a folder away: it lies in none that was given away, and none lies in it.
    pub fn take_folder(&mut self, name: &str) -> String {
        let mut free = String::with_capacity(name.len());
        let mut parts = name.split('/').peekable();
        while let Some(part) = parts.next() {
            free.push_str(part);
            if parts.peek().is_none() {
                break;
            }
            let length = free.len();
            let mut number = 1;
            while self.names.contains_key(&key(&free)) {
                number += 1;
                free.truncate(length);
                free.push_str(&format!("-{number}"));
            }
            self.outer.insert(key(&free));
            free.push('/');
        }
        self.take(&free)
    }
}

/// What stands for a name: half of a digest, so that a hundred million names need no more than their number.
fn key(name: &str) -> [u8; 16] {
    let folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let digest = sha256(folded.as_bytes());
    std::array::from_fn(|at| digest[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> NameFacts {
        NameFacts {
            address: Some("https://www.xeber.example/a/gol-dolur-31.html?x=1".to_owned()),
            date: Some("2026-06-24".to_owned()),
            headline: "Göl dolur: «yenə»".to_owned(),
            path: "2026/may/gol.md".to_owned(),
            language: "az".to_owned(),
            digest: "0123456789abcdef".to_owned(),
            place: "fedcba9876543210".to_owned(),
        }
    }

    fn name(pattern: &str, known: &NameFacts) -> String {
        NamePattern::parse(pattern).expect("a pattern").name(known)
    }

    #[test]
    fn says_what_is_known() {
        assert_eq!(name(OF_CAPTURES, &known()), "xeber.example/2026-06-24-gol-dolur-31");
        assert_eq!(name(OF_FILES, &known()), "2026/may/gol");
        assert_eq!(name("{lang}/{stem}_{digest}", &known()), "az/gol_0123456789ab");
        assert_eq!(name("{slug}-{place}", &known()), "gol-dolur-31-fedcba987654");
        let unknown = NameFacts { address: None, date: None, ..known() };
        assert_eq!(name(OF_CAPTURES, &unknown), "no-host/no-date-Göl-dolur-yenə");
        let front = NameFacts { address: Some("https://xeber.example/".to_owned()), ..known() };
        assert_eq!(name("{slug}", &front), "Göl-dolur-yenə");
    }

    #[test]
    fn is_safe_everywhere() {
        let hostile = |path: &str| name("{path}", &NameFacts { path: path.to_owned(), ..known() });
        assert_eq!(hostile("../../etc/passwd"), "etc/passwd");
        assert_eq!(hostile("a/CON.md"), "a/_CON");
        assert_eq!(hostile("a<b>|c?.md"), "a-b--c-");
        assert_eq!(hostile(".."), "article");
        let long = "ə".repeat(300);
        let (one, other) = (hostile(&format!("{long}1")), hostile(&format!("{long}2")));
        assert!(one.len() <= LONGEST && one != other);
    }

    #[test]
    fn gives_no_name_twice() {
        let mut taken = TakenNames::default();
        let given: Vec<String> = ["a", "A", "a", "b", "a-2", "a"].iter().map(|name| taken.take(name)).collect();
        assert_eq!(given, ["a", "A-2", "a-3", "b", "a-2-2", "a-4"]);
        let mut taken = TakenNames::default();
        let names = ["a", "a/b", "c/d", "c", "c/d/e", "C", "a/b", "c/d"];
        let given: Vec<String> = names.iter().map(|name| taken.take_folder(name)).collect();
        assert_eq!(given, ["a", "a-2/b", "c/d", "c-2", "c/d-2/e", "C-3", "a-2/b-2", "c/d-3"]);
    }

    #[test]
    fn refuses_patterns_that_cannot_work() {
        for pattern in ["", "same", "{host", "{nothing}", "../{stem}", "/{stem}"] {
            assert!(NamePattern::parse(pattern).is_err(), "{pattern}");
        }
    }
}
