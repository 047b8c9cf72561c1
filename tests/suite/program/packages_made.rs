//! Packages in the making: what is replaced, what a run that ended has to make again, and that no two things in a package
//! have one name.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read as _};

use crate::program::cli::{Folder, WHOLE};
use crate::support::fixture::SQUARE;

/// An article of a number.
fn article(number: u32) -> String {
    format!(
        "---\nlang: az\ndate: 2026-05-03\nurl: https://numune.example/{number}\n---\n# Körpü {number}\n\nKörpü açıldı, hamı sevinir.\n"
    )
}

#[test]
fn only_what_is_a_package_of_ours_and_nothing_else_is_replaced() {
    let folder = Folder::with(&[("x.md", WHOLE), ("x/notes.txt", "qeyd"), ("in/a.md", WHOLE)]);
    let refused = |arguments: &str, why: &str| {
        folder.run(arguments).ends(1).complains(&["file-exists", why]);
    };
    for form in ["bagit", "eark-csip"] {
        // A folder of somebody's, with what he has written.
        refused(&format!("package x.md -o . --as {form} --force"), "it is no package of istinad's");
        refused(&format!("package x.md -o . --as {form} --together --force"), "it is no package of istinad's");
        refused(&format!("package in -o . --as {form} --together --force"), "it is no package of istinad's");
        assert_eq!((folder.names("x"), folder.names("in")), (vec!["notes.txt".to_owned()], vec!["a.md".to_owned()]));
        // A package in which something else lies: a file, a folder.
        let pack = format!("package x.md -o {form} --as {form} -q");
        folder.run(&pack).ends(0);
        folder.write(&format!("{form}/x/notes.txt"), "qeyd");
        refused(&format!("{pack} --date 2026-06-01 --force"), "it holds notes.txt");
        fs::remove_file(folder.0.join(form).join("x/notes.txt")).expect("gone");
        fs::create_dir(folder.0.join(form).join("x/mine")).expect("a folder");
        refused(&format!("{pack} --date 2026-06-01 --force"), "it holds mine");
        fs::remove_dir(folder.0.join(form).join("x/mine")).expect("gone");
        folder.run(&format!("{pack} --date 2026-06-01 --force")).ends(0);
        // What is empty is nobody's loss.
        fs::remove_dir_all(folder.0.join(form).join("x")).expect("gone");
        fs::create_dir(folder.0.join(form).join("x")).expect("a folder");
        folder.run(&format!("{pack} --force")).ends(0);
    }
    // Another maker's bag.
    folder.write("o/x/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    folder.write("o/x/bag-info.txt", "Bag-Software-Agent: other 1\n");
    refused("package x.md -o o --force", "it is no package of istinad's");
}

#[test]
fn a_run_of_packages_that_ended_anywhere_is_resumed_to_the_same() {
    let articles: Vec<(String, String)> =
        (1..6).map(|number| (format!("in/{}/a.md", number), article(number))).collect();
    let articles: Vec<(&str, &str)> = articles.iter().map(|(name, text)| (&**name, &**text)).collect();
    let folder = Folder::with(&articles);
    folder.write("in/c.md", "---\nlang: az\n---\n");
    for form in ["bagit", "bagit:zip", "eark-csip", "eark-csip:tar"] {
        for more in ["--name {stem}", "--together"] {
            let out = |kind: &str| format!("{}-{kind}-{}", form.replace(':', "-"), more.len());
            let pack = |out: &str| format!("package in --as {form} {more} -q --date 2026-06-01 --jobs 1 -o {out}");
            let (whole, cut) = (out("whole"), out("cut"));
            folder.run(&pack(&whole)).ends(3);
            let lines = String::from_utf8(folder.read(&format!("{whole}/manifest.jsonl"))).expect("lines");
            // It ended behind its third line: packages of their own are in place, the one of all is not.
            folder.run(&pack(&cut)).ends(3);
            let made = folder.names(&cut);
            for name in made.iter().filter(|name| *name != "manifest.jsonl") {
                let is_later = ["a-3", "a-4", "a-5"].iter().any(|later| name.starts_with(later));
                if more == "--together" || is_later {
                    let path = folder.0.join(&cut).join(name);
                    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("gone");
                }
            }
            let begun: String = lines.split_inclusive('\n').take(3).collect();
            folder.write(&format!("{cut}/manifest.jsonl"), &begun);
            let resumed = folder.run(&format!("{} --resume", pack(&cut).replace(" -q", "")));
            let resumed = resumed.ends(3).complains(&["3 articles converted, 2 done before, 1 failed"]);
            drop(resumed);
            let names = folder.names(&cut);
            assert_eq!(names, folder.names(&whole), "{form} {more}");
            for name in names.iter().filter(|name| *name != "manifest.jsonl") {
                let (one, other) = (folder.0.join(&whole).join(name), folder.0.join(&cut).join(name));
                assert!(same(&one, &other), "{form} {more}: {name}");
            }
            // Once more: everything is done.
            let again = folder.run(&format!("{} --resume", pack(&cut).replace(" -q", "")));
            again.ends(3).complains(&["5 done and 1 failed before"]);
        }
    }
}

fn same(one: &std::path::Path, other: &std::path::Path) -> bool {
    if !one.is_dir() {
        return fs::read(one).ok() == fs::read(other).ok();
    }
    let names = |path: &std::path::Path| -> BTreeSet<std::ffi::OsString> {
        fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect()
    };
    names(one) == names(other) && names(one).iter().all(|name| same(&one.join(name), &other.join(name)))
}

#[test]
fn no_two_files_of_a_package_have_one_name_or_names_that_fold() {
    let head = "---\ndate: 2026-05-03\nurl: https://numune.example/1\n---\n# Körpü\n\nKörpü açıldı.\n\n";
    let folder = Folder::new();
    for (name, pictures) in [
        ("r", &["pictures/2-a_b.png", "a b.png"][..]),
        ("f", &["a.png", "A.png"]),
        ("o", &["Original.md", "O.PDF", "article-o.pdf"]),
        ("p", &["pictures", "a b.png"]),
        ("q", &["a b.png", "pictures"]),
        ("d", &["Img/a.png", "img/b.png", "img.png"]),
    ] {
        let text: String = pictures.iter().map(|picture| format!("![Körpü](<{picture}>)\n\n")).collect();
        folder.write(&format!("{name}/{name}.md"), &format!("{head}{text}"));
        for picture in pictures {
            folder.write(&format!("{name}/{picture}"), "");
            fs::write(folder.0.join(name).join(picture), SQUARE).expect("written");
        }
        for form in ["bagit", "bagit:zip", "eark-csip", "eark-csip:zip"] {
            folder.run(&format!("package {name}/{name}.md --as {form} --check -q -o out")).ends(0);
            let package = format!("out/{name}{}", if form.ends_with("zip") { ".zip" } else { "" });
            folder.run(&format!("check {package}")).ends(0);
            if form.ends_with("zip") {
                let mut zip = zip::ZipArchive::new(Cursor::new(folder.read(&package))).expect("a ZIP file");
                let mut kept = 0;
                for at in 0..zip.len() {
                    let mut bytes = Vec::new();
                    zip.by_index(at).expect("an entry").read_to_end(&mut bytes).expect("its checksum holds");
                    kept += usize::from(bytes == SQUARE);
                }
                assert_eq!(kept, pictures.len(), "{name} {form}");
                fs::remove_file(folder.0.join(&package)).expect("gone");
            } else {
                fs::remove_dir_all(folder.0.join(&package)).expect("gone");
            }
        }
    }
}

#[test]
fn no_package_lies_within_another_and_no_article_among_the_files_of_another() {
    let folder = Folder::with(&[
        ("in/a.md", &format!("{}\n![Körpü](b/c.png)\n", article(1))),
        ("in/a/b.md", &format!("{}\n![Körpü](c.png)\n", article(2))),
    ]);
    for name in ["in/b/c.png", "in/a/c.png"] {
        folder.write(name, "");
        fs::write(folder.0.join(name), SQUARE).expect("written");
    }
    folder.run("package in -q -o one").ends(0);
    folder.run("package in -q -o all --together --check").ends(0);
    folder.run("check one/a/b one/a-2 all/in").ends(0);
}

/// What stands in every element of a name in a text.
fn all<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    text.split(open.as_str()).skip(1).filter_map(|rest| rest.split(close.as_str()).next()).collect()
}

