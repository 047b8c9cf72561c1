//! Licences by address, by identifier and by name, under their SPDX identifiers (<https://spdx.org/licenses/>).

mod names;

use std::ops::Range;

use crate::model::{Licence, Meaning, Purpose, Scope};

/// The licence to which an address leads, if it is one that is known: an address of Creative Commons, in any of its
/// forms (`/deed.az`, `/legalcode`, without `www.`, with a jurisdiction).
pub fn by_address(address: &str) -> Option<Licence> {
    let address = archived(address).unwrap_or(address);
    let rest = ["https://", "http://", "//"].into_iter().find_map(|scheme| address.strip_prefix(scheme))?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let path = rest.strip_prefix("creativecommons.org/")?;
    let mut parts = path.split(['/', '?', '#']);
    let (kind, code, version) = (parts.next()?, parts.next()?, parts.next()?);
    // "/by/3.0/az/", "/by/3.0/igo/", "/by/2.5/scotland/", not "/by/3.0/legalcode" or "/by/3.0/deed.az".
    let is_jurisdiction = |part: &&str| {
        !matches!(*part, "" | "deed" | "legalcode" | "rdf") && part.bytes().all(|it| it.is_ascii_lowercase())
    };
    let jurisdiction = parts.next().map(str::to_ascii_lowercase);
    match (kind, code, jurisdiction.as_deref().filter(is_jurisdiction)) {
        ("licenses", code, None) => creative_commons(code, version),
        ("licenses", code, Some(jurisdiction)) => ported(code, version, jurisdiction),
        ("publicdomain", "zero", _) => creative_commons("zero", version),
        ("publicdomain", "mark", _) if is_version(version) => Some(Licence {
            spdx: None,
            address: Some(format!("https://creativecommons.org/publicdomain/mark/{version}/")),
        }),
        _ => None,
    }
}

/// The address of which another is the copy in a web archive: `https://archive.example/web/20260624000000/https://…`.
fn archived(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("//")?;
    let (host, path) = rest.split_once('/')?;
    let at = path.find("http")?;
    let is_moment = |part: &str| part.len() >= 4 && part.bytes().take(4).all(|byte| byte.is_ascii_digit());
    let mut parts = path[..at].trim_end_matches('/').split('/');
    (host.contains("archive") && parts.next_back().is_some_and(is_moment)).then(|| &path[at..])
}

/// The licence of an identifier on the SPDX list, in whatever case it is written (SPDX 2.3, annex D.2).
pub fn by_identifier(identifier: &str) -> Option<Licence> {
    let identifier = identifier.trim();
    let listed = spdx::identifiers::LICENSES.iter().find(|listed| listed.name.eq_ignore_ascii_case(identifier))?.name;
    let code = listed.to_ascii_lowercase();
    let known = match code.strip_prefix("cc-").and_then(|code| code.rsplit_once('-')) {
        Some((rest, last)) => creative_commons(rest, last).or_else(|| {
            let (elements, version) = rest.rsplit_once('-')?;
            ported(elements, version, last)
        }),
        None => code.strip_prefix("cc0-").and_then(|version| creative_commons("zero", version)),
    };
    Some(known.unwrap_or_else(|| Licence { spdx: Some(listed.to_owned()), address: None }))
}

/// The combinations of elements that Creative Commons offers.
const ELEMENTS: &[&str] = &["by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"];

/// The versions that Creative Commons has published.
const VERSIONS: &[&str] = &["1.0", "2.0", "2.5", "3.0", "4.0"];

/// The version that exists in jurisdictions alone (Japan, Spain).
const PORTED_VERSION: &str = "2.1";

/// The jurisdictions to whose law Creative Commons' licences were adapted, by the part of their address, in version 3.0
/// or an earlier one. Version 4.0 has no ports.
const JURISDICTIONS: &[&str] = &[
    "am", "ar", "at", "au", "az", "be", "bg", "br", "ca", "ch", "cl", "cn", "co", "cr", "cz", "de", "dk", "ec", "ee",
    "eg", "es", "fi", "fr", "ge", "gr", "gt", "hk", "hr", "hu", "ie", "igo", "il", "in", "it", "jp", "kr", "lu", "mk",
    "mt", "mx", "my", "nl", "no", "nz", "pe", "ph", "pl", "pr", "pt", "ro", "rs", "scotland", "se", "sg", "si", "th",
    "tw", "ua", "ug", "uk", "us", "ve", "vn", "za",
];

