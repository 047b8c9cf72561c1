//! What a book designer would look for on the pages, measured on the layout itself: every article, many page heights.

use std::collections::{BTreeMap, BTreeSet};

use istinad::fonts::Fonts;
use istinad::layout::structure::{ElementId, LeafId, Role, Structure, Target};
use istinad::layout::style::{Margins, PageSize, PageStyle};
use istinad::layout::{Layout, MarkedContent, Page, TextRun, layout};
use istinad::model::{Block, Document, Inline, Note, NoteId, TableCell, Timestamp};
use istinad::rights::statement;
use istinad::{ReadOptions, Source, read};

use crate::every::articles;
use crate::support::fixture::{paragraph, plain_document, rich_document, text};

fn written() -> Timestamp {
    Timestamp::parse("2026-06-24T17:00:00+04:00").expect("a moment")
}

fn set(document: &Document, style: &PageStyle) -> Layout {
    layout(document, &statement(document, written()), style, &Fonts::default())
}

fn article(markdown: &str) -> Document {
    let source = Source::new("article.md", markdown).expect("text");
    read(&source, &ReadOptions::default()).expect("an article").output
}

fn style(size: &str, font_size: f32) -> PageStyle {
    PageStyle::new(PageSize::parse(size).expect("a size"), None, font_size).expect("a style")
}

/// The styles that every article is tried in.
fn styles() -> Vec<PageStyle> {
    [("a4", 10.5), ("a5", 10.5), ("letter", 12.0), ("a4", 24.0), ("a5", 24.0), ("100x130mm", 7.0), ("58x63mm", 10.5)]
        .map(|(size, font_size)| style(size, font_size))
        .into()
}

/// Pages of the default width and type, with an area of text of so many lines.
fn of_height(lines: u8) -> PageStyle {
    let height = (f32::from(lines) + 0.5) * PageStyle::default().grid() * 25.4 / 72.0;
    let margins = Margins::millimetres(20.0, 33.0, 20.0, 33.0);
    PageStyle::new(PageSize::millimetres(210.0, height + 40.0), margins, PageStyle::FONT_SIZE).expect("a style")
}

/// A line on a page: its runs from the article and the hyphen that it ends with.
struct Line<'a> {
    y: f32,
    runs: Vec<&'a TextRun>,
    hyphenated: bool,
}

impl Line<'_> {
    fn leaf(&self) -> LeafId {
        let mut leaves = self.runs.iter().rev().filter_map(|run| leaf(run));
        leaves.next().expect("a line has a run of the article")
    }
}

fn leaf(run: &TextRun) -> Option<LeafId> {
    match run.mark {
        MarkedContent::Content(leaf) => Some(leaf),
        MarkedContent::Setting | MarkedContent::Head | MarkedContent::Foot | MarkedContent::Repeated => None,
    }
}

/// The lines of the article on a page, from above. Runs on one baseline are one line; what is raised belongs to it.
fn lines(page: &Page) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for run in &page.texts {
        let setting = run.mark == MarkedContent::Setting;
        if leaf(run).is_none() && !setting {
            continue;
        }
        match lines.last_mut() {
            Some(line) if (line.y - run.y).abs() < run.size * 0.6 && line.runs.len() < 1000 => {
                line.hyphenated |= setting;
                line.y = line.y.max(run.y);
                if !setting {
                    line.runs.push(run);
                }
            }
            _ => lines.push(Line { y: run.y, runs: vec![run], hyphenated: setting }),
        }
    }
    lines.sort_by(|one, other| one.y.total_cmp(&other.y));
    lines
}

/// The element itself and what it stands in, from within.
fn ancestors(structure: &Structure, element: ElementId) -> impl Iterator<Item = ElementId> {
    std::iter::successors(Some(element), |element| structure.elements[element.0].parent)
}

/// The paragraph or heading that a leaf stands in.
fn block(structure: &Structure, leaf: LeafId) -> Option<ElementId> {
    ancestors(structure, structure.leaves[leaf.0]).find(|element| {
        matches!(structure.elements[element.0].role, Role::Paragraph | Role::Heading(_) | Role::Caption | Role::Credit)
    })
}

