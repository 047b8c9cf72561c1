//! Terms that contradict one another. They are reported, never resolved in silence.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Licence, Meaning, Rights, Scope, Term};
use crate::source::Span;

/// The most contradictions that are reported.
const MOST: usize = 100;

/// Where terms contradict one another, in the order of the terms:
///
/// 1. a licence beside a reservation of all rights or a ban on republishing the same thing;
/// 2. two different licences for the same thing;
/// 3. a licence in a picture's credit, which is easily taken for the article's.
///
/// After so many that nobody reads on it is only said that there are more.
pub fn conflicts(rights: &Rights) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut earlier: Vec<(&Licence, Scope)> = Vec::new();
    for (licence, scope, span) in licences(rights) {
        if diagnostics.len() > MOST {
            break;
        }
        if earlier.contains(&(licence, scope)) {
            continue;
        }
        for (term, what) in against(rights, scope).take(MOST + 1) {
            diagnostics.push(
                conflict(format!("{what}, and {} is granted", name(licence)), span.or(term.span))
                    .with_hint("ask the source which of the two holds"),
            );
        }
        if let Some((other, _)) = earlier.iter().find(|(_, of)| *of == scope) {
            diagnostics.push(
                conflict(format!("two licences are granted: {} and {}", name(other), name(licence)), span)
                    .with_hint("ask the source which of the two holds"),
            );
        }
        if scope == Scope::Pictures {
            diagnostics.push(
                conflict(
                    format!("{} stands in a picture's credit: it does not license the article", name(licence)),
                    span,
                )
                .with_hint("state `license` in the front matter if it is the article's too"),
            );
        }
        earlier.push((licence, scope));
    }
    if diagnostics.len() > MOST {
        diagnostics.truncate(MOST - 1);
        diagnostics.push(conflict("more terms contradict one another than are listed".to_owned(), None));
    }
    diagnostics
}

/// Whether a licence for something contradicts a reservation or a ban of the same thing.
pub(super) fn contradicts(rights: &Rights, scope: Scope) -> bool {
    against(rights, scope).next().is_some()
}

fn conflict(message: String, span: Option<Span>) -> Diagnostic {
    Diagnostic::new(Code::TermsConflict, message).at(span)
}

/// Every licence, with what it is for and where it stands.
fn licences(rights: &Rights) -> impl Iterator<Item = (&Licence, Scope, Option<Span>)> {
    let of_terms = rights.meanings().filter_map(|(term, meaning)| match meaning {
        Meaning::Licensed { licence, scope } => Some((licence, *scope, term.span)),
        _ => None,
    });
    of_terms.chain(rights.licence.iter().map(|slot| (&slot.value, Scope::Everything, slot.span)))
}

/// The terms that a licence contradicts, each in a few words. What forbids pictures alone is no objection to a licence
/// for the article, what forbids everything is one to every licence. A reservation is the article's: a picture in it may
/// be somebody else's, under a licence of its own.
fn against(rights: &Rights, of: Scope) -> impl Iterator<Item = (&Term, &'static str)> {
    rights.meanings().filter_map(move |(term, meaning)| {
        let what = match (meaning, of) {
            (Meaning::AllRightsReserved, Scope::Everything) => "all rights are reserved",
            (Meaning::NoRepublication { scope: Scope::Everything, .. }, _) => "republication is forbidden",
            (Meaning::ConsentElsewhere, _) => "republication in other media is forbidden",
            (Meaning::NoRepublication { scope: Scope::Pictures, .. }, Scope::Pictures) => {
                "republication of pictures is forbidden"
            }
            _ => return None,
        };
        Some((term, what))
    })
}

fn name(licence: &Licence) -> String {
    licence.name().or_else(|| licence.address.clone()).unwrap_or_else(|| "a licence".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Inline, Language, Origin, Terms};
    use crate::rights::recognise::recognise;

    fn messages(texts: &[&str]) -> Vec<String> {
        let language = Language::english();
        let term = |text: &&str| Term {
            content: vec![Inline::text(*text)],
            language: language.clone(),
            meanings: recognise(text, &language).meanings,
            unread: Vec::new(),
            span: None,
            origin: Origin::Article,
            in_statement: true,
        };
        let rights = Rights {
            holder: None,
            year: None,
            notice: None,
            terms: Terms::Stated(texts.iter().map(term).collect()),
            terms_page: None,
            licence: None,
            photo_permission: None,
            statement: Vec::new(),
        };
        conflicts(&rights).into_iter().map(|diagnostic| diagnostic.message).collect()
    }

    #[test]
    fn a_licence_contradicts_reservations_bans_and_other_licences() {
        assert_eq!(
            messages(&["All rights reserved.", "Licence: CC BY 4.0"]),
            ["all rights are reserved, and CC-BY-4.0 is granted"]
        );
        assert_eq!(
            messages(&["Licence: CC BY 4.0", "This article may not be republished without permission."]),
            ["republication is forbidden, and CC-BY-4.0 is granted"]
        );
        assert_eq!(
            messages(&["Licence: CC BY 4.0", "Licence: CC BY-SA 4.0", "CC BY 4.0"]),
            ["two licences are granted: CC-BY-4.0 and CC-BY-SA-4.0"]
        );
    }

    #[test]
    fn the_licence_of_a_picture_is_not_the_article_s() {
        assert_eq!(
            messages(&["All rights reserved.", "Photo: Jane Doe / CC BY 2.0"]),
            ["CC-BY-2.0 stands in a picture's credit: it does not license the article"]
        );
    }

    #[test]
    fn of_very_many_it_is_said_that_there_are_more() {
        let licences: Vec<String> =
            (0..200).map(|part| format!("Licence: https://a.example/licences/{part}")).collect();
        let texts: Vec<&str> = licences.iter().map(String::as_str).collect();
        let said =
            messages(&[&["Licence: CC BY 4.0", "Licence: CC BY-SA 4.0"][..], &["All rights reserved."; 200]].concat());
        assert_eq!(
            (said.len(), said.last().map(String::as_str)),
            (MOST, Some("more terms contradict one another than are listed"))
        );
        assert!(messages(&texts).len() <= MOST);
    }

    #[test]
    fn what_agrees_is_no_conflict() {
        let agreeing = ["All rights reserved.", "Please credit the source.", "Our photos may not be republished."];
        assert_eq!(messages(&agreeing), [""; 0]);
        assert_eq!(messages(&["Licence: CC BY 4.0", "Our photos may not be republished."]), [""; 0]);
    }
}
