//! Words that are hard to carry: every script of the region, and whatever somewhere means something else.

use arbitrary::{Result, Unstructured};

/// Addresses of the kinds that a file may carry.
pub const ADDRESSES: &[&str] = &[
    "https://numune.example/",
    "https://numune.example/a?b=1&c=2&amp;d=3#e",
    "https://numune.example/ə/Ğ/ı?ş=ö#ü",
    "http://[2001:db8::1]:8080/x",
    "https://u:p@numune.example:65535/%D6%99%20%22%3C%3E",
    "https://numune.example/'onclick='alert(1)'",
    "https://numune.example/]]>--&lt;!--",
    "https://numune.example/(a(b)c)[d]*_~$'!;,=+@",
    "HTTPS://NUMUNE.EXAMPLE/A",
    "mailto:a@numune.example?subject=Salam%20d%C3%BCnya",
    "https://müstəqil.example/",
    "https://عربي.example/%D8%B9",
];

/// Addresses of the web alone.
pub const WEB_ADDRESSES: &[&str] = &[
    "https://numune.example/a/1",
    "http://numune.example/xəbər.html?id=1&l=az",
    "https://numune.example/'x'/(y)/]]>/&amp;",
    "https://[2001:db8::1]/a#b",
];

/// What words are made of.
const PIECES: &[&str] = &[
    "söz",
    "İstanbul",
    "ığıdır",
    "Əlyazma",
    "ƏŞĞÇÖÜ",
    "AzadlıqRadiosu",
    "24-də",
    "1.5",
    "—",
    "…",
    "“sitat”",
    "‘tək’",
    "₼",
    "№",
    "©",
    "™",
    "½",
    "Хәзәр",
    "дәнизи",
    "ҝөзәл",
    "Ёлка",
    "საქართველო",
    "ႠႡ",
    "دریای",
    "خزر",
    "می‌خواهم",
    "ﷲ",
    "العربية",
    "١٢٣",
    "۴۵۶",
    "עברית",
    "שָׁלוֹם",
    "中文字",
    "한국어",
    "हिन्दी",
    "ไทย",
    "Ελλάδα",
    "ἄνθρωπος",
    "Ő",
    "e\u{301}",
    "i\u{307}",
    "a\u{328}\u{301}\u{323}",
    "\u{301}",
    "Z\u{351}\u{352}\u{353}\u{31a}\u{31b}",
    "👨‍👩‍👧‍👦",
    "🇦🇿",
    "☺\u{fe0f}",
    "𝒜𝓑",
    "𐎠𐎡",
    "\u{202e}sağdan\u{202c}",
    "\u{2067}içəri\u{2069}",
    "\u{202a}",
    "\u{2066}",
    "\u{2069}",
    "\u{200e}",
    "\u{200f}",
    "\u{61c}",
    "a\u{200b}b",
    "a\u{200c}b",
    "a\u{200d}b",
    "\u{feff}",
    "a\u{2060}b",
    "hökumət\u{ad}lər\u{ad}arası",
    "\u{ad}",
    "\u{fffd}",
    "\u{7f}",
    "\u{85}",
    "\u{9b}31m",
    "\u{2028}",
    "\u{2029}",
    "\u{e000}",
    "\u{1fffe}",
    "\u{e0041}",
    "10\u{a0}000",
    "\u{a0}",
    "\u{202f}",
    "\u{3000}",
    "\u{2003}",
    "<b>",
    "</p>",
    "<script>alert(1)</script>",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "<?xml",
    "?>",
    "&amp;",
    "&#x41;",
    "&nbsp",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "&lt;b&gt;",
    "<!DOCTYPE",
    "<!ENTITY",
    "{{x}}",
    "{%",
    "%}",
    "${HOME}",
    "$(rm)",
    "`x`",
    "%s%n",
    "{0}",
    "\\",
    "\\n",
    "\\u0041",
    "\\x1b[31m",
    "(Tj)",
    "endstream",
    "endobj",
    "%%EOF",
    "<<",
    ">>",
    "BT",
    "/Name",
    "stream",
    "*a*",
    "_b_",
    "~~c~~",
    "[d](e)",
    "![f](g)",
    "# h",
    "- i",
    "1. j",
    "> k",
    "| l |",
    "[^1]",
    "---",
    "+++",
    "://",
    "javascript:alert(1)",
    "../../etc/passwd",
    "-rf",
    "CON",
    "C:\\x",
    "a/b",
    "fi",
    "ffl",
    "AV",
    "T.",
    "f\u{200c}i",
];

/// What stands between words.
const SPACES: &[&str] = &[" ", " ", " ", "", "  ", "\t", " \u{200b}", "-", "/", ", "];

/// Some words, perhaps none.
pub fn any(source: &mut Unstructured<'_>) -> Result<String> {
    let mut text = String::new();
    if source.int_in_range(0..=7)? == 7 {
        text.push(' ');
    }
    for _ in 0..source.int_in_range(0..=6)? {
        piece(source, &mut text)?;
        text.push_str(source.choose(SPACES)?);
    }
    Ok(text)
}

/// A line that is not empty, and begins and ends with something that can be seen.
pub fn line(source: &mut Unstructured<'_>) -> Result<String> {
    Ok(format!("{}{}z", source.choose(&["Göl", "Շ", "a", "Ə", "з", "ک"])?, any(source)?))
}

/// The lines of code.
pub fn lines(source: &mut Unstructured<'_>) -> Result<String> {
    let mut lines = Vec::new();
    for _ in 0..source.int_in_range(1..=5)? {
        let indent = " ".repeat(source.int_in_range(0..=9)?);
        lines.push(indent + &any(source)?);
    }
    Ok(lines.join("\n"))
}

fn piece(source: &mut Unstructured<'_>, text: &mut String) -> Result<()> {
    match source.int_in_range(0..=15)? {
        14 => {
            let piece = source.choose(PIECES)?;
            let times = source.int_in_range(1..=300)?;
            text.extend(std::iter::repeat_n(*piece, times));
        }
        15 => {
            for _ in 0..source.int_in_range(1..=8)? {
                text.extend(Some(source.arbitrary::<char>()?).filter(|&character| is_allowed(character)));
            }
        }
        _ => text.push_str(source.choose(PIECES)?),
    }
    Ok(())
}

/// Whether a character may stand in a document: readers replace those that XML forbids, and end lines otherwise.
fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\n'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
