//! Collections as an archivist meets them: web archives, WACZ, folders; parallel, resumed, damaged.
//!
//! The archives are made here, record by record, so that each has what its test is about.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::program::cli::{Folder, Run, WHOLE};
use crate::support::fixture::SQUARE;
use crate::support::judge;

/// A record of WARC 1.1.
fn record(number: usize, kind: &str, target: &str, time: &str, more: &str, block: &[u8]) -> Vec<u8> {
    let length = block.len();
    let mut record = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n\
         WARC-Target-URI: {target}\r\nWARC-Date: {time}\r\n{more}Content-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    record.extend(block);
    record.extend(b"\r\n\r\n");
    record
}

/// What a server answered.
fn answer(status: u16, media_type: &str, payload: &[u8]) -> Vec<u8> {
    let mut answer = format!("HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\n\r\n").into_bytes();
    answer.extend(payload);
    answer
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

/// A page with an article in Azerbaijani, one of many.
fn page(number: usize) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"az\"><head><meta charset=\"utf-8\"><title>Göl {number} dolur</title>\
         <meta property=\"og:site_name\" content=\"Nümunə\"></head><body><nav><a href=\"/\">Ana səhifə</a></nav>\
         <article><h1>Göl {number} dolur</h1>\
         <figure><img src=\"/img/dot.png\" alt=\"Göl\"><figcaption>Gölün sahili</figcaption></figure>\
         <p>Kəndin yanındakı göl üç ildən sonra yenidən su ilə dolub, sakinlər bunu çoxdan gözləyirdi ({number}).</p>\
         <p>Mühəndislər deyirlər ki, bənd payıza qədər hazır olacaq, suyu isə yaza kimi bəs edəcək.</p>\
         <p>Yazıdan istifadə edərkən hiperlinklə istinad mütləqdir.</p></article></body></html>"
    )
}

const TIME: &str = "2026-05-01T10:00:00Z";

/// The records of a small crawl: articles, and what else a crawler brings.
fn crawl(articles: usize) -> Vec<Vec<u8>> {
    let response = |number, target: &str, status, media_type: &str, payload: &[u8]| {
        record(
            number,
            "response",
            target,
            TIME,
            "Content-Type: application/http\r\n",
            &answer(status, media_type, payload),
        )
    };
    let mut records = vec![record(0, "warcinfo", "x", TIME, "", b"software: none\r\n")];
    for number in 0..articles {
        let address = format!("https://news.example/a/{number}.html");
        records.push(response(10 + number, &address, 200, "text/html; charset=utf-8", page(number).as_bytes()));
    }
    records.push(response(1, "https://news.example/img/dot.png", 200, "image/png", SQUARE));
    records.push(response(2, "https://news.example/gone", 404, "text/html", b"<h1>gone</h1>"));
    records.push(response(3, "https://news.example/a/0.html", 200, "text/html; charset=utf-8", page(0).as_bytes()));
    let links: String =
        (0..40).map(|at| format!("<li><a href=\"/a/{at}.html\">Xəbərin başlığı {at}</a></li>")).collect();
    let front = format!("<html lang=\"az\"><title>Nümunə</title><body><h1>Xəbərlər</h1><ul>{links}</ul></body></html>");
    records.push(response(4, "https://news.example/", 200, "text/html", front.as_bytes()));
    records
}

pub(crate) fn warc(articles: usize) -> Vec<u8> {
    crawl(articles).iter().flat_map(|record| gzip(record)).collect()
}

/// An archive as a WACZ, with a list of pages.
fn wacz(archive: &[u8], pages: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in [("archive/data.warc.gz", archive), ("pages/pages.jsonl", pages.as_bytes())] {
        zip.start_file(name, stored).expect("in memory");
        zip.write_all(bytes).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

/// The lines of a manifest, without what takes time. They are what the schema says.
fn lines(folder: &Path) -> Vec<Value> {
    let path = folder.join("manifest.jsonl");
    judge::json_schema(&[&path]).accepts_all();
    let text = fs::read_to_string(path).expect("a manifest");
    let parse = |line: &str| {
        let mut line: Value = serde_json::from_str(line).expect("a line of JSON");
        if let Some(line) = line.as_object_mut() {
            line.remove("duration_ms");
        }
        line
    };
    text.lines().map(parse).collect()
}

/// Every file below a folder but the manifest, with its bytes.
pub(crate) fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name != "manifest.jsonl") {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                files.push((name, fs::read(&path).expect("a file")));
            }
        }
    }
    files.sort();
    files
}

