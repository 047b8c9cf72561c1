//! Addresses: which may stand in a file, and what a relative one means.

use std::borrow::Cow;
use std::net::Ipv6Addr;

use url::Url;

use crate::text::is_allowed;

/// What a link's destination is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LinkDestination {
    /// An absolute address of a kind that files may carry.
    Address(String),
    /// No address: empty, a fragment, or relative to an address that is not known.
    Nowhere,
    /// An address of another kind: `javascript:`, `data:`, `file:`.
    Unsafe,
}

/// Resolves a destination against the article's own address (RFC 3986, 5.2).
pub(crate) fn resolve(reference: &str, base: Option<&str>) -> LinkDestination {
    let reference = clean(reference);
    if reference.is_empty() || reference.starts_with('#') {
        return LinkDestination::Nowhere;
    }
    if let Some((scheme, rest)) = split_scheme(&reference) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => match rest.strip_prefix("//") {
                Some(rest) if has_host(rest) => LinkDestination::Address(reference),
                _ => LinkDestination::Nowhere,
            },
            "mailto" if rest.contains('@') => LinkDestination::Address(reference),
            "mailto" => LinkDestination::Nowhere,
            _ => LinkDestination::Unsafe,
        };
    }
    let Some((scheme, authority, path)) = base.and_then(split) else { return LinkDestination::Nowhere };
    let address = if let Some(rest) = reference.strip_prefix("//") {
        if !has_host(rest) {
            return LinkDestination::Nowhere;
        }
        format!("{scheme}:{reference}")
    } else if reference.starts_with('/') {
        format!("{scheme}://{authority}{}", without_dots(&reference))
    } else if reference.starts_with('?') {
        format!("{scheme}://{authority}{path}{reference}")
    } else {
        let folder = path.rfind('/').map_or("/", |index| &path[..=index]);
        format!("{scheme}://{authority}{}", without_dots(&format!("{folder}{reference}")))
    };
    LinkDestination::Address(address)
}

/// Resolves the destination of a link of a page, as browsers do (URL Standard, 4.4): `..\elm\3.html` names a file in a
/// folder. Where they read what [`resolve`] reads, the source's own spelling stays.
pub(crate) fn resolve_in_page(reference: &str, base: Option<&str>) -> LinkDestination {
    let plain = resolve(reference, base);
    let reference = reference.trim_matches(|character: char| character <= ' ');
    if plain == LinkDestination::Unsafe || reference.is_empty() || reference.starts_with('#') {
        return plain;
    }
    let read = match base.map(Url::parse) {
        Some(Ok(base)) => base.join(reference),
        // "//" stands for the scheme of the page, and pages come by either of the web's.
        Some(Err(_)) | None if reference.starts_with("//") => Url::parse(&format!("https:{reference}")),
        Some(Err(_)) | None => Url::parse(reference),
    };
    match (plain, read) {
        (LinkDestination::Address(plain), Ok(read)) if Url::parse(&plain).is_ok_and(|plain| plain == read) => {
            LinkDestination::Address(plain)
        }
        (_, Ok(read)) if matches!(read.scheme(), "http" | "https") => LinkDestination::Address(clean(read.as_str())),
        // Letters beyond ASCII in a host, and what else the library refuses and files may carry.
        (plain, Ok(_) | Err(_)) => plain,
    }
}

/// An address as `xs:anyURI` and the formats over it take it: what RFC 3987 forbids where it stands is percent-encoded,
/// the rest is kept.
pub(crate) fn escaped(address: &str) -> Cow<'_, str> {
    let authority = address.find("://").map_or(0..0, |start| {
        let start = start + 3;
        start..address[start..].find(['/', '?', '#']).map_or(address.len(), |end| start + end)
    });
    let host = &address[authority.clone()];
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let is_literal = host.starts_with('[')
        && host.split_once(']').is_some_and(|(literal, port)| {
            literal[1..].parse::<Ipv6Addr>().is_ok() && (port.is_empty() || is_port(port))
        });
    let named_port = !is_literal && host.find(':').is_none_or(|colon| is_port(&host[colon..]));
    let fragment = address.find('#').unwrap_or(address.len());
    let is_forbidden = |(index, character): (usize, char)| match character {
        '%' => !address.get(index + 1..index + 3).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit())),
        '#' => index > fragment,
        '[' | ']' => !(is_literal && authority.contains(&index)),
        ':' => authority.contains(&index) && !is_literal && !named_port,
        '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' => true,
        other => other.is_whitespace() || other.is_control(),
    };
    if !address.char_indices().any(is_forbidden) {
        return Cow::Borrowed(address);
    }
    let mut encoded = String::with_capacity(address.len() + 8);
    for (index, character) in address.char_indices() {
        if is_forbidden((index, character)) {
            push_encoded(&mut encoded, character);
        } else {
            encoded.push(character);
        }
    }
    Cow::Owned(encoded)
}

