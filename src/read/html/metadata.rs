//! What is believed of all that a page says of itself.
//!
//! 1. [`head`](super::head) and [`json_ld`](super::json_ld) collect what is said, each with who says it;
//! 2. [`PRECEDENCE`] orders it: whom to believe first;
//! 3. the headline is the heading that readers see, wherever some title of the page agrees with it;
//! 4. what else is said of the same thing and cannot be true as well is reported, with both values.

use std::collections::BTreeSet;

use dom_query::NodeId;
use unicode_normalization::UnicodeNormalization as _;

use super::headings::HeadlineCandidate;
use super::titles::{SEPARATORS, agrees, bare_words, is_behind_author};
use super::tree::collapsed;
use crate::assemble::person_names;
use crate::assemble::{self, StatedKey, StatedValue, StatedValues, is_skip_link};
use crate::diagnostic::{Code, Diagnostic};
use crate::iri;
use crate::language::dates::{self, DateOrder};
use crate::language::fold::fold;
use crate::model::{Language, Origin};
use crate::source::Span;

/// Something that a page says of itself.
#[derive(Debug, Clone)]
pub(super) struct PageClaim {
    pub(super) key: StatedKey,
    /// Who says it: an entry of [`PRECEDENCE`].
    pub(super) by: &'static str,
    pub(super) text: String,
    pub(super) span: Option<Span>,
}

/// The name of JSON-LD in [`PRECEDENCE`].
pub(super) const JSON_LD: &str = "JSON-LD";

/// The name in [`PRECEDENCE`] of the other headline that JSON-LD may state.
pub(super) const OTHER_TITLE: &str = "JSON-LD's alternativeHeadline";

/// Who names tags and categories; nobody of whom a subject is believed.
pub(super) const TAGS: &str = "<rel=tag>";

/// The name in [`PRECEDENCE`] of `meta` elements that are not listed there and say by their names when a page was published.
pub(super) const OTHER_TIMES: &str = "<meta>";

/// The name in [`PRECEDENCE`] of what a page tells machines of mining it.
pub(super) const RESERVATIONS: &str = "<tdm>";
/// Links that lead to a licence.
pub(super) const LICENCE_LINKS: &str = "<rel=license>";

/// Who names the publisher by an element marked as such, in [`PRECEDENCE`].
pub(super) const PUBLISHERS: &str = "<itemprop=publisher>";

/// Who shows the authors to people, in [`PRECEDENCE`].
const SHOWN_AUTHORS: &[&str] = &["<rel=author>", "<byline>"];

