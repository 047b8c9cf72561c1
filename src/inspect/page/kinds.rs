//! What words of a page are that no file has: what every page has around its article, or a part of it that is lost.
//!
//! A name (`class`, `id`, `role`) never makes surroundings of words by itself: only where the words look like it, by
//! their links or their shortness. What reads as prose is the article's until something better than a name is known.

use super::visible::{Visible, VisibleBlock, VisibleElement};
use super::words::words;

/// Where a block stands, beside the words of the body that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadPlace {
    Before,
    Between,
    Behind,
}

/// What words of a page are that are in no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Menus, lists of links, what the site says of itself at its head and foot.
    Navigation,
    /// What readers of the page wrote.
    Comment,
    /// Buttons and forms, invitations to share, to follow, to subscribe.
    Invitation,
    /// Advertisements.
    Advert,
    /// None of these, and nothing that is certainly the article's: credits, times, labels.
    Other,
    /// Words that the files should have.
    Lost,
}

impl LeftOut {
    /// What a sentence calls it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Navigation => "navigation",
            Self::Comment => "comment",
            Self::Invitation => "invitation",
            Self::Advert => "advert",
            Self::Other => "other",
            Self::Lost => "lost",
        }
    }
}

/// Of so many words in a hundred that are linked a part is a list of links.
const LINKED: usize = 50;
/// Of so many words of a passage that tells something one leads somewhere else at most.
const MOST_LINKED: usize = 3;
/// Prose has so many words.
const PROSE: usize = 8;
/// A sentence has so many words.
const SENTENCE: usize = 3;
/// So many words of prose are no label, whatever the names say.
const TOO_LONG: usize = 25;
/// So many are not what stands in the place of something else.
const FAR_TOO_LONG: usize = 80;

/// Of so many words one may stand in the files by chance.
const BY_CHANCE: usize = 6;
/// What is said of another article beside its headline has so many words.
const OF_TEASER: usize = 60;
/// The most words of a line that says when.
const LONGEST_MOMENT: usize = 9;

/// What asks for a subscription, a registration or a permission, in small letters without marks.
const ASKING: &[&str] = &[
    "full access to this article",
    "already a subscriber",
    "subscribers only",
    "subscribe to continue",
    "subscribe to read",
    "sign in to read",
    "log in to read",
    "to continue reading",
    "external content",
    "third party content",
    "allow cookies",
    "accept cookies",
    "enable javascript",
    "nur für abonnenten",
    "bereits abonnent",
    "externen inhalt",
    "externe inhalt",
    "empfohlener redaktioneller inhalt",
    "um eingebettete inhalte anzuzeigen",
    "to display embedded content",
    "to show embedded content",
    "afficher le contenu intégré",
    "mostrar el contenido incrustado",
    "werbevereinbarung",
    "datenschutzerklärung gelesen",
    "réservé aux abonnés",
    "déjà abonné",
    "contenu externe",
    "solo para suscriptores",
    "contenido externo",
    "riservato agli abbonati",
    "contenuto esterno",
    "только для подписчиков",
    "оформите подписку",
    "внешний контент",
    "yalnız abunəçilər",
    "abunəçilər üçün",
    "sadece aboneler",
    "abonelere özel",
    "harici içerik",
    "会員限定",
    "会員登録",
    "newsletters may contain",
    "your privacy settings",
];
/// Forms of firms that advertise, in small letters.
const FIRMS: &[&str] = &["ооо", "оао", "пао", "зао", "ао", "ип", "тоо", "инн"];
/// What is ordered.
const LETTERS: &[&str] =
    &["newsletter", "бюллетень", "рассылк", "bülten", "bülleten", "telegram", "whatsapp", "メルマガ"];
/// How it is ordered.
const ORDER: &[&str] = &[
    "anmeld",
    "abonnier",
    "sign up",
    "subscribe",
    "register",
    "inscri",
    "abonnez",
    "suscr",
    "iscriv",
    "подпис",
    "abone",
    "abunə",
    "qoşul",
    "kanal",
    "канал",
    "登録",
];

