//! What stands in an article and is not of it: "read also", bars for sharing, forms for letters, labels of
//! advertisements.
//!
//! Only whole blocks are left out, and only such that hold nothing else: an invitation and the links that it invites
//! to, links that share, a form and what recommends it, a label, an offer of what must be paid for.

mod counted;
mod offers;

use std::borrow::Cow;

use dom_query::NodeRef;

use self::counted::is_counted;
use self::offers::{asks_for_mistakes, counts_readers, is_offer};
use crate::language::fold::fold;
use crate::model::Inline;
use crate::model::walk::{plain_text, visit_inlines};
use crate::text::{ends_sentence, is_longer_than};

/// Invitations to read something else, folded; az, tr, ru, en.
const INVITATIONS: &[&str] = &[
    "həmçinin oxu",
    "oxşar xəbər",
    "əlaqəli xəbər",
    "bunu da oxu",
    "digər xəbər",
    "mövzu ilə bağlı:",
    "mövzu ilə bağli:",
    "mövzuya dair:",
    "ayrıca oku",
    "ayrica oku",
    "ilgili haber",
    "bunlari da oku",
    "bunlari da oxu",
    "мавзуга оид",
    "oʻxshash maqola",
    "o'xshash maqola",
    "bunu da oku",
    "benzer haber",
    "читайте также",
    "читать также",
    "смотрите также",
    "смотреть также",
    "материалы по теме",
    "по теме:",
    "read also",
    "also read",
    "read more",
    "read next",
    "related article",
    "related stories",
    "related news",
    "more on this story",
    "suggested topics",
    "recommended for you",
    "recommended from",
    "you may like",
    "you may also like",
    "you might like",
    "you might also like",
    "das könnte sie interessieren",
    "das könnte dich auch interessieren",
    "vous aimerez aussi",
    "vous pourriez aussi aimer",
    "también te puede gustar",
    "você também pode gostar",
    "sizin üçün seçdiklərimiz",
    "ilginizi çekebilir",
    "bunlar da ilginizi çekebilir",
    "вам может понравиться",
    "вас может заинтересовать",
    "вам может быть интересно",
    "more for you",
    "also on ",
    "see also:",
    "don't miss:",
    "don’t miss:",
    "lesen sie auch",
    "lesen sie mehr",
    "lesen sie hier",
    "lest auch",
    "mehr zum thema",
    "mehr dazu",
    "auch interessant",
    "das konnte sie auch interessieren",
    "das könnte sie auch interessieren",
    "a lire aussi",
    "à lire aussi",
    "lire aussi",
    "lire également",
    "sur le même sujet",
    "lea también",
    "lee también",
    "te puede interesar",
    "le puede interesar",
    "más información",
    "noticias relacionadas",
    "leia também",
    "leia mais",
    "veja também",
    "saiba mais",
    "leggi anche",
    "potrebbe interessarti",
    "lees ook",
    "lees verder",
    "les også",
    "läs också",
    "läs även",
    "læs også",
    "lue myös",
    "czytaj też",
    "czytaj także",
    "zobacz też",
    "zobacz także",
    "čtěte také",
    "přečtěte si také",
    "читайте также",
    "читать ещё",
    "читать еще",
    "читайте ещё",
    "читайте еще",
    "читайте по теме",
    "читайте також",
    "дивіться також",
    "اقرأ أيضا",
    "اقرأ أيضًا",
    "بیشتر بخوانید",
    "baca juga",
    "related:",
    "oʻqing",
    "o'qing",
    "o‘qing",
    "shuningdek oʻqing",
    "shuningdek o'qing",
    "shuningdek o‘qing",
    "shuningdek, oʻqing",
    "mavzuga oid",
    "тағы оқыңыз",
    "сондай-ақ оқыңыз",
    "оқи отырыңыз",
    "წაიკითხეთ ასევე",
    "ასევე წაიკითხეთ",
    "ამავე თემაზე",
    "همچنین بخوانید",
    "【関連記事】",
    "関連記事",
    "あわせて読みたい",
    "関連ニュース",
    "相关阅读",
    "相關新聞",
    "관련기사",
];

