//! RO-Crate 1.1: the same facts as JSON-LD, for those who read research objects: `data/ro-crate-metadata.json` of a bag.
//!
//! It stands at the top of the payload and not among the metadata: what it describes has to lie below it (RO-Crate 1.1,
//! Root Data Entity). Terms are a licence in its words only so far as they are the source's own, verbatim; whether they
//! allow anything is said by PREMIS.

use std::collections::BTreeSet;
use std::io;

use serde_json::{Map, Value, json};

use super::formats::{FormatName, format};
use super::growing::GrowingFile;
use super::premis::PremisFile;
use super::{FileRole, PackageFacts, PackageSink, PackageStatement, PackedPart};

/// What it is called, in the payload.
pub(super) const NAME: &str = "ro-crate-metadata.json";
const REGISTRY: &str = "https://www.nationalarchives.gov.uk/PRONOM/";

/// The description in the making.
pub(super) struct CrateMetadata {
    /// Entities, with commas between them; so are the others.
    graph: GrowingFile,
    /// The files of the payload.
    parts: GrowingFile,
    /// The terms of the articles.
    terms: GrowingFile,
    /// Formats and licences that are in the graph already.
    known: BTreeSet<String>,
    headline: Option<String>,
    articles: usize,
}

fn reference(id: &str) -> Value {
    json!({ "@id": id })
}

fn entity(id: &str, kind: &str) -> Map<String, Value> {
    Map::from_iter([("@id".to_owned(), id.into()), ("@type".to_owned(), kind.into())])
}

/// Adds an item to a list.
fn add_item(list: &mut GrowingFile, item: &Value) -> io::Result<()> {
    list.add(format!("{}{item}", if list.is_empty() { "" } else { ",\n" }).as_bytes())
}

impl CrateMetadata {
    pub(super) fn new(sink: &mut impl PackageSink) -> io::Result<Self> {
        Ok(Self {
            graph: GrowingFile::new(sink)?,
            parts: GrowingFile::new(sink)?,
            terms: GrowingFile::new(sink)?,
            known: BTreeSet::new(),
            headline: None,
            articles: 0,
        })
    }

    fn entity(&mut self, entity: Map<String, Value>) -> io::Result<()> {
        add_item(&mut self.graph, &Value::Object(entity))
    }

    /// Adds a file of the payload of which nothing more is said.
    pub(super) fn part(&mut self, path: &str, media_type: &str) -> io::Result<()> {
        let mut file = entity(path, "File");
        let name = path.rsplit('/').next().unwrap_or(path);
        file.extend([("name".to_owned(), name.into()), ("encodingFormat".to_owned(), media_type.into())]);
        self.entity(file)?;
        add_item(&mut self.parts, &reference(path))
    }

