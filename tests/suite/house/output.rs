//! The files in `output/`: those of `milli-arxiv.md`, rebuilt by the program and compared byte for byte.
//!
//! After a wanted change: `cargo run --release -- convert tests/articles/milli-arxiv.md --force`, and for the package
//! `package tests/articles/milli-arxiv.md --as bagit:zip -o output --force`; then look at them.

use std::path::Path;
use std::process::Command;

/// Holds files of `output/` against what a command makes of the sample now, whatever the user has configured.
fn is_kept(command: &[&str], names: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("output-{}", command[0]));
    let _ = std::fs::remove_dir_all(&folder);
    let status = Command::new(env!("CARGO_BIN_EXE_istinad"))
        .args(command)
        .args(["tests/articles/milli-arxiv.md", "--no-config", "--quiet", "-o"])
        .arg(&folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .current_dir(root)
        .status()
        .expect("the program starts");
    assert!(status.success());
    for name in names {
        let made = std::fs::read(folder.join(name)).expect("the program made it");
        let kept = std::fs::read(root.join("output").join(name)).expect("output/ holds it");
        assert!(
            made == kept,
            "output/{name} is not what the program makes; see the head of tests/suite/house/output.rs"
        );
    }
}

#[test]
fn the_files_in_output_are_what_the_program_makes() {
    is_kept(&["convert"], &["milli-arxiv.pdf", "milli-arxiv.epub", "milli-arxiv.newsml.xml"]);
}

#[test]
fn the_package_in_output_is_what_the_program_makes() {
    is_kept(&["package", "--as", "bagit:zip"], &["milli-arxiv.zip"]);
}

#[test]
fn the_readme_shows_a_true_report() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO_BIN_EXE_istinad"))
        .args(["check", "--source", "tests/articles/milli-arxiv.md", "output/milli-arxiv.pdf"])
        .current_dir(root)
        .output()
        .expect("a run");
    let report = String::from_utf8(run.stdout).expect("text");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md");
    assert!(report.contains("\n  proved ") && readme.contains(report.trim_end()), "README.md shows another:\n{report}");
}

/// What an archive of a million articles has to store: the PDF of two pages, two faces in it, stays below 22 kB.
#[test]
fn the_pdf_is_small() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("output/milli-arxiv.pdf");
    let length = std::fs::metadata(path).expect("output/ holds it").len();
    assert!(length <= 22_000, "it has {length} bytes");
}
