//! Work for several workers, with the results in the order of the work.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many pieces of work may be ahead of the oldest one that is not done, for each worker: memory is bounded by it.
const AHEAD: usize = 4;

/// Has `workers` do pieces of work, and gives the results to `take` in the order of the pieces, until it breaks.
///
/// With one worker everything happens on the calling thread. What is taken does not depend on how many there are.
pub fn in_order<J: Send, R: Send>(
    pieces: impl Iterator<Item = J>,
    workers: usize,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) {
    if workers <= 1 {
        for piece in pieces {
            if take(work(piece)).is_break() {
                return;
            }
        }
        return;
    }
    let window = workers * AHEAD;
    let (send_work, receive_work) = sync_channel::<(usize, J)>(window);
    let (send_result, receive_result) = channel::<(usize, R)>();
    let receive_work = Mutex::new(receive_work);
    thread::scope(|scope| {
        // Dropped when this ends, however it ends: the workers wait for as long as more may come.
        let send_work = send_work;
        for _ in 0..workers {
            let (send_result, receive_work, work) = (send_result.clone(), &receive_work, &work);
            scope.spawn(move || {
                while let Some((number, piece)) = next(receive_work) {
                    if send_result.send((number, work(piece))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send_result);
        let mut pieces = pieces.enumerate().fuse();
        let mut done: BTreeMap<usize, R> = BTreeMap::new();
        let (mut given, mut taken) = (0, 0);
        loop {
            while given - taken < window {
                let Some(piece) = pieces.next() else { break };
                // No worker ends before this end of the channel does.
                if send_work.send(piece).is_err() {
                    return;
                }
                given += 1;
            }
            if given == taken {
                break;
            }
            let Ok((number, result)) = receive_result.recv() else { return };
            done.insert(number, result);
            while let Some(result) = done.remove(&taken) {
                taken += 1;
                if take(result).is_break() {
                    return;
                }
            }
        }
    });
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
}
