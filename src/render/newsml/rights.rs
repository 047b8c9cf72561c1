//! `rightsInfo`: under which terms the article may be used, and again for its pictures.

use std::borrow::Cow;

use super::NewsFile;
use super::vocabulary::{iri, one_line, organisation, own_property, part_id};
use crate::language::labels::labels;
use crate::model::walk::{self, plain_text};
use crate::model::{Document, Language, Licence, Meaning, Origin, PhotoPermission, Scope, Share, Sourced, Term};
use crate::render::Edition;
use crate::render::identity::NAMESPACE;
use crate::render::xml::Xml;
use crate::rights::policy::{picture_asset, policy, policy_name};
use crate::rights::{PolicyForm, data_mining};

/// The element of properties that NewsML-G2 has no word for.
const PROPERTY: &str = "rightsInfoExtProperty";

/// Terms as one text.
pub(super) struct TermsText {
    /// The terms, verbatim, one after the other.
    pub(super) text: String,
    /// Their language; `mul` (ISO 639-2) where they have several.
    pub(super) language: String,
}

/// All terms in one text, because readers take the first `usageTerms` alone; `None` where there are none.
pub(super) fn terms<'a>(terms: impl IntoIterator<Item = &'a Term>) -> Option<TermsText> {
    let mut terms = terms.into_iter();
    let words = |term: &Term| plain_text(&term.content).replace('\n', " ");
    let first = terms.next()?;
    let mut all = TermsText { text: words(first), language: first.language.as_str().to_owned() };
    for term in terms {
        all.text.push(' ');
        all.text.push_str(&words(term));
        if term.language.as_str() != all.language {
            "mul".clone_into(&mut all.language);
        }
    }
    Some(all)
}

/// The same parted by language, each where it begins: clients that take one language alone find it.
fn by_language(terms: &[Term]) -> Vec<TermsText> {
    let mut languages: Vec<&Language> = Vec::new();
    for term in terms {
        if !languages.contains(&&term.language) {
            languages.push(&term.language);
        }
    }
    let of = |language: &&Language| self::terms(terms.iter().filter(|term| term.language == **language));
    languages.iter().filter_map(of).collect()
}

/// Writes what the source says of its rights; nothing where it says nothing.
pub(super) fn write(xml: &mut Xml, file: &NewsFile<'_>) {
    let NewsFile { document, policy, .. } = file;
    let guid = &file.edition.identifier;
    // Where there are no pictures it stands with the article's terms, so that nothing of what was said is lost.
    let permission = document.rights.photo_permission.as_ref().filter(|_| walk::all_figures(document).next().is_none());
    whole(xml, document, policy.as_ref(), permission, None);
    pictures(xml, document, policy.as_ref(), guid);
}

/// Writes it for a picture that is an item of its own: all terms of the article with this `guid`, because the picture
/// is a part of it, and the permission for pictures.
pub(super) fn of_picture(xml: &mut Xml, file: &NewsFile<'_>) {
    let NewsFile { document, policy, .. } = file;
    let guid = &*file.edition.identifier;
    whole(xml, document, policy.as_ref(), document.rights.photo_permission.as_ref(), Some(guid));
}

/// What holds for a whole item; for a picture of the article that is named, if one is.
fn whole(
    xml: &mut Xml,
    document: &Document,
    policy: Option<&WrittenPolicy<'_>>,
    permission: Option<&PhotoPermission>,
    picture_of: Option<&str>,
) {
    let rights = &document.rights;
    let stated = by_language(rights.terms.as_slice());
    if rights.holder.is_some()
        || rights.notice.is_some()
        || rights.year.is_some()
        || rights.terms_page.is_some()
        || rights.licence.is_some()
        || !stated.is_empty()
        || policy.is_some()
        || permission.is_some()
    {
        xml.open_line("rightsInfo", &[("scope", "riscope:content")]);
        holder_and_notice(xml, document);
        usage_terms(xml, document, stated);
        if let Some(year) = &rights.year {
            own_property(xml, PROPERTY, "year", &year.value.to_string());
        }
        rights.terms.as_slice().iter().for_each(|stated| term(xml, stated));
        terms_page_property(xml, document);
        if let Some(slot) = &rights.licence {
            licence(xml, slot);
        }
        match (permission, picture_of) {
            (Some(permission), Some(_)) => permitted(xml, document, permission),
            (Some(permission), None) => own_property(xml, PROPERTY, "photoPermission", &permission.reference),
            (None, _) => {}
        }
        if let Some(policy) = policy {
            policy_link(xml, policy);
            picture_of.into_iter().for_each(|guid| pictures_of_policy(xml, guid));
            rights_expression(xml, policy);
        }
        // Last in what the schema has.
        if let Some(value) = data_mining(rights) {
            xml.empty_line("dataMining", &[("uri", value)]);
        }
        xml.close_line();
    }
}

