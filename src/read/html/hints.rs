//! What an element says of itself that is no word of the page: its name, its role, its class and its identity.
//!
//! Of whole blocks beside the article they are believed, together with what is written there; of a word in the midst of
//! a sentence never.

use dom_query::NodeRef;

use super::embeds;

/// What an element is for, as far as its name or its role says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementKind {
    /// An article, or its body.
    Article,
    /// What is the page's own, beside navigation and foot.
    Main,
    /// A paragraph, a heading, an item, a quotation, a cell, a caption: what holds words of its own.
    Prose,
    /// A heading.
    Heading,
    /// A list.
    List,
    /// A table.
    Table,
    /// A picture with its caption.
    Figure,
    /// Ways to other pages.
    Navigation,
    /// The foot of something.
    Foot,
    /// A form.
    Form,
    /// What stands beside the main matter.
    Aside,
    /// What lies over the page until somebody answers it.
    Dialog,
    /// Anything else.
    Other,
}

impl ElementKind {
    pub(super) fn of(name: &str, node: &NodeRef<'_>) -> Self {
        let role = node.attr("role");
        match role.as_deref().map(str::trim) {
            Some("navigation" | "menu" | "menubar" | "search" | "toolbar" | "tablist") => return Self::Navigation,
            Some("dialog" | "alertdialog") => return Self::Dialog,
            Some("contentinfo") => return Self::Foot,
            Some("article") => return Self::Article,
            Some("main") => return Self::Main,
            Some("form") => return Self::Form,
            Some("complementary") => return Self::Aside,
            Some("heading") => return Self::Heading,
            Some(_) | None => {}
        }
        if node.attr("itemprop").is_some_and(|property| property.split_ascii_whitespace().any(|it| it == "articleBody"))
        {
            return Self::Article;
        }
        match name {
            "article" => Self::Article,
            "main" => Self::Main,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "p" | "li" | "blockquote" | "pre" | "td" | "th" | "dd" | "dt" | "figcaption" | "caption" => Self::Prose,
            "ul" | "ol" | "dl" => Self::List,
            "table" | "thead" | "tbody" | "tfoot" | "tr" => Self::Table,
            "figure" if shows_something(node) => Self::Figure,
            // Without anything to press it is a list (HTML, 4.4.7).
            "menu"
                if !node
                    .descendants_it()
                    .any(|inner| ["a", "button", "input"].iter().any(|name| inner.has_name(name))) =>
            {
                Self::List
            }
            "nav" | "menu" => Self::Navigation,
            "footer" => Self::Foot,
            "form" => Self::Form,
            "aside" => Self::Aside,
            "dialog" => Self::Dialog,
            _ => Self::Other,
        }
    }
}

/// Whether a figure has what figures are for, and is no frame around words: a picture, a player, a table, preformatted
/// words, or a caption.
fn shows_something(figure: &NodeRef<'_>) -> bool {
    const SHOWN: &[&str] = &["figcaption", "table", "pre", "svg", "canvas", "math", "noscript", "picture"];
    figure.descendants_it().any(|inner| {
        inner.qual_name_ref().is_some_and(|name| {
            SHOWN.contains(&&*name.local) || embeds::is_picture(&name.local) || embeds::is_player(&name.local)
        })
    })
}

/// Words of which one begins a word of the class or the identity of what stands beside an article.
const BESIDE: &[&str] = &[
    "relat",
    "recommend",
    "newsletter",
    "subscri",
    "abonn",
    "promo",
    "teaser",
    "comment",
    "share",
    "sharing",
    "social",
    "sidebar",
    "advert",
    "breadcrumb",
    "cookie",
    "consent",
    "gdpr",
    "login",
    "signup",
    "signin",
    "registration",
    "regwall",
    "popular",
    "trending",
    "mostread",
    "readmore",
    "navig",
    "paginat",
    "toolbar",
    "disqus",
    "sponsor",
    "affiliat",
    "banner",
    "donat",
    "upsell",
    "follow",
    "outbrain",
    "taboola",
    "feedback",
    "tagcloud",
    "keyword",
    "similar",
    "suggest",
    "recirc",
    "optin",
    "printfooter",
];
/// Words of which one is such a word.
const BESIDE_WHOLE: &[&str] =
    &["ad", "ads", "nav", "menu", "tags", "tag", "topics", "more", "next", "poll", "quiz", "also", "bio", "most"];
