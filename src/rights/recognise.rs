//! Reads words as terms.
//!
//! 1. A passage is cut into sentences; each is read by itself ([`sentence`]).
//! 2. A sentence is a term if all of it has the shape of one: it says a duty, a prohibition, a reservation or a grant in
//!    words of the [table](super::phrases) of its language, and consists of little else. Reports, laws and other
//!    people's deeds make it prose.
//! 3. A passage with more sentences of prose than of terms is prose.
//!
//! Missing a term does little harm: its words stand in the file all the same. Taking prose for a term would put duties
//! into the source's mouth. So every doubt is decided for prose.

use super::licences;
use super::phrases::{Class, Findings, Kind, Table, Token, tables, tokens};
use crate::model::{Language, Licence, Meaning, Scope};

/// A copyright notice: "AzadlıqRadiosu ©", "© 2026 Nümunə".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Who holds the copyright, without mark and year.
    pub holder: String,
    /// The year, only where the notice states it; the first of several ("2019–2026"), when the copyright begins.
    pub year: Option<i16>,
}

/// What a passage says about using the article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// What was understood; empty where the passage is no term.
    pub meanings: Vec<Meaning>,
    /// Whether the passage refers to a page of terms.
    pub refers_to_terms_page: bool,
}

impl Reading {
    /// Whether nothing was understood.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty() && !self.refers_to_terms_page
    }

    fn add(&mut self, other: Self) {
        for meaning in other.meanings {
            if !self.meanings.contains(&meaning) {
                self.meanings.push(meaning);
            }
        }
        self.refers_to_terms_page |= other.refers_to_terms_page;
    }
}

/// No statement of terms is longer than this many bytes; a longer paragraph is prose.
const LONGEST_PASSAGE: usize = 2_000;

/// Reads one passage (a paragraph, an item of a list) as a term. `language` is the language of the text: its table of
/// phrases is tried first, then the others, because "All rights reserved" stands under articles in every language.
pub fn recognise(text: &str, language: &Language) -> Reading {
    recognise_linked(text, &[], language)
}

/// The same for a passage with links: the address of a licence behind a word counts as its name.
pub fn recognise_linked(text: &str, addresses: &[&str], language: &Language) -> Reading {
    if text.len() > LONGEST_PASSAGE {
        return Reading::default();
    }
    let mut reading = Reading::default();
    let (mut terms, mut prose) = (0, 0);
    let sentences: Vec<&str> = sentences(text).collect();
    for words in &sentences {
        // More than half is prose: the rest cannot outweigh it.
        if 2 * prose > sentences.len() {
            break;
        }
        let understood = sentence(words, addresses, language);
        if !understood.is_empty() {
            terms += 1;
            reading.add(understood);
        } else if parse_notice(words).is_none() {
            prose += 1;
        }
    }
    if terms >= prose { reading } else { Reading::default() }
}

/// Reads a line that begins with a copyright notice and holds nothing else than that and terms: "© 2026 Nümunə",
/// "AzadlıqRadiosu ©", "© 2026 Nümunə. Bütün hüquqlar qorunur."
pub fn notice(text: &str) -> Option<Notice> {
    // A notice is a line, not a paragraph.
    if text.len() > 300 {
        return None;
    }
    if let Some(notice) = parse_notice(text) {
        return Some(notice);
    }
    let mut sentences = sentences(text);
    let notice = parse_notice(sentences.next()?)?;
    let language = Language::parse("en").expect("a well-formed tag");
    sentences.all(|words| !sentence(words, &[], &language).is_empty()).then_some(notice)
}