/// Who says what of a page, the most credible first. `docs/reading.md` gives the reasons.
///
/// A name is that of a `meta` element, in lower case with `.` for `:`; else it is in `<>` or capitals.
pub(super) const PRECEDENCE: &[(StatedKey, &[&str])] = &[
    (
        StatedKey::Title,
        &[
            JSON_LD,
            "dc.title",
            "dcterms.title",
            "og.title",
            "twitter.title",
            "title",
            "headline",
            "parsely-title",
            "<title>",
            OTHER_TITLE,
        ],
    ),
    (
        StatedKey::Author,
        &[
            JSON_LD,
            "dc.creator",
            "dcterms.creator",
            "author",
            "article.author",
            "articleauthor",
            "article.author_name",
            "og.article.author",
            "mediator_author",
            "citation_author",
            "author_name",
            "byl",
            "parsely-author",
            "sailthru.author",
            "cxenseparse.author",
            "<rel=author>",
            "<byline>",
        ],
    ),
    // An organisation that the page calls the author; whoever is a person goes before it.
    (StatedKey::AuthorOrganisation, &["<byline>", JSON_LD]),
    (
        StatedKey::Publisher,
        &[JSON_LD, PUBLISHERS, "og.site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"],
    ),
    (
        StatedKey::Published,
        &[
            JSON_LD,
            "article.published_time",
            "dcterms.issued",
            "dc.date.issued",
            "dcterms.available",
            "dcterms.created",
            "dc.date.created",
            "dc.date",
            "dcterms.date",
            "datepublished",
            "rnews.datepublished",
            "article.published.time",
            "article.published",
            "article.publish_time",
            "article.publishtime",
            "article.pubdate",
            "og.published_time",
            "og.article.published_time",
            "og.pubdate",
            "parsely-pub-date",
            "cxenseparse.recs.publishtime",
            "cxenseparse.publishtime",
            "sailthru.date",
            "shareaholic.article_published_time",
            "bt.pubdate",
            "citation_publication_date",
            "citation_date",
            "publication_date",
            "publication-date",
            "publicationdate",
            "published_time",
            "published_at",
            "published-date",
            "published",
            "publish_time",
            "publish_date",
            "publish-date",
            "publishdate",
            "publishtime",
            "pub_date",
            "pubdate",
            "release_date",
            "originalpublicationdate",
            "article_date_original",
            "article.created",
            OTHER_TIMES,
            "datecreated",
            "date_created",
            "date.created",
            "creation_date",
            "created",
            "date",
            "<time>",
        ],
    ),
    (
        StatedKey::Modified,
        &[
            JSON_LD,
            "article.modified_time",
            "og.updated_time",
            "dcterms.modified",
            "datemodified",
            "last-modified",
            "<time>",
        ],
    ),
    (StatedKey::Section, &[JSON_LD, "article.section", "parsely-section", "section"]),
    (StatedKey::Subject, &[JSON_LD, "article.tag", "news_keywords", "keywords", "parsely-tags"]),
    (
        StatedKey::Description,
        &[JSON_LD, "dc.description", "dcterms.description", "og.description", "description", "twitter.description"],
    ),
    (
        StatedKey::Language,
        &["<article lang>", "<html lang>", "content-language", JSON_LD, "dc.language", "dcterms.language", "og.locale"],
    ),
    (StatedKey::Address, &["<link rel=canonical>", "og.url", JSON_LD, "parsely-link", "twitter.url", "<saved from>"]),
    (StatedKey::SavedAt, &["<saved from>"]),
    (StatedKey::Licence, &[LICENCE_LINKS, JSON_LD, "dcterms.license", "dc.rights.license"]),
    (StatedKey::Rights, &[JSON_LD, "dcterms.rights", "dc.rights", "rights"]),
    (StatedKey::Notice, &["copyright"]),
    (StatedKey::Holder, &[JSON_LD, "dcterms.rightsholder"]),
    (StatedKey::Year, &[JSON_LD]),
    (StatedKey::Terms, &[JSON_LD, "dcterms.accessrights", RESERVATIONS]),
    (StatedKey::TermsPage, &[JSON_LD, "<rel=terms-of-service>"]),
];

/// The shortest headline that no title agrees with, in words, and in characters of scripts without spaces.
const SHORTEST_HEADLINE: usize = 3;
const SHORTEST_IDEOGRAPHIC: usize = 8;
/// The longest name of a site that is set as a heading and said nowhere else, in words.
const LONGEST_NAME: usize = 4;
/// How many letters words of one stem have in common; shorter words say nothing of what a headline is about.
const LONGEST_STEM: usize = 4;

/// Whom to believe.
#[derive(Debug, Default)]
pub(super) struct Believed {
    pub(super) values: StatedValues,
    /// The heading that is the headline; `None` where only a title says what it is.
    pub(super) headline: Option<NodeId>,
}

/// Settles who is believed. `headings` are those that may be the headline, the likeliest first.
pub(super) fn settle(
    said: Vec<PageClaim>,
    editors: &[String],
    headings: &[HeadlineCandidate],
    diagnostics: &mut Vec<Diagnostic>,
) -> Believed {
    let mut believed = Believed::default();
    let said = without_editors(authors(said, diagnostics), editors, diagnostics);
    let said = believable(said, diagnostics);
    for (key, names) in PRECEDENCE {
        let mut of_key: Vec<(usize, &PageClaim)> = said
            .iter()
            .filter(|said| said.key == *key)
            .filter_map(|said| Some((names.iter().position(|name| *name == said.by)?, said)))
            .collect();
        of_key.sort_by_key(|(rank, _)| *rank);
        let of_key: Vec<&PageClaim> = of_key.into_iter().map(|(_, said)| said).collect();
        match key {
            StatedKey::Title => {
                believed.headline = headline(&of_key, headings, &said, &mut believed.values, diagnostics);
            }
            StatedKey::Author => {
                all(*key, &of_key, &mut believed.values);
                shown_authors(&of_key, &mut believed.values);
            }
            StatedKey::AuthorOrganisation => author_organisations(&said, &of_key, &mut believed.values),
            StatedKey::Subject => all(*key, &of_key, &mut believed.values),
            // What one states of rights takes nothing from what another states.
            StatedKey::Terms | StatedKey::Rights | StatedKey::Licence => everybody(*key, &of_key, &mut believed.values),
            _ => one(*key, &of_key, &mut believed.values, diagnostics),
        }
    }
    believed
}

