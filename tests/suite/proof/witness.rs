//! What a page shows against what was read of it: whatever a reader drops is missed, and what surrounds an article is not.

use istinad::inspect::page::{LeftOut, Witness, witness};
use istinad::model::{Block, Inline, Link};
use istinad::{Code, Document, ReadOptions, Source};

/// A page as many sites make it, with everything that a body may hold.
const PAGE: &str = r#"<!DOCTYPE html><html lang="az"><head><meta charset="utf-8"><title>Körpü təmir olunub - Nümunə</title>
<meta name="description" content="Kəndin yeganə körpüsü doqquz aydan sonra açılıb."></head><body>
<header><nav><ul><li><a href="/">Ana səhifə</a></li><li><a href="/idman">İdman</a></li></ul></nav></header>
<main><article><h1>Körpü təmir olunub</h1>
<p>Bələdiyyə çərşənbə günü çayın üstündəki köhnə körpünü yenidən açıb, çünki mühəndislər dayaqların bərk olduğunu deyib.</p>
<p>Sürücülər <b>doqquz ay</b> dolama yolla gedirdi. “Uşaqlar məktəbə gecikirdi”, - deyə müəllim Sevda Nümunəli bildirib.</p>
<div class="share"><a href="/f">Paylaş</a> <a href="/t">Göndər</a></div>
<h2>İşin qiyməti</h2>
<p>Təmir <a href="https://numune.example/b">bələdiyyənin hesabına</a> görə iki milyon manata başa gəlib və vaxtından əvvəl bitib.</p>
<ul><li>dayaqlar təzələnib</li><li>asfalt bütövlükdə dəyişilib</li></ul>
<blockquote><p>Belə körpünü daha yüz il heç kim tərpədə bilməz.</p></blockquote>
<figure><img src="a.jpg" alt="Körpü"><figcaption>Körpü axşam işığında</figcaption></figure>
<aside class="related"><h3>Daha çox</h3><ul><li><a href="/1">Çay daşıb</a></li><li><a href="/2">Yol bağlanıb</a></li></ul></aside>
<table><tr><th>İl</th><th>Keçən maşın</th></tr><tr><td>əvvəlki</td><td>min iki yüz</td></tr></table>
<p>Yaxın kəndlərin sakinləri indi bazara bir saata yox, on dəqiqəyə çatır.</p>
<p>Açılışa minə qədər adam gəlib.</p>
</article><div class="comments"><h3>Şərhlər</h3><p>Çox sağ olun, biz bunu çoxdan gözləyirdik, dedi bir oxucu.</p></div></main>
<footer><p>© 2026 Nümunə. Bütün hüquqlar qorunur.</p></footer></body></html>"#;

fn read(page: &str) -> (Source, Document) {
    let source = Source::new("a.html", page).expect("text");
    let document = istinad::read(&source, &ReadOptions::default()).expect("an article").output;
    (source, document)
}

fn judged(source: &Source, document: &Document) -> Witness {
    witness(source, document).expect("a page")
}

/// Drops one piece after the other: whoever is asked for one more than there are says so.
struct Dropper {
    left: usize,
    what: String,
}

impl Dropper {
    fn is_next(&mut self) -> bool {
        let is_next = self.left == 0;
        self.left = self.left.wrapping_sub(1);
        is_next
    }

    /// A block, or something in one.
    fn blocks(&mut self, blocks: &mut Vec<Block>) -> bool {
        for index in 0..blocks.len() {
            if self.is_next() {
                self.what = format!("{:?}", blocks.remove(index));
                return true;
            }
            let is_dropped = match &mut blocks[index] {
                Block::Paragraph(paragraph) => self.inlines(&mut paragraph.content),
                Block::Heading(heading) => self.inlines(&mut heading.content),
                Block::List(list) => list.items.iter_mut().any(|item| self.blocks(&mut item.content)),
                Block::BlockQuote(quote) => self.blocks(&mut quote.content),
                Block::Table(table) => table.cells_mut().any(|cell| self.inlines(&mut cell.content)),
                Block::Figure(figure) => self.inlines(&mut figure.caption),
                Block::CodeBlock(_) | Block::ThematicBreak(_) => false,
            };
            if is_dropped {
                return true;
            }
        }
        false
    }