fn holder_and_notice(xml: &mut Xml, document: &Document) {
    let rights = &document.rights;
    if let Some(holder) = &rights.holder {
        organisation(xml, "copyrightHolder", &holder.value);
    }
    if let Some(notice) = &rights.notice {
        let page = terms_page(document);
        let mut attributes = vec![("xml:lang", document.metadata.language.value.as_str())];
        attributes.extend(page.as_deref().map(|page| ("href", page)));
        xml.leaf_line("copyrightNotice", &attributes, &notice.value);
    }
}

fn terms_page(document: &Document) -> Option<String> {
    let address = document.rights.terms_page.as_ref()?.address.as_ref()?;
    Some(iri(&address.value).into_owned())
}

/// The terms, with the page that explains them. A page alone stands under the words that refer to it.
fn usage_terms(xml: &mut Xml, document: &Document, mut stated: Vec<TermsText>) {
    let page = terms_page(document);
    let label = document.rights.terms_page.as_ref().map(|page| TermsText {
        text: page.label.clone(),
        language: document.metadata.language.value.as_str().to_owned(),
    });
    if stated.is_empty() {
        stated.extend(label);
    }
    for terms in stated {
        let mut attributes = vec![("xml:lang", &*terms.language)];
        attributes.extend(page.as_deref().map(|page| ("href", page)));
        xml.leaf_line("usageTerms", &attributes, &terms.text);
    }
}

/// One term in its own language, and in it what it was understood to mean: as the policy says it, but term by term.
fn term(xml: &mut Xml, term: &Term) {
    let (relation, words) = (own("term"), plain_text(&term.content));
    let attributes = [("reluri", &*relation), ("value", &*one_line(&words)), ("xml:lang", term.language.as_str())];
    xml.open_line(PROPERTY, &attributes);
    let mut related = |name: &str, attributes: &[(&str, Option<&str>)]| {
        let relation = own(name);
        let mut all = vec![("reluri", &*relation)];
        all.extend(attributes.iter().filter_map(|(name, value)| Some((*name, (*value)?))));
        xml.empty("related", &all);
    };
    for meaning in &term.meanings {
        say(meaning, &mut related);
    }
    for words in &term.unread {
        related("notUnderstood", &[("value", Some(words))]);
    }
    if term.in_statement {
        related("inStatement", &[]);
    }
    if term.origin == Origin::Profile {
        related("fromProfile", &[]);
    }
    xml.close();
}