/// How many lines of a manifest are of a kind, and say something in a field.
fn count(lines: &[Value], kind: &str, field: &str, value: &str) -> usize {
    lines.iter().filter(|line| line["type"] == kind && line[field] == value).count()
}

#[test]
fn an_archive_becomes_articles_with_a_line_for_everything() {
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc.gz"), warc(3)).expect("written");
    let run = folder.run("convert crawl.warc.gz -o out --jobs 2");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names: Vec<String> = tree(&folder.0.join("out")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.iter().filter(|name| name.ends_with(".pdf")).count(), 3, "{names:?}");
    assert!(names.contains(&"news.example/2026-05-01-1.epub".to_owned()), "{names:?}");
    let lines = lines(&folder.0.join("out"));
    assert_eq!(lines[0]["schema"], "istinad/1");
    assert_eq!(count(&lines, "article", "state", "converted"), 3);
    for reason in ["not-page", "not-successful", "other-edition", "front-page"] {
        assert_eq!(count(&lines, "skipped", "reason", reason), 1, "{reason}: {lines:#?}");
    }
    let article = lines.iter().find(|line| line["address"] == "https://news.example/a/1.html").expect("a line");
    assert_eq!(article["captured"], "2026-05-01T10:00:00+00:00");
    assert_eq!(article["record"], "urn:uuid:00000000-0000-4000-8000-000000000011");
    assert_eq!(article["headline"], "Göl 1 dolur");
    // The archive knows the address: the duty of a hyperlink is met.
    let said = article["diagnostics"].as_array().map(Vec::as_slice).unwrap_or_default();
    assert!(!said.iter().any(|it| it["code"] == "duty-unmet" || it["code"] == "clock-used"), "{said:#?}");
    for file in article["files"].as_array().expect("files") {
        let bytes = fs::read(folder.0.join("out").join(file["file"].as_str().expect("a name"))).expect("a file");
        assert_eq!(file["bytes"], bytes.len());
    }
    // The words for people count the same.
    assert!(run.stderr.contains("3 articles converted") && run.stderr.contains("not-page"), "{}", run.stderr);
}

/// The lines of `list --json`.
fn listed(folder: &Folder, arguments: &str) -> (Option<i32>, Vec<Value>) {
    let run = folder.run(&format!("list {arguments} --json"));
    (run.code, run.json())
}

/// What a server says of mining in the head of its answer stands nowhere in the page.
#[test]
fn what_the_server_reserves_reaches_every_file() {
    let folder = Folder::new();
    for (told, prohibited) in [
        ("TDM-Reservation: 1\r\nTDM-Policy: https://news.example/tdm.json\r\n", Some("DMI-PROHIBITED\"")),
        ("tdm-reservation: 0\r\n", None),
        ("X-Robots-Tag: noindex, noai\r\n", Some("DMI-PROHIBITED-AIMLTRAINING\"")),
        // Told to one of them: nothing for all, and nothing is granted.
        ("X-Robots-Tag: a-bot: noai\r\n", None),
    ] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{told}\r\n{}", page(1));
        let of_page = record(
            5,
            "response",
            "https://news.example/a/1.html",
            TIME,
            "Content-Type: application/http\r\n",
            head.as_bytes(),
        );
        fs::write(folder.0.join("crawl.warc.gz"), gzip(&of_page)).expect("written");
        folder.run("convert crawl.warc.gz -o out --force").ends(0);
        let newsml = folder.0.join("out/news.example/2026-05-01-1.newsml.xml");
        let written = fs::read_to_string(&newsml).expect("a file");
        match prohibited {
            Some(said) => assert!(written.contains(said), "{told}: {written}"),
            None => assert!(!written.contains("DMI-"), "{told}: {written}"),
        }
        assert_eq!(written.contains("a-bot: noai"), told.contains("a-bot"), "{told}");
        assert_eq!(written.contains("https://news.example/tdm.json"), told.contains("Policy"), "{told}");
        // Beside what is told to one alone nothing is permitted.
        assert!(!told.contains("a-bot") || !written.contains("\"permission\""), "{told}: {written}");
        let _ = fs::remove_dir_all(folder.0.join("deposit"));
        folder.run("package crawl.warc.gz --as bagit -o deposit").ends(0);
        for proved in ["out", "deposit/news.example/2026-05-01-1"] {
            let check = folder.run(&format!("check {proved}"));
            assert_eq!(check.code, Some(0), "{told} {proved}: {}", check.text());
        }
    }
}