/// A colon and digits.
fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|digits| digits.len() < 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Adds a character, each of its bytes encoded (RFC 3986, 2.1).
fn push_encoded(encoded: &mut String, character: char) {
    let mut bytes = [0; 4];
    character.encode_utf8(&mut bytes).bytes().for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
}

/// Takes an absolute web address (`http` or `https`, with a host), as options and front matter state it.
pub(crate) fn web(address: &str) -> Option<String> {
    match resolve(address, None) {
        LinkDestination::Address(address) if !address.to_ascii_lowercase().starts_with("mailto:") => Some(address),
        LinkDestination::Address(_) | LinkDestination::Nowhere | LinkDestination::Unsafe => None,
    }
}

/// The scheme and what follows its colon (RFC 3986, 3.1).
fn split_scheme(reference: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = reference.split_once(':')?;
    let mut characters = scheme.chars();
    let valid = characters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|other| other.is_ascii_alphanumeric() || matches!(other, '+' | '-' | '.'));
    valid.then_some((scheme, rest))
}

/// The address without what is no part of one. White space and control characters are dropped, as browsers do, so that
/// a scheme cannot hide behind them; what an address may only hold encoded is encoded (RFC 3986, 2.1). Letters beyond
/// ASCII stay (RFC 3987).
fn clean(reference: &str) -> String {
    let mut clean = String::with_capacity(reference.len());
    let mut rest = reference.trim().chars();
    while let Some(character) = rest.next() {
        let encoded = match character {
            _ if character.is_control() || !is_allowed(character) => continue,
            '%' => rest.as_str().bytes().take(2).filter(u8::is_ascii_hexdigit).count() < 2,
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => true,
            _ => false,
        };
        if encoded {
            push_encoded(&mut clean, character);
        } else {
            clean.push(character);
        }
    }
    clean
}

/// Whether an authority with a sound host and port stands at the start (URL Standard, 3.5 and 4.4).
fn has_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.split_once('@') {
        Some((_, host)) if host.contains('@') => return false,
        Some((_, host)) => host,
        None => authority,
    };
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (host, ""),
    };
    let sound_port = port.is_empty() || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let sound_host = match host.strip_prefix('[') {
        Some(address) => address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok()),
        // A single dot at the end stands for the root; no other label is empty.
        None => host.strip_suffix('.').unwrap_or(host).split('.').all(is_label),
    };
    sound_port && sound_host
}

/// Whether a label of a host name is sound: 1 to 63 bytes (RFC 1035, 2.3.4), letters in any script, digits, `-`, `_`.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
}

/// Scheme, authority and path of an absolute address.
fn split(address: &str) -> Option<(&str, &str, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    Some((scheme, authority, rest.split(['?', '#']).next().filter(|path| !path.is_empty()).unwrap_or("/")))
}

