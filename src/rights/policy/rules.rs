//! Turns meanings into rules.
//!
//! 1. [`Grant`] says whether anything may be permitted, and under which limits;
//! 2. every meaning becomes its rules, in the order of the terms; rules that say the same are one, with several sources.

use super::super::conflicts;
use super::{OWN, RuleKind, licence_iri};
use crate::model::{Document, Licence, Meaning, Medium, Rights, Scope, Share, Term};

/// A permission, a prohibition, or an obligation of the policy.
#[derive(Debug)]
pub(super) struct PolicyRule<'d> {
    pub(super) kind: RuleKind,
    pub(super) scope: Scope,
    /// A word of ODRL, or one of another vocabulary with its prefix.
    pub(super) action: &'static str,
    pub(super) duties: Vec<Duty<'d>>,
    /// What narrows it.
    pub(super) constraints: Vec<Constraint>,
    pub(super) licence: Option<&'d Licence>,
    /// The terms that it was read from; none for a permission that is held.
    pub(super) sources: Vec<&'d Term>,
}

/// What narrows a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Constraint {
    /// What is measured: a word of ODRL.
    pub(super) left: &'static str,
    /// How: a word of ODRL.
    pub(super) operator: &'static str,
    /// With what.
    pub(super) right: String,
    /// In which unit: an IRI.
    pub(super) unit: Option<String>,
}

/// What has to be done before a permission holds.
#[derive(Debug)]
pub(super) struct Duty<'d> {
    pub(super) action: DutyAction<'d>,
    pub(super) sources: Vec<&'d Term>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DutyAction<'d> {
    Attribute,
    /// With the reference of the consent, where one is held.
    ObtainConsent(Option<&'d str>),
    Inform,
}

/// What may be permitted at all.
#[derive(Debug)]
struct Grant {
    /// Nothing: everything is forbidden, or something was not understood.
    nothing: bool,
    /// The article as a whole may be distributed once the duties are done.
    whole: bool,
    /// A part of it.
    share: Option<Share>,
    /// What the permission is narrowed to.
    limits: Vec<Constraint>,
    /// The one medium that it is for, where there is one alone.
    medium: Option<Medium>,
}

impl Grant {
    fn of(rights: &Rights) -> Self {
        let has = |wanted: fn(&Meaning) -> bool| rights.meanings().any(|(_, meaning)| wanted(meaning));
        let banned = has(|meaning| {
            matches!(meaning, Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: false })
        });
        let nothing = banned || rights.is_unread() || has(|meaning| matches!(meaning, Meaning::LicenceUnknown));
        // For whom or what for: of that no machine can be sure.
        let lasting = has(|meaning| {
            matches!(
                meaning,
                Meaning::Purpose(_)
                    | Meaning::Recipients
                    | Meaning::Fee { scope: Scope::Everything }
                    | Meaning::Delay { hours: None }
            )
        });
        let granted = has(|meaning| {
            matches!(
                meaning,
                Meaning::Attribution { scope: Scope::Everything, .. } | Meaning::Permitted | Meaning::Free
            )
        });
        let share = rights.meanings().find_map(|(_, meaning)| match meaning {
            Meaning::Share(share) => Some(*share),
            _ => None,
        });
        let mut limits = Vec::new();
        for (_, meaning) in rights.meanings() {
            let limit = match meaning {
                Meaning::Delay { hours: Some(hours) } => {
                    Constraint::new("delayPeriod", "gteq", format!("PT{hours}H"), None)
                }
                Meaning::Medium(medium) => Constraint::new("media", "eq", medium_word(*medium), None),
                _ => continue,
            };
            if !limits.contains(&limit) {
                limits.push(limit);
            }
        }
        let mut media = rights.meanings().filter_map(|(_, meaning)| match meaning {
            Meaning::Medium(medium) => Some(*medium),
            _ => None,
        });
        let medium = media.next().filter(|first| media.all(|medium| medium == *first));
        Self {
            nothing,
            whole: granted && share.is_none() && !lasting && !nothing,
            share: share.filter(|_| !nothing && !lasting),
            limits,
            medium,
        }
    }
}