/// What such words say of what readers write below: an opinion may be a comment, never several.
const COMMENTS: &[&str] = &[
    "comments",
    "commentlist",
    "commentarea",
    "commentform",
    "kommentare",
    "kommentarer",
    "commentaires",
    "comentarios",
    "commenti",
    "yorumlar",
    "rəylər",
    "disqus",
];
/// What such words say of whoever wrote the article.
const WRITERS: &[&str] = &["author", "autor", "auteur", "biogra", "contributor", "redakteur"];
/// What such words say of a caption.
const CAPTIONS: &[&str] = &["caption", "legend", "cutline", "bildunterschrift", "imagecaption", "figcaption"];
/// What such words say of a lead.
const LEADS: &[&str] = &[
    "lead",
    "lede",
    "leadtext",
    "intro",
    "standfirst",
    "dek",
    "deck",
    "vorspann",
    "chapo",
    "chapeau",
    "entradilla",
    "ingress",
    "spot",
    "subtitle",
    "subheadline",
    "subline",
    "subhead",
    "summary",
    "excerpt",
    "abstract",
    "bajada",
    "sapo",
    "anons",
    "özet",
    "ozet",
    "untertitel",
    "unterzeile",
];
/// What such words say of a picture.
const PICTURES: &[&str] = &["image", "img", "photo", "picture", "foto", "bild", "figure", "thumb"];
/// What such words say of facts and of notes of the editors: whole, and how they begin.
const FACTS: &[&str] = &["fact", "facts", "fakten", "faktlar", "spravka", "arayis", "arayış"];
const FACTS_BEGIN: &[&str] = &["infobox", "infokasten", "factbox", "factfile"];
const NOTES: &[&str] = &["note", "nota", "qeyd", "methods", "methodik", "metodika", "metodologiya", "yontem", "yöntem"];
const NOTES_BEGIN: &[&str] = &["correction", "clarification", "methodolog", "disclaimer", "editornote", "editorsnote"];
/// What such words say of pictures that are leafed through.
const GALLERIES: &[&str] = &[
    "gallery",
    "galerie",
    "galeri",
    "galleri",
    "galereya",
    "galería",
    "galeria",
    "slideshow",
    "slider",
    "carousel",
    "karusel",
    "swiper",
    "splide",
    "flickity",
    "bildstrecke",
    "fotostrecke",
    "fotogal",
    "diashow",
    "diaporama",
];
/// What such words say of an article, whatever holds it.
const ARTICLES: &[&str] =
    &["article", "post", "hentry", "story", "news", "entry", "item", "beitrag", "xeber", "xəbər", "haber", "noticia"];
/// What such words say of what asks for an answer before the page may be read.
const ASKING: &[&str] = &[
    "cookie",
    "consent",
    "gdpr",
    "ccpa",
    "kvkk",
    "onetrust",
    "didomi",
    "agegate",
    "ageverification",
    "cmp",
    "adblock",
    "browsehappy",
    "outdatedbrowser",
    "browserupgrade",
    "pushoptin",
    "webpush",
];
/// What such words say of what may lie over a page, and may be anything else.
const OVER: &[&str] =
    &["modal", "popup", "overlay", "lightbox", "gate", "notice", "alert", "prompt", "interstitial", "warning"];
/// What is asked for over a page, folded: consent, an age, another browser.
const ASKED: &[&str] = &[
    "cookie",
    "çerez",
    "куки",
    "файлы cookie",
    "kuki",
    "kukilər",
    "javascript",
    "your browser",
    "outdated browser",
    "ihr browser",
    "votre navigateur",
    "brauzer",
    "tarayıcı",
    "браузер",
    "18 years",
    "years of age",
    "yaşınızı",
    "yaşınızın",
    "18 yaşdan",
    "yaş həddi",
    "on səkkiz yaş",
    "18 yaş",
    "18 лет",
    "вам есть",
    "совершеннолет",
    "18 jahre",
    "alt genug",
    "18 ans",
    "privacy policy",
    "personal data",
    "datenschutz",
    "şəxsi məlumat",
    "kişisel veri",
    "персональных данных",
];

/// The most that asks for something, in bytes.
const LONGEST_ASKING: usize = 8_000;

/// Whether the class or the identity of an element says that it stands beside an article.
pub(super) fn is_beside(node: &NodeRef<'_>) -> bool {
    says(node, |word| BESIDE_WHOLE.contains(&word) || BESIDE.iter().any(|start| word.starts_with(start)))
}

