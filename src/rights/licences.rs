//! Licences by address, by identifier and by name, under their SPDX identifiers (<https://spdx.org/licenses/>).

use std::ops::Range;

use crate::model::Licence;

/// The licence to which an address leads, if it is one that is known: an address of Creative Commons, in any of its
/// forms (`/deed.az`, `/legalcode`, without `www.`, with a jurisdiction, which SPDX mostly does not name).
pub fn by_address(address: &str) -> Option<Licence> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let path = rest.strip_prefix("creativecommons.org/")?;
    let mut parts = path.split(['/', '?', '#']);
    let (kind, code, version) = (parts.next()?, parts.next()?, parts.next()?);
    if !is_version(version) {
        return None;
    }
    // A ported licence ("/by/3.0/az/") is another text than the international one: it keeps its own address.
    let ported = parts.next().filter(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_lowercase()));
    match (kind, code, ported) {
        ("licenses", code, None) => creative_commons(code, version),
        ("licenses", code, Some(jurisdiction)) if ELEMENTS.contains(&code) => Some(Licence {
            spdx: None,
            address: Some(format!("https://creativecommons.org/licenses/{code}/{version}/{jurisdiction}/")),
        }),
        ("publicdomain", "zero", _) => creative_commons("zero", version),
        ("publicdomain", "mark", _) => Some(Licence {
            spdx: None,
            address: Some(format!("https://creativecommons.org/publicdomain/mark/{version}/")),
        }),
        _ => None,
    }
}

/// The licence of an identifier on the SPDX list, in whatever case it is written (SPDX 2.3, annex D.2).
pub fn by_identifier(identifier: &str) -> Option<Licence> {
    let identifier = identifier.trim();
    let listed = spdx::identifiers::LICENSES.iter().find(|listed| listed.name.eq_ignore_ascii_case(identifier))?.name;
    let code = listed.to_ascii_lowercase();
    let known = match code.strip_prefix("cc-").and_then(|code| code.rsplit_once('-')) {
        Some((elements, version)) => creative_commons(elements, version),
        None => code.strip_prefix("cc0-").and_then(|version| creative_commons("zero", version)),
    };
    Some(known.unwrap_or_else(|| Licence { spdx: Some(listed.to_owned()), address: None }))
}

/// The combinations of elements that Creative Commons offers.
const ELEMENTS: &[&str] = &["by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"];

/// The versions that Creative Commons has published.
const VERSIONS: &[&str] = &["1.0", "2.0", "2.5", "3.0", "4.0"];

fn is_version(version: &str) -> bool {
    VERSIONS.contains(&version)
}

fn creative_commons(code: &str, version: &str) -> Option<Licence> {
    let (spdx, address) = match code {
        "zero" if version == "1.0" => ("CC0-1.0".to_owned(), "publicdomain/zero/1.0".to_owned()),
        _ if ELEMENTS.contains(&code) && is_version(version) => {
            (format!("CC-{}-{version}", code.to_ascii_uppercase()), format!("licenses/{code}/{version}"))
        }
        _ => return None,
    };
    Some(Licence { spdx: Some(spdx), address: Some(format!("https://creativecommons.org/{address}/")) })
}

/// Licences other than those of Creative Commons: SPDX identifier, and names in lower case.
const OTHERS: &[(&str, &[&str])] = &[
    ("OGL-UK-3.0", &["ogl-uk-3.0", "open government licence v3.0", "open government licence 3.0"]),
    ("OGL-UK-2.0", &["ogl-uk-2.0", "open government licence v2.0"]),
    ("GFDL-1.3-or-later", &["gfdl-1.3-or-later", "gnu free documentation license, version 1.3 or any later version"]),
    ("GFDL-1.3-only", &["gfdl-1.3-only"]),
    ("ODbL-1.0", &["odbl-1.0", "open database license 1.0", "open database license v1.0"]),
    ("PDDL-1.0", &["pddl-1.0"]),
    ("LAL-1.3", &["lal-1.3", "free art license 1.3"]),
    ("etalab-2.0", &["etalab-2.0", "licence ouverte 2.0"]),
];