#[test]
fn what_is_listed_is_what_a_run_does() {
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc.gz"), warc(3)).expect("written");
    for asked in
        ["", "--captures all", "--match https://news.example/a/*", "--language tr", "--name {lang}/{slug} --jobs 1"]
    {
        let (code, listed) = listed(&folder, &format!("crawl.warc.gz {asked}"));
        assert_eq!(code, Some(0));
        let _ = fs::remove_dir_all(folder.0.join("out"));
        folder.run(&format!("convert crawl.warc.gz -o out --to newsml {asked}"));
        // What the user did not ask for is in the manifest, and not in a list.
        let left_out = ["not-asked-for", "outside-time", "other-language"];
        let done: Vec<Value> = lines(&folder.0.join("out"))
            .into_iter()
            .filter(|line| line["type"] != "run" && !left_out.iter().any(|reason| line["reason"] == *reason))
            .collect();
        assert_eq!(listed.len(), done.len(), "{asked}");
        for (listed, done) in listed.iter().zip(&done) {
            for key in ["input", "offset", "record", "address", "captured", "sha256", "reason"] {
                assert_eq!(listed[key], done[key], "{asked} {key}: {listed}");
            }
            if done["type"] == "article" {
                assert_eq!(listed["becomes"], "article");
                for key in ["headline", "publisher", "published", "language", "words", "terms"] {
                    assert_eq!(listed[key], done[key], "{key}");
                }
                let name = format!("{}.newsml.xml", listed["name"].as_str().expect("a name"));
                assert_eq!(done["files"][0]["file"], name);
            } else {
                assert_eq!(listed["becomes"], done["type"]);
            }
        }
    }
}

#[test]
fn a_list_is_a_table_for_people_and_for_spreadsheets() {
    let folder = Folder::new();
    let mut members: Vec<Vec<u8>> = crawl(2).iter().map(|record| gzip(record)).collect();
    let formula = page(9).replace("Göl 9 dolur", "=HYPERLINK(\"https://x.example\") \u{1b}[31m");
    let block = answer(200, "text/html; charset=utf-8", formula.as_bytes());
    members.push(gzip(&record(20, "response", "https://news.example/a/9.html", TIME, "", &block)));
    let broken = gzip(&record(21, "response", "https://news.example/x", TIME, "", b"HTTP/1.1 200 OK\r\n\r\n"));
    members.push(broken[..broken.len() / 2].to_vec());
    fs::write(folder.0.join("crawl.warc.gz"), members.concat()).expect("written");
    let run = folder.run("list crawl.warc.gz").ends(3);
    let text = run.text();
    let row = |address: &str| text.lines().find(|line| line.contains(address)).unwrap_or_else(|| panic!("{text}"));
    let article = row("https://news.example/a/1.html");
    assert!(article.starts_with("2026-05-01 10:00  article "), "{article}");
    assert!(article.ends_with("https://news.example/a/1.html → news.example/2026-05-01-1"), "{article}");
    // Aligned: the address stands in the same column everywhere.
    let column = |line: &str| line.find("https://").map(|at| line[..at].chars().count());
    for address in ["img/dot.png", "gone", "a/0.html", "a/9.html"] {
        assert_eq!(column(row(&format!("https://news.example/{address}"))), column(article), "{text}");
    }
    assert!(text.lines().last().is_some_and(|line| line.contains("damage") && line.contains("at byte")), "{text}");
    assert!(run.stderr.contains("3 articles, 1 that cannot be read, 4 passed over"), "{}", run.stderr);

    let run = folder.run("list crawl.warc.gz --csv -q").ends(3);
    let written = run.text();
    let mut table = csv::Reader::from_reader(written.as_bytes());
    let columns: Vec<String> = table.headers().expect("a head").iter().map(str::to_owned).collect();
    let rows: Vec<Vec<String>> =
        table.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows.len(), 8);
    let at = |name: &str| columns.iter().position(|column| column == name).expect("a column");
    let headlines: Vec<&str> = rows.iter().map(|row| row[at("headline")].as_str()).collect();
    assert!(headlines.contains(&"Göl 1 dolur"), "{headlines:?}");
    assert!(headlines.iter().any(|headline| headline.starts_with("'=HYPERLINK")), "{headlines:?}");
    assert!(!text.contains('\u{1b}'), "a terminal obeys it");
    folder.run("list crawl.warc.gz --csv --json").ends(2);
    folder.run("list -").ends(2);
    folder.run("list none.warc").ends(1);
}