/// Words before one link to something else, with a colon and nothing beside them, folded.
const LABELS_OF_LINK: &[&str] = &[
    "oxuyun",
    "oxu",
    "daha ətraflı",
    "daha ətrafli",
    "bu barədə daha ətrafli",
    "ətraflı",
    "ətrafli",
    "ətrafli oxuyun",
    "bax",
    "ayrica bkz",
    "detayli bilgi",
    "ранее мы писали",
    "ранее",
    "раніше ми писали",
    "ასევე ნახეთ",
    "okuyun",
    "detaylar",
    "detaylı bilgi",
    "haberin devami",
    "haberin devamı",
    "подробнее",
    "подробности",
    "читайте",
    "читать",
    "ещё по теме",
    "еще по теме",
    "детальніше",
    "докладніше",
    "батафсил",
    "batafsil",
    "толығырақ",
    "read",
    "more",
    "details",
    "lesen",
    "mehr",
    "weiterlesen",
    "lire",
    "en savoir plus",
    "lea",
    "lee",
    "leer más",
    "más",
    "بخوانید",
    "بیشتر",
    "ვრცლად",
    "წაიკითხეთ",
];

/// What a link or a button says that asks to subscribe or to sign in, folded: how it begins.
const SUBSCRIBING: &[&str] = &[
    "subscribe",
    "sign in",
    "sign up",
    "log in",
    "login",
    "register",
    "create account",
    "create an account",
    "create free account",
    "abonnieren",
    "jetzt abonnieren",
    "jetzt anmelden",
    "anmelden",
    "registrieren",
    "s'abonner",
    "s’abonner",
    "abonnez-vous",
    "se connecter",
    "suscribirme",
    "suscríbete",
    "suscribete",
    "inicia sesión",
    "assine",
    "iscriviti",
    "abbonati",
    "accedi",
    "abone ol",
    "üye ol",
    "giriş yap",
    "abunə ol",
    "daxil ol",
    "подпис",
    "войти",
    "зарегистрир",
    "підпис",
    "увійти",
    "zaloguj",
    "zasubskrybuj",
    "zapisz się",
    "abonneer",
    "inloggen",
    "会員登録",
    "ログイン",
    "로그인",
    "구독",
];
/// What is ordered or installed, folded: how it is called.
const ORDERED: &[&str] = &[
    "newsletter",
    "bulten",
    "bülten",
    "bülleten",
    "рассылк",
    "розсилк",
    "sign up",
    "subscri",
    "abonn",
    "abunə",
    "abone",
    "подписк",
    "підписк",
    "podcast",
    "подкаст",
    "whatsapp",
    "telegram",
    "app store",
    "google play",
];
/// The longest that such a link or button says, in characters.
const LONGEST_OF_BUTTON: usize = 40;

/// Where links lead that share a page.
const SHARERS: &[&str] = &[
    "facebook.com/sharer",
    "facebook.com/share.php",
    "facebook.com/dialog/share",
    "twitter.com/intent",
    "twitter.com/share",
    "x.com/intent",
    "t.me/share",
    "telegram.me/share",
    "vk.com/share",
    "connect.ok.ru",
    "linkedin.com/share",
    "api.whatsapp.com/send",
    "wa.me/?",
    "whatsapp://send",
    "viber://forward",
    "fb-messenger://share",
    "pinterest.com/pin/create",
    "reddit.com/submit",
    "mailto:?",
];

