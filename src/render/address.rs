//! Addresses as files carry them.

use std::borrow::Cow;

/// An address as `xs:anyURI` takes it: what RFC 3987 forbids where it stands is percent-encoded, the rest is kept.
pub(crate) fn iri(address: &str) -> Cow<'_, str> {
    let authority = address.find("://").map_or(0..0, |start| {
        let start = start + 3;
        start..address[start..].find(['/', '?', '#']).map_or(address.len(), |end| start + end)
    });
    let host = &address[authority.clone()];
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let is_literal = host.starts_with('[')
        && host.split_once(']').is_some_and(|(literal, port)| {
            literal[1..].parse::<std::net::Ipv6Addr>().is_ok() && (port.is_empty() || is_port(port))
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
            let mut bytes = [0; 4];
            character.encode_utf8(&mut bytes).bytes().for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
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