#[test]
fn folders_and_wacz_are_listed_and_a_reader_that_leaves_ends_it() {
    let folder = Folder::with(&[("in/a.md", WHOLE), ("in/b.txt", "Göl\n"), ("in/.hidden.md", WHOLE)]);
    fs::write(folder.0.join("in/c.wacz"), wacz(&warc(3), "{\"url\":\"https://news.example/a/1.html\"}\n"))
        .expect("written");
    let (code, listed) = listed(&folder, "in");
    let becomes = |input: &str| -> Vec<&str> {
        listed.iter().filter(|line| line["input"] == input).filter_map(|line| line["becomes"].as_str()).collect()
    };
    assert_eq!((becomes("in/a.md"), becomes("in/.hidden.md")), (vec!["article"], vec!["skipped"]));
    assert_eq!(becomes("in/c.wacz").iter().filter(|becomes| **becomes == "article").count(), 1);
    let article = listed.iter().find(|line| line["input"] == "in/a.md").expect("a line");
    assert_eq!(
        (&article["format"], &article["name"]),
        (&Value::from("markdown"), &Value::from("news.example/2026-06-24-gol"))
    );
    assert_eq!(code, Some(if becomes("in/b.txt") == ["failed"] { 3 } else { 0 }), "{listed:#?}");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let run = Run::of(folder.command(["list", "in"]).stdout(writer).stderr(std::process::Stdio::piped()).output());
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
}

#[test]
fn files_name_the_record_that_they_were_made_from() {
    let folder = Folder::new();
    fs::create_dir(folder.0.join("in")).expect("made");
    fs::write(folder.0.join("in/crawl 1.warc.gz"), warc(1)).expect("written");
    let run = Run::of(folder.command(["convert", "in/crawl 1.warc.gz", "-o", "out", "--name", "{slug}"]).output());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let line = lines(&folder.0.join("out")).into_iter().find(|line| line["state"] == "converted").expect("an article");
    let offset = line["offset"].to_string();
    let news = String::from_utf8(folder.read("out/0.newsml.xml")).expect("text");
    for (name, value) in [
        ("record", "urn:uuid:00000000-0000-4000-8000-000000000010"),
        ("recordFile", "crawl 1.warc.gz"),
        ("recordOffset", &offset),
        ("capturedAddress", "https://news.example/a/0.html"),
        ("captured", "2026-05-01T10:00:00+00:00"),
    ] {
        let property = format!("reluri=\"urn:istinad:ns:1#{name}\" value=\"{value}\"");
        assert!(news.contains(&property), "{property}");
        for file in ["out/0.pdf", "out/0.epub", "out/0.newsml.xml"] {
            let report = istinad::inspect(&folder.read(file)).expect("a file of ours");
            let says = report.claims_made.iter().any(|claim| claim.value == value);
            assert!(says, "{file} does not name {name}");
        }
    }
    // The reader sees it in words, in the article's language.
    assert!(news.contains("Arxivləşdirilib: 1 may 2026, 10:00 (UTC)"), "{news}");
    // Read back it is still the same record, and files of an article from elsewhere name none.
    let again = folder.run("show out/0.newsml.xml");
    assert!(again.text().contains("crawl 1.warc.gz at byte"), "{}", again.text());
    folder.write("whole.md", WHOLE);
    assert_eq!(folder.run("convert whole.md -o plain --to newsml").code, Some(0));
    assert!(!String::from_utf8_lossy(&folder.read("plain/whole.newsml.xml")).contains("recordFile"));
}