#[test]
fn versions_of_one_article_have_identifiers_of_their_own_in_a_package() {
    let folder = Folder::with(&[
        ("s/a/x.md", &article(1)),
        ("s/b/x.md", &article(1).replace("Körpü 1", "Körpü yenidən")),
        ("s/c/x.md", &article(1).replace("Körpü 1", "Körpü bağlandı")),
    ]);
    for (form, more) in [("bagit", "--ro-crate"), ("bagit", ""), ("eark-csip", ""), ("eark-csip:zip", "")] {
        let out = format!("{}{}", form.replace(':', "-"), more.len());
        folder.run(&format!("package s --together --check -q --as {form} {more} -o {out}")).ends(0);
        let package = format!("{out}/s{}", if form.ends_with("zip") { ".zip" } else { "" });
        folder.run(&format!("check {package}")).ends(0);
    }
    for (records, names) in [
        ("bagit0/s/data/metadata/premis", &["a/x", "b/x", "c/x"]),
        ("eark-csip0/s/metadata/preservation", &["000001", "000002", "000003"]),
    ] {
        let texts: Vec<String> = names
            .iter()
            .map(|name| String::from_utf8(folder.read(&format!("{records}/{name}.xml"))).expect("XML"))
            .collect();
        for element in ["objectIdentifierValue", "rightsStatementIdentifierValue", "eventIdentifierValue"] {
            let every: Vec<&str> = texts.iter().flat_map(|text| all(text, element)).collect();
            let unique: BTreeSet<&str> = every.iter().copied().collect();
            assert_eq!(every.len(), unique.len(), "{element}: {every:?}");
        }
        for text in &texts {
            let terms = all(text, "rightsStatementIdentifierValue");
            assert!(all(text, "linkingRightsStatementIdentifierValue").iter().all(|name| terms == [*name]), "{text}");
        }
    }
    // Of an entity that says whose version it is, it has to be so.
    let path = folder.0.join("bagit10/s/data/ro-crate-metadata.json");
    let text = fs::read_to_string(path).expect("JSON");
    assert_eq!(text.matches("\"identifier\":\"urn:uuid:").count(), 2, "{text}");
}