/// Everything said, with the authors as single names. What is an address, an account or a label is no author.
fn authors(said: Vec<PageClaim>, diagnostics: &mut Vec<Diagnostic>) -> Vec<PageClaim> {
    let mut all = Vec::with_capacity(said.len());
    for said in said {
        if said.key != StatedKey::Author {
            all.push(said);
            continue;
        }
        let text = without_markup(&said.text);
        let names = person_names::byline(&text);
        if names.is_empty() && !person_names::is_sound(&text) {
            let message =
                format!("{:?} in {} is no name of a person: it is not taken for an author", text, shown(said.by));
            diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(said.span));
        } else if names.is_empty() {
            all.push(PageClaim { text: text.trim().to_owned(), ..said });
        } else {
            all.extend(names.into_iter().map(|name| PageClaim { text: name.to_owned(), ..said.clone() }));
        }
    }
    all
}

/// Everything said, without those as authors whom the page shows to have edited the article, where others are named.
fn without_editors(said: Vec<PageClaim>, editors: &[String], diagnostics: &mut Vec<Diagnostic>) -> Vec<PageClaim> {
    let editors: BTreeSet<String> = editors.iter().map(|name| fold(name)).collect();
    let edited = |said: &PageClaim| said.key == StatedKey::Author && editors.contains(&fold(&said.text));
    let is_other =
        |other: &PageClaim| other.key == StatedKey::Author && !edited(other) && person_names::is_whole(&other.text);
    if !said.iter().any(is_other) {
        return said;
    }
    let (editors, rest): (Vec<PageClaim>, Vec<PageClaim>) = said.into_iter().partition(edited);
    diagnostics.extend(editors.into_iter().map(|said| {
        let message = format!("{:?} in {} edited the article, as the page shows it", said.text, shown(said.by));
        Diagnostic::new(Code::MetadataLeftOut, message).at(said.span)
    }));
    rest
}

/// The words of a text that was written as markup: `<a href="/people/mira">Mira Sample</a>`.
fn without_markup(text: &str) -> String {
    // Some write the markup of the markup.
    let decoded = html_escape::decode_html_entities(text);
    let mut words = String::new();
    let mut rest = &*decoded;
    while let Some((before, tag)) = rest.split_once('<') {
        let begins = tag.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!'));
        let Some((_, after)) = tag.split_once('>').filter(|_| begins) else { break };
        words.push_str(before);
        words.push(' ');
        rest = after;
    }
    words.push_str(rest);
    collapsed(&words)
}