/// Three hundred files that name their records, before every judge.
#[test]
fn the_judges_accept_the_files_of_an_archive() {
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc.gz"), warc(100)).expect("written");
    let run = folder.run("convert crawl.warc.gz -o out --jobs 2 -q");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let of = |extension: &str| -> Vec<std::path::PathBuf> {
        let files = tree(&folder.0.join("out")).into_iter().filter(|(name, _)| name.ends_with(extension));
        let files: Vec<_> =
            files.map(|(name, bytes)| judge::file("collections", &name.replace('/', "-"), &bytes)).collect();
        assert_eq!(files.len(), 100, "{extension}");
        files
    };
    judge::verapdf(&["2a", "ua1"], &of(".pdf")).accepts_all();
    judge::epubcheck(&of(".epub")).accepts_all();
    let news = of(".newsml.xml");
    judge::newsml_schema(&news).accepts_all();
    judge::newsml_rules(&news).accepts_all();
}

#[test]
fn a_run_is_proved_file_by_file_beside_its_archive() {
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc.gz"), warc(3)).expect("written");
    assert_eq!(folder.run("convert crawl.warc.gz -o out").code, Some(0));
    for named in ["out", "out/manifest.jsonl"] {
        let run = folder.run(&format!("check {named}"));
        assert_eq!(run.code, Some(0), "{}\n{}", run.text(), run.stderr);
        assert!(run.stderr.contains("9 files of 3 articles proved, 9 of them beside their sources"), "{}", run.stderr);
    }
    // However many are proved at once, the same is said in the same order.
    let said = [1, 3].map(|jobs| folder.run(&format!("check out --json --jobs {jobs}")).text());
    assert!(said[0] == said[1] && said[0].lines().count() == 9, "{said:?}");
    // A file that is changed and one that is missing are told, each by its name.
    let (changed, missing) = ("out/news.example/2026-05-01-1.newsml.xml", "out/news.example/2026-05-01-2.epub");
    let whole = folder.read(changed);
    let words = String::from_utf8(whole.clone()).expect("text").replace("payıza", "yazadə");
    fs::write(folder.0.join(changed), words).expect("written");
    let kept = folder.read(missing);
    fs::remove_file(folder.0.join(missing)).expect("removed");
    let run = folder.run("check out");
    assert_eq!(run.code, Some(1));
    for words in [changed, missing, "file-differs", "file-missing", "7 files of 3 articles proved"] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    assert!(run.text().contains("words-differ"), "{}", run.text());
    fs::write(folder.0.join(changed), whole).expect("written");
    fs::write(folder.0.join(missing), kept).expect("written");
    // An archive that is another by now proves nothing; where it is away, the files prove themselves.
    fs::rename(folder.0.join("crawl.warc.gz"), folder.0.join("away")).expect("moved");
    let run = folder.run("check out");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("the sources of 3 articles are not at hand"), "{}", run.stderr);
    fs::write(folder.0.join("crawl.warc.gz"), warc(1)).expect("written");
    let run = folder.run("check out");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("source-differs"), "{}", run.stderr);
    // A manifest that leads out of its folder, or that ends within a line, is no proof.
    let manifest = String::from_utf8(folder.read("out/manifest.jsonl")).expect("text");
    folder.write("out/manifest.jsonl", &manifest.replace("news.example/2026-05-01-0.pdf", "../crawl.warc.gz"));
    assert!(folder.run("check out").stderr.contains("leads out of its folder"));
    folder.write("out/manifest.jsonl", &manifest[..manifest.len() - 9]);
    let run = folder.run("check out");
    assert!(run.code == Some(1) && run.stderr.contains("it ends within line"), "{}", run.stderr);
}

