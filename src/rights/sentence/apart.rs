//! Licences of works that stand beside an article: the data behind it, the theme of its page, the book that it is about.

use super::has;
use crate::rights::concept::TermConcept;
use crate::rights::table::{ConceptUse, PhraseTable, apart, said_anywhere};
use crate::rights::tokens::{Token, TokenKind};

/// A label before a colon has no more words.
const LONGEST_LABEL: usize = 3;

/// Whether a sentence with a licence says it of a work that stands beside the article: "This dataset is licensed under
/// CC BY 4.0", or names with it whose something is: "Source: Nümunə, CC BY 4.0". It may tell of the article too ("this
/// article and its data"), or leave the other out ("all content except data").
pub(super) fn is_of_another(items: &[ConceptUse], tokens: &[Token<'_>], table: &PhraseTable) -> bool {
    if let Some(colon) = label_end(tokens)
        && !(said_anywhere(&tokens[..colon]).into_iter())
            .chain(tokens[..colon].chunks(1).flat_map(said_anywhere))
            .any(is_label_of_own)
    {
        return true;
    }
    // "“The Fair” by A. Nümunə is licensed under …": a title is what whoever gives credit names.
    let is_titled = tokens.first().is_some_and(|first| first.kind == TokenKind::Quoted);
    if is_titled && !items.iter().any(|item| matches!(item.concept, TermConcept::Text | TermConcept::Owner)) {
        return true;
    }
    let words = (0..tokens.len()).filter_map(|at| Some(at..at + apart(&tokens[at..])?));
    words.into_iter().any(|words| {
        let before = items.iter().filter(|item| item.range.start < words.start).rev();
        let behind = items.iter().filter(|item| item.range.start >= words.end);
        let is_apart = |item: &ConceptUse| (item.range.clone()).any(|at| apart(&tokens[at..]).is_some());
        let is_own = |item: &ConceptUse| is_work(item) && !is_apart(item);
        let is_left_out = before.clone().any(takes_out)
            || table.language.verb_last && has(items, TermConcept::Other)
            || table.language.verb_last && behind.clone().any(takes_out);
        // "A review of books" stands behind it in some languages, in others before: "a book review".
        let is_label = tokens[words.clone()].last().is_some_and(|last| last.text == ":");
        let is_told_more = !is_label && behind.clone().next().is_some_and(is_own);
        !is_left_out && !is_told_more && !is_joined(before, is_own) && !is_joined(behind, is_own)
    })
}

/// Whether what stands beside some words is "and", and a work beyond it: "our articles and their data".
fn is_joined<'i>(mut beside: impl Iterator<Item = &'i ConceptUse>, is_own: impl Fn(&ConceptUse) -> bool) -> bool {
    use TermConcept::{And, Comma, Filler, Light, Owner, Whole};
    let is_light = |item: &&ConceptUse| matches!(item.concept, Filler | Light | Owner | Whole);
    let joins = beside.by_ref().find(|item| !is_light(item));
    joins.is_some_and(|item| matches!(item.concept, And | Comma))
        && beside.find(|item| !is_light(item)).is_some_and(is_own)
}

/// Whether what a label says may stand before the licence of an article: "Text:", "Licence:", "Photo:" before that of a
/// picture. "Source:" and a label that no language has tell of something else.
const fn is_label_of_own(concept: TermConcept) -> bool {
    use TermConcept::{
        Audio, Author, Licence, Owner, Permission, PictureCredit, Pictures, Rights, Terms, Text, Use, Video, Whole,
    };
    matches!(
        concept,
        Audio
            | Author
            | Licence
            | Owner
            | Permission
            | PictureCredit
            | Pictures
            | Rights
            | Terms
            | Text
            | Use
            | Video
            | Whole
    )
}

fn is_work(item: &ConceptUse) -> bool {
    matches!(item.concept, TermConcept::Text)
}

fn takes_out(item: &ConceptUse) -> bool {
    use TermConcept::{But, Except, Including, Lacking, NotCovered, Without};
    matches!(item.concept, But | Except | Including | Lacking | NotCovered | Without)
}

/// Takes the label of a credit for one, in whatever language it stands: "Fotoğraf: M. Nümunə, CC BY 4.0" is under articles in
/// every one.
pub(super) fn settle_label(items: &mut [ConceptUse], tokens: &[Token<'_>]) {
    let Some(colon) = label_end(tokens) else { return };
    let is_picture = |said: &TermConcept| matches!(said, TermConcept::PictureCredit | TermConcept::Pictures);
    if let Some(first) = items.first_mut().filter(|first| first.range.start == 0)
        && said_anywhere(&tokens[..colon]).iter().any(is_picture)
    {
        first.concept = TermConcept::PictureCredit;
    }
}

/// Where the label ends with which some words begin: at its colon.
fn label_end(tokens: &[Token<'_>]) -> Option<usize> {
    tokens.iter().take(LONGEST_LABEL + 1).position(|token| token.text == ":")
}