/// What is said without what cannot be meant: a publisher that is called as the article is, a section that is a date,
/// an author, the headline or a link past the navigation.
fn believable(said: Vec<PageClaim>, diagnostics: &mut Vec<Diagnostic>) -> Vec<PageClaim> {
    let folded = |key: StatedKey| -> BTreeSet<String> {
        said.iter().filter(|said| said.key == key).map(|said| fold(&said.text)).collect()
    };
    let (titles, authors) = (folded(StatedKey::Title), folded(StatedKey::Author));
    let (mut sites, mut sections) = (folded(StatedKey::Publisher), folded(StatedKey::Section));
    sites.extend(folded(StatedKey::Source));
    sections.extend(said.iter().filter(|said| said.by == TAGS).map(|said| fold(&said.text)));
    // "Nümunə" at "Nümunə Xəbər", or at numune.example.
    let is_of_site = |name: &str| {
        let is_word = |site: &String| bare_words(site).any(|word| word == name);
        let is_host =
            |said: &&PageClaim| said.key == StatedKey::Address && host_names(&said.text).any(|label| label == name);
        sites.iter().any(is_word) || said.iter().find(is_host).is_some()
    };
    let hosts: BTreeSet<String> = addresses(&said).flat_map(host_names).map(bare_name).collect();
    // "The Sample Post", "SamplePost.example" at Sample Post Ltd, or at samplepost.example; a person may
    // have given the site their own name.
    let is_called_as_site = |name: &str| {
        let is_person = person_names::is_whole(name) && !person_names::is_organisation(name);
        let own = bare_name(name);
        let begins = |whole: &str, start: &str| whole.strip_prefix(start).is_some_and(|rest| rest.starts_with(' '));
        let is_of = |site: &String| bare_name(site) == own || begins(site, &fold(name));
        !is_person && own.chars().count() > 2 && (hosts.contains(&own) || sites.iter().any(is_of))
    };
    let is_meant = |said: &PageClaim| match said.key {
        StatedKey::Publisher => {
            let name = fold(&said.text);
            // "Göl yenə dolur | Nümunə": the title of the page, where the name of the site was asked for.
            let begins = |title: &String| {
                is_long(title)
                    && name
                        .strip_prefix(title.as_str())
                        .is_some_and(|rest| SEPARATORS.iter().any(|separator| rest.starts_with(separator)))
            };
            !titles.contains(&name) && !titles.iter().any(begins) && iri::web(&said.text).is_none()
        }
        // An account that is called as the site is, or as a section of it.
        StatedKey::Author => {
            let name = fold(&said.text);
            !sites.contains(&name)
                && !is_called_as_site(&said.text)
                && (said.text.contains(' ') || !sections.contains(&name) && !is_of_site(&name))
        }
        StatedKey::Section => {
            let section = fold(&said.text);
            !titles.contains(&section)
                && (!said.text.contains(' ') || !authors.contains(&section))
                && dates::absolute_in(&said.text, DateOrder::DayFirst).is_none()
                && !is_skip_link(&said.text)
        }
        _ => true,
    };
    let (meant, others): (Vec<PageClaim>, Vec<PageClaim>) = said.iter().cloned().partition(is_meant);
    diagnostics.extend(others.into_iter().map(|said| {
        let message = format!("the {} in {} is {:?}, which it cannot be", said.key.what(), shown(said.by), said.text);
        Diagnostic::new(Code::MetadataLeftOut, message).at(said.span)
    }));
    meant
}

/// The addresses that a page states to be its own.
fn addresses(said: &[PageClaim]) -> impl Iterator<Item = &str> {
    said.iter().filter(|said| said.key == StatedKey::Address).map(|said| said.text.as_str())
}

/// The letters of a name, as a host has them: without spaces, marks, an article before and a domain behind.
fn bare_name(name: &str) -> String {
    let name = fold(name);
    let name = name.strip_prefix("the ").unwrap_or(&name);
    let name = if name.contains(' ') { name } else { name.rsplit_once('.').map_or(name, |(name, _)| name) };
    let letters = name.nfd().map(|character| if character == 'ə' { 'e' } else { character });
    letters.filter(|character| character.is_alphanumeric()).collect()
}

/// The parts of the name of an address's host.
fn host_names(address: &str) -> impl Iterator<Item = &str> {
    let host = address.split_once("://").map_or("", |(_, rest)| rest);
    host.split(['/', '?', '#']).next().unwrap_or_default().split('.')
}

