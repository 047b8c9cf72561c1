//! Reads words as terms.
//!
//! 1. A passage is cut into sentences; each is read by itself ([`sentence`]).
//! 2. A sentence is a term if all of it has the shape of one: it says a duty, a prohibition, a reservation or a grant in
//!    words of the [table](super::phrases) of its language, and consists of little else. Reports, laws and other
//!    people's deeds make it prose, and so does a "not" or an "except" that no phrase of the table has: nobody knows
//!    what it turns round. Only "pictures are not included in the licence" is understood, as what it keeps back.
//! 3. A passage with more sentences of prose than of terms is prose.
//!
//! Missing a term does little harm: its words stand in the file all the same. Taking prose for a term would put duties
//! into the source's mouth. So every doubt is decided for prose.

use super::licences;
use super::phrases::{Class, Findings, Kind, Token, tables, tokens};
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
    let language = Language::parse("en").expect("a well-formed tag");
    let mut sentences = sentences(text);
    // Sentences first: "© Nümunə 2026. Press for terms" names no "Nümunə Press".
    let first = parse_notice(sentences.next()?);
    first.filter(|_| sentences.all(|words| !sentence(words, &[], &language).is_empty())).or_else(|| parse_notice(text))
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
                // "ООО «Пример», г. Москва", "Example Inc. 2026", "v. 3.0", "A. Quliyeva": a stop after a short word,
                // before a small letter or a digit, ends nothing, nor does one after an initial.
                let goes_on = character == '.'
                    && (abbreviates(&rest[..at])
                        || after.trim_start().starts_with(|next: char| next.is_lowercase() || next.is_numeric()));
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

/// Whether words end with an initial, or with one of the few that are shortened before a name.
fn abbreviates(words: &str) -> bool {
    let word = words.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    word == "St" || (word.chars().count() == 1 && word.starts_with(char::is_uppercase))
}

/// Reads one sentence.
fn sentence(words: &str, addresses: &[&str], language: &Language) -> Reading {
    let tokens = tokens(words);
    let mut licences = licences::by_name(words);
    licences.extend(addresses.iter().filter_map(|address| licences::by_address(address)).map(|found| (found, 0..0)));
    // A link says "CC BY 3.0" and leads to its version of one country: that is the one.
    let general: Vec<Licence> = licences.iter().map(|(licence, _)| licence.clone()).collect();
    licences.retain(|(licence, _)| !general.iter().any(|other| licences::is_port(other, licence)));
    let mut findings: Vec<Findings> = tables(language.primary()).map(|table| table.find(&tokens)).collect();
    // A "not" of one language is none in another's table, where its sentence could still be a term.
    if let Some(contrary) = findings.iter().find(|findings| findings.is_contrary()) {
        return exclusion(words, &tokens, contrary, &licences);
    }
    let mut read = findings.iter_mut().map(|findings| read_with(findings, words, &tokens, &licences));
    read.find(|reading| !reading.is_empty()).unwrap_or_default()
}