#[test]
fn a_record_in_segments_is_an_article_and_one_without_its_end_is_said() {
    let folder = Folder::new();
    let response = answer(200, "text/html; charset=utf-8", page(7).as_bytes());
    let (one, two) = response.split_at(response.len() / 2);
    let total = response.len();
    let more = |number: usize, last: bool| {
        let origin = "WARC-Segment-Origin-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n";
        let end = if last { format!("WARC-Segment-Total-Length: {total}\r\n") } else { String::new() };
        format!(
            "Content-Type: application/http\r\nWARC-Segment-Number: {number}\r\n{}{end}",
            if number > 1 { origin } else { "" }
        )
    };
    let target = "https://news.example/a/7.html";
    let first = record(1, "response", target, TIME, &more(1, false), one);
    let second = record(2, "continuation", target, TIME, &more(2, true), two);
    fs::write(folder.0.join("whole-1.warc"), &first).expect("written");
    fs::write(folder.0.join("whole-2.warc.gz"), gzip(&second)).expect("written");
    let run = folder.run("convert whole-1.warc whole-2.warc.gz -o out --to newsml");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(count(&lines(&folder.0.join("out")), "article", "headline", "Göl 7 dolur"), 1);
    let run = folder.run("convert whole-1.warc -o part --to newsml");
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let damage = lines(&folder.0.join("part")).into_iter().find(|line| line["type"] == "damage").expect("a line");
    assert!(damage["message"].as_str().is_some_and(|message| message.contains("segment")), "{damage}");
}

#[test]
fn the_number_of_workers_changes_nothing() {
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc.gz"), warc(7)).expect("written");
    for jobs in [1, 3] {
        assert_eq!(
            folder.run(&format!("convert crawl.warc.gz -o out{jobs} --to newsml,epub --jobs {jobs}")).code,
            Some(0)
        );
    }
    assert_eq!(tree(&folder.0.join("out1")), tree(&folder.0.join("out3")));
    assert_eq!(lines(&folder.0.join("out1")), lines(&folder.0.join("out3")));
}

#[test]
fn a_run_that_ended_anywhere_is_resumed_to_the_same() {
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc.gz"), warc(5)).expect("written");
    let convert = "convert crawl.warc.gz --to newsml --jobs 2 -o";
    assert_eq!(folder.run(&format!("{convert} whole")).code, Some(0));
    let manifest = folder.read("whole/manifest.jsonl");
    let refused = folder.run(&format!("{convert} whole"));
    assert_eq!(refused.code, Some(1), "a second run does not write over the first");
    assert!(refused.stderr.contains("--resume"), "{}", refused.stderr);

    for part in [0, 1, 3, 5, 8, 9] {
        // What a run leaves that was ended: so much of the manifest, the files of what it names and of one more.
        let cut = manifest.len() * part / 9;
        let out = folder.0.join(format!("out{part}"));
        fs::create_dir_all(out.join("news.example")).expect("made");
        fs::write(out.join("manifest.jsonl"), &manifest[..cut]).expect("written");
        let text = String::from_utf8_lossy(&manifest[..cut]).into_owned();
        for (name, bytes) in tree(&folder.0.join("whole")) {
            if text.contains(&name) || part == 3 {
                fs::write(out.join(&name), bytes).expect("written");
            }
        }
        let resumed = folder.run(&format!("{convert} out{part} --resume"));
        assert_eq!(resumed.code, Some(0), "{part}: {}", resumed.stderr);
        assert_eq!(tree(&out), tree(&folder.0.join("whole")), "{part}");
        assert_eq!(lines(&out), lines(&folder.0.join("whole")), "{part}");
    }
    let other = folder.run("convert crawl.warc.gz --to epub -o whole --resume");
    assert_eq!(other.code, Some(1), "of a run with other options nothing is resumed");
}