const COMMENT: &[&str] = &["comment", "comments", "disqus", "respond", "reader-opinions", "livefyre", "discussion"];
const ADVERT: &[&str] = &[
    "ad",
    "ads",
    "adv",
    "advert",
    "advertisement",
    "advertising",
    "advertorial",
    "adslot",
    "adunit",
    "dfp",
    "taboola",
    "outbrain",
    "sponsor",
    "sponsored",
    "banner",
    "promo",
    "promotion",
    "reklam",
    "anzeige",
    "werbung",
    "affiliate",
];
const INVITATION: &[&str] = &[
    "share",
    "sharing",
    "social",
    "subscribe",
    "subscription",
    "newsletter",
    "follow",
    "signup",
    "register",
    "donate",
    "paywall",
    "login",
    "cta",
    "consent",
    "cookie",
    "cookies",
    "gdpr",
    "toolbar",
    "tools",
    "copylink",
    "bookmark",
    "player",
    "audio",
    "listen",
    "feedback",
    "poll",
    "app",
    "apps",
    "whatsapp",
    "telegram",
    "preferred",
    "follows",
    "piano",
    "regwall",
    "notification",
    "push",
    "poool",
    "offer",
    "placeholder",
    "sourcepoint",
    "popup",
    "overlay",
    "modal",
    "tooltip",
    "alert",
    "fallback",
    "newsletterbox",
    "partage",
    "identity",
    "survey",
];
const NAVIGATION: &[&str] = &[
    "nav",
    "navigation",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "related",
    "recommend",
    "recommended",
    "recommendations",
    "more",
    "readmore",
    "tags",
    "topics",
    "topic",
    "footer",
    "sidebar",
    "toc",
    "trending",
    "popular",
    "latest",
    "teaser",
    "teasers",
    "card",
    "cards",
    "widget",
    "author",
    "authors",
    "byline",
    "bio",
    "meta",
    "copyright",
    "credits",
    "links",
    "header",
    "masthead",
    "logo",
    "print",
    "keywords",
    "categories",
    "category",
    "pagination",
    "mostread",
    "most-read",
    "also",
    "read-also",
    "see-also",
    "inline-link",
    "date",
    "time",
    "published",
    "updated",
    "timestamp",
    "linkbox",
    "contentinfo",
    "banner",
    "complementary",
    "search",
    "kicker",
    "label",
    "onward",
    "headlines",
    "carousel",
    "slider",
    "rail",
    "series",
    "read-next",
    "next",
    "previous",
];
/// A name of the line above a headline, and of any part of a page.
const SECTION: &[&str] = &["section"];
/// Names of what says whose a picture is.
const CREDIT: &[&str] = &["copyright", "credit", "credits"];
/// Names of what asks its reader for something before it shows anything.
const IN_THE_WAY: &[&str] = &[
    "placeholder",
    "sourcepoint",
    "consent",
    "cookie",
    "cookies",
    "gdpr",
    "newsletter",
    "newsletterbox",
    "popup",
    "modal",
    "overlay",
    "paywall",
    "regwall",
    "cmp",
    "onetrust",
];
/// Short lines that are not an article's, in the languages of the tool and those of most pages.
const LABELS: &[(&[&str], LeftOut)] = &[
    (
        &[
            "advertisement",
            "advert",
            "реклама",
            "reklam",
            "reklama",
            "anzeige",
            "werbung",
            "publicité",
            "publicidad",
            "pubblicità",
            "رеклама",
            "აგვერდა",
            "რეკლამა",
            "تبلیغات",
            "إعلان",
            "mainos",
            "annonse",
            "annons",
            "広告",
            "story continues below advertisement",
            "article continues below",
            "article continues after advertisement",
            "continue reading below",
            "scroll to continue",
        ],
        LeftOut::Advert,
    ),
    (
        &[
            "share",
            "share this",
            "share this article",
            "save",
            "print",
            "copy link",
            "link copied",
            "email",
            "subscribe",
            "sign up",
            "log in",
            "follow us",
            "listen",
            "paylaş",
            "abunə ol",
            "abone ol",
            "поделиться",
            "подписаться",
            "გაზიარება",
            "теilen",
            "teilen",
            "partager",
            "compartir",
            "condividi",
            "udostępnij",
            "jaa",
            "dela",
            "del",
            "شارك",
            "اشتراک گذاری",
            "close",
            "play",
            "loading",
            "enlarge",
            "show more",
            "show less",
            "more",
            "gift article",
            "comments",
            "comment",
            "click to expand",
            "view comments",
            "add to favorites",
            "toggle caption",
            "hide caption",
            "open image in gallery",
        ],
        LeftOut::Invitation,
    ),
    (
        &[
            "read more",
            "read also",
            "see also",
            "related",
            "related stories",
            "more on this story",
            "oxşar xəbərlər",
            "həmçinin oxuyun",
            "bunu da oxuyun",
            "ayrıca okuyun",
            "читайте также",
            "по теме",
            "lesen sie auch",
            "mehr zum thema",
            "lire aussi",
            "à lire aussi",
            "leer más",
            "lea también",
            "leggi anche",
            "czytaj też",
            "lue myös",
            "läs också",
            "les også",
            "read next",
            "recommended stories",
            "editors picks",
            "up next",
            "topics",
            "most read",
            "latest news",
            "top stories",
            "you may also like",
            "recommended for you",
            "more from",
            "auch interessant",
            "das könnte sie auch interessieren",
            "das könnte sie interessieren",
            "lesen sie dazu auch",
            "mehr dazu",
            "mehr lesen",
            "weitere artikel",
            "digər xəbərlər",
            "son xəbərlər",
            "ən çox oxunanlar",
            "ilginizi çekebilir",
            "diğer haberler",
            "önerilen haberler",
            "son dakika haberleri",
            "смотрите также",
            "новости по теме",
            "материалы по теме",
            "ещё по теме",
            "популярное",
            "читайте також",
            "sur le même sujet",
            "vous aimerez aussi",
            "te puede interesar",
            "noticias relacionadas",
            "potrebbe interessarti",
            "zobacz także",
            "czytaj także",
            "lees ook",
            "aiheesta lisää",
            "関連記事",
        ],
        LeftOut::Navigation,
    ),
];

