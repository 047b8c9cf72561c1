//! The whole article of a page: no word between its words is lost, and what is none of it stays outside.

use istinad::model::dump::dump;
use istinad::model::walk::block_passages;
use istinad::model::{Document, HeaderRole};
use istinad::{Code, Outcome, ReadOptions, Source, read};

use crate::reading::pages::{codes, page, read_page};

const FIRST: &str = "Bələdiyyə çərşənbə axşamı qərara aldı ki, köhnə anbar payızda yenidən açılsın, çünki mühəndislər bəndin \
    artıq su saxladığını təsdiqləyiblər və sınaq iki ay davam edib.";
const SECOND: &str = "Sakinlər həftədə iki dəfə su maşınlarını gözləyirdilər və kranlardan su axanda inanacaqlarını deyirlər, \
    üç yay dalbadal onlara eyni söz verilib.";
const THIRD: &str = "İş iki milyon manata başa gəlib, pulu rayon fondu ödəyib, müstəqil yoxlama isə payızda gözlənilir və \
    podratçıdan bütün hesablar istənilib.";

fn whole(body: &str) -> String {
    format!(
        "<!doctype html><html lang=az><head><meta charset=utf-8><title>Anbar açılır</title></head><body>{body}</body></html>"
    )
}

fn text(outcome: &Outcome<Document>) -> String {
    dump(&outcome.output)
}

#[track_caller]
fn assert_words(html: &str, words: &[&str], others: &[&str]) {
    let outcome = read_page(html);
    let text = text(&outcome);
    for word in words {
        assert!(text.contains(word), "{word:?} is lost\n{text}");
    }
    for word in others {
        let body: Vec<&str> =
            text.lines().skip_while(|line| *line != "body").skip(1).take_while(|line| line.starts_with(' ')).collect();
        let body = body.join("\n");
        assert!(!body.contains(word), "{word:?} is no part of it\n{body}");
    }
}

#[test]
fn no_class_and_no_role_takes_a_word_out_of_a_sentence() {
    for name in [
        "class='header-letter'",
        "class='sponsor-name'",
        "class='social'",
        "class='comment'",
        "class='share related'",
        "class='sidebar-note'",
        "id='ad-7'",
        "aria-hidden='true'",
        "role='note'",
        "class='footer'",
        "class='byline'",
        "class='widget promo'",
        "class='menu'",
        "class='hidden-xs'",
    ] {
        for element in ["span", "b", "em"] {
            let sentence =
                format!("<p>Vəsaiti <{element} {name}>Nümunə Fondu</{element}> ayırıb, şura isə etiraz edib.</p>");
            assert_words(&page("", &sentence), &["Nümunə Fondu", "ayırıb, şura isə"], &[]);
        }
    }
    let capital = format!(
        "<article><h1>Anbar açılır</h1><p><span class='dropcap header'>B</span>{}</p><p>{SECOND}</p></article>",
        &FIRST[1..]
    );
    assert_words(&whole(&capital), &["Bələdiyyə çərşənbə"], &[]);
}

#[test]
fn blocks_between_kept_blocks_stay_whatever_they_are_called() {
    for block in [
        "<h2 class='share-head'>İkinci hissə</h2>",
        "<h2 class='sponsor'>İkinci hissə</h2>",
        "<h3 id='comment-1'>İkinci hissə</h3>",
        "<p class='paywall' aria-hidden='true'>İkinci hissə bundan ibarətdir ki, sakinlər gözləyirlər və inanmırlar.</p>",
        "<blockquote class='twitter-tweet'><p>İkinci hissə bundan ibarətdir ki, sakinlər hələ gözləyirlər.</p></blockquote>",
        "<section class='related'><h2>İkinci hissə</h2><p>Anbar min doqquz yüz altmış dördüncü ildə daşdan tikilib və işləyib.</p></section>",
        "<aside><p>İkinci hissə: anbar min doqquz yüz altmış dördüncü ildə yerli daşdan tikilib.</p></aside>",
        "<div class='infobox'><h3>İkinci hissə</h3><p>Anbar min doqquz yüz altmış dördüncü ildə tikilib və o vaxtdan işləyib.</p></div>",
    ] {
        let html = whole(&format!(
            "<main><article><h1>Anbar açılır</h1><p>{FIRST}</p>{block}<p>{SECOND}</p><p>{THIRD}</p></article></main>"
        ));
        assert_words(&html, &["İkinci hissə"], &[]);
    }
}

