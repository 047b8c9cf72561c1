//! What a style sheet does to words: sets them, or hides them, adds to them, puts others in their place.
//!
//! [`hides`] finds what no sheet for readers needs: boxes that are not there, letters too small or of the colour of the
//! page, places off the page, text that is generated. [`unknown`] names what a sheet has beyond the converter's
//! own: what it does not know could hide words in a way that nobody thought of here.

/// Properties that set words and can hide none, whatever their value.
const PLAIN: &[&str] = &[
    "font-family",
    "font-style",
    "font-weight",
    "font-variant-ligatures",
    "line-height",
    "hyphens",
    "orphans",
    "widows",
    "break-after",
    "break-before",
    "break-inside",
    "page-break-after",
    "page-break-before",
    "page-break-inside",
    "overflow-wrap",
    "word-wrap",
    "white-space",
    "text-align",
    "text-indent",
    "text-decoration",
    "letter-spacing",
    "list-style",
    "list-style-type",
    "vertical-align",
    "border",
    "border-top",
    "border-bottom",
    "border-left",
    "border-right",
    "border-inline-start",
    "border-inline-end",
    "border-color",
    "border-collapse",
    "border-radius",
    "padding",
    "padding-top",
    "padding-bottom",
    "padding-inline-start",
    "padding-inline-end",
    "padding-left",
    "padding-right",
    "color-scheme",
    "size-adjust",
    "src",
    "margin",
    "margin-top",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-inline-start",
    "margin-inline-end",
    "display",
    "width",
    "max-width",
    "height",
    "font-size",
    "color",
    "background",
    "background-color",
];
/// Values of `display` with which a box is there.
const SHOWN: &[&str] =
    &["block", "inline", "inline-block", "list-item", "table", "table-row", "table-cell", "flow-root", "flex", "grid"];
/// The smallest letters, beside those around them.
const SMALLEST: f32 = 0.6;
/// How bright ink and paper may be, of 1, and the other way round in the dark.
const INK: f32 = 0.45;
const PAPER: f32 = 0.6;

/// A declaration and whether it holds where readers ask for light letters on dark paper.
struct Declaration {
    property: String,
    value: String,
    dark: bool,
}

/// What in a sheet hides words or makes them; each as it is written.
pub(super) fn hides(sheet: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if sheet.contains('\\') {
        found.push("an escape, which readers and this reader may take for different words".to_owned());
    }
    if sheet.to_lowercase().contains("@import") {
        found.push("another sheet (@import)".to_owned());
    }
    let hidden = declarations(sheet).into_iter().filter(is_hiding);
    found.extend(hidden.map(|Declaration { property, value, .. }| format!("{property}: {value}")));
    found
}

/// The first declaration that is not of those that the converter's own sheet makes.
pub(super) fn unknown(sheet: &str) -> Option<String> {
    let unknown = declarations(sheet).into_iter().find(|each| !PLAIN.contains(&each.property.as_str()))?;
    Some(format!("{}: {}", unknown.property, unknown.value))
}

fn declarations(sheet: &str) -> Vec<Declaration> {
    let mut declarations = Vec::new();
    let mut text = String::with_capacity(sheet.len());
    let mut rest = sheet;
    // Comments part nothing.
    while let Some((before, after)) = rest.split_once("/*") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let mut preludes: Vec<bool> = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let piece = text[start..at].trim();
        match character {
            '{' => {
                let outer = preludes.last().copied().unwrap_or(false);
                preludes.push(outer || piece.starts_with("@media") && piece.contains("dark"));
            }
            ';' | '}' => {
                if let Some((property, value)) = piece.split_once(':') {
                    declarations.push(Declaration {
                        property: property.trim().to_ascii_lowercase(),
                        value: value.trim().to_ascii_lowercase(),
                        dark: preludes.last().copied().unwrap_or(false),
                    });
                }
                if character == '}' {
                    preludes.pop();
                }
            }
            _ => continue,
        }
        start = at + 1;
    }
    if let Some((property, value)) = text[start..].trim().split_once(':') {
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        declarations.push(Declaration { property, value, dark: false });
    }
    declarations
}

