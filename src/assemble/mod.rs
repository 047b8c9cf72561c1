//! What every reader leaves to one place once it has blocks: to find the article's slots among them.
//!
//! 1. [`stated`] has what the metadata of the input states; a reader fills it, and settles the article's own
//!    [`address`] before it reads the blocks, because relative links count from it;
//! 2. [`header`] takes the lines around the headline: section, organisation, byline, time;
//! 3. [`rights`] takes the source's statement of its terms at the end;
//! 4. [`shape`] gives the rest its captions, subheadings and levels;
//! 5. [`metadata`] settles who said what: options before the metadata before the article's lines before guesses;
//! 6. [`duties`] completes the rights and says which duty is unmet;
//! 7. [`embargo`] finds what keeps the article from being used in words alone, [`delivery`] says it; [`hidden`] says which headlines and names hold characters that nobody sees.
//!
//! [`person_names`] has the one rule for lists of persons; [`menus`] knows labels that lead to no terms; [`media`] puts pictures into the finished document.
//!
//! An input that is a document already, with every slot, has [`whole`] completed by what the user knows.

mod delivery;
mod duties;
mod embargo;
mod header;
mod hidden;
mod lines;
pub(crate) mod media;
mod menus;
mod metadata;
pub(crate) mod person_names;
mod rights;
mod shape;
mod skip_links;
mod stated;
mod whole;

use std::collections::BTreeMap;

pub(crate) use embargo::{EditorsWords, speaks_of_one as speaks_of_embargo};
pub(crate) use header::{BETWEEN_PARTS, is_marked_line};
pub(crate) use lines::is_reading_time;
pub(crate) use menus::leads_elsewhere;
pub(crate) use metadata::{address, agree};
pub(crate) use rights::page_in_menu;
pub(crate) use skip_links::is_skip_link;
pub(crate) use stated::{Form, StatedKey, StatedValue, StatedValues};
pub(crate) use whole::whole;

use crate::build::inline::{LostLink, join_text};
use crate::diagnostic::{Code, Diagnostic, Outcome, Severity};
use crate::error::{Error, Result};
use crate::model::walk::block_passages;
use crate::model::{Block, Delivery, Document, HeaderLine, Note, Sourced, Terms};
use crate::options::ReadOptions;
use crate::source::Source;

/// What a reader found in its input.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The blocks in the order of the source, the lines around the headline and the statement of rights among them.
    pub(crate) blocks: Vec<Block>,
    /// The lines above the body, the headline among them, where the input marks them; else they are looked for among
    /// the blocks.
    pub(crate) header: Vec<HeaderLine>,
    /// What states rights and stands outside of the article, in the foot of its page.
    pub(crate) statement: Vec<Block>,
    /// Footnotes, in the order of their first reference.
    pub(crate) notes: Vec<Note>,
    /// Links that were not kept.
    pub(crate) lost_links: Vec<LostLink>,
    /// What the metadata states.
    pub(crate) values: StatedValues,
    /// The article's own address, as [`address`] settled it.
    pub(crate) address: Option<Sourced<String>>,
    /// What is said of the item that the article was delivered in.
    pub(crate) delivery: Delivery,
    /// What editors say beside it.
    pub(crate) editors: EditorsWords,
    /// The media type of the input.
    pub(crate) media_type: &'static str,
}

/// Makes the document.
///
/// # Errors
/// If there is no text, or no headline, or if the reader met an error.
pub(crate) fn document(
    source: &Source,
    options: &ReadOptions,
    found: Found,
    mut diagnostics: Vec<Diagnostic>,
) -> Result<Outcome<Document>> {
    let Found { blocks: mut body, header, statement, mut notes, mut lost_links, values, .. } = found;
    let Found { address, mut delivery, editors, media_type, .. } = found;
    let errors = || diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    if errors().next().is_some() {
        return Err(Error::new(errors().cloned().collect()));
    }
    let text = words(&body);
    if text.trim().is_empty() && !body.iter().any(|block| matches!(block, Block::Figure(_))) {
        return Err(Diagnostic::new(Code::EmptyInput, format!("{} holds no article text", source.name()))
            .with_hint(match values.form {
                Form::None => "save the text of the article in it",
                Form::FrontMatter => "the article goes below the front matter",
                Form::Item => "ask who sent it for the article itself",
                Form::Markup => "scripts may have shown it: save the page from a browser that shows the article",
            })
            .into());
    }
    let language = metadata::language(options, &values, &text, &mut diagnostics);
    let mut header = if header.is_empty() {
        header::take(source, options, &values, &language.value, &mut body, &mut diagnostics).map_err(Error::from)?
    } else {
        header::marked(header)
    };
    let lines = (header.lines.as_slice(), body.as_slice());
    embargo::in_words(&mut delivery, &editors, &values, lines, &language.value, &mut diagnostics);
    let named = header.publisher.as_ref().map(|slot| slot.value.as_str());
    let named =
        options.publisher.as_deref().or(values.first(StatedKey::Publisher).map(|value| value.text.as_str())).or(named);
    if matches!(values.form, Form::None | Form::FrontMatter) {
        rights::part_notices(source, &mut body);
    }
    let mut stated = rights::take(&mut body, named, &mut lost_links, &language.value);
    rights::report_in_text(&body, values.form, &mut diagnostics, &language.value);
    stated.add(statement, &language.value);
    shape::report_first_levels(&body, &mut diagnostics);
    shape::shape(source, values.form, &mut body, &mut diagnostics);
    let publisher = metadata::publisher(options, &values, &header, &stated, &mut diagnostics);
    let known = metadata::SettledMetadata { address, language, publisher, delivery, media_type };
    let mut metadata = metadata::metadata(source, options, &values, &mut header, known, &mut diagnostics);
    let mut rights = duties::rights(options, &values, &metadata, header.notice, stated, &mut diagnostics);
    duties::report_lost_links(&lost_links, metadata.address.is_some(), &mut diagnostics);
    let of_notes = notes.iter_mut().map(|note| &mut note.content);
    for blocks in of_notes.chain([&mut body, &mut rights.statement]) {
        shape::settle_levels(blocks);
        shape::join_words(blocks);
    }
    header.lines.iter_mut().for_each(|line| join_text(&mut line.content));
    if let Terms::Stated(terms) = &mut rights.terms {
        terms.iter_mut().for_each(|term| join_text(&mut term.content));
    }
    delivery::part_from_terms(&mut metadata.delivery, &rights.terms);
    let document = Document { metadata, header: header.lines, body, notes, rights, media: BTreeMap::new() };
    duties::report(&document, values.form, &mut diagnostics);
    delivery::report(&document.metadata.delivery, &mut diagnostics);
    hidden::report(source, &document, &mut diagnostics);
    hidden::report_turned(source, &document, &mut diagnostics);
    Ok(Outcome::new(document, diagnostics))
}

/// The words of some blocks, for telling their language.
fn words(blocks: &[Block]) -> String {
    let passages = block_passages(blocks);
    passages.iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join("\n")
}
