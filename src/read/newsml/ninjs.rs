//! ninjs (News in JSON, 1 to 3): the properties of a news item as JSON, its words in XHTML, NITF or plain text.
//!
//! Version 1 and 2 write the names of properties in small letters, version 3 in mixed ones, and 1 has one value where
//! the others have a list: all are read alike.

use serde_json::{Map, Value as Json};

use super::content::{self, ContentPicture, Markup, Rendition};
use super::item::{self, ItemStatements};
use super::rights::restrictions;
use super::status;
use super::tree::{SourceElement, SourceNode};
use super::{ArticleWords, document};
use crate::assemble::{StatedKey, StatedValue};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::error::Result;
use crate::language::dates;
use crate::language::fold::fold;
use crate::limits::Limits;
use crate::model::walk::plain_text;
use crate::model::{Concept, Contributor, Document, Embargo, Figure, Inline, Language, Origin, Picture, Sourced};
use crate::options::ReadOptions;
use crate::source::{Source, Span};

/// The media type of such a file.
const MEDIA_TYPE: &str = "application/json";

/// How the roles begin that our own files name.
const OWN: &str = "urn:istinad:";

/// Whether a text is an item of ninjs: an object that has a name, and a headline or words.
pub(super) fn recognises(text: &str) -> bool {
    let has = |name: &str| text.contains(&format!("\"{name}\""));
    text.trim_start().starts_with('{')
        && (has("uri") || has("guid"))
        && ["bodies", "body_html", "body_xhtml", "body_text", "headlines"].into_iter().any(has)
}

/// Reads an item.
pub(super) fn read(source: &Source, options: &ReadOptions) -> Result<Outcome<Document>> {
    let json: Json = serde_json::from_str(source.text()).map_err(|error| {
        let message = format!("{} is no JSON: {error}", source.name());
        Diagnostic::new(Code::NoArticle, message).with_hint("ask who sent it for a sound file")
    })?;
    let Json::Object(object) = json else {
        let message = format!("{} is JSON and no item of ninjs", source.name());
        return Err(Diagnostic::new(Code::NoArticle, message).with_hint("an item is an object with a `uri`").into());
    };
    let item = NinjsObject { source, object: &object, limits: &options.limits };
    let mut said = ItemStatements::default();
    let mut diagnostics = Vec::new();
    item.describe(&mut said, &mut diagnostics);
    item.deliver(&mut said, &mut diagnostics);
    item.rights(&mut said);
    item.left_out(&mut diagnostics);
    let Some((body, span)) = item.body(&mut diagnostics) else {
        let message = format!("{} is an item of ninjs without the words of an article", source.name());
        let hint = "convert the item of the text that it belongs to";
        return Err(Diagnostic::new(Code::NoArticle, message).with_hint(hint).into());
    };
    // Whatever a body is called, it is cut as agencies' plain text is, and markup in it is read as what it means.
    let data = SourceElement::new("inlineData", vec![SourceNode::Text(body, span)], span);
    let markup = Markup::Made(content::plain(&data, &options.limits)?);
    let pictures = item.pictures(&mut diagnostics);
    let rendition = Rendition { markup, id: None, language: None };
    document(source, options, ArticleWords { rendition, said, pictures, media_type: MEDIA_TYPE }, diagnostics)
}

/// Properties that are read, or say nothing of the article, without their case.
const READ: &[&str] = &[
    "uri",
    "guid",
    "type",
    "profile",
    "standard",
    "representationtype",
    "mimetype",
    "version",
    "versioncreated",
    "firstcreated",
    "contentcreated",
    "contentmodified",
    "embargoeduntil",
    "embargoed",
    "embargoedreason",
    "pubstatus",
    "expires",
    "urgency",
    "priority",
    "language",
    "title",
    "headline",
    "headlines",
    "by",
    "byline",
    "bylines",
    "authors",
    "people",
    "located",
    "dateline",
    "descriptions",
    "descriptiontext",
    "subject",
    "subjects",
    "keywords",
    "genres",
    "slugline",
    "slug",
    "creditline",
    "ednote",
    "infosource",
    "infosources",
    "provider",
    "source",
    "copyrightholder",
    "copyrightnotice",
    "usageterms",
    "rightsinfo",
    "associations",
    "altids",
    "bodies",
    "charcount",
    "wordcount",
    "renditions",
];