/// Cuts at `.`, `!`, `?`, `…` and `;` before white space or the end, and at line ends.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let end = rest.char_indices().find_map(|(at, character)| match character {
            '\n' => Some(at + 1),
            '.' | '!' | '?' | '…' | ';' => {
                let after = &rest[at + character.len_utf8()..];
                let ends = after.is_empty() || after.starts_with(char::is_whitespace);
                // "ООО «Пример», г. Москва", "Example Inc. 2026", "v. 3.0": a stop after a short word, before a small
                // letter or a digit, ends nothing.
                let goes_on = character == '.'
                    && after.trim_start().starts_with(|next: char| next.is_lowercase() || next.is_numeric());
                (ends && !goes_on).then_some(at + character.len_utf8())
            }
            _ => None,
        });
        let (sentence, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(sentence.trim())
    })
    .filter(|sentence| sentence.chars().any(char::is_alphanumeric))
}

/// Reads one sentence.
fn sentence(words: &str, addresses: &[&str], language: &Language) -> Reading {
    let tokens = tokens(words);
    let mut licences = licences::by_name(words);
    licences.extend(addresses.iter().filter_map(|address| licences::by_address(address)).map(|found| (found, 0..0)));
    tables(language.primary())
        .map(|table| read_with(table, words, &tokens, &licences))
        .find(|reading| !reading.is_empty())
        .unwrap_or_default()
}

