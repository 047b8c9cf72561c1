//! Who hands the files over: the archive that runs the tool.

use std::fmt;

/// A name, an address, or both: `Arxiv <https://arxiv.example/>`. Read once, so that every format says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    name: Option<String>,
    address: Option<String>,
}

impl Provider {
    /// Reads `Name <https://…>`, a name, or an address; `None` where there is none of them. Angle brackets that hold no
    /// address are part of the name.
    pub fn parse(text: &str) -> Option<Self> {
        let is_address = |text: &str| {
            let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
            rest.is_some_and(|rest| !rest.is_empty() && !text.contains(char::is_whitespace))
        };
        let text = text.trim();
        let bracketed = text.strip_suffix('>').and_then(|rest| rest.rsplit_once('<'));
        let (name, address) = match bracketed.map(|(name, address)| (name.trim_end(), address.trim())) {
            Some((name, address)) if is_address(address) => (name, Some(address)),
            Some(_) | None if is_address(text) => ("", Some(text)),
            Some(_) | None => (text, None),
        };
        if name.is_empty() && address.is_none() {
            return None;
        }
        let name = (!name.is_empty()).then(|| name.to_owned());
        Some(Self { name, address: address.map(str::to_owned) })
    }

    /// Its name, if it has one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Its address, if it has one.
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// What it is called: its name, else its address.
    pub fn called(&self) -> &str {
        self.name().or(self.address()).unwrap_or_default()
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name(), self.address()) {
            (Some(name), Some(address)) => write!(formatter, "{name} <{address}>"),
            (Some(one), None) | (None, Some(one)) => formatter.write_str(one),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_a_name_an_address_or_both_and_never_nobody() {
        for (text, name, address) in [
            ("Arxiv <https://arxiv.example/>", Some("Arxiv"), Some("https://arxiv.example/")),
            ("Arxiv<https://arxiv.example/>", Some("Arxiv"), Some("https://arxiv.example/")),
            ("<https://arxiv.example/>", None, Some("https://arxiv.example/")),
            (" https://arxiv.example/ ", None, Some("https://arxiv.example/")),
            ("Milli Arxiv", Some("Milli Arxiv"), None),
            ("A <b>", Some("A <b>"), None),
            ("A <https://a b>", Some("A <https://a b>"), None),
            ("https://", Some("https://"), None),
        ] {
            let provider = Provider::parse(text).expect("a provider");
            assert_eq!((provider.name(), provider.address()), (name, address), "{text:?}");
            assert_eq!(Provider::parse(&provider.to_string()), Some(provider));
        }
        assert_eq!([Provider::parse(""), Provider::parse("  ")], [None, None]);
    }
}
