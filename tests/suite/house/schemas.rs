//! Where the schemas of the judges come from in a clone that has nothing beside it.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::cli::Folder;
use crate::support::judge;

const IPTC: &[&str] = &[
    "specification/NewsML-G2_2.35-spec-All-Power.xsd",
    "examples/nitf-3-6.xsd",
    "examples/nitf-3-6-ruby-include.xsd",
    "tests/schema_versions/ODRL22.xsd",
    "tests/schema_versions/xml.xsd",
];
const NINJS: &[&str] = &["specification/ninjs-schema_3.0.json", "validation/test_suite/GeoJSON-schema.json"];
const PREMIS: &[&str] = &["src/MCPClient/lib/assets/premis/premis.xsd"];
const W3C: &[&str] = &["vocab/ODRL22.jsonld", "vocab/ODRL22.ttl", "semantics/shacl/shapesv2.ttl"];

fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let who = ["-c", "user.name=a", "-c", "user.email=a@a.example"];
    let output = Command::new("git").current_dir(folder).args(who).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A repository whose files say their own names, and whose newest commit is another; its address and the commit.
fn repository(folder: &Folder, name: &str, files: &[&str]) -> Option<String> {
    let root = folder.0.join(name);
    fs::create_dir(&root).expect("a folder");
    git(&root, &["init", "-q"])?;
    if name == "iptc" {
        // As public servers are set: it gives the files that are asked for and no others.
        git(&root, &["config", "uploadpack.allowFilter", "true"])?;
        git(&root, &["config", "uploadpack.allowAnySHA1InWant", "true"])?;
    }
    for file in files {
        let path = root.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, file).expect("a file");
    }
    git(&root, &["add", "."])?;
    git(&root, &["commit", "-q", "-m", "the one"])?;
    let commit = git(&root, &["rev-parse", "HEAD"])?;
    fs::write(root.join(files[0]), "newer").expect("a file");
    git(&root, &["commit", "-q", "-a", "-m", "a newer one"])?;
    Some(format!("file://{}@{commit}", root.display()))
}

#[test]
fn schemas_are_fetched_at_fixed_commits_or_named() {
    let folder = Folder::new();
    let Some(iptc) = repository(&folder, "iptc", IPTC) else {
        return judge::skip("schemas from a repository", "no git");
    };
    let ninjs = repository(&folder, "ninjs", NINJS).expect("git is there");
    let premis = repository(&folder, "premis", PREMIS).expect("git is there");
    let w3c = repository(&folder, "w3c", W3C).expect("git is there");
    // A clone that has nothing beside it.
    let script = folder.0.join("clone/tests/validators/schemas");
    fs::create_dir_all(script.parent().expect("a folder")).expect("a folder");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validators/schemas"), &script).expect("the script");
    let run = |iptc: &str, arguments: &[&str]| {
        let mut command = Command::new(&script);
        command.args(arguments).env_remove("ISTINAD_SCHEMAS").env_remove("ISTINAD_JUDGES").env("HOME", &folder.0);
        command.env("ISTINAD_IPTC_REPOSITORY", iptc).env("ISTINAD_W3C_REPOSITORY", &w3c);
        command.env("ISTINAD_NINJS_REPOSITORY", &ninjs).env("ISTINAD_PREMIS_REPOSITORY", &premis);
        let output = command.output().expect("the script runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.success(), PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()), said)
    };
    let (found, place, said) = run("file:///nowhere@0000", &[]);
    assert!(!found && said.contains("/nowhere") && said.contains("nitf-3-6.xsd is missing"), "{said}");
    assert!(!said.contains("odrl-shapes.ttl"), "{said}");
    assert!(!place.join("nitf-3-6.xsd").exists());
    let (found, place, said) = run(&iptc, &[]);
    assert!(found && said.is_empty(), "{said}");
    assert_eq!(place.canonicalize().ok(), folder.0.join("clone/.judges/schemas").canonicalize().ok());
    for (name, from) in [
        ("NewsML-G2_2.35-spec-All-Power.xsd", IPTC[0]),
        ("xml.xsd", IPTC[4]),
        ("ninjs-schema_3.0.json", NINJS[0]),
        ("preservation/premis.xsd", PREMIS[0]),
        ("odrl-context.json", W3C[0]),
    ] {
        assert_eq!(fs::read_to_string(place.join(name)).expect("fetched"), from);
    }
    assert!(place.join("all-archival.xsd").exists());
    // What is there needs no network; and a folder beside the clone goes before it.
    assert!(run("file:///nowhere@0000", &[]).0);
    fs::create_dir_all(folder.0.join("shared/schemas")).expect("a folder");
    let (_, place, _) = run(&iptc, &["--where"]);
    assert!(place.ends_with("shared/schemas"), "{}", place.display());
}