    /// A span, or a space between two words.
    fn inlines(&mut self, content: &mut Vec<Inline>) -> bool {
        for index in 0..content.len() {
            if has_words(&content[index]) && self.is_next() {
                self.what = format!("{:?}", content.remove(index));
                return true;
            }
            let is_dropped = match &mut content[index] {
                Inline::Text(text) => self.space(&mut text.text),
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Strikethrough(inner)
                | Inline::Superscript(inner)
                | Inline::Subscript(inner)
                | Inline::Link(Link { content: inner, .. })
                | Inline::LanguageSpan { content: inner, .. } => self.inlines(inner),
                Inline::Code(_) | Inline::LineBreak | Inline::NoteReference(_) => false,
            };
            if is_dropped {
                return true;
            }
        }
        false
    }

    fn space(&mut self, text: &mut String) -> bool {
        let places: Vec<usize> = text.match_indices(' ').map(|(place, _)| place).collect();
        for place in places {
            let word = text[..place].rsplit(' ').next().unwrap_or_default();
            let parts = word.chars().any(char::is_alphanumeric) && text[place + 1..].starts_with(char::is_alphanumeric);
            if parts && self.is_next() {
                self.what = format!("the space behind {word:?}");
                text.remove(place);
                return true;
            }
        }
        false
    }
}

fn has_words(inline: &Inline) -> bool {
    istinad::model::walk::plain_text(std::slice::from_ref(inline)).chars().any(char::is_alphanumeric)
}

#[test]
fn whatever_is_dropped_while_reading_is_missed() {
    let (source, document) = read(PAGE);
    let whole = judged(&source, &document);
    assert!(whole.is_proved(), "{whole:?}");
    let mut dropped = 0;
    loop {
        let mut mutant = document.clone();
        let mut dropper = Dropper { left: dropped, what: String::new() };
        if !dropper.blocks(&mut mutant.body) {
            break;
        }
        let judged = judged(&source, &mutant);
        assert!(!judged.is_proved(), "nobody misses {}", dropper.what);
        let place = judged.findings[0].span.expect("a place");
        assert!(source.text().find("<article>").is_some_and(|start| start < place.start), "{judged:?}");
        dropped += 1;
    }
    assert!(dropped > 60, "{dropped}");
}

#[test]
fn what_surrounds_an_article_is_called_what_it_is() {
    let (source, document) = read(PAGE);
    let judged = judged(&source, &document);
    assert!(judged.left_out.contains_key(&LeftOut::Navigation), "{judged:?}");
    assert!(judged.left_out.contains_key(&LeftOut::Invitation) || judged.left_out[&LeftOut::Navigation] > 6);
    assert!(!judged.left_out.contains_key(&LeftOut::Lost), "{judged:?}");
    assert!(judged.kept * 10 >= judged.words * 8, "{judged:?}");
}

/// What is said beside an article in words of its own takes none of these from it.
#[test]
fn lists_and_labels_take_no_words_from_the_article() {
    let caption = |page: &str| {
        let parted = "<figcaption><p>Körpü axşam işığında</p><p>(Foto: Rauf Nümunə / NMA)</p></figcaption>";
        page.replace("<figcaption>Körpü axşam işığında</figcaption>", parted)
    };
    let page = caption(PAGE);
    let (_, document) = read(&page);
    for (place, extra) in [
        ("<main>", "<main><div class=x1><span>axşam</span></div>"),
        ("<main>", "<main><ul class=x2><li><a>İşin qiyməti</a><time>19:11</time></li><li><a>Körpü</a></li></ul>"),
        ("</main>", "<ul class=x3><li>Foto</li><li>Körpü</li><li>işığında</li></ul></main>"),
        ("<main>", "<main><p class=x4>İşin qiyməti</p>"),
    ] {
        let source = Source::new("a.html", page.replacen(place, extra, 1)).expect("text");
        let found = judged(&source, &document);
        assert!(found.is_proved(), "{extra}\n{:?}", found.findings);
    }
    // Each word of it is missed all the same.
    for lost in ["axşam ", "(Foto: Rauf Nümunə / NMA)"] {
        let (_, mutant) = read(&page.replacen(lost, "", 1));
        let source =
            Source::new("a.html", page.replacen("<main>", "<main><div><span>axşam</span></div>", 1)).expect("text");
        assert!(!judged(&source, &mutant).is_proved(), "nobody misses {lost:?}");
    }
}

