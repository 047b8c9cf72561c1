//! EPUB (EPUB 3.3; also EPUB 2): container → package → pages.
//!
//! 1. `META-INF/container.xml` names the package document (EPUB 3.3, OCF 4.2.6.3.1);
//! 2. the package's metadata is what the book says of itself;
//! 3. the pages of the spine, in order, are its words; the navigation repeats them and is left out;
//! 4. [`container`] asks whether every reader sees the same parts, and whether they are whole; every part has to be
//!    named by the package.

mod container;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, ErrorKind, Read as _};

use zip::ZipArchive;

use super::policy::{self, Policy};
use super::report::{Format, Report, tidy};
use super::xml::{self, XmlElement};
use super::{style, xhtml};
use crate::diagnostic::Code;
use crate::digest::{hex, sha256};
use crate::limits::{Limit, Limits};

/// More parts are in no article.
const MAX_PARTS: usize = 100_000;

const OPF: &str = "http://www.idpf.org/2007/opf";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const MEDIA_TYPE: &[u8] = b"application/epub+zip";
/// The namespace of the properties that the converter defines.
const OWN: &str = "urn:istinad:ns:1#";

struct OcfContainer<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
    /// What all parts that are still to be read may unpack to.
    left: u64,
}

impl OcfContainer<'_> {
    fn part(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let part = self.zip.by_name(name).map_err(|error| format!("{name}: {error}"))?;
        let limit = self.limits.get(Limit::CheckedPart).min(self.left);
        let mut bytes = Vec::new();
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|error| match error.kind() {
            ErrorKind::OutOfMemory => {
                format!("{name}: there is not enough memory for it; lower {}", Limit::CheckedPart)
            }
            _ => format!("{name}: {error}"),
        })?;
        let length = bytes.len() as u64;
        if length > limit {
            return Err(self.limits.beyond(Limit::CheckedPart, name));
        }
        self.left -= length;
        Ok(bytes)
    }

    fn xml(&mut self, name: &str) -> Result<XmlElement, String> {
        xml::parse(&self.part(name)?, self.limits).map_err(|reason| format!("{name}: {reason}"))
    }
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Report, String> {
    let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("no sound ZIP: {error}"))?;
    if zip.len() > MAX_PARTS {
        return Err(format!("it has more than {MAX_PARTS} parts"));
    }
    let mut container = OcfContainer { zip, limits, left: limits.get(Limit::CheckedParts) };
    let mut report = Report::new(Format::Epub);
    match container.part("mimetype") {
        Ok(bytes) if bytes == MEDIA_TYPE => {}
        Ok(_) => report.remarks.push("its mimetype is not application/epub+zip".to_owned()),
        Err(_) => report.remarks.push("it has no mimetype".to_owned()),
    }
    let root = container.xml("META-INF/container.xml")?;
    root.all_attributes().filter(|(name, _)| name.starts_with(['?', '!'])).for_each(|(name, value)| {
        report.claim(format!("container@{name}"), value);
    });
    let path = root
        .at(&["rootfiles", "rootfile"])
        .and_then(|file| file.attribute("full-path"))
        .ok_or("its container names no package")?
        .to_owned();
    // Another edition that some readers open, or data beside it (OCF 3.3, 4.2.6.3).
    let mut files = root.at(&["rootfiles"]).into_iter().flat_map(XmlElement::elements).skip(1);
    if files.next().is_some() || root.elements().any(|element| element.name() != "rootfiles") {
        report.fault(Code::ContainerUnsound, "the container names more than its package");
    }
    let package = container.xml(&path)?;
    if !package.is(OPF, "package") {
        return Err(format!("{path} is no package document"));
    }
    let base = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    metadata(&mut container, &package, &base, &mut report);
    pages(&mut container, &package, &base, &mut report);
    account(&package, &mut report);
    parts(bytes, &mut container, &package, (&path, &base), &mut report);
    Ok(report)
}

