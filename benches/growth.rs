//! `cargo bench --bench growth`: what doubles again and again, and whether the time only doubles too.
//!
//! Hostile shapes (`tests/shapes`) and random documents (`tests/random`), whose bodies are repeated. For each the time
//! of the processor per byte: to read it, to make each file, to prove it. What takes much longer per byte the larger
//! the article is grows faster than it, and is marked with `!`; then the program fails. Words behind
//! `cargo bench --bench growth --` choose those whose names contain one of them; `--to 10` among them has them double
//! until an article has ten megabytes, and takes as long as that does.

mod cpu;
#[path = "../tests/random/mod.rs"]
#[expect(unreachable_pub, dead_code, reason = "what the fuzzers alone would call `pub`, and only they use")]
mod random;
#[path = "../tests/shapes/mod.rs"]
#[expect(unreachable_pub, reason = "what the benchmark alone would call `pub(crate)`")]
mod shapes;

use std::process::ExitCode;
use std::time::Duration;

use istinad::inspect::{compare, inspect};
use istinad::model::Timestamp;
use istinad::model::walk::passages;
use istinad::render::RENDERERS;
use istinad::{Document, ReadOptions, RenderOptions, Source, read, render};

/// The bytes of the smallest article of a shape.
const SMALLEST: usize = 16 << 10;
/// How often each is tried that takes no longer than [`LONG`].
const TRIES: usize = 3;
/// What else the machine does makes little difference to what takes longer than this.
const LONG: Duration = Duration::from_secs(2);
/// How many random documents are tried.
const DOCUMENTS: u64 = 12;
/// The bytes by which each is chosen.
const CHOICES: usize = 4000;
/// How often everything doubles unless `--to` says how far.
const DOUBLINGS: u32 = 3;
/// How much more a byte of the largest article may take than one of the one half as large: twice as much is quadratic.
const MOST_GROWTH: f64 = 1.5;
/// Times below this say nothing.
const LEAST: Duration = Duration::from_millis(4);
/// Once an article takes this long, no larger one is tried, unless `--to` says how far.
const LONGEST: Duration = Duration::from_secs(20);

/// How far articles grow.
struct Growth {
    doublings: u32,
    longest: Duration,
}

fn main() -> ExitCode {
    let mut wanted: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let mut growth = Growth { doublings: DOUBLINGS, longest: LONGEST };
    if let Some(at) = wanted.iter().position(|argument| argument == "--to") {
        let megabytes =
            wanted.get(at + 1).and_then(|number| number.parse::<usize>().ok()).expect("`--to` and a number");
        growth = Growth { doublings: ((megabytes << 20) / SMALLEST).ilog2(), longest: Duration::MAX };
        wanted.drain(at..=at + 1);
    }
    let mut is_linear = true;
    let columns = RENDERERS.iter().flat_map(|renderer| [renderer.name().to_owned(), "prove".to_owned()]);
    let columns: Vec<String> = ["bytes".to_owned(), "read".to_owned()].into_iter().chain(columns).collect();
    print(&row("nanoseconds a byte", &columns));
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()));
    for shape in shapes::SHAPES.iter().filter(|shape| is_wanted(shape.name)) {
        is_linear &= growth.of(shape.name, &|doubling| {
            let text = shape.article(SMALLEST << doubling);
            (text.len(), of_article(shape.file, &text))
        });
    }
    for seed in 0..DOCUMENTS {
        let name = format!("random document {seed}");
        if is_wanted(&name) {
            is_linear &= growth.of(&name, &|doubling| of_document(seed, doubling));
        }
    }
    if is_linear { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl Growth {
    /// Doubles something: `tries` gives its bytes and the times of its stages. Whether the time is linear.
    fn of(&self, name: &str, tries: &dyn Fn(u32) -> (usize, Vec<Duration>)) -> bool {
        let mut before: Vec<f64> = Vec::new();
        let mut is_linear = true;
        for doubling in 0..=self.doublings {
            let (bytes, times) = tries(doubling);
            let mut figures = vec![bytes.to_string()];
            #[expect(clippy::cast_precision_loss, reason = "a few digits are shown")]
            let per_byte: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e9 / bytes as f64).collect();
            for (index, (time, figure)) in times.iter().zip(&per_byte).enumerate() {
                let grows = *time > LEAST && before.get(index).is_some_and(|before| figure / before > MOST_GROWTH);
                // The first doublings may fill a cache.
                is_linear &= !grows || doubling < self.doublings;
                figures.push(format!("{figure:.0}{}", if grows { "!" } else { " " }));
            }
            print(&row(if doubling == 0 { name } else { "" }, &figures));
            before = per_byte;
            if times.iter().sum::<Duration>() > self.longest {
                break;
            }
        }
        is_linear
    }
}

/// The time that each stage takes: reading, and the making and proving of each file. Only the first, if the article is
/// refused.
fn of_article(file: &str, text: &str) -> Vec<Duration> {
    least(&|| {
        let start = cpu::now();
        let article = Source::new(file, text).and_then(|source| read(&source, &ReadOptions::default()));
        let reading = cpu::now().saturating_sub(start);
        let files = article.map(|article| of_files(&article.output)).unwrap_or_default();
        [vec![reading], files].concat()
    })
}

/// The least time of each stage of some tries: whatever else the machine does makes some of them longer.
fn least(stages: &dyn Fn() -> Vec<Duration>) -> Vec<Duration> {
    let mut least = stages();
    for _ in 1..TRIES {
        if least.iter().sum::<Duration>() > LONG {
            break;
        }
        for (least, time) in least.iter_mut().zip(stages()) {
            *least = time.min(*least);
        }
    }
    least
}

/// A random document with its body over and over; its words are its bytes, and there is nothing to read.
fn of_document(seed: u64, doubling: u32) -> (usize, Vec<Duration>) {
    let mut document = random::document(&random::bytes(seed, CHOICES));
    let words: usize = passages(&document).iter().map(|passage| passage.text.len() + 1).sum();
    let times = (SMALLEST / words.max(1)).max(1) << doubling;
    document.body = std::iter::repeat_n(document.body, times).flatten().collect();
    let words = passages(&document).iter().map(|passage| passage.text.len() + 1).sum();
    (words, [vec![Duration::ZERO], least(&|| of_files(&document))].concat())
}

fn of_files(document: &Document) -> Vec<Duration> {
    let options = RenderOptions::default().with_modified(Timestamp::parse("2026-06-24"));
    let mut times = Vec::new();
    for renderer in RENDERERS {
        let start = cpu::now();
        let file = render(document, *renderer, &options).expect("a file").output;
        let made = cpu::now();
        compare(&inspect(&file).expect("a report"), document);
        times.extend([made.saturating_sub(start), cpu::now().saturating_sub(made)]);
    }
    times
}

fn row(name: &str, figures: &[String]) -> String {
    let figures: String = figures.iter().map(|figure| format!(" {figure:>9}")).collect();
    format!("{name:46}{figures}")
}

#[expect(clippy::print_stdout, reason = "it is what the program is for")]
fn print(row: &str) {
    println!("{row}");
}