/// The elements of Creative Commons by their names, as the tables' four languages write them, in lower case.
const ELEMENT_NAMES: &[(&str, &str)] = &[
    ("noncommercial", "nc"),
    ("non-commercial", "nc"),
    ("gayriticari", "nc"),
    ("gayri ticari", "nc"),
    ("qeyri-kommersiya", "nc"),
    ("некоммерческ", "nc"),
    ("sharealike", "sa"),
    ("share-alike", "sa"),
    ("share alike", "sa"),
    ("aynı lisansla paylaş", "sa"),
    ("с сохранением условий", "sa"),
    ("noderiv", "nd"),
    ("no-deriv", "nd"),
    ("no deriv", "nd"),
    ("türetilemez", "nd"),
    ("без производных", "nd"),
];

/// The licences that a sentence names, each with the place of its name. An address and a name of the same licence are
/// one licence with two places.
pub(super) fn by_name(sentence: &str) -> Vec<(Licence, Range<usize>)> {
    // ASCII lower case keeps every byte where it is, so that places hold.
    let lower = sentence.to_ascii_lowercase();
    let mut found: Vec<(Licence, Range<usize>)> = Vec::new();
    for chunk in lower.split_whitespace() {
        let start = chunk.as_ptr() as usize - lower.as_ptr() as usize;
        if let Some(at) = chunk.find("http") {
            let address = chunk[at..].trim_end_matches([')', ']', '>', '.', ',', ';', '»', '”', '"']);
            if let Some(licence) = by_address(address) {
                found.push((licence, start + at..start + at + address.len()));
            }
        }
    }
    if let Some((_, after)) = lower.split_once(SPDX_LABEL)
        && let Some(identifier) = after.split_whitespace().next()
        && let Some(licence) = by_identifier(identifier)
    {
        let start = identifier.as_ptr() as usize - lower.as_ptr() as usize;
        found.push((licence, start..start + identifier.len()));
    }
    found.extend(abbreviations(&lower));
    if let Some(licence) = creative_commons_in_words(sentence, &lower) {
        found.push(licence);
    }
    for (spdx, names) in OTHERS {
        for name in *names {
            if let Some(at) = find_word(&lower, name) {
                found.push((Licence { spdx: Some((*spdx).to_owned()), address: None }, at..at + name.len()));
                break;
            }
        }
    }
    found
}

/// What says in a text that an identifier follows (SPDX 2.3, annex E), in lower case.
const SPDX_LABEL: &str = "spdx-license-identifier:";

/// `CC BY-SA 4.0`, `CC-BY-SA-4.0`, `CC0 1.0`, `CC0`.
fn abbreviations(lower: &str) -> Vec<(Licence, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(offset) = find_word(&lower[from..], "cc") {
        let start = from + offset;
        from = start + 2;
        let rest = &lower[start + 2..];
        if let Some(after) = rest.strip_prefix('0') {
            let version = after.trim_start_matches([' ', '-']);
            let length = match version.starts_with("1.0") {
                true => after.len() - version.len() + 3,
                false => 0,
            };
            found.extend(creative_commons("zero", "1.0").map(|licence| (licence, start..start + 3 + length)));
            continue;
        }
        // The longest code first: "by-nc-sa" begins with "by".
        let normal = rest.replace([' ', '\u{2011}'], "-");
        if normal.len() != rest.len() {
            continue;
        }
        let code = ELEMENTS.iter().rev().find(|code| normal.strip_prefix('-').is_some_and(|it| it.starts_with(**code)));
        let Some(code) = code else { continue };
        let after = &normal[1 + code.len()..];
        let version = after.strip_prefix('-').and_then(|after| VERSIONS.iter().find(|it| after.starts_with(**it)));
        // Without a version nobody knows which text is meant.
        let Some(version) = version else { continue };
        let end = start + 2 + 1 + code.len() + 1 + version.len();
        found.extend(creative_commons(code, version).map(|licence| (licence, start..end)));
    }
    found
}