#[test]
fn damage_is_said_with_its_place_and_stops_nothing() {
    let folder = Folder::new();
    let mut members: Vec<Vec<u8>> = crawl(3).iter().map(|record| gzip(record)).collect();
    let place = members[0].len() + members[1].len();
    let half = members[2].len() / 2;
    members[2].truncate(half);
    fs::write(folder.0.join("crawl.warc.gz"), members.concat()).expect("written");
    let run = folder.run("convert crawl.warc.gz -o out --to newsml");
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    let lines = lines(&folder.0.join("out"));
    let damage = lines.iter().find(|line| line["type"] == "damage").expect("a line");
    assert_eq!((&damage["input"], &damage["offset"]), (&Value::from("crawl.warc.gz"), &Value::from(place)));
    assert_eq!(count(&lines, "article", "state", "converted"), 2);
}

#[test]
fn what_the_user_asks_for_is_taken() {
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc.gz"), warc(4)).expect("written");
    let run =
        folder.run("convert crawl.warc.gz -o out --to newsml --match https://news.example/a/2* --name {lang}/{slug}");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names: Vec<String> = tree(&folder.0.join("out")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["az/2.newsml.xml"]);
    assert_eq!(
        folder.run("convert crawl.warc.gz -o late --to newsml --since 2026-06-01").code,
        Some(1),
        "there is nothing"
    );
    let all = folder.run("convert crawl.warc.gz -o all --to newsml --captures all");
    assert_eq!((all.code, count(&lines(&folder.0.join("all")), "article", "state", "converted")), (Some(0), 5));
}

#[test]
fn a_wacz_is_read_in_place_and_its_list_of_pages_chooses() {
    let folder = Folder::new();
    let pages = "{\"format\":\"json-pages-1.0\"}\n{\"url\":\"https://news.example/a/1.html\"}\n";
    fs::write(folder.0.join("crawl.wacz"), wacz(&warc(3), pages)).expect("written");
    let run = folder.run("convert crawl.wacz -o out --to newsml");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let lines = lines(&folder.0.join("out"));
    let article = lines.iter().find(|line| line["state"] == "converted").expect("an article");
    assert_eq!(article["part"], "archive/data.warc.gz");
    assert_eq!(article["address"], "https://news.example/a/1.html");
    assert_eq!(count(&lines, "skipped", "reason", "not-listed"), 6);
}

#[test]
fn articles_of_a_folder_with_the_same_name_are_both_kept() {
    let folder = Folder::new();
    for name in ["articles/2025/index.md", "articles/2026/index.md", "articles/Index.MD"] {
        let path = folder.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, WHOLE).expect("written");
    }
    fs::write(folder.0.join("articles/index.html"), page(1)).expect("written");
    let run = folder.run("convert articles -o out --to newsml --date 2026-06-24");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names: Vec<String> = tree(&folder.0.join("out")).into_iter().map(|(name, _)| name).collect();
    let expected = ["2025/index.newsml.xml", "2026/index.newsml.xml", "Index.newsml.xml", "index-2.newsml.xml"];
    assert_eq!(names, expected);
}

#[test]
fn two_runs_do_not_share_a_manifest() {
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc.gz"), warc(2)).expect("written");
    fs::create_dir_all(folder.0.join("out")).expect("made");
    let held = fs::File::create(folder.0.join("out/manifest.jsonl")).expect("made");
    held.lock().expect("locked");
    let run = folder.run("convert crawl.warc.gz -o out --to newsml");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("another run"), "{}", run.stderr);
}

#[test]
fn a_resumed_run_has_a_line_for_what_is_new_and_remembers_what_failed() {
    let folder = Folder::new();
    fs::create_dir_all(folder.0.join("articles")).expect("made");
    fs::write(folder.0.join("articles/b.md"), WHOLE).expect("written");
    fs::write(folder.0.join("articles/c.md"), "---\nlang: az\n---\n").expect("written");
    let convert = "convert articles -o out --to newsml --date 2026-06-24";
    assert_eq!(folder.run(convert).code, Some(3), "one is no article");
    // Before those that are done, in the order of names.
    fs::write(folder.0.join("articles/a.md"), WHOLE).expect("written");
    fs::write(folder.0.join("articles/.hidden.md"), WHOLE).expect("written");
    let resumed = folder.run(&format!("{convert} --resume"));
    assert_eq!(resumed.code, Some(3), "what failed has still failed: {}", resumed.stderr);
    assert!(resumed.stderr.contains("1 failed before"), "{}", resumed.stderr);
    let lines = lines(&folder.0.join("out"));
    let inputs: Vec<&str> = lines[1..].iter().filter_map(|line| line["input"].as_str()).collect();
    assert_eq!(inputs, ["articles/b.md", "articles/c.md", "articles/a.md", "articles/.hidden.md"]);
    assert_eq!(tree(&folder.0.join("out")).len(), 2);
}