/// The headline: the first heading with which a title agrees; else the only heading of the first level, as titles are
/// also written for search engines and for others who never see the page; else the first title; else the first heading.
fn headline(
    titles: &[&PageClaim],
    headings: &[HeadlineCandidate],
    said: &[PageClaim],
    values: &mut StatedValues,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<NodeId> {
    // A small heading that says the last part of a title is mostly the name of the site.
    let is_of = |heading: &&HeadlineCandidate, title: &str| {
        let (whole, own) = (fold(title), fold(&heading.text));
        let is_site = |said: &PageClaim| said.key == StatedKey::Source && whole.starts_with(&fold(&said.text));
        let is_headed = heading.level < 3 || whole.starts_with(&own) || said.iter().any(is_site);
        // "Nümunə: Göl dolur", and the other way round.
        let is_behind = || whole.strip_suffix(&own).is_some_and(|rest| rest.ends_with(": "));
        let of_author = || said.iter().filter(|said| said.key == StatedKey::Author).map(|author| fold(&author.text));
        let is_before = || heading.level == 1 && whole.strip_prefix(&own).is_some_and(|rest| rest.starts_with(": "));
        is_headed
            && !own.is_empty()
            && !is_of_site(&heading.text, said)
            && (agrees(&heading.text, title)
                || is_behind()
                || is_before()
                || of_author().any(|author| is_behind_author(&own, &whole, &author))
                || !heading.is_part && is_long(&own) && is_amid(&own, &whole))
    };
    let agreeing = titles.iter().find_map(|title| {
        let mut agreeing = headings.iter().filter(|heading| is_of(heading, &title.text));
        let first = agreeing.next()?;
        // "Göl dolur - Nümunə Xəbər": what a title ends with is the name of the site, if a heading says the rest.
        let whole = fold(&title.text);
        let is_rest = |other: &&HeadlineCandidate| {
            let (rest, name) = (fold(&other.text), fold(&first.text));
            SEPARATORS.iter().any(|separator| whole == format!("{rest}{separator}{name}"))
        };
        if let Some(rest) = headings.iter().find(is_rest) {
            return Some(rest);
        }
        // What is short beside another that agrees too, or beside one in the article, is the name of the site.
        let other = if is_long(&first.text) {
            None
        } else {
            agreeing.find(|other| {
                other.is_marked && !first.is_marked && !first.is_part || is_beside(&first.text, &other.text)
            })
        };
        // Every title may be the name of the site.
        let is_site = || !is_long(&first.text) && !first.is_marked && !first.is_part;
        let is_named = |title: &&PageClaim| fold(&title.text) == fold(&first.text);
        let marked = || {
            let is_own = |heading: &&HeadlineCandidate| heading.is_marked && !heading.is_part && heading.level < 3;
            only(headings.iter().filter(is_own)).filter(|heading| is_long(&heading.text))
        };
        let named = other.is_none() && is_site() && titles.iter().all(is_named);
        Some(other.or(marked().filter(|_| named)).unwrap_or(first))
    });
    let first_level = || headings.iter().filter(|heading| heading.level == 1 && !heading.is_part);
    let is_said = |heading: &&HeadlineCandidate| {
        let says_more = |title: &&PageClaim| has_words_of(&title.text, &heading.text);
        titles.iter().any(says_more) && !is_of_site(&heading.text, said)
    };
    // The title may be the shorter one; what is no title of the article shares nothing with it.
    let is_own =
        |heading: &HeadlineCandidate| heading.is_marked || heading.text.split_whitespace().count() > LONGEST_NAME;
    let is_another = |heading: &&HeadlineCandidate| {
        let is_other = |title: &&PageClaim| {
            begins_with(&heading.text, &title.text)
                || is_own(heading) && is_long(&heading.text) && shares_nothing(&heading.text, &title.text)
        };
        titles.iter().all(is_other) && heading.text.contains(' ') && !is_of_site(&heading.text, said)
    };
    let is_named = |heading: &&HeadlineCandidate| {
        heading.is_marked && heading.text.contains(' ') && !is_of_site(&heading.text, said)
    };
    let lone = only(first_level().filter(|heading| is_long(&heading.text)))
        .filter(|heading| are_for_machines(titles) || is_said(heading))
        .or_else(|| only(first_level()).filter(is_said))
        .or_else(|| only(first_level()).filter(is_another))
        .or_else(|| only(first_level()).filter(is_named).filter(|_| are_for_machines(titles)));
    let (words, node) = match (agreeing.or(lone), titles.first()) {
        (Some(heading), _) => (heading.text.clone(), Some(heading.node)),
        (None, Some(title)) => {
            let words = without_site(&title.text, said);
            values.push(StatedKey::Title, StatedValue::new(words.clone(), title.span, Origin::Metadata));
            (words, None)
        }
        (None, None) => return headings.first().map(|heading| heading.node),
    };
    let other = titles.iter().find(|title| !agrees(&words, &title.text) && !agrees(&title.text, &words));
    let seen = headings.first().filter(|heading| node.is_none() && !agrees(&heading.text, &words));
    let other = other.map(|title| (title.by, &title.text, title.span));
    if let Some((by, text, span)) = seen.map(|heading| ("its first heading", &heading.text, heading.span)).or(other) {
        let message = format!("the headline is {words:?}; in {} it is {text:?}", shown(by));
        diagnostics.push(Diagnostic::new(Code::HeadlineVariant, message).at(span));
    }
    node
}

/// Whether a title has a headline between the name of a section before it and that of the site behind it: "Hafen: Der
/// Steg ist offen | Nümunə".
fn is_amid(headline: &str, title: &str) -> bool {
    let Some((before, after)) = title.split_once(headline) else { return false };
    SEPARATORS.iter().any(|separator| after.starts_with(separator))
        && (before.ends_with(": ") || SEPARATORS.iter().any(|separator| before.ends_with(separator)))
}

/// The only one of some headings; one that stands twice is one.
fn only<'a>(mut headings: impl Iterator<Item = &'a HeadlineCandidate>) -> Option<&'a HeadlineCandidate> {
    let first = headings.next()?;
    headings.all(|other| other.text == first.text).then_some(first)
}

