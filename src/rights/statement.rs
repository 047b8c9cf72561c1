//! What every file says of its source, in the document's language: our own words, labelled as ours.
//!
//! All renderers write this one statement, so they cannot disagree. The source's own terms are never translated; they
//! stand verbatim, either in the source's own block ([`Rights::statement`](crate::model::Rights::statement)) or,
//! where they came from elsewhere, as lines of this statement.

use std::collections::BTreeSet;

use crate::language::direction::{isolated, runs_right_to_left};
use crate::language::labels::{Labels, labels, moment};
use crate::model::walk::plain_text;
use crate::model::{Delivery, Document, Inline, Language, Licence, Link, Meaning, Origin, Sourced, Status, Timestamp};

/// Who is named as the source, and where the name leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The source's own credit line, else the organisation, else the first author, else the host of the address; `None` if nothing is known.
    pub name: Option<String>,
    /// Where the hyperlink leads.
    pub target: CreditTarget,
}

/// Where the hyperlink of a credit leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreditTarget {
    /// To the article itself.
    Article(String),
    /// To the publisher's home page, because the article's address is not known.
    Home(String),
    /// Nowhere: no address is known.
    Unknown,
}

impl CreditTarget {
    /// The address, if there is one.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Article(address) | Self::Home(address) => Some(address),
            Self::Unknown => None,
        }
    }
}

/// Who is named as the source of a document, and where the name leads.
pub fn credit(document: &Document) -> Credit {
    let metadata = &document.metadata;
    let address = metadata.address.as_ref().map(|slot| slot.value.clone());
    let publisher = metadata.publisher.as_ref().map(|slot| &slot.value);
    let own = metadata.delivery.credit_line.as_ref().map(|slot| slot.value.clone());
    let name = own
        .or_else(|| publisher.map(|publisher| publisher.name.clone()))
        .or_else(|| document.rights.holder.as_ref().map(|slot| slot.value.name.clone()))
        .or_else(|| metadata.authors.first().map(|slot| slot.value.clone()))
        .or_else(|| address.as_deref().and_then(host).map(str::to_owned));
    let home = publisher.and_then(|publisher| publisher.home.clone());
    let target = match (address, home) {
        (Some(address), _) => CreditTarget::Article(address),
        (None, Some(home)) => CreditTarget::Home(home),
        (None, None) => CreditTarget::Unknown,
    };
    Credit { name, target }
}

fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

/// The statement: a heading and lines, in the document's language.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// "Mənbə və hüquqlar".
    pub heading: &'static str,
    /// The lines; the first is the credit line.
    pub lines: Vec<StatementLine>,
    /// Who is named as the source, and where the name leads.
    pub credit: Credit,
}

/// One line of the statement.
#[derive(Debug, Clone, PartialEq)]
pub enum StatementLine {
    /// Who, and from where, with the hyperlink: `Mənbə: AzadlıqRadiosu, https://…`.
    Credit(Vec<Inline>),
    /// When the article was captured for the web archive that it was read from, and at which address where that is
    /// another than the credit's.
    Archived(Vec<Inline>),
    /// That the article was cancelled or withheld, or until when it must not, or may, be used.
    Status(Vec<Inline>),
    /// The source's term, verbatim, that stands in no statement of the source's own.
    Term {
        /// The label, the words, and for a profile's term the remark that it is one.
        content: Vec<Inline>,
        /// The language of the words.
        language: Language,
    },
    /// A part of the terms was not understood.
    Unread(Vec<Inline>),
    /// The page of terms or the licence, with a hyperlink.
    TermsPage(Vec<Inline>),
    /// A duty that is not met, and why.
    Unmet(Vec<Inline>),
    /// What was done with pictures: withheld, or included by permission.
    Pictures(Vec<Inline>),
    /// What this file is derived from and what made it.
    Provenance(Vec<Inline>),
}

