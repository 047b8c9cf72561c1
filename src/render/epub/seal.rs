//! The last pass: what `epub-builder` wrote is completed, and everything goes into one canonical container.
//!
//! 1. [`complete`] goes through the package document: it puts the book's own values into their places, adds language,
//!    direction and prefixes to the package, our metadata to its metadata and the resources to its manifest, takes the
//!    id from `dc:language` (it collides with that of an author), and drops the NCX and the guide, which EPUB 3 keeps
//!    only for readers of EPUB 2;
//! 2. [`seal`] writes the container: `mimetype` first and as it is, then the package, then the parts in their order.

use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::package::{FOLDER, MetadataElement, PackageValues, PublicationResource, ResourceRole, Skeleton, prefixes};
use crate::error::{Error, Result};
use crate::render::archive::ZipWriter;

/// Writes the book.
pub(super) fn seal(
    skeleton: &Skeleton,
    values: &PackageValues<'_>,
    metadata: &[MetadataElement],
    parts: &[PublicationResource],
) -> Result<Vec<u8>> {
    let resources = parts.iter().filter(|part| part.place == ResourceRole::Resource);
    let package = complete(&skeleton.package, values, metadata, resources)?;
    pack(skeleton, &package, parts).map_err(|error| Error::render("EPUB", error))
}

fn pack(skeleton: &Skeleton, package: &[u8], parts: &[PublicationResource]) -> std::io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Vec::new());
    archive.store("mimetype", b"application/epub+zip")?;
    archive.deflate("META-INF/container.xml", &skeleton.container)?;
    archive.deflate(&format!("{FOLDER}/content.opf"), package)?;
    for part in parts {
        let path = format!("{FOLDER}/{}", part.path);
        // Pictures are compressed already.
        if part.media_type.starts_with("image/") {
            archive.store(&path, &part.bytes)?;
        } else {
            archive.deflate(&path, &part.bytes)?;
        }
    }
    archive.finish()
}

/// Completes the package document.
fn complete<'a>(
    package: &str,
    values: &PackageValues<'_>,
    metadata: &[MetadataElement],
    mut resources: impl Iterator<Item = &'a PublicationResource>,
) -> Result<Vec<u8>> {
    let language = values.language;
    let modified = values.modified.to_utc_string();
    let fault = |error: &dyn std::fmt::Display| Error::render("EPUB", error);
    let mut reader = Reader::from_str(package);
    let mut out = PackageLines { writer: Writer::new(Vec::with_capacity(package.len() * 2)), depth: 0 };
    loop {
        match reader.read_event().map_err(|error| fault(&error))? {
            Event::Eof => break,
            Event::Start(start) => match start.name().as_ref() {
                "package" => {
                    let mut start = start.into_owned();
                    start.push_attribute(("xml:lang", language.as_str()));
                    if language.is_right_to_left() {
                        start.push_attribute(("dir", "rtl"));
                    }
                    start.push_attribute(("prefix", prefixes(metadata).as_str()));
                    out.start(start);
                }
                "guide" => {
                    reader.read_to_end(start.name()).map_err(|error| fault(&error))?;
                }
                "dc:identifier" => out.value(start, values.identifier, &mut reader)?,
                "dc:title" => out.value(start, values.title, &mut reader)?,
                "dc:language" => out.value(without(&start, "id")?, language.as_str(), &mut reader)?,
                // The only property that `epub-builder` states.
                "meta" => out.value(start, &modified, &mut reader)?,
                "spine" => out.start(without(&start, "toc")?),
                _ => out.start(start),
            },
            Event::Empty(item) => {
                if item.try_get_attribute("id").map_err(|error| fault(&error))?.is_none_or(|id| &*id.value != "ncx") {
                    out.line();
                    out.write(Event::Empty(item));
                }
            }
            Event::End(end) => {
                match end.name().as_ref() {
                    "metadata" => metadata.iter().for_each(|element| out.element(element)),
                    "manifest" => resources.by_ref().for_each(|resource| out.item(resource)),
                    _ => {}
                }
                out.end(end);
            }
            // The white space of the template goes, the lines are set anew.
            Event::Text(text) if out.depth < TEXT_DEPTH && text.trim().is_empty() => {}
            other => out.write(other),
        }
    }
    out.line();
    Ok(out.writer.into_inner())
}

/// How deep elements lie that hold text: in an element of the metadata, in the metadata, in the package.
const TEXT_DEPTH: usize = 3;

fn without(start: &BytesStart<'_>, name: &str) -> Result<BytesStart<'static>> {
    let mut kept = start.to_owned();
    kept.clear_attributes();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| Error::render("EPUB", error))?;
        if attribute.key.as_ref() != name {
            kept.push_attribute(attribute);
        }
    }
    Ok(kept.into_owned())
}

/// XML with every element on a line of its own, and nothing added where there is text.
struct PackageLines {
    writer: Writer<Vec<u8>>,
    depth: usize,
}

impl PackageLines {
    fn write(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("a Vec takes every byte");
    }

    fn line(&mut self) {
        let out = self.writer.get_mut();
        out.push(b'\n');
        out.extend(std::iter::repeat_n(b' ', 2 * self.depth));
    }

    fn start(&mut self, start: BytesStart<'_>) {
        self.line();
        self.write(Event::Start(start));
        self.depth += 1;
    }

    fn end(&mut self, end: BytesEnd<'_>) {
        self.depth -= 1;
        if self.depth + 1 < TEXT_DEPTH {
            self.line();
        }
        self.write(Event::End(end));
    }

    /// Writes an element with a value of this book in the place of what the reader has in it.
    fn value(&mut self, start: BytesStart<'_>, value: &str, reader: &mut Reader<&[u8]>) -> Result<()> {
        let end = start.to_end().into_owned();
        reader.read_to_end(end.name()).map_err(|error| Error::render("EPUB", error))?;
        self.start(start);
        self.write(Event::Text(BytesText::new(value)));
        self.end(end);
        Ok(())
    }

    /// Lists a resource as `epub-builder` lists the pages.
    fn item(&mut self, resource: &PublicationResource) {
        let id = format!("id_{}", resource.path.replace('/', "_"));
        let attributes = [("media-type", resource.media_type), ("id", &id), ("href", &resource.path)];
        self.line();
        self.write(Event::Empty(BytesStart::new("item").with_attributes(attributes)));
    }

    fn element(&mut self, element: &MetadataElement) {
        let attributes = element.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let start = BytesStart::new(element.name).with_attributes(attributes);
        match &element.text {
            None => {
                self.line();
                self.write(Event::Empty(start));
            }
            Some(text) => {
                self.start(start);
                self.write(Event::Text(BytesText::new(text)));
                self.end(BytesEnd::new(element.name));
            }
        }
    }
}
