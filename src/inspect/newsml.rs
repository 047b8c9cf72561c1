//! NewsML-G2: an item, or a message with items in it.
//!
//! 1. of a message the first news item with text is the article (newsMessage/itemSet), else its first item; the
//!    pictures that its other items hold are compared with what is stated of them;
//! 2. `itemMeta`, `contentMeta` and the first `rightsInfo` are what it says of itself;
//! 3. the first rendition in `contentSet` that is text is its words: XHTML or NITF in `inlineXML`, or `inlineData`.

use crate::digest::{hex, sha256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::policy;
use super::report::{Attached, Format, Report, Whose, tidy};
use super::xhtml;
use super::xml::{self, XmlElement};
use crate::limits::Limits;

const NAR: &str = "http://iptc.org/std/nar/2006-10-01/";
/// The namespace of the properties that the converter defines.
const OWN: &str = "urn:istinad:ns:1#";
/// What names a licence.
const LICENCE: &str = "http://purl.org/dc/terms/license";
const ITEMS: &[&str] =
    &["newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem", "hopItem"];

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Report, String> {
    let root = xml::parse(bytes, limits)?;
    let mut report = Report::new(Format::NewsMl);
    let item = if root.name() == "newsMessage" {
        let items: Vec<&XmlElement> =
            root.named("itemSet").flat_map(XmlElement::elements).filter(|item| ITEMS.contains(&item.name())).collect();
        let mut with_text = items.iter().filter(|item| item.at(&["contentSet", "inlineXML"]).is_some());
        let text = with_text.next();
        // Pictures and a package are the article's; another text, or none, is not what one expects.
        if text.is_none() || with_text.next().is_some() {
            report.remarks.push(format!("it is a message of {} items; the first one with text is read", items.len()));
        }
        text.or(items.first()).copied().ok_or("the message has no items")?
    } else {
        &root
    };
    if !item.is(NAR, item.name()) || !ITEMS.contains(&item.name()) {
        return Err(format!("its root element is <{}>, which is no item of NewsML-G2", item.name()));
    }
    if item.name() != "newsItem" {
        report.remarks.push(format!("it is a <{}>, and articles are news items", item.name()));
    }
    claims(item, &mut report);
    item_meta(item, &mut report);
    content_meta(item, &mut report);
    rights(item, &mut report);
    content(item, &mut report);
    pictures(&root, &mut report);
    account(&root, &mut report);
    Ok(report)
}

/// Everything that the file says, whichever item says it.
fn account(root: &XmlElement, report: &mut Report) {
    let mut rest = vec![(root, String::new())];
    while let Some((element, above)) = rest.pop() {
        let is_nar = element.is(NAR, element.name());
        let name = match element.name() {
            "newsMessage" if is_nar && above.is_empty() => "message".to_owned(),
            // An item is an item, alone or in a message.
            name if is_nar && ITEMS.contains(&name) && matches!(above.as_str(), "" | "message/itemSet") => {
                "item".to_owned()
            }
            name if is_nar => format!("{above}/{name}"),
            name => format!("{above}/{{{}}}{name}", element.space()),
        };
        for (attribute, value) in element.all_attributes() {
            report.claim(format!("{name}@{attribute}"), value);
        }
        let text = element.own_text();
        match name.as_str() {
            "item/rightsInfo/rightsExpressionXML" => continue,
            "item/contentSet/inlineXML" => {
                report.claim(&name, text.unwrap_or_default());
                element.elements().for_each(|content| rendition(content, report));
                continue;
            }
            "item/contentSet/inlineData" => {
                let is_text = element.attribute("encoding").is_none();
                report.claim(if is_text { "item/contentSet/inlineData/text" } else { &name }, element.raw_text());
            }
            _ => report.claim(&name, element_words(element, &name)),
        }
        rest.extend(element.elements().map(|child| (child, name.clone())));
    }
}

/// What an element says itself; an editor's note has lines.
fn element_words(element: &XmlElement, name: &str) -> String {
    if name.ends_with("/edNote") { element.raw_text() } else { element.own_text().unwrap_or_default() }
}

/// What a rendition says beside the words that are compared: of the second one, which repeats them, all of them.
fn rendition(content: &XmlElement, report: &mut Report) {
    match content.name() {
        "html" => {}
        // Its words are compared.
        "nitf" => return,
        other => return report.claim(format!("item/contentSet/inlineXML/{other}"), content.text().unwrap_or_default()),
    }
    xhtml::account(content, report);
    if let Some(body) = content.at(&["body"]).filter(|body| xhtml::is_added(body)) {
        body.elements().for_each(|line| report.claim("item/contentSet/plain", line.raw_text()));
    }
}

/// The pictures that a message holds. What the words show of them was counted there.
fn pictures(message: &XmlElement, report: &mut Report) {
    let mut count = 0;
    for item in message.named("itemSet").flat_map(|set| set.named("newsItem")) {
        let is_picture =
            |data: &&XmlElement| data.attribute("contenttype").is_some_and(|kind| kind.starts_with("image/"));
        let held = item.named("contentSet").flat_map(|set| set.named("inlineData")).filter(is_picture);
        for data in held {
            count += 1;
            let picture = picture(item, data);
            report.picture(&picture.name, Some(picture.sha256.clone()));
            report.attached.push(picture);
        }
    }
    report.text.pictures = report.text.pictures.max(count);
}

fn picture(item: &XmlElement, data: &XmlElement) -> Attached {
    let text: String = data.raw_text().split_ascii_whitespace().collect();
    let bytes = STANDARD.decode(text).unwrap_or_default();
    let sha256 = hex(&sha256(&bytes));
    let hashes = item.named("itemMeta").flat_map(|meta| meta.named("hash"));
    let digest = hashes.filter(|hash| is_own(hash, "pictureDigest")).find_map(XmlElement::text);
    Attached {
        name: item.attribute("guid").unwrap_or_default().to_owned(),
        relationship: Some("Picture".to_owned()),
        media_type: data.attribute("contenttype").map(str::to_owned),
        size: bytes.len(),
        is_intact: digest.is_none_or(|digest| digest.eq_ignore_ascii_case(&sha256)),
        sha256,
        says: None,
    }
}

/// Whether a hash has this scope of the converter's.
fn is_own(hash: &XmlElement, name: &str) -> bool {
    hash.attribute("scopeuri").and_then(|scope| scope.strip_prefix(OWN)) == Some(name)
}

fn claims(item: &XmlElement, report: &mut Report) {
    let version = item.attribute("standardversion").unwrap_or("of an unstated version");
    report.claims.push(format!("NewsML-G2 {version}"));
    // The schema's own default (NewsML-G2 specification, "conformance").
    report.claims.push(format!("conformance {}", item.attribute("conformance").unwrap_or("core")));
    report.identifier = item.attribute("guid").map(str::to_owned);
    report.language = item.language().map(str::to_owned);
}

fn item_meta(item: &XmlElement, report: &mut Report) {
    let Some(meta) = item.at(&["itemMeta"]) else {
        report.remarks.push("it has no itemMeta".to_owned());
        return;
    };
    let class =
        meta.at(&["itemClass"]).and_then(|class| class.attribute("qcode")).filter(|class| *class != "ninat:text");
    if let Some(class) = class.filter(|_| item.at(&["contentSet", "inlineXML"]).is_some()) {
        report.claim("item/itemClass of words", class);
    }
    report.title = meta.at(&["title"]).and_then(XmlElement::text);
    report.maker = meta.at(&["generator"]).and_then(|generator| {
        let name = generator.text()?;
        Some(generator.attribute("versioninfo").map_or(name.clone(), |version| format!("{name} {version}")))
    });
    let own = |name: &str| {
        let relation = format!("{OWN}{name}");
        let mut properties = meta.named("itemMetaExtProperty");
        let property = properties.find(|property| property.attribute("reluri") == Some(&*relation))?;
        property.attribute("value").map(str::to_owned)
    };
    let code = meta.at(&["pubStatus"]).and_then(|status| status.attribute("qcode"));
    let code = code.and_then(|code| code.rsplit(':').next()).map(str::to_owned);
    // Without a statement of the source's, an item is usable by default, or withheld by an embargo.
    let is_default = |code: &String| code == "usable" || code == "withheld" && meta.at(&["embargoed"]).is_some();
    report.status = code.filter(|code| !is_default(code) || own("status").is_some());
    report.embargoed = meta
        .at(&["embargoed"])
        .map(|embargoed| own("embargoed").or_else(|| embargoed.text()).unwrap_or_else(|| "without end".to_owned()));
    report.expires = own("expires").or_else(|| meta.at(&["expires"]).and_then(XmlElement::text));
    for link in meta.named("link").filter(|link| link.attribute("rel") == Some("irel:derivedFrom")) {
        match link.attribute("href") {
            Some(href) if report.address.is_none() => report.address = Some(href.to_owned()),
            Some(_) => {}
            None => report.input_hash = report.input_hash.take().or(link.at(&["hash"]).and_then(XmlElement::text)),
        }
    }
    report.stated_digest = meta.named("hash").find(|hash| is_own(hash, "textDigest")).and_then(XmlElement::text);
}

fn content_meta(item: &XmlElement, report: &mut Report) {
    let Some(meta) = item.at(&["contentMeta"]) else { return };
    report.published = meta.at(&["contentCreated"]).and_then(XmlElement::text);
    let tag = meta.at(&["language"]).and_then(|language| language.attribute("tag"));
    report.language = tag.map(str::to_owned).or(report.language.take());
    report.title = meta.at(&["headline"]).and_then(XmlElement::text).or(report.title.take());
}

fn rights(item: &XmlElement, report: &mut Report) {
    // Those without `idrefs` hold for the whole item.
    let whole = item.named("rightsInfo").find(|info| info.attribute("idrefs").is_none());
    if let Some(info) = whole {
        report.holder = info.at(&["copyrightHolder"]).and_then(|holder| {
            let name = holder.at(&["name"]).and_then(XmlElement::text);
            name.or_else(|| holder.attribute("literal").or(holder.attribute("uri")).map(str::to_owned))
        });
        let texts = |name| info.named(name).filter_map(XmlElement::text);
        report.rights.extend(texts("copyrightNotice").chain(texts("usageTerms")));
        report.notice = texts("copyrightNotice").next();
        let properties = |relation: &str| properties(info, relation);
        let stated = |property: &XmlElement, name| property.attribute(name).and_then(tidy);
        if let Some(licence) = properties(LICENCE).first() {
            report.set_licence(stated(licence, "value"), stated(licence, "uri"));
        }
        report.terms = properties(&format!("{OWN}term")).into_iter().filter_map(|term| stated(term, "value")).collect();
        // Where the converter made the file, `usageTerms` has them in one text, and other things beside them.
        if report.stated_digest.is_none() {
            report.terms.extend(texts("usageTerms"));
        }
        let pages = ["copyrightNotice", "usageTerms"].into_iter().flat_map(|name| info.named(name));
        report.set_terms_page(pages.filter_map(|element| element.attribute("href").map(str::to_owned)));
        if let Some(policy) = info.at(&["rightsExpressionXML"]).and_then(|expression| expression.elements().next()) {
            report.set_policy(policy::xml(policy));
        } else if let Some(policy) = info.at(&["rightsExpressionData"]) {
            report.set_policy(policy::json_ld(&policy.raw_text()));
        }
    }
    let permission = item.named("rightsInfo").flat_map(|info| properties(info, &format!("{OWN}photoPermission")));
    report.photo_permission =
        permission.into_iter().find_map(|property| property.attribute("value")).map(str::to_owned);
}

/// The extension properties of a relation.
fn properties<'a>(info: &'a XmlElement, relation: &str) -> Vec<&'a XmlElement> {
    info.named("rightsInfoExtProperty").filter(|property| property.attribute("reluri") == Some(relation)).collect()
}

