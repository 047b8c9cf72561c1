//! `cargo bench --bench stages`: each stage by itself over articles of four sizes, in time of the processor.
//!
//! 1. the sample of this repository, a page and a half;
//! 2. 60 kB in paragraphs, and 60 kB in one paragraph: where the cost is linear the two are alike;
//! 3. 1 MB in some two thousand paragraphs: linear where it is seventeen times the second.
//!
//! Every stage meets its article again and again, so what is kept from one article to the next is at its best;
//! `articles` measures articles that are all different.

mod cpu;
mod made;

use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{BenchmarkId, Criterion, Throughput};
use istinad::model::Timestamp;
use istinad::render::RENDERERS;
use istinad::{ReadOptions, RenderOptions, Source};
use made::article;

const SAMPLE: &str = include_str!("../tests/articles/milli-arxiv.md");

/// Time of the processor.
struct CpuTime;

impl Measurement for CpuTime {
    type Intermediate = Duration;
    type Value = Duration;

    fn start(&self) -> Duration {
        cpu::now()
    }

    fn end(&self, start: Duration) -> Duration {
        cpu::now().saturating_sub(start)
    }

    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        *one + *other
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        WallTime.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

fn stages(criterion: &mut Criterion<CpuTime>) {
    let written = Timestamp::parse("2026-06-24").expect("a moment");
    let (reading, rendering) = (ReadOptions::default(), RenderOptions::default().with_modified(written));
    for (name, text) in [
        ("sample", SAMPLE.to_owned()),
        ("60 kB", article(60_000, 80, 1)),
        ("60 kB in one paragraph", article(60_000, usize::MAX, 1)),
        ("1 MB", article(1_000_000, 80, 1)),
    ] {
        let source = Source::new("article.md", text).expect("text");
        let document = istinad::read(&source, &reading).expect("an article").output;
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(source.byte_length()));
        group.bench_function("read", |bencher| bencher.iter(|| istinad::read(black_box(&source), &reading)));
        group.bench_function("layout", |bencher| {
            let (style, fonts) = (&rendering.page_style, &rendering.fonts);
            bencher.iter(|| {
                let statement = istinad::rights::statement(black_box(&document), written);
                istinad::layout::layout(black_box(&document), &statement, style, fonts)
            });
        });
        for renderer in RENDERERS {
            group.bench_function(BenchmarkId::new("render", renderer.name()), |bencher| {
                bencher.iter(|| istinad::render(black_box(&document), *renderer, &rendering));
            });
        }
        for renderer in RENDERERS {
            let file = istinad::render(&document, *renderer, &rendering).expect("a file").output;
            group.bench_function(BenchmarkId::new("inspect", renderer.name()), |bencher| {
                bencher.iter(|| istinad::inspect(black_box(&file)));
            });
        }
        group.finish();
    }
}

fn main() {
    let mut criterion = Criterion::default()
        .with_measurement(CpuTime)
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    stages(&mut criterion);
    criterion.final_summary();
}
