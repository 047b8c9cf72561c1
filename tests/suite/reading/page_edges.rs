//! Where the article of a page ends: pages that have none, galleries beside the text, the next article of an endless page.

use istinad::model::dump::dump;
use istinad::model::{Block, Document, Terms};
use istinad::{Code, Outcome, ReadOptions, Source, read};

use crate::reading::pages::{codes, read_page};

const FIRST: &str = "Körpünün təmiri vaxtından iki ay əvvəl başa çatıb, yeni döşəmə, məhəccər və işıqlar qoyulub, köhnə daşlar \
    isə saxlanıb, çünki onlar on doqquzuncu əsrdəndir.";
const SECOND: &str = "Mühəndislərin sözlərinə görə, ən çətini suyun altında işləmək olub, dalğıclar qışda, buzun altında da \
    dayanmayıb, sonra onlara isti çay verilib.";
const THIRD: &str = "İkinci körpü pul tapılanda tikiləcək, bunu isə gələn payızdan əvvəl heç kim gözləmir, yük maşınları \
    hələlik dəyirmanın yanından uzun yolla gedir.";

fn whole(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=az><head><meta charset=utf-8><title>Körpü açıldı</title>{head}</head><body>{body}</body></html>"
    )
}

fn refusal(html: &str) -> Option<istinad::Error> {
    read(&Source::new("page.html", html).expect("UTF-8"), &ReadOptions::default()).err()
}

#[test]
fn a_page_that_only_says_what_its_readers_lack_is_refused() {
    for body in [
        "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>",
        "<h1>News</h1><p>Please turn on JavaScript to see this page.</p>",
        "<div class=wrap><h2>Your browser is too old</h2><p>Please update to a newer version of Chrome, Firefox or Edge.</p></div>",
        "<main><h1>Dam opens</h1><div><p>JavaScript is disabled in your browser.</p><p>In order to continue, we need to verify \
         that you are not a robot. This requires JavaScript. Enable JavaScript and then reload the page.</p></div></main>",
        "<h1>Just a moment...</h1><p>Checking your browser before accessing news.example.</p><p>This process is automatic. Your \
         browser will redirect to your requested content shortly.</p><p>Please allow up to 5 seconds…</p>",
        "<p>This site requires JavaScript.</p>",
        "<header><a href=/>Home</a></header><main><p>Enable JavaScript and cookies to continue</p></main><footer>© 2026 Nümunə</footer>",
        "<div><h2>Ad blocker detected</h2><p>Please disable your ad blocker to read this article.</p></div>",
        "<h1>Bənd açıldı</h1><p>Bu səhifəni görmək üçün JavaScript-i aktivləşdirin.</p>",
        "<p>Brauzeriniz çox köhnədir. Saytı görmək üçün onu yeniləyin.</p><ul><li>Google Chrome</li><li>Firefox</li></ul>",
        "<div id=app></div><noscript><strong>Üzr istəyirik, lakin sayt JavaScript olmadan işləmir. Davam etmək üçün onu \
         yandırın.</strong></noscript>",
        "<p>Bu uygulamayı çalıştırmak için JavaScript'i etkinleştirmeniz gerekir.</p>",
        "<article><h1>Bent</h1><p>Tarayıcınız güncel değil. Lütfen tarayıcınızı güncelleyin.</p></article>",
        "<p>Для работы сайта необходимо включить JavaScript в браузере.</p>",
        "<div>Ваш браузер устарел. Обновите его, чтобы пользоваться сайтом.</div>",
        "<h1>Access denied</h1><p>Please verify you are a human</p><p>Press &amp; Hold to confirm you are a human (and not a bot).</p>",
        "<h1>Are you a robot?</h1><p>To continue, please click the box below to let us know you're not a robot.</p><h3>Why did \
         this happen?</h3><p>Please make sure your browser supports JavaScript and cookies.</p>",
        "<div><p>JavaScript est désactivé dans votre navigateur.</p><p>Merci de l’activer pour accéder au contenu.</p></div>",
        "<div><p>JavaScript está desactivado en tu navegador.</p><p>Actívalo para poder leer el artículo.</p></div>",
        "<article><h1>Dam opens</h1><div id=loading>Loading…</div></article>",
        "<div id=app><p>Zəhmət olmasa, gözləyin…</p></div>",
        "<p>Увімкніть JavaScript, щоб переглянути цю сторінку.</p>",
        "<p>Bitte aktivieren Sie JavaScript, um diese Seite zu sehen.</p>",
        "<p>Ihr Browser ist veraltet und wird nicht mehr unterstützt. Bitte nutzen Sie einen aktuellen Browser.</p>",
        "<p>Veuillez activer JavaScript pour afficher cette page.</p>",
        "<p>Votre navigateur est trop ancien.</p><p>Mettez à jour votre navigateur pour lire cet article.</p>",
        "<p>Por favor, active JavaScript para ver esta página.</p>",
        "<p>Necesitas habilitar JavaScript para ejecutar esta aplicación.</p>",
        "<p>Per visualizzare questa pagina è necessario abilitare JavaScript.</p>",
        "<p>Você precisa habilitar o JavaScript para executar este aplicativo.</p>",
        "<p>Aby korzystać z tej strony, włącz JavaScript w przeglądarce.</p>",
        "<p>このページを表示するにはJavaScriptを有効にしてください。</p>",
        "<p>გთხოვთ, ჩართოთ JavaScript ამ გვერდის სანახავად.</p>",
        "<p>لطفا جاوااسکریپت را در مرورگر خود فعال کنید.</p>",
        "<div id=root></div><noscript>Sorry, this page cannot be shown here.</noscript>",
    ] {
        let error = refusal(&whole("", body)).unwrap_or_else(|| panic!("{body} is no article"));
        assert!(error.has(Code::EmptyInput), "{error}");
    }
    let error = refusal(&whole("", "<p>Please turn on JavaScript to see this page.</p>")).expect("no article");
    assert!(error.to_string().contains("Please turn on JavaScript"), "{error}");
}