/// What a meaning is as related concepts of ours; `related` writes one.
fn say(meaning: &Meaning, related: &mut impl FnMut(&str, &[(&str, Option<&str>)])) {
    let scoped = |scope: Scope| [("value", Some(scope.as_str()))];
    match meaning {
        Meaning::Attribution { scope, credit } => {
            let name = if credit.by_hyperlink { "attributionByHyperlink" } else { "attribution" };
            related(name, &[("value", credit.place.as_deref())]);
            if *scope != Scope::Everything {
                related("attributionOf", &scoped(*scope));
            }
            if let Some(words) = &credit.literal {
                related("attributionWords", &[("value", Some(words))]);
            }
            if credit.open_link {
                related("attributionByOpenLink", &[]);
            }
        }
        Meaning::AllRightsReserved => related("allRightsReserved", &[]),
        Meaning::NoRepublication { scope, unless_permitted } => {
            let name = if *unless_permitted { "noRepublicationUnlessPermitted" } else { "noRepublication" };
            related(name, &scoped(*scope));
        }
        Meaning::Licensed { licence, scope } => {
            let name = match scope {
                Scope::Everything => "licensed",
                Scope::Pictures => "picturesLicensed",
                Scope::Video => "videoLicensed",
                Scope::Audio => "audioLicensed",
            };
            let address = licence.address.as_deref().map(iri);
            related(name, &[("value", licence.spdx.as_deref()), ("uri", address.as_deref())]);
        }
        Meaning::LicenceUnknown => related("licenceUnknown", &[]),
        Meaning::Permitted => related("permitted", &[]),
        Meaning::Free => related("free", &[]),
        Meaning::NonCommercial { scope } => related("nonCommercial", &scoped(*scope)),
        Meaning::Share(share) => {
            let value = match share.count() {
                Some((unit, count)) => format!("{count} {unit}"),
                None if *share == Share::Excerpts => "excerpts".to_owned(),
                None => "headline and lead".to_owned(),
            };
            related("share", &[("value", Some(&value))]);
        }
        Meaning::NoChanges => related("noChanges", &[]),
        Meaning::NoDerivatives => related("noDerivatives", &[]),
        Meaning::NoTranslation { unless_permitted } => {
            related(if *unless_permitted { "noTranslationUnlessPermitted" } else { "noTranslation" }, &[]);
        }
        Meaning::NoMining => related("noMining", &[]),
        Meaning::NoAi => related("noAiTraining", &[]),
        Meaning::Purpose(purpose) => related("purpose", &[("value", Some(purpose.as_str()))]),
        Meaning::Medium(medium) => related("medium", &[("value", Some(medium.as_str()))]),
        Meaning::ConsentElsewhere => related("consentElsewhere", &[]),
        Meaning::NoSystematic => related("noSystematicCopying", &[]),
        Meaning::Recipients => related("recipients", &[]),
        Meaning::Delay { hours } => related("delay", &[("value", hours.map(|hours| hours.to_string()).as_deref())]),
        Meaning::Fee { scope } => related("fee", &scoped(*scope)),
        Meaning::CommercialFee => related("commercialFee", &[]),
        Meaning::Notify => related("notify", &[]),
        Meaning::Specimen => related("specimen", &[]),
        Meaning::KeepLogo { scope } => related("keepLogo", &scoped(*scope)),
        Meaning::ThirdPartiesExcepted => related("thirdPartiesExcepted", &[]),
    }
}

/// The page of terms, and the words that refer to it.
fn terms_page_property(xml: &mut Xml, document: &Document) {
    let Some(page) = &document.rights.terms_page else { return };
    let (relation, address) = (own("termsPage"), terms_page(document));
    let label = one_line(&page.label);
    let mut attributes = vec![("reluri", &*relation), ("value", &*label)];
    attributes.extend(address.as_deref().map(|address| ("uri", address)));
    property(xml, &attributes, page.address.as_ref().map(|address| address.origin));
}

/// A property, and that a publisher's profile says it: people are told, so it must not get lost.
fn property(xml: &mut Xml, attributes: &[(&str, &str)], origin: Option<Origin>) {
    if origin != Some(Origin::Profile) {
        return xml.empty_line(PROPERTY, attributes);
    }
    xml.open_line(PROPERTY, attributes);
    xml.empty("related", &[("reluri", &own("fromProfile"))]);
    xml.close();
}

/// The licence: for people, and as a property that cannot be taken for a term.
fn licence(xml: &mut Xml, slot: &Sourced<Licence>) {
    let licence = &slot.value;
    let address = licence.address.as_deref().map(iri);
    let href: Vec<(&str, &str)> = address.as_deref().map(|href| ("href", href)).into_iter().collect();
    let name = licence.name().or_else(|| licence.address.clone()).unwrap_or_default();
    xml.leaf_line("usageTerms", &href, &name);
    let mut attributes = vec![("reluri", "http://purl.org/dc/terms/license")];
    attributes.extend(address.as_deref().map(|address| ("uri", address)));
    attributes.extend(licence.spdx.as_deref().map(|spdx| ("value", spdx)));
    property(xml, &attributes, Some(slot.origin));
}