/// Jurisdictions by the names that stand in titles of licences, in lower case.
const JURISDICTION_NAMES: &[(&str, &str)] = &[
    ("germany", "de"),
    ("deutschland", "de"),
    ("austria", "at"),
    ("österreich", "at"),
    ("australia", "au"),
    ("netherlands", "nl"),
    ("united states", "us"),
    ("united kingdom", "uk"),
    ("england and wales", "uk"),
    ("england & wales", "uk"),
    ("france", "fr"),
    ("japan", "jp"),
    ("canada", "ca"),
    ("azerbaijan", "az"),
    ("georgia", "ge"),
    ("spain", "es"),
    ("españa", "es"),
    ("schweiz", "ch"),
    ("switzerland", "ch"),
    ("suisse", "ch"),
    ("italy", "it"),
    ("italia", "it"),
    ("poland", "pl"),
    ("ukraine", "ua"),
    ("україна", "ua"),
    ("mexico", "mx"),
    ("méxico", "mx"),
    ("argentina", "ar"),
    ("chile", "cl"),
    ("colombia", "co"),
    ("ireland", "ie"),
    ("new zealand", "nz"),
    ("india", "in"),
    ("brazil", "br"),
    ("portugal", "pt"),
    ("greece", "gr"),
    ("romania", "ro"),
    ("igo", "igo"),
];

fn is_version(version: &str) -> bool {
    VERSIONS.contains(&version)
}

/// A licence as it was adapted to the law of a jurisdiction, or of intergovernmental organisations: another text than
/// the unported one. The SPDX list has few of them; the others have their address alone.
fn ported(code: &str, version: &str, jurisdiction: &str) -> Option<Licence> {
    if !ELEMENTS.contains(&code) || !(is_version(version) || version == PORTED_VERSION) {
        return None;
    }
    let identifier = format!("CC-{code}-{version}-{jurisdiction}");
    let listed = spdx::identifiers::LICENSES.iter().find(|listed| listed.name.eq_ignore_ascii_case(&identifier));
    Some(Licence {
        spdx: listed.map(|listed| listed.name.to_owned()),
        address: Some(format!("https://creativecommons.org/licenses/{code}/{version}/{jurisdiction}/")),
    })
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
    (
        "DL-DE-BY-2.0",
        &[
            "dl-de-by-2.0",
            "dl-de/by-2-0",
            "datenlizenz deutschland – namensnennung – version 2.0",
            "datenlizenz deutschland namensnennung 2.0",
            "datenlizenz deutschland – namensnennung 2.0",
        ],
    ),
    (
        "etalab-2.0",
        &[
            "etalab-2.0",
            "licence ouverte 2.0",
            "licence ouverte version 2.0",
            "licence ouverte v2.0",
            "licence ouverte / open licence version 2.0",
            "licence ouverte / open licence 2.0",
            "licence ouverte etalab 2.0",
        ],
    ),
];

/// A licence that a sentence names, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedLicence {
    /// The licence; `None` where a licence is named, and which it is cannot be told.
    pub(super) licence: Option<Licence>,
    /// The place of its name, in bytes.
    pub(super) place: Range<usize>,
}

