//! Kinds of input that are recognised and not read: they are refused with what they are, rather than taken for an article.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// The fields of a mail (RFC 5322, 3.6), in lower case.
const MAIL_FIELDS: &[&str] = &[
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "received",
    "return-path",
    "reply-to",
    "mime-version",
    "content-type",
    "delivered-to",
    "sender",
    "in-reply-to",
    "references",
    "dkim-signature",
    "x-mailer",
];
/// Those without which nothing is a mail.
const OF_EVERY_MAIL: &[&str] = &["from", "received", "return-path"];
/// The fewest fields of a mail.
const FEWEST_FIELDS: usize = 3;
/// How many lines of a head are looked at.
const MOST_LINES: usize = 200;
/// How far into a file the marks of a wire message are looked for, in characters.
const HEAD: usize = 400;

/// The refusal of an input that is of a kind which is not read.
pub(super) fn refusal(source: &Source) -> Option<Diagnostic> {
    let text = source.text();
    let (what, hint) = if is_wire(text) {
        (
            "a message of a news agency's wire (IPTC 7901)",
            "have it converted to NewsML-G2 or NITF, or save its text alone",
        )
    } else if source.archive().is_none() && is_mail(text) {
        ("a mail (RFC 5322)", "save the article that it holds as a file of its own")
    } else {
        return None;
    };
    let message = format!("{} is {what}, which is not read", source.name());
    Some(Diagnostic::new(Code::NoArticle, message).with_hint(hint))
}

/// Whether a text begins with the fields of a mail.
fn is_mail(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    // "From " begins a mail in a mailbox (RFC 4155).
    let text = text.strip_prefix("From ").and_then(|rest| rest.split_once('\n')).map_or(text, |(_, rest)| rest);
    let (mut known, mut has_own) = (0, false);
    for line in text.lines().take(MOST_LINES).take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        let name = name.to_ascii_lowercase();
        known += usize::from(MAIL_FIELDS.contains(&name.as_str()));
        has_own |= OF_EVERY_MAIL.contains(&name.as_str());
    }
    has_own && known >= FEWEST_FIELDS
}

/// Whether a text is a message as IPTC 7901 has it: a start of heading before its identity and a start of text behind
/// it, or, as teleprinters had it, `ZCZC` before and `NNNN` behind.
fn is_wire(text: &str) -> bool {
    let start =
        text.trim_start_matches(|character: char| character.is_whitespace() || matches!(character, '\0' | '\u{16}'));
    let head: String = start.chars().take(HEAD).collect();
    let is_marked = head.starts_with('\u{1}') && head.contains('\u{2}');
    let is_of_teleprinter = head.starts_with("ZCZC") && text.trim_end().ends_with("NNNN");
    is_marked || is_of_teleprinter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_and_wires_are_told() {
        for (mail, is) in [
            (
                "From: Nümunə <n@news.example>\nTo: a@b.example\nSubject: Göl\nDate: Wed, 24 Jun 2026\n\nGöl dolur.",
                true,
            ),
            ("Received: from a\n\tby b; Wed\nFrom: n@news.example\nMessage-ID: <1@a>\n\nx", true),
            ("From n@news.example Wed Jun 24\nFrom: n@news.example\nSubject: x\nDate: y\n\nx", true),
            ("# Göl dolur\n\nFrom: somebody\nSubject: x\nDate: y", false),
            ("From: Bakı\n\nGöl dolur.", false),
            ("Date: 24 iyun 2026\nAuthor: Aynur\nSubject: göl\n\nGöl dolur.", false),
            ("From the lake: it fills\nSubject: x\nDate: y\nTo: z\n\nText", false),
        ] {
            assert_eq!(is_mail(mail), is, "{mail}");
        }
        for (wire, is) in [
            ("\u{1}nma0123 4 pl 45 NMA 0042\r\n\r\n\u{2}Göl dolur\r\n\u{3}", true),
            ("\u{16}\u{16}\u{1}a12 4\n\u{2}Text\n\u{3}\u{4}", true),
            ("ZCZC NMA0123 4 pl\nGöl dolur\nNNNN\n", true),
            ("ZCZC is how wires began.", false),
            ("Göl dolur", false),
        ] {
            assert_eq!(is_wire(wire), is, "{wire}");
        }
    }
}