/// The name of a property of our own.
fn own(name: &str) -> String {
    format!("{NAMESPACE}{name}")
}

/// The terms as an ODRL 2.2 policy.
pub(super) struct WrittenPolicy<'a> {
    name: String,
    form: PolicyForm,
    text: Cow<'a, str>,
}

impl<'a> WrittenPolicy<'a> {
    /// That of an article, if its terms come to one.
    pub(super) fn of(edition: &'a Edition<'_>, form: PolicyForm) -> Option<Self> {
        let guid = &*edition.identifier;
        let text = match form {
            PolicyForm::JsonLd => edition.policy.as_deref().map(Cow::Borrowed),
            PolicyForm::Xml => policy(edition.document, guid, form).map(Cow::Owned),
        };
        text.map(|text| Self { name: policy_name(guid), form, text })
    }
}

fn rights_expression(xml: &mut Xml, policy: &WrittenPolicy<'_>) {
    let language = ("langid", "http://www.w3.org/ns/odrl/2/");
    match policy.form {
        PolicyForm::JsonLd => {
            let data = [language, ("enctype", policy.form.media_type())];
            xml.leaf_line("rightsExpressionData", &data, &policy.text);
        }
        PolicyForm::Xml => {
            xml.open_line("rightsExpressionXML", &[language]);
            xml.fragment(&policy.text);
            xml.close_line();
        }
    }
}

fn policy_link(xml: &mut Xml, policy: &WrittenPolicy<'_>) {
    let attributes =
        [("rel", "irel:rightspolicy"), ("residref", &*policy.name), ("contenttype", policy.form.media_type())];
    xml.empty_line("link", &attributes);
}

/// What holds for pictures holds for each of them by name: a picture may leave the article without the rest.
fn pictures(xml: &mut Xml, document: &Document, policy: Option<&WrittenPolicy<'_>>, guid: &str) {
    let rights = &document.rights;
    let parts: Vec<String> = walk::all_figures(document).enumerate().map(|(index, _)| part_id(index)).collect();
    let about_pictures = |term: &&Term| !term.unread.is_empty() || term.meanings.iter().any(Meaning::is_about_pictures);
    let terms = terms(rights.terms.as_slice().iter().filter(about_pictures));
    if parts.is_empty() || (terms.is_none() && rights.photo_permission.is_none()) {
        return;
    }
    xml.open_line("rightsInfo", &[("idrefs", &parts.join(" "))]);
    holder_and_notice(xml, document);
    if let Some(terms) = terms {
        xml.leaf_line("usageTerms", &[("xml:lang", &terms.language)], &terms.text);
    }
    if let Some(permission) = &rights.photo_permission {
        permitted(xml, document, permission);
    }
    if let Some(policy) = policy {
        policy_link(xml, policy);
        pictures_of_policy(xml, guid);
    }
    xml.close_line();
}

/// The permission for pictures that is held: for people, and as a property.
fn permitted(xml: &mut Xml, document: &Document, permission: &PhotoPermission) {
    let labels = labels(&document.metadata.language.value);
    let words = format!("{}: {}", labels.pictures_permitted, permission.reference);
    xml.leaf_line("usageTerms", &[("xml:lang", labels.language)], &words);
    own_property(xml, PROPERTY, "photoPermission", &permission.reference);
}

/// What the policy calls the pictures, so that its rules about them can be found from here (ODRL 2.2, 3.7).
fn pictures_of_policy(xml: &mut Xml, guid: &str) {
    let target = [("reluri", "http://www.w3.org/ns/odrl/2/target"), ("uri", &*picture_asset(guid))];
    xml.empty_line(PROPERTY, &target);
}