/// The licences that a sentence names, each with the place of its name. An address and a name of the same licence are
/// one licence with two places.
pub(super) fn by_name(sentence: &str) -> Vec<NamedLicence> {
    // ASCII lower case keeps every byte where it is, so that places hold.
    let lower = sentence.to_ascii_lowercase();
    let mut found: Vec<NamedLicence> = Vec::new();
    let mut known = |licence: Licence, place: Range<usize>| found.push(NamedLicence { licence: Some(licence), place });
    let may_have_address = lower.contains("http") || lower.contains("creativecommons.org/");
    for chunk in lower.split_whitespace().filter(|_| may_have_address) {
        let start = chunk.as_ptr() as usize - lower.as_ptr() as usize;
        if let Some(at) = chunk.find("http").or_else(|| chunk.find("creativecommons.org/")) {
            let address = chunk[at..].trim_end_matches([')', ']', '>', '.', ',', ';', '»', '”', '"']);
            if let Some(licence) = by_address(address) {
                known(licence, start + at..start + at + address.len());
            }
        }
    }
    if let Some((_, after)) = lower.split_once(SPDX_LABEL)
        && let Some(identifier) = after.split_whitespace().next()
        && let Some(licence) = by_identifier(identifier)
    {
        let start = identifier.as_ptr() as usize - lower.as_ptr() as usize;
        known(licence, start..start + identifier.len());
    }
    // Each of the others has its version in its name.
    let digit = |at: usize| lower.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let may_have_version = lower.match_indices('.').any(|(at, _)| at > 0 && digit(at - 1) && digit(at + 1));
    for (spdx, names) in OTHERS.iter().filter(|_| may_have_version) {
        for name in *names {
            if let Some(at) = find_word(&lower, name) {
                known(Licence { spdx: Some((*spdx).to_owned()), address: None }, at..at + name.len());
                break;
            }
        }
    }
    found.extend(abbreviations(sentence, &lower));
    if names::may_be_in_words(&lower) {
        found.extend(names::in_words(sentence));
    }
    found
}

/// Whether a licence is another one told more exactly: with its version, or with its jurisdiction.
pub(super) fn says_more(exact: &Licence, vague: Option<&Licence>) -> bool {
    let Some(vague) = vague else { return true };
    let (Some(exact), Some(vague)) = (&exact.address, &vague.address) else { return false };
    exact.strip_prefix(vague.as_str()).is_some_and(|more| !more.is_empty())
}

/// The licence of some elements of which nobody says the version.
fn unversioned(code: &str) -> Option<Licence> {
    let known = ELEMENTS.contains(&code);
    known.then(|| Licence { spdx: None, address: Some(format!("https://creativecommons.org/licenses/{code}/")) })
}

/// What a statement of rightsstatements.org means: it is no licence, and grants nothing by itself. `None` for any other
/// address.
pub(crate) fn rights_statement(address: &str) -> Option<Vec<Meaning>> {
    let rest = address.trim().strip_prefix("https://").or_else(|| address.trim().strip_prefix("http://"))?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest).strip_prefix("rightsstatements.org/")?;
    let name = rest.trim_start_matches("vocab/").trim_start_matches("page/").split('/').next()?;
    let mut meanings = vec![Meaning::AllRightsReserved];
    match name.to_ascii_lowercase().as_str() {
        "inc-nc" => meanings.push(Meaning::NonCommercial { scope: Scope::Everything }),
        "inc-edu" => meanings.push(Meaning::Purpose(Purpose::Education)),
        "inc" | "inc-ow-eu" | "inc-ruu" => {}
        // Who holds the copyright, or whether anybody does, is not said; other law or a contract may limit the use.
        _ => meanings = vec![Meaning::LicenceUnknown],
    }
    Some(meanings)
}

/// What says in a text that an identifier follows (SPDX 2.3, annex E), in lower case.
const SPDX_LABEL: &str = "spdx-license-identifier:";

/// The jurisdiction that stands after the version of a licence, and how many bytes it takes with what is before it:
/// ` DE`, `-de`, ` IGO`, ` Germany`.
fn jurisdiction(after: &str) -> Option<(&'static str, usize)> {
    let words = after.strip_prefix([' ', '-'])?;
    let word = words.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    // "CC BY 3.0 de …" goes on in French.
    let written = after.starts_with('-') || word.eq_ignore_ascii_case("igo") || word.starts_with(char::is_uppercase);
    let code = JURISDICTIONS.iter().find(|code| {
        written
            && word.eq_ignore_ascii_case(code)
            && (code.len() > 2 || after.starts_with('-') || word == word.to_uppercase())
    });
    if let Some(code) = code {
        return Some((*code, 1 + word.len()));
    }
    let lower = words.to_lowercase();
    JURISDICTION_NAMES.iter().find_map(|(name, code)| lower.starts_with(name).then_some((*code, 1 + name.len())))
}