struct NinjsObject<'a> {
    source: &'a Source,
    object: &'a Map<String, Json>,
    limits: &'a Limits,
}

/// Which of several goes first: the main one, then one without a role.
fn by_role(role: &str) -> u8 {
    match role {
        "main" => 0,
        "" => 1,
        _ => 2,
    }
}

/// The property of a name, whatever its letters are.
fn property<'j>(object: &'j Map<String, Json>, name: &str) -> Option<&'j Json> {
    object.iter().find(|(known, _)| known.replace('_', "").eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// A text by its lines, which editors part.
fn lined(object: &Map<String, Json>, name: &str) -> Option<String> {
    let Json::String(text) = property(object, name)? else { return None };
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then_some(text)
}

fn text(object: &Map<String, Json>, name: &str) -> Option<String> {
    let text = match property(object, name)? {
        Json::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Json::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The objects of a property: of a list, of an object of named ones, or one alone.
fn objects<'j>(object: &'j Map<String, Json>, name: &str) -> Vec<&'j Map<String, Json>> {
    match property(object, name) {
        Some(Json::Array(list)) => list.iter().filter_map(Json::as_object).collect(),
        Some(Json::Object(one)) if one.values().all(Json::is_object) => {
            one.values().filter_map(Json::as_object).collect()
        }
        Some(Json::Object(one)) => vec![one],
        Some(Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_)) | None => Vec::new(),
    }
}