#[test]
fn a_line_below_the_headline_that_says_when_is_none_of_the_text() {
    let (_, document) = read(PAGE);
    for (line, is_proved) in [
        (
            "<p class=o1>Bu barədə radio danışıb: <time datetime=2026-06-24T06:00>24.06.2026 saat 06:00</time>.</p>",
            true,
        ),
        ("<p class=o2><span>Yenilənib</span> <time>24 iyun</time>, redaksiya</p>", true),
        ("<p class=o3>Bu barədə radio danışıb və hamı ona qulaq asıb, çünki kənddə başqa xəbər yox idi.</p>", false),
    ] {
        let page = PAGE.replacen("<p>Bələdiyyə", &format!("{line}<p>Bələdiyyə"), 1);
        let found = judged(&Source::new("a.html", page).expect("text"), &document);
        assert_eq!(found.is_proved(), is_proved, "{line}\n{:?}", found.findings);
    }
}

#[test]
fn the_next_article_of_an_endless_page_is_another() {
    let (_, document) = read(PAGE);
    let prose =
        "Şura bazar ertəsi yeni yolun çəkilməsi üçün layihəni bəyənib və işlərin payızda başlanacağını bildirib. ";
    let next: String = (1..=12).map(|index| format!("<p>{index}. {prose}</p>")).collect();
    let behind = |next: &str| PAGE.replacen("</main>", &format!("{next}</main>"), 1);
    let page = behind(&format!("<article id=next><h1>Yol çəkilir</h1>{next}</article>"));
    let found = judged(&Source::new("a.html", page).expect("text"), &document);
    assert!(found.is_proved(), "{:?}", found.findings);
    // It need not be marked: it is called as this one is, and stands beside it.
    let called = |class: &str| {
        let page = behind(&format!("<div class='{class} b'><h1>Yol çəkilir</h1>{next}</div>"));
        let page = page.replacen("<article", &format!("<div class='{class} a'"), 1).replacen("</article>", "</div>", 1);
        judged(&Source::new("a.html", page).expect("text"), &document)
    };
    assert!(called("story").is_proved(), "{:?}", called("story").findings);
    assert!(!called("part").is_proved());
    // The same words under the same headline are its own.
    let page = PAGE.replacen("</article>", &format!("{next}</article>"), 1);
    assert!(!judged(&Source::new("a.html", page).expect("text"), &document).is_proved());
}

/// A name takes no words away: neither of a paragraph, nor of a heading, nor of a part of a sentence.
#[test]
fn what_is_no_word_of_an_article_is_called_so_by_what_it_is() {
    let (at, behind) = ("<p>Yaxın kəndlərin", "</article><div class=\"comments\">");
    let teaser = |title: &str| {
        format!(
            "<div class=x9><h3><a href=/a>{title}</a></h3><p>Şura bazar ertəsi keçirilən iclasda yeni yolun çəkilməsi üçün \
             layihəni bəyənib və işlərin payızda başlanacağını bildirib.</p></div>"
        )
    };
    for (place, extra) in [
        (at, "<h4>Auch interessant</h4><ul><li><a href=/1>Çay daşıb</a></li></ul>".to_owned()),
        (at, "<p><strong>Lesen sie auch:</strong> <a href=/2>Yolun təmiri nə vaxt başlayacaq</a></p>".to_owned()),
        (at, "<section class=y1><h3>Paytaxtın içindən</h3><p>Siyasətin pərdəarxası, hər həftə bir dəfə.</p><input type=email></section>".to_owned()),
        (at, "<div class=y2><p>Empfohlener redaktioneller Inhalt</p><p>An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.</p></div>".to_owned()),
        (at, "<p class=y3>This article is for subscribers only.</p>".to_owned()),
        (at, "<aside><p><em>Həftənin xəbərləri: newsletter üçün abunə ol!</em></p></aside>".to_owned()),
        (behind, format!("<div class=y4>{}{}{}</div>", teaser("Çay yenə daşıb"), teaser("Yol bağlanıb"), teaser("Məktəb açılıb"))),
        ("<h1>", "<ol class=breadcrumbs><li><a href=/>Ana səhifə</a></li><li>Körpü təmir olunub</li></ol>".to_owned()),
        ("<p>Bələdiyyə", "<p class=y5>Stand: 12. Mai 2026, 05:00 Uhr</p>".to_owned()),
        (at, "<div class='card hidden'><ul><li>Körpü açıldı və hamı sevindi, deyə maşın yazıb.</li></ul></div>".to_owned()),
    ] {
        let (source, document) = read(PAGE);
        assert!(judged(&source, &document).is_proved());
        let page = PAGE.replacen(place, &format!("{extra}{place}"), 1);
        let source = Source::new("a.html", page).expect("text");
        let found = judged(&source, &document);
        assert!(found.is_proved(), "{extra}\n{:?}", found.findings);
    }
}

