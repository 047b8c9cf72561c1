//! Pages that set headline, picture, points and text each in a box of its own, and what in a kept block is no clutter.

use istinad::model::dump::dump;
use istinad::{Code, ReadOptions, Source};

use super::systems_2026::{Row, wrong};
use crate::reading::pages::{codes, page, read_page};

#[test]
fn each_kind_is_read_in_its_shapes() {
    let wrong: Vec<String> = ROWS.iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The cells of the first table of a page, row by row.
fn cells(markup: &str) -> Vec<String> {
    let outcome = read_page(&page("", markup));
    let table = outcome.output.body.iter().find_map(|block| match block {
        istinad::model::Block::Table(table) => Some(table),
        _ => None,
    });
    let table = table.unwrap_or_else(|| panic!("no table of {markup}"));
    let row = |row: &Vec<istinad::model::TableCell>| {
        let cells = row.iter().map(|cell| istinad::model::walk::plain_text(&cell.content));
        cells.collect::<Vec<_>>().join("|")
    };
    table.head.iter().chain(&table.rows).map(row).collect()
}

#[test]
fn every_cell_of_a_table_stands_below_its_head() {
    for (markup, expected) in [
        (
            "<table><tr><th>Sıra</th><th>Ad</th><th>Kənd</th></tr><tr><td>1</td><td>Həmid</td><td>Göl</td></tr></table>",
            "Sıra|Ad|Kənd / 1|Həmid|Göl",
        ),
        (
            "<table><tr><th>Party</th><th>Share</th></tr><tr><td>Ford</td><td>41%</td></tr></table>",
            "Party|Share / Ford|41%",
        ),
        (
            "<table><tr><th>Статья</th><th>2026</th></tr><tr><td><p>Реклама</p></td><td>95</td></tr></table>",
            "Статья|2026 / Реклама|95",
        ),
        (
            "<table><tr><th>Print</th><th>Web</th></tr><tr><td>See also:</td><td><a href=/a>the list</a></td></tr></table>",
            "Print|Web / See also:|the list",
        ),
        ("<table><tr><th></th><th>2025</th></tr><tr><td>Un</td><td>3</td></tr></table>", "|2025 / Un|3"),
        (
            "<table><tr><th>Kənd</th><th>Qızıl</th><th>Gümüş</th></tr><tr><td>Göl</td><td>&nbsp;</td><td>2</td></tr><tr><td>Dağ</td><td><input></td><td><p></p></td></tr></table>",
            "Kənd|Qızıl|Gümüş / Göl||2 / Dağ||",
        ),
        (
            "<table><tr><td rowspan=3>bir</td><td>iki</td></tr><tr><td></td></tr><tr><td>üç</td></tr></table>",
            "bir|iki / üç",
        ),
    ] {
        assert_eq!(cells(markup).join(" / "), expected, "{markup}");
    }
    let outcome = read_page(&page(
        "",
        "<table><caption>Reklam</caption><tr><th>İl</th><th>Gəlir</th></tr><tr><td>2026</td><td>3</td></tr></table>",
    ));
    assert!(dump(&outcome.output).contains("Reklam"), "{}", dump(&outcome.output));
}

#[test]
fn an_item_of_a_list_is_no_label() {
    for (markup, kept) in [
        ("<ol><li>Daş</li><li>Reklam</li><li>Maaş</li></ol>", true),
        ("<ul><li><p>Steine</p></li><li><p>Werbung</p></li></ul>", true),
        ("<dl><dt>Print</dt><dd>on paper</dd><dt>Web</dt><dd>on a screen</dd></dl>", true),
        ("<h2>Reklam</h2><p>Reklam qəzetin gəlirinin yarısıdır.</p>", true),
        ("<div>Reklam</div>", false),
        ("<ul><li>Paylaş</li><li>Çap et</li></ul>", false),
        ("<h3>Reklam</h3><ul><li><a href=/a>Bura baxın</a></li></ul>", false),
    ] {
        let end =
            "<p>Körpünün altında su axır, üstündə isə adamlar keçir, heç kim dayanmır və heç kim geri dönmür.</p>";
        let outcome = read_page(&page("", &format!("{markup}{end}")));
        let dump = dump(&outcome.output);
        let has = ["Reklam", "Werbung", "Print", "Paylaş"].iter().any(|label| dump.contains(label));
        assert_eq!(has, kept, "{markup}: {dump}");
    }
}

#[test]
fn a_table_in_a_figure_has_its_caption() {
    let table = "<table><tr><th>İl</th><th>Maşın</th></tr><tr><td>2026</td><td>410</td></tr></table>";
    for figure in [
        format!("<figure class=wp-block-table>{table}<figcaption>Gündə maşınlar</figcaption></figure>"),
        format!("<figure><figcaption>Gündə maşınlar</figcaption>{table}</figure>"),
        format!("<figure class=table><div>{table}</div><figcaption>Gündə maşınlar</figcaption></figure>"),
    ] {
        let outcome = read_page(&page("", &figure));
        assert!(!codes(&outcome).contains(&Code::PictureMissing), "{figure}: {:?}", outcome.diagnostics);
        let caption = outcome.output.body.iter().find_map(|block| match block {
            istinad::model::Block::Table(table) => Some(istinad::model::walk::plain_text(&table.caption)),
            _ => None,
        });
        assert_eq!(caption.as_deref(), Some("Gündə maşınlar"), "{figure}");
    }
}

#[test]
fn who_is_quoted_is_no_caption() {
    for figure in [
        "<figure><blockquote><p>Daş gözləyir.</p></blockquote><figcaption>— Lukyan, usta</figcaption></figure>",
        "<figure class=quote><blockquote>Daş gözləyir.</blockquote><figcaption><cite>Lukyan, usta</cite></figcaption></figure>",
    ] {
        let outcome = read_page(&page("", figure));
        assert!(!codes(&outcome).contains(&Code::PictureMissing), "{figure}: {:?}", outcome.diagnostics);
        assert!(dump(&outcome.output).contains("Lukyan, usta"), "{figure}");
    }
}

const PROSE: &str = "<p>Körpünün təmiri vaxtından iki ay əvvəl başa çatıb, yeni döşəmə, məhəccər və işıqlar qoyulub, köhnə daşlar isə saxlanıb.</p>\
    <p>Mühəndislərin sözlərinə görə, ən çətini suyun altında işləmək olub, dalğıclar qışda, buzun altında da dayanmayıb.</p>";

/// What is read of a page whose headline and text stand in boxes of their own.
fn boxes(between: &str) -> String {
    let html = format!(
        "<!doctype html><html lang=az><head><title>Körpü açıldı - Nümunə</title></head><body><div class=news>\
         <h1>Körpü açıldı</h1>{between}<div class=text>{PROSE}</div></div></body></html>"
    );
    let source = Source::new("page.html", html).expect("UTF-8");
    dump(&istinad::read(&source, &ReadOptions::default()).expect("an article").output)
}

#[test]
fn the_picture_between_headline_and_text_is_the_article_s() {
    for between in [
        "<div class=info>12.05.2026</div><div class=news-img><img src=/a.jpg alt=Körpü></div>",
        "<figure><img src=/a.jpg alt=Körpü><figcaption>Usta daşı yonur</figcaption></figure>",
        "<a data-fancybox href=/a.jpg><img src=/a_s.jpg alt=Körpü></a>",
        "<p class=spot>Körpüdən ilk keçən məktəb avtobusu olub.</p><amp-img src=/a.jpg width=16 height=9></amp-img>",
        "<div class=thumb><picture><source srcset='/a.jpg 900w'><img src=/a_s.jpg alt=Körpü></picture></div>",
        "<div class=x><img src=/a.jpg alt=Körpü><span class=caption>Usta daşı yonur</span></div>",
    ] {
        let read = boxes(between);
        assert!(read.contains("/a.jpg"), "{between}: {read}");
        assert_eq!(read.contains("Usta daşı yonur"), between.contains("Usta"), "{between}: {read}");
    }
    // Signs, portraits, and what leads to something else.
    for between in [
        "<div class=info><img src=/eye.png> 120</div>",
        "<div class=share><img src=/a.jpg></div>",
        "<div class=yazar-kunye><img src=/a.jpg alt='Leyla Quliyeva'></div>",
        "<a href=https://reklam.example/><img src=/a.jpg></a>",
        "<div><img src=/a.jpg width=48 height=48></div>",
        "<div><a href=/1><img src=/a.jpg></a><a href=/2><img src=/b.jpg></a></div>",
    ] {
        let read = boxes(between);
        assert!(!read.contains("picture"), "{between}: {read}");
    }
    let film = boxes("<video src=https://v.example/a.mp4 controls></video>");
    assert!(film.contains("https://v.example/a.mp4"), "{film}");
}

#[test]
fn a_date_in_the_text_is_what_the_text_tells() {
    let first =
        "<p>Körpünün tarixi uzundur, onu iki dəfə bağlayıb iki dəfə açıblar, hər dəfə də kənd bir il gözləyib.</p>";
    let last = "<p>İndi körpüdən hər gün min maşın keçir, axşamlar isə uşaqlar onun üstündə velosiped sürür.</p>";
    for between in [
        "<p><strong>10 may 2026</strong></p><p>Körpü bağlandı.</p>",
        "<p>10 may 2026</p><p>Körpü bağlandı.</p>",
        "<div class=date>10 may 2026</div><div>Körpü bağlandı.</div>",
        "<p><time datetime=2026-05-10>10 may 2026</time></p><p>Körpü bağlandı.</p>",
        "<p>Tarix: 10.05.2026</p><p>Yer: meydan</p>",
    ] {
        let html = format!(
            "<!doctype html><html lang=az><head><title>Körpü</title></head><body><article><h1>Körpü</h1>\
             <div class=text>{first}{between}{last}</div></article></body></html>"
        );
        let outcome = read_page(&html);
        let dump = dump(&outcome.output);
        let body = dump.split_once("\nbody").map_or("", |(_, body)| body);
        assert!(body.contains("Körpünün tarixi uzundur"), "{between}: {dump}");
        assert!(body.contains("2026"), "{between}: {dump}");
    }
}

const ROWS: &[Row] = &[
    Row {
        name: "points below the headline",
        language: "es",
        head: "<title>La presa se abre</title>",
        body: "<main><article><header><h1>La presa se abre</h1><ul class=claims><li>Las obras han durado nueve meses</li><li>El coste asciende a dos millones</li></ul></header><div class=cuerpo>{P}</div></article></main>",
        title: "La presa se abre",
        authors: &[],
        day: None,
        kept: &["Las obras han durado nueve meses", "El coste asciende a dos millones"],
        absent: &[],
    },
    Row {
        name: "points in a box above the text",
        language: "az",
        head: "<title>Bənd açıldı</title>",
        body: "<main><article><h1>Bənd açıldı</h1><div class=summary><ul><li>Bənd çərşənbə günü açılıb.</li><li>Giriş pulsuz olacaq.</li></ul></div><div class=t>{P}</div></article></main>",
        title: "Bənd açıldı",
        authors: &[],
        day: None,
        kept: &["Bənd çərşənbə günü açılıb.", "Giriş pulsuz olacaq."],
        absent: &[],
    },
    Row {
        name: "a list of who and when is no list of points",
        language: "az",
        head: "<title>Bənd açıldı</title>",
        body: "<main><article><h1>Bənd açıldı</h1><ul class=meta><li>Leyla Nümunəli</li><li>12.05.2026</li></ul><ul class=tools><li>Paylaş</li><li>Çap et</li></ul><div class=t>{P}</div></article></main>",
        title: "Bənd açıldı",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &["Paylaş", "Çap et"],
    },
    Row {
        name: "a line above the headline",
        language: "fa",
        head: "<title>سد باز شد</title>",
        body: "<main><article><div class=item-header><h4 class=kicker>با حضور اهالی</h4><h1>سد باز شد</h1></div><div class=item-body>{P}</div></article></main>",
        title: "سد باز شد",
        authors: &[],
        day: None,
        kept: &["با حضور اهالی"],
        absent: &[],
    },
    Row {
        name: "a line above the headline, called in Latin letters",
        language: "fa",
        head: "<title>سد باز شد</title>",
        body: "<article><h3 class=rotitr>گزارش از یک روستا</h3><h1>سد باز شد</h1><div class=story>{P}</div></article>",
        title: "سد باز شد",
        authors: &[],
        day: None,
        kept: &["گزارش از یک روستا"],
        absent: &[],
    },
    Row {
        name: "blocks in figures",
        language: "ru",
        head: "<title>Как мы считали плотины</title>",
        body: "<h1>Как мы считали плотины</h1><article class=content__blocks><figure><div class=block-text><p>{1}</p></div></figure><figure><div class=block-number><div>214 плотин</div><div>насчитали в районе</div></div></figure><figure><div class=block-text><p>{2}</p></div></figure><figure><div class=block-quote><blockquote>Считать камни скучно</blockquote></div></figure><figure><div class=block-text><p>{3}</p></div></figure><figure><div class=block-list><ul><li>каменных — 40;</li><li>деревянных — 174.</li></ul></div></figure></article>",
        title: "Как мы считали плотины",
        authors: &[],
        day: None,
        kept: &["214 плотин", "насчитали в районе", "Считать камни скучно", "каменных — 40;", "деревянных — 174."],
        absent: &[],
    },
    Row {
        name: "a columnist above the headline",
        language: "tr",
        head: "<title>Bendin iki yakası - Müjgan Örnekoğlu - Örnek Postası</title>",
        body: "<div class=yazar-detay><div class=yazar-kunye><img src=/y/m.jpg alt='Müjgan Örnekoğlu'><a class=yazar-adi href=/yazarlar/mujgan-ornekoglu>Müjgan Örnekoğlu</a><a href=/yazarlar/mujgan-ornekoglu>Tüm Yazıları</a></div><h1>Bendin iki yakası</h1><p class=yayin-tarihi>7 Mayıs 2026 Perşembe</p><div class=yazi>{P}</div></div>",
        title: "Bendin iki yakası",
        authors: &["Müjgan Örnekoğlu"],
        day: Some("2026-05-07"),
        kept: &[],
        absent: &["Tüm Yazıları"],
    },
    Row {
        name: "a writer beside the date",
        language: "tr",
        head: "<title>Bent sevinci</title>",
        body: "<div class=detay><h1>Bent sevinci</h1><span class=tarih>12.05.2026</span><span class=yazar>Orhan Örnek</span><div class=detay-icerik>{P}</div></div>",
        title: "Bent sevinci",
        authors: &["Orhan Örnek"],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &[],
    },
    Row {
        name: "columnists of a menu are no authors",
        language: "tr",
        head: "<title>Bent sevinci</title>",
        body: "<div class=ust><div class=kose><div class=yazar><a href=/yazarlar/a>Ayşe Başkası</a></div><div class=yazar><a href=/yazarlar/b>Ali Başkası</a></div></div></div><div class=detay><h1>Bent sevinci</h1><div class=detay-icerik>{P}</div></div>",
        title: "Bent sevinci",
        authors: &[],
        day: None,
        kept: &[],
        absent: &["Ayşe Başkası"],
    },
    Row {
        name: "an author in French",
        language: "fr",
        head: "<title>Le barrage est ouvert</title>",
        body: "<article><h1>Le barrage est ouvert</h1><p class=auteur>Gaëtan Modèle</p><div class=texte>{P}</div></article>",
        title: "Le barrage est ouvert",
        authors: &["Gaëtan Modèle"],
        day: None,
        kept: &[],
        absent: &[],
    },
    Row {
        name: "the author of a picture",
        language: "ru",
        head: "<title>Плотину открыли</title>",
        body: "<div class=article><h1 itemprop=headline>Плотину открыли</h1><time itemprop=datePublished datetime=2026-05-12T11:20:00>12 мая 2026, 11:20</time><figure><img src=/a.jpg alt=плотина><figcaption><p>Первые дети</p><p>Источник: <span itemprop=author>Трифон Снимков / ПК</span></p></figcaption></figure><div itemprop=articleBody>{P}</div><div class=authors><div class=author><div>Евдокия Примерова</div><div>Корреспондент</div></div></div></div>",
        title: "Плотину открыли",
        authors: &["Евдокия Примерова"],
        day: Some("2026-05-12"),
        kept: &["Первые дети"],
        absent: &[],
    },
    Row {
        name: "two names in elements of their own",
        language: "en",
        head: "<title>Dam opens</title>",
        body: "<main><article><h1>Dam opens</h1><div data-component=byline-block><time datetime=2026-05-12T09:11:32Z>3 days ago</time><div data-testid=byline><div><span>Callum Sample</span> and <span>Ottoline Example</span></div><div>North East reporters</div></div></div><div>{P}</div></article></main>",
        title: "Dam opens",
        authors: &["Callum Sample", "Ottoline Example"],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &[],
    },
    Row {
        name: "a signature with the site",
        language: "uz",
        head: "<title>Toʻgʻon ochildi – Namuna.uz</title>",
        body: "<header><a href=/>Namuna.uz</a></header><div class=single><h1>Toʻgʻon ochildi</h1><div class=content>{P}<p><strong>Zulxumor Namunaqulova</strong>, Namuna.uz</p></div></div>",
        title: "Toʻgʻon ochildi",
        authors: &["Zulxumor Namunaqulova"],
        day: None,
        kept: &["Zulxumor Namunaqulova, Namuna.uz"],
        absent: &[],
    },
    Row {
        name: "a signature with what reading takes",
        language: "fr",
        head: "<title>Le barrage est ouvert - Exemple</title>",
        body: "<article><h1>Le barrage est ouvert</h1><p class=chapo>Les enfants sont passés les premiers.</p><p class=signature>Blandine Modèle - 12 mai 2026 à 08:00 - Temps de lecture : 2 min</p>{P}</article>",
        title: "Le barrage est ouvert",
        authors: &["Blandine Modèle"],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &[],
    },
    Row {
        name: "who posted it",
        language: "az",
        head: "<title>Nənəmin bəndi</title>",
        body: "<div class='post hentry'><h3 class='post-title entry-title'>Nənəmin bəndi</h3><div class='post-body entry-content'>{P}</div><div class=post-footer><span class='post-author vcard'>Göndərən <span class=fn>Dilşad Nümunəli</span></span> <abbr class=published title=2026-05-12T21:14:00+04:00>21:14</abbr></div></div>",
        title: "Nənəmin bəndi",
        authors: &["Dilşad Nümunəli"],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &[],
    },
    Row {
        name: "the title behind its author",
        language: "az",
        head: "<title>Ruhəngiz Nümunəli - Bənd - Ədəbiyyat dəftəri</title><meta name=author content='Ruhəngiz Nümunəli'>",
        body: "<div class=post><h2 class=post-title>Bənd</h2><div class=post-body>{P}</div></div>",
        title: "Bənd",
        authors: &["Ruhəngiz Nümunəli"],
        day: None,
        kept: &[],
        absent: &[],
    },
    Row {
        name: "a date in three elements",
        language: "tr",
        head: "<title>Duyuru: bent açılıyor</title>",
        body: "<div class=container><h1>Duyuru: bent açılıyor</h1><div class=duyuru-tarih><span>12</span><span>Mayıs</span><span>2026</span></div><div class=icerik>{P}</div></div>",
        title: "Duyuru: bent açılıyor",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &[],
    },
    Row {
        name: "labels before a link, and links behind an invitation",
        language: "az",
        head: "<title>Yağışdan sonra bənd</title>",
        body: "<article><h1>Yağışdan sonra bənd</h1><p>{1}</p><p><strong>Oxuyun:</strong> <a href=/c/1>Göl kənarında yeni park salınır</a></p><p>{2}</p><p>Daha ətraflı: <a href=/c/2>Kənddə su kəsiləcək</a></p><p>{3}</p><p><b>Mövzu ilə bağlı:</b></p><p><a href=/b3>Sürücülər narazıdır</a></p><p><a href=/b4>Yol polisi xəbərdarlıq etdi</a></p></article>",
        title: "Yağışdan sonra bənd",
        authors: &[],
        day: None,
        kept: &[],
        absent: &["yeni park", "su kəsiləcək", "Sürücülər", "Yol polisi"],
    },
    Row {
        name: "an offer in the place of the rest",
        language: "de",
        head: "<title>Steine sind geduldig</title>",
        body: "<main><article><h1>Steine sind geduldig</h1><div class=body>{P}<div class=paywall>Jetzt weiterlesen mit Muster Plus: 4 Wochen für 1 Euro testen</div></div></article></main>",
        title: "Steine sind geduldig",
        authors: &[],
        day: None,
        kept: &[],
        absent: &["weiterlesen"],
    },
    Row {
        name: "an invitation that leads nowhere",
        language: "uk",
        head: "<title>Греблю відкрили</title>",
        body: "<article><h1>Греблю відкрили</h1><div class=post_text>{P}<div class=post_subscribe>Підписуйтесь на наш Telegram</div></div></article>",
        title: "Греблю відкрили",
        authors: &[],
        day: None,
        kept: &[],
        absent: &["Підписуйтесь"],
    },
    Row {
        name: "a word to share",
        language: "ka",
        head: "<title>კაშხალი გაიხსნა</title>",
        body: "<div class=news-page><h1>კაშხალი გაიხსნა</h1><span class=date>12.05.2026 / 11:30</span><div class=fb-share>გაზიარება</div><div class=news-desc>{P}</div></div>",
        title: "კაშხალი გაიხსნა",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &["გაზიარება"],
    },
    Row {
        name: "what AMP shows until something comes",
        language: "tr",
        head: "<title>Bent için karar</title>",
        body: "<main><h1>Bent için karar</h1><div class=content><p>{1}</p><amp-ad width=300 height=250 type=x><div placeholder>Reklam yükleniyor</div></amp-ad><p>{2}</p><amp-twitter width=375 height=472 data-tweetid=123><blockquote placeholder>Bendimiz açıldı, hayırlı olsun</blockquote></amp-twitter><p>{3}</p></div></main>",
        title: "Bent için karar",
        authors: &[],
        day: None,
        kept: &["Bendimiz açıldı, hayırlı olsun"],
        absent: &["Reklam yükleniyor"],
    },
    Row {
        name: "an answer that a click shows",
        language: "tr",
        head: "<title>Bent hakkında sorular</title>",
        body: "<article><h1>Bent hakkında sorular</h1><div class=text><p>{1}</p><div class=elementor-accordion><div class=item><div class=elementor-tab-title role=button>Bent paralı mı?</div><div class=elementor-tab-content style='display:block'><p>Hayır, geçiş ücretsiz.</p></div></div><div class=item><div class=elementor-tab-title role=button aria-expanded=false>Kamyon geçer mi?</div><div class=elementor-tab-content style='display:none'><p>Geçemez, ağır araçlara yasak.</p></div></div></div><p>{2}</p><p>{3}</p></div></article>",
        title: "Bent hakkında sorular",
        authors: &[],
        day: None,
        kept: &["Bent paralı mı?", "Hayır, geçiş ücretsiz.", "Kamyon geçer mi?", "Geçemez, ağır araçlara yasak."],
        absent: &[],
    },
    Row {
        name: "a spoiler",
        language: "ru",
        head: "<title>Плотину открыли</title>",
        body: "<article class=full><h1>Плотину открыли</h1><div class=full-text>{1}<br><br>{2}<div class=title_spoiler><a href=\"javascript:ShowOrHide('s1')\">Расписание автобусов</a></div><div id=s1 class=text_spoiler style=display:none>Автобус №4 отходит в 7:15 от школы.</div><br>{3}</div></article>",
        title: "Плотину открыли",
        authors: &[],
        day: None,
        kept: &["Расписание автобусов", "Автобус №4 отходит в 7:15 от школы."],
        absent: &[],
    },
    Row {
        name: "a quoted notice",
        language: "az",
        head: "<title>Qeyd nə deməkdir? | Hüquq Dəftəri</title>",
        body: "<main><article><h1>Qeyd nə deməkdir?</h1><p>{1}</p><p>Saytların altında belə yazırlar: © 2020 Filan Nəşriyyat. Materiallardan istifadə qadağandır.</p><p>{2}</p><p>{3}</p></article></main><footer>© 2026 Hüquq Dəftəri</footer>",
        title: "Qeyd nə deməkdir?",
        authors: &[],
        day: None,
        kept: &["Saytların altında belə yazırlar: © 2020 Filan Nəşriyyat."],
        absent: &[],
    },
    Row {
        name: "an empty moment in metadata",
        language: "az",
        head: "<title>Bənd açıldı</title><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Bənd açıldı\",\"datePublished\":\"0000-00-00 00:00:00\"}</script>",
        body: "<article><h1>Bənd açıldı</h1><span class=date>12.05.2026</span><div class=t>{P}</div></article>",
        title: "Bənd açıldı",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &[],
    },
    Row {
        name: "an empty moment since 1970",
        language: "az",
        head: "<title>Bənd açıldı</title><meta property=article:published_time content=1970-01-01T00:00:00+00:00>",
        body: "<article><h1>Bənd açıldı</h1><span class=date>12.05.2026</span><div class=t>{P}</div></article>",
        title: "Bənd açıldı",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &[],
    },
    Row {
        name: "a moment with the name of its zone",
        language: "az",
        head: "<title>Bənd açıldı</title><meta property=article:published_time content='2026-05-12T10:00:00+04:00[Asia/Baku]'>",
        body: "<article><h1>Bənd açıldı</h1><div class=t>{P}</div></article>",
        title: "Bənd açıldı",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &[],
    },
    Row {
        name: "metas of a site's own",
        language: "ru",
        head: "<title>Плотину открыли</title><meta name=mediator_author content='Арина Примерова'>",
        body: "<article><h1>Плотину открыли</h1><div class=t>{P}</div></article>",
        title: "Плотину открыли",
        authors: &["Арина Примерова"],
        day: None,
        kept: &[],
        absent: &[],
    },
    Row {
        name: "a paper in a meta of a site's own",
        language: "tr",
        head: "<title>Bent sevinci</title><meta name=articleAuthor content='Örnek Haber Ajansı'>",
        body: "<article><h1>Bent sevinci</h1><div class=t>{P}</div></article>",
        title: "Bent sevinci",
        authors: &[],
        day: None,
        kept: &[],
        absent: &[],
    },
    Row {
        name: "a name glued to an office",
        language: "uk",
        head: "<title>Греблю відкрили</title>",
        body: "<article><h1>Греблю відкрили</h1><a class=postAuthor href=/authors/sv><span>Соломія Зразкова</span><span>редакторка</span></a><div class=t>{P}</div></article>",
        title: "Греблю відкрили",
        authors: &["Соломія Зразкова"],
        day: None,
        kept: &[],
        absent: &[],
    },
    Row {
        name: "embedded posts, films and charts",
        language: "uz",
        head: "<title>Toʻgʻon ochildi</title>",
        body: "<article><h1>Toʻgʻon ochildi</h1><p>{1}</p><script async src=https://telegram.org/js/telegram-widget.js data-telegram-post=namuna/123></script><p>{2}</p><div class=fb-post data-href=https://www.facebook.com/namuna/posts/77></div><lite-youtube videoid=abc123 playlabel='Toʻgʻon haqida film'></lite-youtube><iframe title='Toʻgʻonlar yillar boʻyicha' src=https://datawrapper.dwcdn.net/XyZ12/1/></iframe><p>{3}</p></article>",
        title: "Toʻgʻon ochildi",
        authors: &[],
        day: None,
        kept: &["t.me", "www.facebook.com", "Toʻgʻon haqida film", "Toʻgʻonlar yillar boʻyicha"],
        absent: &[],
    },
    Row {
        name: "a correction at the end",
        language: "en",
        head: "<title>Dam opens</title>",
        body: "<main><article><h1>Dam opens</h1><div class=article-text>{P}<footer class=article-footer><p><em>This article was amended on 13 May 2026 to correct the length of the dam.</em></p></footer></div></article></main><footer>© 2026 Sample</footer>",
        title: "Dam opens",
        authors: &[],
        day: None,
        kept: &["This article was amended on 13 May 2026 to correct the length of the dam."],
        absent: &[],
    },
    Row {
        name: "a note of the editors at the end",
        language: "en",
        head: "<title>Dam opens</title>",
        body: "<main><article><h1>Dam opens</h1><div class=article-text>{P}<aside class=editors-note><strong>Editor's note:</strong> The author is a member of the council.</aside></div></article></main>",
        title: "Dam opens",
        authors: &[],
        day: None,
        kept: &["Editor's note: The author is a member of the council."],
        absent: &[],
    },
    Row {
        name: "a question after mistakes and a count",
        language: "ru",
        head: "<title>Плотину открыли</title>",
        body: "<article><h1>Плотину открыли</h1><div class=t>{P}<p>Нашли ошибку? Выделите текст и нажмите Ctrl+Enter.</p><p>Просмотров: 1204</p></div></article>",
        title: "Плотину открыли",
        authors: &[],
        day: None,
        kept: &[],
        absent: &["Нашли ошибку", "1204"],
    },
    Row {
        name: "a picture that comes late, with a twin",
        language: "az",
        head: "<title>Bənd açıldı</title>",
        body: "<article><h1>Bənd açıldı</h1><div class=t><p>{1}</p><p><img src=\"data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E\" data-lazy-src=/a.jpg alt='Bəndin şəkli'><noscript><img src=/a.jpg alt='Bəndin şəkli'></noscript></p><p>{2}</p><p>{3}</p></div></article>",
        title: "Bənd açıldı",
        authors: &[],
        day: None,
        kept: &[],
        absent: &[],
    },
];

#[test]
fn the_licence_of_something_else_is_not_the_articles() {
    let licence = "https://creativecommons.org/licenses/by/4.0/";
    let read = |markup: String| read_page(&page("", &markup)).output.rights.licence.is_some();
    for (before, after) in [
        ("The full study is open access under the terms of the ", "."),
        ("This dataset is available under ", "."),
        ("“Göllər” kitabı ", " lisenziyası ilə yayımlanır."),
        ("Die Daten der Karte stehen unter ", "."),
        ("Музыка в выпуске: Аня Речная, ", ""),
        ("Theme by Fjordline, ", ""),
    ] {
        let link = format!("<a rel=license href=\"{licence}\">CC BY 4.0</a>");
        for markup in [
            format!("<p>{before}{link}{after}</p>"),
            format!("<aside><h3>Kitab</h3><p>{before}<b>{link}</b>{after}</p></aside>"),
            format!("<div class=note>{before}{link}{after}</div>"),
        ] {
            assert!(!read(markup.clone()), "{markup}");
        }
    }
    // A badge alone, and what is said of the article itself.
    for markup in [
        format!("<a rel=license href=\"{licence}\"><img src=by.png alt=\"CC BY\"></a>"),
        format!("<p>This article is licensed under <a rel=license href=\"{licence}\">CC BY 4.0</a>.</p>"),
        format!("<p>Bu məqalə <a rel=license href=\"{licence}\">CC BY 4.0</a> lisenziyası ilə yayımlanır.</p>"),
    ] {
        assert!(read(markup.clone()), "{markup}");
    }
}

#[test]
fn every_entry_of_a_report_that_goes_on_is_read() {
    let entry = |hour: u8, about: &str| {
        format!(
            "<article class=live-entry><time datetime=\"2026-05-12T{hour}:05:00+04:00\">{hour}:05</time><h3>{about} küçələri</h3><p>{about} məhəlləsində su iki saat kəsilib, sakinlərə su maşınları göndərilib, iş axşama qədər davam edəcək.</p></article>"
        )
    };
    let entries = [entry(14, "Yuxarı"), entry(12, "Orta"), entry(11, "Aşağı"), entry(10, "Kənar")];
    let lead = "<h1>Çay daşıb: canlı</h1><p>Səhər saatlarında qədim məhəlləyə çatan daşqın haqqında məlum olanlar, müxbirlərimizin bütün xəbərləri ilə.</p>";
    let boxed = entries.clone().map(|entry| format!("<div class=post>{entry}</div>"));
    for body in [
        format!("<main>{lead}{}</main>", entries.concat()),
        format!("<main><header>{lead}</header><section>{}</section></main>", entries.concat()),
        format!("<main><div>{lead}</div>{}</main>", boxed.concat()),
    ] {
        let html = format!("<html lang=az><head><title>Çay daşıb: canlı</title></head><body>{body}</body></html>");
        let text = dump(&read_page(&html).output);
        for about in ["Yuxarı", "Orta", "Aşağı", "Kənar"] {
            for words in [format!("{about} küçələri"), format!("{about} məhəlləsində su")] {
                assert!(text.contains(&words), "{words}: {text}");
            }
        }
    }
}

#[test]
fn a_page_that_was_set_up_in_another_language_is_in_that_of_its_words() {
    let words = "Kənddə yeni bulaq açılıb, su hər evə çatdırılacaq, sakinlər üçün ayrıca hovuz da tikilib.";
    let of = |stated: &str| {
        let html = format!(
            "<html lang={stated}><head><title>Yeni bulaq</title></head><body><article><h1>Yeni bulaq</h1><p>{words}</p><p>{words}</p></article></body></html>"
        );
        let outcome = read_page(&html);
        (outcome.output.metadata.language.value.to_string(), codes(&outcome).contains(&Code::LanguageGuessed))
    };
    assert_eq!(of("en-US"), ("az".to_owned(), true));
    assert_eq!(of("ru"), ("az".to_owned(), true));
    assert_eq!(of("az"), ("az".to_owned(), false));
    assert_eq!(of("tly"), ("tly".to_owned(), false));
}

#[test]
fn a_notice_above_the_article_is_the_pages() {
    let article = "<article><h1>Yeni bulaq</h1><p>Kənddə yeni bulaq açılıb, su hər evə çatdırılacaq, sakinlər üçün ayrıca hovuz da tikilib.</p></article>";
    let strip = "<div class=strip><small>© 2026 Çeşmə Xəbər. İstifadə zamanı istinad vacibdir.</small> <a href=/en>EN</a></div>";
    let rights = |body: String| read_page(&format!("<html lang=az><body>{body}</body></html>")).output.rights;
    let above = rights(format!("{strip}{article}"));
    assert_eq!(above.holder.map(|holder| holder.value.name).as_deref(), Some("Çeşmə Xəbər"));
    assert_eq!(above.terms.as_slice().len(), 1);
    // The notice of a picture is not.
    let picture = "<figure><img src=a.jpg alt=Dam><figcaption>© 2025 Ann Lee</figcaption></figure>";
    assert_eq!(rights(format!("{picture}{article}")).holder, None);
}

#[test]
fn a_rule_parts_the_article_from_its_terms() {
    let prose = "<p>Alimlərin fikrincə, dövlətlər suyu birgə ölçməli və nəticəni hamıya açmalıdır. Ölçmədən razılaşma olar, amma etibar olmaz.</p>";
    let html = page(
        "",
        &format!(
            "<p>Gölün səviyyəsi bu il də enib.</p>{prose}<hr><p>Materialdan istifadə edərkən istinad vacibdir.</p>"
        ),
    );
    let document = read_page(&html).output;
    assert_eq!(document.rights.terms.as_slice().len(), 1, "{}", dump(&document));
    assert!(dump(&document).split("statement").next().unwrap_or_default().contains("Alimlərin"));
}

#[test]
fn how_it_was_found_out_belongs_to_the_article() {
    let row =
        "<p>Kiln Street lost most of its planes to a gas main, and nobody has planted another one in ten years.</p>";
    let methods = "<div class=methods><h2>How we did it</h2><p>We counted from photographs taken from the air and walked 212 streets to check. <a href=/trees.csv>Download the counts</a>.</p></div>";
    let html = format!(
        "<html lang=en><body><header><a href=/>Ratio</a><a href=/tips>Tip us off</a></header><article><h1>Which streets lost their trees?</h1>{row}{row}{row}{methods}</article></body></html>"
    );
    let text = dump(&read_page(&html).output);
    assert!(text.contains("How we did it") && text.contains("walked 212 streets"), "{text}");
}

#[test]
fn a_bar_of_links_above_the_article_makes_its_headline_no_step_of_a_path() {
    let text =
        "<p>Islanders who want to see the end of the film will no longer have to sleep in their cars on Fridays.</p>";
    let html = format!(
        "<html lang=en><head><title>Ferry adds a crossing · Coast</title></head><body><div id=masthead><a href=/>Coast</a></div><div id=tools><a href=/weather>Flood watch issued</a></div><div id=story><h1>Ferry adds a crossing</h1>{text}{text}</div></body></html>"
    );
    assert_eq!(read_page(&html).output.metadata.headline.value, "Ferry adds a crossing");
}
