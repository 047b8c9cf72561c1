//! Work for several workers, with the results in the order of the work.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How many pieces of work may be ahead of the oldest one that is not done, for each worker: memory is bounded by it.
const AHEAD: usize = 4;

/// How long is waited for a piece of work, and what stands for its result then.
pub struct Patience<'a, J, R> {
    /// How long nothing may be begun and nothing done.
    pub longest: Duration,
    /// The result of a piece that was given up.
    pub late: &'a dyn Fn(J) -> R,
}

impl<J, R> fmt::Debug for Patience<'_, J, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Patience").field("longest", &self.longest).finish_non_exhaustive()
    }
}

/// What there is to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken<R> {
    /// The result of the next piece.
    Result(R),
    /// There is nothing more, and pieces that were given up are still worked on. Nobody can end a worker within a
    /// process: what is called waits for them when this was taken, unless whoever takes it ends the process.
    Hanging,
}

/// What a worker says.
enum Said<R> {
    Begun(usize),
    Done(usize, R),
}

/// Has `workers` do pieces of work, and gives the results to `take` in the order of the pieces, until it breaks.
///
/// With one worker and no end of patience everything happens on the calling thread. What is taken does not depend on how many there are.
pub fn in_order<J: Send + Clone, R: Send>(
    pieces: impl Iterator<Item = J>,
    workers: usize,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) {
    in_order_within(pieces, workers, None, work, |taken| match taken {
        Taken::Result(result) => take(result),
        Taken::Hanging => ControlFlow::Break(()),
    });
}

/// The same, with as much patience as is given: a piece that is not done when for so long nothing was begun and nothing
/// done is given up, another worker goes on in place of the one that hangs, and all other results are taken.
pub fn in_order_within<J: Send + Clone, R: Send>(
    pieces: impl Iterator<Item = J>,
    workers: usize,
    patience: Option<&Patience<'_, J, R>>,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(Taken<R>) -> ControlFlow<()>,
) {
    if workers <= 1 && patience.is_none() {
        for piece in pieces {
            if take(Taken::Result(work(piece))).is_break() {
                return;
            }
        }
        return;
    }
    let window = workers.max(1) * AHEAD;
    let (send_work, receive_work) = sync_channel::<(usize, J)>(window);
    let (say, hear) = channel::<Said<R>>();
    let receive_work = Mutex::new(receive_work);
    thread::scope(|scope| {
        // Dropped when this ends, however it ends: the workers wait for as long as more may come.
        let send_work = send_work;
        let (receive_work, work) = (&receive_work, &work);
        let start = |say: std::sync::mpsc::Sender<Said<R>>| {
            scope.spawn(move || {
                while let Some((number, piece)) = next(receive_work) {
                    if say.send(Said::Begun(number)).is_err() || say.send(Said::Done(number, work(piece))).is_err() {
                        return;
                    }
                }
            });
        };
        (0..workers.max(1)).for_each(|_| start(say.clone()));
        // Where nobody is replaced, that all workers are gone is heard.
        let say = patience.is_some().then_some(say);
        let mut pieces = pieces.enumerate().fuse();
        let mut waited_for: BTreeMap<usize, J> = BTreeMap::new();
        let mut begun = BTreeSet::new();
        let mut done: BTreeMap<usize, R> = BTreeMap::new();
        let (mut given, mut taken, mut hanging) = (0, 0, 0_usize);
        'all: loop {
            while given - taken < window {
                let Some((number, piece)) = pieces.next() else { break };
                waited_for.insert(number, piece.clone());
                // No worker ends before this end of the channel does.
                if send_work.send((number, piece)).is_err() {
                    return;
                }
                given += 1;
            }
            if given == taken {
                break;
            }
            match hear_within(&hear, patience.map(|patience| patience.longest)) {
                Ok(Said::Begun(number)) => _ = begun.insert(number),
                Ok(Said::Done(number, result)) => {
                    begun.remove(&number);
                    match waited_for.remove(&number) {
                        Some(_) => _ = done.insert(number, result),
                        // It was given up.
                        None => hanging -= 1,
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    for number in std::mem::take(&mut begun) {
                        if let (Some(piece), Some(patience), Some(say)) = (waited_for.remove(&number), patience, &say) {
                            done.insert(number, (patience.late)(piece));
                            hanging += 1;
                            start(say.clone());
                        }
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
            while let Some(result) = done.remove(&taken) {
                taken += 1;
                if take(Taken::Result(result)).is_break() {
                    break 'all;
                }
            }
        }
        if hanging > 0 {
            _ = take(Taken::Hanging);
        }
    });
}

fn hear_within<R>(hear: &Receiver<Said<R>>, longest: Option<Duration>) -> Result<Said<R>, RecvTimeoutError> {
    match longest {
        Some(longest) => hear.recv_timeout(longest),
        None => hear.recv().map_err(|_| RecvTimeoutError::Disconnected),
    }
}

fn next<J>(work: &Mutex<Receiver<J>>) -> Option<J> {
    work.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(workers: usize, most: usize) -> Vec<usize> {
        let mut results = Vec::new();
        in_order(
            0..200_usize,
            workers,
            // Some take longer than others.
            |number| (0..(number * 7919) % 5000).fold(number, |sum, _| std::hint::black_box(sum)),
            |result| {
                results.push(result);
                if results.len() == most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        results
    }

    #[test]
    fn results_come_in_the_order_of_the_work() {
        for workers in [1, 2, 7] {
            assert_eq!(run(workers, usize::MAX), (0..200).collect::<Vec<_>>());
            assert_eq!(run(workers, 30), (0..30).collect::<Vec<_>>(), "it stops when it is told to");
        }
    }

    #[test]
    fn a_piece_that_hangs_is_given_up_and_the_others_are_done() {
        for workers in [1, 3] {
            let (release, held) = channel::<()>();
            let held = Mutex::new(held);
            let mut results = Vec::new();
            let mut hung = false;
            let patience = Patience { longest: Duration::from_millis(300), late: &|number: usize| number + 1000 };
            in_order_within(
                0..40_usize,
                workers,
                Some(&patience),
                |number| {
                    if number == 5 || number == 6 {
                        // Until the other end is dropped.
                        let _ = held.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    }
                    number
                },
                |taken| {
                    match taken {
                        Taken::Result(result) => results.push(result),
                        Taken::Hanging => {
                            hung = true;
                            // Whoever would end the process here lets them go instead.
                            release.send(()).expect("somebody hangs");
                            let _ = release.send(());
                        }
                    }
                    ControlFlow::Continue(())
                },
            );
            let expected = (0..40).map(|number| if number == 5 || number == 6 { number + 1000 } else { number });
            assert_eq!(results, expected.collect::<Vec<_>>(), "{workers}");
            assert!(hung, "{workers}");
        }
    }
}
