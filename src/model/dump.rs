//! The whole document as text that a person can review: what `istinad show` prints and what the tests keep.
//!
//! One line for each thing, two spaces for each level, marks for what is inline: `*emphasis*`, `**strong**`,
//! `~~struck~~`, `^raised^`, `_lowered_`, `` `code` ``, `[words](address)`, `[^1]`, `{tr: words}`, `⏎` for a line break.
//! A value says where it came from unless the article itself says it.

use std::fmt::Write as _;

use super::block::Block;
use super::delivery::{Concept, Contributor, Delivery, Embargo, Related};
use super::inline::Inline;
use super::meaning::{Meaning, Medium, Purpose, Scope, Share};
use super::metadata::{ArchiveRecord, Origin, Sourced};
use super::rights::Term;
use super::table::{Alignment, TableCell};
use super::{Document, Rights};

/// The document as text.
pub fn dump(document: &Document) -> String {
    let mut out = String::new();
    metadata(document, &mut out);
    rights(&document.rights, &mut out);
    out.push_str("header\n");
    for line in &document.header {
        let _ = writeln!(out, "  {}{}: {}", line.role.as_str(), origin(line.origin), marked(&line.content));
    }
    out.push_str("body\n");
    blocks(&document.body, 1, &mut out);
    for (index, note) in document.notes.iter().enumerate() {
        let _ = writeln!(out, "note {}", index + 1);
        blocks(&note.content, 1, &mut out);
    }
    if !document.rights.statement.is_empty() {
        out.push_str("statement\n");
        blocks(&document.rights.statement, 1, &mut out);
    }
    for (id, media) in &document.media {
        let _ = writeln!(
            out,
            "media {}: {} {}×{}, {} bytes",
            id.0,
            media.kind.media_type(),
            media.width,
            media.height,
            media.bytes.len()
        );
    }
    out
}

/// Inlines on one line, with their marks.
pub fn marked(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        let inner = || marked(inline.children());
        let _ = match inline {
            Inline::Text(words) => write!(out, "{}", words.text),
            Inline::Emphasis(_) => write!(out, "*{}*", inner()),
            Inline::Strong(_) => write!(out, "**{}**", inner()),
            Inline::Strikethrough(_) => write!(out, "~~{}~~", inner()),
            Inline::Superscript(_) => write!(out, "^{}^", inner()),
            Inline::Subscript(_) => write!(out, "_{}_", inner()),
            Inline::Code(words) => write!(out, "`{}`", words.text),
            Inline::Link(link) => match &link.title {
                Some(title) => write!(out, "[{}]({} \"{title}\")", inner(), link.address),
                None => write!(out, "[{}]({})", inner(), link.address),
            },
            Inline::LineBreak => write!(out, "⏎"),
            Inline::NoteReference(note) => write!(out, "[^{}]", note.0 + 1),
            Inline::LanguageSpan { language, .. } => write!(out, "{{{language}: {}}}", inner()),
        };
    }
    out
}

fn origin(origin: Origin) -> String {
    if origin == Origin::Article { String::new() } else { format!(" ({})", origin.as_str()) }
}

fn metadata(document: &Document, out: &mut String) {
    let metadata = &document.metadata;
    let mut slot = |name: &str, value: Option<String>, from: Option<Origin>| {
        if let (Some(value), Some(from)) = (value, from) {
            let _ = writeln!(out, "{name}{}: {value}", origin(from));
        }
    };
    fn text<T: ToString>(slot: Option<&Sourced<T>>) -> (Option<String>, Option<Origin>) {
        (slot.map(|slot| slot.value.to_string()), slot.map(|slot| slot.origin))
    }
    let (value, from) = text(Some(&metadata.headline));
    slot("headline", value, from);
    let (value, from) = text(metadata.section.as_ref());
    slot("section", value, from);
    let (value, from) = text(metadata.description.as_ref());
    slot("description", value, from);
    for author in &metadata.authors {
        let is_organisation = metadata.corporate_authors.contains(&author.value);
        slot(
            if is_organisation { "author (organisation)" } else { "author" },
            Some(author.value.clone()),
            Some(author.origin),
        );
    }
    if let Some(publisher) = &metadata.publisher {
        slot("publisher", Some(publisher.value.name.clone()), Some(publisher.origin));
        slot("publisher's home", publisher.value.home.clone(), Some(Origin::Article));
    }
    let (value, from) = text(metadata.published.as_ref());
    slot("published", value, from);
    let (value, from) = text(metadata.modified.as_ref());
    slot("modified", value, from);
    let (value, from) = text(metadata.relative_time.as_ref());
    slot("relative time", value, from);
    let (value, from) = text(metadata.saved_at.as_ref());
    slot("saved at", value, from);
    if let Some(record) = &metadata.record {
        slot("record", Some(record_line(record)), Some(Origin::Metadata));
    }
    let (value, from) = text(Some(&metadata.language));
    slot("language", value, from);
    for subject in &metadata.subjects {
        slot("subject", Some(subject.value.clone()), Some(subject.origin));
    }
    let (value, from) = text(metadata.address.as_ref());
    slot("address", value, from);
    delivery(&metadata.delivery, &mut slot);
    let input = &metadata.input;
    let _ = writeln!(out, "input: {}, {} bytes, sha256 {}", input.media_type, input.byte_length, input.sha256_hex());
}

