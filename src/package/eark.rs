//! An information package of E-ARK (CSIP 2.1.0): the same articles, PREMIS and facts as in a bag, with METS for what
//! holds them together.
//!
//! Of each article there are two representations, what it was read from and what was made of it, each with a METS of its
//! own. The METS of the package names these, the metadata, and the schema and the words about the package that the
//! standard asks for. Every file but that METS is named in one, with its size and its SHA-256.

use std::io;

use super::premis::{PremisFile, premis};
use super::{FileRole, PackageArticle, PackageFacts, PackageFile, PackageOutline, PackageSink, PackageStatement};
use crate::digest::{hex, sha256, sha512};
use crate::render::xml::Xml;

/// The schema of METS 1.12, as the Library of Congress hands it out (CC0).
const METS_SCHEMA: &[u8] = include_bytes!("mets.xsd");
const METS_SPACE: &str = "http://www.loc.gov/METS/";
const PROFILE: &str = "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml";
/// What the content is, in the words of the standard's vocabulary.
const CATEGORY: &str = "Textual works – Digital";
/// The content keeps no specification of E-ARK's own.
const CONTENT: [(&str, &str); 2] =
    [("csip:CONTENTINFORMATIONTYPE", "OTHER"), ("csip:OTHERCONTENTINFORMATIONTYPE", "news articles")];

const ABOUT: &str = "\
News articles, packed for an archive (E-ARK CSIP 2.1.0).

representations/…original/data    what each article was read from, byte for byte
representations/…converted/data   what was made of it
metadata/preservation             PREMIS 3: objects, events, agents, and the rights: the terms verbatim, and an act with
                                  its restriction for each meaning
metadata/descriptive              Dublin Core
metadata/other/manifest.jsonl     a line an article, with every diagnostic of its conversion
metadata/other/knowledge.jsonl    what the user knew when it was read

METS.xml names every other file, by way of the METS of its representation, with its size and its SHA-256.
";

/// A file that METS names.
struct MetsFile {
    path: String,
    media_type: String,
    size: usize,
    sha256: String,
    created: String,
}

/// A representation: its folder, its METS.
struct Representation {
    name: String,
    mets: MetsFile,
}

/// An information package in the making.
pub(super) struct EarkPackage<'s> {
    sink: &'s mut dyn PackageSink,
    outline: PackageOutline,
    representations: Vec<Representation>,
    descriptive: Vec<MetsFile>,
    preservation: Vec<MetsFile>,
    lines: String,
    knowledge: String,
    /// The latest time of an article.
    latest: String,
    /// How many identifiers METS has given out.
    given: usize,
}

/// The two representations of an article, by the ends of their names.
const REPRESENTATIONS: [&str; 2] = ["original", "converted"];

/// Where a file of an article lies, from the folder of the package.
pub(super) fn place(article: Option<&str>, role: FileRole, file: &str) -> String {
    format!("representations/{}/data/{file}", representation(article, role))
}

fn representation(article: Option<&str>, role: FileRole) -> String {
    let [original, converted] = REPRESENTATIONS;
    let kind = if role == FileRole::Rendition { converted } else { original };
    article.map_or_else(|| kind.to_owned(), |article| format!("{article}-{kind}"))
}

impl<'s> EarkPackage<'s> {
    pub(super) fn begin(sink: &'s mut dyn PackageSink, outline: PackageOutline) -> Self {
        Self {
            sink,
            lines: outline.run.clone(),
            outline,
            representations: Vec::new(),
            descriptive: Vec::new(),
            preservation: Vec::new(),
            knowledge: String::new(),
            latest: String::new(),
            given: 0,
        }
    }