#[test]
fn a_list_of_pages_holds_for_its_own_archives() {
    let folder = Folder::new();
    let pages = "{\"url\":\"https://news.example/a/1.html\"}\n";
    fs::write(folder.0.join("a.wacz"), wacz(&warc(2), pages)).expect("written");
    fs::write(folder.0.join("b.warc.gz"), warc(3)).expect("written");
    let run = folder.run("convert b.warc.gz a.wacz -o out --to newsml --captures all");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let lines = lines(&folder.0.join("out"));
    let converted = |input| lines.iter().filter(|line| line["state"] == "converted" && line["input"] == input).count();
    assert_eq!((converted("b.warc.gz"), converted("a.wacz")), (4, 1));
}

#[test]
fn too_many_failures_end_a_run_and_it_is_taken_up_again() {
    let folder = Folder::new();
    for number in 0..12 {
        let is_sound = number % 2 == 0;
        folder.write(&format!("in/{number:02}.md"), if is_sound { WHOLE } else { "---\nlang: az\n---\n" });
    }
    for jobs in [1, 3] {
        let convert = format!("convert in --to newsml --jobs {jobs} -o out{jobs}");
        let run = folder.run(&format!("{convert} --max-failures 2")).ends(3);
        let run = run.complains(&["3 articles converted, 3 failed", "more than 2 articles failed", "--resume"]);
        assert!(!run.stderr.contains("panicked"));
        let lines = lines(&folder.0.join(format!("out{jobs}")));
        assert_eq!(lines.len(), 7, "what came behind the third failure has a line");
        assert_eq!(lines[6]["input"], "in/05.md");
        // Whoever takes it up without the limit gets the rest; what failed has failed.
        folder.run(&format!("{convert} --resume")).ends(3).complains(&["3 done and 3 failed before"]);
        assert_eq!(tree(&folder.0.join(format!("out{jobs}"))).len(), 6);
    }
    folder
        .run("convert in --to newsml -o enough --max-failures 6")
        .ends(3)
        .complains(&["6 articles converted, 6 failed"]);
}

/// `script` gives the program a terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_how_far_a_run_is() {
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc.gz"), warc(6)).expect("written");
    let program = env!("CARGO_BIN_EXE_istinad");
    let on_a_terminal = |arguments: &str| {
        let command = format!("{program} {arguments}");
        let output = std::process::Command::new("script")
            .args(["-qec", &command, "/dev/null"])
            .current_dir(&folder.0)
            .env("TERM", "xterm")
            .env("HOME", &folder.0)
            .stdin(std::process::Stdio::null())
            .output();
        output.ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let Some(shown) = on_a_terminal("convert crawl.warc.gz -o out --to newsml") else {
        return judge::skip("progress on a terminal", "there is no `script`");
    };
    // The line is cleared before anything else is said.
    assert!(shown.contains("[1/7]") && shown.contains("crawl.warc.gz: https://news.ex"), "{shown:?}");
    assert!(shown.contains("\r\u{1b}[K6 articles converted"), "{shown:?}");
    for (arguments, is_shown) in [
        ("check out --jobs 1", true),
        ("list crawl.warc.gz", true),
        ("check out -q", false),
        ("list crawl.warc.gz --json", false),
        ("convert crawl.warc.gz -o quiet --to newsml -q", false),
        ("convert crawl.warc.gz -o json --to newsml --json", false),
    ] {
        let shown = on_a_terminal(arguments).expect("as before");
        assert_eq!(shown.contains("\u{1b}[K"), is_shown, "{arguments}: {shown:?}");
    }
    // Nobody looks at a file.
    let run = folder.run("convert crawl.warc.gz -o file --to newsml").ends(0);
    assert!(!run.stderr.contains(['\r', '\u{1b}']), "{:?}", run.stderr);
}