#[test]
fn what_belongs_to_words_that_are_kept_comes_with_them() {
    let advert = "<div class=ad-slot></div>";
    for (between, words) in [
        // A heading in a wrapper of its own, or one that is a link to its own place.
        ("<div class=box><div class=hx><h3>Anbarın qiyməti</h3></div></div>".to_owned(), "Anbarın qiyməti"),
        ("<div class=box><h3><a class=jump name=q>Anbarın qiyməti</a></h3></div>".to_owned(), "Anbarın qiyməti"),
        (format!("<aside class=x1><h3>Köhnə bənd</h3>{SECOND}</aside>"), "Köhnə bənd"),
        // A picture with its caption, whatever holds them.
        (
            "<aside class='left wide'><img src=b.jpg alt=Bənd><p class=caption>Bənd payızda. (Foto: Rauf Nümunə)</p></aside>".to_owned(),
            "Bənd payızda. (Foto: Rauf Nümunə)",
        ),
        (
            "<figure><img src=b.jpg alt=Bənd><figcaption><p>Bənd payızda.</p><span>Rauf Nümunə/NMA</span></figcaption></figure>".to_owned(),
            "Bənd payızda. ⏎Rauf Nümunə/NMA",
        ),
        (
            "<figure><img src=b.jpg alt=Bənd><figcaption><span>Bənd (<div><i></i>Foto:</div>Rauf Nümunə)</span></figcaption></figure>".to_owned(),
            "Foto:⏎Rauf Nümunə)",
        ),
    ] {
        let html = whole(&format!(
            "<main><article><h1>Anbar açılır</h1><p>{FIRST}</p>{advert}<div>{between}</div><p>{SECOND}</p><p>{THIRD}</p></article></main>"
        ));
        let dumped = text(&read_page(&html)).replace(" ⏎", "⏎");
        assert!(dumped.contains(&words.replace(" ⏎", "⏎")), "{words:?} is lost\n{dumped}");
    }
}

#[test]
fn what_is_left_out_parts_the_words_around_it() {
    let poll = "<div id=poll><div><span class=spinner></span></div></div>";
    let html =
        whole(&format!("<article><h1>Anbar açılır</h1><div>{FIRST}{poll}{SECOND}<br><br>{THIRD}</div></article>"));
    assert_words(&html, &["davam edib.", "Sakinlər həftədə"], &["davam edib.Sakinlər"]);
    let hidden = whole(&format!(
        "<article><h1>Anbar açılır</h1><p>{FIRST} Bələ<span hidden>x</span>diyyə.</p><p>{SECOND}</p></article>"
    ));
    assert_words(&hidden, &["Bələdiyyə."], &[]);
}

#[test]
fn lines_of_a_heading_that_a_style_sheet_parts_are_words_apart() {
    for (heading, words) in [
        ("<span>İki qışdan sonra</span><span>Anbar açılır bu gün</span>", "İki qışdan sonra Anbar açılır bu gün"),
        ("<span>Rayon:</span><style>.a{}</style><span>Anbar açılır bu gün</span>", "Rayon: Anbar açılır bu gün"),
        ("<span>A</span><span>nbar açılır</span> bu gün", "Anbar açılır bu gün"),
        ("<span>Mc</span><span>Donald bağlanır</span> bu gün", "McDonald bağlanır bu gün"),
        (
            "<span>Rayon<span class=sr-only aria-hidden=true>: </span></span>Anbar açılır bu gün",
            "Rayon Anbar açılır bu gün",
        ),
        ("Rayon<span hidden> – </span>Anbar açılır bu gün", "Rayon Anbar açılır bu gün"),
        ("Ra<span hidden>-</span>yon Anbar açılır bu gün", "Rayon Anbar açılır bu gün"),
    ] {
        let html = whole(&format!("<article><h1>Xəbər</h1><p>{FIRST}</p><h2>{heading}</h2><p>{SECOND}</p></article>"));
        assert_words(&html, &[&format!("heading 2: {words}")], &[]);
    }
}

