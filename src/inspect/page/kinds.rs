//! What words of a page are that no file has: what every page has around its article, or a part of it that is lost.
//!
//! A name (`class`, `id`, `role`) never makes surroundings of words by itself: only where the words look like it, by
//! their links or their shortness. What reads as prose is the article's until something better than a name is known.

use super::visible::{Visible, VisibleBlock};
use super::words::words;

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
/// Prose has so many words.
const PROSE: usize = 8;
/// So many words of prose are no label, whatever the names say.
const TOO_LONG: usize = 25;
/// So many are not what stands in the place of something else.
const FAR_TOO_LONG: usize = 80;

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
    "section",
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
        let amount = &mut amounts[block.element];
        for index in block.words.clone() {
            amount.words += 1;
            amount.linked += usize::from(page.elements[page.words[index].element].linked);
            amount.kept += usize::from(kept[index]);
            amount.prose += usize::from(prose);
        }
    }
    // Whatever holds an element came before it.
    for index in (1..amounts.len()).rev() {
        if let Some(parent) = page.elements[index].parent {
            let WordCount { words, linked, prose, kept } = amounts[index];
            let above = &mut amounts[parent];
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

/// What a block is of which no file has a word. `after` says whether it stands behind the last words that one has.
pub(super) fn of_block(page: &Visible, amounts: &[WordCount], block: &VisibleBlock, after: bool) -> LeftOut {
    if let Some(kind) = label(page, block) {
        return kind;
    }
    let mut element = Some(block.element);
    let is_line = |name: &str| matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre");
    while let Some(index) = element {
        let (this, amount) = (&page.elements[index], amounts[index]);
        if amount.kept > 0 {
            break;
        }
        if let Some(kind) = of_element(&this.name, &this.names, amount, is_line(&this.name), after) {
            return kind;
        }
        element = this.parent;
    }
    LeftOut::Lost
}

fn of_element(name: &str, names: &str, amount: WordCount, is_line: bool, after: bool) -> Option<LeftOut> {
    let has = |list: &[&str]| {
        names.split(|character: char| !character.is_alphanumeric()).any(|part| list.contains(&part))
            || names.split_whitespace().any(|part| list.contains(&part))
    };
    let is_long = amount.prose >= TOO_LONG && !amount.is_links();
    match name {
        "nav" | "menu" => return Some(LeftOut::Navigation),
        "button" | "form" | "dialog" | "fieldset" | "summary" => return Some(LeftOut::Invitation),
        "footer" if !is_long || after => return Some(LeftOut::Navigation),
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
    [(ADVERT, LeftOut::Advert), (INVITATION, LeftOut::Invitation), (NAVIGATION, LeftOut::Navigation)]
        .into_iter()
        .find(|(list, _)| has(list))
        .map(|(_, kind)| kind)
}

/// A line that is a label as a whole.
fn label(page: &Visible, block: &VisibleBlock) -> Option<LeftOut> {
    if block.words.len() > 6 {
        return None;
    }
    let said: Vec<String> = page.words[block.words.clone()].iter().map(|word| word.text.to_lowercase()).collect();
    LABELS.iter().find(|(labels, _)| labels.iter().any(|label| words(label) == said)).map(|(_, kind)| *kind)
}