/// How a line begins that lists where to share, folded.
const SHARING: &[&str] = &[
    "paylaş",
    "share",
    "поделиться",
    "поделитесь",
    "поділитися",
    "бөлісу",
    "ulashish",
    "გაზიარება",
    "اشتراک",
    "teilen",
    "partager",
    "compartir",
];
/// What such a line lists, folded.
const NETWORKS: &[&str] = &[
    "facebook",
    "twitter",
    "x",
    "whatsapp",
    "telegram",
    "instagram",
    "messenger",
    "linkedin",
    "viber",
    "vk",
    "vkontakte",
    "вконтакте",
    "ok",
    "odnoklassniki",
    "одноклассники",
    "pinterest",
    "reddit",
    "threads",
    "bluesky",
    "email",
    "e-mail",
    "e-poçt",
    "e-posta",
];
/// What a line says that asks to follow the site elsewhere, folded.
const FOLLOWING: &[&str] = &[
    "izləyin",
    "abunə olun",
    "qoşulun",
    "takip edin",
    "abone olun",
    "follow us",
    "follow our",
    "join us",
    "join our",
    "подписывайтесь",
    "подпишитесь",
    "присоединяйтесь",
    "читайте нас",
    "следите за нами",
    "підписуйтесь",
    "підпишіться",
    "приєднуйтесь",
    "жазылыңыз",
    "kuzatib boring",
    "obuna bo",
    "გამოგვყევი",
    "შემოგვიერთდი",
    "دنبال کنید",
    "folgen sie",
    "folgt uns",
    "suivez-nous",
    "síguenos",
    "siguenos",
];
/// Where such a line leads.
const FOLLOWED: &[&str] = &[
    "//t.me/",
    "//telegram.me/",
    "facebook.com/",
    "instagram.com/",
    "//x.com/",
    "twitter.com/",
    "youtube.com/",
    "whatsapp.com/",
    "//vk.com/",
    "tiktok.com/",
    "news.google.com/",
    "dzen.ru/",
];

/// What stands above an advertisement, folded.
const LABELS: &[&str] = &[
    "reklam",
    "reklama",
    "реклама",
    "advertisement",
    "advertising",
    "ad",
    "sponsored",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "publicidade",
    "pubblicità",
    "advertentie",
    "annonse",
    "annons",
    "story continues below",
    "article continues below",
    "story continues below advertisement",
    "article content",
    "skip to content",
    "share",
    "share this article",
    "share this",
    "print",
    "teilen",
    "drucken",
    "kommentare",
    "feedback",
    "partager",
    "imprimer",
    "compartir",
    "imprimir",
    "compartilhar",
    "condividi",
    "stampa",
    "delen",
    "paylaş",
    "yazdır",
    "yazdir",
    "paylaşin",
    "paylaş:",
    "გაზიარება",
    "бөлісу",
    "ulashish",
    "اشتراک گذاری",
    "اشتراک‌گذاری",
    "поділитись",
    "reklam yükleniyor",
    "advertisement loading",
    "çap et",
    "поделиться",
    "распечатать",
    "поділитися",
    "udostępnij",
    "empfohlener redaktioneller inhalt",
    "scroll to continue",
    "advertisement · scroll to continue",
    "press enter or click to view image in full size",
    "listen",
    "listen to this article",
    "listen to article",
    "play",
    "dinlə",
    "məqaləni dinlə",
    "xəbəri dinlə",
    "dinle",
    "haberi dinle",
    "слушать",
    "прослушать",
    "слушать статью",
    "anhören",
    "artikel anhören",
    "écouter",
    "écouter l'article",
    "escuchar",
    "escuchar artículo",
];
/// How a line begins in which the law of Russia has an advertiser named, folded; which firms there are; and what stands
/// before the token under which the advertisement is registered.
const ADVERTISED: &[&str] = &["на правах рекламы", "реклама.", "реклама:", "реклама |"];
const ADVERTISERS: &[&str] = &["ооо", "оао", "пао", "зао", "ао", "ип", "тоо", "инн"];
const TOKEN: &str = "erid";
/// The fewest characters of such a token.
const SHORTEST_TOKEN: usize = 6;
/// The longest such line, in characters.
const LONGEST_ADVERTISER: usize = 200;
/// What the class of a form says that subscribes its readers to something.
const FORMS: &[&str] = &["newsletter", "subscri", "signup", "sign-up", "abune", "abone"];