#[test]
fn an_article_on_browsers_or_beside_a_notice_is_one() {
    for (body, words) in [
        (
            "<article><h1>Qatar</h1><p>Qatar yenidən işləyir.</p><p>Bu videoya baxmaq üçün JavaScript-i aktivləşdirin.</p></article>",
            "Qatar yenidən işləyir.",
        ),
        (
            "<article><h1>JavaScript 30 yaşında</h1><p>JavaScript dilini 1995-ci ildə Brendan Ayk yaradıb. Dil bu gün internetin \
             yarısını işlədir.</p></article>",
            "Brendan Ayk",
        ),
        (
            "<article><h1>Yeni brauzer</h1><p>Google Chrome 150 buraxıldı. Yeni versiya köhnə kompüterlərdə işləmir.</p></article>",
            "köhnə kompüterlərdə",
        ),
        (
            "<article><h1>Firefox</h1><p>Mozilla has released a new version of its Firefox browser, which blocks third-party \
             cookies by default.</p></article>",
            "blocks third-party",
        ),
        (
            "<article><h1>Xəbərdarlıq</h1><p>Zəhmət olmasa brauzerinizi yeniləyin, deyə mərkəz bildirib. Boşluq mart ayında üzə \
             çıxıb və iki bankda pul itkisinə səbəb olub.</p></article>",
            "iki bankda",
        ),
        (
            "<noscript>Please enable JavaScript.</noscript><article><h1>Bənd</h1><p>Bənd bu gün açıldı.</p></article>",
            "bu gün",
        ),
    ] {
        assert!(dump(&read_page(&whole("", body)).output).contains(words), "{body}");
    }
}

fn captions(document: &Document) -> Vec<String> {
    let dumped = dump(document);
    dumped.lines().filter_map(|line| line.trim().strip_prefix("caption: ").map(str::to_owned)).collect()
}

#[test]
fn pictures_that_are_leafed_through_are_kept_wherever_they_stand() {
    const WORDS: &str = "göstərir ki, bənd kəndin üstündən axşam günəşində necə görünür.";
    let figure = |name: &str, inner: &str| {
        format!("<figure><img src='{name}.jpg' alt='{name}'><figcaption>{inner}{name} {WORDS}</figcaption></figure>")
    };
    let figures = |inner: &str| ["bir", "iki", "üç"].map(|name| figure(name, inner)).concat();
    let text = format!("<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>");
    let buttons = "<button>Geri</button><button>İrəli</button>";
    for body in [
        // Below the article, above it, and in its midst.
        format!(
            "<main><article><h1>Körpü açıldı</h1>{text}</article><section class=foto-gallery>{}</section></main>",
            figures("")
        ),
        format!("<div class=slider>{}{buttons}</div><article><h1>Körpü açıldı</h1>{text}</article>", figures("")),
        format!("<main><article><h1>Körpü açıldı</h1>{text}</article><div>{}</div></main>", figures("")),
        format!(
            "<article><h1>Körpü açıldı</h1><p>{FIRST}</p><div class='x-gallery teaser-medium'><h3>Şəkillər</h3>{}{buttons}</div><p>{SECOND}</p><p>{THIRD}</p></article>",
            figures("")
        ),
        // A caption that can be folded.
        format!(
            "<article><h1>Körpü açıldı</h1><p>{FIRST}</p><div class=bildstrecke>{}</div><p>{SECOND}</p><p>{THIRD}</p></article>",
            figures("<x-clamp><button>Daha çox</button></x-clamp>")
        ),
    ] {
        let outcome = read_page(&whole("", &body));
        let captions = captions(&outcome.output);
        for name in ["bir", "iki", "üç"] {
            assert!(
                captions.iter().any(|caption| caption.contains(&format!("{name} {WORDS}"))),
                "{body}\n{captions:?}"
            );
        }
        let pictures = outcome.output.body.iter().filter(|block| matches!(block, Block::Figure(_))).count();
        assert_eq!(pictures, 3, "{body}\n{}", dump(&outcome.output));
    }
    // Pictures that lead to other articles are none of this one.
    let others = ["bir", "iki", "üç"].map(|name| format!("<a href='/{name}'>{}</a>", figure(name, ""))).concat();
    let body =
        format!("<main><article><h1>Körpü açıldı</h1>{text}</article><section class=slider>{others}</section></main>");
    assert_eq!(captions(&read_page(&whole("", &body)).output), Vec::<String>::new());
}