#[test]
fn the_same_words_elsewhere_on_the_page_take_none_from_the_article() {
    for extra in [
        "<nav class=toc><a href='#q'>İşin qiyməti</a> <a href='#k'>Körpü axşam işığında</a></nav>",
        "<ul><li><a href='#q'>İşin qiyməti</a></li></ul>",
        "<nav role=navigation><h1>Körpü təmir olunub</h1></nav>",
    ] {
        let page = PAGE.replacen("<main>", &format!("<main>{extra}"), 1);
        let (source, document) = read(&page);
        let found = judged(&source, &document);
        assert!(found.is_proved(), "{extra}\n{:?}", found.findings);
    }
}

#[test]
fn names_are_no_excuse() {
    let names = ["share", "social", "sponsor", "related", "comment", "newsletter", "promo", "ad", "author-bio"];
    for name in names {
        for (from, to) in [
            ("<h2>", format!("<h2 class=\"{name}\">")),
            ("<p>Təmir", format!("<p class=\"{name}\">Təmir")),
            ("<b>", format!("<b class=\"{name}\">")),
            ("<blockquote>", format!("<blockquote id=\"{name}-1\">")),
        ] {
            let page = PAGE.replace(from, &to);
            let (_, document) = read(PAGE);
            let source = Source::new("a.html", page).expect("text");
            for index in [2, 3] {
                let mut mutant = document.clone();
                let lost = format!("{:?}", mutant.body.remove(index));
                assert!(!judged(&source, &mutant).is_proved(), "{to}: nobody misses {lost}");
            }
        }
    }
}

/// What the page says of itself to machines is a witness too.
#[test]
fn a_page_s_own_account_of_its_article_counts() {
    let lead = "Kəndin yeganə körpüsü doqquz aydan sonra açılıb.";
    let (_, document) = read(PAGE);
    for shown in [format!("<div class=\"meta\">{lead}</div>"), format!("<header><div>{lead}</div></header>")] {
        let page = PAGE.replace("</h1>", &format!("</h1>{shown}"));
        let source = Source::new("a.html", page).expect("text");
        assert!(!judged(&source, &document).is_proved(), "{shown}");
    }
    let last = "Açılışdan sonra konsert olub və hamı gecəyə qədər qalıb";
    let data = format!(
        "<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"articleBody\":\"{last}\"}}</script>"
    );
    let page = PAGE.replace("</article>", &format!("<div>{last}</div></article>{data}"));
    let source = Source::new("a.html", page).expect("text");
    assert!(!judged(&source, &document).is_proved());
}

#[test]
fn a_note_that_the_article_refers_to_is_of_it() {
    let (_, document) = read(PAGE);
    let page = PAGE
        .replace("başa gəlib", "başa<sup><a href=\"#n1\">1</a></sup> gəlib")
        .replace("</main>", "<div><p id=\"n1\"><a href=\"#r1\">1</a> Əlavə vergisiz.</p></div></main>");
    let judged = judged(&Source::new("a.html", page).expect("text"), &document);
    assert!(judged.findings.iter().any(|finding| finding.message.contains("Əlavə vergisiz")), "{judged:?}");
}