/// `CC BY-SA 4.0`, `CC-BY-SA-4.0`, `CC BY 3.0 DE`, `CC BY-NC`, `CC0 1.0`, `CC0`. An element that Creative Commons does
/// not have makes the licence unknown.
fn abbreviations(sentence: &str, lower: &str) -> Vec<NamedLicence> {
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
            let licence = creative_commons("zero", "1.0");
            found.push(NamedLicence { licence, place: start..start + 3 + length });
            continue;
        }
        let mut end = start + 2;
        let mut elements: Vec<&str> = Vec::new();
        let mut unknown = false;
        loop {
            let after = &lower[end..];
            let joined =
                after.strip_prefix('-').or_else(|| after.strip_prefix('\u{2011}')).or_else(|| after.strip_prefix('–'));
            let Some(next) = joined.or_else(|| after.strip_prefix([' ', '/'])) else { break };
            let word = next.split(|it: char| !it.is_ascii_alphanumeric()).next().unwrap_or_default();
            let free = !next[word.len()..].starts_with(|it: char| it.is_alphanumeric());
            // "CC BY by …" goes on in English.
            let is_element = ["by", "nc", "nd", "sa"].contains(&word) && free && !elements.contains(&word);
            if !is_element {
                unknown |= joined.is_some()
                    && free
                    && !word.is_empty()
                    && word.bytes().all(|it| it.is_ascii_alphabetic())
                    && !elements.is_empty()
                    && word.len() == 2;
                break;
            }
            elements.push(word);
            end += after.len() - next.len() + word.len();
        }
        if elements.is_empty() {
            continue;
        }
        let code = elements.join("-");
        let version = lower[end..].strip_prefix([' ', '-', '/']).and_then(|after| {
            VERSIONS.iter().chain([&PORTED_VERSION]).find(|version| {
                after.starts_with(**version) && !after[version.len()..].starts_with(|it: char| it.is_ascii_digit())
            })
        });
        let next_digit =
            lower[end..].trim_start_matches([' ', '-', '/', 'v']).starts_with(|it: char| it.is_ascii_digit());
        let (licence, end) = match version {
            _ if unknown => (None, end),
            Some(version) => {
                let end = end + 1 + version.len();
                match of_jurisdiction(&code, version, sentence, end) {
                    Some((licence, end)) => (Some(licence), end),
                    None => (None, end),
                }
            }
            // A version that does not exist, or one that is not known yet.
            None if next_digit && lower[end..].trim_start_matches([' ', '-', '/', 'v']).chars().nth(1) == Some('.') => {
                (None, end)
            }
            None => (unversioned(&code), end),
        };
        found.push(NamedLicence { licence, place: start..end });
    }
    found
}

