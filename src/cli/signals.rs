//! Signals that end a run, and never in the middle of putting files in place.
//!
//! 1. [`watch`] starts a thread that waits for them, once, at the beginning of the program;
//! 2. [`hold`] is held while files are put in place: who ends the run waits until they are there or taken back;
//! 3. then the run ends as a run ends that knows nothing of the signal, so that a shell sees which one it was.
//!
//! Articles are made in memory: at any other moment there is nothing on the disk to finish, and to take back only a folder
//! that is being filled beside its place ([`Unfinished`]).

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

static PLACING: Mutex<()> = Mutex::new(());
/// Folders that are being filled beside their place.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Keeps the run from being ended by a signal until what is returned is dropped.
pub(super) fn hold() -> MutexGuard<'static, ()> {
    PLACING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder that is taken away if a signal ends the run before this is dropped.
#[derive(Debug)]
pub(super) struct Unfinished(PathBuf);

impl Unfinished {
    /// Says so of a folder.
    pub(super) fn new(folder: &Path) -> Self {
        unfinished().push(folder.to_owned());
        Self(folder.to_owned())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        unfinished().retain(|folder| *folder != self.0);
    }
}

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for signals from now on. Those that whoever started the run has it ignore (`nohup`) stay ignored.
#[cfg(unix)]
pub(super) fn watch() {
    use signal_hook::consts::signal::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;

    let ignored = ignored();
    let wanted = [SIGHUP, SIGINT, SIGTERM, SIGXFSZ].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    // Without the thread signals do what they do to any program; the next run clears up.
    let Ok(mut signals) = Signals::new(wanted) else { return };
    let wait = move || {
        for signal in signals.forever() {
            // A file that would be larger than allowed (`ulimit -f`) is an error of whoever writes it.
            if signal != SIGXFSZ {
                let _hold = hold();
                unfinished().iter().for_each(|folder| _ = fs::remove_dir_all(folder));
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        }
    };
    let _ = std::thread::Builder::new().name("signals".to_owned()).stack_size(128 << 10).spawn(wait);
}

/// The signals that this process ignores, a bit each, from the lowest; none where the system does not say.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

/// Other systems end a run as they end any.
#[cfg(not(unix))]
pub(super) fn watch() {}