#[test]
fn the_lead_stands_between_headline_and_text_whatever_else_does() {
    const LEAD: &str = "Doqquz aylıq işdən sonra su həftə sonu axacaq, sakinlər isə ona hələ inanmır.";
    let labels = "<div><span>Paylaş</span></div><div>12</div><div>Dinlə</div><div>3 dəq</div><div>Foto</div><div>A</div><div>B</div><div>C</div><div>D</div>";
    for head in [
        format!("<h1>Anbar açılır</h1><div class=c-article-teaser-text>{LEAD}</div>"),
        format!("<hgroup><h1>Anbar açılır</h1><h2>{LEAD}</h2></hgroup>"),
        format!("<h2><span>Rayon</span> <span>Anbar açılır</span></h2><p>{LEAD}</p>"),
        format!("<h1>Anbar açılır</h1>{labels}<div class='js-lead t-lead'>{LEAD}</div>"),
        // In one box with what is pressed.
        format!(
            "<hgroup><div><h1>Anbar açılır</h1></div><h2 class=intro>{LEAD}</h2><figure><button><img src=a.jpg></button></figure></hgroup>"
        ),
        format!(
            "<h1>Anbar açılır</h1><div class=box><div class='js-lead t-article-lead'>{LEAD}</div><section class=tabs><button>Dinlə</button></section></div>"
        ),
        format!(
            "<h1>Anbar açılır</h1><div><p class=standfirst>{LEAD}</p><form><input type=email><button>Göndər</button></form></div>"
        ),
    ] {
        let html = whole(&format!(
            "<main><article><header>{head}</header><div>{labels}</div><div class=body><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></article></main>"
        ));
        let outcome = read_page(&html);
        assert!(text(&outcome).contains(LEAD), "{head}\n{}", text(&outcome));
    }
}

#[test]
fn a_caption_above_the_text_is_kept_whatever_holds_it() {
    const CAPTION: &str = "Mühəndislər bəndin üstündə son sınaqdan əvvəl, çərşənbə axşamı günü səhər tezdən.";
    for head in [
        format!(
            "<h2>Anbar açılır</h2><div class=media><figure><img src=b.jpg alt=Bənd><figcaption><p>{CAPTION}</p><p>(Foto: NMA)</p></figcaption></figure></div>"
        ),
        format!(
            "<h1>Anbar açılır</h1><div class=hero><div><button>Oynat</button><img src=b.jpg alt=Bənd></div><div class=c-caption><i><span>{CAPTION}</span></i><button></button></div></div>"
        ),
        format!(
            "<h1>Anbar açılır</h1><div><img src=b.jpg alt=Bənd><div class=image-caption><span>{CAPTION}</span><button>×</button></div></div>"
        ),
    ] {
        let html = whole(&format!(
            "<main><article>{head}<div class=share><a href=/f>Paylaş</a></div><div class=body><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></article></main>"
        ));
        let outcome = read_page(&html);
        assert!(text(&outcome).contains(CAPTION), "{head}\n{}", text(&outcome));
    }
}

#[test]
fn white_space_of_every_kind_parts_words() {
    for space in ["<span>&nbsp;</span>", "<span> </span>", "<i>\n</i>", "<b>&#8201;</b>", "&nbsp;"] {
        let html = page("", &format!("<p>Şura{space}səs verdi və iclas axşam saatlarında bitdi.</p>"));
        let passages = block_passages(&read_page(&html).output.body);
        let said = passages.into_iter().map(|passage| passage.text).collect::<Vec<_>>().join("\n");
        let words: Vec<&str> = said.split_whitespace().collect();
        assert!(words.windows(2).any(|pair| pair == ["Şura", "səs"]), "{space:?}: {said}");
    }
}

#[test]
fn chunks_of_one_article_are_all_of_it() {
    let chunk = |name: &str, count: usize| -> String {
        (1..=count).map(|index| format!("<p>{name} {index}: {FIRST}</p>")).collect()
    };
    for body in [
        format!(
            "<div><div><div>{}</div></div></div><div><div><div>{}</div></div></div>",
            chunk("Bir", 3),
            chunk("İki", 6)
        ),
        format!(
            "<div><div><div>{}</div></div></div><div><div><div>{}</div></div></div>",
            chunk("Bir", 6),
            chunk("İki", 3)
        ),
        format!(
            "<div class=t>{}</div><div class=reklam-yeri></div><div class=t>{}</div>",
            chunk("Bir", 2),
            chunk("İki", 2)
        ),
        format!("<div><section><div>{}</div></section></div>{}", chunk("Bir", 4), chunk("İki", 2)),
    ] {
        let html = whole(&format!("<main><article><h1>Anbar açılır</h1>{body}</article></main>"));
        assert_words(&html, &["Bir 1:", "Bir 2:", "İki 1:", "İki 2:"], &[]);
    }
}

#[test]
fn what_asks_before_the_page_may_be_read_is_no_article() {
    let asks = "Bu sayt sizin məlumatlarınızı saxlayır və onları başqalarına satmaya bilər, seçiminizi istənilən vaxt \
        dəyişə bilərsiniz, bunun üçün aşağıdakı düyməni basın, ətraflı məlumat isə qaydalarda verilib. "
        .repeat(5);
    for (open, close) in [
        ("<div id='consent-box' role='dialog'>", "</div>"),
        ("<div class='cookie-notice'>", "</div>"),
        ("<section id='age-gate' class='agegate'>", "</section>"),
        ("<dialog open>", "</dialog>"),
    ] {
        let html = whole(&format!(
            "<div><main><article><h1>Anbar açılır</h1><div><div><p>{FIRST}</p></div></div></article></main></div>\
             {open}<h2>Seçim</h2><p>{asks}</p>{close}"
        ));
        assert_words(&html, &["Bələdiyyə çərşənbə"], &["düyməni basın"]);
    }
}

