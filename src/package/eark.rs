//! An information package of E-ARK (CSIP 2.1.0): the same articles, PREMIS and facts as in a bag, with METS for what
//! holds them together.
//!
//! Of each article there are two representations, what it was read from and what was made of it, each with a METS of its
//! own. The METS of the package names these, the metadata, and the schema and the words about the package that the
//! standard asks for. Every file but that METS is named in one, with its size and its SHA-256.

use std::borrow::Cow;
use std::io;
use std::rc::Rc;

use super::growing::GrowingFile;
use super::premis::{PremisFile, premis};
use super::sink::ConstantFile;
use super::{FileRole, Fixity, PackageFacts, PackageFile, PackageOutline, PackageSink, PackageStatement, PackedPart};
use crate::digest::{hex, sha256};
use crate::render::xml::Xml;

/// The schema of METS 1.12, as the Library of Congress hands it out (CC0).
static METS_SCHEMA: ConstantFile = ConstantFile::new(include_bytes!("mets.xsd"));
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

/// So much of METS is in memory before it goes where the sink has room for it.
const MOST_HELD: usize = 1 << 20;

/// A file that METS names.
struct MetsFile {
    path: String,
    media_type: Cow<'static, str>,
    size: u64,
    sha256: String,
    created: Rc<str>,
}

const XML: Cow<'static, str> = Cow::Borrowed("application/xml");
/// Lines of JSON have no media type of their own.
const TEXT: Cow<'static, str> = Cow::Borrowed("text/plain");

/// A representation: its folder, its METS.
struct Representation {
    name: String,
    mets: MetsFile,
}

/// An information package in the making.
pub(super) struct EarkPackage<S> {
    sink: S,
    outline: PackageOutline,
    representations: Vec<Representation>,
    descriptive: Vec<MetsFile>,
    preservation: Vec<MetsFile>,
    lines: GrowingFile,
    knowledge: GrowingFile,
    /// The latest time of an article.
    latest: Option<Rc<str>>,
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

impl<S: PackageSink> EarkPackage<S> {
    pub(super) fn begin(mut sink: S, outline: PackageOutline) -> io::Result<Self> {
        let mut lines = GrowingFile::new(&mut sink)?;
        lines.add(outline.run.as_bytes())?;
        Ok(Self {
            lines,
            knowledge: GrowingFile::new(&mut sink)?,
            sink,
            outline,
            representations: Vec::new(),
            descriptive: Vec::new(),
            preservation: Vec::new(),
            latest: None,
            given: 0,
        })
    }

    pub(super) fn article(&mut self, packed: &PackedPart<'_>) -> io::Result<()> {
        let PackedPart { article, part: name, .. } = *packed;
        let created: Rc<str> = article.written.completed().to_utc_string().into();
        let mut of_representations: [Vec<MetsFile>; 2] = [Vec::new(), Vec::new()];
        let mut files = Vec::with_capacity(article.files.len());
        for file in article.files {
            let PackageFile { name: file_name, role, media_type, bytes, fixity, .. } = file;
            let path = place(name, *role, file_name);
            self.put(&path, bytes)?;
            let at = usize::from(*role == FileRole::Rendition);
            of_representations[at].push(MetsFile {
                path: format!("data/{file_name}"),
                media_type: (*media_type).to_owned().into(),
                size: bytes.len() as u64,
                sha256: fixity.sha256.clone(),
                created: created.clone(),
            });
            files.push(PremisFile { path, file });
        }
        for (files, role) in of_representations.into_iter().zip([FileRole::Original, FileRole::Rendition]) {
            if files.is_empty() {
                continue;
            }
            let representation = representation(name, role);
            let mets = self.representation(&representation, &article.facts.headline, &created, &files);
            let path = format!("representations/{representation}/METS.xml");
            let mets = self.file(path, XML, &created, &mets)?;
            self.representations.push(Representation { name: representation, mets });
        }
        let record = premis(packed, &files);
        let path = format!("metadata/preservation/{}.xml", name.unwrap_or("premis"));
        let record = self.file(path, XML, &created, &record)?;
        self.preservation.push(record);
        let path = format!("metadata/descriptive/{}.xml", name.unwrap_or("dc"));
        let description = self.file(path, XML, &created, &dublin_core(article.facts))?;
        self.descriptive.push(description);
        self.lines.add(article.line.as_bytes())?;
        self.knowledge.add(article.knowledge.as_bytes())?;
        self.latest = self.latest.take().max(Some(created));
        Ok(())
    }