    pub(super) fn article(&mut self, name: Option<&str>, article: &PackageArticle<'_>) -> io::Result<()> {
        let created = article.written.completed().to_utc_string();
        let mut digests = Vec::with_capacity(article.files.len());
        let mut of_representations: [Vec<MetsFile>; 2] = [Vec::new(), Vec::new()];
        for PackageFile { name: file, role, media_type, bytes, .. } in article.files {
            let path = place(name, *role, file);
            let sha256 = hex(&sha256(bytes));
            self.put(&path, bytes)?;
            let at = usize::from(*role == FileRole::Rendition);
            of_representations[at].push(MetsFile {
                path: format!("data/{file}"),
                media_type: (*media_type).to_owned(),
                size: bytes.len(),
                sha256: sha256.clone(),
                created: created.clone(),
            });
            digests.push((path, sha256, hex(&sha512(bytes))));
        }
        for (files, role) in of_representations.into_iter().zip([FileRole::Original, FileRole::Rendition]) {
            if files.is_empty() {
                continue;
            }
            let representation = representation(name, role);
            let mets = self.representation(&representation, &article.facts.headline, &created, &files);
            let path = format!("representations/{representation}/METS.xml");
            let mets = self.file(path, "application/xml", &created, &mets)?;
            self.representations.push(Representation { name: representation, mets });
        }
        let files: Vec<PremisFile<'_>> = article
            .files
            .iter()
            .zip(&digests)
            .map(|(file, (path, sha256, sha512))| PremisFile { path: path.clone(), file, sha256, sha512 })
            .collect();
        let record = premis(article, &files);
        let path = format!("metadata/preservation/{}.xml", name.unwrap_or("premis"));
        let record = self.file(path, "application/xml", &created, &record)?;
        self.preservation.push(record);
        let path = format!("metadata/descriptive/{}.xml", name.unwrap_or("dc"));
        let description = self.file(path, "application/xml", &created, &dublin_core(article.facts))?;
        self.descriptive.push(description);
        self.lines.push_str(article.line);
        self.knowledge.push_str(article.knowledge);
        self.latest = std::mem::take(&mut self.latest).max(created);
        Ok(())
    }

    pub(super) fn finish(mut self, statement: &PackageStatement) -> io::Result<()> {
        let created =
            statement.date.map(|date| date.completed().to_utc_string()).unwrap_or_else(|| self.latest.clone());
        let lines = std::mem::take(&mut self.lines);
        let knowledge = std::mem::take(&mut self.knowledge);
        let mut other = Vec::new();
        for (name, text) in [("manifest", lines), ("knowledge", knowledge)] {
            // Lines of JSON have no media type of their own.
            let path = format!("metadata/other/{name}.jsonl");
            other.push(self.file(path, "text/plain", &created, text.as_bytes())?);
        }
        let about = self.file("documentation/README.txt".to_owned(), "text/plain", &created, ABOUT.as_bytes())?;
        let schema = self.file("schemas/mets.xsd".to_owned(), "application/xml", &created, METS_SCHEMA)?;
        let mets = self.root(statement, &created, &other, &about, &schema);
        self.put("METS.xml", &mets)
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.sink.put(&self.outline.path(path), bytes)
    }

    fn file(&mut self, path: String, media_type: &str, created: &str, bytes: &[u8]) -> io::Result<MetsFile> {
        self.put(&path, bytes)?;
        Ok(MetsFile {
            path,
            media_type: media_type.to_owned(),
            size: bytes.len(),
            sha256: hex(&sha256(bytes)),
            created: created.to_owned(),
        })
    }

    /// An identifier that is nothing else's in the package.
    fn id(&mut self, kind: &str) -> String {
        self.given += 1;
        format!("{kind}-{}", self.given)
    }

    /// The METS of a representation.
    fn representation(&mut self, name: &str, headline: &str, created: &str, files: &[MetsFile]) -> Vec<u8> {
        let mut xml = Xml::new();
        open(&mut xml, name, headline);
        header(&mut xml, created, None);
        let group = self.id("group");
        let section = self.id("files");
        xml.open_line("fileSec", &[("ID", &section)]);
        self.group(&mut xml, &group, "Data", files);
        xml.close_line();
        let (map, root, data) = (self.id("map"), self.id("part"), self.id("part"));
        xml.open_line("structMap", &[("ID", &map), ("TYPE", "PHYSICAL"), ("LABEL", "CSIP")]);
        xml.open_line("div", &[("ID", &root), ("LABEL", name)]);
        xml.open_line("div", &[("ID", &data), ("LABEL", "Data")]);
        xml.empty_line("fptr", &[("FILEID", &group)]);
        for _ in 0..4 {
            xml.close_line();
        }
        xml.finish()
    }