/// What an element and all in it amounts to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WordCount {
    pub(super) words: usize,
    pub(super) linked: usize,
    /// Words in blocks that read as prose.
    pub(super) prose: usize,
    /// Words that are in the files.
    pub(super) kept: usize,
    /// Fields that can be filled in.
    pub(super) fields: usize,
    /// Headings that are links as a whole: those of other articles.
    pub(super) teasers: usize,
    /// Blocks that ask their reader for something by their words.
    pub(super) asking: usize,
}

impl WordCount {
    pub(super) fn is_links(self) -> bool {
        self.linked * 100 >= self.words * LINKED
    }
}

/// The amounts of all elements.
pub(super) fn amounts(page: &Visible, kept: &[bool]) -> Vec<WordCount> {
    let mut amounts = vec![WordCount::default(); page.elements.len()];
    for block in &page.blocks {
        let prose = is_prose(page, block);
        let is_asking = asks(page, block);
        let linked = block.words.clone().all(|index| page.elements[page.words[index].element].linked);
        let is_heading = matches!(&*page.elements[block.element].name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let amount = &mut amounts[block.element];
        amount.asking += usize::from(is_asking);
        amount.teasers += usize::from(is_heading && linked);
        for index in block.words.clone() {
            amount.words += 1;
            amount.linked += usize::from(page.elements[page.words[index].element].linked);
            amount.kept += usize::from(kept[index]);
            amount.prose += usize::from(prose);
        }
    }
    for (amount, element) in amounts.iter_mut().zip(&page.elements) {
        amount.fields += usize::from(matches!(&*element.name, "input" | "textarea" | "select") && !element.hidden);
    }
    // Whatever holds an element came before it.
    for index in (1..amounts.len()).rev() {
        if let Some(parent) = page.elements[index].parent {
            let WordCount { words, linked, prose, kept, fields, teasers, asking } = amounts[index];
            let above = &mut amounts[parent];
            above.fields += fields;
            above.teasers += teasers;
            above.asking += asking;
            above.words += words;
            above.linked += linked;
            above.prose += prose;
            above.kept += kept;
        }
    }
    amounts
}

/// Whether a block reads as prose: long enough, a sentence, and no link as a whole.
pub(super) fn is_prose(page: &Visible, block: &VisibleBlock) -> bool {
    let linked = block.words.clone().filter(|&index| page.elements[page.words[index].element].linked).count();
    block.words.len() >= PROSE && block.ends_sentence && linked * 2 < block.words.len()
}

/// Whether a block is a sentence, however short.
pub(super) fn is_sentence(block: &VisibleBlock) -> bool {
    block.ends_sentence && block.words.len() >= SENTENCE
}

/// What a block is of which the files have few words or none.
pub(super) fn of_block(page: &Visible, amounts: &[WordCount], block: &VisibleBlock, place: ReadPlace) -> LeftOut {
    if let Some(kind) = label(page, block) {
        return kind;
    }
    if names_advertiser(page, block) {
        return LeftOut::Advert;
    }
    if asks(page, block) {
        return LeftOut::Invitation;
    }
    if is_time(page, block) {
        return LeftOut::Other;
    }
    let mut element = Some(block.element);
    while let Some(index) = element {
        let (this, amount) = (&page.elements[index], amounts[index]);
        // One word or another of it stands in every article.
        if amount.kept * BY_CHANCE > amount.words {
            break;
        }
        // Between words that were read a sentence that leads nowhere as a whole is the article's, whatever holds it is
        // called.
        let leads_little = amount.linked * MOST_LINKED < amount.words && amount.teasers == 0 && is_prose(page, block);
        let is_plain = place == ReadPlace::Between
            && is_sentence(block)
            && (amount.linked == 0 || leads_little)
            && amount.fields == 0;
        if let Some(kind) = of_element(this, amount, place, is_plain) {
            return kind;
        }
        element = this.parent;
    }
    LeftOut::Lost
}

/// Whether a block stands in the page's ways to other pages, whatever of its words the files have.
pub(super) fn is_in_navigation(page: &Visible, block: &VisibleBlock) -> bool {
    page.above(block.element).any(|index| {
        let element = &page.elements[index];
        let mut names = element.names.split_whitespace();
        matches!(&*element.name, "nav" | "menu")
            || names.any(|name| matches!(name, "navigation" | "menubar") || name.contains("breadcrumb"))
    })
}

/// Whether a short line is a moment: most of its words have digits, or stand beside such.
fn is_time(page: &Visible, block: &VisibleBlock) -> bool {
    let has_digit = |word: &str| word.chars().any(|character| character.is_ascii_digit());
    let digits = page.words[block.words.clone()].iter().filter(|word| has_digit(&word.text)).count();
    block.words.len() <= LONGEST_MOMENT && digits >= 2 && digits * 3 >= block.words.len()
}

/// Whether a short line says for whom something is advertised, with the token that the law of Russia demands, or the form of
/// the firm.
fn names_advertiser(page: &Visible, block: &VisibleBlock) -> bool {
    if block.words.len() > TOO_LONG {
        return false;
    }
    let said: Vec<String> = page.words[block.words.clone()].iter().map(|word| word.text.to_lowercase()).collect();
    let has = |wanted: &[&str]| said.iter().any(|word| wanted.contains(&word.as_str()));
    let begins = said.first().is_some_and(|first| first == "реклама");
    has(&["erid"]) && (has(&["реклама", "рекламы"]) || has(FIRMS)) || begins && has(FIRMS)
}

/// Whether the words of a block ask its reader for something: to subscribe, to sign in, to allow what others send.
fn asks(page: &Visible, block: &VisibleBlock) -> bool {
    if block.words.len() > TOO_LONG * 5 {
        return false;
    }
    let said: Vec<String> = page.words[block.words.clone()].iter().map(|word| word.text.to_lowercase()).collect();
    let text = said.join(" ");
    // Scripts without spaces have a word for each character.
    let close: String = said.concat();
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase) || close.contains(phrase));
    has(ASKING) || block.words.len() <= TOO_LONG && has(LETTERS) && has(ORDER)
}

