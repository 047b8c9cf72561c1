//! Packages for an archive's ingest: what the judges say of them, that they are the same bytes again, and that nothing in
//! them is changed without being found.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use crate::program::cli::{Folder, WHOLE};
use crate::support::fixture::{SQUARE, articles};
use crate::support::judge;

fn run(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = folder.command(arguments.iter().copied()).output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Every file below a folder, by its path.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fn walk(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                files.push((name, fs::read(&path).expect("a file")));
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}

#[test]
fn every_article_becomes_a_bag_that_all_judges_take() {
    let folder = Folder::new();
    let mut arguments =
        vec!["package".to_owned(), "--date".to_owned(), "2026-05-12".to_owned(), "-o".to_owned(), "d".to_owned()];
    let refused = ["agentlik-legv.xml"];
    let all = articles("tests/articles");
    arguments.extend(
        all.iter()
            .filter(|path| !refused.iter().any(|name| path.ends_with(name)))
            .map(|path| path.to_string_lossy().into_owned()),
    );
    arguments.extend(["-q".to_owned(), "--ro-crate".to_owned()]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (code, _, said) = run(&folder, &arguments);
    assert!(matches!(code, Some(0 | 3)), "{said}");
    let bags: Vec<PathBuf> = files(&folder.0.join("d"))
        .iter()
        .filter_map(|(name, _)| name.strip_suffix("/bagit.txt").map(|name| folder.0.join("d").join(name)))
        .collect();
    assert!(bags.len() * 10 > all.len() * 8, "of {} articles {} bags", all.len(), bags.len());
    judge::bagit(&bags).accepts_all();
    judge::bagit_profile(&bags).accepts_all();
    judge::fido(&bags).accepts_all();
    let records: Vec<PathBuf> = bags.iter().map(|bag| bag.join("data/metadata/premis.xml")).collect();
    judge::premis(&records).accepts_all();
    // Its judge reads its rules anew for each.
    judge::ro_crate(&bags.iter().step_by(9).collect::<Vec<_>>()).accepts_all();

    // The same articles as packages of E-ARK.
    let arguments: Vec<&str> = arguments
        .iter()
        .filter(|it| **it != "--ro-crate")
        .map(|it| if *it == "d" { "e" } else { it })
        .chain(["--as", "eark-csip"])
        .collect();
    let (code, _, said) = run(&folder, &arguments);
    assert!(matches!(code, Some(0 | 3)), "{said}");
    let packages: Vec<PathBuf> =
        bags.iter().map(|bag| folder.0.join("e").join(bag.file_name().expect("a name"))).collect();
    judge::eark(&packages).accepts_all();
    judge::mets(&packages.iter().flat_map(|package| mets_of(package)).collect::<Vec<_>>()).accepts_all();
    let records: Vec<PathBuf> =
        packages.iter().map(|package| package.join("metadata/preservation/premis.xml")).collect();
    judge::premis(&records).accepts_all();
    // Each is proved from what is in it.
    for packages in [&bags, &packages] {
        let names = packages.iter().map(|package| package.to_string_lossy().into_owned()).collect::<Vec<_>>();
        let arguments: Vec<&str> = std::iter::once("check").chain(names.iter().map(String::as_str)).collect();
        let (code, said, errors) = run(&folder, &arguments);
        assert!(code == Some(0) && said.matches("  proved ").count() == packages.len(), "{said}{errors}");
    }
}

#[test]
fn a_package_is_the_same_in_every_container_and_every_run() {
    let folder = Folder::with(&[("göl.md", WHOLE)]);
    for form in ["bagit", "bagit:zip", "bagit:tar"] {
        for out in ["one", "two"] {
            let (code, _, said) = run(&folder, &["package", "göl.md", "--as", form, "-o", out, "-q"]);
            assert_eq!(code, Some(0), "{said}");
        }
    }
    let (one, two) = (files(&folder.0.join("one")), files(&folder.0.join("two")));
    assert!(one == two, "two runs differ");
    let bag: Vec<(String, Vec<u8>)> = files(&folder.0.join("one/g_l"));
    assert!(bag.iter().any(|(name, bytes)| name == "data/objects/original.md" && bytes == WHOLE.as_bytes()));
    let rooted: Vec<(String, Vec<u8>)> = bag.into_iter().map(|(name, bytes)| (format!("g_l/{name}"), bytes)).collect();

    let mut zip = zip::ZipArchive::new(Cursor::new(folder.read("one/g_l.zip"))).expect("a ZIP file");
    let mut unzipped: Vec<(String, Vec<u8>)> = (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its checksum holds");
            (file.name().to_owned(), bytes)
        })
        .collect();
    unzipped.sort();
    assert!(unzipped == rooted, "the ZIP file holds other files than the folder");

    let mut tar = tar::Archive::new(Cursor::new(folder.read("one/g_l.tar")));
    let mut untarred: Vec<(String, Vec<u8>)> = tar
        .entries()
        .expect("a tar file")
        .map(|entry| {
            let mut entry = entry.expect("an entry");
            assert_eq!(entry.header().mtime().ok(), Some(0));
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("an entry");
            (entry.path().expect("a path").to_string_lossy().into_owned(), bytes)
        })
        .collect();
    untarred.sort();
    assert!(untarred == rooted, "the tar file holds other files than the folder");
}

#[test]
fn a_package_that_is_there_already_is_left_or_replaced_whole() {
    let folder = Folder::with(&[("a.md", WHOLE)]);
    let package = |more: &[&str]| run(&folder, &[&["package", "a.md", "-o", "d"], more].concat());
    assert_eq!(package(&[]).0, Some(0));
    let before = files(&folder.0.join("d"));
    assert_eq!(package(&[]).0, Some(0), "the same again");
    folder.write("a.md", &WHOLE.replacen("2026", "2025", 1));
    let (code, _, said) = package(&[]);
    assert!(code == Some(1) && said.contains("is already there and differs"), "{said}");
    assert!(files(&folder.0.join("d")) == before);
    assert_eq!(package(&["--force"]).0, Some(0));
    assert!(files(&folder.0.join("d")) != before);
    assert_eq!(folder.names("d"), ["a"], "nothing is left beside it");
}

#[test]
fn pictures_and_captures_are_kept_as_they_were_read() {
    let folder = Folder::new();
    folder.write(
        "a.md",
        "# Qar\n\nBu gün qar yağdı və yollar bağlandı.\n\n![Qar](img/qar.png)\n\n![Kvadrat](bir iki.png)\n",
    );
    fs::create_dir_all(folder.0.join("img")).expect("a folder");
    fs::write(folder.0.join("img/qar.png"), SQUARE).expect("written");
    let (code, _, said) = run(&folder, &["package", "a.md", "-o", "d", "--date", "2026-01-02"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(folder.read("d/a/data/objects/img/qar.png"), SQUARE);
    let premis = String::from_utf8(folder.read("d/a/data/metadata/premis.xml")).expect("XML");
    assert!(premis.contains("<significantPropertiesValue>img/qar.png</significantPropertiesValue>"), "{premis}");
    assert!(premis.contains("The source states no terms.") && !premis.contains("<rightsGranted>"), "{premis}");

    let page = format!(
        "<!DOCTYPE html><html lang=\"az\"><head><title>Göl dolur</title></head><body><article><h1>Göl dolur</h1>{}<figure><img src=\"/img/gol.jpg\" alt=\"Göl\"></figure></article>",
        "<p>Kəndin yanındakı göl üç ildən sonra yenidən su ilə dolub, sakinlər bunu çoxdan gözləyirdi.</p>".repeat(3)
    );
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let record = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n\
         WARC-Target-URI: https://xeber.example/gol/1\r\nWARC-Date: 2026-05-01T10:00:00Z\r\n\
         Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    let mut crawl = record.into_bytes();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n";
    let picture = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000002>\r\n\
         WARC-Target-URI: https://xeber.example/img/gol.jpg\r\nWARC-Date: 2026-05-01T10:00:01Z\r\n\
         Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n{head}",
        head.len() + SQUARE.len()
    );
    crawl.extend(picture.as_bytes());
    crawl.extend(SQUARE);
    crawl.extend(b"\r\n\r\n");
    fs::write(folder.0.join("crawl.warc"), &crawl).expect("written");
    let (code, _, said) = run(&folder, &["convert", "crawl.warc", "--package", "bagit", "-o", "c"]);
    assert_eq!(code, Some(0), "{said}");
    let all = files(&folder.0.join("c"));
    let (name, kept) = all.iter().find(|(name, _)| name.ends_with("/original.warc")).expect("the record");
    assert!(String::from_utf8_lossy(kept).contains(&answer), "{name}");
    let (_, premis) = all.iter().find(|(name, _)| name.ends_with("premis.xml")).expect("the record");
    let premis = String::from_utf8_lossy(premis);
    assert!(premis.contains("<eventType>capture</eventType>") && premis.contains("2026-05-01T10:00:00Z"), "{premis}");
    // Its picture is in the archive too, and the package proves itself from what is in it.
    let (bag, _) = name.split_once("/data/").expect("a bag");
    let (code, said, errors) = run(&folder, &["check", &format!("c/{bag}")]);
    assert!(code == Some(0) && said.contains("says what the original in the package says"), "{said}{errors}");
    assert!(kept.windows(SQUARE.len()).any(|window| window == SQUARE), "the record of the picture is not kept");
    // The archive that was kept reads as the crawl did.
    fs::write(folder.0.join("again.warc"), kept).expect("written");
    assert_eq!(run(&folder, &["convert", "again.warc", "-o", "again", "-q"]).0, Some(0));
    assert!(files(&folder.0.join("again")).iter().any(|(name, _)| name.ends_with(".pdf")));
}

/// A table of rights as an ingest reads it: the first row of each act of a file, and no other.
#[test]
fn the_table_of_rights_says_what_the_terms_say_and_grants_nothing_more() {
    let terms = [
        ("Yazıdan istifadə edərkən hiperlinklə istinad mütləqdir.", &["Conditional"][..]),
        ("Materialların təkrar dərc edilməsi qadağandır.", &["Disallow"]),
        ("Bütün hüquqlar qorunur.", &["Disallow"]),
        ("© Nümunə. Xoruz səhər tezdən istifadə barədə mətni təkrar dərc edib-etmədi, bunu bilmirik.", &["Disallow"]),
    ];
    for (number, (words, restrictions)) in terms.iter().enumerate() {
        let folder = Folder::with(&[(
            "a.md",
            &format!(
                "---\nrights: \"{words}\"\npublisher: Nümunə\n---\n# Qar\n\nBu gün qar yağdı və yollar bağlandı.\n"
            ),
        )]);
        let (code, _, said) = run(&folder, &["package", "a.md", "-o", "d", "--date", "2026-01-02"]);
        assert_eq!(code, Some(0), "{said}");
        let table = folder.read("d/a/data/metadata/rights.csv");
        let mut table = csv::Reader::from_reader(table.as_slice());
        let mut acts = BTreeSet::new();
        for row in table.records() {
            let row = row.expect("a row");
            assert!(row[7].contains(words) || row[7] == *"The source states no terms.", "{number}: {row:?}");
            assert!(
                acts.insert((row[0].to_owned(), row[1].to_owned(), row[10].to_owned())),
                "an ingest would drop {row:?}"
            );
            assert_ne!(&row[11], "Allow");
            assert!(row[10].is_empty() || restrictions.contains(&&row[11]), "{number}: {row:?}");
        }
        assert!(!acts.is_empty());
    }
}

#[test]
fn many_articles_lie_in_one_bag_if_that_is_asked_for() {
    let folder = Folder::with(&[("in/a.md", WHOLE), ("in/b/c.md", WHOLE)]);
    let (code, _, said) = run(&folder, &["package", "in", "--together", "-o", "d", "--date", "2026-01-02"]);
    assert_eq!(code, Some(0), "{said}");
    let bag = folder.0.join("d/in");
    let names: Vec<String> = files(&bag).into_iter().map(|(name, _)| name).collect();
    for name in ["data/objects/a/original.md", "data/objects/b/c/c.pdf", "data/metadata/premis/b/c.xml"] {
        assert!(names.iter().any(|other| other == name), "{name} is not among {names:?}");
    }
    judge::bagit(&[&bag]).accepts_all();
    let lines = String::from_utf8(fs::read(bag.join("data/metadata/manifest.jsonl")).expect("lines")).expect("text");
    assert_eq!(lines.lines().count(), 3, "the run, and two articles");
    judge::premis(&[bag.join("data/metadata/premis/a.xml")]).accepts_all();
}

/// Captures that are not whole in their own record.
#[test]
fn revisits_and_records_in_segments_are_packed_with_what_they_stand_for() {
    let record = |id: u32, head: &str, block: &str| {
        format!(
            "WARC/1.1\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000000{id}>\r\n\
             WARC-Date: 2026-05-0{id}T10:00:00Z\r\n{head}Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let http = "Content-Type: application/http;msgtype=response\r\n";
    let page = |headline: &str| {
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!DOCTYPE html><html lang=\"az\"><head><title>\
             {headline}</title></head><body><article><h1>{headline}</h1>{}</article>",
            "<p>Kəndin yanındakı göl üç ildən sonra yenidən su ilə dolub, sakinlər bunu çoxdan gözləyirdi.</p>"
                .repeat(3)
        )
    };
    let whole = page("Göl dolur");
    let of_address = |kind: &str, number: u32| {
        format!("WARC-Type: {kind}\r\nWARC-Target-URI: https://xeber.example/gol/{number}\r\n{http}")
    };
    let digest = "WARC-Payload-Digest: sha1:AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH\r\n";
    let refers = "WARC-Refers-To: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n\
                  WARC-Refers-To-Target-URI: https://xeber.example/gol/1\r\nWARC-Refers-To-Date: 2026-05-01T10:00:00Z\r\n\
                  WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n";
    let cut = page("Bulaq axır");
    let (one, two) = cut.split_at(cut.find("gözləyirdi").expect("a word"));
    let first = "WARC-Segment-Number: 1\r\n";
    let second = format!(
        "WARC-Type: continuation\r\nWARC-Target-URI: https://xeber.example/gol/3\r\nWARC-Segment-Number: 2\r\n\
         WARC-Segment-Origin-ID: <urn:uuid:00000000-0000-4000-8000-000000000003>\r\n\
         WARC-Segment-Total-Length: {}\r\n",
        cut.len()
    );
    let crawl = [
        record(1, &format!("{}{digest}", of_address("response", 1)), &whole),
        record(
            2,
            &format!("{}{digest}{refers}", of_address("revisit", 2)),
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        ),
        record(3, &format!("{}{first}", of_address("response", 3)), one),
        record(4, &second, two),
    ]
    .concat();
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc"), crawl).expect("written");
    for form in ["bagit", "eark-csip"] {
        let pack = ["package", "crawl.warc", "--as", form, "-o", form, "-q", "--check", "--captures", "all"];
        let (code, _, said) = run(&folder, &pack);
        assert_eq!(code, Some(0), "{said}");
        let end = if form == "bagit" { "/bagit.txt" } else { "/metadata/preservation/premis.xml" };
        let all = files(&folder.0.join(form));
        let packages: Vec<String> =
            all.iter().filter_map(|(name, _)| Some(format!("{form}/{}", name.strip_suffix(end)?))).collect();
        assert_eq!(packages.len(), 3, "{:?}", all.iter().map(|(name, _)| name).collect::<Vec<_>>());
        let records: Vec<usize> = all
            .iter()
            .filter(|(name, _)| name.ends_with("original.warc"))
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).matches("WARC/1.1\r\n").count())
            .collect();
        assert_eq!(records, [1, 2, 2], "the records that each page is read from");
        // Of one address there may be many captures: what tells them apart is the record.
        let (file, name) = match form {
            "bagit" => ("/bag-info.txt", "External-Identifier: urn:uuid:"),
            _ => ("/METS.xml", "<altRecordID TYPE=\"URI\">urn:uuid:"),
        };
        let own: BTreeSet<String> = packages
            .iter()
            .map(|package| String::from_utf8(folder.read(&format!("{package}{file}"))).expect("text"))
            .map(|text| text.split(name).nth(1).expect("its record").chars().take(36).collect())
            .collect();
        assert_eq!(own.len(), 3, "{own:?}");
        let arguments: Vec<&str> = std::iter::once("check").chain(packages.iter().map(String::as_str)).collect();
        let (code, said, errors) = run(&folder, &arguments);
        assert!(code == Some(0) && said.matches("says what the original").count() == 3, "{said}{errors}");
    }
}

/// What was proved while it was packed is said, and nothing that was not.
#[test]
fn an_event_of_validation_is_stated_of_files_that_were_proved() {
    let folder = Folder::with(&[("in/a.md", WHOLE)]);
    let premis = |out: &str| String::from_utf8(folder.read(&format!("{out}/a/data/metadata/premis.xml"))).expect("XML");
    let events = |record: &str| record.matches("<eventType>validation</eventType>").count();
    let (code, _, said) = run(&folder, &["package", "in", "-o", "plain", "-q"]);
    assert!(code == Some(0) && events(&premis("plain")) == 0, "{said}");
    let (code, _, said) = run(&folder, &["package", "in", "-o", "proved", "-q", "--check", "--provider", "Arxiv"]);
    assert_eq!(code, Some(0), "{said}");
    let record = premis("proved");
    assert_eq!(events(&record), 3, "{record}");
    judge::premis(&[folder.0.join("proved/a/data/metadata/premis.xml")]).accepts_all();
    // What an ingest that takes events over asks for: each is of one file and has an agent, and each agent has an event.
    for event in record.split("<event>").skip(1) {
        let event = event.split("</event>").next().unwrap_or_default();
        assert_eq!(event.matches("<linkingObjectIdentifierValue>").count(), 1, "{event}");
        assert!(event.contains("<linkingAgentIdentifierValue>"), "{event}");
    }
    assert!(record.contains("<linkingAgentIdentifierValue>provider<"), "{record}");
    // Neither some nor all of them can go, as long as the manifest says that the files were proved.
    let root = folder.0.join("proved/a");
    let all = record.split("<event>").skip(1).filter(|event| event.contains(">validation<")).count();
    for gone in [1, all] {
        let mut left = gone;
        let mut fewer = String::new();
        for (at, event) in record.split("<event>").enumerate() {
            let (own, after) = event.split_once("</event>").unwrap_or((event, ""));
            if at > 0 && own.contains(">validation<") && left > 0 {
                left -= 1;
                fewer.push_str(after.trim_start());
            } else {
                fewer.push_str(if at > 0 { "<event>" } else { "" });
                fewer.push_str(event);
            }
        }
        assert_eq!(events(&fewer), all - gone);
        fs::write(root.join("data/metadata/premis.xml"), &fewer).expect("written");
        seal(&root);
        let (code, said, errors) = run(&folder, &["check", "proved/a"]);
        assert!(code == Some(1) && said.contains("value-differs"), "{gone} of {all} gone: {said}{errors}");
    }
    fs::write(root.join("data/metadata/premis.xml"), &record).expect("written");
    seal(&root);
    let (code, said, errors) = run(&folder, &["check", "proved/a"]);
    assert_eq!(code, Some(0), "{said}{errors}");

    // A finished run of which a file says something else, with its size and digest written anew.
    let (code, _, said) = run(&folder, &["convert", "in", "-o", "run", "--to", "ninjs", "-q"]);
    assert_eq!(code, Some(0), "{said}");
    let changed = String::from_utf8(folder.read("run/a.ninjs.json")).expect("JSON").replace("dolur", "qurur");
    fs::write(folder.0.join("run/a.ninjs.json"), &changed).expect("written");
    let lines = String::from_utf8(folder.read("run/manifest.jsonl")).expect("lines");
    let digest = {
        use sha2::{Digest as _, Sha256};
        Sha256::digest(changed.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let mut line: serde_json::Value =
        serde_json::from_str(lines.lines().find(|line| line.contains("\"article\"")).expect("an article"))
            .expect("JSON");
    line["files"][0]["sha256"] = digest.into();
    line["files"][0]["bytes"] = changed.len().into();
    let first = lines.lines().next().expect("the run");
    fs::write(folder.0.join("run/manifest.jsonl"), format!("{first}\n{line}\n")).expect("written");
    let again = ["package", "run", "-o", "again", "--to", "ninjs", "-q"];
    assert_eq!(run(&folder, &again).0, Some(0), "its digests hold");
    let (code, _, said) = run(&folder, &[&again[..], &["--check", "--force"]].concat());
    assert!(code == Some(1) && said.contains("words-differ"), "{code:?}: {said}");
}

#[test]
fn what_is_found_in_a_package_is_a_line_for_machines() {
    let (folder, root) = bag();
    let line = |code: i32| -> serde_json::Value {
        let (found, said, errors) = run(&folder, &["check", "d/a", "--json"]);
        assert_eq!(found, Some(code), "{said}{errors}");
        assert_eq!(said.lines().count(), 1, "{said}");
        judge::json_schema(&[judge::file("package", &format!("checked-{code}.jsonl"), said.as_bytes())]).accepts_all();
        serde_json::from_str(&said).expect("JSON")
    };
    let whole = line(0);
    assert_eq!(
        (&whole["type"], &whole["standard"], &whole["proved"], &whole["articles"]),
        (&"package".into(), &"bagit".into(), &true.into(), &1.into())
    );
    assert!(whole["rights"].as_array().is_some_and(|acts| !acts.is_empty()), "{whole}");
    fs::remove_file(root.join("data/objects/a.pdf")).expect("gone");
    let broken = line(1);
    assert_eq!(broken["proved"], false);
    assert!(broken["findings"].to_string().contains("package-unsound"), "{broken}");
}

/// A small web archive with one article.
fn crawl() -> Vec<u8> {
    let page = format!(
        "<!DOCTYPE html><html lang=\"az\"><head><title>Göl dolur</title></head><body><article><h1>Göl dolur</h1>{}</article>",
        "<p>Kəndin yanındakı göl üç ildən sonra yenidən su ilə dolub, sakinlər bunu çoxdan gözləyirdi.</p>".repeat(3)
    );
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n\
         WARC-Target-URI: https://xeber.example/gol/1\r\nWARC-Date: 2026-05-01T10:00:00Z\r\n\
         Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    )
    .into_bytes()
}

#[test]
fn a_finished_run_is_packed_as_it_is_and_gives_the_same_packages() {
    let folder = Folder::with(&[
        ("in/a.md", &format!("{WHOLE}\n![Göl](göl.png)\n")),
        ("in/b/ş.md", WHOLE),
        ("in/c.md", "---\nlang: az\n---\n"),
    ]);
    fs::write(folder.0.join("in/göl.png"), SQUARE).expect("written");
    fs::write(folder.0.join("crawl.warc"), crawl()).expect("written");
    let options = ["-q", "--date", "2026-01-02", "--to", "pdf", "--to", "ninjs"];
    let packages = |out: &str| -> Vec<(String, Vec<u8>)> {
        files(&folder.0.join(out)).into_iter().filter(|(name, _)| name != "manifest.jsonl").collect()
    };
    // One of the folder is no article.
    for (input, archive, expected) in [("in", "archive", Some(3)), ("crawl.warc", "crawled", Some(0))] {
        let convert = [&["convert", input, "-o", archive][..], &options].concat();
        assert_eq!(run(&folder, &convert).0, expected);
        for form in ["bagit", "eark-csip:tar"] {
            let out = |kind: &str| format!("{kind}-{archive}-{}", form.replace(':', "-"));
            let (again, anew) = (out("again"), out("anew"));
            let pack = [&["package", archive, "--as", form, "-o", &again][..], &options].concat();
            let (code, _, said) = run(&folder, &pack);
            assert_eq!(code, Some(0), "{said}");
            // From the articles: the same, to the byte.
            let pack = [&["package", input, "--as", form, "-o", &anew][..], &options].concat();
            assert_eq!(run(&folder, &pack).0, expected);
            let (one, two) = (packages(&again), packages(&anew));
            let names = |all: &[(String, Vec<u8>)]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
            assert_eq!(names(&one), names(&two));
            for ((name, one), (_, two)) in one.iter().zip(&two) {
                assert!(one == two, "{name}: {}\n{}", String::from_utf8_lossy(one), String::from_utf8_lossy(two));
            }
        }
    }
    let together = [&["package", "archive", "--together", "-o", "t"][..], &options].concat();
    assert_eq!(run(&folder, &together).0, Some(0));
    let (code, said, errors) =
        run(&folder, &["check", "again-archive-bagit/a", "again-archive-bagit/b/_", "t/archive"]);
    assert!(code == Some(0) && said.contains("those of 2 articles say what the originals say"), "{said}{errors}");

    let refused = |why: &str, more: &[&str], exit: i32| {
        let pack = [&["package", "archive", "--force", "-o", "refused"][..], more].concat();
        let (code, said, errors) = run(&folder, &pack);
        assert!(code == Some(exit) && errors.contains(why), "{why}: {said}{errors}");
    };
    refused("[manifest-invalid]", &["-q"], 1);
    let path = folder.0.join("archive/a.pdf");
    let before = fs::read(&path).expect("a file");
    fs::write(&path, [&before[..], b"\n"].concat()).expect("written");
    refused("[file-differs]", &options, 3);
    fs::remove_file(&path).expect("gone");
    refused("[file-missing]", &options, 3);
    fs::write(&path, before).expect("written");
    folder.write("in/a.md", &WHOLE.replace("dolub", "quruyub"));
    refused("[source-differs]", &options, 3);
    fs::remove_file(folder.0.join("in/a.md")).expect("gone");
    // It has a line in the manifest of the packages, as every other input that cannot be read.
    let pack = [&["package", "archive", "--force", "-o", "refused"][..], &options].concat();
    let (code, ..) = run(&folder, &pack);
    let lines = String::from_utf8(folder.read("refused/manifest.jsonl")).expect("lines");
    assert!(code != Some(0) && lines.contains("it is not where its run found it"), "{code:?}: {lines}");
}

#[test]
fn zip_files_of_very_many_files_are_read_by_others() {
    use istinad::package::{PackageSink as _, ZipPackage};
    for count in [65_534, 65_535, 70_000] {
        let mut package = ZipPackage::new(Vec::new());
        for number in 0..count {
            package.put(&format!("a/{number}.png"), b"x").expect("in memory");
        }
        let bytes = package.finish().expect("in memory");
        assert_eq!(bytes.windows(4).any(|it| it == b"PK\x06\x06"), count >= 65_535, "{count}");
        let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
        assert_eq!(zip.len(), count);
        assert_eq!(zip.by_index(count - 1).expect("a file").name(), format!("a/{}.png", count - 1));
        // And by one that was written elsewhere.
        let folder = Folder::new();
        fs::write(folder.0.join("a.zip"), &bytes).expect("written");
        let script =
            "import sys, zipfile; zip = zipfile.ZipFile(sys.argv[1]); print(len(zip.namelist()), zip.testzip())";
        let python = std::process::Command::new("python3").args(["-c", script]).arg(folder.0.join("a.zip")).output();
        if let Ok(output) = python {
            let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
            assert_eq!(said, format!("{count} None"), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn packages_are_not_made_where_they_make_no_sense() {
    let folder = Folder::with(&[("a.md", WHOLE)]);
    for arguments in [
        &["package", "a.md", "-o", "-"][..],
        &["package", "-", "-o", "d"],
        &["convert", "a.md", "--together"],
        &["package", "a.md", "--as", "bagit:rar"],
    ] {
        assert_eq!(run(&folder, arguments).0, Some(2), "{arguments:?}");
    }
}

/// A bag of an article with terms and a picture, checked and found whole.
fn bag() -> (Folder, PathBuf) {
    let folder = Folder::with(&[("a.md", &format!("{WHOLE}\n![Göl](göl.png)\n"))]);
    fs::write(folder.0.join("göl.png"), SQUARE).expect("written");
    assert_eq!(run(&folder, &["package", "a.md", "-o", "d", "-q"]).0, Some(0));
    let (code, said, errors) = run(&folder, &["check", "d/a"]);
    assert!(code == Some(0) && said.contains("says what the original in the package says"), "{said}{errors}");
    let root = folder.0.join("d/a");
    (folder, root)
}

/// Changes a file of text.
fn rewrite(root: &Path, name: &str, how: impl Fn(&str) -> String) {
    let path = root.join(name);
    let before = fs::read_to_string(&path).expect("text");
    let after = how(&before);
    assert_ne!(before, after, "{name}");
    fs::write(path, after).expect("written");
}

/// Writes the digests and the count of a bag anew, as whoever wants to hide a change would.
fn seal(root: &Path) {
    use sha2::{Digest as _, Sha256, Sha512};
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let all = files(root);
    let payload: Vec<&(String, Vec<u8>)> = all.iter().filter(|(name, _)| name.starts_with("data/")).collect();
    let octets: usize = payload.iter().map(|(_, bytes)| bytes.len()).sum();
    let info = fs::read_to_string(root.join("bag-info.txt")).expect("text");
    let info: String = info
        .lines()
        .map(|line| {
            if line.starts_with("Payload-Oxum") {
                format!("Payload-Oxum: {octets}.{}\n", payload.len())
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    fs::write(root.join("bag-info.txt"), info).expect("written");
    for (of_tags, prefix) in [(false, ""), (true, "tag")] {
        for (algorithm, of) in [("sha256", true), ("sha512", false)] {
            let lines: String = files(root)
                .iter()
                .filter(|(name, _)| {
                    if of_tags {
                        !name.starts_with("data/") && !name.starts_with("tagmanifest")
                    } else {
                        name.starts_with("data/")
                    }
                })
                .map(|(name, bytes)| {
                    format!("{}  {name}\n", if of { hex(&Sha256::digest(bytes)) } else { hex(&Sha512::digest(bytes)) })
                })
                .collect();
            fs::write(root.join(format!("{prefix}manifest-{algorithm}.txt")), lines).expect("written");
        }
    }
}

#[test]
fn every_byte_name_and_count_of_a_bag_is_guarded() {
    let (folder, root) = bag();
    let refused = |what: &str| {
        let (code, said, errors) = run(&folder, &["check", "d/a"]);
        assert_eq!(code, Some(1), "{what}: {said}{errors}");
        assert!(
            format!("{said}{errors}").contains("[package-unsound]") || said.contains("[words-differ]"),
            "{what}: {said}{errors}"
        );
    };
    for (name, bytes) in files(&root) {
        let path = root.join(&name);
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            fs::write(&path, &changed).expect("written");
            // The manifests of tags name one another's digests and not their own: one alone cannot be proved.
            if !name.starts_with("tagmanifest") || at == 0 {
                refused(&format!("byte {at} of {name}"));
            }
        }
        fs::remove_file(&path).expect("gone");
        if !name.starts_with("tagmanifest") {
            refused(&format!("{name} is gone"));
        }
        fs::write(&path, &bytes).expect("written");
        if name.starts_with("data/") {
            let other = root.join(format!("{name}2"));
            fs::rename(&path, &other).expect("renamed");
            refused(&format!("{name} has another name"));
            fs::rename(&other, &path).expect("renamed");
        }
    }
    fs::write(root.join("data/more.txt"), "?").expect("written");
    refused("a file that no manifest names");
    fs::remove_file(root.join("data/more.txt")).expect("gone");
    assert_eq!(run(&folder, &["check", "d/a"]).0, Some(0), "as it was");
}

#[test]
fn a_change_that_is_sealed_again_is_found_by_what_it_says() {
    for (name, from, to, why) in [
        ("data/metadata/rights.csv", "Conditional", "Allow", "terms-differ"),
        ("data/metadata/rights.csv", "Hiperlinklə", "Linklə", "terms-differ"),
        ("data/metadata/rights.csv", "objects/a.pdf,", "objects/b.pdf,", "package-unsound"),
        ("data/metadata/premis.xml", "Conditional", "Allow", "terms-differ"),
        ("data/metadata/premis.xml", "<size>", "<size>1", "package-unsound"),
        ("data/metadata/premis.xml", "fmt/101", "fmt/99999", "value-differs"),
        (
            "data/metadata/premis.xml",
            "<eventType>message digest calculation",
            "<eventType>virus check",
            "value-differs",
        ),
        ("data/metadata/premis.xml", "digests:objects", "packing:objects", "value-differs"),
        ("data/metadata/premis.xml", "<agentName>istinad", "<agentName>The Archive", "value-differs"),
        (
            "data/metadata/premis.xml",
            "<linkingAgentIdentifierValue>istinad",
            "<linkingAgentIdentifierValue>x",
            "value-differs",
        ),
        (
            "data/metadata/premis.xml",
            "<significantPropertiesValue>a.md",
            "<significantPropertiesValue>../b",
            "value-differs",
        ),
        ("data/metadata/premis.xml", "<originalName>objects/a.pdf", "<originalName>objects/a.epub", "value-differs"),
        ("data/metadata/premis.xml", "<formatName>PDF/A", "<formatName>Word", "value-differs"),
        ("data/metadata/premis.xml", ">SHA-512<", ">SHA-384<", "value-differs"),
        (
            "data/metadata/premis.xml",
            "<eventOutcomeInformation>",
            "<eventDetailInformation><eventDetail>all rights waived</eventDetail></eventDetailInformation><eventOutcomeInformation>",
            "value-differs",
        ),
        (
            "data/metadata/premis.xml",
            "</restriction>",
            "</restriction><restriction>Allow</restriction>",
            "terms-differ",
        ),
        (
            "data/metadata/premis.xml",
            "</restriction>",
            "</restriction><termOfGrant><startDate>2000</startDate></termOfGrant>",
            "terms-differ",
        ),
        (
            "data/metadata/premis.xml",
            "</rightsGrantedNote>",
            "</rightsGrantedNote><rightsGrantedNote>free</rightsGrantedNote>",
            "terms-differ",
        ),
        (
            "data/metadata/premis.xml",
            "<rights>",
            "<rights><rightsStatement><rightsBasis>copyright</rightsBasis></rightsStatement>",
            "terms-differ",
        ),
        (
            "data/metadata/premis.xml",
            "StatementIdentifierValue>terms",
            "StatementIdentifierValue>others",
            "terms-differ",
        ),
        ("data/metadata/manifest.jsonl", "\"type\":\"article\"", "\"type\":\"skipped\"", "package-unsound"),
        ("data/metadata/manifest.jsonl", "\"state\":\"converted\"", "\"state\":\"failed\"", "value-differs"),
        ("data/metadata/manifest.jsonl", "\"terms\":[\"", "\"terms\":[\"free; ", "value-differs"),
        ("data/metadata/manifest.jsonl", "\"headline\":\"", "\"headline\":\"x", "value-differs"),
        ("data/metadata/manifest.jsonl", "\"number\":1", "\"number\":7", "value-differs"),
        ("data/metadata/manifest.jsonl", "\"version\":\"", "\"version\":\"9", "value-differs"),
        ("data/metadata/knowledge.jsonl", "{\"encoding", "{\"rights\":\"CC0\",\"encoding", "value-differs"),
        ("bag-info.txt", "Bagging-Date: 20", "Bagging-Date: 19", "value-differs"),
        ("bag-info.txt", "Bag-Software-Agent", "License: CC0\nBag-Software-Agent", "value-differs"),
        ("bag-info.txt", "External-Description: ", "External-Description: x", "value-differs"),
        ("data/metadata/premis.xml", "fmt/101", "fmt/102", "package-unsound"),
        ("data/metadata/premis.xml", "fmt/483", "fmt/101", "package-unsound"),
        ("data/metadata/premis.xml", "fmt/476", "fmt/477", "package-unsound"),
        ("data/metadata/premis.xml", "fmt/476</", "fmt/276</", "package-unsound"),
        ("data/metadata/premis.xml", "<formatVersion>2a<", "<formatVersion>2b<", "package-unsound"),
        ("data/metadata/premis.xml", "media type: text/markdown", "media type: text/plain", "package-unsound"),
        (
            "data/metadata/premis.xml",
            "media type: application/epub+zip",
            "media type: application/zip",
            "package-unsound",
        ),
        ("data/metadata/metadata.csv", "Göl", "Çay", "value-differs"),
        ("data/metadata/metadata.csv", "2026", "2025", "value-differs"),
        ("data/metadata/metadata.csv", "https://", "http://", "value-differs"),
        ("data/metadata/metadata.csv", "application/pdf", "application/epub+zip", "value-differs"),
        ("data/metadata/metadata.csv", "objects/a.pdf,", "objects/b.pdf,", "package-unsound"),
        ("data/metadata/metadata.csv", "dc.source", "dc.relation", "value-differs"),
        ("data/metadata/premis.xml", "<messageDigest>", "<messageDigest>0", "package-unsound"),
        ("data/metadata/premis.xml", "<eventOutcome>success", "<eventOutcome>failure", "value-differs"),
        ("data/metadata/premis.xml", "<eventDateTime>20", "<eventDateTime>19", "value-differs"),
        ("data/metadata/premis.xml", ">normalization<", ">migration<", "value-differs"),
        (
            "data/metadata/premis.xml",
            "objects/a.epub</objectIdentifierValue>",
            "objects/x.epub</objectIdentifierValue>",
            "package-unsound",
        ),
        ("data/objects/original.md", "dolur", "qurur", "words-differ"),
        ("data/metadata/manifest.jsonl", "\"bytes\":", "\"bytes\":1", "package-unsound"),
        ("data/metadata/knowledge.jsonl", "original.md", "origin.md", "package-unsound"),
        ("bagit.txt", "1.0", "7.0", "package-unsound"),
    ] {
        let (folder, root) = bag();
        let text = fs::read_to_string(root.join(name)).expect("text");
        assert!(text.contains(from), "{name} has no {from}: {text}");
        fs::write(root.join(name), text.replace(from, to)).expect("written");
        seal(&root);
        let (code, said, errors) = run(&folder, &["check", "d/a"]);
        assert_eq!(code, Some(i32::from(!why.is_empty())), "{name}, {from}: {said}{errors}");
        assert!(said.contains(why), "{name}, {from}: {said}");
    }
    // What RO-Crate states of the article, of its terms and of its files.
    let name = "data/ro-crate-metadata.json";
    for (from, to, why) in [
        ("\"description\":\"", "\"description\":\"Free to use. ", "value-differs"),
        ("\"headline\":\"", "\"headline\":\"x", "value-differs"),
        ("\"author\":", "\"creator\":", "value-differs"),
        ("\"url\":\"https", "\"url\":\"http", "value-differs"),
        ("\"@type\":\"Organization\",\"name\":\"", "\"@type\":\"Organization\",\"name\":\"x", "value-differs"),
        (
            "\"license\":{\"@id\":\"#terms-1\"}",
            "\"license\":{\"@id\":\"https://creativecommons.org/publicdomain/zero/1.0/\"}",
            "value-differs",
        ),
        ("\"application/pdf\"", "\"application/zip\"", "value-differs"),
        ("\"contentSize\":\"", "\"contentSize\":\"1", "package-unsound"),
        ("objects/a.epub", "objects/b.epub", "package-unsound"),
        ("@graph", "@graf", "package-unsound"),
    ] {
        let (folder, root) = bag();
        assert_eq!(run(&folder, &["package", "a.md", "-o", "d", "-q", "--ro-crate", "--force"]).0, Some(0));
        let (code, said, errors) = run(&folder, &["check", "d/a"]);
        assert_eq!(code, Some(0), "{said}{errors}");
        let text = fs::read_to_string(root.join(name)).expect("text");
        assert!(text.contains(from), "{from}: {text}");
        fs::write(root.join(name), text.replace(from, to)).expect("written");
        seal(&root);
        let (code, said, errors) = run(&folder, &["check", "d/a"]);
        assert!(code == Some(1) && said.contains(why), "{from}: {said}{errors}");
    }
    // Whole records, columns, rows and files: each change by itself.
    type Change = (&'static str, fn(&Path));
    let changes: [Change; 13] = [
        ("a table of rights gone", |root| fs::remove_file(root.join("data/metadata/rights.csv")).expect("gone")),
        ("the table of Dublin Core gone", |root| {
            fs::remove_file(root.join("data/metadata/metadata.csv")).expect("gone");
        }),
        ("PREMIS gone", |root| fs::remove_file(root.join("data/metadata/premis.xml")).expect("gone")),
        ("the manifest gone", |root| fs::remove_file(root.join("data/metadata/manifest.jsonl")).expect("gone")),
        ("the article's line gone, and all allowed", |root| {
            rewrite(root, "data/metadata/manifest.jsonl", |text| {
                text.lines().take(1).map(|it| format!("{it}\n")).collect()
            });
            for name in ["data/metadata/rights.csv", "data/metadata/premis.xml"] {
                rewrite(root, name, |text| text.replace("Conditional", "Allow"));
            }
        }),
        ("a second column of one name", |root| {
            rewrite(root, "data/metadata/rights.csv", |text| {
                text.replacen("doc_id_role\n", "doc_id_role,grant_restriction\n", 1).replace("terms\n", "terms,Allow\n")
            });
        }),
        ("a row twice", |root| {
            rewrite(root, "data/metadata/rights.csv", |text| {
                format!("{text}{}\n", text.lines().last().unwrap_or_default())
            });
        }),
        ("a column more of Dublin Core", |root| {
            rewrite(root, "data/metadata/metadata.csv", |text| {
                text.replacen("dc.format\n", "dc.format,dcterms.license\n", 1).replace("pdf\n", "pdf,CC0\n")
            });
        }),
        ("an act renamed in both", |root| {
            for name in ["data/metadata/rights.csv", "data/metadata/premis.xml"] {
                rewrite(root, name, |text| text.replace("republish with attribution", "do everything"));
            }
        }),
        ("the events gone", |root| {
            rewrite(root, "data/metadata/premis.xml", |text| {
                let (before, rest) = text.split_once("<event>").unwrap_or((text, ""));
                format!("{before}{}", rest.rsplit_once("</event>").map_or("", |(_, behind)| behind))
            });
        }),
        ("a file more in the payload", |root| fs::write(root.join("data/objects/b.pdf"), "%PDF-").expect("written")),
        ("a second PREMIS", |root| {
            let record = fs::read(root.join("data/metadata/premis.xml")).expect("read");
            fs::write(root.join("data/metadata/premis2.xml"), record).expect("written");
        }),
        ("a word beside the payload", |root| fs::write(root.join("licence.txt"), "CC0").expect("written")),
    ];
    for (what, change) in changes {
        let (folder, root) = bag();
        change(&root);
        seal(&root);
        let (code, said, errors) = run(&folder, &["check", "d/a"]);
        assert_eq!(code, Some(1), "{what}: {said}{errors}");
    }
    // In the table and in PREMIS alike: then the original speaks against both.
    let (folder, root) = bag();
    for name in ["data/metadata/rights.csv", "data/metadata/premis.xml"] {
        let text = fs::read_to_string(root.join(name)).expect("text");
        fs::write(root.join(name), text.replace("Conditional", "Allow")).expect("written");
    }
    seal(&root);
    let (code, said, _) = run(&folder, &["check", "d/a"]);
    assert!(code == Some(1) && said.contains("says Allow where the original means Conditional"), "{said}");
}

#[test]
fn packages_of_every_kind_are_proved_from_what_is_in_them() {
    let folder = Folder::with(&[("in/a.md", WHOLE), ("in/b/ş.md", WHOLE)]);
    for form in ["bagit", "bagit:zip", "bagit:tar"] {
        for more in [&[][..], &["--together"]] {
            let out = format!("d-{}-{}", form.replace(':', "-"), more.len());
            let arguments =
                [&["package", "in", "--as", form, "-o", &out, "-q", "--date", "2026-01-02"][..], more].concat();
            assert_eq!(run(&folder, &arguments).0, Some(0), "{arguments:?}");
            let bags: Vec<String> = if form == "bagit" {
                files(&folder.0.join(&out))
                    .iter()
                    .filter_map(|(name, _)| Some(format!("{out}/{}", name.strip_suffix("/bagit.txt")?)))
                    .collect()
            } else {
                let end = &form[6..];
                files(&folder.0.join(&out))
                    .iter()
                    .filter(|(name, _)| name.ends_with(end))
                    .map(|(name, _)| format!("{out}/{name}"))
                    .collect()
            };
            assert_eq!(bags.len(), if more.is_empty() { 2 } else { 1 }, "{bags:?}");
            let arguments: Vec<&str> = std::iter::once("check").chain(bags.iter().map(String::as_str)).collect();
            let (code, said, errors) = run(&folder, &arguments);
            assert!(code == Some(0) && said.contains("  proved "), "{form} {more:?}: {said}{errors}");
        }
    }
}

/// The METS files of a package, that of the package last.
fn mets_of(root: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        files(root).iter().filter(|(name, _)| name.ends_with("METS.xml")).map(|(name, _)| root.join(name)).collect();
    found.sort_by_key(|path| std::cmp::Reverse(path.components().count()));
    found
}

#[test]
fn packages_of_eark_are_taken_by_its_validator_and_proved() {
    let folder = Folder::with(&[("in/a.md", &format!("{WHOLE}\n![Göl](göl.png)\n")), ("in/b/ş.md", WHOLE)]);
    fs::write(folder.0.join("in/göl.png"), SQUARE).expect("written");
    let mut packages = Vec::new();
    for form in ["eark-csip", "eark-csip:zip", "eark-csip:tar"] {
        for (more, out, names) in [(&[][..], "d", &["a", "b/_"][..]), (&["--together"], "t", &["in"])] {
            let arguments = [
                &["package", "in", "--as", form, "-o", out, "-q", "--date", "2026-01-02"][..],
                &["--provider", "Arxiv", "--manifest", "lines.jsonl", "--force"],
                more,
            ]
            .concat();
            let (code, _, said) = run(&folder, &arguments);
            assert_eq!(code, Some(0), "{arguments:?}: {said}");
            let end = form.strip_prefix("eark-csip").unwrap_or_default().replace(':', ".");
            packages.extend(names.iter().map(|name| format!("{out}/{name}{end}")));
        }
    }
    let paths: Vec<PathBuf> = packages.iter().map(|package| folder.0.join(package)).collect();
    judge::eark(&paths).accepts_all();
    let mets: Vec<PathBuf> = paths.iter().filter(|path| path.is_dir()).flat_map(|path| mets_of(path)).collect();
    assert_eq!(mets.len(), 3 + 3 + 5);
    judge::mets(&mets).accepts_all();
    judge::premis(&[folder.0.join("d/a/metadata/preservation/premis.xml")]).accepts_all();
    let arguments: Vec<&str> = std::iter::once("check").chain(packages.iter().map(String::as_str)).collect();
    let (code, said, errors) = run(&folder, &arguments);
    assert!(code == Some(0) && said.matches("  proved ").count() == packages.len(), "{said}{errors}");
    assert!(said.contains("E-ARK CSIP") && said.contains("republish with attribution: Conditional"), "{said}");
    assert!(said.contains("those of 2 articles say what the originals say"), "{said}");
    assert_eq!(folder.read("d/a/representations/original/data/original.md"), folder.read("in/a.md"));
}

/// A package of E-ARK of an article with terms.
fn eark() -> (Folder, PathBuf) {
    let folder = Folder::with(&[("a.md", WHOLE)]);
    assert_eq!(run(&folder, &["package", "a.md", "--as", "eark-csip", "-o", "d", "-q"]).0, Some(0));
    let root = folder.0.join("d/a");
    (folder, root)
}

/// Changes a file, and writes its size and digest anew in every METS, as whoever wants to hide a change would.
fn change_and_seal(root: &Path, name: &str, from: &str, to: &str) {
    use sha2::{Digest as _, Sha256};
    let hex = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let path = root.join(name);
    let text = fs::read_to_string(&path).expect("text");
    assert!(text.contains(from), "{name} has no {from}: {text}");
    let changed = text.replace(from, to);
    let mut changes = vec![(hex(text.as_bytes()), hex(changed.as_bytes()), changed.len())];
    fs::write(path, changed).expect("written");
    for mets in mets_of(root) {
        let before = fs::read_to_string(&mets).expect("text");
        let mut text = before.clone();
        for (old, new, size) in &changes {
            while let Some(at) = text.find(old.as_str()) {
                text.replace_range(at..at + old.len(), new);
                let start = text[..at].rfind("SIZE=\"").expect("a size") + 6;
                let end = start + text[start..].find('"').expect("its end");
                text.replace_range(start..end, &size.to_string());
            }
        }
        if text == before {
            continue;
        }
        fs::write(&mets, &text).expect("written");
        changes.push((hex(before.as_bytes()), hex(text.as_bytes()), text.len()));
    }
}

#[test]
fn every_byte_and_name_of_a_package_of_eark_is_guarded() {
    let (folder, root) = eark();
    let refused = |what: &str| {
        let (code, said, errors) = run(&folder, &["check", "d/a"]);
        assert_eq!(code, Some(1), "{what}: {said}{errors}");
        assert!(format!("{said}{errors}").contains("[package-unsound]"), "{what}: {said}{errors}");
    };
    for (name, bytes) in files(&root) {
        let path = root.join(&name);
        if name != "METS.xml" {
            let mut changed = bytes.clone();
            changed[bytes.len() / 2] ^= 1;
            fs::write(&path, &changed).expect("written");
            refused(&format!("a byte of {name}"));
        }
        fs::remove_file(&path).expect("gone");
        if name != "METS.xml" {
            refused(&format!("{name} is gone"));
        }
        let other = root.join(format!("{name}2"));
        fs::write(&other, &bytes).expect("written");
        if name != "METS.xml" {
            refused(&format!("{name} has another name"));
        }
        fs::remove_file(&other).expect("gone");
        fs::write(&path, &bytes).expect("written");
    }
    fs::write(root.join("more.txt"), "?").expect("written");
    refused("a file that no METS names");
    fs::remove_file(root.join("more.txt")).expect("gone");
    assert_eq!(run(&folder, &["check", "d/a"]).0, Some(0), "as it was");
    for (name, from, to, why) in [
        ("METS.xml", "SIZE=\"", "SIZE=\"1", "package-unsound"),
        ("METS.xml", "CHECKSUM=\"", "CHECKSUM=\"0", "package-unsound"),
        ("METS.xml", "FILEID=\"", "FILEID=\"x", "package-unsound"),
        ("METS.xml", "href=\"schemas/", "href=\"../schemas/", "package-unsound"),
        ("METS.xml", "LABEL=\"Göl", "LABEL=\"Çay", "value-differs"),
        ("METS.xml", "OBJID=\"a", "OBJID=\"b", "package-unsound"),
        ("METS.xml", "OAISPACKAGETYPE=\"AIP", "OAISPACKAGETYPE=\"XYZ", "value-differs"),
        ("METS.xml", "PREMIS:RIGHTS", "MODS", "terms-differ"),
        (
            "METS.xml",
            "</amdSec>",
            "<rightsMD ID=\"z\"><mdWrap MDTYPE=\"OTHER\"><xmlData><l>CC0</l></xmlData></mdWrap></rightsMD></amdSec>",
            "terms-differ",
        ),
        (
            "METS.xml",
            "representations/original/METS.xml\" xlink:title",
            "representations/converted/METS.xml\" xlink:title",
            "value-differs",
        ),
        ("metadata/descriptive/dc.xml", "<dc:rights>", "<dc:rights>CC0</dc:rights><dc:rights>", "value-differs"),
        ("metadata/other/manifest.jsonl", "\"type\":\"article\"", "\"type\":\"skipped\"", "package-unsound"),
        ("documentation/README.txt", "News", "CC0 news", "value-differs"),
        ("representations/original/METS.xml", "LABEL=\"Göl", "LABEL=\"Çay", "value-differs"),
        ("representations/converted/METS.xml", "application/pdf", "application/epub+zip", "package-unsound"),
        ("metadata/preservation/premis.xml", "Conditional", "Allow", "terms-differ"),
        ("metadata/preservation/premis.xml", "Hiperlinklə", "Linklə", "terms-differ"),
        ("metadata/preservation/premis.xml", "fmt/101", "fmt/102", "package-unsound"),
        ("metadata/preservation/premis.xml", "<size>", "<size>1", "package-unsound"),
        (
            "metadata/preservation/premis.xml",
            ">local</objectIdentifierType>",
            ">UUID</objectIdentifierType>",
            "terms-differ",
        ),
        ("metadata/descriptive/dc.xml", "Göl", "Çay", "value-differs"),
        ("metadata/descriptive/dc.xml", "https://", "http://", "value-differs"),
        ("metadata/descriptive/dc.xml", "urn:uuid:", "urn:uuid:0", "value-differs"),
        ("metadata/other/manifest.jsonl", "\"bytes\":", "\"bytes\":1", "package-unsound"),
        ("representations/original/data/original.md", "dolur", "qurur", "words-differ"),
    ] {
        let (folder, root) = eark();
        change_and_seal(&root, name, from, to);
        let (code, said, errors) = run(&folder, &["check", "d/a"]);
        assert!(code == Some(1) && said.contains(why), "{name}, {from}: {said}{errors}");
    }
}

#[test]
fn the_bags_of_others_are_checked_and_what_they_lack_is_said() {
    use md5::{Digest as _, Md5};
    let digest: String = Md5::digest(b"a").iter().map(|byte| format!("{byte:02x}")).collect();
    let folder = Folder::with(&[
        ("b/bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"),
        ("b/manifest-md5.txt", &format!("{digest} *data/%a%0Ab.txt\n")),
    ]);
    folder.write("b/data/%a\nb.txt", "a");
    let (code, said, errors) = run(&folder, &["check", "b"]);
    assert!(said.contains("holds characters that nobody sees"), "{said}{errors}");
    fs::remove_dir_all(folder.0.join("b/data")).expect("gone");
    folder.write("b/manifest-md5.txt", &format!("{digest} *data/a.txt\n"));
    folder.write("b/data/a.txt", "a");
    let (second, said, errors) = run(&folder, &["check", "b"]);
    assert_eq!((code, second), (Some(1), Some(0)), "{said}{errors}");
    for lack in
        ["Payload-Oxum", "no manifest of its tags", "MD5", "rights.csv", "no PREMIS", "not proved against an original"]
    {
        assert!(said.contains(lack), "{lack}: {said}");
    }
}

#[test]
fn the_bags_of_others_are_read_as_they_declare_themselves() {
    use md5::{Digest as _, Md5};
    let digest = |bytes: &[u8]| Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let bagit =
        |version: &str, encoding: &str| format!("BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n");
    let (a, b) = (digest(b"a"), digest(b"b"));
    let latin: String = format!("{a}  data/René.txt\n{b}  data/b.txt\n");
    let latin: Vec<u8> = latin.chars().map(|it| u8::try_from(u32::from(it)).expect("Latin")).collect();
    let wide = format!("\u{feff}{a}  data/René.txt\n{b}  data/b.txt\n");
    let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let plain = |name: &str| format!("{a}  data/{name}\n{b}  data/b.txt\n").into_bytes();
    let fetch = |line: &str| vec![("fetch.txt", line.as_bytes().to_vec())];
    type Case<'a> = (&'a str, String, &'a str, Vec<u8>, Vec<(&'a str, Vec<u8>)>, i32, &'a str);
    let cases: Vec<Case<'_>> = vec![
        ("Latin", bagit("0.97", "ISO-8859-1"), "René.txt", latin, vec![], 0, "proved"),
        ("wide", bagit("1.0", "UTF-16"), "René.txt", wide, vec![], 0, "proved"),
        ("no such encoding", bagit("1.0", "KLINGON"), "a", plain("a"), vec![], 1, "KLINGON"),
        (
            "not in it",
            bagit("1.0", "UTF-8"),
            "a",
            plain("a"),
            vec![("bag-info.txt", b"A: Ren\xe9\n".to_vec())],
            1,
            "encoding",
        ),
        ("percent before 1.0", bagit("0.97", "UTF-8"), "a%25b", plain("a%25b"), vec![], 0, "proved"),
        ("percent", bagit("1.0", "UTF-8"), "a%b", plain("a%25b"), vec![], 0, "proved"),
        (
            "ends",
            bagit("1.0", "UTF-8").replace('\n', "\r"),
            "a",
            plain("a").iter().map(|it| if *it == b'\n' { b'\r' } else { *it }).collect(),
            vec![],
            0,
            "proved",
        ),
        ("one line", "BagIt-Version: 1.0\n".to_owned(), "a", plain("a"), vec![], 1, "each once"),
        ("a space", bagit("1.0", "UTF-8").replacen(':', " :", 1), "a", plain("a"), vec![], 1, "each once"),
        (
            "a tag in it",
            bagit("1.0", "UTF-8"),
            "a",
            [plain("a"), format!("{a}  bagit.txt\n").into_bytes()].concat(),
            vec![],
            1,
            "no file for it to name",
        ),
        (
            "to fetch",
            bagit("1.0", "UTF-8"),
            "a",
            [plain("a"), format!("{a}  data/c\n").into_bytes()].concat(),
            fetch("https://numune.example/c 1 data/c\n"),
            1,
            "fetch.txt says where it was",
        ),
        (
            "there",
            bagit("1.0", "UTF-8"),
            "a",
            plain("a"),
            fetch("https://numune.example/a - data/a\n"),
            0,
            "which is there",
        ),
        (
            "climbs",
            bagit("1.0", "UTF-8"),
            "a",
            plain("a"),
            fetch("https://numune.example/a 1 data/../../a\n"),
            1,
            "no file of the payload",
        ),
        (
            "unnamed",
            bagit("1.0", "UTF-8"),
            "a",
            plain("a"),
            fetch("https://numune.example/a 1 data/z\n"),
            1,
            "no manifest does",
        ),
        ("garbage", bagit("1.0", "UTF-8"), "a", plain("a"), fetch("garbage\n"), 1, "line 1 of fetch.txt"),
        (
            "a count twice",
            bagit("1.0", "UTF-8"),
            "a",
            plain("a"),
            vec![("bag-info.txt", b"Payload-Oxum: 2.2\nPayload-Oxum: 2.2\n".to_vec())],
            1,
            "twice",
        ),
        (
            "a line without a colon",
            bagit("1.0", "UTF-8"),
            "a",
            plain("a"),
            vec![("bag-info.txt", b"words\n".to_vec())],
            1,
            "no colon",
        ),
        (
            "the line of another tool",
            bagit("1.0", "UTF-8"),
            "a",
            [plain("a"), format!("{}  data/metadata/manifest.jsonl\n", digest(b"{}\n")).into_bytes()].concat(),
            vec![("data/metadata/manifest.jsonl", b"{}\n".to_vec())],
            0,
            "no manifest of istinad",
        ),
        (
            "a tag that none names",
            bagit("1.0", "UTF-8"),
            "a",
            plain("a"),
            vec![
                (
                    "tagmanifest-md5.txt",
                    format!(
                        "{}  bagit.txt\n{}  manifest-md5.txt\n",
                        digest(bagit("1.0", "UTF-8").as_bytes()),
                        digest(&plain("a"))
                    )
                    .into_bytes(),
                ),
                ("notes.txt", b"x".to_vec()),
            ],
            0,
            "notes.txt is beside",
        ),
        (
            "a manifest that none names",
            bagit("1.0", "UTF-8"),
            "a",
            plain("a"),
            vec![(
                "tagmanifest-md5.txt",
                format!("{}  bagit.txt\n", digest(bagit("1.0", "UTF-8").as_bytes())).into_bytes(),
            )],
            1,
            "does not name manifest-md5.txt",
        ),
    ];
    for (what, declaration, name, manifest, others, wanted, why) in cases {
        let folder = Folder::new();
        folder.write("b/bagit.txt", &declaration);
        folder.write(&format!("b/data/{name}"), "a");
        folder.write("b/data/b.txt", "b");
        fs::write(folder.0.join("b/manifest-md5.txt"), manifest).expect("written");
        for (path, bytes) in others {
            let path = folder.0.join("b").join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        let (code, said, errors) = run(&folder, &["check", "b"]);
        assert!(code == Some(wanted) && format!("{said}{errors}").contains(why), "{what}: {said}{errors}");
    }
}

#[test]
fn what_holds_a_bag_holds_it_once_and_nothing_beside_it() {
    use std::io::Write as _;
    let (folder, root) = bag();
    let tarred = |name: &str, top: &str| {
        let mut tar = tar::Builder::new(fs::File::create(folder.0.join(name)).expect("a file"));
        for (path, bytes) in files(&root) {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o644);
            let path = format!("{top}{path}");
            header.as_gnu_mut().expect("GNU").name[..path.len()].copy_from_slice(path.as_bytes());
            header.set_cksum();
            tar.append(&header, bytes.as_slice()).expect("an entry");
        }
        tar.finish().expect("a tar file");
    };
    tarred("dotted.tar", "./a/");
    tarred("whole.tar", "a/");
    tarred("flat.tar", "");
    let whole = fs::read(folder.0.join("whole.tar")).expect("read");
    fs::write(folder.0.join("behind.tar"), [whole.clone(), whole].concat()).expect("written");
    assert_eq!(run(&folder, &["package", "a.md", "--as", "bagit:zip", "-o", "z", "-q"]).0, Some(0));
    let whole = fs::read(folder.0.join("z/a.zip")).expect("read");
    fs::write(folder.0.join("front.zip"), [b"PK\x03\x04".to_vec(), whole.clone()].concat()).expect("written");
    // An entry of the same name by its length: only the directory of a ZIP file tells that there are two.
    let name = b"a/data/objects/a.epub";
    let other = b"a/data/objects/a.json";
    let mut twice = zip::ZipWriter::new(fs::File::create(folder.0.join("twice.zip")).expect("a file"));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (path, bytes) in files(&root) {
        twice.start_file(format!("a/{path}"), options).expect("an entry");
        twice.write_all(&bytes).expect("written");
    }
    twice.start_file("a/data/objects/a.json", options).expect("an entry");
    twice.write_all(b"{}").expect("written");
    twice.finish().expect("a ZIP file");
    let mut bytes = fs::read(folder.0.join("twice.zip")).expect("read");
    for at in 0..bytes.len() - name.len() {
        if bytes[at..].starts_with(other) {
            bytes[at..at + name.len()].copy_from_slice(name);
        }
    }
    fs::write(folder.0.join("twice.zip"), bytes).expect("written");
    for (name, wanted, why) in [
        ("dotted.tar", 0, "proved"),
        ("whole.tar", 0, "proved"),
        ("flat.tar", 1, "in no folder of their own"),
        ("behind.tar", 1, "behind the end"),
        ("front.zip", 1, "in front of the ZIP"),
        ("twice.zip", 1, "in the package twice"),
    ] {
        let (code, said, errors) = run(&folder, &["check", name]);
        assert!(code == Some(wanted) && format!("{said}{errors}").contains(why), "{name}: {said}{errors}");
    }
}

#[test]
fn hostile_packages_are_refused_in_words() {
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;
    let folder = Folder::new();
    let bagit = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    let zipped = |name: &str, files: &[(&str, &[u8])]| {
        let mut zip = zip::ZipWriter::new(fs::File::create(folder.0.join(name)).expect("a file"));
        for (path, bytes) in files {
            zip.start_file(*path, SimpleFileOptions::default()).expect("an entry");
            zip.write_all(bytes).expect("written");
        }
        zip.finish().expect("a ZIP file");
    };
    let zeros = vec![0; 64 << 20];
    zipped("climbs.zip", &[("b/bagit.txt", bagit.as_bytes()), ("b/../../x", b"?")]);
    zipped("root.zip", &[("b/bagit.txt", bagit.as_bytes()), ("/etc/x", b"?")]);
    zipped("folds.zip", &[("b/bagit.txt", bagit.as_bytes()), ("b/data/A", b"?"), ("b/data/a", b"!")]);
    zipped("bomb.zip", &[("b/bagit.txt", bagit.as_bytes()), ("b/data/a", &zeros)]);
    zipped("beside.zip", &[("b/bagit.txt", bagit.as_bytes()), ("c/a", b"?")]);
    zipped("none.zip", &[("a", b"?")]);
    folder.write("cut.tar", "not a tar file");
    let mut tar = tar::Builder::new(fs::File::create(folder.0.join("link.tar")).expect("a file"));
    let mut header = tar::Header::new_gnu();
    header.set_size(bagit.len() as u64);
    tar.append_data(&mut header, "b/bagit.txt", bagit.as_bytes()).expect("an entry");
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    tar.append_link(&mut header, "b/data", "/etc").expect("an entry");
    tar.finish().expect("a tar file");
    for (name, why) in [
        ("climbs.zip", "leads out of the package"),
        ("root.zip", "leads out of the package"),
        ("folds.zip", "are one name"),
        ("bomb.zip", "unfolds to more"),
        ("beside.zip", "lies beside the folder of the package"),
        ("none.zip", "it is no package"),
        ("cut.tar", "no whole tar file"),
        ("link.tar", "is a link"),
    ] {
        let limit = ["check", "--limit", "checked-parts=1048576", name];
        let (code, said, errors) = run(&folder, &limit);
        assert!(code == Some(1) && format!("{said}{errors}").contains(why), "{name}: {said}{errors}");
    }
    let lines: String = (0..1_000_000).map(|number| format!("{number:032x} data/{number}\n")).collect();
    folder.write("many/bagit.txt", bagit);
    folder.write("many/manifest-md5.txt", &lines);
    let (code, said, _) = run(&folder, &["check", "many"]);
    assert!(code == Some(1) && said.contains("more findings"), "{said}");
}
