//! Codes of vocabularies as whole identifiers: `medtop:20000002` is `http://cv.iptc.org/newscodes/mediatopic/20000002`.
//!
//! An item may name the schemes of its aliases itself (`catalog/scheme`); of the catalogs that it refers to, which are
//! elsewhere, the schemes of IPTC that describe articles are known here.

use super::tree::SourceElement;

/// The namespace of IPTC's vocabularies.
const NEWSCODES: &str = "http://cv.iptc.org/newscodes/";
/// IPTC's aliases of those that describe articles, and the names of the vocabularies.
const SCHEMES: &[(&str, &str)] = &[
    ("medtop", "mediatopic"),
    ("subj", "subjectcode"),
    ("genre", "genre"),
    ("isrol", "infosourcerole"),
    ("sig", "signal"),
    ("stat", "pubstatusg2"),
    ("nprov", "newsprovider"),
    ("drol", "descriptionrole"),
    ("cpnat", "cpnature"),
    ("prodgenre", "productgenre"),
    ("scn", "scene"),
];

/// The identifier of the concept that an element names by a QCode or a URI; `None` where nothing says which scheme the
/// alias stands for.
pub(super) fn identifier(element: &SourceElement, item: &SourceElement) -> Option<String> {
    if let Some(uri) = element.attribute("uri").or_else(|| element.attribute("roleuri")) {
        return Some(uri.to_owned());
    }
    resolve(element.attribute("qcode")?, item)
}

/// The identifier of a code of IPTC's subjects, which has eight digits (`04015000`).
pub(super) fn subject(code: &str) -> Option<String> {
    let is_code = code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| format!("{NEWSCODES}subjectcode/{code}"))
}

/// The identifier of the role of an element.
pub(super) fn role(element: &SourceElement, item: &SourceElement) -> Option<String> {
    element.attribute("roleuri").map(str::to_owned).or_else(|| resolve(element.attribute("role")?, item))
}

/// What a QCode stands for.
pub(super) fn resolve(code: &str, item: &SourceElement) -> Option<String> {
    let (alias, code) = code.split_once(':').filter(|(alias, code)| !alias.is_empty() && !code.is_empty())?;
    let schemes = item.named("catalog").flat_map(|catalog| catalog.named("scheme"));
    let own =
        schemes.filter(|scheme| scheme.attribute("alias") == Some(alias)).find_map(|scheme| scheme.attribute("uri"));
    if let Some(uri) = own {
        return Some(format!("{uri}{code}"));
    }
    let (_, name) = SCHEMES.iter().find(|(known, _)| *known == alias)?;
    Some(format!("{NEWSCODES}{name}/{code}"))
}
