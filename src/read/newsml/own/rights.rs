//! The terms of a file of ours, from the properties of its `rightsInfo`.

use super::{Rights, Sourced, Terms, optional, organisation, own, property, slot};
use crate::iri;
use crate::model::walk::plain_text;
use crate::model::{
    Block, BlockQuote, CreditForm, Heading, Inline, Language, Licence, List, Meaning, Medium, Origin, Paragraph,
    PhotoPermission, Purpose, Scope, Share, Term, TermsPage,
};
use crate::read::newsml::tree::SourceElement;

/// The element of our properties.
const PROPERTY: &str = "rightsInfoExtProperty";
/// What names a licence.
const LICENCE: &str = "http://purl.org/dc/terms/license";

/// Reads the rights. `statement` is the source's own statement, `added` has the words of the terms outside of it.
pub(super) fn read(item: &SourceElement, statement: Vec<Block>, added: Vec<Vec<Inline>>) -> Option<Rights> {
    let is_of_all = |info: &&SourceElement| info.attribute("idrefs").is_none();
    let permission = item.named("rightsInfo").find_map(|info| property(info, PROPERTY, "photoPermission"));
    let permission = optional(permission, |permission| permission.exact("value").map(str::to_owned))?;
    let photo_permission = permission.map(|reference| PhotoPermission { reference });
    let mut rights = Rights {
        holder: None,
        year: None,
        notice: None,
        terms: Terms::NotStated,
        terms_page: None,
        licence: None,
        photo_permission,
        statement,
    };
    let Some(info) = item.named("rightsInfo").find(is_of_all) else { return Some(rights) };
    rights.holder = optional(info.first("copyrightHolder"), organisation)?;
    rights.notice = info.first("copyrightNotice").map(slot);
    rights.year = optional(property(info, PROPERTY, "year"), |year| {
        Some(Sourced::new(year.attribute("value")?.parse().ok()?, Some(year.span), Origin::Metadata))
    })?;
    let mut added = added.into_iter();
    let stated = info.named(PROPERTY).filter(|property| property.attribute("reluri") == Some(&*own("term")));
    let terms: Vec<Term> =
        stated.map(|property| term(property, &rights.statement, &mut added)).collect::<Option<_>>()?;
    rights.terms = if terms.is_empty() { Terms::NotStated } else { Terms::Stated(terms) };
    rights.terms_page = optional(property(info, PROPERTY, "termsPage"), terms_page)?;
    let granted = info.named(PROPERTY).find(|property| property.attribute("reluri") == Some(LICENCE));
    rights.licence =
        optional(granted, |property| Some(Sourced::new(licence(property)?, Some(property.span), origin(property))))?;
    Some(rights)
}

/// A term, with what it was understood to mean.
fn term(property: &SourceElement, statement: &[Block], added: &mut impl Iterator<Item = Vec<Inline>>) -> Option<Term> {
    let text = property.exact("value")?;
    let in_statement = has(property, "inStatement");
    // The property has the words alone; the marks on them stand in the words of the article.
    let same = |content: &Vec<Inline>| plain_text(content).replace(['\n', '\r', '\t'], " ") == text;
    let content = if in_statement { passages(statement).into_iter().find(same) } else { added.next().filter(same) };
    let mut meanings: Vec<Meaning> = Vec::new();
    let mut unread = Vec::new();
    for related in property.named("related") {
        match said(related, meanings.last_mut())? {
            TermStatement::Meaning(meaning) => meanings.push(meaning),
            TermStatement::Unread(words) => unread.push(words),
            TermStatement::More => {}
        }
    }
    Some(Term {
        content: content.unwrap_or_else(|| vec![Inline::text(text)]),
        language: Language::parse(property.language()?)?,
        meanings,
        unread,
        span: Some(property.span),
        origin: origin(property),
        in_statement,
    })
}

/// What a related concept says of a term.
enum TermStatement {
    /// What it means.
    Meaning(Meaning),
    /// Words of it that were not understood.
    Unread(String),
    /// More of what was said before, or something else than a meaning.
    More,
}