fn metadata(container: &mut OcfContainer<'_>, package: &XmlElement, base: &str, report: &mut Report) {
    report.claims.push(format!("EPUB {}", package.attribute("version").unwrap_or("of an unstated version")));
    let Some(metadata) = package.at(&["metadata"]) else {
        report.remarks.push("its package has no metadata".to_owned());
        return;
    };
    let own = own_prefix(package);
    let kinds = own.map(|own| refinements(metadata, own, "kind")).unwrap_or_default();
    let mut date = None;
    let mut licence = (None, None);
    let mut terms_pages = Vec::new();
    for element in metadata.elements() {
        let value = element.text();
        if element.is(DC, element.name()) {
            match element.name() {
                "identifier" if report.identifier.is_none() => report.identifier = value,
                "title" if report.title.is_none() => report.title = value,
                "language" if report.language.is_none() => report.language = value,
                "source" if report.address.is_none() => report.address = value,
                "date" if date.is_none() => date = value,
                "rights" => {
                    match element.attribute("id").and_then(|id| kinds.get(id)).map(String::as_str) {
                        Some("notice") => report.notice = report.notice.take().or_else(|| value.clone()),
                        Some("term") => report.terms.extend(value.clone()),
                        Some(_) | None => {}
                    }
                    report.rights.extend(value);
                }
                _ => {}
            }
            continue;
        }
        if element.name() == "link" {
            let (rel, href) = (element.attribute("rel").unwrap_or_default(), element.attribute("href"));
            for rel in rel.split_whitespace() {
                match rel {
                    "odrl:hasPolicy" if report.policy.is_none() => report.set_policy(policy(container, base, href)),
                    "dcterms:license" | "cc:license" => licence.1 = licence.1.or_else(|| href.map(str::to_owned)),
                    "dcterms:rights" => terms_pages.extend(href.map(str::to_owned)),
                    _ => {}
                }
            }
            continue;
        }
        let Some(property) = element.attribute("property") else { continue };
        match property {
            "schema:datePublished" => report.published = value,
            "schema:expires" => report.expires = value,
            "dcterms:rightsHolder" => report.holder = value,
            "dcterms:license" => licence.0 = licence.0.or(value),
            _ => match property.split_once(':').filter(|(prefix, _)| Some(*prefix) == own).map(|(_, name)| name) {
                Some("inputHash") => report.input_hash = value,
                Some("textDigest") => report.stated_digest = value,
                Some("photoPermission") => report.photo_permission = value,
                Some("status") => report.status = value,
                Some("embargoed") => report.embargoed = value,
                Some(_) | None => {}
            },
        }
    }
    report.published = report.published.take().or(date);
    report.set_licence(licence.0, licence.1);
    report.set_terms_page(terms_pages);
    report.maker = maker(metadata);
}

/// The values of a property of ours that refines elements, by their identities; of two the first.
fn refinements<'a>(metadata: &'a XmlElement, own: &str, property: &str) -> BTreeMap<&'a str, String> {
    let mut values = BTreeMap::new();
    for meta in metadata.named("meta") {
        if let Some(target) = meta.attribute("refines").and_then(|target| target.strip_prefix('#'))
            && meta.attribute("property").and_then(|name| name.split_once(':')) == Some((own, property))
            && let Some(value) = meta.text()
        {
            values.entry(target).or_insert(value);
        }
    }
    values
}

/// The policy at an address in the book; the reason if it cannot be read.
fn policy(container: &mut OcfContainer<'_>, base: &str, href: Option<&str>) -> Result<Policy, String> {
    let bytes = container.part(&resolve(base, href.ok_or("it has no address")?))?;
    policy::json_ld(&String::from_utf8(bytes).map_err(|_| "it is not UTF-8")?)
}