/// What an element is by its name, by what it is called and by what is in it. `is_plain`: what it holds is a sentence between
/// words that were read.
fn of_element(element: &VisibleElement, amount: WordCount, place: ReadPlace, is_plain: bool) -> Option<LeftOut> {
    let (name, names) = (&*element.name, &*element.names);
    let is_line = matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre");
    let after = place == ReadPlace::Behind;
    let has = |list: &[&str]| {
        names.split(|character: char| !character.is_alphanumeric()).any(|part| list.contains(&part))
            || names.split_whitespace().any(|part| list.contains(&part))
    };
    let is_long = amount.prose >= TOO_LONG && !amount.is_links();
    match name {
        "nav" | "menu" => return Some(LeftOut::Navigation),
        "button" | "form" | "dialog" | "fieldset" | "summary" => return Some(LeftOut::Invitation),
        "footer" if !is_long && !is_plain || after => return Some(LeftOut::Navigation),
        "ins" if has(ADVERT) || names.contains("adsby") => return Some(LeftOut::Advert),
        _ => {}
    }
    let role = |roles: &[&str]| names.split_whitespace().any(|part| roles.contains(&part));
    if role(&["navigation", "search", "contentinfo", "toolbar", "menubar"]) && !is_long {
        return Some(LeftOut::Navigation);
    }
    if role(&["dialog", "alertdialog"]) {
        return Some(LeftOut::Invitation);
    }
    if !is_line && (amount.fields > 0 || amount.asking > 0) && amount.prose < FAR_TOO_LONG {
        return Some(LeftOut::Invitation);
    }
    if amount.teasers > 0 && amount.prose <= amount.teasers * OF_TEASER && (after || amount.teasers > 1) {
        return Some(LeftOut::Navigation);
    }
    if amount.words > 0 && amount.is_links() {
        return Some(LeftOut::Navigation);
    }
    if is_line {
        return None;
    }
    if has(COMMENT) && (after || amount.words < PROSE / 2) {
        return Some(LeftOut::Comment);
    }
    if has(IN_THE_WAY) && amount.prose < FAR_TOO_LONG {
        return Some(LeftOut::Invitation);
    }
    if is_long {
        return None;
    }
    if has(SECTION) && amount.prose == 0 && !is_plain {
        return Some(LeftOut::Navigation);
    }
    [(ADVERT, LeftOut::Advert), (INVITATION, LeftOut::Invitation), (NAVIGATION, LeftOut::Navigation)]
        .into_iter()
        .find(|(list, kind)| has(list) && !(is_plain && *kind != LeftOut::Advert && !has(CREDIT)))
        .map(|(_, kind)| kind)
}

