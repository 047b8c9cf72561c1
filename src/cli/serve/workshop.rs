//! What the page asks for, as commands of this program. Nothing that it says is more than a value of a known flag.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::{CommandFactory as _, ValueEnum as _};
use istinad::fonts::BUNDLED;
use istinad::layout::style::PageStyle;
use istinad::model::Timestamp;
use istinad::read::READERS;
use istinad::render::RENDERERS;
use istinad::render::pdf::Standard;
use istinad::rights::PolicyForm;
use istinad_serve::{Room, Work, Workshop};
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::orders::Order;
use crate::cli::args::Arguments;
use crate::cli::explain::{Explanations, Tongue};
use crate::cli::time::now;

/// The flags that the page may give, with those that `check` has too.
const FLAGS: &[(&str, bool)] = &[
    ("from", true),
    ("encoding", true),
    ("lossy", true),
    ("source-url", true),
    ("terms-url", true),
    ("published", true),
    ("saved-at", true),
    ("lang", true),
    ("publisher", true),
    ("photo-permission", true),
    ("to", false),
    ("pdf-standard", false),
    ("provider", false),
    ("date", false),
    ("policy-form", false),
    ("page-size", false),
    ("margins", false),
    ("font-size", false),
    ("allow-withheld", false),
];
/// How long a value may be, in bytes.
const LONGEST_VALUE: usize = 4096;
/// How much longer than an article of its own a collection may be silent.
const GRACE: Duration = Duration::from_secs(30);
/// The file with a line for every article of a collection.
const MANIFEST: &str = "manifest.jsonl";

/// This program, which does the work.
pub(super) struct Program {
    path: PathBuf,
}

impl Program {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    fn command(&self, subcommand: &str) -> Command {
        let mut command = Command::new(&self.path);
        command.arg(subcommand).arg("--json");
        command
    }
}

impl Program {
    /// The same command for the process that takes orders.
    fn order(&self, command: &Command, folder: &Path) -> Result<Work, String> {
        let typed = std::iter::once(command.get_program()).chain(command.get_args()).map(ToOwned::to_owned);
        let order = Order { folder: folder.to_owned(), typed: typed.collect() };
        let order = serde_json::to_string(&order).map_err(|error| error.to_string())?;
        let mut command = Command::new(&self.path);
        command.arg("serve-orders");
        Ok(Work { command, follow: None, order: Some(order), grace: Duration::ZERO })
    }
}

impl Workshop for Program {
    fn about(&self) -> Value {
        let formats = RENDERERS.iter().map(|renderer| {
            json!({
                "name": renderer.name(),
                "extension": renderer.extension(),
                "media_type": renderer.media_type(),
                "usual": renderer.is_default(),
            })
        });
        let ends = READERS.iter().flat_map(|reader| reader.extensions());
        json!({
            "version": env!("CARGO_PKG_VERSION"),
            "formats": formats.collect::<Vec<_>>(),
            "readers": READERS.iter().map(|reader| reader.name()).collect::<Vec<_>>(),
            "ends": ends.collect::<Vec<_>>(),
            "standards": Standard::ALL.iter().map(|standard| standard.as_str()).collect::<Vec<_>>(),
            "policy_forms": PolicyForm::ALL.iter().map(|form| form.as_str()).collect::<Vec<_>>(),
            "font_size": PageStyle::FONT_SIZE,
            // Whether this program packs.
            "packs": Arguments::command().find_subcommand("package").is_some(),
            "now": now().map(Timestamp::completed).map(|time| time.to_string()),
        })
    }

    fn explanations(&self, language: &str) -> Option<Value> {
        let tongue = Tongue::from_str(language, false).ok()?;
        serde_json::to_value(Explanations::of(tongue).all()).ok()
    }

    fn face(&self, name: &str) -> Option<&'static [u8]> {
        let name = name.strip_suffix(".ttf")?;
        BUNDLED.iter().find(|face| face.name == name).map(|face| face.bytes())
    }

    fn work(&self, asked: &Value, room: &Room<'_>) -> Result<Work, String> {
        let kind = asked["kind"].as_str().unwrap_or_default();
        let mut follow = None;
        let command = match kind {
            "article" => {
                let mut command = self.command("serve-article");
                command.arg("-o").arg(room.results).args(flags(&asked["settings"], false)?);
                if let Some(offset) = asked["record"]["offset"].as_u64() {
                    command.arg(format!("--record={offset}"));
                    command.arg(format!("--record-index={}", asked["record"]["index"].as_u64().unwrap_or_default()));
                    if let Some(part) = asked["record"]["part"].as_str() {
                        command.arg(format!("--record-part={part}"));
                    }
                }
                command.arg("--").arg(below(room.dropped, asked["path"].as_str())?);
                return self.order(&command, room.dropped);
            }
            "collection" => {
                let mut command = self.command("convert");
                let manifest = room.results.join(MANIFEST);
                command.arg("-o").arg(room.results).arg("--manifest").arg(&manifest);
                command.arg(format!("--time-limit={}", room.patience.as_secs().max(1)));
                command.args(flags(&asked["settings"], false)?).arg("--").args(entries(room.dropped)?);
                follow = Some(manifest);
                command
            }
            "bag" => {
                let mut command = self.command("package");
                command
                    .arg("--as")
                    .arg("bagit:zip")
                    .arg("-o")
                    .arg(room.results)
                    .args(flags(&asked["settings"], false)?);
                match asked["path"].as_str() {
                    path @ Some(_) => {
                        if let Some(address) = asked["record"]["address"].as_str() {
                            command.arg(format!("--match={address}"));
                        }
                        command.arg("--").arg(below(room.dropped, path)?);
                    }
                    None => _ = command.arg("--together").arg("--").args(entries(room.dropped)?),
                }
                command
            }
            "prove" => {
                let mut command = self.command("check");
                command.args(flags(&asked["settings"], true)?);
                if let Some(source) = asked["source"].as_str() {
                    command.arg("--source").arg(below(room.dropped, Some(source))?);
                }
                let files = asked["files"].as_array().ok_or("no files are named")?;
                let files = files.iter().map(|file| below(room.dropped, file.as_str()));
                command.arg("--").args(files.collect::<Result<Vec<_>, _>>()?);
                command
            }
            other => return Err(format!("there is no work called {other:?}")),
        };
        // An article of a collection that hangs is given up, and the others go on.
        let grace = if kind == "collection" { GRACE } else { Duration::ZERO };
        Ok(Work { command, follow, order: None, grace })
    }

    fn pack(&self, results: &Path, file: File) -> io::Result<()> {
        let mut zip = ZipWriter::new(file);
        add(&mut zip, results, &mut String::new())?;
        zip.finish().map(drop).map_err(io::Error::other)
    }
}