fn is_hiding(declaration: &Declaration) -> bool {
    let Declaration { property, value, dark } = declaration;
    let value = value.trim_end_matches("!important").trim_end();
    let negative = value.split_whitespace().any(|part| part.starts_with('-'));
    match property.as_str() {
        "display" => !SHOWN.contains(&value),
        "visibility" => value != "visible",
        "opacity" => value.parse::<f32>().map_or(true, |opacity| opacity < 0.6),
        "content" => !matches!(value, "none" | "normal"),
        "font-size" => size(value).is_some_and(|size| size < SMALLEST),
        "color" => match brightness(value) {
            Some(brightness) if *dark => brightness < 1.0 - PAPER,
            Some(brightness) => brightness > INK,
            None => value.contains("transparent") || value.contains("rgba") || value.contains("hsla"),
        },
        "background" | "background-color" => match brightness(value) {
            Some(brightness) if *dark => brightness > INK,
            Some(brightness) => brightness < PAPER,
            None => value.contains("url("),
        },
        "text-indent" | "letter-spacing" | "word-spacing" | "z-index" => negative,
        property if property.starts_with("margin") => negative,
        "left" | "right" | "top" | "bottom" => true,
        "position" => !matches!(value, "static" | "relative"),
        "width" | "max-width" | "height" | "max-height" | "line-clamp" | "-webkit-line-clamp" => {
            value
                .trim_end_matches(char::is_alphabetic)
                .trim_end_matches('%')
                .parse::<f32>()
                .is_ok_and(|size| size < 5.0)
                && !value.ends_with("em")
                || property.starts_with("max-h")
        }
        "clip"
        | "clip-path"
        | "transform"
        | "scale"
        | "translate"
        | "filter"
        | "mask"
        | "mask-image"
        | "zoom"
        | "content-visibility"
        | "-webkit-text-fill-color"
        | "text-transform"
        | "writing-mode"
        | "unicode-bidi"
        | "direction"
        | "float"
        | "-epub-text-transform"
        | "display-inside"
        | "text-orientation" => {
            !matches!(value, "none" | "normal" | "auto" | "visible" | "left" | "right" | "ltr" | "rtl" | "isolate")
        }
        _ => false,
    }
}

/// A size of letters beside that of those around them.
fn size(value: &str) -> Option<f32> {
    let number = |unit: &str| value.strip_suffix(unit)?.trim().parse::<f32>().ok();
    number("rem")
        .or_else(|| number("em"))
        .or_else(|| number("%").map(|percent| percent / 100.0))
        .or_else(|| number("px").map(|pixels| pixels / 14.0))
        .or_else(|| number("pt").map(|points| points / 10.0))
        .or_else(|| value.parse().ok())
}

/// How bright a colour is that is written in hexadecimal digits or as black or white.
fn brightness(value: &str) -> Option<f32> {
    let hex = match value {
        "black" => "000",
        "white" => "fff",
        other => other.strip_prefix('#')?,
    };
    let digits: Vec<f32> =
        hex.chars().map(|digit| digit.to_digit(16).map(|digit| digit as f32)).collect::<Option<_>>()?;
    let [red, green, blue] = match digits[..] {
        [red, green, blue] => [red * 17.0, green * 17.0, blue * 17.0],
        [r, s, g, h, b, c] => [r * 16.0 + s, g * 16.0 + h, b * 16.0 + c],
        // With how much of it shows through.
        _ => return Some(0.5),
    };
    Some((0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_words_is_found() {
        for hiding in [
            "p { display: none }",
            ".term{visibility:hidden}",
            "p { color: #fff }",
            "p { color: transparent }",
            "p { font-size: 0 }",
            "p { font-size: 0.01em }",
            "p { text-indent: -999em }",
            "p { position: absolute; left: -9999px }",
            "p::before { content: \"CC0\" }",
            "p { opacity: 0 }",
            "p { height: 0 }",
            "p { disp\\6c ay: none }",
            "@import url(b.css);",
            "@media (min-width: 1px) { p { display: none } }",
            "/* */ p { margin-left: -100em",
            "p { background: #000 }",
            "p { transform: scale(0) }",
        ] {
            assert!(!hides(hiding).is_empty(), "{hiding}");
        }
    }

    #[test]
    fn what_sets_words_is_none_of_it() {
        for plain in [
            "p { color: #4a4a4a; margin: 0 5%; font-size: 0.85em }",
            "@media (prefers-color-scheme: dark) { body { background: #16181a; color: #e4e2dd } }",
            "img { display: block; max-width: 100%; height: auto }",
            "sup { line-height: 0; font-size: 0.75em }",
            "@font-face { font-family: \"A\"; src: url(fonts/a.ttf) }",
            "hr { width: 30%; border-top: 1px solid #8c8c8c }",
        ] {
            assert_eq!(hides(plain), [""; 0], "{plain}");
            assert_eq!(unknown(plain), None, "{plain}");
        }
    }
}