/// Whether all titles may be written for search engines and the like, so that a heading is the headline though none agrees
/// with it.
fn are_for_machines(titles: &[&PageClaim]) -> bool {
    // Whoever writes these writes for archives.
    !titles.iter().any(|title| title.by == JSON_LD || title.by.starts_with("dc"))
}

/// Whether a title says what a heading says and more, as those do that are written for search engines: it begins with the
/// words of the heading, or has those of a long one in a row.
fn has_words_of(title: &str, heading: &str) -> bool {
    let (title, heading) = (fold(title), fold(heading));
    let (of_title, of_heading): (Vec<&str>, Vec<&str>) = (bare_words(&title).collect(), bare_words(&heading).collect());
    let is_within = || of_title.windows(of_heading.len()).any(|words| words == of_heading);
    of_heading.len() > 1 && (of_title.starts_with(&of_heading) || is_long(&heading) && is_within())
}

/// Whether a heading says all that a title says, and more behind it.
fn begins_with(heading: &str, title: &str) -> bool {
    let (heading, title) = (fold(heading), fold(title));
    let (of_heading, of_title): (Vec<&str>, Vec<&str>) = (bare_words(&heading).collect(), bare_words(&title).collect());
    !of_title.is_empty() && of_heading.starts_with(&of_title)
}

/// Whether a heading and a title have no word in common, nor one that begins as one of the other does.
fn shares_nothing(heading: &str, title: &str) -> bool {
    let (heading, title) = (fold(heading), fold(title));
    let stem = |word: &str| word.chars().take(LONGEST_STEM).collect::<String>();
    let is_stem = |word: &&str| word.chars().count() >= LONGEST_STEM;
    let of_title: BTreeSet<String> = bare_words(&title).filter(is_stem).map(stem).collect();
    !of_title.is_empty() && !bare_words(&heading).filter(is_stem).map(stem).any(|word| of_title.contains(&word))
}

/// Whether a heading is the name of the site, or of a part of it.
fn is_of_site(heading: &str, said: &[PageClaim]) -> bool {
    let name = fold(heading);
    said.iter().any(|said| {
        matches!(said.key, StatedKey::Publisher | StatedKey::Source | StatedKey::Section) && fold(&said.text) == name
    })
}

/// Whether of two headings neither has the words of the other, and the second is the longer one.
fn is_beside(name: &str, headline: &str) -> bool {
    let (name, headline) = (fold(name), fold(headline));
    is_long(&headline) && !headline.contains(&name)
}

fn is_long(heading: &str) -> bool {
    heading.split_whitespace().count() >= SHORTEST_HEADLINE
        || heading.chars().filter(|character| *character >= '\u{2e80}').count() >= SHORTEST_IDEOGRAPHIC
}

/// A title without the name of its site, or of its author, behind it, and without that of its site before it.
fn without_site(title: &str, said: &[PageClaim]) -> String {
    let mut title = title;
    let is_host = |name: &str| {
        let hosts = addresses(said).filter_map(|address| address.split_once("://")?.1.split('/').next());
        name.contains('.') && hosts.map(|host| host.trim_start_matches("www.")).any(|host| host == fold(name))
    };
    let is_called = |keys: &[StatedKey], name: &str| {
        let is_it = |said: &PageClaim| keys.contains(&said.key) && fold(&said.text) == fold(name);
        said.iter().any(is_it) || is_host(name)
    };
    let before = SEPARATORS.iter().chain(&[": "]).filter_map(|separator| title.split_once(separator));
    let named = before.into_iter().find(|(first, _)| is_called(&[StatedKey::Publisher, StatedKey::Source], first));
    if let Some((_, rest)) = named.filter(|(_, rest)| is_long(rest)) {
        title = rest.trim_start();
    }
    loop {
        let cut = SEPARATORS
            .iter()
            .filter_map(|separator| title.rsplit_once(separator))
            .find(|(_, last)| is_called(&[StatedKey::Publisher, StatedKey::Author, StatedKey::Source], last));
        match cut {
            Some((rest, _)) => title = rest.trim_end(),
            None => return title.to_owned(),
        }
    }
}