fn medium_word(medium: Medium) -> String {
    format!("{OWN}{}", medium.as_str())
}

impl Constraint {
    fn new(left: &'static str, operator: &'static str, right: String, unit: Option<String>) -> Self {
        Self { left, operator, right, unit }
    }

    /// That not more than a share is used.
    fn of_share(share: Share) -> Self {
        match (share, share.count()) {
            (Share::Percent(count), _) => Self::new("percentage", "lteq", count.to_string(), None),
            (_, Some((unit, count))) => Self::new("count", "lteq", count.to_string(), Some(format!("{OWN}{unit}"))),
            (Share::HeadlineAndLead, None) => Self::new("product", "isPartOf", format!("{OWN}headlineAndLead"), None),
            (_, None) => Self::new("product", "isPartOf", format!("{OWN}excerpts"), None),
        }
    }
}

/// Whether a licence that the terms name is granted: they are understood to the last sentence, and none of them forbids
/// what it grants.
pub(super) fn grants_licence(rights: &Rights) -> bool {
    !Grant::of(rights).nothing && !conflicts::contradicts(rights, Scope::Everything)
}

/// The rules, in the order of the terms.
pub(super) fn rules(document: &Document) -> Vec<PolicyRule<'_>> {
    let rights = &document.rights;
    let grant = Grant::of(rights);
    let is_licensed = grants_licence(rights);
    let demands_attribution = rights.meanings().any(|(_, meaning)| {
        matches!(
            meaning,
            Meaning::Attribution { scope: Scope::Everything, .. }
                | Meaning::Permitted
                | Meaning::Free
                | Meaning::Share(_)
        )
    });
    let mut rules = Rules { rules: Vec::new(), grant };
    for (term, meaning) in rights.meanings() {
        match meaning {
            Meaning::Attribution { scope: Scope::Everything, .. } => {
                rules.demand(DutyAction::Attribute, "attribute", term);
            }
            Meaning::Attribution { scope, .. } => rules.add(RuleKind::Obligation, *scope, "attribute", term),
            Meaning::Permitted | Meaning::Free => rules.grant(term),
            Meaning::Share(_) => rules.grant(term),
            // A demand for attribution presupposes use: it says how the reservation is lifted.
            Meaning::AllRightsReserved => {
                rules.forbid(Scope::Everything, term);
                if !demands_attribution {
                    rules.consent(Scope::Everything, term);
                }
            }
            Meaning::NoRepublication { scope, unless_permitted } => {
                rules.forbid(*scope, term);
                if *unless_permitted {
                    rules.consent(*scope, term);
                }
            }
            Meaning::ConsentElsewhere => rules.consent_elsewhere(term),
            Meaning::Licensed { licence, scope: Scope::Everything } => rules.license(licence, is_licensed, term),
            // Somebody else's grant, for one picture: said of all of them it would lift what the terms forbid.
            Meaning::Licensed { scope: Scope::Pictures | Scope::Video | Scope::Audio, .. }
            | Meaning::LicenceUnknown => {}
            // Deprecated for CC's own word, which W3C's ontology does not have as an action of its own namespace.
            Meaning::NonCommercial { scope } => rules.add(RuleKind::Prohibition, *scope, "commercialize", term),
            // What is paid for is commercial use alone: without it that is forbidden.
            Meaning::CommercialFee => rules.add(RuleKind::Prohibition, Scope::Everything, "commercialize", term),
            Meaning::NoChanges => rules.add(RuleKind::Prohibition, Scope::Everything, "modify", term),
            Meaning::NoDerivatives => rules.add(RuleKind::Prohibition, Scope::Everything, "derive", term),
            Meaning::NoTranslation { .. } => rules.add(RuleKind::Prohibition, Scope::Everything, "translate", term),
            Meaning::NoMining => rules.add(RuleKind::Prohibition, Scope::Everything, "tdm:mine", term),
            Meaning::NoAi => {
                let purpose = Constraint::new("purpose", "eq", format!("{OWN}aiTraining"), None);
                rules.narrowed(RuleKind::Prohibition, "tdm:mine", purpose, term);
            }
            Meaning::NoSystematic => rules.add(RuleKind::Prohibition, Scope::Everything, "aggregate", term),
            Meaning::Purpose(purpose) => {
                let other = Constraint::new("purpose", "neq", format!("{OWN}{}", purpose.as_str()), None);
                rules.narrowed(RuleKind::Prohibition, "distribute", other, term);
            }
            Meaning::Recipients => {
                let other = Constraint::new("recipient", "neq", format!("{OWN}subscribers"), None);
                rules.narrowed(RuleKind::Prohibition, "distribute", other, term);
            }
            Meaning::Fee { scope } => {
                rules.forbid(*scope, term);
                rules.add(RuleKind::Obligation, *scope, "compensate", term);
            }
            Meaning::Notify | Meaning::Specimen => rules.demand(DutyAction::Inform, "inform", term),
            Meaning::KeepLogo { scope } => rules.add(RuleKind::Prohibition, *scope, "modify", term),
            // They narrow what others grant.
            Meaning::Delay { .. } | Meaning::Medium(_) | Meaning::ThirdPartiesExcepted => rules.limit(term),
        }
    }
    if let Some(permission) = &rights.photo_permission {
        rules.hold(&permission.reference);
    }
    rules.rules
}