#[test]
fn one_article_alone_gives_the_package_of_all_its_headline() {
    let folder = Folder::with(&[("x.md", &article(7))]);
    for form in ["bagit", "bagit:zip", "bagit:tar", "eark-csip", "eark-csip:zip", "eark-csip:tar"] {
        let out = form.replace(':', "-");
        folder.run(&format!("package x.md --together -q --as {form} -o {out}")).ends(0);
        let end = form.split_once(':').map_or(String::new(), |(_, end)| format!(".{end}"));
        folder.run(&format!("check {out}/x{end}")).ends(0);
    }
}

/// What is made of a page with pictures by itself is of several items.
#[test]
fn what_a_finished_run_made_keeps_its_media_types() {
    let folder =
        Folder::with(&[("in/a.md", &format!("{}\n![Körpü](korpu.png)\n", article(1))), ("in/b.md", &article(2))]);
    fs::write(folder.0.join("in/korpu.png"), SQUARE).expect("written");
    let options = "-q --date 2026-06-01 --to newsml";
    folder.run(&format!("convert in {options} -o run")).ends(0);
    folder.run(&format!("package in {options} -o anew")).ends(0);
    folder.run(&format!("package run {options} -o again")).ends(0);
    for name in ["a", "b"] {
        let (anew, again) = (folder.0.join("anew").join(name), folder.0.join("again").join(name));
        assert!(same(&anew, &again), "{name}");
    }
    let table = String::from_utf8(folder.read("again/a/data/metadata/metadata.csv")).expect("text");
    assert!(table.contains("newsmessage+xml"), "{table}");
    folder.run("check again/a again/b").ends(0);
}