#[test]
fn what_a_server_sends_late_is_read_where_it_belongs() {
    let late = format!(
        "<div><!--$?--><template id='B:0'></template><!--/$--></div><footer><p>Nümunə xəbərləri.</p></footer>\
         <div hidden id='S:0'><section><h1>Anbar açılır</h1><div><p>{FIRST}</p><template id='B:1'></template></div></section></div>\
         <div hidden id='S:1'><p>{SECOND}</p></div>"
    );
    assert_words(&whole(&late), &["Bələdiyyə çərşənbə", "Sakinlər həftədə"], &[]);
    let outcome = read_page(&whole(&late));
    let text = text(&outcome);
    assert!(text.find("Bələdiyyə") < text.find("Sakinlər"), "{text}");
}

#[test]
fn what_the_page_states_of_its_words_is_looked_for() {
    let stated = format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Körpü açıldı","articleBody":"{FIRST} {SECOND} {THIRD}"}}</script>"#
    );
    // Hidden until a script shows it.
    let hidden = format!("<div class=x hidden><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>");
    assert_words(&page(&stated, &hidden), &["Bələdiyyə çərşənbə", "müstəqil yoxlama"], &[]);
    // Not on the page at all.
    let outcome = read_page(&page(&stated, ""));
    let said = outcome.diagnostics.iter().find(|said| said.code == Code::ArticleIncomplete).expect("it is said");
    assert!(said.message.contains("words"), "{}", said.message);
    // A copy for other readers stays hidden.
    let twice = format!("<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><div hidden><p>{FIRST}</p><p>{SECOND}</p></div>");
    let outcome = read_page(&page(&stated, &twice));
    assert_eq!(text(&outcome).matches("Sakinlər həftədə").count(), 1);
    assert!(!codes(&outcome).contains(&Code::ArticleIncomplete));
}

#[test]
fn a_page_without_words_of_an_article_is_refused() {
    for body in [
        "<div id=root></div><noscript><iframe src='https://tags.example/ns.html' height=0 width=0 \
         style='display:none;visibility:hidden'></iframe></noscript><h1>Anbar açılır</h1>",
        "<main><article><h1>Anbar açılır</h1></article></main><footer></footer>",
        "<h1>Anbar açılır</h1><iframe src='https://tags.example/ns.html' width=1 height=1></iframe>",
        // What lies over a page until somebody answers is no article, where nothing else is there.
        "<div role=dialog><h2>Kukilər</h2><p>Saytdan istifadə etməklə siz kukilərdən istifadəmizə razılıq verirsiniz.</p>\
         <button>Razıyam</button></div>",
        "<nav><a href='/'>Ana səhifə</a></nav><div class='cookie-banner'><p>We use cookies, and ask you to agree to \
         that before you read on.</p><button>Accept</button></div>",
        "<div class='age-gate overlay'><p>18 yaşınız tamam olub? Davam etmək üçün cavab verin.</p><a href=#>Bəli</a></div>",
    ] {
        let source = Source::new("page.html", whole(body)).expect("UTF-8");
        let error = read(&source, &ReadOptions::default()).expect_err("no words");
        assert!(error.has(Code::EmptyInput), "{error}");
    }
}

#[test]
fn what_readers_say_below_and_bars_in_words_are_no_part_of_it() {
    for comments in [
        "<section id=comments><h3>Şərhlər</h3><div class=comment><b itemprop=author>Vaqif</b><p>Çox gözəl xəbərdir, sağ \
         olun, hamımız gözləyirdik bunu.</p></div></section>",
        "<div class='comments-area'><ol class=commentlist><li><p>Çox gözəl xəbərdir, hamımız gözləyirdik.</p></li></ol></div>",
        "<div itemprop=comment itemscope itemtype='https://schema.org/Comment'><p>Çox gözəl xəbərdir, sağ olun.</p></div>",
        "<div>Paylaş: Facebook Twitter WhatsApp</div><p>Çox gözəl xəbərdir: <a href='https://t.me/nümunə'>Telegram</a> \
         kanalımızı izləyin</p>",
    ] {
        let html = whole(&format!(
            "<main><article><h1>Anbar açılır</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{comments}</article></main>"
        ));
        assert_words(&html, &["Sakinlər həftədə", "İş iki milyon"], &["gözəl xəbərdir", "Paylaş:", "Şərhlər"]);
    }
    // A sentence about a network is no bar, and an opinion is no reader's.
    let html = whole(&format!(
        "<main><article class='comment opinion'><h1>Anbar açılır</h1><p>{FIRST}</p><p>Paylaşılan Facebook yazısı silinib.</p>\
         <p>Şura bunu <a href='https://t.me/sura/7'>Telegram</a> yazısında deyib.</p><p>{SECOND}</p></article></main>"
    ));
    assert_words(&html, &["Facebook yazısı", "yazısında deyib"], &[]);
}

