//! Formulas of a page (MathML) in words: what stands above and below a line, or higher and lower, is told apart.

use dom_query::NodeRef;

use super::tree::collapsed;

/// How deep a formula may nest to be read by its structure.
const DEEPEST: usize = 64;

/// A formula as a line: `1/2`, `(a+b)/c`, `x²`, `√(2)`. One that nests too deeply is read as its own words.
pub(super) fn line(formula: &NodeRef<'_>) -> String {
    let mut line = String::new();
    write(formula, 0, &mut line);
    let line = collapsed(&line);
    if line.is_empty() { formula.attr("alttext").map(|text| collapsed(&text)).unwrap_or_default() } else { line }
}

fn write(node: &NodeRef<'_>, depth: usize, line: &mut String) {
    if node.is_text() {
        line.push_str(&node.text());
        return;
    }
    let Some(name) = node.qual_name_ref().map(|name| name.local.clone()) else { return };
    let parts = node.element_children();
    let part = |index: usize| {
        let mut part_line = String::new();
        if let Some(part) = parts.get(index) {
            write(part, depth + 1, &mut part_line);
        }
        collapsed(&part_line)
    };
    if depth > DEEPEST {
        line.push_str(&node.text());
        return;
    }
    match &*name {
        "annotation" | "annotation-xml" => {}
        "mfrac" => {
            // A number before it is not its first digit: 1 1/2.
            if line.ends_with(|last: char| last.is_alphanumeric()) {
                line.push(' ');
            }
            line.push_str(&format!("{}/{} ", grouped(&part(0)), grouped(&part(1))));
        }
        "msup" => line.push_str(&format!("{}{}", grouped(&part(0)), raised(&part(1), SUPERSCRIPTS, '^'))),
        "msub" => line.push_str(&format!("{}{}", grouped(&part(0)), raised(&part(1), SUBSCRIPTS, '_'))),
        "msubsup" | "munderover" => {
            let (lower, upper) = (raised(&part(1), SUBSCRIPTS, '_'), raised(&part(2), SUPERSCRIPTS, '^'));
            line.push_str(&format!("{}{lower}{upper}", grouped(&part(0))));
        }
        "munder" => line.push_str(&format!("{}{}", part(0), raised(&part(1), SUBSCRIPTS, '_'))),
        "mover" => line.push_str(&format!("{}{}", part(0), raised(&part(1), SUPERSCRIPTS, '^'))),
        "msqrt" => {
            let inside: Vec<String> = (0..parts.len()).map(part).collect();
            line.push_str(&format!("√{}", grouped(&inside.concat())));
        }
        "mroot" => line.push_str(&format!("{}√{}", raised(&part(1), SUPERSCRIPTS, '^'), grouped(&part(0)))),
        "mtr" => {
            let cells: Vec<String> = (0..parts.len()).map(part).collect();
            line.push_str(&format!("{}; ", cells.join(", ")));
        }
        "mspace" => line.push(' '),
        "mo" => {
            let sign = collapsed(&node.text());
            // Signs of multiplication that nobody sees.
            let is_unseen = matches!(sign.as_str(), "\u{2061}" | "\u{2062}" | "\u{2063}" | "\u{2064}");
            if !is_unseen {
                line.push_str(&sign);
            }
        }
        _ => node.children_it(false).for_each(|child| write(&child, depth + 1, line)),
    }
}

/// What is more than one thing stands in brackets.
fn grouped(text: &str) -> String {
    if text.chars().all(|it| it.is_alphanumeric() || matches!(it, '.' | ',')) {
        text.to_owned()
    } else {
        format!("({text})")
    }
}

const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPTS: &str = "₀₁₂₃₄₅₆₇₈₉";

/// Digits as higher or lower digits, anything else behind a sign.
fn raised(text: &str, digits: &str, sign: char) -> String {
    let raise = |character: char| character.to_digit(10).and_then(|digit| digits.chars().nth(digit as usize));
    let all: Option<String> = text.chars().map(raise).collect();
    all.filter(|all| !all.is_empty()).unwrap_or_else(|| format!("{sign}{}", grouped(text)))
}