fn read_with(
    table: &Table,
    words: &str,
    tokens: &[Token<'_>],
    licences: &[(Licence, std::ops::Range<usize>)],
) -> Reading {
    let mut findings = table.find(tokens);
    for (_, place) in licences {
        for (token, known) in tokens.iter().zip(&mut findings.known) {
            *known |= token.range.start < place.end && place.start < token.range.end;
        }
    }
    if findings.has_prose() || !has_shape(words, tokens, &findings) {
        return Reading::default();
    }
    let mut reading = Reading::default();
    if findings.has(Class::Reserved) {
        reading.meanings.push(Meaning::AllRightsReserved);
    }
    reading.meanings.extend(attribution(words, tokens, &findings));
    reading.meanings.extend(prohibition(&findings));
    reading.meanings.extend(licence(&findings, licences));
    reading.refers_to_terms_page = findings.has(Class::TermsPage)
        && (reading.meanings.is_empty() || findings.has(Class::Refer))
        && (findings.has(Class::Refer) || findings.known.iter().all(|known| *known));
    reading
}

/// "Istinad mütləqdir", "kaynak gösterilmeden kullanılamaz", "только при наличии ссылки".
fn attribution(words: &str, tokens: &[Token<'_>], findings: &Findings) -> Option<Meaning> {
    let named = findings.has(Class::Credit) || findings.has(Class::Hyperlink);
    let demanded = named && findings.has(Class::Must);
    let unnamed_forbidden = findings.has(Class::WithoutCredit) && findings.has(Class::Forbidden);
    (demanded || unnamed_forbidden).then(|| {
        let place = findings.longest(Class::Place).and_then(|place| {
            let (first, last) = (tokens.get(place.start)?, tokens.get(place.end - 1)?);
            Some(words[first.range.start..last.range.end].to_owned())
        });
        Meaning::Attribution { by_hyperlink: findings.has(Class::Hyperlink), place }
    })
}

/// "Fotoların icazəsiz dərci qadağandır", "только с разрешения редакции".
fn prohibition(findings: &Findings) -> Option<Meaning> {
    let permission = findings.has(Class::WithoutPermission);
    // "May not be used without attribution" demands attribution; it forbids nothing else.
    let forbidden = findings.has(Class::Forbidden) && (permission || !findings.has(Class::WithoutCredit));
    let only_permitted = findings.has(Class::OnlyPermitted);
    (findings.has(Class::Reuse) && (forbidden || only_permitted))
        .then(|| Meaning::NoRepublication { scope: scope(findings), unless_permitted: permission || only_permitted })
}

/// "CC BY 4.0", "licensed under …". The licence in a picture's credit is the picture's.
fn licence(findings: &Findings, licences: &[(Licence, std::ops::Range<usize>)]) -> Vec<Meaning> {
    let scope = scope(findings);
    let mut meanings: Vec<Meaning> = Vec::new();
    for (licence, _) in licences {
        // A licence named twice, in words and by its address, is one.
        let meaning = Meaning::Licensed { licence: licence.clone(), scope };
        if !meanings.contains(&meaning) {
            meanings.push(meaning);
        }
    }
    meanings
}

fn scope(findings: &Findings) -> Scope {
    match findings.has(Class::Pictures) && !findings.has(Class::Texts) {
        true => Scope::Pictures,
        false => Scope::Everything,
    }
}

/// Whether the sentence consists of words of terms, and little else: names of organisations, one unknown word in
/// eight. A reservation stands alone, or after a notice: "for women" makes it prose.
fn has_shape(words: &str, tokens: &[Token<'_>], findings: &Findings) -> bool {
    // In a sentence all in capitals, capitals mark no names, but for that of a notice.
    let shouting = !words.contains('©') && !words.chars().any(char::is_lowercase);
    let about_work = [Class::Reuse, Class::Texts, Class::Pictures, Class::Hyperlink, Class::PictureCredit]
        .into_iter()
        .any(|class| findings.has(class));
    let noticed = words.contains('©') || findings.has(Class::PictureCredit);
    let reserved = findings.longest(Class::Reserved);
    let (mut unknown, mut names) = (0, 0);
    for (index, (token, known)) in tokens.iter().zip(&findings.known).enumerate() {
        if *known {
            continue;
        }
        let capital = !shouting && token.text.starts_with(char::is_uppercase);
        match token.kind {
            Kind::Number | Kind::Address => {}
            Kind::Quoted => names += 1,
            // Every sentence begins with a capital: its first word is a name only where the rest is about a work.
            Kind::Word if capital && (index > 0 || about_work || noticed) => names += 1,
            Kind::Word => unknown += 1,
        }
        // Before a reservation only a notice stands.
        if reserved.as_ref().is_some_and(|reserved| index < reserved.start) && !noticed {
            return false;
        }
    }
    let allowed = if reserved.is_some() { 0 } else { tokens.len() / 8 };
    unknown <= allowed && names <= 5
}

/// The words that a notice may begin with, beside the mark, in lower case.
const NOTICE_WORDS: &[&str] = &["copyright", "müəllif hüquqları", "telif hakkı", "авторские права", "авторское право"];

/// More characters than any of them has.
const LONGEST_NOTICE_WORD: usize = 24;

/// Reads words that are a copyright notice and nothing else but a reservation: "© 2026 Nümunə - all rights reserved".
fn parse_notice(text: &str) -> Option<Notice> {
    // Nearly every passage is none: it has neither mark nor word.
    let beginning: String = text.trim_start().chars().take(LONGEST_NOTICE_WORD).flat_map(char::to_lowercase).collect();
    let worded = NOTICE_WORDS.iter().any(|word| beginning.starts_with(word));
    if !worded && !text.contains('©') && !text.contains("(c)") && !text.contains("(C)") {
        return None;
    }
    let words = tokens(text);
    let reservation = tables("").find_map(|table| table.find(&words).longest(Class::Reserved));
    // The notice stands before the reservation, or after one that comes first.
    let beside = reservation.and_then(|range| match range.start {
        0 => text.get(words.get(range.end - 1)?.range.end..),
        start => text.get(..words.get(start)?.range.start),
    });
    let text = beside.unwrap_or(text).trim_matches(|character: char| character.is_whitespace() || character == '.');
    let lower = text.to_lowercase();
    let marked = text.contains('©') || lower.contains("(c)");
    let worded = NOTICE_WORDS.iter().find(|word| lower.starts_with(**word));
    if !marked && worded.is_none() {
        return None;
    }
    // U+FE0F only says that the mark should be drawn as a picture.
    let mut rest = text.replace('\u{fe0f}', "").replace('©', " ").replace("(c)", " ").replace("(C)", " ");
    // Lower case can change lengths (İ): the word is counted in characters of the text itself.
    if let Some(word) = worded {
        rest = rest.chars().skip(word.chars().count()).collect();
    }
    let mut year = None;
    let mut holder: Vec<&str> = Vec::new();
    for word in rest.split_whitespace() {
        match years(word) {
            Some(first) if year.is_none() => year = Some(first),
            Some(_) => {}
            None if holder.is_empty() && matches!(word, "-" | "–" | "—" | "," | ":" | "by") => {}
            None => holder.push(word),
        }
    }
    let holder = holder.join(" ");
    let holder =
        holder.trim_matches(|character: char| matches!(character, ',' | ';' | ':' | '-' | '–' | '—' | '|' | '/' | ' '));
    // Without the mark it is a notice only with a year: "Copyright law changes" is none.
    let named = holder.chars().any(char::is_alphabetic) && holder.split_whitespace().count() <= 8;
    let sentence =
        holder.contains(['.', '!', '?', ';']) && holder.split(['.', '!', '?', ';']).any(|part| part.starts_with(' '));
    (named && !sentence && (marked || year.is_some())).then(|| Notice { holder: holder.to_owned(), year })
}

/// `2026`, `2019–2026`, `2026,`: the first year.
fn years(word: &str) -> Option<i16> {
    let word = word.trim_end_matches([',', '.', '-', '–', '—']);
    let mut years = word.split(['-', '–', '—']);
    let is_year = |year: &str| year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    let first = years.next().filter(|year| is_year(year))?.parse().ok()?;
    years
        .all(|year| year.len() <= 4 && !year.is_empty() && year.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices() {
        let read = |text| notice(text).map(|notice| (notice.holder, notice.year));
        let some = |holder: &str, year| Some((holder.to_owned(), year));
        assert_eq!(read("AzadlıqRadiosu ©"), some("AzadlıqRadiosu", None));
        assert_eq!(read("© 2026 Nümunə"), some("Nümunə", Some(2026)));
        assert_eq!(read("Copyright © 2019–2026, Example Media Ltd."), some("Example Media Ltd", Some(2019)));
        assert_eq!(read("© 2026 «Пример». Все права защищены."), some("«Пример»", Some(2026)));
        assert_eq!(read("© 2015 - 2019 Example Software - all rights reserved."), some("Example Software", Some(2015)));
        assert_eq!(read("(c) Örnek Gazetesi 2025"), some("Örnek Gazetesi", Some(2025)));
        assert_eq!(read("Müəllif hüquqları 2024 Nümunə Xəbər"), some("Nümunə Xəbər", Some(2024)));
        assert_eq!(read("Telif hakkı © İstanbul Postası, 2024"), some("İstanbul Postası", Some(2024)));
        assert_eq!(read("BÜTÜN HÜQUQLAR QORUNUR ©\u{fe0f} NÜMUNƏ TV"), some("NÜMUNƏ TV", None));
        for prose in [
            "©",
            "© 2026",
            "Copyright law changes",
            "Qeyd: © işarəsi o deməkdir ki, əsər qorunur və müəllif var. Bəs kim?",
        ] {
            assert_eq!(read(prose), None, "{prose}");
        }
    }

    #[test]
    fn a_term_within_prose_is_prose() {
        let english = Language::parse("en").expect("a well-formed tag");
        let text = "The mayor opened the bridge. All rights reserved. The traffic flowed at once.";
        assert!(recognise(text, &english).is_empty());
    }

    #[test]
    fn a_licence_behind_a_link_counts() {
        let english = Language::parse("en").expect("a well-formed tag");
        let address = "https://creativecommons.org/licenses/by/4.0/";
        let reading = recognise_linked("This article is licensed under Creative Commons", &[address], &english);
        assert!(matches!(&reading.meanings[..], [Meaning::Licensed { scope: Scope::Everything, .. }]), "{reading:?}");
    }
}