    pub(super) fn finish(mut self, statement: &PackageStatement) -> io::Result<S> {
        let stated = statement.date.map(|date| date.completed().to_utc_string().into());
        let created: Rc<str> = stated.or_else(|| self.latest.clone()).unwrap_or_default();
        let lines = std::mem::replace(&mut self.lines, GrowingFile::new(&mut self.sink)?);
        let knowledge = std::mem::replace(&mut self.knowledge, GrowingFile::new(&mut self.sink)?);
        let mut other = Vec::new();
        for (name, file) in [("manifest", lines), ("knowledge", knowledge)] {
            let path = format!("metadata/other/{name}.jsonl");
            let (size, Fixity { sha256, .. }) = file.put(&mut self.sink, &self.outline.path(&path))?;
            other.push(MetsFile { path, media_type: TEXT, size, sha256, created: created.clone() });
        }
        let about = self.file("documentation/README.txt".to_owned(), TEXT, &created, ABOUT.as_bytes())?;
        let path = "schemas/mets.xsd".to_owned();
        self.sink.put_constant(&self.outline.path(&path), &METS_SCHEMA)?;
        let (size, sha256) = (METS_SCHEMA.bytes().len() as u64, METS_SCHEMA.sha256().to_owned());
        let schema = MetsFile { path, media_type: XML, size, sha256, created: created.clone() };
        let mut mets = GrowingFile::new(&mut self.sink)?;
        self.root(&mut mets, statement, &created, &other, &about, &schema)?;
        mets.put(&mut self.sink, &self.outline.path("METS.xml"))?;
        Ok(self.sink)
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.sink.put(&self.outline.path(path), bytes)
    }

    fn file(
        &mut self,
        path: String,
        media_type: Cow<'static, str>,
        created: &Rc<str>,
        bytes: &[u8],
    ) -> io::Result<MetsFile> {
        self.put(&path, bytes)?;
        let sha256 = hex(&sha256(bytes));
        Ok(MetsFile { path, media_type, size: bytes.len() as u64, sha256, created: created.clone() })
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
        out: &mut GrowingFile,
        statement: &PackageStatement,
        created: &str,
        other: &[MetsFile],
        about: &MetsFile,
        schema: &MetsFile,
    ) -> io::Result<()> {
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
            let_go(&mut xml, out)?;
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
            let_go(&mut xml, out)?;
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
            let_go(&mut xml, out)?;
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
            let_go(&mut xml, out)?;
        }
        for _ in 0..4 {
            xml.close_line();
        }
        out.add(&xml.finish())
    }
}

/// Puts what was written so far where there is room for it, if it is much.
fn let_go(xml: &mut Xml, out: &mut GrowingFile) -> io::Result<()> {
    if xml.length() < MOST_HELD { Ok(()) } else { out.add(&xml.take()) }
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
    for identifier in statement.into_iter().flat_map(|statement| &statement.identifiers) {
        xml.leaf_line("altRecordID", &[("TYPE", "URI")], identifier);
    }
    xml.close_line();
}

fn reference(xml: &mut Xml, file: &MetsFile, kind: &[(&str, &str)]) {
    let size = file.size.to_string();
    let mut attributes = vec![("LOCTYPE", "URL"), ("xlink:type", "simple"), ("xlink:href", file.path.as_str())];
    attributes.extend(kind);
    attributes.extend([
        ("MIMETYPE", &*file.media_type),
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
