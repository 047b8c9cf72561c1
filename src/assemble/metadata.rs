//! What is known about the article, from all who said it: options before front matter before the article's own lines.
//!
//! A value that loses is not silent: the conflict is reported. A value that the front matter states and a reader
//! should see becomes a line above the body where the article has no such line.

use std::collections::BTreeSet;

use super::header::{Header, no_zone, stated_line, stated_time};
use super::person_names;
use super::rights::StatedRights;
use super::stated::{Form, StatedKey, StatedValue, StatedValues};
use crate::diagnostic::{Code, Diagnostic};
use crate::iri;
use crate::language::dates::{self, DateOrder};
use crate::language::detect;
use crate::language::fold::fold;
use crate::language::relative::{self, RelativeTime};
use crate::model::{
    Delivery, HeaderRole, Language, Metadata, Organisation, Origin, Sourced, Timestamp, metadata::Input,
};
use crate::options::ReadOptions;
use crate::remedy::{Remedy, Setting};
use crate::source::{Source, Span};

/// The article's own address. It is settled before the body is read: relative links count from it.
pub(crate) fn address(
    options: &ReadOptions,
    values: &StatedValues,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Sourced<String>> {
    web_address(options.source_url.as_deref(), values.first(StatedKey::Address), "address of the article", diagnostics)
}

/// A web address that an option or the metadata states.
pub(super) fn web_address(
    option: Option<&str>,
    stated: Option<&StatedValue>,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Sourced<String>> {
    let mut checked = |text: &str, span: Option<Span>| {
        let address = iri::web(text);
        if address.is_none() {
            diagnostics.push(
                Diagnostic::new(Code::LinkWithoutAddress, format!("the {what} is no absolute web address: {text:?}"))
                    .at(span)
                    .with_hint("write it with https:// and its host"),
            );
        }
        address
    };
    let option = option.and_then(|text| checked(text, None)).map(|text| Sourced::new(text, None, Origin::Option));
    let stated = stated
        .and_then(|value| checked(&value.text, value.span).map(|text| Sourced::new(text, value.span, value.origin)));
    settle(what, option, stated, |left, right| left == right, diagnostics)
}

/// The better of two values; the one that loses is reported if it says something else.
pub(super) fn settle<T: std::fmt::Display>(
    what: &str,
    better: Option<Sourced<T>>,
    other: Option<Sourced<T>>,
    agree: impl Fn(&T, &T) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Sourced<T>> {
    let (better, other) = match (better, other) {
        (Some(better), Some(other)) => (better, other),
        (better, other) => return better.or(other),
    };
    if !agree(&better.value, &other.value) {
        let (code, from) = winner(better.origin);
        let message =
            format!("the {what} is {:?} here and {:?} in {from}", other.value.to_string(), better.value.to_string());
        diagnostics
            .push(Diagnostic::new(code, message).at(other.span).with_hint(format!("{from} won; make them equal")));
    }
    Some(better)
}

/// What is said of a value that loses, and against whom.
fn winner(origin: Origin) -> (Code, &'static str) {
    match origin {
        Origin::Option => (Code::OptionConflict, "the option"),
        Origin::Metadata => (Code::MetadataConflict, "the metadata"),
        Origin::Article | Origin::FrontMatter | Origin::Profile | Origin::Guess | Origin::Derived => {
            (Code::FrontMatterConflict, "the front matter")
        }
    }
}

/// The main language: stated, else guessed from the words, else the one in which the publisher's profile says that it
/// publishes.
pub(super) fn language(
    options: &ReadOptions,
    values: &StatedValues,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Sourced<Language> {
    let option = options.language.clone().map(|language| Sourced::new(language, None, Origin::Option));
    let stated = values.first(StatedKey::Language).and_then(|value| {
        let language = Language::parse(&value.text);
        if language.is_none() {
            diagnostics.push(
                Diagnostic::new(Code::LanguageGuessed, format!("{:?} is no language tag", value.text))
                    .at(value.span)
                    .with_hint("write a tag such as az, az-Cyrl, tr, ru or en"),
            );
        }
        let language = language.map(|language| Sourced::new(language, value.span, value.origin))?;
        // A page is set up in the language of its makers.
        let is_of_page = values.form == Form::Markup && value.origin == Origin::Metadata;
        let Some(written) = is_of_page.then(|| detect::contradicts(text, &language.value)).flatten() else {
            return Some(language);
        };
        let message = format!("the language is {written} by the letters and words, and {} in the metadata", value.text);
        diagnostics.push(
            Diagnostic::new(Code::LanguageGuessed, message)
                .at(value.span)
                .with_hint(values.hint("lang", Setting::Lang)),
        );
        Some(Sourced::new(written, None, Origin::Guess))
    });
    if let Some(language) = settle("language", option, stated, |left, right| left == right, diagnostics) {
        return language;
    }
    let named = options.publisher.as_deref().or(values.first(StatedKey::Publisher).map(|value| value.text.as_str()));
    let profile = named.and_then(|name| options.publishers.find(name));
    let usual = || profile.and_then(|profile| Some((profile, Language::parse(profile.language.as_deref()?)?)));
    let (language, origin, message) = match detect::detect(text) {
        Some(language) => {
            let message = format!("the language was taken to be {language} from the letters and words");
            (language, Origin::Guess, message)
        }
        None => match usual() {
            Some((profile, language)) => {
                let message =
                    format!("the language was taken to be {language}, that of the profile of {:?}", profile.name);
                (language, Origin::Profile, message)
            }
            None => (
                Language::undetermined(),
                Origin::Guess,
                "the language could not be told from the letters and words".to_owned(),
            ),
        },
    };
    let hint = values.hint("lang", Setting::Lang);
    diagnostics.push(Diagnostic::new(Code::LanguageGuessed, message).with_hint(hint));
    Sourced::new(language, None, origin)
}

/// The organisation that the article comes from, with its home page where a profile knows it.
pub(super) fn publisher(
    options: &ReadOptions,
    values: &StatedValues,
    header: &Header,
    stated: &StatedRights,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Sourced<Organisation>> {
    let same = |left: &String, right: &String| {
        let profile = |name: &str| options.publishers.find(name).map(|profile| profile.name.as_str());
        fold(left) == fold(right) || (profile(left).is_some() && profile(left) == profile(right))
    };
    let option = options.publisher.clone().map(|name| Sourced::new(name, None, Origin::Option));
    let front_matter =
        values.first(StatedKey::Publisher).map(|value| Sourced::new(value.text.clone(), value.span, value.origin));
    let said = settle("publisher", option, front_matter, same, diagnostics);
    // Who holds the rights in a site need not be who publishes under its name.
    let holder_is_publisher = said.is_none() || !matches!(values.form, Form::Markup | Form::Item);
    let article = header.publisher.clone().or_else(|| {
        let (notice, text) = stated.notice.as_ref().filter(|_| holder_is_publisher)?;
        Some(Sourced::new(notice.holder.clone(), text.span, Origin::Article))
    });
    let name = settle("publisher", said, article, same, diagnostics);
    if name.is_none() {
        diagnostics.push(
            Diagnostic::new(Code::PublisherMissing, "nothing says who published the article")
                .with_hint(values.hint("publisher", Setting::Publisher)),
        );
    }
    name.map(|name| organisation(options, name))
}

/// A name with its home page, where a profile knows it.
pub(super) fn organisation(options: &ReadOptions, name: Sourced<String>) -> Sourced<Organisation> {
    let home = options.publishers.find(&name.value).and_then(|profile| profile.home.clone());
    Sourced::new(Organisation { name: name.value, home }, name.span, name.origin)
}

/// Everything else that is said about the article; adds the lines that the front matter states and the article lacks.
pub(super) fn metadata(
    source: &Source,
    options: &ReadOptions,
    values: &StatedValues,
    header: &mut Header,
    known: SettledMetadata,
    diagnostics: &mut Vec<Diagnostic>,
) -> Metadata {
    let SettledMetadata { address, language, publisher, delivery, media_type } = known;
    let order = DateOrder::of(&language.value);
    let saved_at = saved_at(options, values, diagnostics);
    let published = published(options, values, header, (saved_at.as_ref().map(|slot| slot.value), order), diagnostics);
    let text = |value: &StatedValue| Sourced::new(value.text.clone(), value.span, value.origin);
    let section = settle(
        "section",
        values.first(StatedKey::Section).map(text),
        header.section.clone(),
        |left, right| fold(left) == fold(right),
        diagnostics,
    );
    let mut authors = authors(options, values, header, publisher.as_ref(), diagnostics);
    let corporate = corporate_authors(values, header, &authors);
    let corporate_authors = corporate.iter().map(|slot| slot.value.clone()).collect();
    authors.extend(corporate);
    add_lines(values, header, &authors, &language.value);
    let mut subjects: Vec<Sourced<String>> = Vec::new();
    for value in values.all(StatedKey::Subject) {
        // One text may hold several: "nəqliyyat, Bakı".
        let between = |character: char| character == ',' && values.form != Form::Item;
        for subject in value.text.split(between).map(str::trim).filter(|subject| !subject.is_empty()) {
            let known = section.as_ref().is_some_and(|section| fold(&section.value) == fold(subject))
                || subjects.iter().any(|other| other.value == subject);
            if !known {
                subjects.push(Sourced::new(subject.to_owned(), value.span, value.origin));
            }
        }
    }
    Metadata {
        headline: searchable(&header.headline, values.form),
        section,
        description: values.first(StatedKey::Description).map(text),
        authors,
        corporate_authors,
        publisher,
        published,
        modified: modified(values, header, order, diagnostics),
        relative_time: header.relative.as_ref().map(|(_, text)| text.clone()),
        saved_at,
        record: options.record.clone(),
        language,
        subjects,
        address,
        delivery,
        input: Input { sha256: source.sha256(), byte_length: source.byte_length(), media_type, previous: None },
    }
}

/// What was settled before the rest.
#[derive(Debug)]
pub(super) struct SettledMetadata {
    pub(super) address: Option<Sourced<String>>,
    pub(super) language: Sourced<Language>,
    pub(super) publisher: Option<Sourced<Organisation>>,
    pub(super) delivery: Delivery,
    pub(super) media_type: &'static str,
}

/// The headline as people search for it: of a page without the places where its words may be parted. The line above the
/// article keeps them.
fn searchable(headline: &Sourced<String>, form: Form) -> Sourced<String> {
    let mut headline = headline.clone();
    if form == Form::Markup {
        headline.value.retain(|character| character != '\u{ad}');
    }
    headline
}

fn saved_at(
    options: &ReadOptions,
    values: &StatedValues,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Sourced<Timestamp>> {
    let option = options.saved_at.map(|moment| Sourced::new(moment, None, Origin::Option));
    let stated = values
        .first(StatedKey::SavedAt)
        .and_then(|value| moment(value, "time of saving", DateOrder::Unknown, diagnostics));
    settle("time of saving", option, stated, |left, right| agree(*left, *right), diagnostics)
}

fn moment(
    value: &StatedValue,
    what: &str,
    order: DateOrder,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Sourced<Timestamp>> {
    let stated = dates::stated(&value.text, order);
    if let Some(behind) = stated.as_ref().and_then(|stated| stated.behind.as_deref()) {
        diagnostics.push(no_zone(behind, value.span));
    }
    let moment = stated.and_then(|stated| stated.published);
    if moment.is_none() {
        diagnostics.push(
            Diagnostic::new(Code::TimeInvalid, format!("the {what} {:?} is no date that is understood", value.text))
                .at(value.span)
                .with_hint("write it as 2026-06-24 or 2026-06-24T14:05+04:00"),
        );
    }
    moment.map(|moment| Sourced::new(moment, value.span, value.origin))
}

/// Whether two moments can be the same one, as far as both are known.
pub(crate) fn agree(left: Timestamp, right: Timestamp) -> bool {
    if left.offset_minutes().is_some() && right.offset_minutes().is_some() {
        return left.to_unix() / 60 == right.to_unix() / 60;
    }
    let same_day = (left.year(), left.month(), left.day()) == (right.year(), right.month(), right.day());
    let same_time = match (left.time(), right.time()) {
        (Some(left), Some(right)) => (left.hour, left.minute) == (right.hour, right.minute),
        (None, _) | (_, None) => true,
    };
    same_day && same_time
}

/// When the article was published: stated, else counted back from the time of saving.
fn published(
    options: &ReadOptions,
    values: &StatedValues,
    header: &Header,
    (saved_at, order): (Option<Timestamp>, DateOrder),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Sourced<Timestamp>> {
    let option = options.published.map(|moment| Sourced::new(moment, None, Origin::Option));
    let stated =
        values.first(StatedKey::Published).and_then(|value| moment(value, "time of publication", order, diagnostics));
    let same = |left: &Timestamp, right: &Timestamp| agree(*left, *right);
    let said = settle("time of publication", option, stated, same, diagnostics);
    let stated = said.as_ref().is_some_and(|said| matches!(said.origin, Origin::FrontMatter | Origin::Metadata));
    let published = settle("time of publication", said, header.published.clone(), same, diagnostics);
    // The metadata's day and the article's own line for the same day: the line knows more.
    if let (Some(day), Some(line)) = (&published, &header.published)
        && stated
        && day.value.time().is_none()
        && agree(day.value, line.value)
    {
        return Some(line.clone());
    }
    // A time that is stated and not understood was reported.
    if published.is_some() || header.relative.is_none() && values.first(StatedKey::Published).is_some() {
        return published;
    }
    counted(header.relative.as_ref().map(|(relative, text)| (*relative, text)), saved_at, values, diagnostics)
}

/// When the article was last changed: stated, else as one of its lines says.
fn modified(
    values: &StatedValues,
    header: &Header,
    order: DateOrder,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Sourced<Timestamp>> {
    let what = StatedKey::Modified.what();
    let stated = values.first(StatedKey::Modified).and_then(|value| moment(value, what, order, diagnostics));
    settle(what, stated, header.modified.clone(), |left, right| agree(*left, *right), diagnostics)
}

/// When an article was published that has a relative time alone, or none.
pub(super) fn counted(
    relative: Option<(RelativeTime, &Sourced<String>)>,
    saved_at: Option<Timestamp>,
    values: &StatedValues,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Sourced<Timestamp>> {
    let Some((relative, text)) = relative else {
        diagnostics.push(
            Diagnostic::new(Code::TimeMissing, "the article does not say when it was published")
                .with_hint(values.hint("date", Setting::Published)),
        );
        return None;
    };
    let resolved = saved_at.and_then(|saved_at| relative::resolve(relative, saved_at));
    if resolved.is_none() {
        let (message, hint) = match saved_at {
            None => (
                "has nothing to be counted from",
                Remedy::using(&[Setting::Published, Setting::SavedAt], "state {}, or when the copy was saved with {}"),
            ),
            Some(_) => ("is too coarse to name a day", Remedy::using(&[Setting::Published], "state {}")),
        };
        diagnostics.push(
            Diagnostic::new(Code::TimeUnresolved, format!("the time {:?} {message}", text.value))
                .at(text.span)
                .with_hint(hint),
        );
    }
    resolved.map(|moment| Sourced::new(moment, text.span, Origin::Derived))
}

/// The persons who wrote the article.
fn authors(
    options: &ReadOptions,
    values: &StatedValues,
    header: &Header,
    publisher: Option<&Sourced<Organisation>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Sourced<String>> {
    let is_person = |slot: &Sourced<String>| {
        // Who has a page of their own holds the rights in it under their name.
        let is_own = |publisher: &Sourced<Organisation>| {
            values.form == Form::Markup && publisher.origin == Origin::Article && person_names::is_whole(&slot.value)
        };
        let same =
            publisher.is_some_and(|publisher| fold(&publisher.value.name) == fold(&slot.value) && !is_own(publisher));
        !same && options.publishers.find(&slot.value).is_none()
    };
    let of_key = |key: StatedKey| {
        let mut persons: Vec<Sourced<String>> = Vec::new();
        let mut known = BTreeSet::new();
        for value in values.all(key) {
            for name in person_names::stated(&value.text) {
                let person = Sourced::new(name.to_owned(), value.span, value.origin);
                if is_person(&person) && known.insert(fold(name)) {
                    persons.push(person);
                }
            }
        }
        persons
    };
    let stated = of_key(StatedKey::Author);
    let written: Vec<Sourced<String>> = header.authors.iter().filter(|slot| is_person(slot)).cloned().collect();
    let shown = if written.is_empty() { of_key(StatedKey::Byline) } else { Vec::new() };
    let (Some(first), Some(line)) = (stated.first(), written.first().or(shown.first())) else {
        return if stated.is_empty() { written } else { stated };
    };
    let folded = |slots: &[Sourced<String>]| slots.iter().map(|slot| fold(&slot.value)).collect::<Vec<_>>();
    // What a page shows is looked for, not marked: only a name that nobody states is another author.
    let known: BTreeSet<String> = folded(&stated).into_iter().collect();
    let adds = folded(&shown).iter().any(|name| !known.contains(name));
    if adds || shown.is_empty() && folded(&stated) != folded(&written) {
        let (code, from) = winner(first.origin);
        let all =
            |slots: &[Sourced<String>]| slots.iter().map(|slot| slot.value.as_str()).collect::<Vec<_>>().join(", ");
        let here = if shown.is_empty() { all(&written) } else { all(&shown) };
        let message = format!("the author is {here:?} here and {:?} in {from}", all(&stated));
        diagnostics
            .push(Diagnostic::new(code, message).at(line.span).with_hint(format!("{from} won; make them equal")));
    }
    stated
}

/// The organisations that are called authors: beside persons whom the same metadata names, or where nobody is named.
fn corporate_authors(values: &StatedValues, header: &Header, persons: &[Sourced<String>]) -> Vec<Sourced<String>> {
    if values.first(StatedKey::Author).is_none() && !(persons.is_empty() && header.authors.is_empty()) {
        return Vec::new();
    }
    let mut found: Vec<Sourced<String>> = Vec::new();
    for value in values.all(StatedKey::AuthorOrganisation) {
        let is_known = |slot: &Sourced<String>| fold(&slot.value) == fold(&value.text);
        if !persons.iter().chain(&found).any(is_known) {
            found.push(Sourced::new(value.text.clone(), value.span, value.origin));
        }
    }
    found
}

/// Adds the lines that the metadata states and the article has not.
fn add_lines(values: &StatedValues, header: &mut Header, authors: &[Sourced<String>], language: &Language) {
    // Lines that an input marks itself may lack one: then these begin the header.
    let headline = header.lines.iter().position(|line| line.role == HeaderRole::Headline).unwrap_or_default();
    let has = |header: &Header, role: HeaderRole| header.lines.iter().any(|line| line.role == role);
    let authors: BTreeSet<&str> = authors.iter().map(|author| author.value.as_str()).collect();
    if let Some(value) = values.first(StatedKey::Section)
        && !has(header, HeaderRole::Section)
    {
        header.lines.insert(headline, stated_line(HeaderRole::Section, value));
    }
    for (role, key) in [
        (HeaderRole::Byline, StatedKey::Author),
        (HeaderRole::Publisher, StatedKey::Publisher),
        (HeaderRole::Time, StatedKey::Published),
    ] {
        if has(header, role) {
            continue;
        }
        // Of several times the first won, and the others were reported.
        let most = if role == HeaderRole::Time { 1 } else { usize::MAX };
        for value in values.all(key).take(most) {
            // An organisation among the authors has its own line.
            let names_author = || person_names::stated(&value.text).iter().any(|name| authors.contains(name));
            let shown = role != HeaderRole::Byline || names_author();
            if shown {
                let is_time = role == HeaderRole::Time;
                header.lines.push(if is_time { stated_time(value, language) } else { stated_line(role, value) });
            }
        }
    }
}
