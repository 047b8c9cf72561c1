//! Pages in the shapes of systems as they are in 2026, in twelve languages, with invented words.
//!
//! A row has the markup that is the system's own; `{P}` stands for the text of the article in the language of the row, `{1}`
//! to `{3}` for its paragraphs. What must be read was written down before the pages were read.

use istinad::model::Terms;
use istinad::model::walk::{block_passages, plain_text};

use crate::reading::pages::read_page;

/// Three paragraphs for each language.
const TEXTS: &[(&str, [&str; 3])] = &[
    (
        "az",
        [
            "Göldəki bənd bu həftə doqquz aylıq işdən sonra açıldı və kəndin uşaqları onun üstündən ilk keçənlər oldu.",
            "Mühəndislər deyir ki, köhnə daşlar saxlanıb, çünki onlar on doqquzuncu əsrdən qalıb və hələ də möhkəmdir.",
            "İkinci bənd pul tapılanda tikiləcək, bunu isə gələn payızdan əvvəl heç kim gözləmir, dedi sədr Rauf Nümunəli.",
        ],
    ),
    (
        "tr",
        [
            "Göldeki bent dokuz aylık çalışmanın ardından bu hafta açıldı ve üzerinden ilk geçenler köyün çocukları oldu.",
            "Mühendisler eski taşların korunduğunu, çünkü on dokuzuncu yüzyıldan kaldıklarını ve hâlâ sağlam olduklarını söylüyor.",
            "İkinci bent para bulununca yapılacak, bunu ise gelecek sonbahardan önce kimse beklemiyor, dedi başkan Cem Örnek.",
        ],
    ),
    (
        "ru",
        [
            "Плотину на озере открыли на этой неделе после девяти месяцев работ, и первыми по ней прошли дети из села.",
            "Инженеры говорят, что старые камни сохранили, потому что они стоят с девятнадцатого века и до сих пор крепки.",
            "Вторую плотину построят, когда найдутся деньги, а этого никто не ждёт раньше осени, сказал глава Пётр Примеров.",
        ],
    ),
    (
        "en",
        [
            "The dam on the lake was opened this week after nine months of work, and the children of the village crossed first.",
            "Engineers say that the old stones were kept, because they were cut in the nineteenth century and are still sound.",
            "A second dam will follow when the money is there, which nobody expects before autumn, said the mayor, Ann Sample.",
        ],
    ),
    (
        "de",
        [
            "Der Damm am See wurde in dieser Woche nach neun Monaten Arbeit geöffnet, und zuerst gingen die Kinder des Dorfes hinüber.",
            "Die alten Steine blieben erhalten, sagen die Ingenieure, weil sie aus dem neunzehnten Jahrhundert sind und noch immer halten.",
            "Ein zweiter Damm folgt, wenn das Geld da ist, was vor dem Herbst niemand erwartet, sagte der Bürgermeister Jan Muster.",
        ],
    ),
    (
        "uk",
        [
            "Греблю на озері відкрили цього тижня після дев'яти місяців робіт, і першими нею пройшли діти з села.",
            "Інженери кажуть, що старе каміння зберегли, бо воно стоїть з дев'ятнадцятого століття і досі міцне.",
            "Другу греблю збудують, коли знайдуться гроші, а цього ніхто не чекає раніше осені, сказав голова Петро Прикладний.",
        ],
    ),
    (
        "kk",
        [
            "Көлдегі бөгет осы аптада тоғыз айлық жұмыстан кейін ашылды, одан бірінші болып ауыл балалары өтті.",
            "Инженерлер ескі тастардың сақталғанын айтады, өйткені олар он тоғызыншы ғасырдан қалған және әлі де берік.",
            "Екінші бөгет ақша табылғанда салынады, ал мұны күзге дейін ешкім күтпейді, деді әкім Ерлан Үлгібаев.",
        ],
    ),
    (
        "ka",
        [
            "ტბაზე კაშხალი ამ კვირაში ცხრათვიანი მუშაობის შემდეგ გაიხსნა და მასზე პირველად სოფლის ბავშვებმა გაიარეს.",
            "ინჟინრები ამბობენ, რომ ძველი ქვები შეინარჩუნეს, რადგან ისინი მეცხრამეტე საუკუნიდან დგას და ჯერ კიდევ მტკიცეა.",
            "მეორე კაშხალი აშენდება, როცა ფული იქნება, რასაც შემოდგომამდე არავინ ელის, თქვა მერმა გიორგი ნიმუშაძემ.",
        ],
    ),
    (
        "fa",
        [
            "سد دریاچه این هفته پس از نه ماه کار افتتاح شد و کودکان روستا نخستین کسانی بودند که از روی آن گذشتند.",
            "مهندسان می\u{200c}گویند که سنگ\u{200c}های قدیمی حفظ شده\u{200c}اند، زیرا از قرن نوزدهم مانده\u{200c}اند و هنوز محکم هستند.",
            "سد دوم زمانی ساخته می\u{200c}شود که پول فراهم شود و پیش از پاییز کسی انتظار آن را ندارد، شهردار رضا نمونه گفت.",
        ],
    ),
    (
        "uz",
        [
            "Koʻldagi toʻgʻon bu hafta toʻqqiz oylik ishdan soʻng ochildi va undan birinchi boʻlib qishloq bolalari oʻtdi.",
            "Muhandislar eski toshlar saqlanganini aytmoqda, chunki ular oʻn toʻqqizinchi asrdan qolgan va hali ham mustahkam.",
            "Ikkinchi toʻgʻon pul topilganda quriladi, buni esa kuzgacha hech kim kutmayapti, dedi hokim Anvar Namunayev.",
        ],
    ),
    (
        "es",
        [
            "La presa del lago se abrió esta semana tras nueve meses de obras y los niños del pueblo fueron los primeros en cruzarla.",
            "Los ingenieros dicen que se conservaron las piedras antiguas, porque son del siglo diecinueve y todavía resisten.",
            "La segunda presa llegará cuando haya dinero, algo que nadie espera antes del otoño, dijo la alcaldesa Ana Ejemplo.",
        ],
    ),
    (
        "fr",
        [
            "Le barrage du lac a été ouvert cette semaine après neuf mois de travaux, et les enfants du village l'ont traversé les premiers.",
            "Les ingénieurs disent que les vieilles pierres ont été gardées, parce qu'elles datent du dix-neuvième siècle et tiennent encore.",
            "Un second barrage suivra quand l'argent sera là, ce que personne n'attend avant l'automne, a dit la maire, Anne Exemple.",
        ],
    ),
];

/// A page, and what is read of it.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) language: &'static str,
    pub(super) head: &'static str,
    pub(super) body: &'static str,
    pub(super) title: &'static str,
    pub(super) authors: &'static [&'static str],
    pub(super) day: Option<&'static str>,
    /// Words that are in the article beside its paragraphs.
    pub(super) kept: &'static [&'static str],
    /// Words that are not.
    pub(super) absent: &'static [&'static str],
}

/// What is not as it should be of a page.
pub(super) fn wrong(row: &Row) -> Vec<String> {
    let (_, text) = TEXTS.iter().find(|(language, _)| *language == row.language).expect("a text");
    let paragraphs: String = text.iter().map(|words| format!("<p>{words}</p>")).collect();
    let mut body = row.body.replace("{P}", &paragraphs);
    for (place, words) in ["{1}", "{2}", "{3}"].into_iter().zip(text) {
        body = body.replace(place, words);
    }
    let html = format!(
        "<!doctype html><html lang={}><head><meta charset=utf-8>{}</head><body>{body}</body></html>",
        row.language, row.head
    );
    let document = read_page(&html).output;
    let metadata = &document.metadata;
    let lines = document.header.iter().map(|line| plain_text(&line.content));
    let notes = document.notes.iter().flat_map(|note| block_passages(&note.content));
    let passages = block_passages(&document.body).into_iter().chain(notes).map(|passage| passage.text);
    let said = lines.chain(passages).collect::<Vec<_>>().join("\n");
    let authors: Vec<&str> = metadata.authors.iter().map(|author| author.value.as_str()).collect();
    let day = metadata.published.as_ref().map(|published| published.value.to_string()[..10].to_owned());
    let mut wrong = Vec::new();
    let mut expect = |what: &str, is_so: bool, found: String| {
        if !is_so {
            wrong.push(format!("{}: {what}: {found}", row.name));
        }
    };
    expect("title", row.title.is_empty() || metadata.headline.value == row.title, metadata.headline.value.clone());
    expect("authors", authors == row.authors, format!("{authors:?}"));
    expect("day", day.as_deref() == row.day, format!("{day:?}"));
    // What asks for consent says nothing of rights.
    let is_asked = row.name.starts_with("consent") && document.rights.terms != Terms::NotStated;
    expect("terms", !is_asked, format!("{:?}", document.rights.terms));
    for words in text.iter().chain(row.kept) {
        expect(words, said.contains(words), said.clone());
    }
    for words in row.absent {
        expect(words, !said.contains(words), said.clone());
    }
    wrong
}

