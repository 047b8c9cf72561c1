//! Values of arguments: what each may be, and what is said of one that it may not be.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use istinad::capture::Editions;
use istinad::layout::style::{Margins, PageSize};
use istinad::model::{Language, Timestamp};
use istinad::package::{PackageForm, PackageLayout};
use istinad::read::READERS;
use istinad::render::pdf::Standard;
use istinad::render::{Provider, RENDERERS};
use istinad::rights::PolicyForm;
use istinad::run::NamePattern;
use istinad::source::Encoding;
use istinad::{Limit, Limits};

pub(super) fn package_forms(text: &str) -> Result<PackageForm, String> {
    let folders = PackageLayout::ALL.map(PackageLayout::as_str).map(str::to_owned);
    let names = || folders.into_iter().chain(PackageForm::all().map(|form| form.to_string())).collect::<Vec<_>>();
    PackageForm::parse(text).ok_or_else(|| format!("the forms are: {}", names().join(", ")))
}

pub(super) fn readers() -> PossibleValuesParser {
    READERS.iter().map(|reader| PossibleValue::new(reader.name())).collect::<Vec<_>>().into()
}

pub(super) fn renderers() -> PossibleValuesParser {
    RENDERERS
        .iter()
        .map(|renderer| {
            let help = format!("{}, written to *.{}", renderer.media_type(), renderer.extension());
            PossibleValue::new(renderer.name()).help(help)
        })
        .collect::<Vec<_>>()
        .into()
}

pub(super) fn policy_forms() -> impl TypedValueParser<Value = PolicyForm> {
    let values = PolicyForm::ALL.iter().map(|form| match form {
        PolicyForm::JsonLd => PossibleValue::new(form.as_str()).help("JSON-LD, which every receiver takes"),
        PolicyForm::Xml => PossibleValue::new(form.as_str()).help("XML, for receivers whose schema knows ODRL"),
    });
    PossibleValuesParser::new(values)
        .map(|name| PolicyForm::ALL.iter().copied().find(|form| form.as_str() == name).unwrap_or_default())
}

pub(super) fn page_size(name: &str) -> Result<PageSize, String> {
    PageSize::parse(name).ok_or_else(|| "not a4, a5, letter or a size such as 120x190mm".to_owned())
}

pub(super) fn margins(list: &str) -> Result<Margins, String> {
    Margins::parse(list).ok_or_else(|| "not one, two or four numbers separated by commas".to_owned())
}

pub(super) fn standards() -> impl TypedValueParser<Value = Standard> {
    let values = Standard::ALL.iter().map(|standard| {
        let help = match standard {
            Standard::A2aUa1 => "PDF/A-2a and PDF/UA-1, nothing attached",
            Standard::A3aUa1 => "PDF/A-3a and PDF/UA-1, with the article's own file and its NewsML-G2 attached",
            Standard::A4fUa2 => "PDF/A-4f and PDF/UA-2 (PDF 2.0), with the same attached",
        };
        PossibleValue::new(standard.as_str()).help(help)
    });
    PossibleValuesParser::new(values)
        .map(|name| Standard::ALL.iter().copied().find(|standard| standard.as_str() == name).unwrap_or_default())
}

pub(super) fn editions() -> impl TypedValueParser<Value = Editions> {
    PossibleValuesParser::new(Editions::ALL.iter().map(|(name, _)| PossibleValue::new(*name))).map(|name| {
        Editions::ALL.iter().find(|(known, _)| *known == name).map_or_else(Editions::default, |(_, editions)| *editions)
    })
}

pub(super) fn name_pattern(text: &str) -> Result<NamePattern, String> {
    NamePattern::parse(text).map_err(|error| error.to_string())
}

pub(super) fn provider(text: &str) -> Result<Provider, String> {
    Provider::parse(text).ok_or_else(|| "the name is empty".to_owned())
}

pub(super) fn time(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text)
        .ok_or_else(|| "not a time in the form 2026-06-24, 2026-06-24T14:05 or 2026-06-24T14:05:30+04:00".to_owned())
}

pub(super) fn encoding(label: &str) -> Result<Encoding, String> {
    Encoding::for_label(label)
        .ok_or_else(|| "not an encoding such as utf-8, windows-1254, windows-1251 or koi8-r".to_owned())
}

/// What may follow a number of bytes.
const UNITS: &[(char, u64)] = &[('k', 1 << 10), ('M', 1 << 20), ('G', 1 << 30)];

pub(super) fn limit(text: &str) -> Result<(Limit, u64), String> {
    let (name, value) = text.split_once('=').ok_or("not a name and a number, such as table-cells=50000")?;
    let limit = Limit::parse(name).ok_or_else(|| {
        let known: Vec<&str> = Limit::ALL.iter().map(|limit| limit.as_str()).collect();
        format!("there is no limit {name:?}; the limits are {}", known.join(", "))
    })?;
    let units = if limit.counts_bytes() { UNITS } else { &[] };
    let with_unit = units.iter().find_map(|&(unit, factor)| Some((value.strip_suffix(unit)?, factor)));
    let (digits, factor) = with_unit.unwrap_or((value, 1));
    let number: u64 = digits.parse().map_err(|_| format!("{value:?} is not a number"))?;
    let value = number.saturating_mul(factor);
    match Limits::default().with(limit, value) {
        Ok(_) => Ok((limit, value)),
        Err(error) => Err(error.diagnostics().iter().map(|diagnostic| diagnostic.message.as_str()).collect()),
    }
}

/// The limits, each with its default.
pub(super) fn limits_help() -> String {
    let mut help = "How much is read of what may be hostile; may be given several times. A number of bytes may end \
                    with k, M or G. By default:\n"
        .to_owned();
    for limit in Limit::ALL {
        let default = limit.default_value();
        let unit = UNITS.iter().rev().find(|(_, factor)| limit.counts_bytes() && default.is_multiple_of(*factor));
        let default = unit.map_or(default.to_string(), |(unit, factor)| format!("{}{unit}", default / factor));
        help.push_str(&format!("\n  {:21}  {}", format!("{limit}={default}"), limit.meaning()));
    }
    help
}

pub(super) fn language(tag: &str) -> Result<Language, String> {
    Language::parse(tag).ok_or_else(|| "not a language tag such as az, az-Cyrl or en-GB".to_owned())
}

/// An absolute address (`http` or `https`), the only kind that an archived hyperlink can have.
pub(super) fn address(text: &str) -> Result<String, String> {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        text.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme)).map(|_| &text[scheme.len()..])
    });
    match rest {
        None => Err("not an address that starts with https:// or http://".to_owned()),
        Some(rest) if rest.is_empty() || rest.starts_with(['/', '?', '#']) => {
            Err("the address names no host".to_owned())
        }
        Some(_) if text.contains(|character: char| character.is_whitespace() || character.is_control()) => {
            Err("an address has no spaces".to_owned())
        }
        Some(_) => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_absolute() {
        for good in ["https://a.example/1", "HTTP://a.example", "https://a.example/ə?b#c"] {
            assert_eq!(address(good).as_deref(), Ok(good));
        }
        for bad in ["", "a.example", "ftp://a.example", "https://", "https:///a", "https://a b", "javascript:alert(1)"]
        {
            assert!(address(bad).is_err(), "{bad}");
        }
    }
}