fn record_line(record: &ArchiveRecord) -> String {
    let ArchiveRecord { name, file, offset, payload_digest, address, captured } = record;
    let mut parts = vec![format!("{file} at byte {offset}")];
    parts.extend(name.clone());
    parts.extend(payload_digest.clone());
    parts.push(address.clone());
    parts.extend(captured.map(|captured| captured.to_string()));
    parts.join(", ")
}

fn delivery(delivery: &Delivery, slot: &mut impl FnMut(&str, Option<String>, Option<Origin>)) {
    let mut one = |name: &str, value: Option<(String, Origin)>| {
        if let Some((value, origin)) = value {
            slot(name, Some(value), Some(origin));
        }
    };
    fn said<T>(slot: &Sourced<T>, value: impl Fn(&T) -> String) -> (String, Origin) {
        (value(&slot.value), slot.origin)
    }
    let concept = |concept: &Concept| {
        let parts = [concept.name.as_deref(), concept.uri.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let Delivery { guid, version, status, embargo, expires, credit_line, slugline, urgency, .. } = delivery;
    one("guid", guid.as_ref().map(|slot| said(slot, Clone::clone)));
    one("version", version.as_ref().map(|slot| said(slot, Clone::clone)));
    one("status", status.as_ref().map(|slot| said(slot, ToString::to_string)));
    let until = |embargo: &Embargo| embargo.until.map_or("without end".to_owned(), |until| until.to_string());
    one("embargo", embargo.as_ref().map(|slot| said(slot, until)));
    one("expires", expires.as_ref().map(|slot| said(slot, ToString::to_string)));
    one("credit line", credit_line.as_ref().map(|slot| said(slot, Clone::clone)));
    one("slugline", slugline.as_ref().map(|slot| said(slot, Clone::clone)));
    one("urgency", urgency.as_ref().map(|slot| said(slot, ToString::to_string)));
    delivery.genres.iter().for_each(|slot| one("genre", Some(said(slot, concept))));
    delivery.concepts.iter().for_each(|slot| one("concept", Some(said(slot, concept))));
    for slot in &delivery.contributors {
        let contributor = |contributor: &Contributor| match &contributor.role {
            Some(role) => format!("{}, {role}", contributor.name),
            None => contributor.name.clone(),
        };
        one("contributor", Some(said(slot, contributor)));
    }
    delivery.signals.iter().for_each(|slot| one("signal", Some(said(slot, Clone::clone))));
    delivery.notes.iter().for_each(|slot| one("editors' note", Some(said(slot, Clone::clone))));
    for slot in &delivery.related {
        let related = |related: &Related| match &related.title {
            Some(title) => format!("{title}, {}", related.address),
            None => related.address.clone(),
        };
        one("related", Some(said(slot, related)));
    }
}

fn rights(rights: &Rights, out: &mut String) {
    out.push_str("rights\n");
    if let Some(holder) = &rights.holder {
        let _ = writeln!(out, "  holder{}: {}", origin(holder.origin), holder.value.name);
    }
    if let Some(year) = &rights.year {
        let _ = writeln!(out, "  year{}: {}", origin(year.origin), year.value);
    }
    if let Some(notice) = &rights.notice {
        let _ = writeln!(out, "  notice{}: {}", origin(notice.origin), notice.value);
    }
    if rights.terms.as_slice().is_empty() {
        out.push_str("  terms: not stated\n");
    }
    for term in rights.terms.as_slice() {
        let Term { content, language, meanings, unread, origin: from, in_statement, span: _ } = term;
        let place = if *in_statement { "" } else { " (outside the statement)" };
        let _ = writeln!(out, "  term{}{place} [{language}]: {}", origin(*from), marked(content));
        for meaning in meanings {
            let _ = writeln!(out, "    means: {}", describe(meaning));
        }
        for words in unread {
            let _ = writeln!(out, "    not understood: {words}");
        }
    }
    if let Some(page) = &rights.terms_page {
        let address = page
            .address
            .as_ref()
            .map_or("no address".to_owned(), |slot| format!("{}{}", slot.value, origin(slot.origin)));
        let _ = writeln!(out, "  terms page: {address} “{}”", page.label);
    }
    if let Some(licence) = &rights.licence {
        let _ = writeln!(out, "  licence{}: {}", origin(licence.origin), licence_name(&licence.value));
    }
    if let Some(permission) = &rights.photo_permission {
        let _ = writeln!(out, "  permission for pictures: {}", permission.reference);
    }
}

fn licence_name(licence: &super::Licence) -> String {
    licence.name().into_iter().chain(licence.address.clone()).collect::<Vec<_>>().join(" ")
}

/// A meaning in a few English words.
pub fn describe(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Attribution { scope, credit } => {
            let how = if credit.by_hyperlink { " by hyperlink" } else { "" };
            let open = if credit.open_link { " open to search engines" } else { "" };
            let place = credit.place.as_ref().map_or(String::new(), |place| format!(" (“{place}”)"));
            let literal = credit.literal.as_ref().map_or(String::new(), |words| format!(" in the words “{words}”"));
            format!("attribution is required{}{how}{open}{place}{literal}", of(*scope, " for the "))
        }
        Meaning::AllRightsReserved => "all rights reserved".to_owned(),
        Meaning::NoRepublication { scope, unless_permitted } => {
            format!("no republication{}{}", of(*scope, " of "), without_permission(*unless_permitted))
        }
        Meaning::Licensed { licence, scope } => {
            let what = match scope {
                Scope::Everything => String::new(),
                part => format!(" ({})", part.as_str()),
            };
            format!("licensed under {}{what}", licence_name(licence))
        }
        Meaning::LicenceUnknown => "licensed, but which licence cannot be told".to_owned(),
        Meaning::Permitted => "use is allowed".to_owned(),
        Meaning::Free => "free use without conditions".to_owned(),
        Meaning::NonCommercial { scope } => format!("no commercial use{}", of(*scope, " of ")),
        Meaning::Share(share) => format!("at most {}", describe_share(*share)),
        Meaning::NoChanges => "no changes".to_owned(),
        Meaning::NoDerivatives => "no derivative works".to_owned(),
        Meaning::NoTranslation { unless_permitted } => {
            format!("no translation{}", without_permission(*unless_permitted))
        }
        Meaning::NoMining => "no text and data mining".to_owned(),
        Meaning::NoAi => "no training of artificial intelligence".to_owned(),
        Meaning::Purpose(Purpose::Personal) => "personal use only".to_owned(),
        Meaning::Purpose(Purpose::Education) => "educational use only".to_owned(),
        Meaning::Medium(Medium::Print) => "in print only".to_owned(),
        Meaning::Medium(Medium::Broadcast) => "in broadcasts only".to_owned(),
        Meaning::Medium(Medium::Online) => "on the web only".to_owned(),
        Meaning::ConsentElsewhere => "no republication in other media without permission".to_owned(),
        Meaning::NoSystematic => "no systematic copying".to_owned(),
        Meaning::Recipients => "for subscribers only".to_owned(),
        Meaning::Delay { hours: Some(hours) } => format!("not before {hours} hours have passed"),
        Meaning::Delay { hours: None } => "not before some time has passed".to_owned(),
        Meaning::Fee { scope } => format!("for a fee{}", of(*scope, " for the ")),
        Meaning::CommercialFee => "commercial use for a fee".to_owned(),
        Meaning::Notify => "the publisher must be told".to_owned(),
        Meaning::Specimen => "a copy must be sent to the publisher".to_owned(),
        Meaning::KeepLogo { scope } => format!("the logo must stay{}", of(*scope, " on the ")),
        Meaning::ThirdPartiesExcepted => "matter of third parties is excepted".to_owned(),
    }
}

fn of(scope: Scope, before: &str) -> String {
    match scope {
        Scope::Everything => String::new(),
        part => format!("{before}{}", part.as_str()),
    }
}

fn without_permission(unless_permitted: bool) -> &'static str {
    if unless_permitted { " without permission" } else { "" }
}