/// "Creative Commons Attribution-ShareAlike 4.0 International".
fn creative_commons_in_words(sentence: &str, lower: &str) -> Option<(Licence, Range<usize>)> {
    let start = find_word(lower, "creative commons")?;
    let words = &sentence[start..];
    let (at, version) =
        VERSIONS.iter().filter_map(|version| words.find(version).map(|at| (at, *version))).min_by_key(|(at, _)| *at)?;
    let name = words[..at].to_lowercase();
    // A name, not a sentence: the version follows at once.
    if name.split_whitespace().count() > 9 {
        return None;
    }
    let has = |element: &str| ELEMENT_NAMES.iter().any(|(word, of)| *of == element && name.contains(word));
    let mut code = "by".to_owned();
    for element in ["nc", "sa", "nd"] {
        if has(element) {
            code = format!("{code}-{element}");
        }
    }
    if name.contains("zero") {
        code = "zero".to_owned();
    }
    // "International" and "License" belong to the name.
    let mut end = start + at + version.len();
    for word in [" international", " license", " licence", " public license"] {
        if lower[end..].starts_with(word) {
            end += word.len();
        }
    }
    creative_commons(&code, version).map(|licence| (licence, start..end))
}

/// The place of a word or words that stand free: no letter or digit touches them. The digit of `cc0` may follow.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let free_before = |at: usize| !text[..at].ends_with(|before: char| before.is_alphanumeric());
    let free_after = |end: usize| !text[end..].starts_with(|after: char| after.is_alphanumeric() && after != '0');
    text.match_indices(word).map(|(at, _)| at).find(|&at| free_before(at) && free_after(at + word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spdx(sentence: &str) -> Vec<String> {
        by_name(sentence).into_iter().map(|(licence, _)| licence.spdx.unwrap_or_default()).collect()
    }

    #[test]
    fn names_and_addresses_lead_to_spdx_identifiers() {
        assert_eq!(spdx("CC BY-NC-SA 4.0"), ["CC-BY-NC-SA-4.0"]);
        assert_eq!(spdx("cc-by-3.0"), ["CC-BY-3.0"]);
        assert_eq!(spdx("CC0"), ["CC0-1.0"]);
        assert_eq!(spdx("under CC BY, see below"), [""; 0]);
        assert_eq!(spdx("(http://www.creativecommons.org/licenses/by-nd/2.5/legalcode)."), ["CC-BY-ND-2.5"]);
        assert_eq!(spdx("https://creativecommons.org/licenses/by/3.0/az/"), [""]);
        assert_eq!(spdx("Creative Commons Attribution-NoDerivatives 4.0 International License"), ["CC-BY-ND-4.0"]);
        assert_eq!(spdx("accuracy, CCTV, 5 cc bypass"), [""; 0]);
        assert_eq!(spdx("https://creativecommons.org/licenses/xx/4.0/"), [""; 0]);
    }

    #[test]
    fn identifiers_are_those_of_the_list() {
        let listed = |identifier: &str| by_identifier(identifier).map(|it| (it.spdx.unwrap_or_default(), it.address));
        let cc = "https://creativecommons.org/licenses/by-nc-sa/4.0/".to_owned();
        assert_eq!(listed("cc-by-nc-sa-4.0"), Some(("CC-BY-NC-SA-4.0".to_owned(), Some(cc))));
        let zero = "https://creativecommons.org/publicdomain/zero/1.0/".to_owned();
        assert_eq!(listed("CC0-1.0"), Some(("CC0-1.0".to_owned(), Some(zero))));
        assert_eq!(
            listed(" CC-BY-3.0-DE "),
            Some(("CC-BY-3.0-DE".to_owned(), None)),
            "a ported licence is another text"
        );
        assert_eq!(listed("ogl-uk-3.0"), Some(("OGL-UK-3.0".to_owned(), None)));
        for unknown in ["", "CC", "CC-BY", "CC-BY-9.9", "Proprietary", "All-Rights-Reserved", "numune-1.0"] {
            assert_eq!(listed(unknown), None, "{unknown}");
        }
        assert_eq!(spdx("SPDX-License-Identifier: MIT"), ["MIT"]);
        assert_eq!(spdx("SPDX-License-Identifier: numune-1.0"), [""; 0]);
        for (identifier, _) in OTHERS {
            assert!(by_identifier(identifier).is_some(), "{identifier} is on no list");
        }
    }

    #[test]
    fn hostile_text_is_only_not_a_licence() {
        for text in ["cc", "CC ƏƏƏ", "cc by\u{2011}sa 4.0", "http", "http://", "Creative Commons ✓4.0", "cc0cc0cc"]
        {
            let _ = by_name(text);
            let _ = by_address(text);
        }
    }
}