/// The settings of the page as flags. One that is empty is not stated.
fn flags(settings: &Value, of_check: bool) -> Result<Vec<OsString>, String> {
    let Some(settings) = settings.as_object() else { return Ok(Vec::new()) };
    let mut flags = Vec::with_capacity(settings.len());
    for (name, value) in settings {
        match FLAGS.iter().find(|(known, _)| known == name) {
            None => return Err(format!("there is no setting called {name:?}")),
            Some((_, has_check)) if of_check && !has_check => continue,
            Some(_) => {}
        }
        let value = match value {
            Value::Null | Value::Bool(false) => continue,
            Value::Bool(true) => {
                flags.push(format!("--{name}").into());
                continue;
            }
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.trim().to_owned(),
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
            Value::Object(_) => return Err(format!("the setting {name} is no value")),
        };
        if value.is_empty() {
            continue;
        }
        if value.len() > LONGEST_VALUE || value.contains('\0') {
            return Err(format!("what is stated for {name} is too long"));
        }
        // A name that ends so is that of a profile on the disk, and the page names no files of the disk.
        if name == "publisher" && value.to_ascii_lowercase().ends_with(".toml") {
            return Err("publisher: a name that ends in .toml is that of a file; the page takes names only".to_owned());
        }
        flags.push(format!("--{name}={value}").into());
    }
    Ok(flags)
}

/// A file that was dropped, by its path below the folder.
fn below(folder: &Path, path: Option<&str>) -> Result<PathBuf, String> {
    let path = path.ok_or("no file is named")?;
    let found = folder.join(path).canonicalize().map_err(|_| format!("{path} is not there any more"))?;
    let root = folder.canonicalize().map_err(|error| error.to_string())?;
    // As it was dropped, so that messages call it by its name.
    found.strip_prefix(root).map(Path::to_owned).map_err(|_| format!("{path} was not dropped"))
}

/// What lies in the folder itself, in the order of the names.
fn entries(folder: &Path) -> Result<Vec<OsString>, String> {
    let entries = fs::read_dir(folder).map_err(|error| error.to_string())?;
    let names = entries.flatten().map(|entry| entry.file_name());
    // Hidden is what the page put there itself.
    let mut names: Vec<OsString> = names.filter(|name| !name.to_string_lossy().starts_with('.')).collect();
    names.sort();
    Ok(names)
}

/// Adds all files below a folder, but what is only for reading on the page.
fn add(zip: &mut ZipWriter<File>, folder: &Path, prefix: &mut String) -> io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let length = prefix.len();
        prefix.push_str(&name);
        if entry.file_type()?.is_dir() {
            prefix.push('/');
            add(zip, &entry.path(), prefix)?;
        } else {
            // What is in it is compressed already; lists are not.
            let method = if name.ends_with(".pdf") || name.ends_with(".epub") {
                CompressionMethod::Stored
            } else {
                CompressionMethod::Deflated
            };
            let is_large = entry.metadata()?.len() >= u64::from(u32::MAX);
            let options = SimpleFileOptions::default()
                .compression_method(method)
                .last_modified_time(DateTime::default())
                .large_file(is_large);
            zip.start_file(prefix.as_str(), options).map_err(io::Error::other)?;
            io::copy(&mut File::open(entry.path())?, zip)?;
        }
        prefix.truncate(length);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_states_known_settings_only() {
        let settings = json!({
            "source-url": " https://a.example/1 ", "to": ["pdf", "epub"], "font-size": 14, "lossy": true,
            "allow-withheld": false, "published": "",
        });
        let stated = flags(&settings, false).expect("flags");
        assert_eq!(stated, ["--font-size=14", "--lossy", "--source-url=https://a.example/1", "--to=pdf,epub"]);
        assert_eq!(flags(&settings, true).expect("flags"), ["--lossy", "--source-url=https://a.example/1"]);
        for bad in [
            json!({"output-dir": "/"}),
            json!({"resource-root": "/"}),
            json!({"font": "/etc/passwd"}),
            json!({"publisher": "/etc/a.TOML"}),
            json!({"publisher": {"a": 1}}),
            json!({"lang": "a".repeat(5000)}),
        ] {
            assert!(flags(&bad, false).is_err(), "{bad}");
        }
    }

    #[test]
    fn files_lie_below_their_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("-a.md"), "a").expect("written");
        assert_eq!(below(folder.path(), Some("-a.md")), Ok(PathBuf::from("-a.md")));
        for bad in [None, Some("b.md"), Some("../"), Some("/etc/passwd"), Some("../../etc/passwd")] {
            assert!(below(folder.path(), bad).is_err(), "{bad:?}");
        }
    }
}