impl StatementLine {
    /// Whether editors who republish the article have to know it. `terms_stated`: whether the terms stand beside it
    /// already.
    pub(crate) fn is_for_republishers(&self, terms_stated: bool) -> bool {
        match self {
            Self::Term { .. } => !terms_stated,
            Self::Credit(_)
            | Self::Status(_)
            | Self::Unread(_)
            | Self::TermsPage(_)
            | Self::Unmet(_)
            | Self::Pictures(_) => true,
            Self::Archived(_) | Self::Provenance(_) => false,
        }
    }

    /// The words of the line.
    pub fn content(&self) -> &[Inline] {
        match self {
            Self::Credit(content)
            | Self::Archived(content)
            | Self::Status(content)
            | Self::Term { content, .. }
            | Self::Unread(content)
            | Self::TermsPage(content)
            | Self::Unmet(content)
            | Self::Pictures(content)
            | Self::Provenance(content) => content,
        }
    }
}

/// The statement of a document. `written` is the time that goes into the file.
pub fn statement(document: &Document, written: Timestamp) -> Statement {
    let labels = labels(&document.metadata.language.value);
    let mut lines = vec![StatementLine::Credit(credit_line(document, labels))];
    lines.extend(archived_line(document, labels));
    lines.extend(status_lines(document, labels, written));
    for term in document.rights.terms.as_slice().iter().filter(|term| !term.in_statement) {
        // Words that run the other way are isolated: the sign that they end with would stand before them.
        let article = document.metadata.language.value.is_right_to_left();
        let is_turned = runs_right_to_left(&plain_text(&term.content), article) != article;
        let (begin, end) = if is_turned { ("\u{2068}", Some("\u{2069}")) } else { ("", None) };
        let mut content = vec![Inline::text(format!("{}: {begin}", labels.terms))];
        content.push(Inline::LanguageSpan { language: term.language.clone(), content: term.content.clone() });
        content.extend(end.map(Inline::text));
        content.extend(from_profile(term.origin, labels));
        lines.push(StatementLine::Term { content, language: term.language.clone() });
    }
    if document.rights.terms.as_slice().is_empty() {
        lines.push(StatementLine::Term {
            content: vec![Inline::text(labels.no_terms)],
            language: document.metadata.language.value.clone(),
        });
    }
    if document.rights.is_unread() {
        lines.push(StatementLine::Unread(vec![Inline::text(labels.terms_unread)]));
    }
    if let Some(address) = document.rights.terms_page.as_ref().and_then(|page| page.address.as_ref()) {
        let mut content = vec![Inline::text(format!("{}: ", labels.terms_page)), address_link(&address.value)];
        content.extend(from_profile(address.origin, labels));
        lines.push(StatementLine::TermsPage(content));
    }
    if let Some(licence) = document.rights.licence.as_ref() {
        lines.extend(licence_line(licence, labels));
    }
    if document.rights.demands_hyperlink() && document.metadata.address.is_none() {
        lines.push(StatementLine::Unmet(vec![Inline::text(labels.unmet_hyperlink)]));
    }
    lines.extend(places(document).into_iter().map(|(place, language)| {
        // The source's words, in the source's language, behind a label of ours.
        let content = vec![Inline::text(place)];
        let label = Inline::text(format!("{}: ", labels.unmet_place));
        StatementLine::Unmet(vec![label, Inline::LanguageSpan { language: language.clone(), content }])
    }));
    if document.withholds_pictures() {
        lines.push(StatementLine::Pictures(vec![Inline::text(labels.pictures_withheld)]));
    } else if let Some(permission) = &document.rights.photo_permission {
        lines.push(StatementLine::Pictures(vec![Inline::text(format!(
            "{}: {}",
            labels.pictures_permitted,
            isolated(&permission.reference)
        ))]));
    }
    lines.push(StatementLine::Provenance(vec![Inline::text(format!(
        "{} istinad {}, {written}; SHA-256 {}",
        labels.made_by,
        env!("CARGO_PKG_VERSION"),
        document.metadata.input.sha256_hex()
    ))]));
    Statement { heading: labels.source_and_rights, lines, credit: credit(document) }
}