/// Whether an element holds what readers say of an article, by its class, its identity or its property.
pub(super) fn is_of_readers(node: &NodeRef<'_>) -> bool {
    says(node, |word| COMMENTS.contains(&word))
        || node.attr("itemprop").is_some_and(|property| property.split_ascii_whitespace().any(|it| it == "comment"))
}

/// Whether the class or the identity of an element says that it is a part of what is folded up and down.
pub(super) fn is_folded(node: &NodeRef<'_>) -> bool {
    const FOLDED: &[&str] = &["accordion", "spoiler", "collaps", "toggle", "faq", "expand", "answer", "question"];
    says(node, |word| FOLDED.iter().any(|start| word.starts_with(start)))
}

/// Whether the class or the identity of an element says that it is an advertisement.
pub(super) fn is_advert(node: &NodeRef<'_>) -> bool {
    says(node, |word| matches!(word, "ad" | "ads") || word.starts_with("advert"))
}

/// Whether the class or the identity of an element says that it asks for consent, an age or another browser.
pub(super) fn is_asking(node: &NodeRef<'_>) -> bool {
    says(node, |word| ASKING.iter().any(|start| word.starts_with(start)))
}

/// Whether an element may lie over the page by its class or its identity, and asks for consent, an age or another browser
/// by its words, with something to press or to follow.
pub(super) fn lies_over(node: &NodeRef<'_>) -> bool {
    if !says(node, |word| OVER.iter().any(|start| word.starts_with(start))) {
        return false;
    }
    asks_for_consent(node)
}

/// Whether the words of an element ask for consent, an age or another browser, and there is something to press or to follow.
pub(super) fn asks_for_consent(node: &NodeRef<'_>) -> bool {
    let has_answer =
        node.descendants_it().any(|inner| ["button", "a", "input"].iter().any(|name| inner.has_name(name)));
    let mut letters = 0;
    let text: String = node
        .descendants_it()
        .filter(NodeRef::is_text)
        .map(|text| text.text().to_string())
        .take_while(|text| {
            letters += text.len();
            letters <= LONGEST_ASKING
        })
        .collect();
    let text = crate::language::fold::fold(&text);
    has_answer && letters <= LONGEST_ASKING && ASKED.iter().any(|asked| text.contains(asked))
}

/// Whether the class or the identity of an element says that it tells of whoever wrote the article.
pub(super) fn is_of_writer(node: &NodeRef<'_>) -> bool {
    says(node, |word| WRITERS.iter().any(|start| word.starts_with(start)))
}

/// Whether the class of an element says that it is the caption of a picture.
pub(super) fn is_caption(node: &NodeRef<'_>) -> bool {
    says(node, |word| CAPTIONS.iter().any(|start| word.starts_with(start)) || word.ends_with("caption"))
}

/// Whether the class of an element says that it is the lead of an article.
pub(super) fn is_lead(node: &NodeRef<'_>) -> bool {
    // What a site calls it for its tests, where style sheets have names that say nothing.
    let is_called = || {
        let names = ["data-testid", "data-component", "data-qa"].into_iter().filter_map(|name| node.attr(name));
        names
            .map(|name| name.to_lowercase())
            .any(|name| name.split(|it: char| !it.is_alphanumeric()).any(|word| LEADS.contains(&word)))
    };
    is_called()
        || says(node, |word| LEADS.contains(&word))
        || node
            .attr("itemprop")
            .is_some_and(|property| &*property == "description" || &*property == "alternativeHeadline")
}

/// Whether the class or the identity of an element calls it a box of facts or a note.
pub(super) fn is_note(node: &NodeRef<'_>) -> bool {
    is_facts(node)
        || says(node, |word| NOTES.contains(&word) || NOTES_BEGIN.iter().any(|start| word.starts_with(start)))
}

/// Whether the class or the identity of an element calls it a box of facts.
pub(super) fn is_facts(node: &NodeRef<'_>) -> bool {
    says(node, |word| FACTS.contains(&word) || FACTS_BEGIN.iter().any(|start| word.starts_with(start)))
}

/// Whether the class of an element says that it is a heading.
pub(super) fn is_called_heading(node: &NodeRef<'_>) -> bool {
    says(node, |word| matches!(word, "heading" | "subheading" | "headline" | "subhead" | "crosshead" | "subtitle"))
}