impl NinjsObject<'_> {
    /// Whether the item is of our own making.
    fn is_ours(&self) -> bool {
        objects(self.object, "altids").into_iter().any(|id| text(id, "role").is_some_and(|role| role.starts_with(OWN)))
    }

    /// Where a property is named first.
    fn place(&self, name: &str) -> Span {
        let text = self.source.text();
        let exact = self.object.keys().find(|known| known.replace('_', "").eq_ignore_ascii_case(name));
        let at = exact.and_then(|exact| text.find(&format!("\"{exact}\"")).map(|start| (start, exact.len() + 2)));
        let (start, length) = at.unwrap_or((0, 0));
        Span::new(start, start + length)
    }

    fn value(&self, name: &str, text: String) -> StatedValue {
        StatedValue::new(text, self.place(name), Origin::Metadata)
    }

    fn stated(&self, name: &str) -> Option<StatedValue> {
        Some(self.value(name, text(self.object, name)?))
    }

    fn slot<T>(&self, name: &str, value: T) -> Sourced<T> {
        Sourced::new(value, Some(self.place(name)), Origin::Metadata)
    }

    fn words(&self, name: &str) -> Option<Sourced<String>> {
        Some(self.slot(name, text(self.object, name)?))
    }

    fn describe(&self, said: &mut ItemStatements, diagnostics: &mut Vec<Diagnostic>) {
        said.values.push_some(StatedKey::Language, self.stated("language"));
        said.values.push_some(StatedKey::Title, self.stated("title"));
        said.headline = self.stated("headline");
        let (subs, others): (Vec<_>, Vec<_>) = self.headlines().into_iter().partition(|(role, _)| role.contains("sub"));
        said.subheadlines.extend(subs.into_iter().map(|(_, words)| self.value("headlines", words)));
        if said.headline.is_none() {
            said.headline = others.into_iter().next().map(|(_, words)| self.value("headlines", words));
        }
        for name in ["by", "byline"] {
            said.bylines.extend(self.stated(name));
        }
        self.authors(said);
        for name in ["located", "dateline"] {
            said.dateline = said.dateline.take().or_else(|| self.stated(name));
        }
        said.values.push_some(StatedKey::Description, self.stated("descriptiontext"));
        let mut descriptions = objects(self.object, "descriptions").into_iter();
        let is_summary = |role: &str| ["text", "summary", "abstract", "main"].contains(&role);
        let summary = descriptions.find(|one| text(one, "role").is_none_or(|role| is_summary(&role)));
        let summary = summary.and_then(|one| text(one, "value")).map(|words| self.value("descriptions", words));
        said.values.push_some(StatedKey::Description, summary);
        for name in ["subject", "subjects"] {
            for subject in objects(self.object, name) {
                let called = text(subject, "name");
                said.values.push_some(StatedKey::Subject, called.clone().map(|words| self.value(name, words)));
                let uri = text(subject, "uri").filter(|uri| uri.contains(':'));
                said.delivery.concepts.extend(uri.map(|uri| self.slot(name, Concept { uri: Some(uri), name: called })));
            }
        }
        for keyword in property(self.object, "keywords").and_then(Json::as_array).into_iter().flatten() {
            let keyword = keyword.as_str().filter(|word| !word.trim().is_empty());
            said.values
                .push_some(StatedKey::Subject, keyword.map(|word| self.value("keywords", word.trim().to_owned())));
        }
        for genre in objects(self.object, "genres") {
            let (name, uri) = (text(genre, "name"), text(genre, "uri"));
            if name.is_some() || uri.is_some() {
                said.delivery.genres.push(self.slot("genres", Concept { uri, name }));
            }
        }
        let made = text(self.object, "versioncreated").and_then(|time| dates::absolute(&time));
        said.editors.zone = made.and_then(|made| made.offset_minutes());
        let times = ["contentcreated", "firstcreated", "versioncreated"];
        if let Some((name, time)) = times.into_iter().find_map(|name| Some((name, self.stated(name)?))) {
            if name != "contentcreated" {
                let message = "the time at which the item was made was taken for that of publication";
                diagnostics.push(Diagnostic::new(Code::SlotGuessed, message).at(time.span));
            }
            said.values.push(StatedKey::Published, time);
        }
        said.values.push_some(StatedKey::Modified, self.stated("contentmodified"));
    }

    /// The headlines with their roles: the main one first, then those without a role.
    fn headlines(&self) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = Vec::new();
        for headline in objects(self.object, "headlines") {
            let Some(words) = text(headline, "value") else { continue };
            let is_html = text(headline, "contenttype").is_some_and(|kind| kind.contains("html"));
            let words = if is_html { content::words_of_html(&words, self.limits).unwrap_or(words) } else { words };
            all.push((text(headline, "role").unwrap_or_default().to_ascii_lowercase(), words));
        }
        all.sort_by_key(|(role, _)| by_role(role));
        all
    }

    /// The authors whom a list of persons names, else those whom bylines name.
    fn authors(&self, said: &mut ItemStatements) {
        let writes = |person: &&Map<String, Json>| {
            let role = text(person, "rel").or_else(|| text(person, "role"));
            role.is_none_or(|role| ["author", "writer", "text", "byline"].contains(&role.to_ascii_lowercase().as_str()))
        };
        let mut known: Vec<String> = Vec::new();
        for name in ["people", "authors", "bylines"] {
            for person in objects(self.object, name).into_iter().filter(writes) {
                // A person without a role may be one whom the article is about.
                let is_stated = name != "people" || text(person, "rel").is_some();
                let called = text(person, "name").or_else(|| {
                    let byline = text(person, "byline")?;
                    item::names(&byline).first().map(|name| (*name).to_owned())
                });
                if let Some(called) = called.filter(|called| is_stated && !known.contains(called)) {
                    said.values.push(StatedKey::Author, self.value(name, called.clone()));
                    known.push(called);
                }
            }
        }
        if known.is_empty() {
            for byline in &said.bylines {
                for name in item::names(&byline.text) {
                    said.values.push(StatedKey::Author, StatedValue::new(name, byline.span, byline.origin));
                }
            }
        }
    }

    /// Names what the item says that has no place in the files.
    fn left_out(&self, diagnostics: &mut Vec<Diagnostic>) {
        let says = |value: &Json| match value {
            Json::String(text) => !text.trim().is_empty(),
            Json::Array(list) => !list.is_empty(),
            Json::Object(parts) => !parts.is_empty(),
            Json::Number(_) => true,
            Json::Null | Json::Bool(_) => false,
        };
        let is_read = |name: &str| {
            let name = name.replace(['_', '-'], "").to_ascii_lowercase();
            READ.contains(&name.as_str()) || name.starts_with("body")
        };
        let names =
            self.object.iter().filter(|(name, value)| !is_read(name) && says(value)).map(|(name, _)| name.as_str());
        let mut names: Vec<String> = names.map(str::to_owned).collect();
        let others = objects(self.object, "people").into_iter();
        let others = others.filter(|person| text(person, "rel").is_none_or(|relation| relation != "author"));
        names.extend(others.filter_map(|person| Some(format!("the person {:?}", text(person, "name")?))));
        let others = self.headlines().into_iter().filter(|(role, _)| !role.contains("sub"));
        let taken = usize::from(text(self.object, "headline").is_none());
        names.extend(others.skip(taken).map(|(_, words)| format!("the headline {words:?}")));
        if !names.is_empty() {
            let message = format!("properties that have no place in the files are left out: {}", names.join(", "));
            let first = self.object.keys().find(|name| !is_read(name));
            let place = self.place(first.map_or("headlines", |first| first.as_str()));
            diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(place));
        }
    }

    fn deliver(&self, said: &mut ItemStatements, diagnostics: &mut Vec<Diagnostic>) {
        let mut moment = |name: &'static str| {
            let written = text(self.object, name)?;
            let time = dates::absolute(&written);
            if time.is_none() {
                let message = format!("the time {written:?} of `{name}` is no date that is understood");
                diagnostics.push(Diagnostic::new(Code::TimeInvalid, message).at(self.place(name)));
            }
            Some((name, time))
        };
        let until = ["embargoeduntil", "embargoed"].into_iter().find_map(&mut moment);
        said.delivery.embargo = until.map(|(name, until)| self.slot(name, Embargo { until }));
        said.delivery.expires = moment("expires").and_then(|(name, time)| Some(self.slot(name, time?)));
        said.delivery.guid = self.words("uri").or_else(|| self.words("guid"));
        said.delivery.version = self.words("version");
        if let Some(status) = text(self.object, "pubstatus") {
            status::take(&status, self.place("pubstatus"), &mut said.delivery, diagnostics);
        }
        said.delivery.slugline = self.words("slugline").or_else(|| self.words("slug"));
        said.delivery.credit_line = self.words("creditline");
        let urgency = text(self.object, "urgency").and_then(|urgency| urgency.parse().ok());
        let urgency = urgency.filter(|urgency| (1..=9).contains(urgency));
        said.delivery.urgency = urgency.map(|urgency| self.slot("urgency", urgency));
        let notes = ["ednote", "embargoedreason"].into_iter();
        said.delivery.notes = notes.filter_map(|name| Some(self.slot(name, lined(self.object, name)?))).collect();
        for name in ["infosources", "infosource"] {
            for source in objects(self.object, name) {
                let Some(called) = text(source, "name").or_else(|| text(source, "literal")) else { continue };
                match text(source, "role") {
                    None if said.values.first(StatedKey::Publisher).is_none() => {
                        said.values.push(StatedKey::Publisher, self.value(name, called));
                    }
                    role => said.delivery.contributors.push(self.slot(name, Contributor { name: called, role })),
                }
            }
        }
        for name in ["provider", "source", "copyrightholder"] {
            if said.values.first(StatedKey::Publisher).is_none() {
                said.values.push_some(StatedKey::Publisher, self.stated(name));
            }
        }
    }

    fn rights(&self, said: &mut ItemStatements) {
        said.values.push_some(StatedKey::Holder, self.stated("copyrightholder"));
        said.values.push_some(StatedKey::Notice, self.stated("copyrightnotice"));
        said.values.push_some(StatedKey::Terms, self.stated("usageterms"));
        for picture in objects(self.object, "associations") {
            let own = text(self.object, "usageterms");
            let terms = text(picture, "usageterms").filter(|terms| Some(terms) != own.as_ref());
            let limits = objects(picture, "rightsinfo").into_iter().flat_map(|rights| {
                let named = ["validfrom", "validto", "geo"].into_iter();
                let named = named.filter_map(|name| Some(format!("rightsInfo: {name} {}", text(rights, name)?)));
                named.collect::<Vec<_>>()
            });
            for terms in terms.into_iter().chain(limits) {
                said.values.push(StatedKey::PictureTerms, self.value("associations", terms));
            }
        }
        for rights in objects(self.object, "rightsinfo") {
            let page = text(rights, "linkedrights").map(|page| self.value("rightsinfo", page));
            said.values.push_some(StatedKey::TermsPage, page);
            let limits = ["validfrom", "validto", "geo"].into_iter();
            let limits: Vec<String> =
                limits.filter_map(|name| Some(format!("{name} {}", text(rights, name)?))).collect();
            if !limits.is_empty() {
                let limits = format!("rightsInfo: {}", limits.join(", "));
                said.values.push(StatedKey::Limit, self.value("rightsinfo", limits));
            }
            // What is not read of the rights for machines may forbid anything; ours say what the terms say.
            let is_foreign = text(rights, "encodedrights").is_some() && !self.is_ours();
            let limits = is_foreign.then(|| "rightsInfo: encodedRights".to_owned());
            said.values.push_some(StatedKey::Limit, limits.map(|limits| self.value("rightsinfo", limits)));
        }
        let spoken = said.values.first(StatedKey::Language).and_then(|value| Language::parse(&value.text));
        for note in &said.delivery.notes {
            restrictions(&note.value, note.span.unwrap_or(Span::new(0, 0)), spoken.as_ref(), &mut said.values);
        }
    }

    /// The words: marked up before plain. A body that holds others, by its role, is said.
    fn body(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Span)> {
        let mut listed = objects(self.object, "bodies");
        listed.sort_by_key(|body| by_role(&text(body, "role").unwrap_or_default().to_ascii_lowercase()));
        let of_list = |body: &Map<String, Json>| {
            let kind = text(body, "contenttype").unwrap_or_default();
            Some((kind, property(body, "value")?.as_str()?.to_owned(), self.place("bodies")))
        };
        let mut bodies: Vec<(String, String, Span)> = listed.iter().copied().filter_map(of_list).collect();
        let own = [
            ("bodyxhtml", "application/xhtml+xml"),
            ("bodyhtml", "text/html"),
            ("bodyhtml5", "text/html"),
            ("bodynitf", "application/nitf+xml"),
            ("bodytext", "text/plain"),
        ];
        for (name, kind) in own {
            let body = property(self.object, name).and_then(Json::as_str);
            bodies.extend(body.map(|body| (kind.to_owned(), body.to_owned(), self.place(name))));
        }
        bodies.retain(|(_, words, _)| !words.trim().is_empty());
        let kinds = |body: &Map<String, Json>| text(body, "contenttype").unwrap_or_default();
        // Several of one kind are several texts: the first is the article.
        let others = listed.iter().enumerate().skip(1).filter(|(index, body)| {
            let has_words = text(body, "value").is_some();
            has_words && listed[..*index].iter().any(|before| kinds(before) == kinds(body))
        });
        for (_, other) in others {
            let role = text(other, "role").map_or_else(String::new, |role| format!(" ({role})"));
            let message = format!("another text of the item{role} is left out");
            diagnostics.push(Diagnostic::new(Code::ItemLeftOut, message).at(self.place("bodies")));
        }
        // Whoever makes several names the best first, or by its kind.
        let best = bodies.into_iter().min_by_key(|(kind, ..)| match kind.as_str() {
            kind if kind.contains("html") => 0,
            kind if kind.contains("nitf") => 1,
            _ => 2,
        });
        best.map(|(_, body, span)| (body, span))
    }

    /// Says what goes with the words and is no picture, and which pictures must not be used.
    fn is_shown(&self, item: &Map<String, Json>, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let kind = text(item, "type").unwrap_or_else(|| "item".to_owned());
        let called = text(item, "headline").or_else(|| text(objects(item, "headlines").first()?, "value"));
        let called = called.or_else(|| text(item, "uri")).map_or_else(String::new, |name| format!(" {name:?}"));
        let made = text(item, "versioncreated").or_else(|| text(self.object, "versioncreated"));
        let made = made.and_then(|time| dates::absolute(&time));
        let embargo = text(item, "embargoeduntil").or_else(|| text(item, "embargoed"));
        let embargo = embargo.map(|until| Embargo { until: dates::absolute(&until) });
        let why = if !matches!(kind.as_str(), "picture" | "graphic") {
            "it is no picture".to_owned()
        } else if let Some(status) = text(item, "pubstatus").filter(|status| status::halts(status)) {
            format!("it is {status}")
        } else if embargo.is_some_and(|embargo| embargo.holds_at(made)) {
            "it is under embargo".to_owned()
        } else {
            return true;
        };
        let message = format!("an associated {kind}{called} is left out: {why}");
        diagnostics.push(Diagnostic::new(Code::ItemLeftOut, message).at(self.place("associations")));
        false
    }

    /// The pictures that go with the words: of each the largest rendition first.
    fn pictures(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<ContentPicture> {
        let shown = |item: &Map<String, Json>| {
            let mut renditions = objects(item, "renditions");
            let size = |one: &Map<String, Json>, name: &str| {
                text(one, name).and_then(|size| size.parse().ok()).unwrap_or(0_u64)
            };
            renditions.sort_by_key(|one| std::cmp::Reverse(size(one, "width").saturating_mul(size(one, "height"))));
            let mut references = renditions.iter().filter_map(|one| text(one, "href"));
            let reference = references.next()?;
            let described = objects(item, "descriptions").into_iter().find_map(|one| text(one, "value"));
            let caption = described.or_else(|| text(item, "descriptiontext"));
            let caption = caption.or_else(|| text(objects(item, "headlines").first()?, "value"));
            let by = text(item, "by").or_else(|| text(item, "byline"));
            let [credit, notice, holder] =
                ["creditline", "copyrightnotice", "copyrightholder"].map(|name| text(item, name));
            let own = |name: &str, value: Option<String>| {
                value.filter(|value| text(self.object, name).as_ref() != Some(value))
            };
            let holder = own("copyrightholder", holder).map(|holder| format!("© {holder}"));
            let lines = [caption, by, credit, own("copyrightnotice", notice), holder];
            let mut words = Vec::new();
            for line in lines.into_iter().flatten() {
                // Who is named is named once.
                if fold(&plain_text(&words)).contains(fold(&line).trim_start_matches(['©', ' '])) {
                    continue;
                }
                if !words.is_empty() {
                    words.push(Inline::LineBreak);
                }
                words.push(Inline::text(line));
            }
            let picture = Picture { reference, others: references.collect(), alternative: String::new(), media: None };
            let span = Some(self.place("associations"));
            Some(ContentPicture {
                figure: Figure { picture: Some(picture), caption: words, span, guessed: false },
                embedded: None,
            })
        };
        let associated = objects(self.object, "associations").into_iter();
        associated.filter(|item| self.is_shown(item, diagnostics)).filter_map(shown).collect()
    }
}