fn is_in(structure: &Structure, leaf: LeafId, role: impl Fn(&Role) -> bool) -> bool {
    ancestors(structure, structure.leaves[leaf.0]).any(|element| role(&structure.elements[element.0].role))
}

fn in_note(structure: &Structure, leaf: LeafId) -> bool {
    is_in(structure, leaf, |role| matches!(role, Role::Note { .. }))
}

/// An article in which every rule is tried: paragraphs of one to nine lines, headings, lists, notes, tables, figures.
fn trial() -> Document {
    let mut markdown = "# Sınaq üçün uzun məqalə: bütün hallar bir yerdə\n\n".to_owned();
    let sentence = "Hökumətlərarası komissiyanın növbəti iclasında su ehtiyatlarının qorunması müzakirə olunub. ";
    for index in 0..40usize {
        if index % 4 == 1 {
            markdown += &format!("{} Bölmə {index} haqqında\n\n", "#".repeat(2 + index % 3));
        }
        if index % 8 == 5 {
            markdown += "Qısa abzas.\n\n";
        }
        markdown += &sentence.repeat(1 + index * 7 % 5);
        if index % 5 == 2 {
            markdown += &format!("[^{index}]");
        }
        markdown += "\n\n";
        if index % 9 == 3 {
            markdown += &format!("- {sentence}\n- qısa\n- {}\n\n", sentence.repeat(3));
        }
        if index % 13 == 5 {
            markdown += "| Ad | Say |\n|---|---:|\n";
            markdown += &"| sətir | 12 |\n".repeat(14);
            markdown += "\n";
        }
        if index % 11 == 6 {
            markdown += "![Sahil](sahil.png)\n*Sahil xətti, 2026*\n\n";
        }
        if index % 10 == 8 {
            markdown += &format!("> {}\n\n", sentence.repeat(2));
        }
    }
    for index in (0..40usize).filter(|index| index % 5 == 2) {
        markdown += &format!("[^{index}]: {}\n\n", sentence.repeat(1 + index % 4));
    }
    article(&markdown)
}

#[test]
fn body_lines_of_all_pages_stand_on_one_grid() {
    let trial = trial();
    for style in styles() {
        let (area, grid) = (style.text_area(), style.grid());
        let documents = articles().iter().map(|article| (article.name.as_str(), &article.document));
        for (name, document) in documents.chain([("trial", &trial)]) {
            let layout = set(document, &style);
            let size = grid * 0.7;
            for (number, page) in layout.pages.iter().enumerate() {
                // A label stands on the baseline of its item, and that may be code.
                let is_label = |leaf| is_in(&layout.structure, leaf, |role| *role == Role::Label);
                let body = page.texts.iter().filter(|run| leaf(run).is_some_and(|leaf| !is_label(leaf)));
                for run in body.filter(|run| (run.size - size).abs() < 1e-3) {
                    let lines = (run.y - area.y) / grid - 1.0 + 0.3843 * 0.7;
                    assert!(
                        (lines - lines.round()).abs() < 0.02,
                        "{name}, {style:?}, page {number}: {:?} is {lines} lines down",
                        run.text
                    );
                }
            }
        }
    }
}

#[test]
fn nothing_passes_the_margins() {
    for style in styles() {
        let area = style.text_area();
        for article in articles() {
            let layout = set(&article.document, &style);
            for page in &layout.pages {
                for run in &page.texts {
                    // The space that a line break stands for is read, not seen, and counts for no width.
                    let is_behind = run.right_to_left && run.text.ends_with(' ');
                    let space = run.glyphs.first().filter(|_| is_behind).map_or(0.0, |glyph| glyph.advance);
                    let inside = run.x + space >= area.x - 0.1 && run.x + run.width <= area.x + area.width + 0.1;
                    assert!(
                        inside,
                        "{}, {style:?}: {:?} from {} on, {} wide",
                        article.name, run.text, run.x, run.width
                    );
                    if leaf(run).is_some() {
                        let inside = run.y > area.y && run.y < area.y + area.height;
                        assert!(inside, "{}, {style:?}: {:?} at {}", article.name, run.text, run.y);
                    }
                }
            }
        }
    }
}