/// Rules in the making.
#[derive(Debug)]
struct Rules<'d> {
    rules: Vec<PolicyRule<'d>>,
    grant: Grant,
}

impl<'d> Rules<'d> {
    /// A rule of its own; one that is there already gets another source.
    fn add(&mut self, kind: RuleKind, scope: Scope, action: &'static str, term: &'d Term) {
        super::add(&mut self.rule(kind, scope, action, None, &[]).sources, term);
    }

    /// A rule of everything that holds under a condition.
    fn narrowed(&mut self, kind: RuleKind, action: &'static str, constraint: Constraint, term: &'d Term) {
        super::add(&mut self.rule(kind, Scope::Everything, action, None, &[constraint]).sources, term);
    }

    fn rule(
        &mut self,
        kind: RuleKind,
        scope: Scope,
        action: &'static str,
        licence: Option<&'d Licence>,
        constraints: &[Constraint],
    ) -> &mut PolicyRule<'d> {
        let same = |rule: &PolicyRule<'d>| {
            (rule.kind, rule.scope, rule.action, rule.licence) == (kind, scope, action, licence)
                && rule.constraints == constraints
        };
        let index = self.rules.iter().position(same).unwrap_or_else(|| {
            let (duties, sources, constraints) = (Vec::new(), Vec::new(), constraints.to_vec());
            self.rules.push(PolicyRule { kind, scope, action, duties, constraints, licence, sources });
            self.rules.len() - 1
        });
        &mut self.rules[index]
    }

    /// Neither copies nor distribution.
    fn forbid(&mut self, scope: Scope, term: &'d Term) {
        self.add(RuleKind::Prohibition, scope, "reproduce", term);
        self.add(RuleKind::Prohibition, scope, "distribute", term);
    }

    /// What is granted of the article: its distribution, or an extract; `None` where nothing is.
    fn granted(&mut self) -> Option<&mut PolicyRule<'d>> {
        let mut constraints = self.grant.limits.clone();
        if self.grant.whole {
            return Some(self.rule(RuleKind::Permission, Scope::Everything, "distribute", None, &constraints));
        }
        let share = self.grant.share?;
        constraints.insert(0, Constraint::of_share(share));
        Some(self.rule(RuleKind::Permission, Scope::Everything, "extract", None, &constraints))
    }

    fn grant(&mut self, term: &'d Term) {
        if let Some(rule) = self.granted() {
            super::add(&mut rule.sources, term);
        }
    }

    /// A term that narrows what is granted is one of its sources.
    fn limit(&mut self, term: &'d Term) {
        self.grant(term);
    }

    /// A duty of what is granted; where nothing is, an obligation.
    fn demand(&mut self, duty: DutyAction<'d>, action: &'static str, term: &'d Term) {
        match self.granted() {
            Some(rule) => oblige(rule, duty, term),
            None => self.add(RuleKind::Obligation, Scope::Everything, action, term),
        }
    }

    /// Distribution with consent. All duties of one scope stand together, so that none lifts a ban alone; where a part
    /// is granted without consent, the whole is another act.
    fn consent(&mut self, scope: Scope, term: &'d Term) {
        let everything = scope == Scope::Everything;
        if self.grant.nothing {
            return;
        }
        let limits = if everything && self.grant.whole { self.grant.limits.clone() } else { Vec::new() };
        let rule = self.rule(RuleKind::Permission, scope, "distribute", None, &limits);
        oblige(rule, DutyAction::ObtainConsent(None), term);
    }

    /// The same for all media but the one that is granted; where that is none or many, for everything.
    fn consent_elsewhere(&mut self, term: &'d Term) {
        let Some(medium) = self.grant.medium else {
            self.forbid(Scope::Everything, term);
            self.consent(Scope::Everything, term);
            return;
        };
        let elsewhere = Constraint::new("media", "neq", medium_word(medium), None);
        for action in ["reproduce", "distribute"] {
            self.narrowed(RuleKind::Prohibition, action, elsewhere.clone(), term);
        }
        if !self.grant.nothing {
            let rule = self.rule(RuleKind::Permission, Scope::Everything, "distribute", None, &[elsewhere]);
            oblige(rule, DutyAction::ObtainConsent(None), term);
        }
    }

    /// What a licence grants, where nothing contradicts it, and, where its code says so, forbids. Everything else is in
    /// its text.
    fn license(&mut self, licence: &'d Licence, grants: bool, term: &'d Term) {
        // Without an address there is nothing that a machine could read on.
        if licence_iri(licence).is_none() {
            return;
        }
        let code = licence.name().filter(|name| name.starts_with("CC-")).unwrap_or_default();
        let has = |element: &str| code.split('-').any(|part| part == element);
        for action in ["reproduce", "distribute"].into_iter().filter(|_| grants) {
            let rule = self.rule(RuleKind::Permission, Scope::Everything, action, Some(licence), &[]);
            super::add(&mut rule.sources, term);
            if has("BY") {
                oblige(rule, DutyAction::Attribute, term);
            }
        }
        if has("NC") {
            self.add(RuleKind::Prohibition, Scope::Everything, "commercialize", term);
        }
        if has("ND") {
            self.add(RuleKind::Prohibition, Scope::Everything, "derive", term);
        }
    }

    /// The permission for pictures that the user holds.
    fn hold(&mut self, reference: &'d str) {
        let rule = self.rule(RuleKind::Permission, Scope::Pictures, "distribute", None, &[]);
        let consent = DutyAction::ObtainConsent(Some(reference));
        match rule.duties.iter_mut().find(|duty| duty.action == DutyAction::ObtainConsent(None)) {
            Some(duty) => duty.action = consent,
            None => rule.duties.push(Duty { action: consent, sources: Vec::new() }),
        }
    }
}

fn oblige<'d>(rule: &mut PolicyRule<'d>, action: DutyAction<'d>, term: &'d Term) {
    super::add(&mut rule.sources, term);
    match rule.duties.iter_mut().find(|duty| duty.action == action) {
        Some(duty) => super::add(&mut duty.sources, term),
        None => rule.duties.push(Duty { action, sources: vec![term] }),
    }
}
