//! The rights as a whole, and what is missing to honour them.
//!
//! 1. the statement's terms, then those of the front matter, then, where there are none, those of the publisher's
//!    profile;
//! 2. links that were lost, pictures that did not come, duties that cannot be met: each is said.

use super::metadata::{organisation, settle, web_address};
use super::rights::StatedRights;
use super::stated::{Form, StatedKey, StatedValue, StatedValues};
use crate::assemble::media::shortened;
use crate::build::inline::{Loss, LostLink};
use crate::diagnostic::{Code, Diagnostic};
use crate::iri;
use crate::model::walk::{all_figures, for_each_inline};
use crate::model::{
    CreditForm, Document, Inline, Language, Licence, Meaning, Metadata, Origin, PhotoPermission, Rights, Scope,
    Sourced, Term, Terms, TermsPage, inline::Text,
};
use crate::options::ReadOptions;
use crate::remedy::{Remedy, Setting};
use crate::rights::conflicts;
use crate::rights::publishers::Profile;
use crate::rights::recognise::{self, Notice, Reading};
use crate::rights::{licences, policy};
use crate::source::Span;

/// Puts together the rights.
pub(super) fn rights(
    options: &ReadOptions,
    values: &StatedValues,
    metadata: &Metadata,
    header_notice: Option<(Notice, Sourced<String>)>,
    stated: StatedRights,
    diagnostics: &mut Vec<Diagnostic>,
) -> Rights {
    let language = &metadata.language.value;
    let StatedRights { blocks, notice, mut terms, page, page_link, mut licence } = stated;
    let mut notice = header_notice.or(notice);
    for value in values.all(StatedKey::Rights) {
        let said = recognise::notice(&value.text);
        let reading = recognise::stated(&value.text, &[], language);
        if let Some(said) = said {
            notice = notice.or(Some((said, Sourced::new(value.text.clone(), value.span, value.origin))));
            if reading.meanings.is_empty() && reading.unread.is_empty() {
                continue;
            }
        }
        terms.push(stated_term(value, reading, language));
    }
    // What is marked as a notice is one, in whatever words.
    let marked = values.first(StatedKey::Notice);
    // What is marked as a notice needs no mark of its own; a comma in it may part the holder from an address.
    let unmarked = |text: &str| recognise::notice(&format!("© {text}")).filter(|_| !text.contains(','));
    let notice_said = marked.and_then(|value| recognise::notice(&value.text).or_else(|| unmarked(&value.text)));
    if let (Some(value), Some(said)) = (marked, &notice_said) {
        notice = notice.or_else(|| Some((said.clone(), Sourced::new(value.text.clone(), value.span, value.origin))));
    }
    if let Some(value) = marked {
        let mut reading = recognise::recognise(&value.text, language);
        if reading.meanings.is_empty() {
            // "2026 Nümunə, all rights reserved": the mark is what the property says.
            reading = recognise::recognise(&format!("© {}", value.text), language);
        }
        if reading.speaks_of_terms() {
            terms.push(stated_term(value, reading, language));
        }
    }
    for value in values.all(StatedKey::Terms) {
        let spoken = value.language.as_ref().unwrap_or(language);
        terms.push(stated_term(value, recognise::stated(&value.text, &[], spoken), language));
    }
    for value in values.all(StatedKey::Limit) {
        let reading = Reading::not_understood(value.text.clone());
        terms.push(stated_term(value, reading, language));
    }
    for value in values.all(StatedKey::PictureTerms) {
        let spoken = value.language.as_ref().unwrap_or(language);
        let mut reading = recognise::stated(&value.text, &[], spoken);
        reading.meanings = reading.meanings.into_iter().map(of_pictures).collect();
        terms.push(stated_term(value, reading, language));
    }
    let mut named_page = None;
    for value in values.all(StatedKey::Licence) {
        let granted = match licence_of(value, language) {
            // An address that is on no list of licences is a page of terms.
            Granted::Page(address) => {
                named_page = named_page.or(Some(Sourced::new(address, value.span, value.origin)));
                continue;
            }
            granted => granted,
        };
        let mut reading = match &granted {
            Granted::Licence(licence) => {
                Reading::of(vec![Meaning::Licensed { licence: licence.clone(), scope: Scope::Everything }])
            }
            Granted::Statement(meanings) => Reading::of(meanings.clone()),
            // "All rights reserved" is no licence, and a term all the same.
            Granted::Page(_) | Granted::Unknown => recognise::stated(&value.text, &[], language),
        };
        if reading.meanings.is_empty() {
            reading.meanings.push(Meaning::LicenceUnknown);
            reading.unread.clear();
        }
        if reading.meanings.contains(&Meaning::LicenceUnknown) {
            diagnostics.push(
                Diagnostic::new(Code::LicenceUnknown, format!("the licence {:?} is not known", value.text))
                    .at(value.span)
                    .with_hint("name it by its address, or by its identifier on the SPDX list, such as CC-BY-4.0"),
            );
        }
        // A page names its licence for machines, and in its foot for people: it is one.
        let again = value.origin == Origin::Metadata
            && reading.meanings.iter().all(|meaning| terms.iter().any(|term| term.meanings.contains(meaning)));
        if !again {
            terms.push(stated_term(value, reading, language));
        }
        if let Granted::Licence(granted) = granted {
            licence = licence.or(Some(Sourced::new(granted, value.span, value.origin)));
        }
    }
    let granted = terms.iter().flat_map(|term| term.meanings.iter().map(move |meaning| (term, meaning))).find_map(
        |(term, meaning)| match meaning {
            Meaning::Licensed { licence, scope: Scope::Everything } => {
                Some(Sourced::new(licence.clone(), term.span, term.origin))
            }
            _ => None,
        },
    );
    licence = licence.or(granted);
    let profile = metadata.publisher.as_ref().and_then(|slot| options.publishers.find(&slot.value.name));
    if let Some(profile) = profile
        && terms.is_empty()
    {
        terms = of_profile(profile, language, diagnostics);
    }
    let profile_page = profile.and_then(|profile| profile.terms_page.as_deref());
    let page = match (page, named_page) {
        (None, Some(address)) => Some(TermsPage { address: Some(address), label: String::new(), span: None }),
        (page, _) => page,
    };
    let terms_page = terms_page(options, values, page, page_link, profile_page, diagnostics);
    let said_by_notice =
        notice.as_ref().map(|(notice, text)| Sourced::new(notice.holder.clone(), text.span, text.origin));
    let stated =
        values.first(StatedKey::Holder).map(|value| Sourced::new(value.text.clone(), value.span, value.origin));
    // A news item has a property for the holder; elsewhere the notice says it best.
    let named = if values.form == Form::Item { stated.or(said_by_notice) } else { said_by_notice.or(stated) };
    let holder = named.map(|name| organisation(options, name));
    let year =
        notice.as_ref().and_then(|(notice, text)| notice.year.map(|year| Sourced::new(year, text.span, text.origin)));
    let stated = values.first(StatedKey::Year).and_then(|value| {
        let year = value.text.parse().ok().filter(|year| (1000..=9999).contains(year))?;
        Some(Sourced::new(year, value.span, value.origin))
    });
    let year = year.or(stated);
    let mut rights = Rights {
        holder,
        year,
        notice: notice
            .map(|(_, text)| text)
            .or_else(|| marked.map(|value| Sourced::new(value.text.clone(), value.span, value.origin))),
        terms: if terms.is_empty() { Terms::NotStated } else { Terms::Stated(terms) },
        terms_page,
        licence,
        photo_permission: options.photo_permission.clone().map(|reference| PhotoPermission { reference }),
        statement: blocks,
    };
    // What is said beside it forbids it, or may: it stays a term, in its words.
    if !policy::grants_licence(&rights) {
        rights.licence = None;
    }
    rights
}