/// What a related concept says; `last` is the meaning before it, of which it may say more.
fn said(related: &SourceElement, last: Option<&mut Meaning>) -> Option<TermStatement> {
    let value = || related.attribute("value");
    let scope = || value().and_then(|name| Scope::ALL.into_iter().find(|scope| scope.as_str() == name));
    let name = related.attribute("reluri")?.strip_prefix(super::OWN)?;
    let attribution = |by_hyperlink| Meaning::Attribution {
        scope: Scope::Everything,
        credit: CreditForm { by_hyperlink, place: related.exact("value").map(str::to_owned), ..CreditForm::default() },
    };
    if let Some(Meaning::Attribution { scope: of, credit }) = last {
        match name {
            "attributionOf" => *of = scope()?,
            "attributionWords" => credit.literal = Some(related.exact("value")?.to_owned()),
            "attributionByOpenLink" => credit.open_link = true,
            _ => {}
        }
    }
    let forbidden = |unless_permitted| Some(Meaning::NoRepublication { scope: scope()?, unless_permitted });
    let licensed = |scope| Some(Meaning::Licensed { licence: licence(related)?, scope });
    Some(TermStatement::Meaning(match name {
        "attribution" => attribution(false),
        "attributionByHyperlink" => attribution(true),
        "allRightsReserved" => Meaning::AllRightsReserved,
        "noRepublication" => forbidden(false)?,
        "noRepublicationUnlessPermitted" => forbidden(true)?,
        "licensed" => licensed(Scope::Everything)?,
        "picturesLicensed" => licensed(Scope::Pictures)?,
        "videoLicensed" => licensed(Scope::Video)?,
        "audioLicensed" => licensed(Scope::Audio)?,
        "licenceUnknown" => Meaning::LicenceUnknown,
        "permitted" => Meaning::Permitted,
        "free" => Meaning::Free,
        "nonCommercial" => Meaning::NonCommercial { scope: scope()? },
        "share" => Meaning::Share(share(value()?)?),
        "noChanges" => Meaning::NoChanges,
        "noDerivatives" => Meaning::NoDerivatives,
        "noTranslation" => Meaning::NoTranslation { unless_permitted: false },
        "noTranslationUnlessPermitted" => Meaning::NoTranslation { unless_permitted: true },
        "noMining" => Meaning::NoMining,
        "noAiTraining" => Meaning::NoAi,
        "purpose" => Meaning::Purpose(match value()? {
            "personal" => Purpose::Personal,
            "education" => Purpose::Education,
            _ => return None,
        }),
        "medium" => Meaning::Medium(match value()? {
            "print" => Medium::Print,
            "broadcast" => Medium::Broadcast,
            "online" => Medium::Online,
            _ => return None,
        }),
        "consentElsewhere" => Meaning::ConsentElsewhere,
        "noSystematicCopying" => Meaning::NoSystematic,
        "recipients" => Meaning::Recipients,
        "delay" => Meaning::Delay { hours: optional(value(), |hours| hours.parse().ok())? },
        "fee" => Meaning::Fee { scope: scope()? },
        "commercialFee" => Meaning::CommercialFee,
        "notify" => Meaning::Notify,
        "specimen" => Meaning::Specimen,
        "keepLogo" => Meaning::KeepLogo { scope: scope()? },
        "thirdPartiesExcepted" => Meaning::ThirdPartiesExcepted,
        "notUnderstood" => return Some(TermStatement::Unread(related.exact("value")?.to_owned())),
        "attributionOf" | "attributionWords" | "attributionByOpenLink" | "inStatement" | "fromProfile" => {
            return Some(TermStatement::More);
        }
        _ => return None,
    }))
}

/// A share as it is written: `30 percent`, `headline and lead`.
fn share(value: &str) -> Option<Share> {
    let Some((count, unit)) = value.split_once(' ') else { return (value == "excerpts").then_some(Share::Excerpts) };
    if value == "headline and lead" {
        return Some(Share::HeadlineAndLead);
    }
    let count = count.parse().ok()?;
    let shares = [
        Share::Percent(count),
        Share::Characters(count),
        Share::Words(count),
        Share::Sentences(count),
        Share::Paragraphs(count),
    ];
    shares.into_iter().find(|share| share.count().is_some_and(|(name, _)| name == unit))
}

fn licence(element: &SourceElement) -> Option<Licence> {
    let spdx = element.exact("value").map(str::to_owned);
    Some(Licence { spdx, address: optional(element.exact("uri"), iri::web)? })
}

fn terms_page(property: &SourceElement) -> Option<TermsPage> {
    let address = optional(property.exact("uri"), iri::web)?;
    Some(TermsPage {
        address: address.map(|address| Sourced::new(address, Some(property.span), origin(property))),
        label: property.exact("value")?.to_owned(),
        span: Some(property.span),
    })
}

fn origin(property: &SourceElement) -> Origin {
    if has(property, "fromProfile") { Origin::Profile } else { Origin::Metadata }
}

/// Whether a property is related to one of our concepts.
fn has(property: &SourceElement, name: &str) -> bool {
    property.named("related").any(|related| related.attribute("reluri") == Some(&*own(name)))
}

/// The passages of a statement that can be a term.
fn passages(blocks: &[Block]) -> Vec<Vec<Inline>> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(Paragraph { content, .. }) | Block::Heading(Heading { content, .. }) => {
                found.push(content.clone());
            }
            Block::List(List { items, .. }) => found.extend(items.iter().flat_map(|item| passages(&item.content))),
            Block::BlockQuote(BlockQuote { content, .. }) => found.extend(passages(content)),
            Block::Table(_) | Block::Figure(_) | Block::CodeBlock(_) | Block::ThematicBreak(_) => {}
        }
    }
    found
}