    fn group(&mut self, xml: &mut Xml, id: &str, usage: &str, files: &[MetsFile]) {
        let [content, other] = CONTENT;
        xml.open_line("fileGrp", &[("ID", id), ("USE", usage), content, other]);
        for file in files {
            let id = self.id("file");
            let size = file.size.to_string();
            xml.open_line(
                "file",
                &[
                    ("ID", &id),
                    ("MIMETYPE", &file.media_type),
                    ("SIZE", &size),
                    ("CREATED", &file.created),
                    ("CHECKSUM", &file.sha256),
                    ("CHECKSUMTYPE", "SHA-256"),
                ],
            );
            xml.empty_line("FLocat", &[("LOCTYPE", "URL"), ("xlink:type", "simple"), ("xlink:href", &file.path)]);
            xml.close_line();
        }
        xml.close_line();
    }

    /// The METS of the package.
    fn root(
        &mut self,
        statement: &PackageStatement,
        created: &str,
        other: &[MetsFile],
        about: &MetsFile,
        schema: &MetsFile,
    ) -> Vec<u8> {
        let mut xml = Xml::new();
        let name = self.outline.name.clone();
        open(&mut xml, &name, statement.description.as_deref().unwrap_or(&name));
        header(&mut xml, created, Some(statement));
        let (mut described, mut administered) = (Vec::new(), Vec::new());
        for file in std::mem::take(&mut self.descriptive) {
            let id = self.id("described");
            xml.open_line("dmdSec", &[("ID", &id), ("CREATED", &file.created), ("STATUS", "CURRENT")]);
            reference(&mut xml, &file, &[("MDTYPE", "DC")]);
            xml.close_line();
            described.push(id);
        }
        let section = self.id("administered");
        xml.open_line("amdSec", &[("ID", &section)]);
        // The order of METS: rights, then provenance.
        let preservation = std::mem::take(&mut self.preservation);
        let rights: &[(&str, &str)] = &[("MDTYPE", "PREMIS:RIGHTS")];
        let own: &[(&str, &str)] = &[("MDTYPE", "OTHER"), ("OTHERMDTYPE", "istinad/1")];
        let files = preservation.iter().map(|file| ("rightsMD", file, rights));
        let files = files.chain(preservation.iter().map(|file| ("digiprovMD", file, &[("MDTYPE", "PREMIS")][..])));
        for (element, file, kind) in files.chain(other.iter().map(|file| ("digiprovMD", file, own))) {
            let id = self.id("stated");
            xml.open_line(element, &[("ID", &id), ("CREATED", &file.created), ("STATUS", "CURRENT")]);
            reference(&mut xml, file, kind);
            xml.close_line();
            administered.push(id);
        }
        xml.close_line();

        let section = self.id("files");
        xml.open_line("fileSec", &[("ID", &section)]);
        let representations = std::mem::take(&mut self.representations);
        let about_group = self.id("group");
        self.group(&mut xml, &about_group, "Documentation", std::slice::from_ref(about));
        let schema_group = self.id("group");
        self.group(&mut xml, &schema_group, "Schemas", std::slice::from_ref(schema));
        let mut groups = Vec::new();
        for Representation { name, mets } in &representations {
            let id = self.id("group");
            self.group(&mut xml, &id, &format!("Representations/{name}"), std::slice::from_ref(mets));
            groups.push(id);
        }
        xml.close_line();

        let (map, root, metadata) = (self.id("map"), self.id("part"), self.id("part"));
        xml.open_line("structMap", &[("ID", &map), ("TYPE", "PHYSICAL"), ("LABEL", "CSIP")]);
        xml.open_line("div", &[("ID", &root), ("LABEL", &name)]);
        let (described, administered) = (described.join(" "), administered.join(" "));
        xml.empty_line(
            "div",
            &[("ID", &metadata), ("LABEL", "Metadata"), ("DMDID", &described), ("ADMID", &administered)],
        );
        for (label, group) in [("Documentation", &about_group), ("Schemas", &schema_group)] {
            let id = self.id("part");
            xml.open_line("div", &[("ID", &id), ("LABEL", label)]);
            xml.empty_line("fptr", &[("FILEID", group)]);
            xml.close_line();
        }
        let id = self.id("part");
        xml.open_line("div", &[("ID", &id), ("LABEL", "Representations")]);
        for group in &groups {
            xml.empty_line("fptr", &[("FILEID", group)]);
        }
        for (Representation { name, mets }, group) in representations.iter().zip(&groups) {
            let id = self.id("part");
            xml.open_line("div", &[("ID", &id), ("LABEL", &format!("Representations/{name}"))]);
            let to =
                [("LOCTYPE", "URL"), ("xlink:type", "simple"), ("xlink:href", &*mets.path), ("xlink:title", group)];
            xml.empty_line("mptr", &to);
            xml.close_line();
        }
        for _ in 0..4 {
            xml.close_line();
        }
        xml.finish()
    }
}