/// Whether a short line begins with what stands above ways to other pages: "Mehr zum Thema finden Sie hier:".
pub(super) fn begins_with_label(page: &Visible, block: &VisibleBlock) -> bool {
    if block.words.len() > TOO_LONG {
        return false;
    }
    let said: Vec<String> = page.words[block.words.clone()].iter().map(|word| word.text.to_lowercase()).collect();
    let begins = |label: &&str| {
        let label = words(label);
        label.len() > 1 && said.starts_with(&label)
    };
    LABELS.iter().any(|(labels, kind)| *kind == LeftOut::Navigation && labels.iter().any(begins))
}

/// A line that is a label as a whole, or leads somewhere else and begins with one.
pub(super) fn label(page: &Visible, block: &VisibleBlock) -> Option<LeftOut> {
    if block.words.len() > TOO_LONG {
        return None;
    }
    let said: Vec<String> = page.words[block.words.clone()].iter().map(|word| word.text.to_lowercase()).collect();
    let leads = block.words.clone().any(|index| page.elements[page.words[index].element].linked);
    let is_label = |label: &&str| {
        let label = words(label);
        label == said || label.len() > 1 && leads && said.starts_with(&label)
    };
    LABELS.iter().find(|(labels, _)| labels.iter().any(is_label)).map(|(_, kind)| *kind)
}