#[test]
fn a_short_page_keeps_its_article() {
    for flash in [
        "Gölün suyu doqquz quraq ildən sonra yenidən qalxıb. Sakinlər bunu çoxdan gözləyirdilər və bazar günü sahilə gəldilər.",
        "Zəlzələ səhər saat altıda hiss olunub, ölən yoxdur, məktəblər bağlıdır.",
        "Qatar yenidən işləyir.",
    ] {
        for foot in [
            "<footer><p>{}</p></footer>",
            "<div role=contentinfo><p>{}</p></div>",
            "<nav>Ana səhifə</nav><footer>{}</footer>",
        ] {
            let terms = "© 2026 Nümunə Media. Bütün hüquqlar qorunur. Bu material icazəsiz dərc edilə, yayımlana, yenidən \
                yazıla və ya paylana bilməz, istinad mütləqdir, yazılı razılıq alınmalıdır.";
            let foot = foot.replace("{}", terms);
            let html = whole(&format!("<main><article><h1>Anbar açılır</h1><p>{flash}</p></article></main>{foot}"));
            assert_words(&html, &[flash], &["yazılı razılıq"]);
        }
    }
}

#[test]
fn the_lead_that_the_metadata_describes_is_the_standfirst() {
    let lead = "On bir həftəlik işdən sonra oxucular bazar ertəsi qayıda bilər.";
    for (head, above) in [
        ("<meta name='description' content='{}'>", "<header><h1>Anbar açılır</h1><p class='lead'>{}</p></header>"),
        ("<meta property='og:description' content='{}'>", "<h1>Anbar açılır</h1><h2 class='sub'>{}</h2>"),
        ("<meta name='description' content='{}'>", "<div><h1>Anbar açılır</h1><div class=intro>{}</div></div>"),
    ] {
        let body = format!(
            "<main><article>{}<div class=text><p>{FIRST}</p><p>{SECOND}</p></div></article></main>",
            above.replace("{}", lead)
        );
        let html = whole(&body).replace("<title>", &format!("{}<title>", head.replace("{}", lead)));
        let outcome = read_page(&html);
        assert_eq!(text(&outcome).matches(lead).count(), 2, "{}", text(&outcome));
        if !above.contains("h2") {
            assert!(outcome.output.header.iter().any(|line| line.role == HeaderRole::Standfirst), "{}", text(&outcome));
        }
    }
}

#[test]
fn of_an_endless_page_the_first_article_is_read() {
    let other = format!("<h1>Başqa xəbər</h1><p>Tamam başqa bir hadisə haqqında {SECOND}</p>").repeat(3);
    let html = whole(&format!(
        "<main><article><h1>Anbar açılır</h1><p>{FIRST}</p><p>{THIRD}</p></article><article>{other}</article></main>"
    ));
    assert_words(&html, &["Bələdiyyə çərşənbə", "müstəqil yoxlama"], &["Tamam başqa"]);
}

#[test]
fn quotations_have_the_marks_of_their_language() {
    for (language, expected) in [
        ("en", "“the dam, ‘ours’, is old”"),
        ("ru", "«the dam, „ours“, is old»"),
        ("de", "„the dam, ‚ours‘, is old“"),
        ("tr", "“the dam, ‘ours’, is old”"),
    ] {
        let html = page("", "<p>She said <q>the dam, <q>ours</q>, is old</q> and left the hall in silence.</p>")
            .replace("lang=az", &format!("lang={language}"));
        assert_words(&html, &[expected], &[]);
    }
}

