//! The pictures of a message that are items of their own: each has a status, rights and a credit of its own.

use super::content::{self, ContentPicture};
use super::delivery;
use super::message::Chosen;
use super::property::{self, Preferred};
use super::rights;
use super::tree::SourceElement;
use crate::assemble::{StatedKey, StatedValues};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::dates;
use crate::language::fold::fold;
use crate::model::walk::plain_text;
use crate::model::{Inline, Language, Status, Text};

/// The pictures of an article: of its item, then those that stand beside it. What their items say of their rights are terms
/// of the pictures; one that must not be used is left out.
pub(super) fn of_article(
    chosen: &Chosen<'_>,
    language: Option<&Language>,
    values: &mut StatedValues,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ContentPicture> {
    let mut pictures: Vec<ContentPicture> = content::picture(chosen.text, language, diagnostics).into_iter().collect();
    for item in &chosen.pictures {
        if let Some(why) = kept_back(item) {
            let message = format!("a picture of the message is left out: it {why}");
            diagnostics.push(Diagnostic::new(Code::ItemLeftOut, message).at(item.span));
            continue;
        }
        let Some(mut picture) = content::picture(item, language, diagnostics) else { continue };
        rights::of_picture(item, chosen.text).into_iter().for_each(|terms| values.push(StatedKey::PictureTerms, terms));
        let known = |name| chosen.text.named("rightsInfo").flat_map(move |info| info.named(name));
        let of_item = |name| item.named("rightsInfo").flat_map(move |info| info.named(name));
        let preferred = Preferred(language);
        let notice = preferred.of(of_item("copyrightNotice"));
        let is_known = known("copyrightNotice").any(|known| known.text() == notice.and_then(SourceElement::text));
        if let Some((notice, words)) = notice.filter(|_| !is_known).and_then(|notice| Some((notice, notice.text()?))) {
            add_line(&mut picture, Text { text: words, span: Some(notice.place()) });
        }
        for holder in of_item("copyrightHolder") {
            let Some(name) = property::name(holder, preferred) else { continue };
            let is_named = fold(&plain_text(&picture.figure.caption)).contains(&fold(&name.text));
            let is_same = known("copyrightHolder")
                .filter_map(|known| property::name(known, preferred))
                .any(|known| fold(&known.text) == fold(&name.text));
            if !is_named && !is_same {
                add_line(&mut picture, Text { text: format!("© {}", name.text), span: name.span });
            }
        }
        pictures.push(picture);
    }
    pictures
}

/// A line below those of a caption.
fn add_line(picture: &mut ContentPicture, text: Text) {
    let caption = &mut picture.figure.caption;
    if fold(&plain_text(caption)).contains(&fold(&text.text)) {
        return;
    }
    caption.extend((!caption.is_empty()).then_some(Inline::LineBreak));
    caption.push(Inline::Text(text));
}

/// Why the picture of an item must not be used. An embargo on it is over where its item was made after it.
fn kept_back(item: &SourceElement) -> Option<String> {
    let said = delivery::read(item, Preferred(None), &mut Vec::new());
    if let Some(status) = said.status.filter(|status| status.value != Status::Usable) {
        return Some(format!("is {} by its provider", status.value));
    }
    let made = item.first("itemMeta").and_then(|meta| dates::absolute(&meta.first("versionCreated")?.text()?));
    let embargo = said.embargo.filter(|embargo| embargo.value.holds_at(made))?;
    Some(embargo.value.until.map_or("is under embargo".to_owned(), |until| format!("is under embargo until {until}")))
}