fn open(xml: &mut Xml, name: &str, label: &str) {
    let [content, other] = CONTENT;
    xml.open(
        "mets",
        &[
            ("xmlns", METS_SPACE),
            ("xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"),
            ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
            ("OBJID", name),
            ("LABEL", label),
            ("TYPE", CATEGORY),
            content,
            other,
            ("PROFILE", PROFILE),
        ],
    );
}

/// Who made it and when; of the whole package also who hands it over and by which name the world knows it.
fn header(xml: &mut Xml, created: &str, statement: Option<&PackageStatement>) {
    let times = [("CREATEDATE", created), ("LASTMODDATE", created), ("RECORDSTATUS", "NEW")];
    let [made, changed, status] = times;
    xml.open_line("metsHdr", &[made, changed, status, ("csip:OAISPACKAGETYPE", "AIP")]);
    xml.open_line("agent", &[("ROLE", "CREATOR"), ("TYPE", "OTHER"), ("OTHERTYPE", "SOFTWARE")]);
    xml.leaf_line("name", &[], "istinad");
    xml.leaf_line("note", &[("csip:NOTETYPE", "SOFTWARE VERSION")], env!("CARGO_PKG_VERSION"));
    xml.close_line();
    if let Some(source) = statement.and_then(|statement| statement.source.as_ref()) {
        xml.open_line("agent", &[("ROLE", "OTHER"), ("OTHERROLE", "SUBMITTER"), ("TYPE", "ORGANIZATION")]);
        xml.leaf_line("name", &[], source);
        xml.close_line();
    }
    if let Some(identifier) = statement.and_then(|statement| statement.identifier.as_ref()) {
        xml.leaf_line("altRecordID", &[("TYPE", "URI")], identifier);
    }
    xml.close_line();
}

fn reference(xml: &mut Xml, file: &MetsFile, kind: &[(&str, &str)]) {
    let size = file.size.to_string();
    let mut attributes = vec![("LOCTYPE", "URL"), ("xlink:type", "simple"), ("xlink:href", file.path.as_str())];
    attributes.extend(kind);
    attributes.extend([
        ("MIMETYPE", file.media_type.as_str()),
        ("SIZE", &size),
        ("CREATED", &file.created),
        ("CHECKSUM", &file.sha256),
        ("CHECKSUMTYPE", "SHA-256"),
    ]);
    xml.empty_line("mdRef", &attributes);
}

/// The article in the fifteen elements of Dublin Core, in the form of OAI-PMH.
fn dublin_core(facts: &PackageFacts) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "oai_dc:dc",
        &[
            ("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    let elements = [
        ("dc:title", vec![facts.headline.clone()]),
        ("dc:creator", facts.authors.clone()),
        ("dc:subject", facts.subjects.clone()),
        ("dc:publisher", one(&facts.publisher)),
        ("dc:date", one(&facts.published)),
        ("dc:identifier", vec![facts.identifier.clone()]),
        ("dc:source", one(&facts.address)),
        ("dc:language", vec![facts.language.clone()]),
        ("dc:rights", facts.notice.iter().chain(&facts.terms).cloned().collect()),
    ];
    for (element, values) in elements {
        values.iter().for_each(|value| xml.leaf_line(element, &[], value));
    }
    xml.close_line();
    xml.finish()
}