#[test]
fn everything_is_on_some_page_once() {
    for style in styles() {
        // The examples of CommonMark and pages of the web have leaves of nothing but a space.
        for article in articles().iter().filter(|article| !article.name.starts_with(['y', 'p'])) {
            let layout = set(&article.document, &style);
            let on_pages: BTreeSet<LeafId> =
                layout.pages.iter().flat_map(|page| &page.texts).filter_map(leaf).collect();
            let pictures = layout.pages.iter().flat_map(|page| &page.pictures).map(|picture| picture.leaf);
            let on_pages: BTreeSet<LeafId> = on_pages.into_iter().chain(pictures).collect();
            let missing = (0..layout.structure.leaves.len()).map(LeafId).find(|leaf| !on_pages.contains(leaf));
            assert!(missing.is_none(), "{}, {style:?}: {missing:?} is on no page", article.name);
        }
    }
}

/// Two lines at least on either side of the end of a page, a heading with two lines below it, no page that ends inside
/// a word, no three lines in a row that do: at every height from the lowest on.
#[test]
fn pages_of_any_height_end_well() {
    let document = trial();
    for lines_high in 8..60 {
        let layout = set(&document, &of_height(lines_high));
        let structure = &layout.structure;
        let mut parts: BTreeMap<ElementId, BTreeMap<usize, usize>> = BTreeMap::new();
        for (number, page) in layout.pages.iter().enumerate() {
            let lines = lines(page);
            for line in &lines {
                if let Some(block) = block(structure, line.leaf()) {
                    *parts.entry(block).or_default().entry(number).or_default() += 1;
                }
            }
            for three in lines.windows(3) {
                let hyphens = three.iter().all(|line| line.hyphenated);
                assert!(!hyphens, "{lines_high} lines, page {number}: three hyphens in a row");
            }
            let (notes, body): (Vec<_>, Vec<_>) = lines.iter().partition(|line| in_note(structure, line.leaf()));
            for part in [&notes, &body] {
                let hyphenated = part.last().is_some_and(|line| line.hyphenated);
                assert!(!hyphenated, "{lines_high} lines: page {number} ends inside a word");
            }
            let heading = body.iter().rposition(|line| {
                is_in(structure, line.leaf(), |role| matches!(role, Role::Heading(2..)))
                    && !is_in(structure, line.leaf(), |role| *role == Role::Statement)
            });
            assert!(
                heading.is_none_or(|heading| body.len() - heading > 2),
                "{lines_high} lines: page {number} ends with a heading"
            );
        }
        for (block, parts) in parts.iter().filter(|(_, parts)| parts.len() > 1) {
            let alone = parts.iter().find(|(_, lines)| **lines < 2);
            let role = &structure.elements[block.0].role;
            assert!(alone.is_none(), "{lines_high} lines: one line of a {role:?} on page {alone:?}");
        }
    }
}

#[test]
fn spaces_stay_within_bounds_and_last_lines_are_natural() {
    let fonts = Fonts::default();
    let (mut stretched, mut loose, mut loosest, mut shrunk) = (0, 0, 0, 0);
    for article in articles().iter().filter(|article| !article.name.starts_with("y-")) {
        for style in styles() {
            let layout = set(&article.document, &style);
            for run in layout.pages.iter().flat_map(|page| &page.texts) {
                let face = fonts.face(run.face);
                let units: f32 = face.measures().units_per_em.into();
                for (glyph, _) in run.glyph_texts().filter(|(_, text)| *text == " ") {
                    let natural = f32::from(face.advance(glyph.id)) / units * run.size;
                    let part = glyph.advance / natural;
                    assert!((0.749..3.001).contains(&part), "{}: a space of {part} in {:?}", article.name, run.text);
                    let wide = style == PageStyle::default();
                    stretched += usize::from(wide && part > 1.001);
                    loose += usize::from(wide && part > 1.7);
                    loosest += usize::from(wide && part > 2.001);
                    shrunk += usize::from(part < 0.999);
                }
            }
        }
    }
    assert!(stretched > 500 && shrunk > 500, "nothing is justified: {stretched} {shrunk}");
    assert!(loose * 5 < stretched, "{loose} of {stretched} spaces are loose");
    assert!(loosest * 20 < stretched, "{loosest} of {stretched} spaces are wider than good");
}