    /// Adds an article.
    pub(super) fn article(&mut self, packed: &PackedPart<'_>, files: &[PremisFile<'_>]) -> io::Result<()> {
        let PackedPart { article, identifier, .. } = packed;
        let facts = article.facts;
        self.articles += 1;
        let number = self.articles;
        let terms = format!("#terms-{number}");
        let licence = licence(&terms, facts);
        let original = files.iter().find(|file| file.file.role == FileRole::Original).map(|file| &*file.path);
        for PremisFile { path, file } in files {
            let mut said = entity(path, "File");
            let mut add = |name: &str, value: Value| _ = said.insert(name.to_owned(), value);
            add("name", file.original_name.as_str().into());
            add("contentSize", file.bytes.len().to_string().into());
            add("encodesCreativeWork", reference(identifier));
            add("license", licence.clone());
            if let (FileRole::Rendition, Some(original)) = (file.role, original) {
                add("isBasedOn", reference(original));
            }
            let known = format(file.media_type, file.bytes).ok();
            let named = known.as_ref().and_then(|FormatName { name, puid, .. }| Some((*name, (*puid)?)));
            let registered = named.map(|(_, puid)| reference(&format!("{REGISTRY}{puid}")));
            let media_type = Value::from(file.media_type);
            add("encodingFormat", registered.map_or_else(|| media_type.clone(), |it| json!([media_type, it])));
            self.entity(said)?;
            add_item(&mut self.parts, &reference(path))?;
            if let Some((name, puid)) = named.filter(|(_, puid)| self.known.insert((*puid).to_owned())) {
                let mut registered = entity(&format!("{REGISTRY}{puid}"), "WebPage");
                registered.insert("name".to_owned(), name.into());
                self.entity(registered)?;
            }
        }
        let mut work = entity(identifier, "NewsArticle");
        let mut add = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                work.insert(name.to_owned(), value);
            }
        };
        let text = |value: &Option<String>| value.as_deref().map(Value::from);
        // One alone stands without a list.
        let many = |mut values: Vec<Value>| match values.len() {
            0 => None,
            1 => values.pop(),
            _ => Some(Value::Array(values)),
        };
        let texts = |values: &[String]| many(values.iter().map(|value| Value::from(value.as_str())).collect());
        // Of several versions of an article in one package each is an entity of its own.
        add("identifier", Some(facts.identifier.as_str().into()).filter(|_| facts.identifier != **identifier));
        add("name", Some(facts.headline.as_str().into()));
        add("headline", Some(facts.headline.as_str().into()));
        // Whether a name is that of a person nobody says.
        add("author", texts(&facts.authors));
        let publisher = format!("#publisher-{number}");
        add("publisher", facts.publisher.as_ref().map(|_| reference(&publisher)));
        add("datePublished", text(&facts.published));
        add("inLanguage", Some(facts.language.as_str().into()));
        add("keywords", texts(&facts.subjects));
        add("url", text(&facts.address));
        add("copyrightNotice", text(&facts.notice));
        add("license", Some(licence));
        add("encoding", many(files.iter().map(|file| reference(&file.path)).collect()));
        self.entity(work)?;
        if let Some(name) = &facts.publisher {
            let mut organisation = entity(&publisher, "Organization");
            organisation.insert("name".to_owned(), name.as_str().into());
            self.entity(organisation)?;
        }
        let mut stated = entity(&terms, "CreativeWork");
        stated.insert("name".to_owned(), "Terms of the source, in its own words".into());
        stated.insert("description".to_owned(), facts.terms_or_none().into());
        stated.extend(facts.terms_page.as_deref().map(|page| ("url".to_owned(), page.into())));
        self.entity(stated)?;
        if let Some(address) = facts.licence.as_ref().filter(|address| self.known.insert((*address).clone())) {
            let mut named = entity(address, "CreativeWork");
            named.insert("name".to_owned(), "The licence that the source names".into());
            named.insert("description".to_owned(), "It is offered as the terms of the source say.".into());
            self.entity(named)?;
        }
        add_item(&mut self.terms, &reference(&terms))?;
        self.headline = Some(facts.headline.clone());
        Ok(())
    }

    /// Ends the description, in a file of its own.
    pub(super) fn finish(
        self,
        sink: &mut impl PackageSink,
        name: &str,
        statement: &PackageStatement,
    ) -> io::Result<GrowingFile> {
        let mut all = GrowingFile::new(sink)?;
        all.add(b"{\"@context\":\"https://w3id.org/ro/crate/1.1/context\",\"@graph\":[\n")?;
        let mut descriptor = entity(NAME, "CreativeWork");
        descriptor.insert("conformsTo".to_owned(), reference("https://w3id.org/ro/crate/1.1"));
        descriptor.insert("about".to_owned(), reference("./"));
        all.add(Value::Object(descriptor).to_string().as_bytes())?;
        all.add(b",\n")?;
        all.add_all(self.graph)?;
        let mut root = entity("./", "Dataset");
        let title = self.headline.filter(|_| self.articles == 1).unwrap_or_else(|| name.to_owned());
        let said = statement.description.clone().unwrap_or_else(|| name.to_owned());
        root.insert("name".to_owned(), title.into());
        root.insert("description".to_owned(), format!("{said}, packed for an archive").into());
        let date = statement.date.map(|date| date.to_string());
        root.insert("datePublished".to_owned(), date.unwrap_or_default().into());
        let root = Value::Object(root).to_string();
        // Its lists grew beside it.
        all.add(b",\n")?;
        all.add(root.strip_suffix('}').unwrap_or(&root).as_bytes())?;
        // One alone stands without a list.
        let (open, close): (&[u8], &[u8]) = if self.articles == 1 { (b"", b"") } else { (b"[", b"]") };
        for piece in [b",\"license\":", open] {
            all.add(piece)?;
        }
        all.add_all(self.terms)?;
        for piece in [close, b",\"hasPart\":["] {
            all.add(piece)?;
        }
        all.add_all(self.parts)?;
        all.add(b"]}\n]}\n")?;
        Ok(all)
    }
}

/// The terms, and the licence that they name.
fn licence(terms: &str, facts: &PackageFacts) -> Value {
    match &facts.licence {
        Some(address) => json!([{ "@id": terms }, { "@id": address }]),
        None => reference(terms),
    }
}