/// What the next article of an endless page says, with words that sound like terms and a foot of its own.
const NEXT: &str = "<h1>Yol bağlandı</h1><p>Dəyirmana gedən yol cümə günü bağlanıb, planların surətini isə şuranın yazılı \
    icazəsi olmadan çıxarmaq və yaymaq olmaz, deyə nazirlik bildirib.</p><p>Müəllif hüquqları qorunur, materialdan istifadə \
    icazəsiz mümkün deyil, bu barədə məhkəmənin qərarı dərc edilib.</p><div class=copyright>© 2025 Başqa Sahib. Bütün \
    hüquqlar qorunur.</div>";

fn of_endless(body: &str) -> Outcome<Document> {
    let outcome = read_page(&whole("", body));
    let dumped = dump(&outcome.output);
    assert!(dumped.contains("Mühəndislərin sözlərinə"), "{body}\n{dumped}");
    assert!(!dumped.contains("Dəyirmana gedən") && !dumped.contains("Yol bağlandı"), "{body}\n{dumped}");
    outcome
}

#[test]
fn the_next_article_of_an_endless_page_says_nothing_of_this_one() {
    let text = format!("<h1>Körpü açıldı</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>");
    for body in [
        format!("<main><article>{text}</article><article>{NEXT}</article></main>"),
        format!("<div class=post>{text}</div><div class=post>{NEXT}</div>"),
        format!("<main><section class='story a'>{text}</section><hr><section class='story b'>{NEXT}</section></main>"),
        format!(
            "<div id=list><div class=item><div class=post>{text}</div></div><div class=item><div class=post>{NEXT}</div></div></div>"
        ),
        format!("<article>{text}</article><div class=next><article>{NEXT}</article></div>"),
    ] {
        let outcome = of_endless(&body);
        assert!(!codes(&outcome).contains(&Code::TermsUnread), "{body}");
        assert_eq!(outcome.output.rights.terms, Terms::NotStated, "{body}");
        assert!(outcome.output.rights.holder.is_none(), "{body}\n{:?}", outcome.output.rights.holder);
    }
    // The foot of the page is that of all.
    let foot = "<p>© 2026 Nümunə Media. Bütün hüquqlar qorunur.</p>";
    for body in [
        format!("<article>{text}</article><div class=next><article>{NEXT}</article>{foot}</div>"),
        format!("<div class=post>{text}</div><div class=post>{NEXT}</div><footer>{foot}</footer>"),
    ] {
        let holder = of_endless(&body).output.rights.holder.map(|holder| holder.value.name);
        assert_eq!(holder.as_deref(), Some("Nümunə Media"), "{body}");
    }
    // Parts of one article may each have a heading.
    let part = |name: &str, words: &str| format!("<section class=part><h1>{name}</h1><p>{words}</p></section>");
    let body = format!("<main>{}{}</main>", part("Körpü açıldı", FIRST), part("İkinci hissə", SECOND));
    assert!(dump(&read_page(&whole("", &body)).output).contains("Mühəndislərin sözlərinə"));
}

#[test]
fn what_a_foot_offers_is_no_term() {
    let text = format!("<article><h1>Bridge opens</h1><p>{FIRST}</p><p>{SECOND}</p></article>");
    for (foot, holder) in [
        (
            "<p>© 2026 Sample Post</p><ul><li><a href=/b>Beauty Box Subscription</a></li><li>Our Partners</li></ul>",
            "Sample Post",
        ),
        // A button of a menu behind the name is a link to nowhere.
        ("<p>Copyright © Sample Post <a href=#>Newspaper subscription</a></p>", "Sample Post"),
        ("<p>© 2026 Sample Post <a href='javascript:void(0)'>Abonelik</a></p>", "Sample Post"),
    ] {
        let outcome = read_page(&whole("", &format!("{text}<footer>{foot}</footer>")));
        assert_eq!(outcome.output.rights.terms, Terms::NotStated, "{foot}");
        let found = outcome.output.rights.holder.map(|holder| holder.value.name);
        assert_eq!(found.as_deref(), Some(holder), "{foot}");
    }
}