/// A line whose spaces grow reaches the margin: nothing is both loose and short.
#[test]
fn stretched_lines_are_as_wide_as_their_neighbours() {
    let fonts = Fonts::default();
    let layout = set(&trial(), &PageStyle::default());
    let frame = PageStyle::default().text_area();
    let right = frame.x + frame.width;
    let mut stretched = 0;
    // Where a hyphen was inserted it is the hyphen that stands at the margin.
    for line in layout.pages.iter().flat_map(lines).filter(|line| !line.hyphenated) {
        let grown = line.runs.iter().any(|run| {
            let face = fonts.face(run.face);
            let unit = run.size / f32::from(face.measures().units_per_em);
            run.glyph_texts()
                .any(|(glyph, text)| text == " " && glyph.advance > f32::from(face.advance(glyph.id)) * unit * 1.01)
        });
        let end = line.runs.iter().map(|run| run.x + run.width).fold(0.0, f32::max);
        assert!(!grown || (end - right).abs() < 0.1, "{end} of {right}: {:?}", line.runs.last().map(|run| &run.text));
        stretched += usize::from(grown);
    }
    assert!(stretched > 10, "{stretched} lines");
}

#[test]
fn no_paragraph_has_three_hyphens_in_a_row() {
    let mut hyphens = 0;
    for style in styles() {
        for article in articles() {
            let layout = set(&article.document, &style);
            let structure = &layout.structure;
            let lines: Vec<Line<'_>> = layout
                .pages
                .iter()
                .flat_map(lines)
                .filter(|line| {
                    !is_in(structure, line.leaf(), |role| matches!(role, Role::TableRow | Role::Note { .. }))
                })
                .collect();
            for three in lines.windows(3) {
                let words = three[0].runs.last().map(|run| &run.text);
                let in_a_row = three.iter().all(|line| line.hyphenated);
                assert!(!in_a_row, "{}, {style:?}: three hyphens from {words:?} on", article.name);
                hyphens += usize::from(three[0].hyphenated);
            }
        }
    }
    assert!(hyphens > 100, "nothing is hyphenated: {hyphens}");
}

/// Neither begins with a dash that belongs to the word before it, nor parts a number from its unit.
#[test]
fn lines_begin_and_end_where_readers_would() {
    let words = "Kür çayı 24 km uzanır – və 1 000 000 kubmetr su, № 12, Ə. Hüseynov deyir — belə 15 % olur, 24-də. ";
    let document = article(&format!("---\nlang: az\n---\n# Sınaq\n\n{}\n", words.repeat(40)));
    for style in styles() {
        let layout = set(&document, &style);
        let text = |line: &Line<'_>| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let ours = |line: &Line<'_>| is_in(&layout.structure, line.leaf(), |role| *role == Role::Statement);
        let lines = layout.pages.iter().flat_map(lines).filter(|line| !ours(line));
        let lines: Vec<String> = lines.map(|line| text(&line)).collect();
        assert!(lines.len() > 40);
        for line in &lines {
            let (begin, end) = (line.trim_start(), line.trim_end());
            for bad in ["–", "—", "km", "000", "%", "12", "Hüs", "də."] {
                assert!(!begin.starts_with(bad), "{style:?}: {line:?}");
            }
            for bad in ["24", "№", "Ə.", "15", "24-"] {
                assert!(!end.ends_with(bad), "{style:?}: {line:?}");
            }
        }
    }
}

