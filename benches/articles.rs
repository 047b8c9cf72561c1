//! `cargo bench --bench articles -- FILE…`: from the bytes of an article to each of its files, in one process, in time
//! of the processor; a line of JSON for each format. Without files it makes two hundred articles of the sample's size,
//! no two alike.
//!
//! The first tenth of the articles warms the process up and is not counted. A single article meets a cold process: the
//! fonts are parsed, and every word is new.
//!
//! `-- --make=FOLDER --bytes=SIZE --count=NUMBER` only writes such articles, for other tools to be measured with.

mod cpu;
mod made;

use std::path::Path;
use std::time::Duration;

use istinad::model::Timestamp;
use istinad::render::RENDERERS;
use istinad::{ReadOptions, RenderOptions, Source};
use made::article;

#[expect(clippy::print_stdout, reason = "a program that says what it measured")]
fn main() {
    if let Some(folder) = option("--make=") {
        let number = |name| option(name).and_then(|number| number.parse().ok()).expect("a number");
        let (bytes, count) = (number("--bytes="), number("--count="));
        for seed in 1..=count {
            let file = Path::new(&folder).join(format!("{seed:04}.md"));
            std::fs::write(&file, article(bytes, 40, seed as u64)).expect("the folder is there");
        }
        return;
    }
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let read = |file: &String| std::fs::read(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let articles: Vec<Vec<u8>> = if files.is_empty() {
        (1..=200).map(|seed| article(3_000, 40, seed).into_bytes()).collect()
    } else {
        files.iter().map(read).collect()
    };
    let warm = articles.len().div_ceil(10).min(articles.len() - 1);
    let rendering = RenderOptions::default().with_modified(Timestamp::parse("2026-06-24"));
    for renderer in RENDERERS {
        let (mut reading, mut making, mut bytes) = (Vec::new(), Vec::new(), 0);
        for (index, article) in articles.iter().enumerate() {
            let start = cpu::now();
            let source = Source::new("article.md", article.clone()).expect("text");
            let document = istinad::read(&source, &ReadOptions::default()).expect("an article").output;
            let read = cpu::now();
            let file = istinad::render(&document, *renderer, &rendering).expect("a file").output;
            let end = cpu::now();
            if index >= warm {
                reading.push(read - start);
                making.push(end - read);
                bytes += file.len();
            }
        }
        let count = making.len();
        println!(
            "{{\"tool\":\"istinad\",\"format\":\"{}\",\"articles\":{count},\"read_ms\":{:.3},\"render_ms\":{:.3},\"bytes\":{}}}",
            renderer.name(),
            median(reading),
            median(making),
            bytes / count
        );
    }
}

/// The value of an argument that begins so.
fn option(name: &str) -> Option<String> {
    std::env::args().find_map(|argument| argument.strip_prefix(name).map(str::to_owned))
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e3
}