#[test]
fn the_pages_of_systems_of_2026_are_read() {
    let wrong: Vec<String> = ROWS.iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const ROWS: &[Row] = &[
    Row {
        name: "WordPress 6.9, block theme",
        language: "en",
        head: "<title>Dam opens – Sample Valley News</title><meta name=generator content=\"WordPress 6.9\"><meta property=og:title content=\"Dam opens\"><meta property=og:site_name content=\"Sample Valley News\"><link rel=canonical href=https://valley.example/dam/>",
        body: "<div class='wp-site-blocks'><header class='wp-block-template-part'><div class='wp-block-group'><p class='wp-block-site-title'><a href='https://valley.example' rel='home'>Sample Valley News</a></p><nav class='wp-block-navigation'><ul><li><a href=/about>About</a></li><li><a href=/news>News</a></li></ul></nav></div></header><main class='wp-block-group' id='wp--skip-link--target'><h1 class='wp-block-post-title'>Dam opens</h1><div class='wp-block-group has-accent-4-color'><p>Written by</p><div class='wp-block-post-author-name'><a href='https://valley.example/author/ann/' class='wp-block-post-author-name__link'>Ann Feldman</a></div><p>in</p><div class='taxonomy-category wp-block-post-terms'><a href='/category/water' rel='tag'>Water</a></div><div class='wp-block-post-date'><time datetime='2026-05-12T09:00:00+02:00'><a href='https://valley.example/dam/'>May 12, 2026</a></time></div></div><div class='entry-content wp-block-post-content'><p>{1}</p><h2 class='wp-block-heading'>Old stones</h2><p>{2}</p><figure class='wp-block-image size-large'><img src='https://valley.example/a.jpg' alt='The dam'/><figcaption class='wp-element-caption'>Children on the dam. Photo: Tom Reed</figcaption></figure><blockquote class='wp-block-quote'><p>We waited long enough.</p><cite>Ann Sample, mayor</cite></blockquote><p>{3}</p></div><div class='wp-block-group'><div class='taxonomy-post_tag wp-block-post-terms'><a href='/tag/dam' rel='tag'>dam</a><span>, </span><a href='/tag/lake' rel='tag'>lake</a></div></div><div class='wp-block-group'><div class='wp-block-comments'><h2 class='wp-block-comments-title'>One response to “Dam opens”</h2><ol class='wp-block-comment-template'><li class='comment'><div class='wp-block-comment-author-name'>Rob</div><div class='wp-block-comment-content'><p>Good news for all of us who live down by the water and have waited.</p></div></li></ol><div class='comment-respond'><h3>Leave a Reply</h3><form><textarea></textarea></form></div></div></div><nav class='wp-block-group' aria-label='Post navigation'><div class='post-navigation-link-previous'><span>←</span><a href=/road>Road closed</a></div></nav><div class='wp-block-query alignwide'><h2 class='wp-block-heading'>More posts</h2><ul class='wp-block-post-template'><li><h2 class='wp-block-post-title'><a href=/x>Mill sold</a></h2><div class='wp-block-post-date'><time datetime='2026-05-10'>May 10, 2026</time></div></li></ul></div></main><footer class='wp-block-template-part'><p>Twenty Twenty-Five</p><p>Designed with <a href=https://wordpress.org>WordPress</a></p></footer></div>",
        title: "Dam opens",
        authors: &["Ann Feldman"],
        day: Some("2026-05-12"),
        kept: &["Old stones", "Children on the dam. Photo: Tom Reed", "We waited long enough.", "Ann Sample, mayor"],
        absent: &["Good news for all", "Mill sold", "Leave a Reply"],
    },
    Row {
        name: "Ghost 6",
        language: "fr",
        head: "<title>Le barrage est ouvert</title><meta name=generator content=\"Ghost 6.4\"><meta property=og:site_name content=\"Le Lac Exemple\"><meta property=og:title content=\"Le barrage est ouvert\"><meta property=article:published_time content=2026-05-12T06:00:00.000Z><script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"Article\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"Le Lac Exemple\"},\"author\":{\"@type\":\"Person\",\"name\":\"Chloé Modèle\"},\"headline\":\"Le barrage est ouvert\",\"datePublished\":\"2026-05-12T06:00:00.000Z\",\"description\":\"Neuf mois de travaux.\"}</script>",
        body: "<div class=\"gh-viewport\"><header class=\"gh-navigation\"><a class=gh-navigation-logo href=/>Le Lac Exemple</a><nav><ul class=nav><li><a href=/a>À propos</a></li></ul></nav><button class=gh-button data-portal=signup>S'abonner</button></header><main class=\"gh-main\"><article class=\"gh-article post\"><header class=\"gh-article-header gh-canvas\"><span class=gh-article-tag><a href=/eau>Eau</a></span><h1 class=\"gh-article-title is-title\">Le barrage est ouvert</h1><p class=\"gh-article-excerpt is-body\">Neuf mois de travaux pour un mur que tout le village voulait garder.</p><div class=\"gh-article-meta\"><div class=\"gh-article-author-image\"><a href=/author/chloe><img src=c.jpg alt=\"Chloé Modèle\"></a></div><div class=\"gh-article-meta-wrapper\"><h4 class=\"gh-article-author-name\"><a href=/author/chloe>Chloé Modèle</a></h4><div class=\"gh-article-meta-content\"><time class=\"gh-article-meta-date\" datetime=2026-05-12>12 mai 2026</time><span class=gh-article-meta-length><span class=bull>—</span> 3 min read</span></div></div></div><figure class=\"gh-article-image\"><img src=b.jpg alt=Barrage><figcaption>Le barrage vu du moulin / <a href=https://unsplash.example>Luc Photo</a></figcaption></figure></header><section class=\"gh-content gh-canvas is-body\"><p>{1}</p><div class=\"kg-card kg-callout-card kg-callout-card-blue\"><div class=kg-callout-emoji>💡</div><div class=kg-callout-text>Le pont reste fermé aux voitures jusqu'en juin.</div></div><p>{2}</p><div class=\"kg-card kg-toggle-card\" data-kg-toggle-state=close><div class=kg-toggle-heading><h4 class=kg-toggle-heading-text>Combien cela a-t-il coûté ?</h4><button class=kg-toggle-card-icon></button></div><div class=kg-toggle-content><p>Deux millions, payés par le département.</p></div></div><p>{3}</p><div class=\"kg-card kg-signup-card\"><h2 class=kg-signup-card-heading>Inscrivez-vous à notre lettre</h2><form><input type=email><button>S'abonner</button></form></div></section></article><section class=\"gh-container is-grid gh-outer\"><h2 class=\"gh-container-title\">À lire aussi</h2><div class=gh-feed><article class=\"gh-card post\"><a class=gh-card-link href=/moulin><h3 class=gh-card-title>Le moulin est vendu</h3><p class=gh-card-excerpt>Une famille de Lyon l'a acheté.</p></a></article></div></section></main><footer class=gh-footer><div class=gh-footer-copyright>© 2026 Le Lac Exemple</div></footer></div>",
        title: "Le barrage est ouvert",
        authors: &["Chloé Modèle"],
        day: Some("2026-05-12"),
        kept: &[
            "Neuf mois de travaux pour un mur que tout le village voulait garder.",
            "Le barrage vu du moulin / Luc Photo",
            "Le pont reste fermé aux voitures jusqu'en juin.",
            "Combien cela a-t-il coûté ?",
            "Deux millions, payés par le département.",
        ],
        absent: &["Le moulin est vendu", "Inscrivez-vous"],
    },
    Row {
        name: "Next.js, streamed",
        language: "ru",
        head: "<title>Плотину открыли | Пример Ньюс</title><meta property=og:title content=\"Плотину открыли\"><meta property=og:site_name content=\"Пример Ньюс\">",
        body: "<div hidden=''><!--$--><!--/$--></div><header class='Header_root__x1'><a href=/>Пример Ньюс</a><nav><a href=/p>Политика</a><a href=/o>Общество</a></nav></header><main class='Page_main__a2'><!--$?--><template id='B:0'></template><div class='Skeleton_root__q'></div><!--/$--></main><footer class='Footer_root__f'>© 2026 АО «Пример Медиа». Все права защищены.</footer><div hidden id='S:0'><article class='Article_root__9f'><div class='Article_rubric__k'><a href=/o>Общество</a></div><h1 class='Article_title__1x'>Плотину открыли</h1><div class='Article_meta__z'><time dateTime='2026-05-12T14:05:00+03:00' datetime='2026-05-12T14:05:00+03:00'>12 мая 2026, 14:05</time><span class='Article_author__b'>Автор: Мария Образцова</span></div><p class='Article_lead__l'>Дети прошли первыми, за ними — вся деревня.</p><div class='Article_body__t'><p>{1}</p><p>{2}</p><div class='Incut_root__i'><div class='Incut_title__t'>Справка</div><p>Высота плотины — девять метров.</p></div><p>{3}</p></div><div class='Tags_root__t'><a href=/t/1>плотина</a><a href=/t/2>озеро</a></div></article></div><script>$RC('B:0','S:0')</script>",
        title: "Плотину открыли",
        authors: &["Мария Образцова"],
        day: Some("2026-05-12"),
        kept: &["Дети прошли первыми, за ними — вся деревня.", "Справка", "Высота плотины — девять метров."],
        absent: &[],
    },
    Row {
        name: "Nuxt",
        language: "kk",
        head: "<title>Бөгет ашылды - Үлгі жаңалықтары</title><meta property=\"og:title\" content=\"Бөгет ашылды\">",
        body: "<div id='__nuxt'><div data-v-inspector class='layout'><header class='app-header'><a href='/' class='logo'><img src=/logo.svg alt='Үлгі жаңалықтары'></a><ul class=menu><li><a href=/kk/news>Жаңалықтар</a></li></ul></header><main><div class='news-view'><ol class=breadcrumbs><li><a href=/>Басты бет</a></li><li><a href=/n>Қоғам</a></li></ol><h1 class='news-view__title'>Бөгет ашылды</h1><div class='news-view__info'><span class='news-view__date'>12 мамыр 2026, 14:05</span><span class='news-view__views'><i class=icon-eye></i>1 204</span></div><div class='news-view__img'><img src=/a.webp alt='Бөгет'><span class='img-author'>Фото: Айгүл Суретова</span></div><div class='news-view__content'><p>{1}</p><p>{2}</p><p>{3}</p></div><div class='news-view__share'><span>Бөлісу:</span><a href=#>Telegram</a><a href=#>WhatsApp</a></div><div class=also><h3>Тағы оқыңыз</h3><a href=/2>Жол жабылды</a></div></div></main><footer>© 2026 «Үлгі» ЖШС. Барлық құқықтар қорғалған.</footer></div></div><script>window.__NUXT__={}</script>",
        title: "Бөгет ашылды",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &["Фото: Айгүл Суретова"],
        absent: &["Жол жабылды", "Telegram"],
    },
    Row {
        name: "Drupal 11, Olivero",
        language: "es",
        head: "<title>La presa se abre | Diario Ejemplo</title><meta name=Generator content=\"Drupal 11 (https://www.drupal.org)\">",
        body: "<a href='#main-content' class='visually-hidden focusable skip-link'>Pasar al contenido principal</a><div class='dialog-off-canvas-main-canvas'><div id='page-wrapper' class='page-wrapper'><header id=header class=site-header><div class=site-branding><a href=/ rel=home>Diario Ejemplo</a></div></header><div id=main-wrapper class=layout-main-wrapper><main role=main><a id=main-content tabindex=-1></a><div class='region region--content-above'><div id=block-olivero-page-title class='block block-core block-page-title-block'><h1 class='title page-title'><span class='field field--name-title field--type-string field--label-hidden'>La presa se abre</span></h1></div></div><div class='region region--content grid-full layout--pass--content-medium'><article class='node node--type-article node--promoted node--view-mode-full'><header><div class='node__meta'><div class='node__author-image'></div><span>Por <span class='field field--name-uid'><span>Lucía Modelo</span></span>, 12 mayo, 2026</span></div></header><div class='node__content'><div class='field field--name-field-image'><img src=/a.jpg alt=Presa></div><div class='clearfix text-formatted field field--name-body field--type-text-with-summary'><p>{1}</p><p>{2}</p><p>{3}</p></div><div class='field field--name-field-tags field--label-inline'><div class='field__label field__label--inline'>Etiquetas</div><ul class=field__items><li><a href=/t/1 hreflang=es>presa</a></li></ul></div><section class='comments' id=comments><h2 class=comments__title>Comentarios</h2><article class='comment' role=article><footer class=comment__meta><p>Enviado por <span>Paco</span> el Mié, 05/13/2026</p></footer><div class=comment__content><p>Ya era hora de que abrieran la presa, llevamos años esperando.</p></div></article></section></div></article></div></main></div><footer class=site-footer><p>© 2026 Editorial Ejemplo, S.A.</p></footer></div></div>",
        title: "La presa se abre",
        authors: &["Lucía Modelo"],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &["Ya era hora", "Pasar al contenido"],
    },
    Row {
        name: "Bitrix",
        language: "ru",
        head: "<title>Плотину открыли - Новости - Администрация Примерского района</title><meta name=keywords content=\"плотина, озеро\">",
        body: "<div id=panel></div><div class=header><div class=logo><a href=/>Администрация Примерского района</a></div><div class=phone>+7 (000) 000-00-00</div></div><div class=bx-breadcrumb><div class=bx-breadcrumb-item itemprop=itemListElement><a href=/ itemprop=item><span itemprop=name>Главная</span></a></div><div class=bx-breadcrumb-item><span>Новости</span></div></div><div class=workarea><h1 id=pagetitle>Плотину открыли</h1><div class='news-detail'><div class='mb-3' id=bx_1878455859_12><div class='news-detail-body'><img class='detail_picture' src=/upload/a.jpg alt='Плотина' title='Плотина'><span class='news-date-time'>12.05.2026</span><h3>Плотину открыли</h3><div class=news-detail-content>{1}<br /><br />{2}<br /><br />{3}<br /><br />Телефон для справок: 2-22-33.</div></div><div style='clear:both'></div>Автор:&nbsp;Пресс-служба<br /><div class='news-detail-share'><noindex>Поделиться <a href=#>ВКонтакте</a></noindex></div></div></div><p><a href='/news/'>Возврат к списку</a></p></div><div class=footer><p>© 2026 Администрация Примерского района</p><p>При использовании материалов ссылка на сайт обязательна.</p></div>",
        title: "Плотину открыли",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &["Телефон для справок: 2-22-33."],
        absent: &["Возврат к списку", "ВКонтакте"],
    },
    Row {
        name: "Blogger, Contempo",
        language: "uk",
        head: "<title>Приклад озера: Греблю відкрили</title><meta content=\"Греблю відкрили\" property=og:title><meta content=blogger name=generator>",
        body: "<div class=page><div class=bg-photo-overlay></div><header class=centered role=banner><div class=\"section\" id=header><div class=\"widget Header\"><h1><a href=\"https://lake.blogspot.example/\">Приклад озера</a></h1></div></div></header><main class=\"centered main\" role=main><div class=vertical-ad-container></div><div class=\"main section\" id=page_body><div class=\"widget Blog\"><div class=\"blog-posts hfeed container\"><article class=post-outer-container><div class=post-outer><div class=post><script type=application/ld+json>{\"@context\":\"http://schema.org\",\"@type\":\"BlogPosting\",\"mainEntityOfPage\":{\"@type\":\"WebPage\",\"@id\":\"https://lake.blogspot.example/2026/05/dam.html\"},\"headline\":\"Греблю відкрили\",\"datePublished\":\"2026-05-12T05:30:00-07:00\",\"dateModified\":\"2026-05-12T05:30:00-07:00\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"Blogger\"},\"author\":{\"@type\":\"Person\",\"name\":\"Оксана Зразкова\"}}</script><h3 class=\"post-title entry-title\">Греблю відкрили</h3><div class=post-header><div class=post-header-line-1><span class=byline post-timestamp>- <a class=timestamp-link href=x><time class=published datetime=2026-05-12T05:30:00-07:00>травня 12, 2026</time></a></span></div></div><div class=\"post-body entry-content float-container\" id=post-body-1><p>{1}</p><div class=separator style=\"clear:both;text-align:center\"><a href=https://blogger.example/s1600/a.jpg><img src=https://blogger.example/s320/a.jpg></a></div><br><p>{2}</p><div>{3}</div></div><div class=post-bottom><div class=\"post-footer\"><a href=x>Надіслати електронною поштою</a><span class=post-labels><a href=/l rel=tag>вода</a></span></div></div></div></div><section class=\"comments threaded\" id=comments><h3 class=title>Коментарі</h3><p class=comment-footer><a>Дописати коментар</a></p></section></article></div></div><div class=\"widget PopularPosts\"><h3>Популярні дописи</h3><article class=post><h3 class=post-title><a href=/m>Млин продано</a></h3></article></div></div></main><footer class=\"footer section\"><div class=\"widget Attribution\"><a href=https://www.blogger.com>На платформі Blogger</a></div></footer></div>",
        title: "Греблю відкрили",
        authors: &["Оксана Зразкова"],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &["Млин продано", "Коментарі"],
    },
    Row {
        name: "Arc XP",
        language: "en",
        head: "<title>Dam opens after nine months - The Sample Post</title><meta property=og:title content=\"Dam on the lake opens after nine months\"><meta property=og:site_name content=\"The Sample Post\"><script type=application/ld+json>{\"@context\":\"http://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"Dam opens after nine months\",\"datePublished\":\"2026-05-12T12:00:00.000Z\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ann Feldman\"},{\"@type\":\"Person\",\"name\":\"Tom Reed\"}],\"publisher\":{\"@type\":\"NewsMediaOrganization\",\"name\":\"The Sample Post\"}}</script>",
        body: "<div id=fusion-app class=fusion-app><div class=b-right-rail><nav class=b-header-nav-chain><a href=/>The Sample Post</a></nav><section role=main class=b-right-rail__main-wrapper tabindex=-1 id=main><div class=b-right-rail__main><nav class=c-breadcrumbs><a href=/local>Local</a></nav><h1 class=b-headline>Dam opens after nine months</h1><h2 class=b-subheadline>Village children cross first; a second wall must wait for money</h2><figure class='c-media-item b-lead-art'><img class=c-image src=https://arc.example/a.jpg alt=''><figcaption class=c-media-item__fig-caption><span class=c-media-item__caption>Children on the dam on Tuesday.</span><span class=c-media-item__credit>(Tom Reed/The Sample Post)</span></figcaption></figure><div class=b-byline><span class=b-byline__by>By</span><span class=b-byline__names><a href=/author/ann-feldman>Ann Feldman</a> and <a href=/author/tom-reed>Tom Reed</a></span></div><time as=time class='b-date' datetime=2026-05-12T12:00:00.000Z>May 12, 2026 at 8:00 a.m. EDT</time><article class=b-article-body><p class=c-paragraph>{1}</p><div class=arcad-feature><div class=arcad>Advertisement</div></div><p class=c-paragraph>{2}</p><h2 class=c-heading>What comes next</h2><p class=c-paragraph>{3}</p><ul class=c-list><li>The road stays closed.</li><li>Buses run from the mill.</li></ul><div class='b-article-body__interstitial-link'><a href=/mill>[ Related: Mill sold to a family from the coast ]</a></div><div class='c-divider'></div><p class=c-paragraph><i>Staff writer Joan Field contributed to this report.</i></p></article><div class=b-author-bio><div class=c-author><h2><a href=/author/ann-feldman>Ann Feldman</a></h2><p>Ann Feldman covers water for The Post and has won two prizes for it.</p></div></div></div><aside class=b-right-rail__rail-container><h3>Most read</h3><a href=/1>Mill sold</a></aside></section><footer class=b-footer><p>© 1996-2026 The Sample Post</p></footer></div></div>",
        title: "Dam opens after nine months",
        authors: &["Ann Feldman", "Tom Reed"],
        day: Some("2026-05-12"),
        kept: &[
            "Village children cross first; a second wall must wait for money",
            "Children on the dam on Tuesday.",
            "(Tom Reed/The Sample Post)",
            "What comes next",
            "The road stays closed.",
            "Buses run from the mill.",
            "Staff writer Joan Field contributed to this report.",
        ],
        absent: &["covers water", "Most read"],
    },
    Row {
        name: "Brightspot",
        language: "en",
        head: "<title>Dam opens | Sample Radio</title><meta property=og:title content=\"Dam opens\"><meta property=article:published_time content=2026-05-12T08:00:00Z>",
        body: "<ps-header class=PH><a href=/>Sample Radio</a></ps-header><main class=ArtP-main><article class=ArtP-mainContent><div class=ArtP-breadcrumbs><a href=/news>News</a></div><h1 class=ArtP-headline>Dam opens</h1><div class=ArtP-info><div class=ArtP-byline><span class=ArtP-bylinePrefix>Sample Radio | By</span> <div class=ArtP-authorName><a href=/people/ann-feldman class=Link>Ann Feldman</a></div></div><div class=ArtP-timestamp>Published May 12, 2026 at 4:00 AM EDT</div></div><div class=ArtP-actions><ul class=ActionBar><li><a href=#>Facebook</a></li><li><a href=#>Email</a></li></ul></div><div class=ArtP-lead><ps-audio-player><button>Listen</button><span>3:41</span></ps-audio-player></div><div class='ArtP-articleBody RichTextArticleBody RichTextBody'><p>{1}</p><div class=Enh data-align-right><div class=QuoteE><blockquote><div class=Quote>“You could hear the cheering from the mill.”</div><p class=Attr>Ann Sample, mayor</p></blockquote></div></div><p>{2}</p><bsp-figure class=Figure><img src=https://bsp.example/a.jpg alt=''><div class=Figure-content><figcaption class=Figure-caption>The dam</figcaption><div class=Figure-credit>Tom Reed / Sample Radio</div></div></bsp-figure><p>{3}</p><p><i>Copyright 2026 Sample Radio</i></p></div><div class=ArtP-tags><div class=Tags><span>Tags</span><a href=/t>Water</a></div></div><div class=ArtP-contributors><ps-author-bio class=AuthorBio><div class=AuthorBio-name><a href=/people/ann-feldman>Ann Feldman</a></div><div class=AuthorBio-bio>Ann Feldman reports on water for Sample Radio.</div></ps-author-bio></div></article><aside class=ArtP-aside><bsp-list-loadmore class=ListL><div class=ListL-title>Latest Stories</div><ul><li><a href=/1>Mill sold</a></li></ul></bsp-list-loadmore></aside></main><footer>© 2026 Sample Radio</footer>",
        title: "Dam opens",
        authors: &["Ann Feldman"],
        day: Some("2026-05-12"),
        kept: &[
            "“You could hear the cheering from the mill.”",
            "Ann Sample, mayor",
            "The dam",
            "Tom Reed / Sample Radio",
        ],
        absent: &["Mill sold", "reports on water"],
    },
    Row {
        name: "Hugo, PaperMod",
        language: "uz",
        head: "<title>Toʻgʻon ochildi | Namuna</title><meta name=generator content=\"Hugo 0.150.0\"><meta property=\"article:published_time\" content=\"2026-05-12T09:00:00+05:00\">",
        body: "<header class=header><nav class=nav><div class=logo><a href=/ accesskey=h>Namuna</a></div><ul id=menu><li><a href=/posts>Maqolalar</a></li></ul></nav></header><main class=main><article class=post-single><header class=post-header><div class=breadcrumbs><a href=/>Bosh sahifa</a>&nbsp;»&nbsp;<a href=/posts/>Maqolalar</a></div><h1 class=\"post-title entry-hint-parent\">Toʻgʻon ochildi</h1><div class=post-meta><span title='2026-05-12 09:00:00 +0500 +05'>12-may, 2026</span>&nbsp;·&nbsp;3 daqiqa&nbsp;·&nbsp;Dilnoza Misolova</div></header><div class=toc><details><summary accesskey=c><span class=details>Mundarija</span></summary><div class=inner><ul><li><a href=#a>Eski toshlar</a></li></ul></div></details></div><div class=post-content><p>{1}</p><h2 id=a>Eski toshlar<a hidden class=anchor aria-hidden=true href=#a>#</a></h2><p>{2}</p><p>{3}</p><div class=highlight><pre><code>oqim = 12</code></pre></div></div><footer class=post-footer><ul class=post-tags><li><a href=/t>suv</a></li></ul><nav class=paginav><a class=prev href=/p><span class=title>« Oldingi</span><br><span>Yoʻl yopildi</span></a></nav></footer></article></main><footer class=footer><span>&copy; 2026 <a href=/>Namuna</a></span> · <span>Powered by <a href=https://gohugo.io/>Hugo</a></span></footer>",
        title: "Toʻgʻon ochildi",
        authors: &["Dilnoza Misolova"],
        day: Some("2026-05-12"),
        kept: &["Eski toshlar", "oqim = 12"],
        absent: &["Yoʻl yopildi"],
    },
    Row {
        name: "Telegraph",
        language: "fa",
        head: "<title>سد باز شد – Telegraph</title><meta property=og:title content=\"سد باز شد\"><meta property=article:published_time content=\"2026-05-12T08:00:00+0000\"><meta property=article:author content=\"مریم نمونه\"><meta property=og:site_name content=Telegraph>",
        body: "<div class=tl_page_wrap><div class=tl_page><main class=tl_article><header class=tl_article_header dir=auto><h1>سد باز شد</h1><address><a rel=author>مریم نمونه</a><!-- --><time datetime=2026-05-12T08:00:00+0000>May 12, 2026</time></address></header><article id=_tl_editor class='tl_article_content ql-container'><h1>سد باز شد<br></h1><address>مریم نمونه<br></address><p>{1}</p><figure><div class=figure_wrapper><img src=/file/a.jpg></div><figcaption dir=auto>سد در بهار</figcaption></figure><p>{2}</p><aside>سنگ\u{200c}ها پیش از ما اینجا بودند.</aside><p>{3}</p></article><div id=_tl_link_tooltip></div><aside class=tl_article_buttons><button>Edit</button></aside></main></div><aside class=tl_popup>Report content on this page</aside></div>",
        title: "سد باز شد",
        authors: &["مریم نمونه"],
        day: Some("2026-05-12"),
        kept: &["سد در بهار", "سنگ\u{200c}ها پیش از ما اینجا بودند."],
        absent: &["Report content"],
    },
    Row {
        name: "AMP",
        language: "tr",
        head: "<title>Bent açıldı</title><link rel=canonical href=https://ornek.example/bent><script type=application/ld+json>{\"@context\":\"http://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"Bent açıldı\",\"datePublished\":\"2026-05-12T14:05:00+03:00\",\"author\":{\"@type\":\"Person\",\"name\":\"Elif Örnekçi\"},\"publisher\":{\"@type\":\"Organization\",\"name\":\"Örnek Haber\"}}</script>",
        body: "<header class=amp-header><a href=/><amp-img src=l.png width=100 height=30 alt='Örnek Haber'></amp-img></a><button on='tap:sidebar.toggle'>☰</button></header><amp-sidebar id=sidebar layout=nodisplay><ul><li><a href=/g>Gündem</a></li><li><a href=/e>Ekonomi</a></li></ul></amp-sidebar><article class=amp-article><h1 class=amp-title>Bent açıldı</h1><h2 class=amp-spot>Köyün çocukları bentten ilk geçenler oldu.</h2><div class=amp-meta><span>Elif Örnekçi</span><time>12.05.2026 - 14:05</time><span>Güncelleme: 12.05.2026 - 15:00</span></div><amp-img src=https://ornek.example/a.jpg width=800 height=450 layout=responsive alt=Bent></amp-img><div class=amp-content><p>{1}</p><amp-ad width=300 height=250 type=doubleclick></amp-ad><p>{2}</p><amp-carousel width=800 height=450 type=slides><figure><amp-img src=https://ornek.example/b.jpg width=800 height=450></amp-img><figcaption>Bendin eski kapısı</figcaption></figure></amp-carousel><p>{3}</p><p><b>İLGİLİ HABER:</b> <a href=/deg>Değirmen satıldı</a></p></div><amp-social-share type=twitter></amp-social-share></article><section class=amp-related><h3>Diğer Haberler</h3><a href=/yol>Yol kapandı</a></section><footer>Copyright © 2026 Örnek Medya A.Ş. Tüm hakları saklıdır.</footer>",
        title: "Bent açıldı",
        authors: &["Elif Örnekçi"],
        day: Some("2026-05-12"),
        kept: &["Köyün çocukları bentten ilk geçenler oldu.", "Bendin eski kapısı"],
        absent: &["Yol kapandı", "Gündem"],
    },
    Row {
        name: "Tilda",
        language: "ru",
        head: "<title>Плотину открыли</title><meta property=og:title content=\"Плотину открыли\">",
        body: "<div id=allrecords class=t-records data-hook=blocks-collection-content-node><div id=rec1 class='r t-rec' data-record-type=396><div class=t396><div class=tn-elem><div class=tn-atom><a href=/>ПРИМЕР</a></div></div></div></div><div id=rec2 class='r t-rec t-rec_pt_90' data-record-type=33><div class=t017><div class=t-container><div class=t-col><div class='t017__uptitle t-uptitle' field=subtitle>Репортаж</div><div class='t017__title t-title' field=title>Плотину открыли</div><div class='t017__descr t-descr' field=descr>Дети прошли первыми.</div></div></div></div></div><div id=rec3 class='r t-rec' data-record-type=106><div class=t004><div class=t-container><div class=t-col><div field=text class='t-text t-text_md'>{1}<br /><br />{2}</div></div></div></div></div><div id=rec4 class='r t-rec' data-record-type=3><div class=t107><div class=t-width><img class='t-img' src=https://static.tildacdn.example/a.jpg><div class='t107__title' field=title>Плотина утром</div></div></div></div><div id=rec5 class='r t-rec' data-record-type=30><div class=t015><div class=t-title field=title>Что дальше</div></div></div><div id=rec6 class='r t-rec' data-record-type=106><div class=t004><div field=text class=t-text>{3}</div></div></div><div id=rec7 class='r t-rec' data-record-type=56><div class=t051><div class='t051__text' field=text>«Камни были здесь раньше нас»</div></div></div><div id=rec8 class='r t-rec' data-record-type=420><div class=t420><div class=t420__copyright field=descr>© 2026 Студия «Пример»</div></div></div></div>",
        title: "Плотину открыли",
        authors: &[],
        day: None,
        kept: &["Дети прошли первыми.", "Плотина утром", "Что дальше", "«Камни были здесь раньше нас»"],
        absent: &[],
    },
    Row {
        name: "a portal",
        language: "ka",
        head: "<title>კაშხალი გაიხსნა - ნიმუში</title><meta property=og:title content=\"კაშხალი გაიხსნა\"><meta property=og:site_name content=\"ნიმუში\">",
        body: "<div class=top><a href=/><img src=/l.svg></a><ul class=nav-menu><li><a href=/p>პოლიტიკა</a></li><li><a href=/s>საზოგადოება</a></li></ul></div><div class=container><div class=row><div class=col-md-8><div class=news-inner><div class=cat><a href=/s>საზოგადოება</a></div><h1>კაშხალი გაიხსნა</h1><div class=date-author><span class=date>12 მაისი 2026, 14:05</span><span class=author><a href=/author/nino>ნინო მაგალითაძე</a></span></div><img class=main-img src=/a.jpg alt='კაშხალი'><div class=news-text><p>{1}</p><p>{2}</p><p><strong>„ქვები ჩვენამდე იყო აქ“, - თქვა მან.</strong></p><p>{3}</p></div><div class=tags-box><a href=/t/1>#კაშხალი</a></div><div class=share-box><span>გაზიარება</span></div></div></div><div class=col-md-4><div class=side><h4>მსგავსი სიახლეები</h4><a href=/2>გზა დაიკეტა</a></div></div></div></div><div class=foot><p>© 2026 შპს ნიმუში. ყველა უფლება დაცულია.</p></div>",
        title: "კაშხალი გაიხსნა",
        authors: &["ნინო მაგალითაძე"],
        day: Some("2026-05-12"),
        kept: &["„ქვები ჩვენამდე იყო აქ“, - თქვა მან."],
        absent: &["გზა დაიკეტა"],
    },
    Row {
        name: "WordPress, solar years",
        language: "fa",
        head: "<title>سد باز شد - نمونه</title><meta property=article:published_time content=\"1405-02-22T14:05:00+03:30\"><meta name=generator content=\"WordPress 6.9\">",
        body: "<header><a href=/>نمونه</a></header><article class='post type-post hentry'><header class=entry-header><h1 class=entry-title>سد باز شد</h1><div class=entry-meta><span class=posted-on><a href=x rel=bookmark><time class='entry-date published' datetime='1405-02-22T14:05:00+03:30'>۲۲ اردیبهشت ۱۴۰۵</time><time class=updated datetime='1405-02-25T10:00:00+03:30'>۲۵ اردیبهشت ۱۴۰۵</time></a></span><span class=byline> توسط <span class='author vcard'><a class='url fn n' href=/author/m>مریم نمونه</a></span></span></div></header><div class=entry-content>{P}</div><footer class=entry-footer><span class=cat-links><a href=/c rel='category tag'>آب</a></span></footer></article>",
        title: "سد باز شد",
        authors: &["مریم نمونه"],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &[],
    },
    Row {
        name: "Elementor",
        language: "az",
        head: "<title>Bənd açıldı - Nümunə Xəbər</title><meta property=og:site_name content=\"Nümunə Xəbər\">",
        body: "<div data-elementor-type='header' class='elementor elementor-5 elementor-location-header'><a href=/>Nümunə Xəbər</a><nav class=elementor-nav-menu><a href=/s>Siyasət</a></nav></div><div data-elementor-type='single-post' class='elementor elementor-location-single post-1 post type-post hentry'><section class='elementor-section'><div class='elementor-widget elementor-widget-theme-post-title'><div class='elementor-widget-container'><h1 class='elementor-heading-title elementor-size-default'>Bənd açıldı</h1></div></div><div class='elementor-widget elementor-widget-post-info'><ul class='elementor-inline-items elementor-icon-list-items elementor-post-info'><li class='elementor-icon-list-item' itemprop='author'><a href=/author/x><span class='elementor-icon-list-text elementor-post-info__item--type-author'>Leyla Quliyeva</span></a></li><li class='elementor-icon-list-item' itemprop='datePublished'><span class='elementor-icon-list-text elementor-post-info__item--type-date'>12 May 2026</span></li><li><span class='elementor-post-info__item--type-time'>14:05</span></li></ul></div><div class='elementor-widget elementor-widget-theme-post-content'><div class='elementor-widget-container'>{P}</div></div><div class='elementor-widget elementor-widget-share-buttons'><div class='elementor-share-btn'><span>Facebook</span></div></div><div class='elementor-widget elementor-widget-post-navigation'><a href=/o><span>Əvvəlki</span><span>Yol bağlandı</span></a></div></section></div><div data-elementor-type=footer class=elementor>© 2026 Nümunə Media MMC</div>",
        title: "Bənd açıldı",
        authors: &["Leyla Quliyeva"],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &["Yol bağlandı", "Facebook"],
    },
    Row {
        name: "a portal with credits",
        language: "uz",
        head: "<title>Toʻgʻon ochildi</title><meta property=og:title content=\"Toʻgʻon ochildi\">",
        body: "<header class=header><a href=/>Namuna.uz</a><span>13.05.2026</span></header><div class=single-layout><div class=single-layout__center><div class=single-header><div class=single-header__meta><div class='date'>17:45 / 12.05.2026</div><div class='view'><i></i>12045</div></div><h1 class=single-header__title>Toʻgʻon ochildi</h1></div><div class=single-content><h4>Qishloq bolalari birinchi boʻlib oʻtdi.</h4><p>{1}</p><div class=single-content__img><img src=a.jpg><p class=photo-author>Foto: Namuna</p></div><p>{2}</p><p>{3}</p><p><em>Muallif: Dilnoza Misolova</em></p></div><div class=single-tags><a href=/t>#suv</a></div></div><div class=single-layout__right><div class=news-lenta><h3>Soʻnggi yangiliklar</h3><a href=/2>Yoʻl yopildi</a></div></div></div>",
        title: "Toʻgʻon ochildi",
        authors: &["Dilnoza Misolova"],
        day: Some("2026-05-12"),
        kept: &["Qishloq bolalari birinchi boʻlib oʻtdi.", "Foto: Namuna"],
        absent: &["Yoʻl yopildi"],
    },
    Row {
        name: "Medium",
        language: "es",
        head: "<title>La presa se abre. Nueve meses de obras | by Lucía Modelo | May, 2026 | Medium</title><meta property=og:title content=\"La presa se abre\"><meta property=article:published_time content=2026-05-12T09:00:00.000Z><meta name=author content=\"Lucía Modelo\"><meta property=og:site_name content=Medium>",
        body: "<div id=root><div class='a b c'><div class='d e'><a href=https://medium.example/>Medium</a><a href=#>Sign up</a><a href=#>Sign in</a></div><article><div class='l'><section><div class='fu fv'><h1 class='pw-post-title gq gr' data-testid=storyTitle>La presa se abre</h1><h2 class='pw-subtitle-paragraph hk'>Nueve meses de obras y un pueblo entero mirando</h2><div class='speechify-ignore'><div><a rel='noopener follow' data-testid=authorName href=/@lucia>Lucía Modelo</a><button>Follow</button></div><span data-testid=storyReadTime>3 min read</span><span>·</span><span data-testid=storyPublishDate>May 12, 2026</span></div><div class=icons><button>--</button><button>Listen</button><button>Share</button></div><figure class='mz'><div role=button tabindex=0><span class='lazy'>Press enter or click to view image in full size</span><picture><img src=https://miro.example/a.jpg width=700></picture></div><figcaption class='ns'>Foto de <a href=x>Tomás Foto</a></figcaption></figure><p id=1 class='pw-post-body-paragraph'>{1}</p><h1 id=2 class='ox'>Las piedras</h1><p id=3 class='pw-post-body-paragraph'>{2}</p><blockquote class=pq><p>Las piedras estaban antes que nosotros.</p></blockquote><p id=4>{3}</p></div></section></div></article><div class='foot'><div class=tags><a href=/tag/agua>Agua</a></div><div class=clap>45</div><h2>Written by Lucía Modelo</h2><div>320 followers</div><p>Escribo sobre agua y pueblos desde hace diez años.</p><h2>No responses yet</h2></div><div class=more><h2>More from Lucía Modelo</h2><article><h2>El molino vendido</h2><p>Una familia lo compró por poco dinero en marzo.</p></article></div></div></div>",
        title: "La presa se abre",
        authors: &["Lucía Modelo"],
        day: Some("2026-05-12"),
        kept: &[
            "Nueve meses de obras y un pueblo entero mirando",
            "Foto de Tomás Foto",
            "Las piedras",
            "Las piedras estaban antes que nosotros.",
        ],
        absent: &["El molino vendido", "320 followers", "Press enter"],
    },
    Row {
        name: "Telegram, a message",
        language: "ru",
        head: "<title>Telegram: View @primer</title><meta property=og:title content=\"Пример\"><meta property=og:description content=\"Плотину открыли\">",
        body: "<div class=\"tgme_widget_message_wrap\"><div class=\"tgme_widget_message text_not_supported_wrap\"><div class=tgme_widget_message_user><a href=https://t.me/primer><img src=a.jpg></a></div><div class=tgme_widget_message_bubble><div class=tgme_widget_message_author><a class=tgme_widget_message_owner_name href=https://t.me/primer><span dir=auto>Пример</span></a></div><a class=tgme_widget_message_photo_wrap href=x style=\"background-image:url('a.jpg')\"></a><div class=\"tgme_widget_message_text js-message_text\" dir=auto><b>Плотину открыли</b><br/><br/>{1}<br/><br/>{2}<br/><br/>{3}</div><div class=\"tgme_widget_message_footer\"><div class=\"tgme_widget_message_info\"><span class=tgme_widget_message_views>1.2K</span><span class=tgme_widget_message_meta><a class=tgme_widget_message_date href=https://t.me/primer/1><time datetime=\"2026-05-12T11:05:00+00:00\" class=datetime>14:05</time></a></span></div></div></div></div></div>",
        title: "",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &[],
    },
    Row {
        name: "DataLife Engine",
        language: "ru",
        head: "<title>Плотину открыли » Пример.ру</title><meta name=generator content=\"DataLife Engine (http://dle-news.ru)\">",
        body: "<div id=wrapper><div class=head><a href=/>Пример.ру</a></div><div class=speedbar><span><a href=/>Пример.ру</a></span> » <a href=/o>Общество</a> » Плотину открыли</div><div id=dle-content><div class=fullstory><h1 class=title>Плотину открыли</h1><div class=story-info><span class=story-date>Вчера, 14:05</span><span>Автор: <a onclick=\"ShowProfile('admin')\" href=/user/admin>admin</a></span><span>Просмотров: 145</span></div><div class=\"full-text clearfix\">{1}<br><br>{2}<br><br><!--dle_image_begin:a.jpg--><img src=/uploads/a.jpg alt=\"Плотину открыли\"><!--dle_image_end--><br><br>{3}</div><div class=rating><ul class=unit-rating><li>0</li></ul></div><div class=tags>Теги: <a href=/t>плотина</a></div><div class=related><h4>Похожие новости</h4><ul><li><a href=/2>Мельницу продали семье с побережья</a></li></ul></div><div class=info-guest>Посетители, находящиеся в группе Гости, не могут оставлять комментарии к данной публикации.</div></div></div></div>",
        title: "Плотину открыли",
        authors: &[],
        day: None,
        kept: &[],
        absent: &["Мельницу", "Посетители"],
    },
    Row {
        name: "several authors and an agency",
        language: "fr",
        head: "<title>Le barrage est ouvert</title><meta property=article:section content=\"Région\">",
        body: "<main><article><p class=rubrique><a href=/region>Région</a></p><h1>Le barrage est ouvert</h1><p class=chapo>Neuf mois de travaux, et un village entier sur la rive.</p><p class=signature>Par Chloé Modèle, Luc Patron et Anne-Sophie d’Exemple (avec AFP)</p><p class=date>Publié le 12/05/2026 à 14h05</p>{P}<div class=sur-le-meme-sujet><h3>Sur le même sujet</h3><ul><li><a href=/1>Le moulin est vendu à une famille</a></li></ul></div></article></main>",
        title: "Le barrage est ouvert",
        authors: &["Chloé Modèle", "Luc Patron", "Anne-Sophie d’Exemple"],
        day: Some("2026-05-12"),
        kept: &["Neuf mois de travaux, et un village entier sur la rive."],
        absent: &["Le moulin est vendu"],
    },
    Row {
        name: "islands of a newspaper",
        language: "en",
        head: "<title>Dam opens | Lakes | The Sample</title><meta property=og:title content=\"Dam on lake opens\"><meta property=og:site_name content=\"the Sample\"><meta property=article:published_time content=2026-05-12T09:00:00.000Z><meta property=article:author content=https://www.sample.example/profile/ann-feldman>",
        body: "<header data-component=header><a href=/>The Sample</a></header><main data-layout=StandardLayout><article class=dcr-1><div data-gu-name=title><div class=dcr-l><a href=/lakes><span>Lakes</span></a></div></div><div data-gu-name=headline><h1 class=dcr-h>Dam opens on lake after nine months</h1></div><div data-gu-name=standfirst><div data-link-name=standfirst><p>A wall that everybody wanted to keep, and the money that came late</p><ul><li><a href=/live>Lakes – latest updates</a></li></ul></div></div><div data-gu-name=media><figure id=f><picture><img src=a.jpg></picture><figcaption><span class=dcr-c>Children on the dam. </span>Photograph: Tom Reed/The Sample</figcaption></figure></div><aside data-gu-name=meta><div data-component=meta-byline><address aria-label='Contributor info'><div><a rel=author href=/profile/ann-feldman>Ann Feldman</a> in Sampleton</div></address></div><details><summary><span class=dcr-t>Tue 12 May 2026 10.00 BST</span></summary>Last modified on Tue 12 May 2026 11.00 BST</details><gu-island name=ShareButton><button>Share</button></gu-island></aside><div data-gu-name=body><div id=maincontent class='article-body-commercial-selector'><p class=dcr-d><span class=dcr-drop>{1}</span></p><figure data-spacefinder-role=supporting><blockquote><svg></svg><p>The stones were there before us</p><footer><cite>Ann Sample, mayor</cite></footer></blockquote></figure><p>{2}</p><gu-island name=EmailSignup><div><h3>Sign up to First Thing</h3><p>Our morning email breaks down the key stories of the day.</p><form><input type=email><button>Sign up</button></form></div></gu-island><p>{3}</p><ul><li><p><em>Do you have an opinion on the issues raised in this article? If you would like to submit a letter, <a href=mailto:x>click here</a>.</em></p></li></ul></div></div><div data-gu-name=sub-meta><div>Explore more on these topics</div><ul><li><a href=/lakes>Lakes</a></li></ul><div>Reuse this content</div></div></article></main><aside><h2>More on this story</h2><a href=/m>Mill sold</a></aside><footer><div>© 2026 Sample News & Media Limited or its affiliated companies. All rights reserved.</div></footer>",
        title: "Dam opens on lake after nine months",
        authors: &["Ann Feldman"],
        day: Some("2026-05-12"),
        kept: &[
            "A wall that everybody wanted to keep, and the money that came late",
            "Children on the dam.",
            "Photograph: Tom Reed/The Sample",
            "The stones were there before us",
            "Ann Sample, mayor",
        ],
        absent: &["Our morning email", "Mill sold", "Explore more"],
    },
    Row {
        name: "Dzen",
        language: "ru",
        head: "<title>Плотину открыли | Пример | Дзен</title><meta property=og:title content=\"Плотину открыли\"><meta itemprop=datePublished content=2026-05-12>",
        body: "<div id=dzen-header><a href=/>Дзен</a></div><div class='content--article-render__container' itemscope itemtype=http://schema.org/NewsArticle><h1 class='content--article-render-title__articleTitle' data-testid=article-title>Плотину открыли</h1><div class='content--article-publication-info'><time>12 мая</time><span>1,2 тыс прочитали</span></div><div itemprop=articleBody class='content--article-render'><div class=content--article-item-content__rootElement data-testid=article-render__block><p>{1}</p></div><figure data-testid=article-render__block><img src=a.jpg><figcaption>Плотина утром</figcaption></figure><div data-testid=article-render__block><p>{2}</p></div><div data-testid=article-render__block><blockquote>Камни были здесь раньше нас</blockquote></div><div data-testid=article-render__block><p>{3}</p></div></div><div class=subscribe><button>Подписаться</button></div></div><div class=comments><h2>Комментарии</h2></div>",
        title: "Плотину открыли",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &["Плотина утром", "Камни были здесь раньше нас"],
        absent: &["Подписаться"],
    },
    Row {
        name: "Notion",
        language: "es",
        head: "<title>La presa se abre</title>",
        body: "<div id=notion-app><div class=notion-topbar><a href=/>Cuaderno</a><div role=button>Buscar</div></div><main class=notion-frame><div class=notion-page-content-wrapper><div class=layout-full><div class='notion-page-block'><h1 class='notranslate' contenteditable=false>La presa se abre</h1></div></div><div class=notion-page-content><div data-block-id=1 class='notion-text-block'><div class=notranslate>{1}</div></div><div data-block-id=2 class='notion-sub_header-block'><h3 class=notranslate>Las piedras</h3></div><div class='notion-text-block'><div class=notranslate>{2}</div></div><div class='notion-callout-block'><div>💡</div><div class=notranslate>El puente sigue cerrado.</div></div><div class='notion-bulleted_list-block'><div class=pseudoBefore></div><div class=notranslate>Abrir la puerta</div></div><div class='notion-text-block'><div class=notranslate>{3}</div></div></div></div></main></div>",
        title: "La presa se abre",
        authors: &[],
        day: None,
        kept: &["Las piedras", "El puente sigue cerrado.", "Abrir la puerta"],
        absent: &["Buscar"],
    },
    Row {
        name: "Jekyll",
        language: "uk",
        head: "<title>Греблю відкрили | Зошит</title><meta name=generator content=\"Jekyll v4.4.1\"><script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"BlogPosting\",\"author\":{\"@type\":\"Person\",\"name\":\"Оксана Зразкова\"},\"datePublished\":\"2026-05-12T14:05:00+03:00\",\"headline\":\"Греблю відкрили\"}</script>",
        body: "<header class=site-header><div class=wrapper><a class=site-title rel=author href=/>Зошит</a></div></header><main class=page-content><div class=wrapper><article class='post h-entry' itemscope itemtype=http://schema.org/BlogPosting><header class=post-header><h1 class='post-title p-name' itemprop='name headline'>Греблю відкрили</h1><p class=post-meta><time class=dt-published datetime=2026-05-12T14:05:00+03:00 itemprop=datePublished>12 трав. 2026 р.</time> • <span itemprop=author><span class='p-author h-card' itemprop=name>Оксана Зразкова</span></span></p></header><div class='post-content e-content' itemprop=articleBody><p>{1}</p><p>{2}<sup id=fnref:1><a href=#fn:1 class=footnote rel=footnote role=doc-noteref>1</a></sup></p><p>{3}</p><div class=footnotes role=doc-endnotes><ol><li id=fn:1><p>Млин продали в березні. <a href=#fnref:1 class=reversefootnote role=doc-backlink>&#8617;</a></p></li></ol></div></div></article></div></main><footer class='site-footer h-card'><p>Нотатки про воду.</p></footer>",
        title: "Греблю відкрили",
        authors: &["Оксана Зразкова"],
        day: Some("2026-05-12"),
        kept: &["Млин продали в березні."],
        absent: &[],
    },
    Row {
        name: "Docusaurus",
        language: "en",
        head: "<title>Dam opens | Lake docs</title><meta name=generator content=\"Docusaurus v3.9\"><meta property=og:title content=\"Dam opens | Lake docs\"><meta property=article:published_time content=2026-05-12T00:00:00.000Z>",
        body: "<div id=__docusaurus><a class=skipToContent href=#x>Skip to main content</a><nav class='navbar navbar--fixed-top'><a href=/>Lake docs</a></nav><div class='main-wrapper'><div class='container margin-vert--lg'><div class=row><aside class='col col--3'><nav class=sidebar aria-label='Blog recent posts navigation'><div>Recent posts</div><ul><li><a href=/blog/mill>Mill sold</a></li></ul></nav></aside><main class='col col--7'><article><header><h1 class=title_f1Hy>Dam opens</h1><div class=container_mt6G><time datetime=2026-05-12T00:00:00.000Z>May 12, 2026</time> · <!-- -->2 min read</div><div class='margin-top--md row'><div class='col col--12 authorCol'><div class='avatar margin-bottom--sm'><a href=x class=avatar__photo-link><img src=a.png alt='Ann Feldman'></a><div class='avatar__intro authorDetails'><div class=avatar__name><a href=x><span>Ann Feldman</span></a></div><small class=authorTitle>Keeper of the lake</small></div></div></div></div></header><div id=__blog-post-container class=markdown><p>{1}</p><h2 class='anchor' id=stones>Stones<a href=#stones class=hash-link aria-label='Direct link to Stones' title='Direct link to Stones'>\u{200b}</a></h2><p>{2}</p><div class='theme-admonition theme-admonition-note alert alert--secondary'><div class=admonitionHeading><span class=admonitionIcon></span>note</div><div class=admonitionContent><p>The bridge stays closed.</p></div></div><p>{3}</p></div><footer class='row docusaurus-mt-lg'><div class=col><b>Tags:</b><ul><li><a href=/t>water</a></li></ul></div></footer></article><nav class='pagination-nav docusaurus-mt-lg' aria-label='Blog post page navigation'><a class='pagination-nav__link pagination-nav__link--next' href=/r><div class=pagination-nav__sublabel>Older post</div><div class=pagination-nav__label>Road closed</div></a></nav></main></div></div></div></div>",
        title: "Dam opens",
        authors: &["Ann Feldman"],
        day: Some("2026-05-12"),
        kept: &["Stones", "The bridge stays closed."],
        absent: &["Mill sold", "Road closed"],
    },
    Row {
        name: "Shopify",
        language: "de",
        head: "<title>Damm geöffnet – Muster Laden</title><meta property=og:site_name content=\"Muster Laden\"><script type=application/ld+json>{\"@context\":\"http://schema.org/\",\"@type\":\"Article\",\"headline\":\"Damm geöffnet\",\"datePublished\":\"2026-05-12T14:05:00Z\",\"author\":{\"@type\":\"Person\",\"name\":\"Nina Muster\"},\"publisher\":{\"@type\":\"Organization\",\"name\":\"Muster Laden\"}}</script>",
        body: "<div class=shopify-section-header><header><a href=/>Muster Laden</a><a href=/cart>Warenkorb</a></header></div><main id=MainContent class='content-for-layout'><article class=article-template><div class=article-template__hero-container><img src=a.jpg></div><header class=page-width><h1 class=article-template__title>Damm geöffnet</h1><span class='circle-divider caption-with-letter-spacing'><time datetime=2026-05-12T14:05:00Z>12. Mai 2026</time></span><span class=caption-with-letter-spacing><span>Nina Muster</span></span></header><div class='article-template__social-sharing'><share-button><button class=share-button__button>Teilen</button></share-button></div><div class='article-template__content page-width rte'>{P}</div><div class=article-template__back><a href=/blogs/news>Zurück zum Blog</a></div><div class=article-template__comment-wrapper><form><h2>Hinterlasse einen Kommentar</h2><textarea></textarea></form></div></article></main><footer class=footer><small>© 2026, <a href=/>Muster Laden</a></small></footer>",
        title: "Damm geöffnet",
        authors: &["Nina Muster"],
        day: Some("2026-05-12"),
        kept: &[],
        absent: &["Hinterlasse", "Zurück zum Blog"],
    },
    Row {
        name: "Teletype",
        language: "az",
        head: "<title>Bənd açıldı — Teletype</title><meta property=og:title content=\"Bənd açıldı\"><meta property=article:published_time content=2026-05-12T10:00:00.000Z><meta property=og:site_name content=Teletype>",
        body: "<div id=app><div class=menu><a href=/>Teletype</a></div><article class='article'><header class=article__header><div class=article__info><a class=article__author_link href=/@leyla>Leyla Quliyeva</a><span>@leyla</span></div><h1 class=article__header_title>Bənd açıldı</h1><h2 class=article__header_subtitle>Uşaqlar birinci keçdi</h2></header><div class=article__content><p data-align=left>{1}</p><p>{2}</p><figure class=m_original><img src=a.jpg><figcaption>Bənd səhər</figcaption></figure><p>{3}</p></div><footer class=article__footer><time>12 may, 10:00</time><span>105 views</span></footer></article></div>",
        title: "Bənd açıldı",
        authors: &["Leyla Quliyeva"],
        day: Some("2026-05-12"),
        kept: &["Uşaqlar birinci keçdi", "Bənd səhər"],
        absent: &[],
    },
    Row {
        name: "Drupal 11, Layout Builder",
        language: "kk",
        head: "<title>Бөгет ашылды | Үлгі</title><meta name=Generator content=\"Drupal 11\">",
        body: "<div class=layout-container><header role=banner><div id=block-branding><a href=/kk>Үлгі</a></div></header><main role=main><div class=layout-content><div id=block-content class=block><article data-history-node-id=5 class='node news full'><div class='layout layout--onecol'><div class=layout__region><div class='block block-layout-builder block-field-blocknodenewstitle'><h1><span>Бөгет ашылды</span></h1></div><div class='block block-field-blocknodenewscreated'><time datetime=2026-05-12T14:05:00+05:00>сс, 12/05/2026 - 14:05</time></div><div class='block block-field-blocknodenewsbody'><p>{1}</p><p>{2}</p></div></div></div><div class='layout layout--twocol-section'><div class='layout__region layout__region--first'><div class='block block-inline-blockbasic'><h2>Ескі тастар</h2><p>Тастар көл түбінен алынған.</p></div></div><div class='layout__region layout__region--second'><div class='block block-inline-blockbasic'><p>{3}</p></div></div></div></article></div></div></main></div>",
        title: "Бөгет ашылды",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &["Ескі тастар", "Тастар көл түбінен алынған."],
        absent: &[],
    },
    Row {
        name: "an agency in Persian",
        language: "fa",
        head: "<title>سد دریاچه افتتاح شد - نمونه</title><meta property=og:title content=\"سد دریاچه افتتاح شد\"><meta property=article:published_time content=\"2026-05-12T10:35:00Z\"><meta name=author content=\"مریم نمونه\">",
        body: "<header><a href=/>نمونه</a></header><article class=item><header><nav><a href=/s>سیاسی</a></nav><div class=full-news-text><section class=box><h2 class=kicker>در روستای نمونه</h2><h1 class=first-title itemprop=headline>سد دریاچه افتتاح شد</h1></section><ul class=meta-news><li><i></i><span class=title-meta>سه\u{200c}شنبه / ۲۲ اردیبهشت ۱۴۰۵ / ۱۴:۰۵</span></li><li><span>دسته\u{200c}بندی: </span><span class=text-meta>اجتماعی</span></li><li><span>کد خبر: </span><span>1405022200001</span></li><li><span>خبرنگار : </span><strong>71498</strong></li></ul></div></header><figure class=item-img><img src=a.jpg></figure><p itemprop=description class=summary>کودکان روستا نخستین کسانی بودند که گذشتند.</p><div itemprop=articleBody class=item-text><p style='text-align:justify'>{1}</p><p>{2}</p><p>{3}</p><p>انتهای پیام</p></div><footer><ul class=tags><li><a href=/t>سد</a></li></ul></footer></article>",
        title: "سد دریاچه افتتاح شد",
        authors: &["مریم نمونه"],
        day: Some("2026-05-12"),
        kept: &["کودکان روستا نخستین کسانی بودند که گذشتند."],
        absent: &[],
    },
    Row {
        name: "MediaWiki 1.45",
        language: "fr",
        head: "<title>Le barrage est ouvert — Wikinews</title><meta name=generator content=\"MediaWiki 1.45\">",
        body: "<div class=vector-header-container><header class='vector-header mw-header'><a href=/wiki/Accueil class=mw-logo>Wikinews</a></header></div><div class=mw-page-container><main id=content class=mw-body><header class=vector-page-titlebar><h1 id=firstHeading class='firstHeading mw-first-heading'><span class=mw-page-title-main>Le barrage est ouvert</span></h1></header><div id=bodyContent><div id=siteSub>Une page de Wikinews.</div><div id=mw-content-text class='mw-body-content'><div class='mw-content-ltr mw-parser-output' lang=fr dir=ltr><p class=published><b>Publié le <span title=2026-05-12>12 mai 2026</span></b></p><p>{1}</p><figure typeof=mw:File/Thumb><a href=/f><img src=a.jpg></a><figcaption>Le barrage en mai</figcaption></figure><p>{2}</p><div class='mw-heading mw-heading2'><h2 id=Suite>Suite</h2><span class=mw-editsection><span>[</span><a href=/e>modifier</a><span>]</span></span></div><p>{3}</p><div class='mw-heading mw-heading2'><h2 id=Sources>Sources</h2></div><ul><li>Anne Exemple, « Le lac », Le Journal, 11 mai 2026</li></ul></div><div class=printfooter>Récupérée de « <a dir=ltr href=https://fr.wikinews.example/w/index.php?oldid=1>https://fr.wikinews.example/w/index.php?oldid=1</a> »</div></div><div id=catlinks class=catlinks><a href=/c>Catégories</a></div></div></main></div><footer id=footer><ul><li id=footer-info-lastmod>Dernière modification de cette page le 13 mai 2026.</li><li id=footer-info-copyright>Tous les textes sont disponibles sous licence <a href=https://creativecommons.org/licenses/by/4.0/>CC BY 4.0</a>.</li></ul></footer>",
        title: "Le barrage est ouvert",
        authors: &[],
        day: Some("2026-05-12"),
        kept: &["Le barrage en mai", "Suite", "Sources", "Anne Exemple, « Le lac », Le Journal, 11 mai 2026"],
        absent: &["modifier", "Récupérée"],
    },
];