/// The prefix under which the package speaks of our properties (EPUB 3.3, D.1.4).
fn own_prefix(package: &XmlElement) -> Option<&str> {
    let words: Vec<&str> = package.attribute("prefix")?.split_whitespace().collect();
    words.chunks_exact(2).find(|pair| pair[1] == OWN).and_then(|pair| pair[0].strip_suffix(':'))
}

/// The book's producer: the contributor in that role, else what EPUB 2's makers call the generator.
fn maker(metadata: &XmlElement) -> Option<String> {
    let is_producer = |id: &str| {
        metadata.named("meta").any(|meta| {
            meta.attribute("refines").and_then(|target| target.strip_prefix('#')) == Some(id)
                && meta.attribute("property") == Some("role")
                && meta.text().as_deref() == Some("bkp")
        })
    };
    let producer = metadata.named("contributor").find(|element| {
        element.attribute_in(OPF, "role") == Some("bkp") || element.attribute("id").is_some_and(is_producer)
    });
    let generator = || {
        let meta = metadata.named("meta").find(|meta| meta.attribute("name") == Some("generator"))?;
        tidy(meta.attribute("content")?)
    };
    producer.and_then(XmlElement::text).or_else(generator)
}

fn pages(container: &mut OcfContainer<'_>, package: &XmlElement, base: &str, report: &mut Report) {
    let mut manifest = BTreeMap::new();
    for item in package.at(&["manifest"]).into_iter().flat_map(XmlElement::elements) {
        if let (Some(id), Some(href)) = (item.attribute("id"), item.attribute("href")) {
            let is_navigation =
                item.attribute("properties").is_some_and(|list| list.split_whitespace().any(|name| name == "nav"));
            manifest.insert(id, (href, is_navigation));
        }
    }
    for reference in package.at(&["spine"]).into_iter().flat_map(XmlElement::elements) {
        let id = reference.attribute("idref").unwrap_or_default();
        let Some(&(href, is_navigation)) = manifest.get(id) else {
            report.remarks.push(format!("its spine names {id:?}, which is not in its manifest"));
            continue;
        };
        if is_navigation {
            continue;
        }
        match container.xml(&resolve(base, href)) {
            Ok(page) => {
                xhtml::account(&page, report);
                if report.is_own() {
                    xhtml::notes(&page, report);
                }
                match page.at(&["body"]) {
                    Some(body) => xhtml::collect(body, &mut report.text),
                    None => report.remarks.push(format!("{href} has no body")),
                }
            }
            Err(reason) => report.remarks.push(reason),
        }
        if container.left == 0 {
            let beyond = container.limits.beyond(Limit::CheckedParts, "it");
            report.remarks.push(format!("{beyond}: the rest is not read"));
            break;
        }
    }
    if report.text.source.trim().is_empty() {
        report.remarks.push("it has no words".to_owned());
    }
}

/// Everything that the package says. What a property or a link says is named by it.
fn account(package: &XmlElement, report: &mut Report) {
    let mut rest = vec![(package, String::new())];
    while let Some((element, above)) = rest.pop() {
        let name = if above.is_empty() { element.name().to_owned() } else { format!("{above}/{}", element.name()) };
        let is_known = element.is(OPF, element.name()) || element.is(DC, element.name());
        let name = if is_known { name } else { format!("{name}{{{}}}", element.space()) };
        let named = |attribute: &str| element.attribute(attribute).unwrap_or_default();
        match name.as_str() {
            "package/metadata/meta" => {
                report.claim(format!("{name}:{}", named("property")), element.text().unwrap_or_default());
            }
            "package/metadata/link" => report.claim(format!("{name}:{}", named("rel")), named("href")),
            "package/metadata/rights" if element.attribute("id").is_none() => {
                report.claim("package/metadata/rights/none", element.text().unwrap_or_default());
            }
            _ => report.claim(&name, element.own_text().unwrap_or_default()),
        }
        let is_link = name == "package/metadata/link";
        for (attribute, value) in element.all_attributes().filter(|(attribute, _)| !(is_link && attribute == "href")) {
            report.claim(format!("{name}@{attribute}"), value);
        }
        rest.extend(element.elements().map(|child| (child, name.clone())));
    }
}

