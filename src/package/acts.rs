//! Which act each meaning of the terms is about, and how it is restricted, in the three words that archives use.
//!
//! An act is named once: an ingest that reads a table keeps the first of two of one name and drops the other. Nothing is
//! allowed but by words that allow it without any condition, alone; what is not understood is an act of its own.

use crate::model::{Document, Meaning, Medium, Purpose, Rights, Scope, dump};

/// How an act is restricted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Restriction {
    /// It is allowed.
    Allow,
    /// It is allowed if what its note says is done or given.
    Conditional,
    /// It is not allowed.
    Disallow,
}

impl Restriction {
    /// The word of Archivematica's tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Conditional => "Conditional",
            Self::Disallow => "Disallow",
        }
    }
}

/// An act, and what the terms say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightsAct {
    /// What is done.
    pub act: String,
    /// Whether it may be.
    pub restriction: Restriction,
    /// What the terms were understood to mean, or the words that were not understood.
    pub note: String,
}

/// Every act that the terms speak of, in their order, each once.
pub fn acts(document: &Document) -> Vec<RightsAct> {
    let rights = &document.rights;
    let mut acts: Vec<RightsAct> = Vec::new();
    for (_, meaning) in rights.meanings() {
        let (act, restriction) = act(meaning, rights);
        add(&mut acts, RightsAct { act, restriction, note: dump::describe(meaning) });
    }
    for sentence in rights.terms.as_slice().iter().flat_map(|term| &term.unread) {
        add(
            &mut acts,
            RightsAct {
                act: "use against words that were not understood".to_owned(),
                restriction: Restriction::Disallow,
                note: format!("not understood: “{sentence}”"),
            },
        );
    }
    if let Some(permission) = &rights.photo_permission {
        add(
            &mut acts,
            RightsAct {
                act: "republish pictures by a permission that is held".to_owned(),
                restriction: Restriction::Conditional,
                note: format!("the permission: {}", permission.reference),
            },
        );
    }
    acts
}

/// Adds an act; one that is there already is restricted as the stricter of both says, and has both notes.
fn add(acts: &mut Vec<RightsAct>, new: RightsAct) {
    match acts.iter_mut().find(|act| act.act == new.act) {
        None => acts.push(new),
        Some(act) => {
            act.restriction = act.restriction.max(new.restriction);
            if !act.note.split("; ").any(|note| note == new.note) {
                act.note = format!("{}; {}", act.note, new.note);
            }
        }
    }
}

fn act(meaning: &Meaning, rights: &Rights) -> (String, Restriction) {
    use Restriction::{Allow, Conditional, Disallow};
    let of = |what: &str, scope: Scope, rest: &str| match scope {
        Scope::Everything => format!("{what}{rest}"),
        part => format!("{what} {}{rest}", part.as_str()),
    };
    match meaning {
        Meaning::Attribution { scope, .. } => (of("republish", *scope, " with attribution"), Conditional),
        Meaning::AllRightsReserved => ("use rights that are reserved".to_owned(), Disallow),
        Meaning::NoRepublication { scope, unless_permitted: true } => {
            (of("republish", *scope, " without permission"), Disallow)
        }
        Meaning::NoRepublication { scope, unless_permitted: false } => (of("republish", *scope, ""), Disallow),
        Meaning::Licensed { licence, scope } => {
            let name = licence.name().or_else(|| licence.address.clone()).unwrap_or_else(|| "the licence".to_owned());
            (of("use", *scope, &format!(" as {name} says")), Conditional)
        }
        // Which acts it licenses nobody can tell.
        Meaning::LicenceUnknown => ("use by a licence that cannot be told".to_owned(), Disallow),
        Meaning::Permitted => ("use as the terms say".to_owned(), Conditional),
        Meaning::Free => {
            let alone = !rights.is_unread() && rights.meanings().all(|(_, other)| matches!(other, Meaning::Free));
            ("use freely".to_owned(), if alone { Allow } else { Conditional })
        }
        Meaning::NonCommercial { scope } => (of("use", *scope, " commercially"), Disallow),
        Meaning::Share(_) => ("republish more than a part".to_owned(), Disallow),
        Meaning::NoChanges => ("change".to_owned(), Disallow),
        Meaning::NoDerivatives => ("make derivative works".to_owned(), Disallow),
        Meaning::NoTranslation { unless_permitted } => {
            (format!("translate{}", if *unless_permitted { " without permission" } else { "" }), Disallow)
        }
        Meaning::NoMining => ("mine text and data".to_owned(), Disallow),
        Meaning::NoAi => ("train artificial intelligence".to_owned(), Disallow),
        Meaning::Purpose(Purpose::Personal) => ("use for other than personal purposes".to_owned(), Disallow),
        Meaning::Purpose(Purpose::Education) => ("use for other than educational purposes".to_owned(), Disallow),
        Meaning::Medium(Medium::Print) => ("republish elsewhere than in print".to_owned(), Disallow),
        Meaning::Medium(Medium::Broadcast) => ("republish elsewhere than in broadcasts".to_owned(), Disallow),
        Meaning::Medium(Medium::Online) => ("republish elsewhere than on the web".to_owned(), Disallow),
        Meaning::ConsentElsewhere => ("republish in other media without permission".to_owned(), Disallow),
        Meaning::NoSystematic => ("copy systematically".to_owned(), Disallow),
        Meaning::Recipients => ("use without a subscription".to_owned(), Disallow),
        Meaning::Delay { .. } => ("republish before the time has passed".to_owned(), Disallow),
        Meaning::Fee { scope } => (of("republish", *scope, " without a fee"), Disallow),
        Meaning::CommercialFee => ("use commercially without a fee".to_owned(), Disallow),
        Meaning::Notify => ("republish without telling the publisher".to_owned(), Disallow),
        Meaning::Specimen => ("republish without sending a copy".to_owned(), Disallow),
        Meaning::KeepLogo { scope } => (of("remove the logo", *scope, ""), Disallow),
        Meaning::ThirdPartiesExcepted => ("use matter of third parties by these terms".to_owned(), Disallow),
    }
}