/// Whether the class of an element says that it is the line above a headline.
pub(super) fn is_above_headline(node: &NodeRef<'_>) -> bool {
    says(node, |word| {
        matches!(
            word,
            "kicker"
                | "overline"
                | "eyebrow"
                | "topline"
                | "roofline"
                | "dachzeile"
                | "spitzmarke"
                | "surtitle"
                | "surtitre"
                | "uptitle"
                | "pretitle"
                | "supertitle"
                | "antetitulo"
                | "rotitr"
                | "rootitr"
                | "routitr"
                | "ustbaslik"
                | "üstbaşlık"
                | "ustbasliq"
        )
    })
}

/// Whether the class of an element says that readers may change something there, as MediaWiki does.
pub(super) fn is_for_editing(node: &NodeRef<'_>) -> bool {
    let is_called = |node: &NodeRef<'_>| says(node, |word| matches!(word, "editsection" | "edit" | "editlink"));
    is_called(node) || node.descendants_it().any(|inner| is_called(&inner))
}

/// Whether the class of an element says that it is what leads into an article.
pub(super) fn is_teaser(node: &NodeRef<'_>) -> bool {
    says(node, |word| word.starts_with("teaser"))
}

/// Whether the class or the identity of an element says that it holds pictures to be leafed through.
pub(super) fn is_gallery(node: &NodeRef<'_>) -> bool {
    says(node, |word| GALLERIES.iter().any(|start| word.starts_with(start)))
}

/// Whether two elements are of one kind: their names are the same, and the first words of their classes.
pub(super) fn are_alike(left: &NodeRef<'_>, right: &NodeRef<'_>) -> bool {
    let class =
        |node: &NodeRef<'_>| node.class().and_then(|class| class.split_ascii_whitespace().next().map(str::to_owned));
    left.node_name() == right.node_name() && class(left) == class(right)
}

/// Whether the class or the identity of an element says that it is an article.
pub(super) fn is_called_article(node: &NodeRef<'_>) -> bool {
    says(node, |word| ARTICLES.contains(&word))
}

/// Whether the class of an element says that it holds a picture.
pub(super) fn is_of_picture(node: &NodeRef<'_>) -> bool {
    says(node, |word| PICTURES.iter().any(|start| word.starts_with(start)))
}

/// Whether one of the words of an element's class or identity is such a word: `mostReadBox`, `most-read`, `read_more`.
fn says(node: &NodeRef<'_>, is_such: impl Fn(&str) -> bool) -> bool {
    let Some(element) = node.element_ref() else { return false };
    let mut word = String::new();
    for name in ["class", "id"] {
        let Some(value) = element.attr(name) else { continue };
        let mut was_small = false;
        for character in value.chars().chain([' ']) {
            let begins = character.is_ascii_uppercase() && was_small;
            if begins || !character.is_alphanumeric() {
                if !word.is_empty() && is_such(&word) {
                    return true;
                }
                word.clear();
            }
            if character.is_alphanumeric() {
                word.push(character.to_ascii_lowercase());
            }
            was_small = character.is_ascii_lowercase();
        }
    }
    false
}

/// Classes of what screens do not show, and screen readers read aloud.
const UNSEEN: &[&str] = &[
    "visually-hidden",
    "visuallyhidden",
    "sr-only",
    "screen-reader-text",
    "screenreader",
    "screen-reader",
    "hidden-visually",
    "is-visually-hidden",
    "u-visually-hidden",
    "u-visuallyhidden",
    "a11y-hidden",
    "offscreen",
    "assistive-text",
    "element-invisible",
    "show-for-sr",
    "sr-text",
    "h-visually-hidden",
    "visually-hidden-focusable",
];

/// Whether an element is hidden, until a script shows it.
pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    let Some(element) = node.element_ref() else { return false };
    if element.attr("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found")) {
        return true;
    }
    element.attr("style").is_some_and(|style| {
        let style: String = style.chars().filter(|it| !it.is_whitespace()).map(|it| it.to_ascii_lowercase()).collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// Whether nobody sees an element: it is hidden, or a label for screen readers.
pub(super) fn is_unseen(node: &NodeRef<'_>) -> bool {
    is_hidden(node)
        || node.element_ref().is_some_and(|element| {
            element.attr("class").is_some_and(|class| {
                let is_unseen = |class: &str| UNSEEN.iter().any(|unseen| class.eq_ignore_ascii_case(unseen));
                let mut classes = class.split_ascii_whitespace();
                // Frameworks of style sheets call it `hidden`, and `md:block` beside it where large screens show it.
                classes.clone().any(is_unseen)
                    || class.contains("hidden") && {
                        let is_shown = classes.clone().any(|class| class.contains(':'));
                        !is_shown && classes.any(|class| class == "hidden")
                    }
            })
        })
}