fn describe_share(share: Share) -> String {
    match share {
        Share::Percent(count) => format!("{count} per cent"),
        Share::Characters(count) => format!("{count} characters"),
        Share::Words(count) => format!("{count} words"),
        Share::Sentences(count) => format!("{count} sentences"),
        Share::Paragraphs(count) => format!("{count} paragraphs"),
        Share::HeadlineAndLead => "the headline and the lead".to_owned(),
        Share::Excerpts => "excerpts".to_owned(),
    }
}

fn blocks(content: &[Block], level: usize, out: &mut String) {
    let indent = "  ".repeat(level);
    let guess = |guessed: bool| if guessed { " (guess)" } else { "" };
    for block in content {
        let _ = match block {
            Block::Paragraph(paragraph) => writeln!(out, "{indent}paragraph: {}", marked(&paragraph.content)),
            Block::Heading(heading) => {
                writeln!(
                    out,
                    "{indent}heading {}{}: {}",
                    heading.level,
                    guess(heading.guessed),
                    marked(&heading.content)
                )
            }
            Block::List(list) => {
                let kind = list
                    .start
                    .map_or("bulleted".to_owned(), |start| format!("numbered from {}", list.numerals.write(start)));
                let tight = if list.tight { "tight" } else { "loose" };
                let _ = writeln!(out, "{indent}list, {kind}, {tight}");
                for item in &list.items {
                    let task = match item.task {
                        None => "",
                        Some(false) => " [ ]",
                        Some(true) => " [x]",
                    };
                    let value = item.value.map(|value| format!(", number {}", list.numerals.write(value)));
                    let _ = writeln!(out, "{indent}  item{}{task}", value.unwrap_or_default());
                    blocks(&item.content, level + 2, out);
                }
                Ok(())
            }
            Block::BlockQuote(quote) => {
                let _ = writeln!(out, "{indent}quote");
                blocks(&quote.content, level + 1, out);
                Ok(())
            }
            Block::Table(table) => {
                let columns: Vec<&str> = table
                    .columns
                    .iter()
                    .map(|column| match column {
                        Alignment::Start => "start",
                        Alignment::Centre => "centre",
                        Alignment::End => "end",
                    })
                    .collect();
                let _ = writeln!(out, "{indent}table: {}", columns.join(", "));
                if !table.caption.is_empty() {
                    let _ = writeln!(out, "{indent}  caption: {}", marked(&table.caption));
                }
                let row = |cells: &[TableCell]| cells.iter().map(cell).collect::<Vec<_>>().join(" | ");
                for cells in &table.head {
                    let _ = writeln!(out, "{indent}  head: {}", row(cells));
                }
                for cells in &table.rows {
                    let _ = writeln!(out, "{indent}  row: {}", row(cells));
                }
                Ok(())
            }
            Block::Figure(figure) => {
                let _ = writeln!(out, "{indent}figure{}", guess(figure.guessed));
                match &figure.picture {
                    Some(picture) => {
                        let carried = if picture.media.is_some() { "" } else { " (not carried)" };
                        let _ = writeln!(out, "{indent}  picture{carried}: {}", picture.reference);
                        if !picture.alternative.is_empty() {
                            let _ = writeln!(out, "{indent}  alternative: {}", picture.alternative);
                        }
                    }
                    None => {
                        let _ = writeln!(out, "{indent}  picture missing");
                    }
                }
                if figure.caption.is_empty() {
                    Ok(())
                } else {
                    writeln!(out, "{indent}  caption: {}", marked(&figure.caption))
                }
            }
            Block::CodeBlock(code) => {
                let language = code.language.as_ref().map_or(String::new(), |language| format!(" ({language})"));
                let _ = writeln!(out, "{indent}code{language}");
                for line in code.text.split('\n') {
                    let _ = writeln!(out, "{indent}  | {line}");
                }
                Ok(())
            }
            Block::ThematicBreak(_) => writeln!(out, "{indent}rule"),
        };
    }
}

/// The words of a cell, and what it is beside a cell of one column and one row.
fn cell(cell: &TableCell) -> String {
    let mut remarks = Vec::new();
    if cell.is_head {
        remarks.push("heads its row".to_owned());
    }
    if cell.columns > 1 {
        remarks.push(format!("{} columns", cell.columns));
    }
    if cell.rows > 1 {
        remarks.push(format!("{} rows", cell.rows));
    }
    let words = marked(&cell.content);
    if remarks.is_empty() { words } else { format!("{words} ({})", remarks.join(", ")) }
}