/// The licence of a code and a version that end at a place in a sentence, with the end of the jurisdiction that may
/// follow.
fn of_jurisdiction(code: &str, version: &str, sentence: &str, end: usize) -> Option<(Licence, usize)> {
    match jurisdiction(sentence.get(end..)?) {
        Some((jurisdiction, length)) if version != "4.0" => {
            ported(code, version, jurisdiction).map(|licence| (licence, end + length))
        }
        Some(_) | None => creative_commons(code, version).map(|licence| (licence, end)),
    }
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
        by_name(sentence).into_iter().filter_map(|named| named.licence).filter_map(|licence| licence.spdx).collect()
    }

    #[test]
    fn names_and_addresses_lead_to_spdx_identifiers() {
        assert_eq!(spdx("CC BY-NC-SA 4.0"), ["CC-BY-NC-SA-4.0"]);
        assert_eq!(spdx("cc-by-3.0"), ["CC-BY-3.0"]);
        assert_eq!(spdx("CC0"), ["CC0-1.0"]);
        assert_eq!(spdx("under CC BY, see below"), [""; 0]);
        assert_eq!(spdx("(http://www.creativecommons.org/licenses/by-nd/2.5/legalcode)."), ["CC-BY-ND-2.5"]);
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
        let ported = "https://creativecommons.org/licenses/by/3.0/de/".to_owned();
        assert_eq!(listed("CC0-1.0"), Some(("CC0-1.0".to_owned(), Some(zero))));
        assert_eq!(
            listed(" CC-BY-3.0-DE "),
            Some(("CC-BY-3.0-DE".to_owned(), Some(ported))),
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

    /// What a sentence grants: identifier, else the end of the address.
    fn granted(sentence: &str) -> Vec<String> {
        let shown = |licence: Licence| {
            let address = licence.address.unwrap_or_default();
            licence.spdx.unwrap_or_else(|| address.replace("https://creativecommons.org/licenses", ""))
        };
        by_name(sentence).into_iter().filter_map(|named| named.licence).map(shown).collect()
    }

    #[test]
    fn a_ported_licence_is_not_the_unported_one() {
        for (sentence, expected) in [
            ("CC BY 3.0 DE", "CC-BY-3.0-DE"),
            ("cc-by-sa-3.0-at", "CC-BY-SA-3.0-AT"),
            ("CC BY-SA 3.0 IGO", "CC-BY-SA-3.0-IGO"),
            ("CC BY-NC-SA 3.0 igo", "CC-BY-NC-SA-3.0-IGO"),
            ("CC BY-NC-ND 3.0 Germany", "CC-BY-NC-ND-3.0-DE"),
            ("CC BY 2.5 CA", "/by/2.5/ca/"),
            ("CC BY 2.5 Scotland", "/by/2.5/scotland/"),
            ("CC BY-SA 2.1 JP", "CC-BY-SA-2.1-JP"),
            ("Creative Commons Attribution 3.0 Germany License", "CC-BY-3.0-DE"),
            ("Creative Commons Attribution 3.0 IGO License", "CC-BY-3.0-IGO"),
            ("Creative Commons Attribution 3.0 Unported License", "CC-BY-3.0"),
            ("Creative Commons Attribution-ShareAlike 2.0 Generic", "CC-BY-SA-2.0"),
            ("https://creativecommons.org/licenses/by/3.0/az/", "/by/3.0/az/"),
            ("https://creativecommons.org/licenses/by/3.0/igo/", "CC-BY-3.0-IGO"),
            ("http://creativecommons.org/licenses/by/2.5/scotland/", "/by/2.5/scotland/"),
            ("https://creativecommons.org/licenses/by-nc-sa/2.0/uk/legalcode", "CC-BY-NC-SA-2.0-UK"),
            // What is no jurisdiction changes nothing, and version 4.0 has none.
            ("https://creativecommons.org/licenses/by/3.0/deed.de", "CC-BY-3.0"),
            ("https://creativecommons.org/licenses/by/4.0/legalcode", "CC-BY-4.0"),
            ("CC BY 3.0 de l'auteur", "CC-BY-3.0"),
            ("CC BY 3.0, DE", "CC-BY-3.0"),
            ("CC BY 4.0 DE", "CC-BY-4.0"),
        ] {
            assert_eq!(granted(sentence), [expected], "{sentence}");
        }
        for unplaced in ["Creative Commons Attribution 3.0 Atlantis License", "CC BY 2.1"] {
            assert_eq!(granted(unplaced), [""; 0], "{unplaced}");
        }
    }

    #[test]
    fn hostile_text_is_only_not_a_licence() {
        for text in [
            "cc",
            "CC ƏƏƏ",
            "cc by\u{2011}sa 4.0",
            "http",
            "http://",
            "Creative Commons ✓4.0",
            "cc0cc0cc",
            "cc by 3.0 ✓",
            "cc by 3.0-",
        ] {
            let _ = by_name(text);
            let _ = by_address(text);
        }
    }
}