#[test]
fn formulas_and_readings_are_told_apart() {
    for (markup, expected) in [
        ("1<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
        ("<math><mn>1</mn><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1 1/2"),
        ("<math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mn>1</mn></math>", "x²+1"),
        ("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac></math>", "(a+b)/c"),
        ("<math><msqrt><mn>2</mn></msqrt></math>", "√2"),
        ("<math><semantics><mi>y</mi><annotation>y\\x</annotation></semantics></math>", "y"),
        ("<ruby>月曜日<rt>げつようび</rt></ruby>", "月曜日(げつようび)"),
        ("<ruby>図書館<rp>(</rp><rt>としょかん</rt><rp>)</rp></ruby>", "図書館(としょかん)"),
    ] {
        assert_words(&page("", &format!("<p>Bax: {markup} budur.</p>")), &[expected], &[]);
    }
    assert!(
        !text(&read_page(&page("", "<p>Bax: 1<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> budur.</p>")))
            .contains("112")
    );
}

#[test]
fn notes_are_notes_with_references() {
    for (reference, note) in [
        (
            "<sup id='fnref:1' role='doc-noteref'><a href='#fn:1' class='footnote'>1</a></sup>",
            "<div class='footnotes'><ol><li id='fn:1' role='doc-endnote'><p>Bənd daşdan tikilib. <a href='#fnref:1' class='reversefootnote'>&#8617;</a></p></li></ol></div>",
        ),
        (
            "<a href='#_ftn1' name='_ftnref1'>[1]</a>",
            "<div><hr><div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Bənd daşdan tikilib.</p></div></div>",
        ),
        (
            "<sup id='cite_ref-1' class='reference'><a href='#cite_note-1'><span>[</span>1<span>]</span></a></sup>",
            "<ol class='references'><li id='cite_note-1'><span class='mw-cite-backlink'>^ <a href='#cite_ref-1'>a</a></span> <span>Bənd daşdan tikilib.</span></li></ol>",
        ),
        ("<a id='r7' href='#n7'>*</a>", "<p id='n7'><a href='#r7'>*</a> Bənd daşdan tikilib.</p>"),
    ] {
        for is_sibling in [false, true] {
            let (inside, behind) = if is_sibling { ("", note) } else { (note, "") };
            let html = whole(&format!(
                "<main><article><h1>Anbar açılır</h1><p>{FIRST}{reference}</p><p>{SECOND}</p>{inside}</article>{behind}</main>"
            ));
            let outcome = read_page(&html);
            let text = text(&outcome);
            assert_eq!(outcome.output.notes.len(), 1, "{reference}\n{text}");
            assert_eq!(text.matches("Bənd daşdan tikilib").count(), 1, "{text}");
            let text = text.replace("[^1]", "");
            assert!(!text.contains("[1]") && !text.contains('↩') && !text.contains('^'), "{text}");
        }
    }
    // A link to a place that leads nowhere back is none.
    let html = page("", "<p>Bax <a href='#x'>1</a> burada.</p><h2 id=x>Bölmə</h2><p>Mətn davam edir və bitmir.</p>");
    assert!(read_page(&html).output.notes.is_empty());
}

#[test]
fn verse_keeps_its_lines_and_code_stays_code() {
    let verse = text(&read_page(&page(
        "",
        "<pre>Gecə keçdi, su gəldi,\nBənd dayandı yerində.\n\nKim bilirdi, kim gördü,\nNə var suyun dərinində.</pre>",
    )));
    assert!(verse.contains("Gecə keçdi, su gəldi,") && !verse.contains("code"), "{verse}");
    for code in [
        "<pre>\n# restart\nservice catalogue restart\n</pre>",
        "<pre><code class='language-rust'>let a = 1;\nlet b = 2;</code></pre>",
        "<pre>a = b\nc = d</pre>",
    ] {
        assert!(text(&read_page(&page("", code))).contains("code"), "{code}");
    }
}

#[test]
fn pictures_of_galleries_and_of_readers_without_scripts_are_kept() {
    let gallery = |names: &[&str]| -> String {
        names
            .iter()
            .map(|name| {
                format!("<figure><img src='{name}.jpg' alt='{name}'><figcaption>Şəkil {name}</figcaption></figure>")
            })
            .collect()
    };
    let body = format!(
        "<div>{}</div><p>{SECOND}</p><div class=lazy><noscript><img src='gec.jpg' alt='Karikatura'></noscript></div><p>{THIRD}</p>\
         <figure><noscript><img src='fiq.jpg' alt='Qayıqlar'></noscript><figcaption>Sahildə qayıqlar</figcaption></figure><p>{FIRST}</p>",
        gallery(&["bir", "iki", "üç"])
    );
    let outcome = read_page(&page("", &body));
    let text = text(&outcome);
    for word in ["bir.jpg", "iki.jpg", "üç.jpg", "Şəkil üç", "gec.jpg", "fiq.jpg", "caption: Sahildə qayıqlar"]
    {
        assert!(text.contains(word), "{word} is lost\n{text}");
    }
    // What keeps a place is no picture.
    let empty = "<figure><picture><source srcset='https://x.example/dam.webp'><img alt='Dam' src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E\"></picture><figcaption>Yeni dam</figcaption></figure>";
    let outcome = read_page(&page("", empty));
    assert!(
        text_of(&outcome).contains("dam.webp") && !text_of(&outcome).contains("data:image/svg"),
        "{}",
        text_of(&outcome)
    );
    assert!(!text_of(&read_page(&page("", "<p>Söz <img src=a.png width=16 height=16> burada.</p>"))).contains("a.png"));
    let lazy = "<figure><img src='1x1.gif' width=1 height=1 data-original='gol.jpg' alt='Göl'></figure>";
    let lazy = text_of(&read_page(&page("", lazy)));
    assert!(lazy.contains("gol.jpg") && !lazy.contains("1x1"), "{lazy}");
    // Nor where it says nothing of the picture, which stands behind it for readers without scripts.
    let pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
    for kept in [
        format!("<img class=lazy src='{pixel}'><noscript><img src='gol.jpg' alt='Göl'></noscript>"),
        format!("<img src='{pixel}'><noscript><img src='gol.jpg' alt='Göl'></noscript>"),
        "<img><noscript><picture><img src='gol.jpg' alt='Göl'></picture></noscript>".to_owned(),
    ] {
        let outcome = read_page(&page("", &format!("<figure>{kept}<figcaption>Sahil</figcaption></figure>")));
        let text = text_of(&outcome);
        assert!(text.contains("gol.jpg") && !text.contains("data:") && text.contains("caption: Sahil"), "{text}");
    }
    // What stands alone with a picture is its caption.
    let alone = "<div class='image-box'><img src='a.png' alt='Dam'><p class='copyright'>© Tərlan Nümunə</p></div><p>Mətn davam edir.</p>";
    assert!(text_of(&read_page(&page("", alone))).contains("caption: © Tərlan Nümunə"));
    // A link around a picture is said.
    let linked = "<figure><a href='https://muzey.example/7'><img src='a.png' alt='Bənd'></a><figcaption>Bənd</figcaption></figure>";
    assert!(codes(&read_page(&page("", linked))).contains(&Code::StructureFlattened));
}

fn text_of(outcome: &Outcome<Document>) -> String {
    text(outcome)
}

#[test]
fn headings_that_are_no_headings_of_the_page_are_said() {
    let outcome = read_page(&page(
        "",
        "<h1>Başqa başlıq</h1><p>Mətn davam edir və bitmir, çünki hələ söz var.</p><h2></h2><p>Daha bir cümlə də var.</p>",
    ));
    let said: Vec<&str> = outcome
        .diagnostics
        .iter()
        .filter(|said| said.code == Code::StructureFlattened)
        .map(|said| said.message.as_str())
        .collect();
    assert!(said.iter().any(|said| said.contains("first level")), "{said:?}");
    assert!(said.iter().any(|said| said.contains("without words")), "{said:?}");
}

#[test]
fn a_page_is_a_page_before_a_line_that_begins_with_a_hash() {
    let code = "<pre>\n# restart the catalogue\nservice restart\n</pre>";
    for (name, start) in [
        ("p.html", "<!DOCTYPE html>"),
        ("-", "<html>"),
        ("p.htm", ""),
        ("-", "\n<!-- saved -->\n<head>"),
        ("x", "<meta charset=utf-8>"),
    ] {
        let html = format!(
            "{start}<title>Anbar açılır</title><body><article><h1>Anbar açılır</h1><p>{FIRST}</p>{code}</article>"
        );
        let source = Source::new(name, html).expect("UTF-8");
        let (reader, _) = read::reader(&source, &ReadOptions::default()).expect("a reader");
        assert_eq!(reader.name(), "html", "{name} {start}");
    }
    for (name, text) in [
        ("a.md", "<div align=center>\n\n# Başlıq\n\nMətn.\n</div>"),
        ("-", "# Başlıq\n\nMətn <b>var</b>.\n"),
        ("a.txt", "---\ntitle: A\n---\n\nMətn."),
    ] {
        let source = Source::new(name, text).expect("UTF-8");
        let (reader, _) = read::reader(&source, &ReadOptions::default()).expect("a reader");
        assert_eq!(reader.name(), "markdown", "{name}");
    }
}

#[test]
fn an_encoding_is_believed_wherever_the_page_declares_it() {
    let script = "var a=1;".repeat(300);
    for declaration in [
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>",
        "<META CHARSET=iso-8859-1>",
        "<!-- <meta charset=koi8-r> --><meta charset='windows-1252'>",
    ] {
        let mut bytes = format!(
            "<!doctype html><html lang=de><script>{script}'<meta charset=utf-16>'</script>{declaration}<title>B"
        )
        .into_bytes();
        bytes.extend(b"\xfccherei</title><p>Die B\xfccherei ist offen.");
        let source = Source::decode("p.html", bytes, &istinad::source::Decoding::default()).expect("it is declared");
        assert!(source.text().contains("Bücherei"), "{declaration}");
    }
}

#[test]
fn a_stray_byte_in_utf_8_is_told_and_no_other_encoding_named() {
    for (before, after) in
        [("Bücherei öffnet früh, ", " schön"), ("Kitabxana açılır, çünki ", " şən"), ("Библиотека открыта ", " снова")]
    {
        let bytes = [before.as_bytes(), b"\xfc", after.as_bytes()].concat();
        let error =
            Source::decode("p.html", bytes.clone(), &istinad::source::Decoding::default()).expect_err("a stray byte");
        let said = error.to_string();
        let hints: Vec<String> =
            error.diagnostics().iter().filter_map(|said| said.hint.as_ref().map(ToString::to_string)).collect();
        assert!(said.contains(&format!("byte {}", before.len())), "{said}");
        assert!(hints.iter().all(|hint| !hint.contains("windows")), "{hints:?}");
        let lossy = istinad::source::Decoding::default().with_lossy(true);
        assert!(Source::decode("p.html", bytes, &lossy).expect("it is replaced").text().contains('\u{fffd}'));
    }
}

#[test]
fn leads_captions_and_lines_of_boxes_are_kept() {
    let lead = "Anbar doqquz aydan sonra açılır, uşaqlar isə bəndin üstündən ilk keçənlər olacaq.";
    let body = format!("<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>");
    for (above, mid, words) in [
        (format!("<div class=js-lead>{lead}</div><script>1</script>"), "", lead),
        (format!("<h2 class=story-intro>{lead}</h2><figure><button><img src=a.jpg alt=x></button></figure>"), "", lead),
        (
            format!("<div><div class=c-article-teaser-text>{lead}</div></div><ul><li>Əli</li><li>Vəli</li></ul>"),
            "",
            lead,
        ),
        (
            String::new(),
            "<figure><img src=a.jpg alt=x><figcaption><p>Bənd axşam</p><p class=credit>(Foto: Nümunə)</p></figcaption></figure>",
            "(Foto: Nümunə)",
        ),
        (
            String::new(),
            "<div class=slide><figure><img src=a.jpg alt=x><figcaption><x-clamp><div>Anbarın köhnə qapısı</div></x-clamp></figcaption></figure></div>",
            "Anbarın köhnə qapısı",
        ),
        (
            "<div class=media><figure><img src=a.jpg alt=x><figcaption><p>Bənd səhər</p></figcaption></figure></div>"
                .to_owned(),
            "",
            "Bənd səhər",
        ),
        (
            String::new(),
            "<aside class=factbox><h3>Rəqəmlər</h3><p>Bənd 1964-cü ildə tikilib və otuz metr hündürlüyündədir, divarı isə yaxın dağların daşındandır.</p><ul><li>Hündürlük: 30 m</li></ul></aside>",
            "Hündürlük: 30 m",
        ),
    ] {
        let html = format!(
            "<!doctype html><html lang=az><head><meta charset=utf-8><title>Anbar açılır</title><meta name=description content='{lead}'></head><body><main><article><header><h1>Anbar açılır</h1>{above}</header><div class=text><p>{FIRST}</p>{mid}{body}</div></article></main></body></html>"
        );
        assert_words(&html, &[words], &[]);
    }
}

#[test]
fn what_lies_over_a_page_by_its_words_is_no_article() {
    let notice = |words: &str| format!("{} ", words).repeat(5);
    for (class, words) in [
        (
            "modal age-gate",
            "Bu saytın məzmunu yalnız on səkkiz yaşı tamam olmuş oxucular üçündür, davam etmək üçün yaşınızı təsdiq edin.",
        ),
        (
            "browser-notice",
            "Your browser is out of date and may not be compatible with our website, please update it to a newer version.",
        ),
        (
            "popup",
            "Sitemizden en iyi şekilde faydalanabilmeniz için çerezler kullanılmaktadır, bu siteye girerek kabul etmiş sayılırsınız.",
        ),
    ] {
        let html = whole(&format!(
            "<main><article><h1>Anbar açılır</h1><div><p>{FIRST}</p></div></article></main><div class='{class}'><p>{}</p><button>OK</button></div>",
            notice(words)
        ));
        assert_words(&html, &[FIRST], &[&words.chars().take(20).collect::<String>()]);
    }
}