/// When and where the capture was made that the article was read from.
fn archived_line(document: &Document, labels: &Labels) -> Option<StatementLine> {
    let Document { metadata, .. } = document;
    let record = metadata.record.as_ref()?;
    let language = &metadata.language.value;
    let when = record.captured.map(|time| moment(time, language).unwrap_or_else(|| time.to_string()));
    let elsewhere = metadata.address.as_ref().is_none_or(|address| address.value != record.address);
    let where_from = elsewhere.then(|| crate::iri::web(&record.address)).flatten();
    let mut content = vec![Inline::text(format!("{}: ", labels.archived))];
    content.extend(when.iter().map(Inline::text));
    if when.is_some() && where_from.is_some() {
        content.push(Inline::text(", "));
    }
    content.extend(where_from.as_deref().map(address_link));
    (content.len() > 1).then_some(StatementLine::Archived(content))
}

/// What keeps the article from being used, or did until a time, or will from one.
fn status_lines(document: &Document, labels: &Labels, written: Timestamp) -> Vec<StatementLine> {
    let Delivery { status, expires, .. } = &document.metadata.delivery;
    let language = &document.metadata.language.value;
    let at = |label: &str, time: Timestamp| {
        format!("{label}: {}", moment(time, language).unwrap_or_else(|| time.to_string()))
    };
    let status = status.as_ref().and_then(|status| match status.value {
        Status::Usable => None,
        Status::Withheld => Some(labels.withheld.to_owned()),
        Status::Canceled => Some(labels.canceled.to_owned()),
    });
    let embargo = document.metadata.delivery.embargo_at(written).map(|embargo| match embargo.until {
        Some(until) => at(labels.embargoed_until, until),
        None => labels.embargoed.to_owned(),
    });
    let expires = expires.as_ref().map(|expires| at(labels.expires, expires.value));
    let words = status.into_iter().chain(embargo).chain(expires);
    words.map(|words| StatementLine::Status(vec![Inline::text(words)])).collect()
}

/// The places in which the source prescribes its attribution, each once.
fn places(document: &Document) -> Vec<(&str, &Language)> {
    let mut places: Vec<(&str, &Language)> = Vec::new();
    let mut known = BTreeSet::new();
    for (term, meaning) in document.rights.meanings() {
        if let Meaning::Attribution { credit, .. } = meaning
            && let Some(place) = &credit.place
            && known.insert(place)
        {
            places.push((place, &term.language));
        }
    }
    places
}

/// The remark that something comes from a publisher's profile.
fn from_profile(origin: Origin, labels: &Labels) -> Option<Inline> {
    (origin == Origin::Profile).then(|| Inline::text(format!(" ({})", labels.from_profile)))
}

/// The licence by its identifier, its address, or both; no line for one that has neither.
fn licence_line(licence: &Sourced<Licence>, labels: &Labels) -> Option<StatementLine> {
    let (called, address) = (licence.value.name(), &licence.value.address);
    let separator = (called.is_some() && address.is_some()).then(|| Inline::text(", "));
    let name: Vec<Inline> =
        called.map(Inline::text).into_iter().chain(separator).chain(address.as_deref().map(address_link)).collect();
    let mut content = vec![Inline::text(format!("{}: ", labels.licence))];
    content.extend(name.iter().cloned());
    content.extend(from_profile(licence.origin, labels));
    (!name.is_empty()).then_some(StatementLine::TermsPage(content))
}

fn credit_line(document: &Document, labels: &Labels) -> Vec<Inline> {
    let Credit { name, target } = credit(document);
    let mut content = vec![Inline::text(format!("{}: ", labels.source))];
    match (name, target.address()) {
        (Some(name), Some(address)) => {
            content.push(Inline::text(format!("{}, ", isolated(&name))));
            content.push(address_link(address));
        }
        (Some(name), None) => content.push(Inline::text(isolated(&name))),
        (None, Some(address)) => content.push(address_link(address)),
        (None, None) => content.push(Inline::text(labels.unknown)),
    }
    content
}

/// A link that shows its own address, so that it can be followed from paper too.
fn address_link(address: &str) -> Inline {
    Inline::Link(Link { address: address.to_owned(), title: None, content: vec![Inline::text(address)], span: None })
}
