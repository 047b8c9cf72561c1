//! `cargo bench --bench growth`: hostile shapes that double again and again, and whether the time only doubles too.
//!
//! For each shape of `tests/shapes` the time of the processor per byte: to read it, to make each file, to prove it. What
//! takes much longer per byte the larger the article is grows faster than it, and is marked with `!`; then the program
//! fails. `cargo bench --bench growth -- notes` tries the shapes whose names contain a word.

mod cpu;
#[path = "../tests/shapes/mod.rs"]
#[expect(unreachable_pub, reason = "what the benchmark alone would call `pub(crate)`")]
mod shapes;

use std::process::ExitCode;
use std::time::Duration;

use istinad::inspect::{compare, inspect};
use istinad::model::Timestamp;
use istinad::render::RENDERERS;
use istinad::{ReadOptions, RenderOptions, Source, read, render};

/// The bytes of the smallest article of a shape.
const SMALLEST: usize = 16 << 10;
/// How often it doubles.
const DOUBLINGS: u32 = 3;
/// How much more a byte of the largest article may take than one of the one half as large: twice as much is quadratic.
const MOST_GROWTH: f64 = 1.5;
/// Times below this say nothing.
const LEAST: Duration = Duration::from_millis(4);
/// Once an article takes this long, no larger one is tried.
const LONGEST: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut is_linear = true;
    let columns = RENDERERS.iter().flat_map(|renderer| [renderer.name().to_owned(), "prove".to_owned()]);
    let columns: Vec<String> = ["bytes".to_owned(), "read".to_owned()].into_iter().chain(columns).collect();
    print(&row("nanoseconds a byte", &columns));
    for shape in shapes::SHAPES {
        if wanted.is_empty() || wanted.iter().any(|word| shape.name.contains(word.as_str())) {
            is_linear &= grow(shape);
        }
    }
    if is_linear { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Doubles a shape. Whether its time is linear.
fn grow(shape: &shapes::Shape) -> bool {
    let mut before: Vec<f64> = Vec::new();
    let mut is_linear = true;
    for doubling in 0..=DOUBLINGS {
        let text = shape.article(SMALLEST << doubling);
        let bytes = text.len();
        let times = stages(shape.file, text);
        let mut figures = vec![bytes.to_string()];
        #[expect(clippy::cast_precision_loss, reason = "a few digits are shown")]
        let per_byte: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e9 / bytes as f64).collect();
        for (index, (time, figure)) in times.iter().zip(&per_byte).enumerate() {
            let grows = *time > LEAST && before.get(index).is_some_and(|before| figure / before > MOST_GROWTH);
            // The first doublings may fill a cache.
            is_linear &= !grows || doubling < DOUBLINGS;
            figures.push(format!("{figure:.0}{}", if grows { "!" } else { " " }));
        }
        print(&row(if doubling == 0 { shape.name } else { "" }, &figures));
        before = per_byte;
        if times.iter().sum::<Duration>() > LONGEST {
            break;
        }
    }
    is_linear
}

/// The time that each stage takes: reading, and the making and proving of each file. Only the first, if the article
/// is refused.
fn stages(file: &str, text: String) -> Vec<Duration> {
    let options = RenderOptions::default().with_modified(Timestamp::parse("2026-06-24"));
    let mut times = Vec::new();
    let start = cpu::now();
    let article = Source::new(file, text).and_then(|source| read(&source, &ReadOptions::default()));
    times.push(cpu::now().saturating_sub(start));
    let Ok(article) = article else { return times };
    for renderer in RENDERERS {
        let start = cpu::now();
        let file = render(&article.output, *renderer, &options).expect("a file").output;
        let made = cpu::now();
        compare(&inspect(&file).expect("a report"), &article.output);
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