#[test]
fn notes_stand_on_the_page_of_their_reference() {
    let document = trial();
    for lines_high in 8..60 {
        let layout = set(&document, &of_height(lines_high));
        assert_eq!(layout.notes.len(), document.notes.len());
        for (index, places) in layout.notes.iter().enumerate() {
            let (note, reference) = (places.note.expect("it is set"), places.reference.expect("it is referred to"));
            assert_eq!(note.page, reference.page, "{lines_high} lines: note {index}");
        }
        // At the foot: nothing of the article below it, and its last line on the last of the grid.
        for (number, page) in layout.pages.iter().enumerate() {
            let lines = lines(page);
            let first = lines.iter().position(|line| in_note(&layout.structure, line.leaf()));
            let Some(first) = first else { continue };
            let below = &lines[first..];
            assert!(
                below.iter().all(|line| in_note(&layout.structure, line.leaf())),
                "{lines_high} lines: text below the notes of page {number}"
            );
            let area = of_height(lines_high).text_area();
            let last = below.last().expect("a line").y;
            assert!((area.y + area.height - last - 4.03).abs() < 0.05, "{lines_high} lines: notes end at {last}");
        }
    }
}

#[test]
fn a_long_note_goes_on_at_the_foot_of_the_next_page() {
    let sentence = "Qeydin mətni uzundur və bir səhifəyə sığmır, ona görə də növbəti səhifədə davam edir. ";
    let markdown = format!(
        "# Uzun qeyd\n\nMətn[^1] davam edir.\n\n{}\n\n[^1]: {}\n",
        "Sonrakı abzas da var və o da səhifədə yer tutur, sətir doldurur. ".repeat(60),
        sentence.repeat(60)
    );
    let document = article(&markdown);
    let layout = set(&document, &of_height(20));
    let pages: Vec<usize> = layout
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| lines(page).iter().any(|line| in_note(&layout.structure, line.leaf())))
        .map(|(number, _)| number)
        .collect();
    assert!(pages.len() > 2 && pages == (0..pages.len()).collect::<Vec<_>>(), "{pages:?}");
    for &page in &pages {
        let lines = lines(&layout.pages[page]);
        let text = lines.iter().filter(|line| !in_note(&layout.structure, line.leaf())).count();
        assert!(text >= 2, "page {page} has no text above the note");
    }
}

#[test]
fn notes_are_found_from_wherever_they_are_referred_to() {
    let note = |words: &str| Note::new(vec![paragraph([text(words)])]);
    let refer = |note: usize| Inline::NoteReference(NoteId(note));
    let mut document = rich_document();
    document.notes = ["başlıq", "xana", "bənd", "qeyd", "şərt", "heç kim", "özü"].map(note).into();
    document.header[1].content.push(refer(0));
    let table = document.body.iter_mut().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    table.expect("a table").rows[0][1] = TableCell::new(vec![text("2016"), refer(1)]);
    let list = document.body.iter_mut().find_map(|block| match block {
        Block::List(list) => Some(list),
        _ => None,
    });
    list.expect("a list").items[0].content = vec![paragraph([text("üçüncü"), refer(2)])];
    document.notes[2].content.push(paragraph([text("və"), refer(3)]));
    document.rights.statement.push(paragraph([text("şərtlər"), refer(4)]));
    document.notes[6].content.push(paragraph([refer(6)]));
    document.body.retain(|block| !matches!(block, Block::Paragraph(_)));

    let layout = set(&document, &PageStyle::default());
    for (index, places) in layout.notes.iter().enumerate() {
        assert!(places.note.is_some(), "note {index} is lost");
        assert_eq!(places.reference.is_some(), index != 5, "note {index}");
    }
    let targets: Vec<&Target> = layout
        .structure
        .elements
        .iter()
        .filter_map(|element| match &element.role {
            Role::Link { target } if !matches!(target, Target::Address(_)) => Some(target),
            _ => None,
        })
        .collect();
    for index in 0..5 {
        assert!(targets.contains(&&Target::Note(index)) && targets.contains(&&Target::Reference(index)), "{index}");
    }
    assert!(!targets.contains(&&Target::Reference(5)), "a link back to nowhere");
}