/// The terms of a publisher's profile, where the article states none.
pub(super) fn of_profile(profile: &Profile, language: &Language, diagnostics: &mut Vec<Diagnostic>) -> Vec<Term> {
    let language = profile.language.as_deref().and_then(Language::parse).unwrap_or_else(|| language.clone());
    let term = |text: &String| Term {
        content: vec![Inline::text(text.as_str())],
        language: language.clone(),
        meanings: recognise::stated(text, &[], &language).meanings,
        unread: recognise::stated(text, &[], &language).unread,
        span: None,
        origin: Origin::Profile,
        in_statement: false,
    };
    if !profile.terms.is_empty() {
        diagnostics.push(Diagnostic::new(
            Code::TermsFromProfile,
            format!("the article states no terms: those of the profile of {:?} were taken", profile.name),
        ));
    }
    profile.terms.iter().map(term).collect()
}

fn stated_term(value: &StatedValue, reading: Reading, language: &Language) -> Term {
    Term {
        content: vec![Inline::Text(Text { text: value.text.clone(), span: value.span })],
        language: value.language.clone().unwrap_or_else(|| language.clone()),
        meanings: reading.meanings,
        unread: reading.unread,
        span: value.span,
        origin: value.origin,
        in_statement: false,
    }
}

/// What a term means that is stated for the pictures alone.
fn of_pictures(meaning: Meaning) -> Meaning {
    let scope = Scope::Pictures;
    match meaning {
        Meaning::NoRepublication { scope: _, unless_permitted } => Meaning::NoRepublication { scope, unless_permitted },
        Meaning::ConsentElsewhere => Meaning::NoRepublication { scope, unless_permitted: true },
        Meaning::Licensed { licence, scope: _ } => Meaning::Licensed { licence, scope },
        Meaning::Attribution { scope: _, credit } => Meaning::Attribution { scope, credit },
        Meaning::NonCommercial { scope: _ } => Meaning::NonCommercial { scope },
        Meaning::Fee { scope: _ } | Meaning::CommercialFee => Meaning::Fee { scope },
        Meaning::KeepLogo { scope: _ } => Meaning::KeepLogo { scope },
        // Of pictures alone it grants nothing that has a word here.
        Meaning::Permitted | Meaning::Free => Meaning::Attribution { scope, credit: CreditForm::default() },
        other => other,
    }
}