/// Takes everything that anybody says, each once.
fn everybody(key: StatedKey, said: &[&PageClaim], values: &mut StatedValues) {
    let mut taken: Vec<&str> = Vec::new();
    for said in said.iter().filter(|said| means_something(key, &said.text)) {
        if !taken.iter().any(|text| same(key, text, &said.text)) {
            taken.push(&said.text);
            values.push(key, StatedValue::new(said.text.clone(), said.span, Origin::Metadata));
        }
    }
}

/// Takes everything that the most credible says.
fn all(key: StatedKey, said: &[&PageClaim], values: &mut StatedValues) {
    let Some(first) = said.first() else { return };
    let mut taken: Vec<&str> = Vec::new();
    for said in said.iter().filter(|said| said.by == first.by) {
        if !taken.contains(&said.text.as_str()) {
            taken.push(&said.text);
            values.push(key, StatedValue::new(said.text.clone(), said.span, Origin::Metadata));
        }
    }
}

/// Takes the organisations that are named with the persons who are believed, or where no person is named.
fn author_organisations(said: &[PageClaim], organisations: &[&PageClaim], values: &mut StatedValues) {
    let is_by = |by: &str| said.iter().any(|said| said.key == StatedKey::Author && said.by == by);
    let is_named = said.iter().any(|said| said.key == StatedKey::Author);
    let named: Vec<&PageClaim> =
        organisations.iter().copied().filter(|said| !is_named || said.by == JSON_LD && is_by(JSON_LD)).collect();
    all(StatedKey::AuthorOrganisation, &named, values);
}

/// Keeps the names of authors that the page shows to people, where it states some to machines.
fn shown_authors(said: &[&PageClaim], values: &mut StatedValues) {
    let is_shown = |said: &PageClaim| SHOWN_AUTHORS.contains(&said.by);
    if said.first().is_some_and(|first| is_shown(first)) {
        return;
    }
    for said in said.iter().filter(|said| is_shown(said) && person_names::is_whole(&said.text)) {
        values.push(StatedKey::Byline, StatedValue::new(said.text.clone(), said.span, Origin::Metadata));
    }
}

/// Takes the first value that means something, and reports the first that contradicts it.
fn one(key: StatedKey, said: &[&PageClaim], values: &mut StatedValues, diagnostics: &mut Vec<Diagnostic>) {
    let Some(winner) = said.iter().find(|said| means_something(key, &said.text)).or(said.first()) else { return };
    values.push(key, StatedValue::new(winner.text.clone(), winner.span, Origin::Metadata));
    let contradicts = |said: &&&PageClaim| {
        said.by != winner.by && means_something(key, &said.text) && !same(key, &winner.text, &said.text)
    };
    // Everybody describes in words of their own, and sorts into sections of their own.
    if matches!(key, StatedKey::Description | StatedKey::Section | StatedKey::SavedAt) {
        return;
    }
    if let Some(other) = said.iter().find(contradicts) {
        let message = format!(
            "the {} is {:?} in {} and {:?} in {}",
            key.what(),
            winner.text,
            shown(winner.by),
            other.text,
            shown(other.by)
        );
        let hint = format!("{} was believed; state it yourself if that is wrong", shown(winner.by));
        diagnostics.push(Diagnostic::new(Code::MetadataConflict, message).at(other.span).with_hint(hint));
    }
}

/// A name of [`PRECEDENCE`] as people know it.
fn shown(name: &str) -> String {
    ["og", "article", "twitter"]
        .iter()
        .find_map(|start| name.strip_prefix(start)?.strip_prefix('.').map(|rest| format!("{start}:{rest}")))
        .unwrap_or_else(|| name.to_owned())
}