/// Looks at every part: whether the package names it, whether it is whole, and what of it no page of the spine shows.
fn parts(
    bytes: &[u8],
    container: &mut OcfContainer<'_>,
    package: &XmlElement,
    (path, base): (&str, &str),
    report: &mut Report,
) {
    let (names, faults) = container::faults(bytes, container);
    for fault in faults {
        report.fault(Code::ContainerUnsound, format!("the container is not sound: {fault}"));
    }
    let mut known: BTreeSet<String> = ["mimetype", "META-INF/container.xml", path].map(str::to_owned).into();
    let items = || package.at(&["manifest"]).into_iter().flat_map(XmlElement::elements);
    let links = package.at(&["metadata"]).into_iter().flat_map(|metadata| metadata.named("link"));
    let local = |href: &&str| !href.contains("://");
    known.extend(
        items().chain(links).filter_map(|item| item.attribute("href")).filter(local).map(|href| resolve(base, href)),
    );
    for name in names.iter().filter(|name| !known.contains(*name) && !name.ends_with('/')) {
        report.fault(Code::NotProved, format!("the container holds {name}, which its package does not name"));
    }
    for name in known.iter().filter(|name| !names.is_empty() && !names.contains(name) && *name != "mimetype") {
        report.fault(Code::ContainerUnsound, format!("the package names {name}, which the container does not hold"));
    }
    for item in items() {
        let (Some(href), kind) = (item.attribute("href"), item.attribute("media-type").unwrap_or_default()) else {
            continue;
        };
        let name = resolve(base, href);
        if kind == "text/css" {
            sheet(container, &name, report);
        } else if item.attribute("properties").is_some_and(|list| list.split_whitespace().any(|name| name == "nav")) {
            navigation(container, &name, report);
        } else if kind.starts_with("image/")
            && let Ok(bytes) = container.part(&name)
        {
            report.picture(&name, Some(hex(&sha256(&bytes))));
        }
    }
}

/// What a style sheet does to words.
fn sheet(container: &mut OcfContainer<'_>, name: &str, report: &mut Report) {
    let Ok(sheet) = container.part(name) else { return };
    let sheet = String::from_utf8_lossy(&sheet);
    for hiding in style::hides(&sheet) {
        report.fault(Code::WordsHidden, format!("the style sheet {name} may hide words or add some: {hiding}"));
    }
    if let Some(unknown) = style::unknown(&sheet).filter(|_| report.is_own()) {
        report.fault(Code::WordsHidden, format!("the style sheet {name} is not one of the converter's: {unknown}"));
    }
}

/// The table of contents: what it says has to be said in the book too.
fn navigation(container: &mut OcfContainer<'_>, name: &str, report: &mut Report) {
    let Ok(page) = container.xml(name) else { return };
    xhtml::account(&page, report);
    let Some(body) = page.at(&["body"]) else { return };
    // Also what is hidden: machines read it.
    body.all().into_iter().filter_map(XmlElement::own_text).for_each(|line| report.claim("navigation", line));
}

/// The name of a part by its address relative to a folder.
fn resolve(folder: &str, href: &str) -> String {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    let decoded = decode(path);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Percent-decoding (RFC 3986, 2.1).
fn decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = after.get(..2).filter(|_| first == b'%').and_then(|hex| {
            let hex = std::str::from_utf8(hex).ok()?;
            u8::from_str_radix(hex, 16).ok()
        });
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_the_container() {
        assert_eq!(resolve("OEBPS", "article.xhtml#a"), "OEBPS/article.xhtml");
        assert_eq!(resolve("a/b", "../c%20d/./e"), "a/c d/e");
        assert_eq!(resolve("", "../../x%zz"), "x%zz");
    }
}