#[test]
fn the_text_of_something_else_is_not_the_article() {
    let (_, mut document) = read(PAGE);
    document.body.clear();
    let foot = "<p>Bu sayt kukilərdən istifadə edir və siz razılıq verməlisiniz.</p>";
    let other = read(&format!("<html><body><h1>Kukilər</h1>{foot}</body></html>")).1;
    document.body = other.body;
    let page = PAGE.replace("<footer>", &format!("<footer>{foot}"));
    let judged = judged(&Source::new("a.html", page).expect("text"), &document);
    assert!(judged.findings.iter().any(|finding| finding.code == Code::PageBodySmall), "{judged:?}");
}

#[test]
fn only_pages_have_a_witness() {
    let source = Source::new("a.md", "# Göl\n\nSu dolur.\n").expect("text");
    let document = istinad::read(&source, &ReadOptions::default()).expect("an article").output;
    assert_eq!(witness(&source, &document), None);
}

/// A cell without words keeps the others of its row below their heads.
#[test]
fn an_empty_cell_is_missed() {
    for row in [
        "<tr><td></td><td>Həmid</td><td>Göl</td></tr>",
        "<tr><td>bir</td><td>&nbsp;</td><td>Göl</td></tr>",
        "<tr><th></th><th><br></th><th>Kənd</th></tr>",
    ] {
        let table = format!("<table><tr><th>Sıra</th><th>Usta</th><th>Kənd</th></tr>{row}</table><ul><li>dayaqlar");
        let page = PAGE.replace("<ul><li>dayaqlar", &table);
        let (source, mut document) = read(&page);
        assert!(judged(&source, &document).is_proved(), "{row}: {:?}", judged(&source, &document).findings);
        let tables = document.body.iter_mut().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        for table in tables {
            table.rows.iter_mut().for_each(|row| row.retain(|cell| !cell.content.is_empty()));
        }
        assert!(!judged(&source, &document).is_proved(), "{row}: nobody misses the empty cell");
    }
}

/// A cell, an item, a name in a list and a caption are the article's, though their only word labels adverts elsewhere.
#[test]
fn a_label_that_is_counted_is_missed() {
    for (markup, label) in [
        (
            "<table><tr><th>Sıra</th><th>Reklam</th><th>Kənd</th></tr><tr><td>bir</td><td>Həmid</td><td>Göl</td></tr></table>",
            "Reklam",
        ),
        (
            "<table><tr><th>Статья</th><th>Сумма</th></tr><tr><td>Реклама</td><td>сто двадцать</td></tr></table>",
            "Реклама",
        ),
        ("<table><tr><th>Party</th><th>Share</th></tr><tr><td>Ford</td><td>half of it</td></tr></table>", "Share"),
        (
            "<table><caption>Reklam</caption><tr><th>Kim</th><th>Nə qədər</th></tr><tr><td>Ford</td><td>yarısı</td></tr></table>",
            "Reklam",
        ),
        ("<ol><li>daşlar</li><li>Werbung</li><li>maaşlar</li></ol>", "Werbung"),
        ("<dl><dt>Print</dt><dd>kağızda çıxan</dd></dl>", "Print"),
        ("<h2>Reklam</h2><p>Reklam qəzetin gəlirinin yarısıdır, bunu isə hamı bilmir.</p>", "Reklam"),
    ] {
        let page = PAGE.replace("<ul><li>dayaqlar", &format!("{markup}<ul><li>dayaqlar"));
        let (source, document) = read(&page);
        assert!(judged(&source, &document).is_proved(), "{markup}: {:?}", judged(&source, &document).findings);
        let lost = page.replacen(&format!(">{label}<"), "><", 1);
        let (_, document) = read(&lost);
        assert!(!judged(&source, &document).is_proved(), "{markup}: nobody misses {label}");
    }
    // Beside what is read a label is one all the same.
    for markup in ["<p>Reklam</p>", "<ul><li>Share</li><li>Print</li></ul>", "<div>Share</div>"] {
        let page = PAGE.replace("<ul><li>dayaqlar", &format!("{markup}<ul><li>dayaqlar"));
        let (source, document) = read(&page);
        assert!(judged(&source, &document).is_proved(), "{markup}: {:?}", judged(&source, &document).findings);
    }
}
