//! Raw HTML, as far as an article uses it: a flat run of tags and text. No tree is built and nothing is executed.

use std::ops::Range;

/// A piece of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum HtmlToken {
    /// Text between tags, character references not yet decoded.
    Text,
    /// A tag that opens an element.
    Open(Tag),
    /// A tag that closes an element; its name in lower case.
    Close(String),
    /// A comment, a declaration, a processing instruction: nothing that an article says.
    Silent,
}

/// A tag that opens an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// In lower case.
    pub(super) name: String,
    /// Names in lower case, values decoded.
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.0 == name).map(|attribute| attribute.1.as_str())
    }
}

/// Whether the content of an element goes with its tags, because it is no text of the article.
pub(super) fn drops_content(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "iframe"
            | "object"
            | "embed"
            | "template"
            | "noscript"
            | "svg"
            | "math"
            | "textarea"
            | "title"
    )
}

/// Splits raw HTML into its pieces, in order and without gaps.
pub(super) fn tokens(html: &str) -> Vec<(HtmlToken, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut text_start = 0;
    let mut position = 0;
    while let Some(offset) = html[position..].find('<') {
        let start = position + offset;
        let Some((token, end)) = tag_at(html, start) else {
            position = start + 1;
            continue;
        };
        if text_start < start {
            tokens.push((HtmlToken::Text, text_start..start));
        }
        tokens.push((token, start..end));
        position = end;
        text_start = end;
    }
    if text_start < html.len() {
        tokens.push((HtmlToken::Text, text_start..html.len()));
    }
    tokens
}

/// The tag that begins at `start`, and its end; `None` where `<` is just a character.
fn tag_at(html: &str, start: usize) -> Option<(HtmlToken, usize)> {
    let rest = &html[start..];
    for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")] {
        if let Some(inside) = rest.strip_prefix(open) {
            // A comment without an end goes on to the end of the piece.
            let end = inside.find(close).map_or(html.len(), |end| start + open.len() + end + close.len());
            return Some((HtmlToken::Silent, end));
        }
    }
    let closing = rest.starts_with("</");
    let name_start = start + 1 + usize::from(closing);
    let name_length = html[name_start..]
        .find(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '-' | ':')))
        .unwrap_or(html.len() - name_start);
    let name = &html[name_start..name_start + name_length];
    if !name.starts_with(|character: char| character.is_ascii_alphabetic()) {
        return None;
    }
    let (attributes, end) = attributes_at(html, name_start + name_length)?;
    let name = name.to_ascii_lowercase();
    let token = if closing { HtmlToken::Close(name) } else { HtmlToken::Open(Tag { name, attributes }) };
    Some((token, end))
}

/// The attributes from `position` on, and the end of the tag; `None` if the tag has no end.
fn attributes_at(html: &str, mut position: usize) -> Option<(Vec<(String, String)>, usize)> {
    let mut attributes = Vec::new();
    loop {
        let rest = &html[position..];
        position +=
            rest.len() - rest.trim_start_matches(|character: char| character.is_whitespace() || character == '/').len();
        let rest = &html[position..];
        if rest.starts_with('>') {
            return Some((attributes, position + 1));
        }
        let name_end =
            rest.find(|character: char| character.is_whitespace() || matches!(character, '=' | '>' | '/'))?;
        // A stray `=` is part of a name (HTML, 13.2.5.32), which keeps this loop moving.
        let name_end = name_end.max(rest.chars().next()?.len_utf8());
        let name = rest[..name_end].to_ascii_lowercase();
        // CommonMark, 6.6: no name has this character. Many tags without an end are thus read in linear time.
        if name.contains('<') {
            return None;
        }
        position += name_end;
        let after = html[position..].trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            attributes.push((name, String::new()));
            continue;
        };
        let value_start = html.len() - value.len();
        let (value, end) = match value.chars().next()? {
            quote @ ('"' | '\'') => {
                let length = value[1..].find(quote)?;
                (&value[1..=length], value_start + length + 2)
            }
            _ => {
                let length = value.find(|character: char| character.is_whitespace() || character == '>')?;
                (&value[..length], value_start + length)
            }
        };
        attributes.push((name, decode(value)));
        position = end;
    }
}

/// Decodes character references (`&amp;`, `&#399;`).
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        // The longest name of a character reference has 31 letters.
        let end = rest.bytes().take(33).position(|byte| byte == b';').map_or(1, |end| end + 1);
        match reference(&rest[..end]) {
            Some(characters) => decoded.push_str(&characters),
            None => decoded.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    decoded.push_str(rest);
    decoded
}

/// What one character reference stands for. The parser of Markdown has the table of names: it is asked.
fn reference(reference: &str) -> Option<String> {
    if !reference.ends_with(';')
        || !reference[1..].starts_with(|first: char| first == '#' || first.is_ascii_alphabetic())
    {
        return None;
    }
    let text: String = pulldown_cmark::Parser::new(reference)
        .filter_map(|event| match event {
            pulldown_cmark::Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    (text != reference).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_without_gaps() {
        let html = "a <b class=x>b</B> 1 < 2 <a href=\"?a&amp;b\" hidden/><!-- <i> --> <br/> <";
        let tokens = tokens(html);
        assert_eq!(tokens.first().map(|token| token.1.start), Some(0));
        assert!(tokens.windows(2).all(|pair| pair[0].1.end == pair[1].1.start));
        assert_eq!(tokens.last().map(|token| token.1.end), Some(html.len()));
        let names: Vec<String> = tokens
            .iter()
            .filter_map(|(token, _)| match token {
                HtmlToken::Open(tag) => Some(tag.name.clone()),
                HtmlToken::Close(name) => Some(format!("/{name}")),
                HtmlToken::Text | HtmlToken::Silent => None,
            })
            .collect();
        assert_eq!(names, ["b", "/b", "a", "br"]);
        let link = tokens.iter().find_map(|(token, _)| match token {
            HtmlToken::Open(tag) => tag.attribute("href"),
            HtmlToken::Close(_) | HtmlToken::Text | HtmlToken::Silent => None,
        });
        assert_eq!(link, Some("?a&b"));
    }

    #[test]
    fn decodes_references() {
        assert_eq!(decode("&#399;lif &amp; B&uuml;l&uuml;l &copy; &nichts; & x; &"), "Əlif & Bülül © &nichts; & x; &");
    }
}