/// How a line begins that tells guests that they cannot comment, folded.
const FOR_GUESTS: &[&str] = &[
    "посетители, находящиеся в группе",
    "чтобы оставить комментарий",
    "щоб залишити коментар",
    "you must be logged in to post",
    "you must log in to comment",
    "log in to leave a comment",
    "yorum yapabilmek için",
    "yorum yapmak için",
    "şərh yazmaq üçün",
    "şərh bildirmək üçün",
    "du musst angemeldet sein, um einen kommentar",
    "sie müssen angemeldet sein, um einen kommentar",
    "vous devez vous connecter pour",
    "vous devez être connecté",
    "lo siento, debes estar conectado",
    "debes iniciar sesión para comentar",
    "пікір қалдыру үшін",
    "izoh qoldirish uchun",
    "კომენტარის დასატოვებლად",
    "برای نوشتن دیدگاه",
    "برای ارسال دیدگاه",
];
/// The longest line that asks to follow and leads nowhere, in characters.
const LONGEST_FOLLOWING: usize = 60;
/// The longest such line, in characters.
const LONGEST_FOR_GUESTS: usize = 160;
/// The longest label, in characters.
const LONGEST_LABEL: usize = 50;
/// How many links follow an invitation.
const MOST_INVITED: usize = 8;
/// How many labels may follow a label.
const MOST_LABELS: usize = 2;
/// The most words that stand beside the links of an invitation, in characters.
const LONGEST_INVITATION: usize = 60;
/// The longest bar for sharing, in characters.
const LONGEST_BAR: usize = 120;
/// The longest form with what recommends it, in characters.
const LONGEST_FORM: usize = 400;

/// Whether a block holds nothing but an invitation with its links, links that share, a form or a label.
pub(super) fn is_clutter(block: &NodeRef<'_>) -> bool {
    if is_invitation(block) || is_bar(block) || is_form(block) || is_label(block) && !is_counted(block) {
        return true;
    }
    let text = short_text(block, LONGEST_ADVERTISER);
    names_advertiser(&text)
        || is_for_guests(&text)
        || text.len() <= LONGEST_BAR * 2 && (is_list_of_sharers(&text) || asks_to_follow(block, &text))
        || is_offer(block, &text)
        || asks_for_mistakes(&text)
        || counts_readers(&text)
}

/// The same for the words of a paragraph. `is_linked`: whether it had a link that leads nowhere from here.
pub(super) fn is_invitation_line(content: &[Inline], is_linked: bool) -> bool {
    let text = plain_text(content);
    if !invites(&text) {
        return false;
    }
    let mut linked = 0;
    visit_inlines(content, &mut |inline| {
        if let Inline::Link(link) = inline {
            linked += letters(&plain_text(&link.content));
        }
    });
    let bare = letters(&text).saturating_sub(linked);
    (linked > 0 && bare <= LONGEST_INVITATION) || (is_linked && bare <= LONGEST_BAR && text.contains(':'))
}

/// Whether words begin as a note of the editors does, or one of what was corrected.
pub(super) fn is_correction(words: &str) -> bool {
    const CORRECTIONS: &[&str] = &[
        "this article was amended",
        "this article was corrected",
        "this article was updated",
        "this article has been amended",
        "this article has been corrected",
        "this article has been updated",
        "this story was updated",
        "this story has been updated",
        "this story has been corrected",
        "an earlier version of this",
        "correction:",
        "clarification:",
        "editor's note",
        "editor’s note",
        "düzəliş:",
        "redaksiyadan:",
        "düzeltme:",
        "editörün notu",
        "исправление:",
        "поправка:",
        "от редакции:",
        "від редакції:",
        "korrektur:",
        "anmerkung der redaktion",
        "in einer früheren version",
        "note de la rédaction",
        "nota de la redacción",
        "nota del editor",
        "corrección:",
    ];
    let start = fold(&words.chars().take(LONGEST_LABEL).collect::<String>());
    CORRECTIONS.iter().any(|beginning| start.starts_with(&fold(beginning)))
}

/// Whether one of the links and buttons of a block asks to subscribe or to sign in.
pub(super) fn asks_to_subscribe(block: &NodeRef<'_>) -> bool {
    block.descendants_it().filter(|node| node.has_name("a") || node.has_name("button")).any(|node| {
        let mut text = String::new();
        for part in node.descendants_it().filter(NodeRef::is_text) {
            text.push_str(&part.text());
            if text.len() > LONGEST_OF_BUTTON * 8 {
                return false;
            }
        }
        invites_to_subscribe(&text)
    })
}