fn read_with(
    findings: &mut Findings,
    words: &str,
    tokens: &[Token<'_>],
    licences: &[(Licence, std::ops::Range<usize>)],
) -> Reading {
    for (_, place) in licences {
        for (token, known) in tokens.iter().zip(&mut findings.known) {
            *known |= token.range.start < place.end && place.start < token.range.end;
        }
    }
    let findings = &*findings;
    if findings.has_prose() || !has_shape(words, tokens, findings) {
        return Reading::default();
    }
    let mut reading = Reading::default();
    if findings.has(Class::Reserved) {
        reading.meanings.push(Meaning::AllRightsReserved);
    }
    reading.meanings.extend(attribution(words, tokens, findings));
    reading.meanings.extend(prohibition(findings));
    reading.meanings.extend(licence(findings, licences));
    reading.refers_to_terms_page = findings.has(Class::TermsPage)
        && (reading.meanings.is_empty() || findings.has(Class::Refer))
        && (findings.has(Class::Refer) || findings.known.iter().all(|known| *known));
    reading
}

/// How the word for a licence begins in the tables' languages, without case and diacritics.
const LICENCE_WORDS: &[&str] = &["licen", "lisen", "lisan", "лиценз"];

/// "Photos are not included in the licence": what no licence covers may be used with permission alone. Nothing else is
/// understood of a sentence that denies something.
fn exclusion(
    words: &str,
    tokens: &[Token<'_>],
    findings: &Findings,
    licences: &[(Licence, std::ops::Range<usize>)],
) -> Reading {
    let of_licence = tokens.iter().any(|token| LICENCE_WORDS.iter().any(|word| token.begins(word)));
    let says_more = [Class::Texts, Class::Must, Class::Forbidden, Class::Credit, Class::Hyperlink, Class::Reserved]
        .into_iter()
        .any(|class| findings.has(class));
    let excludes = findings.has(Class::Pictures) && of_licence && licences.is_empty() && !says_more;
    if !excludes || findings.has_prose() || !has_shape(words, tokens, findings) {
        return Reading::default();
    }
    let kept_back = Meaning::NoRepublication { scope: Scope::Pictures, unless_permitted: true };
    Reading { meanings: vec![kept_back], refers_to_terms_page: false }
}

/// "Istinad mütləqdir", "kaynak gösterilmeden kullanılamaz", "только при наличии ссылки".
fn attribution(words: &str, tokens: &[Token<'_>], findings: &Findings) -> Option<Meaning> {
    let forbidden = findings.has(Class::Forbidden);
    let unnamed = findings.has(Class::WithoutCredit);
    // "Do not link to us" forbids what others demand, "may be used without a link" waives it.
    if forbidden && !unnamed && !findings.has(Class::Reuse) || unnamed && !forbidden {
        return None;
    }
    let named = findings.has(Class::Credit) || findings.has(Class::Hyperlink);
    let demanded = named && findings.has_outside(Class::Must, Class::Forbidden);
    let unnamed_forbidden = unnamed && forbidden;
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
    let scope = scope(findings);
    // A ban on commercial use leaves the others free. For pictures it is taken as one all the same: who makes files of
    // them may be selling them.
    if findings.has(Class::Commercial) && scope == Scope::Everything {
        return None;
    }
    (findings.has(Class::Reuse) && (forbidden || only_permitted))
        .then_some(Meaning::NoRepublication { scope, unless_permitted: permission || only_permitted })
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
    let reserved = findings.longest(Class::Reserved);
    let noticed = words.contains('©')
        || findings.has(Class::PictureCredit)
        || (reserved.is_some() && parse_notice(words).is_some());
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
    let Some(reservation) = reservation else { return bare_notice(text) };
    // The notice stands before the reservation, after one that comes first, or around it: "© 2026 · … · Nümunə".
    let before = &text[..words.get(reservation.start)?.range.start];
    let after = &text[words.get(reservation.end - 1)?.range.end..];
    bare_notice(before).or_else(|| bare_notice(&format!("{before} {after}")))
}

/// Words that name nobody, in lower case: what the notice is for, and whoever it may be.
const NOBODY: &[&str] = &[
    "all",
    "any",
    "this",
    "text",
    "texts",
    "article",
    "articles",
    "content",
    "contents",
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photography",
    "image",
    "images",
    "picture",
    "pictures",
    "illustration",
    "illustrations",
    "video",
    "videos",
    "graphic",
    "graphics",
    "material",
    "materials",
    "by",
    "and",
    "of",
    "their",
    "its",
    "our",
    "the",
    "respective",
    "owner",
    "owners",
    "author",
    "authors",
    "holders",
    "copyright",
    "foto",
    "fotolar",
    "şəkil",
    "şəkillər",
    "mətn",
    "mətnlər",
    "bütün",
    "fotoğraf",
    "fotoğraflar",
    "görsel",
    "görseller",
    "metin",
    "metinler",
    "tüm",
    "фото",
    "фотография",
    "фотографии",
    "текст",
    "тексты",
    "материалы",
    "изображения",
    "иллюстрации",
    "все",
    "и",
];

fn says_nobody(word: &str) -> bool {
    NOBODY.contains(&word.trim_matches(is_separator).to_lowercase().as_str())
}

/// What stands between the parts of a notice.
fn is_separator(character: char) -> bool {
    matches!(character, ',' | ';' | ':' | '-' | '–' | '—' | '|' | '/' | '·' | '•' | ' ')
}

/// Reads words that are a copyright notice and nothing else: a mark or a word, a name, perhaps a year.
fn bare_notice(text: &str) -> Option<Notice> {
    let text = text.trim_matches(|character: char| character.is_whitespace() || character == '.');
    let lower = text.to_lowercase();
    let worded = NOTICE_WORDS.iter().find(|word| lower.starts_with(**word));
    // Lower case can change lengths (İ): the word is counted in characters of the text itself.
    let rest: String = text.chars().skip(worded.map_or(0, |word| word.chars().count())).collect();
    // U+FE0F only says that the mark should be drawn as a picture.
    let rest = rest.replace('\u{fe0f}', "").replace("(c)", "©").replace("(C)", "©");
    let marked = rest.contains('©');
    if !marked && worded.is_none() {
        return None;
    }
    let (before, after) = rest.split_once('©').unwrap_or(("", &rest));
    let after = after.replace('©', " ");
    let mut year = None;
    let before = name(before, &mut year)?;
    let after = name(&after, &mut year)?;
    let words = || before.split_whitespace().chain(after.split_whitespace());
    // "Text © 2026 Nümunə": what stands before the mark names the holder only where nothing in it says what for.
    let is_name = before.starts_with(char::is_uppercase) && !before.split_whitespace().any(says_nobody);
    // "Text: Aysel Quliyeva © 2026".
    let labelled = before.split_once(": ").filter(|(label, _)| says_nobody(label)).map_or(&*before, |(_, name)| name);
    let holder = match (after.is_empty(), is_name) {
        (true, _) => labelled,
        (false, true) => &before,
        (false, false) => &after,
    };
    let named = holder.chars().any(char::is_alphabetic) && !holder.split_whitespace().all(says_nobody);
    // Without the mark it is a notice only with a year: "Copyright law changes" is none.
    (named && words().count() <= 8 && (marked || year.is_some())).then(|| Notice { holder: holder.to_owned(), year })
}

/// A name within a notice, without the first year; `None` where a sentence ends in it.
fn name(words: &str, year: &mut Option<i16>) -> Option<String> {
    let mut name: Vec<&str> = Vec::new();
    let mut ended = false;
    for word in words.split_whitespace() {
        match years(word) {
            Some(first) => {
                year.get_or_insert(first);
                ended = !name.is_empty() && word.ends_with('.');
            }
            None if name.is_empty() && word.chars().all(is_separator) => {}
            None if name.is_empty() && matches!(word, "by" | "Copyright" | "copyright") => {}
            None if ended => return None,
            None => name.push(word),
        }
    }
    let name = name.join(" ");
    let name = name.trim_matches(is_separator);
    let sentence = name
        .match_indices(['.', '!', '?', ';'])
        .any(|(at, end)| name[at + end.len()..].starts_with(' ') && !(end == "." && abbreviates(&name[..at])));
    (!sentence).then(|| name.to_owned())
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
        assert_eq!(read("© Nümunə 2026. Click For Restrictions"), some("Nümunə", Some(2026)));
        assert_eq!(read("© NÜMUNƏ 2026. Available under CC BY-SA 3.0 IGO"), some("NÜMUNƏ", Some(2026)));
        assert_eq!(read("Text © 2026 Nümunə."), some("Nümunə", Some(2026)));
        assert_eq!(read("All photographs © 2026 Nümunə Foto"), some("Nümunə Foto", Some(2026)));
        assert_eq!(read("Photo: Aysel Quliyeva © Nümunə"), some("Nümunə", None));
        assert_eq!(read("© Copyright Nümunə Xəbər, 2026"), some("Nümunə Xəbər", Some(2026)));
        assert_eq!(read("Copyright © 2026. Nümunə Xəbər. All rights reserved."), some("Nümunə Xəbər", Some(2026)));
        assert_eq!(read("Copyright © 2026 · All Rights Reserved · Nümunə"), some("Nümunə", Some(2026)));
        assert_eq!(read("Text: Aysel Quliyeva © 2026"), some("Aysel Quliyeva", Some(2026)));
        assert_eq!(read("© A. B. Quliyeva 2026"), some("A. B. Quliyeva", Some(2026)));
        assert_eq!(read("Copyright 2026 St. Nümunə Times"), some("St. Nümunə Times", Some(2026)));
        assert_eq!(read("© 2026 Nümunə TV. Read more"), None);
        assert_eq!(read("The Nümunə Times © 2026"), some("The Nümunə Times", Some(2026)));
        for prose in [
            "©",
            "© 2026",
            "All photographs © their owners",
            "Photos © respective authors",
            "© Nümunə 2026. The bridge opens today",
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