#[test]
fn a_table_repeats_its_head_and_a_high_row_is_parted() {
    let rows = "| sətir | 12 |\n".repeat(90);
    let long = "çox uzun mətn bir xanada ".repeat(120);
    let document = article(&format!("# Cədvəl\n\n| Ad | Say |\n|---|---:|\n{rows}| {long} | 1 |\n"));
    let layout = set(&document, &of_height(30));
    let of_table = |page: &Page| {
        page.texts
            .iter()
            .filter_map(leaf)
            .any(|leaf| is_in(&layout.structure, leaf, |role| matches!(role, Role::TableCell { .. })))
    };
    let pages: Vec<&Page> = layout.pages.iter().filter(|page| of_table(page)).collect();
    assert!(pages.len() > 4, "{} pages", pages.len());
    for (number, page) in pages.iter().enumerate() {
        let repeated: String =
            page.texts.iter().filter(|run| run.mark == MarkedContent::Repeated).map(|run| run.text.trim()).collect();
        assert_eq!(repeated, if number == 0 { "" } else { "AdSay" }, "page {number}");
    }
}

#[test]
fn a_picture_stands_on_the_page_of_its_caption() {
    let mut document = rich_document();
    let picture = document.body.remove(0);
    let filler: Vec<Block> = (0..30).map(|_| paragraph([text("Bir sətirlik abzas.")])).collect();
    for before in 0..30 {
        document.body = filler[..before].to_vec();
        document.body.push(picture.clone());
        let layout = set(&document, &of_height(12));
        let page = layout.pages.iter().find(|page| !page.pictures.is_empty()).expect("the picture is set");
        let captioned = page.texts.iter().any(|run| run.text.contains("Sahil xətti, 2026"));
        assert!(captioned, "{before} lines above");
    }
}

/// The line above the source's statement parts it from the article; at the head of a page there is nothing to part.
#[test]
fn no_page_begins_with_a_rule() {
    let document = &articles().iter().find(|article| article.name == "milli-arxiv").expect("an article").document;
    let mut rules = 0;
    for lines_high in 8..60 {
        let style = of_height(lines_high);
        let (area, layout) = (style.text_area(), set(document, &style));
        for page in &layout.pages {
            let first = lines(page).first().map_or(f32::INFINITY, |line| line.y);
            let on_text = page.fills.iter().map(|fill| fill.area).filter(|fill| fill.y < area.y + area.height);
            let mut across = on_text.filter(|fill| fill.height < 0.6 && fill.width > area.width - 0.1);
            rules += across.clone().count();
            assert!(across.all(|fill| fill.y > first), "{lines_high} lines: a rule above all text");
        }
    }
    assert!(rules > 52, "the header has one, and most statements: {rules}");
}

#[test]
fn from_the_second_page_on_a_head_says_what_the_article_is() {
    let mut document = trial();
    document.metadata.publisher = rich_document().metadata.publisher;
    for style in styles() {
        let layout = set(&document, &style);
        let count = layout.pages.len();
        assert!(count > 2);
        for (index, page) in layout.pages.iter().enumerate() {
            let running = |mark: MarkedContent| {
                let runs = page.texts.iter().filter(|run| run.mark == mark);
                runs.map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
            };
            let head = running(MarkedContent::Head);
            if index == 0 {
                assert_eq!(head, "");
            } else {
                let (headline, rest) = (&document.metadata.headline.value, head.split_once('…'));
                // Shortened at a word where there is room for one.
                let kept = rest.map_or(headline.as_str(), |(kept, _)| kept);
                let rest = headline.strip_prefix(kept).unwrap_or_else(|| panic!("{head}"));
                assert!(rest.is_empty() || rest.starts_with([' ', ':']) || !kept.contains(' '), "{head}");
                assert!(head.contains("Nüm"), "{head}");
            }
            assert!(running(MarkedContent::Foot).replace(' ', "").ends_with(&format!("{}/{count}", index + 1)));
        }
    }
    let short = set(&plain_document(), &PageStyle::default());
    assert!(short.pages.len() == 1 && short.pages[0].texts.iter().all(|run| run.mark != MarkedContent::Head));
}