/// Whether words recommend what is ordered or followed: a letter, a channel, a programme.
pub(super) fn promotes(words: &str) -> bool {
    let words = fold(words);
    let begins = |start: &&str| words.starts_with(start);
    FOLLOWING.iter().chain(ORDERED).any(|ordered| words.contains(ordered))
        || SUBSCRIBING.iter().any(begins)
        || invites(&words)
}

/// Whether the words of a link, of a button or of a line ask to subscribe or to sign in.
pub(super) fn invites_to_subscribe(words: &str) -> bool {
    let words = fold(words.trim());
    words.chars().count() <= LONGEST_OF_BUTTON && SUBSCRIBING.iter().any(|start| words.starts_with(start))
}

/// "Read also: …", the words beside it all linked.
fn is_invitation(block: &NodeRef<'_>) -> bool {
    let Some(first) = block.descendants_it().find(NodeRef::is_nonempty_text) else { return false };
    if labels_link(&first.text()) {
        // The label, and one link.
        let links = block.descendants_it().filter(|node| node.has_name("a")).take(2).count();
        let texts = texts(block);
        return links == 1 && texts.linked > texts.bare && texts.bare == letters(&first.text());
    }
    if !invites(&first.text()) {
        return false;
    }
    let texts = texts(block);
    if texts.linked == 0 {
        // The invitation alone, and below it a block of links.
        return texts.bare <= LONGEST_INVITATION
            && block.next_element_sibling().is_some_and(|next| self::texts(&next).is_linked());
    }
    texts.bare <= LONGEST_INVITATION
}

/// Whether a block follows an invitation, or others that do, and is all links.
pub(super) fn follows_invitation(block: &NodeRef<'_>) -> bool {
    let mut before = std::iter::successors(block.prev_element_sibling(), NodeRef::prev_element_sibling);
    let previous = before.by_ref().take(MOST_INVITED).find(|before| !texts(before).is_linked());
    texts(block).is_linked()
        && previous.is_some_and(|previous| {
            let first = previous.descendants_it().find(NodeRef::is_nonempty_text);
            first.is_some_and(|first| invites(&first.text()))
                && texts(&previous).linked == 0
                && texts(&previous).bare <= LONGEST_INVITATION
        })
}

/// Whether words are such a label with its colon.
fn labels_link(text: &str) -> bool {
    let text = text.trim().trim_start_matches(|it: char| !it.is_alphanumeric());
    !is_longer_than(text, LONGEST_LABEL)
        && text.strip_suffix(':').is_some_and(|label| LABELS_OF_LINK.contains(&fold(label.trim_end()).as_str()))
}

fn invites(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(40).collect();
    let start = fold(&start);
    INVITATIONS.iter().any(|invitation| start.starts_with(invitation))
}

fn is_bar(block: &NodeRef<'_>) -> bool {
    let mut links = block.descendants_it().filter(|node| node.has_name("a")).peekable();
    links.peek().is_some()
        && links.all(|link| {
            let address = link.attr("href").unwrap_or_default().to_ascii_lowercase();
            SHARERS.iter().any(|sharer| address.contains(sharer))
        })
        && texts(block).length() <= LONGEST_BAR
}

/// "Share: Facebook, Telegram", without a link, and nothing else.
fn is_list_of_sharers(text: &str) -> bool {
    // "Share this article: Facebook, Telegram".
    let text = match text.split_once(':') {
        Some((label, rest)) if SHARING.iter().any(|start| label.starts_with(start)) => {
            Cow::Owned(format!("{} {rest}", label.split(' ').next().unwrap_or_default()))
        }
        Some(_) | None => Cow::Borrowed(text),
    };
    let mut words = text.split(|it: char| it.is_whitespace() || matches!(it, ',' | ':' | '|' | '/' | '·'));
    let begins = words.next().is_some_and(|first| SHARING.iter().any(|start| first.starts_with(start)));
    let mut networks = words.filter(|word| !word.is_empty()).peekable();
    begins && networks.peek().is_some() && networks.all(|word| NETWORKS.contains(&word))
}