/// What the metadata names in the place of a licence.
enum Granted {
    Licence(Licence),
    /// A rights statement: no licence.
    Statement(Vec<Meaning>),
    /// An address that is on no list.
    Page(String),
    /// Words that have to be read.
    Unknown,
}

/// A licence as the metadata names it: by address, by identifier, or by words that are recognised.
fn licence_of(value: &StatedValue, language: &Language) -> Granted {
    let recognised = || {
        recognise::recognise(&value.text, language).meanings.into_iter().find_map(|meaning| match meaning {
            Meaning::Licensed { licence, scope: Scope::Everything } => Some(licence),
            _ => None,
        })
    };
    if let Some(meanings) = licences::rights_statement(&value.text) {
        return Granted::Statement(meanings);
    }
    let known = licences::by_address(&value.text).or_else(|| licences::by_identifier(&value.text)).or_else(recognised);
    match (known, iri::web(&value.text)) {
        (Some(licence), _) => Granted::Licence(licence),
        (None, Some(address)) => Granted::Page(address),
        (None, None) => Granted::Unknown,
    }
}

/// The page of terms: an option's address before the front matter's before the article's own before a profile's.
fn terms_page(
    options: &ReadOptions,
    values: &StatedValues,
    page: Option<TermsPage>,
    page_link: Option<Span>,
    profile: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<TermsPage> {
    let stated = web_address(
        options.terms_url.as_deref(),
        values.first(StatedKey::TermsPage),
        "address of the terms",
        diagnostics,
    );
    let (label, span, written) = match page {
        Some(TermsPage { address, label, span }) => (label, span, address),
        None => (String::new(), None, None),
    };
    let address = settle("address of the terms", stated, written, |left, right| left == right, diagnostics);
    self::page(TermsPage { address, label, span }, page_link, profile, diagnostics)
}

/// A page of terms as it is known, with the address that a profile states where nobody else does; `None` where nobody
/// speaks of one. `link` is the place of a link to it that leads nowhere.
pub(super) fn page(
    page: TermsPage,
    link: Option<Span>,
    profile: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<TermsPage> {
    let TermsPage { mut address, label, span } = page;
    if address.is_none()
        && let Some(profile) = profile
    {
        diagnostics.push(
            Diagnostic::new(Code::TermsFromProfile, "the address of the terms was taken from the publisher's profile")
                .at(span),
        );
        address = Some(Sourced::new(profile.to_owned(), None, Origin::Profile));
    }
    if address.is_none() && !label.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::TermsPageMissing, "the page of terms that the source refers to has no address")
                .at(link.or(span))
                .with_hint(Remedy::state(Setting::TermsUrl)),
        );
    }
    (address.is_some() || !label.is_empty()).then_some(TermsPage { address, label, span })
}

/// Says which links were not kept.
pub(super) fn report_lost_links(links: &[LostLink], base_is_known: bool, diagnostics: &mut Vec<Diagnostic>) {
    for LostLink { loss, written, span } in links {
        let shown: String = written.chars().filter(|character| !character.is_control()).take(80).collect();
        let diagnostic = match loss {
            Loss::Unsafe => Diagnostic::new(
                Code::LinkUnsafe,
                format!("the link to {shown:?} is left out: only http, https and mailto are kept"),
            ),
            Loss::Wordless => Diagnostic::new(
                Code::LinkWithoutWords,
                format!("the link to {shown:?} is left out: it has no words to follow it by"),
            )
            .with_hint("write words between its square brackets, or remove the link"),
            Loss::Nowhere => {
                let message = format!("the link to {shown:?} has no address");
                let is_relative = !(shown.is_empty() || shown.starts_with('#') || base_is_known);
                Diagnostic::new(Code::LinkWithoutAddress, message).with_hint(if is_relative {
                    Remedy::using(
                        &[Setting::SourceUrl],
                        "a relative link counts from the article's address: state it with {}",
                    )
                } else {
                    Remedy::from("write the whole address, or remove the link")
                })
            }
        };
        diagnostics.push(diagnostic.at(*span));
    }
}

