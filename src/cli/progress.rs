//! How far a long run is: how many pieces of how many, how fast, how long still. On a terminal only.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::messages::Console;

/// A line that is shown so often at most; more often nobody reads it.
const INTERVAL: Duration = Duration::from_millis(100);
/// Nothing is said of how fast and how long before so much has passed: the first pieces tell little.
const WARMING_UP: Duration = Duration::from_secs(2);
/// So many characters stand in one line of any terminal.
const WIDTH: usize = 79;

/// How far a run is.
#[derive(Debug)]
pub(super) struct Progress {
    total: u64,
    done: u64,
    /// Those of the done ones that took time in this run.
    worked: u64,
    failed: u64,
    start: Instant,
    shown: Option<Instant>,
}

#[expect(clippy::disallowed_methods, reason = "how long a run takes is said, never written into its files")]
fn now() -> Instant {
    Instant::now()
}

impl Progress {
    /// A run of so many pieces that begins now.
    pub(super) fn new(total: u64) -> Self {
        Self { total, done: 0, worked: 0, failed: 0, start: now(), shown: None }
    }

    /// A piece is done; `is_work` if this run has done it, and so many have failed by now.
    pub(super) fn step(&mut self, is_work: bool, failed: u64) {
        self.done += 1;
        self.worked += u64::from(is_work);
        self.failed = failed;
    }

    /// Shows it, with what is at hand.
    pub(super) fn show(&mut self, console: &mut Console, name: &str) {
        let now = now();
        if self.total > 1 && self.shown.is_none_or(|shown| now.duration_since(shown) >= INTERVAL) {
            self.shown = Some(now);
            console.progress_of(self.line(now.duration_since(self.start), name));
        }
    }

    fn line(&self, elapsed: Duration, name: &str) -> String {
        let Self { total, done, worked, failed, .. } = *self;
        let mut line = format!("[{done}/{total}]");
        if elapsed >= WARMING_UP && worked > 0 {
            // Counts of articles are far below 2^52.
            #[expect(clippy::cast_precision_loss, reason = "a rate with two digits is shown")]
            let (rate, left) = {
                let rate = worked as f64 / elapsed.as_secs_f64();
                (rate, Duration::from_secs_f64((total.saturating_sub(done)) as f64 / rate))
            };
            let _ = write!(line, " {rate:.*}/s, {} left", usize::from(rate < 10.0), span(left));
        }
        if failed > 0 {
            let _ = write!(line, ", {failed} failed");
        }
        let _ = write!(line, "  {name}");
        line.chars().take(WIDTH).collect()
    }
}

/// A span of time as people say it.
fn span(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..100 => format!("{seconds} s"),
        seconds @ 100..6_000 => format!("{} min", seconds.div_ceil(60)),
        seconds => format!("{} h {} min", seconds / 3_600, seconds % 3_600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_fast_and_how_long_still() {
        let mut progress = Progress::new(1_000);
        (0..40).for_each(|_| progress.step(false, 0));
        (0..60).for_each(|_| progress.step(true, 0));
        assert_eq!(progress.line(Duration::from_secs(1), "göl.md"), "[100/1000]  göl.md");
        // What an earlier run did tells nothing of the rate.
        assert_eq!(progress.line(Duration::from_secs(20), "göl.md"), "[100/1000] 3.0/s, 5 min left  göl.md");
        progress.step(true, 2);
        let line = progress.line(Duration::from_secs(3), &"ə".repeat(200));
        assert!(line.starts_with("[101/1000] 20/s, 44 s left, 2 failed  ə"), "{line}");
        assert_eq!(line.chars().count(), WIDTH);
        assert_eq!(span(Duration::from_secs(7_300)), "2 h 1 min");
    }
}