/// "Follow us on Telegram", all links leading there, or nothing else and no sentence.
fn asks_to_follow(block: &NodeRef<'_>, text: &str) -> bool {
    if !FOLLOWING.iter().any(|words| text.contains(words)) {
        return false;
    }
    let mut links = block.descendants_it().filter(|node| node.has_name("a")).peekable();
    let names_network = || text.split(|it: char| !it.is_alphanumeric()).any(|word| NETWORKS.contains(&word));
    if links.peek().is_none() {
        return !is_longer_than(text, LONGEST_FOLLOWING)
            && FOLLOWING.iter().any(|words| text.starts_with(words))
            && !ends_sentence(text)
            && names_network();
    }
    links.peek().is_some()
        && links.all(|link| {
            let address = link.attr("href").unwrap_or_default().to_ascii_lowercase();
            FOLLOWED.iter().any(|place| address.contains(place))
        })
}

/// "You must be logged in to post a comment", and nothing else.
fn is_for_guests(text: &str) -> bool {
    text.len() <= LONGEST_FOR_GUESTS * 2 && FOR_GUESTS.iter().any(|words| text.starts_with(words))
}

/// The words of a block, folded; none where they are more than so many bytes.
fn short_text(block: &NodeRef<'_>, most: usize) -> String {
    let mut text = String::new();
    for part in block.descendants_it().filter(NodeRef::is_text) {
        text.push_str(&part.text());
        if text.trim().len() > most * 2 {
            return String::new();
        }
    }
    fold(text.trim())
}

/// A form, and the words that recommend to send it.
fn is_form(block: &NodeRef<'_>) -> bool {
    let Some(element) = block.element_ref() else { return false };
    let says = |attribute: &str| {
        element.attr(attribute).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            FORMS.iter().any(|word| value.contains(word))
        })
    };
    (says("class") || says("id"))
        && block.descendants_it().any(|node| ["form", "input", "button"].iter().any(|name| node.has_name(name)))
        && texts(block).length() <= LONGEST_FORM
}

/// A line that says for whom something is advertised, as the law demands: "Реклама. ООО «…», erid: LjN8K…".
fn names_advertiser(text: &str) -> bool {
    let begins = ADVERTISED.iter().any(|words| text.starts_with(words));
    let mut words = text.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty());
    let names_one = words.clone().any(|word| ADVERTISERS.contains(&word));
    let is_token = |word: &str| word.len() >= SHORTEST_TOKEN && word.bytes().all(|it| it.is_ascii_alphanumeric());
    let has_token = words.any(|word| word == TOKEN) && words.next().is_some_and(is_token);
    // A sentence about such a token goes on behind it.
    has_token && (text.contains("реклам") || names_one || words.next().is_none()) || begins && names_one
}

/// A word that labels an advertisement or something to be pressed, alone, or a few of them.
fn is_label(block: &NodeRef<'_>) -> bool {
    // "- Advertisement -": the signs around it are none of it.
    let is_sign = |it: char| it.is_whitespace() || matches!(it, '-' | '–' | '—' | '*' | '[' | ']' | '(' | ')' | '.');
    let is_one = |text: &str| {
        !is_longer_than(text, LONGEST_LABEL) && LABELS.contains(&fold(text.trim_matches(is_sign)).as_str())
    };
    let mut texts = block.descendants_it().filter(NodeRef::is_nonempty_text);
    let first = texts.next().is_some_and(|text| is_one(&text.text()));
    first && texts.by_ref().take(MOST_LABELS).all(|text| is_one(&text.text())) && texts.next().is_none()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|character| !character.is_whitespace()).count()
}

/// How many characters of a block are linked, and how many are not; white space does not count.
struct Texts {
    linked: usize,
    bare: usize,
}

impl Texts {
    fn length(&self) -> usize {
        self.linked + self.bare
    }

    fn is_linked(&self) -> bool {
        self.linked > 0 && self.bare * 4 <= self.linked
    }
}

fn texts(block: &NodeRef<'_>) -> Texts {
    let mut texts = Texts { linked: 0, bare: 0 };
    for node in block.descendants_it().filter(NodeRef::is_nonempty_text) {
        let length = letters(&node.text());
        let linked = node.ancestors_it(None).take_while(|ancestor| ancestor.id != block.id).any(|it| it.has_name("a"));
        *if linked || block.has_name("a") { &mut texts.linked } else { &mut texts.bare } += length;
    }
    texts
}