/// Removes `.` and `..` from a path (RFC 3986, 5.2.4); query and fragment stay as they are.
fn without_dots(reference: &str) -> String {
    let end = reference.find(['?', '#']).unwrap_or(reference.len());
    let (path, rest) = reference.split_at(end);
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    let folder = if matches!(path.rsplit('/').next(), Some("." | "..")) && !segments.is_empty() { "/" } else { "" };
    format!("/{}{folder}{rest}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_as_rfc_3986_says() {
        let base = Some("https://numune.example/xeber/2026/a.html?x=1#y");
        for (reference, expected) in [
            ("b.html", "https://numune.example/xeber/2026/b.html"),
            ("../c", "https://numune.example/xeber/c"),
            ("../../../d/./e?f#g", "https://numune.example/d/e?f#g"),
            ("/kök", "https://numune.example/kök"),
            ("?p=2", "https://numune.example/xeber/2026/a.html?p=2"),
            ("//media.example/s", "https://media.example/s"),
            ("HTTP://other.example", "HTTP://other.example"),
            ("http://u@[2001:db8::1]:80/", "http://u@[2001:db8::1]:80/"),
            ("http://other.example./", "http://other.example./"),
            ("mailto:redaksiya@numune.example", "mailto:redaksiya@numune.example"),
            ("..", "https://numune.example/xeber/"),
            ("https://a.example:8080/50%/%C6%8F \"x\"", "https://a.example:8080/50%25/%C6%8F%20%22x%22"),
        ] {
            assert_eq!(resolve(reference, base), LinkDestination::Address(expected.to_owned()), "{reference}");
        }
    }

    #[test]
    fn an_address_is_kept_unless_it_would_not_be_one() {
        for kept in [
            "https://a.example/xəbər?q=%C9%99#yuxarı",
            "https://[2001:db8::1]:8080/",
            "http://user:word@a.example:80/",
            "mailto:a@b.example?subject=x",
        ] {
            assert_eq!(escaped(kept), kept);
        }
        for (address, encoded) in [
            ("https://a.example/a b", "https://a.example/a%20b"),
            ("https://a.example/100%", "https://a.example/100%25"),
            ("https://a.example/%zz", "https://a.example/%25zz"),
            ("https://a.example/#a#b", "https://a.example/#a%23b"),
            ("https://a.example/[x]", "https://a.example/%5Bx%5D"),
            ("https://[foo/", "https://%5Bfoo/"),
            ("https://a:xx/", "https://a%3Axx/"),
            ("https://a.example/\u{a0}", "https://a.example/%C2%A0"),
        ] {
            assert_eq!(escaped(address), encoded);
        }
    }

    #[test]
    fn a_page_is_read_as_browsers_read_it() {
        let base = Some("https://numune.example/xeber/2026/a.html");
        for (reference, expected) in [
            ("..\\elm\\3.html", "https://numune.example/xeber/elm/3.html"),
            ("\\\\media.example\\şəkil", "https://media.example/%C5%9F%C9%99kil"),
            ("https:\\\\ay.example\\b?c=d\\e", "https://ay.example/b?c=d%5Ce"),
            ("https:/ay.example/b", "https://numune.example/ay.example/b"),
            // The same in both: the source's own spelling.
            ("/kök/ağ.html#son", "https://numune.example/kök/ağ.html#son"),
            ("https://ay.example", "https://ay.example"),
            ("HTTPS://Ay.example/b c", "HTTPS://Ay.example/b%20c"),
            ("mailto:redaksiya@numune.example", "mailto:redaksiya@numune.example"),
        ] {
            assert_eq!(resolve_in_page(reference, base), LinkDestination::Address(expected.to_owned()), "{reference}");
        }
        for reference in ["", " ", "#", "#a\\b"] {
            assert_eq!(resolve_in_page(reference, base), LinkDestination::Nowhere, "{reference}");
        }
        for reference in ["java\nscript:x", "data:,x", "file:\\\\x"] {
            assert_eq!(resolve_in_page(reference, base), LinkDestination::Unsafe, "{reference}");
        }
        assert_eq!(resolve_in_page("..\\b", None), LinkDestination::Nowhere);
    }

    #[test]
    fn lets_nothing_else_through() {
        for reference in [
            "",
            "#",
            "#top",
            "relative",
            "http://",
            "https:///path",
            "http:x",
            "http://a b/",
            "http://a:x/",
            "http://a:99999/",
            "http://../",
            "http://a..b/",
            "http://[x]/",
            "http://a@b@c.example/",
            "mailto:nobody",
            " \t",
        ] {
            assert_eq!(resolve(reference, None), LinkDestination::Nowhere, "{reference:?}");
        }
        for reference in
            ["javascript:alert(1)", " JaVa\tScript:x", "data:text/html,x", "vbscript:x", "file:///etc", "ftp://x"]
        {
            assert_eq!(resolve(reference, Some("https://a.example/")), LinkDestination::Unsafe, "{reference:?}");
        }
    }
}