/// Where something has to be cut, it is the longest words alone.
#[test]
fn narrow_columns_keep_their_words_beside_wide_ones() {
    let head = "| Marşrut | B.e. | Ç.a. | Ç. | C.a. | C. | Ş. | B. | Qeydlər | Operatorlar |\n|---|---|---|---|---|---|---|---|---|---|\n";
    let times = "| Köhnəşəhər–Dənizkənarıbulvar | 17:00 | 17:00 | 17:00 | 17:00 | 17:00 | 19:00 | 10:00 \
                 | hökumətlərarasılaşdırılmışdır | beynəlmiləlləşdirilmişlərdən |\n";
    let document = article(&format!("# Cədvəl\n\n{head}{times}{times}"));
    let layout = set(&document, &PageStyle::default());
    let whole = |words: &str| layout.pages[0].texts.iter().filter(|run| run.text.trim() == words).count();
    assert_eq!((whole("17:00"), whole("19:00"), whole("10:00")), (10, 2, 2));
    assert_eq!(whole("hökumətlərarasılaşdırılmışdır"), 0, "nothing had to be cut");
}

#[test]
fn twelve_columns_of_long_words_stay_legible() {
    let row = "| hökumətlərarası ".repeat(12) + "|\n";
    let document = article(&format!("# Geniş\n\n{row}{}|\n{row}{row}", "|---".repeat(12)));
    let layout = set(&document, &PageStyle::default());
    let in_cell = |run: &&TextRun| {
        leaf(run).is_some_and(|leaf| is_in(&layout.structure, leaf, |role| matches!(role, Role::TableCell { .. })))
    };
    let cells: Vec<&TextRun> = layout.pages[0].texts.iter().filter(in_cell).collect();
    assert!(cells.len() >= 24, "{} runs", cells.len());
    // Body text of 10.5 points makes cells of 8.6, and wide tables no less than four fifths of that.
    assert!(cells.iter().all(|run| (run.size - 10.5 * 0.82 * 0.8).abs() < 0.01), "{}", cells[0].size);
}

/// A number that is parted reads as two: words are cut before it, and all is set smaller first.
#[test]
fn numbers_of_wide_tables_stay_whole() {
    let head = "| İl | Əhali | Gəlir | Xərc | İxrac | İdxal | Qalıq | Qeyd |\n|---|--:|--:|--:|--:|--:|--:|---|\n";
    let row = "| 2025 | 10 180 770 | 36 512 000 000 | 37 012 345 678 | 1 234 567 890 | 9 876 543 210 | 1 234 567,25 \
               | beynəlmiləlləşdirilmişlərdən |\n";
    let document = article(&format!("# Cədvəl\n\n{head}{row}{row}"));
    let layout = set(&document, &PageStyle::default());
    for number in ["10 180 770", "36 512 000 000", "37 012 345 678", "1 234 567 890", "9 876 543 210", "1 234 567,25"] {
        let whole = layout.pages[0].texts.iter().filter(|run| run.text.trim() == number).count();
        assert_eq!(whole, 2, "{number}");
    }
}

/// What has to be parted after all has a bar beside the lines that go on with it; lines of whole words have none.
#[test]
fn parted_numbers_of_wide_tables_are_marked() {
    let bars = |cells: &[&str]| {
        let head = "| sütun ".repeat(cells.len()) + "|\n" + &"|---".repeat(cells.len());
        let document = article(&format!("# Cədvəl\n\n{head}|\n|{}|\n", cells.join("|")));
        let layout = set(&document, &PageStyle::default());
        layout.pages[0].fills.iter().filter(|fill| (fill.area.width - 0.6).abs() < 0.01).count()
    };
    assert_eq!(bars(&["98765432101"; 4]), 0);
    assert_eq!(bars(&["çox uzun olmayan sözlər burada bir neçə sətirdir"; 4]), 0);
    // Each number has two lines or more.
    for number in ["987654321012345", "12 345 678 901 234"] {
        assert!(bars(&[number; 14]) >= 14, "{number}");
    }
}

/// A line of code that goes on in the next has a bar beside it; lines of the source have none.
#[test]
fn continued_lines_of_code_are_marked() {
    let bars = |code: &str| {
        let document = article(&format!("# Kod\n\n```\n{code}\n```\n"));
        let layout = set(&document, &PageStyle::default());
        layout.pages[0].fills.iter().filter(|fill| (fill.area.width - 0.8).abs() < 0.01).count()
    };
    assert_eq!(bars("bir = 1\niki = 2\n\n\n    üç = 3"), 0);
    assert_eq!(bars(&format!("bir = 1\n{}\niki = 2", "söz ".repeat(60))), 3);
}
