//! Slots into pages, and the running foot.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::{BOTTOM, Flow, GREY, HAIRLINE, MEASURE, PAGE, SIDE, Slot, TOP};
use super::inline::{Style, Styled};
use super::paragraph::Setting;
use super::structure::{ElementId, Structure};
use super::{Fill, Layout, LinkArea, Mark, Page, PlacedPicture, Rect, TextRun};
use crate::diagnostic::{Code, Diagnostic};
use crate::fonts::FaceStyle;
use crate::language::direction::isolated;
use crate::model::Document;
use crate::rights::credit;
use crate::source::Span;

/// Fills pages with the slots of a flow.
pub(super) fn paginate(document: &Document, mut flow: Flow<'_>) -> Layout {
    let floor = PAGE.1 - BOTTOM;
    let slots = std::mem::take(&mut flow.slots);
    let mut pages = vec![Page::default()];
    let mut outline = Vec::new();
    let mut y = TOP;
    let mut rest = slots.as_slice();
    while !rest.is_empty() {
        let chunk = chunk(rest);
        let height: f32 = chunk
            .iter()
            .enumerate()
            .map(|(index, slot)| slot.height + if index == 0 && y <= TOP { 0.0 } else { slot.before })
            .sum();
        // What no page can hold in one piece begins where it is and goes on where it must.
        let fits_a_page = height <= floor - TOP;
        if y > TOP && y + height > floor && (fits_a_page || y > floor - 6.0 * super::flow::GRID) {
            y = new_page(&mut pages, chunk, &flow.heads);
        }
        for (index, slot) in chunk.iter().enumerate() {
            if y > TOP && y + slot.before + slot.height > floor {
                y = new_page(&mut pages, &chunk[index..], &flow.heads);
            }
            if y > TOP {
                y += slot.before;
            }
            if let Some(bookmark) = &slot.bookmark {
                let mut bookmark = bookmark.clone();
                bookmark.page = pages.len() - 1;
                bookmark.y = y;
                outline.push(bookmark);
            }
            paint(&mut pages, slot, y);
            y += slot.height;
        }
        rest = &rest[chunk.len()..];
    }
    foot(document, &mut flow, &mut pages);
    for page in &mut pages {
        page.links = links(page, &flow.structure);
    }
    let diagnostics = missing(&flow.missing);
    Layout { width: PAGE.0, height: PAGE.1, pages, structure: flow.structure, outline, diagnostics }
}

/// The slots at the front that must stand on one page.
fn chunk(slots: &[Slot]) -> &[Slot] {
    let kept = slots.iter().take_while(|slot| slot.keep).count();
    &slots[..(kept + 1).min(slots.len())]
}

/// Begins a page, with the head of a table that goes on. Returns where the text begins.
fn new_page(pages: &mut Vec<Page>, next: &[Slot], heads: &[Vec<Slot>]) -> f32 {
    pages.push(Page::default());
    let mut y = TOP;
    if let Some(head) = next.first().and_then(|slot| slot.head) {
        for slot in &heads[head] {
            paint(pages, slot, y);
            y += slot.height;
        }
    }
    y
}

fn paint(pages: &mut [Page], slot: &Slot, y: f32) {
    let Some(page) = pages.last_mut() else { return };
    for fill in &slot.fills {
        // The ground of a block does not reach above the text of a page.
        let top = (fill.area.y + y).max(TOP - super::flow::GRID * 0.6);
        let height = fill.area.height - (top - (fill.area.y + y));
        page.fills.push(Fill { area: Rect { y: top, height, ..fill.area }, ..*fill });
    }
    page.pictures.extend(slot.picture.iter().map(|picture| {
        let area = Rect { y: picture.area.y + y, ..picture.area };
        PlacedPicture { area, ..picture.clone() }
    }));
    page.texts.extend(slot.texts.iter().cloned().map(|run| TextRun { y: run.y + y, ..run }));
}

/// Room for the number of a page.
const NUMBER: f32 = 50.0;

/// The running foot: who the article comes from, and which page this is. Not part of the article.
fn foot(document: &Document, flow: &mut Flow<'_>, pages: &mut [Page]) {
    let credit = credit(document);
    let words = [credit.name.as_deref(), credit.target.address()];
    let words = words.into_iter().flatten().map(isolated).collect::<Vec<_>>().join(" · ");
    let style =
        Style { face: FaceStyle::default(), size: 8.0, rise: 0.0, colour: GREY, strike: false, mark: Mark::Pagination };
    let y = PAGE.1 - BOTTOM + 34.0;
    let count = pages.len();
    // The credit stands where lines begin, the number where they end.
    let (credit_x, number_x) = if flow.right_to_left { (SIDE + NUMBER, SIDE) } else { (SIDE, SIDE + MEASURE - NUMBER) };
    let mut one_line = |text: &str, width: f32, setting| {
        let mut styled = Styled::default();
        styled.push(text, &style, None);
        flow.lines(&styled, width, setting).into_iter().next().unwrap_or_default().runs
    };
    for (index, page) in pages.iter_mut().enumerate() {
        let area = Rect { x: SIDE, y: y - 14.0, width: MEASURE, height: 0.5 };
        page.fills.push(Fill { area, colour: HAIRLINE });
        let place = |run: TextRun, x: f32| TextRun { x: run.x + x, y: run.y + y, ..run };
        let credit = one_line(&words, MEASURE - NUMBER, Setting::Start);
        page.texts.extend(credit.into_iter().map(|run| place(run, credit_x)));
        let number = one_line(&format!("{} / {count}", index + 1), NUMBER, Setting::End);
        page.texts.extend(number.into_iter().map(|run| place(run, number_x)));
    }
}

/// Where links can be clicked: the runs of each link, line by line.
fn links(page: &Page, structure: &Structure) -> Vec<LinkArea> {
    let mut areas: BTreeMap<ElementId, Vec<Rect>> = BTreeMap::new();
    for run in &page.texts {
        let Mark::Content(leaf) = run.mark else { continue };
        let Some(link) = structure.link_of(structure.leaves[leaf.0]) else { continue };
        let area = Rect { x: run.x, y: run.y - run.size * 0.85, width: run.width, height: run.size * 1.15 };
        let rects = areas.entry(link).or_default();
        match rects.last_mut() {
            // Runs beside one another on one line make one area.
            Some(last) if (last.y - area.y).abs() < 0.5 * run.size && area.x >= last.x => {
                last.width = area.x + area.width - last.x;
            }
            _ => rects.push(area),
        }
    }
    areas.into_iter().map(|(element, areas)| LinkArea { element, areas }).collect()
}

/// One diagnostic for all characters that no face has, at the place of the first.
fn missing(missing: &[(char, Option<Span>)]) -> Vec<Diagnostic> {
    let characters: BTreeSet<char> = missing.iter().map(|(character, _)| *character).collect();
    if characters.is_empty() {
        return Vec::new();
    }
    let list: Vec<String> = characters.iter().map(|character| format!("U+{:04X}", u32::from(*character))).collect();
    let place = missing.iter().find_map(|(_, span)| *span);
    let message = format!("no face at hand has {}", list.join(", "));
    let hint = "the page shows a replacement, and the true text is kept underneath";
    vec![Diagnostic::new(Code::GlyphMissing, message).at(place).with_hint(hint)]
}