fn content(item: &XmlElement, report: &mut Report) {
    let Some(set) = item.at(&["contentSet"]) else {
        report.remarks.push("it has no content".to_owned());
        return;
    };
    report.text.pictures += set
        .named("remoteContent")
        .filter(|remote| remote.attribute("contenttype").is_some_and(|kind| kind.starts_with("image/")))
        .count();
    for rendition in set.elements() {
        match rendition.name() {
            "inlineXML" => {
                let Some(root) = rendition.elements().next() else { continue };
                let body = match root.name() {
                    "html" => root.at(&["body"]),
                    "nitf" => root.at(&["body"]),
                    _ => None,
                };
                match body {
                    // A rendition that the converter added for simple readers says everything a second time.
                    Some(body) if xhtml::is_added(body) => continue,
                    Some(body) => return xhtml::collect(body, &mut report.text),
                    None => report.remarks.push(format!("its content is <{}>, which is not read", root.name())),
                }
            }
            "inlineData" => {
                let kind = rendition.attribute("contenttype").unwrap_or("text/plain");
                if kind.starts_with("text/") && rendition.attribute("encoding").is_none() {
                    report.text.push(Whose::Source, &rendition.raw_text());
                    return;
                }
                report.remarks.push(format!("its content is {kind}, which is not read"));
            }
            _ => {}
        }
    }
    report.remarks.push("it has no words".to_owned());
}