/// Whether a value is of the kind that its key wants.
fn means_something(key: StatedKey, text: &str) -> bool {
    match key {
        StatedKey::Published | StatedKey::Modified | StatedKey::SavedAt => {
            dates::absolute_in(text, DateOrder::DayFirst).is_some()
        }
        StatedKey::Address | StatedKey::TermsPage => iri::web(text).is_some(),
        StatedKey::Language => Language::parse(text).is_some(),
        StatedKey::Title
        | StatedKey::Section
        | StatedKey::Description
        | StatedKey::Author
        | StatedKey::AuthorOrganisation
        | StatedKey::Byline
        | StatedKey::Publisher
        | StatedKey::Source
        | StatedKey::Subject
        | StatedKey::Rights
        | StatedKey::Notice
        | StatedKey::Holder
        | StatedKey::Year
        | StatedKey::Terms
        | StatedKey::PictureTerms
        | StatedKey::Licence
        | StatedKey::Limit => !text.is_empty(),
    }
}

/// Whether two values of a key can both be true.
fn same(key: StatedKey, left: &str, right: &str) -> bool {
    match key {
        StatedKey::Published | StatedKey::Modified | StatedKey::SavedAt => {
            match (dates::absolute(left), dates::absolute(right)) {
                (Some(left), Some(right)) => assemble::agree(left, right),
                _ => false,
            }
        }
        // With and without `www`, the last stroke and the query it is one page.
        StatedKey::Address | StatedKey::TermsPage | StatedKey::Licence => bare_address(left) == bare_address(right),
        StatedKey::Language => {
            let primary = |tag: &str| Language::parse(tag).map(|language| language.primary().to_owned());
            primary(left) == primary(right)
        }
        StatedKey::Publisher | StatedKey::Holder => {
            let (left, right) = (fold(left), fold(right));
            left == right || left.starts_with(&right) || right.starts_with(&left)
        }
        StatedKey::Title
        | StatedKey::Section
        | StatedKey::Description
        | StatedKey::Author
        | StatedKey::AuthorOrganisation
        | StatedKey::Byline
        | StatedKey::Source
        | StatedKey::Subject
        | StatedKey::Rights
        | StatedKey::Notice
        | StatedKey::Year
        | StatedKey::Terms
        | StatedKey::Limit
        | StatedKey::PictureTerms => fold(left) == fold(right),
    }
}

fn bare_address(address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let address = address.trim_start_matches("http://").trim_start_matches("https://").trim_start_matches("www.");
    address.trim_end_matches('/').to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(key: StatedKey, by: &'static str, text: &str) -> PageClaim {
        PageClaim { key, by, text: text.to_owned(), span: None }
    }

    #[test]
    fn a_heading_agrees_with_a_title_that_names_the_site_too() {
        assert!(agrees("Göl dolur", "Göl  dolur"));
        assert!(agrees("Göl dolur", "GÖL DOLUR | Nümunə"));
        assert!(agrees("Göl dolur", "Nümunə - Göl dolur"));
        assert!(!agrees("Göl dolur", "Göl dolur və daşır"));
        assert!(!agrees("", "Göl dolur"));
    }

    #[test]
    fn the_first_that_means_something_is_believed() {
        let mut diagnostics = Vec::new();
        let believed = settle(
            vec![
                said(StatedKey::Published, "date", "2026-06-23"),
                said(StatedKey::Published, "article.published_time", "2026-06-24T14:05:00+04:00"),
                said(StatedKey::Published, JSON_LD, "bu gün"),
                said(StatedKey::Published, "<time>", "2026-06-24"),
            ],
            &[],
            &[],
            &mut diagnostics,
        );
        let published = believed.values.first(StatedKey::Published).map(|value| value.text.as_str());
        assert_eq!(published, Some("2026-06-24T14:05:00+04:00"));
        let [conflict] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
        assert!(conflict.message.contains("2026-06-23") && conflict.message.contains("14:05"), "{conflict}");
    }

    #[test]
    fn a_title_without_a_heading_loses_the_name_of_its_site() {
        let mut diagnostics = Vec::new();
        let titles = vec![
            said(StatedKey::Title, "<title>", "Göl dolur | Elm | Nümunə"),
            said(StatedKey::Publisher, "og.site_name", "Nümunə"),
        ];
        let believed = settle(titles, &[], &[], &mut diagnostics);
        assert_eq!(believed.values.first(StatedKey::Title).map(|value| value.text.as_str()), Some("Göl dolur | Elm"));
        assert!(believed.headline.is_none() && diagnostics.is_empty());
    }
}