/// Says that words were not understood.
fn unread(words: &str, span: Option<Span>) -> Diagnostic {
    let mut shown: String = words.chars().filter(|character| !character.is_control()).take(LONGEST_SHOWN).collect();
    if words.chars().nth(LONGEST_SHOWN).is_some() {
        shown.push('…');
    }
    Diagnostic::new(Code::TermsUnread, format!("a part of the terms was not understood: “{shown}”"))
        .at(span)
        .with_hint("read it before the article is used: machines are told of no permission")
}

/// How many characters of words that were not understood are shown.
const LONGEST_SHOWN: usize = 120;

/// Says which pictures did not come and which duties are unmet.
pub(super) fn report(document: &Document, form: Form, diagnostics: &mut Vec<Diagnostic>) {
    let withheld = document.withholds_pictures();
    for figure in all_figures(document) {
        let Some(picture) = &figure.picture else { continue };
        // A `data:` address is as long as its picture.
        let reference = shortened(&picture.reference);
        let diagnostic = if withheld {
            Diagnostic::new(
                Code::PictureWithheld,
                format!("the picture {reference:?} is withheld: the terms forbid republishing it without permission"),
            )
            .with_hint(Remedy::using(&[Setting::PhotoPermission], "state the permission that you hold with {}"))
        } else {
            Diagnostic::new(Code::PictureNotCarried, format!("the picture {reference:?} is not carried"))
                .with_hint("its caption and alternative text are kept")
        };
        diagnostics.push(diagnostic.at(figure.span));
        if picture.alternative.is_empty() && figure.caption.is_empty() {
            diagnostics.push(
                Diagnostic::new(
                    Code::PictureTextMissing,
                    format!("the picture {reference:?} has no words that stand for it"),
                )
                .at(figure.span)
                .with_hint(match form {
                    Form::FrontMatter => "describe it between the square brackets",
                    Form::None | Form::Markup | Form::Item => "an alternative text says it to those who cannot see it",
                }),
            );
        }
    }
    for_each_inline(&document.body, &mut |inline| {
        // The parser leaves a reference without a footnote as it is written.
        if let Inline::Text(words) = inline
            && let Some((_, rest)) = words.text.split_once("[^")
            && let Some((label, _)) =
                rest.split_once(']').filter(|(label, _)| !label.is_empty() && !label.contains(' '))
        {
            diagnostics.push(
                Diagnostic::new(
                    Code::NoteUndefined,
                    format!("the footnote {label:?} is not defined: its reference is kept as text"),
                )
                .at(words.span)
                .with_hint(format!("define it with a line that begins with [^{label}]:")),
            );
        }
    });
    let rights = &document.rights;
    if rights.terms.as_slice().is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::TermsNotStated, "no terms of use were recognised in the source").with_hint(
                match form {
                    Form::FrontMatter => Remedy::from("state `terms` in the front matter if they are known"),
                    Form::None | Form::Markup | Form::Item => {
                        Remedy::using(&[Setting::TermsUrl], "state where they stand with {} if that is known")
                    }
                },
            ),
        );
    }
    if rights.demands_hyperlink() && document.metadata.address.is_none() {
        let term = rights
            .meanings()
            .find(|(_, meaning)| matches!(meaning, Meaning::Attribution { credit, .. } if credit.by_hyperlink));
        diagnostics.push(
            Diagnostic::new(
                Code::DutyUnmet,
                "the terms demand a hyperlink to the article, and the article's address is not known",
            )
            .at(term.and_then(|(term, _)| term.span))
            .with_hint(Remedy::State {
                setting: Setting::SourceUrl,
                front_matter: matches!(form, Form::FrontMatter).then_some("url"),
            }),
        );
    }
    for term in rights.terms.as_slice().iter().filter(|term| !term.unread.is_empty()) {
        diagnostics.extend(term.unread.iter().map(|words| unread(words, term.span)));
    }
    diagnostics.extend(conflicts(rights));
}
