//! Which words of a page stand in the files, each word of the files once.
//!
//! A block is gone through from its start: the words go on where the last ones were found, else from the next free
//! place at which three words in a row are the same. What stands nowhere is not in the files.

use std::collections::HashMap;

/// So many words in a row are the same by more than chance.
pub(super) const KEY: usize = 3;
/// How far words are looked for that go on behind lost ones.
const NEAR: usize = 16;
/// How many places of the same words are looked at.
const CANDIDATES: usize = 64;

/// The words of the files, and which of them are taken.
#[derive(Debug)]
pub(super) struct Matcher {
    words: Vec<u32>,
    taken: Vec<bool>,
    known: HashMap<String, u32>,
    /// For each run of words its places, and how many of them are behind.
    places: HashMap<[u32; KEY], WordPlaces>,
    expected: usize,
}

#[derive(Debug, Default)]
struct WordPlaces {
    all: Vec<usize>,
    behind: usize,
}

/// What stands for a word that is in no file.
const UNKNOWN: u32 = u32::MAX;

impl Matcher {
    pub(super) fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut known = HashMap::new();
        let mut numbers = Vec::new();
        for word in words {
            let next = u32::try_from(known.len()).unwrap_or(UNKNOWN - 1);
            numbers.push(*known.entry(word.to_owned()).or_insert(next));
        }
        let mut places: HashMap<[u32; KEY], WordPlaces> = HashMap::new();
        for start in 0..numbers.len() {
            for length in 1..=KEY {
                if let Some(run) = numbers.get(start..start + length) {
                    places.entry(key(run)).or_default().all.push(start);
                }
            }
        }
        let taken = vec![false; numbers.len()];
        Self { words: numbers, taken, known, places, expected: 0 }
    }

    /// The numbers of words.
    pub(super) fn numbers<'a>(&self, words: impl Iterator<Item = &'a str>) -> Vec<u32> {
        words.map(|word| self.known.get(word).copied().unwrap_or(UNKNOWN)).collect()
    }

    /// Takes places.
    pub(super) fn take_at(&mut self, start: usize, length: usize) {
        self.taken[start..start + length].fill(true);
    }

    /// Where all words of a block stand in a row, and takes these places.
    pub(super) fn take_whole(&mut self, block: &[u32]) -> Option<usize> {
        let start = self
            .candidates(&block[..block.len().min(KEY)])
            .into_iter()
            .find(|&start| block.iter().zip(start..).all(|(word, place)| self.is_free(place, *word)))?;
        self.taken[start..start + block.len()].fill(true);
        self.expected = start + block.len();
        Some(start)
    }

    /// For each word of a block its place in the files, and takes these places.
    pub(super) fn take(&mut self, block: &[u32]) -> Vec<Option<usize>> {
        let mut found = vec![None; block.len()];
        let mut index = 0;
        while index < block.len() {
            let start = self.start(&block[index..], index == 0);
            let Some(start) = start else {
                index += 1;
                continue;
            };
            self.back(block, &mut found, index, start);
            let mut place = start;
            while index < block.len() && self.is_free(place, block[index]) {
                self.taken[place] = true;
                found[index] = Some(place);
                index += 1;
                place += 1;
            }
            self.expected = place;
        }
        found
    }

    /// Where the words go on.
    fn start(&mut self, rest: &[u32], whole: bool) -> Option<usize> {
        let run = &rest[..rest.len().min(KEY)];
        let goes_on =
            |this: &Self, place: usize| run.iter().zip(place..).all(|(word, place)| this.is_free(place, *word));
        // What goes on where the last words ended needs no more than one word, if more follow.
        let pair = rest.get(1).is_some_and(|second| self.is_free(self.expected + 1, *second));
        if goes_on(self, self.expected) || self.is_free(self.expected, rest[0]) && (pair || self.resumes(rest)) {
            return Some(self.expected);
        }
        if run.contains(&UNKNOWN) {
            return None;
        }
        // Less than a key is found by itself only where it is all; at the end of a block, near what goes before.
        if run.len() < KEY && !whole {
            return (self.expected..self.expected + NEAR).find(|&place| goes_on(self, place));
        }
        self.candidates(run).into_iter().find(|&place| goes_on(self, place))
    }

    /// The places where a run of words begins and none is taken, the nearest ones.
    fn candidates(&mut self, run: &[u32]) -> Vec<usize> {
        let taken = &self.taken;
        let Some(places) = self.places.get_mut(&key(run)) else { return Vec::new() };
        while places.all.get(places.behind).is_some_and(|&place| taken[place]) {
            places.behind += 1;
        }
        places.all[places.behind..].iter().copied().take(CANDIDATES).collect()
    }

    /// Whether words a little further on stand a little further on in the files too.
    fn resumes(&self, rest: &[u32]) -> bool {
        rest.windows(KEY).skip(1).take(NEAR).any(|run| {
            let ahead = self.expected + 1..self.expected + 1 + NEAR;
            ahead.into_iter().any(|start| run.iter().zip(start..).all(|(word, place)| self.is_free(place, *word)))
        })
    }

    /// Takes the words before a place that are the same, too.
    fn back(&mut self, block: &[u32], found: &mut [Option<usize>], index: usize, start: usize) {
        let (mut index, mut place) = (index, start);
        while index > 0 && place > 0 && found[index - 1].is_none() && self.is_free(place - 1, block[index - 1]) {
            (index, place) = (index - 1, place - 1);
            self.taken[place] = true;
            found[index] = Some(place);
        }
    }

    fn is_free(&self, place: usize, word: u32) -> bool {
        self.words.get(place) == Some(&word) && !self.taken[place]
    }
}

fn key(run: &[u32]) -> [u32; KEY] {
    let mut key = [UNKNOWN; KEY];
    key[..run.len()].copy_from_slice(run);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(files: &str, blocks: &[&str]) -> Vec<String> {
        let mut matcher = Matcher::new(files.split(' '));
        let mut lost = Vec::new();
        for block in blocks {
            let words: Vec<&str> = block.split(' ').collect();
            let numbers = matcher.numbers(words.iter().copied());
            let found = matcher.take(&numbers);
            lost.extend(
                words.iter().zip(found).filter(|(_, place)| place.is_none()).map(|(word, _)| (*word).to_owned()),
            );
        }
        lost
    }

    #[test]
    fn what_is_in_the_files_is_found_once() {
        assert!(lost("a b c d e", &["a b c", "d e"]).is_empty());
        assert!(lost("d e a b c", &["a b c", "d e"]).is_empty(), "in any order");
        assert_eq!(lost("the paid and the rest", &["the fund paid and the rest"]), ["fund"]);
        assert_eq!(lost("r justice ends it", &["mr justice ends it"]), ["mr"]);
        assert_eq!(lost("thecouncil voted today", &["the council voted today"]), ["the", "council"]);
        assert_eq!(lost("dam was built here", &["dam", "dam was built here"]), ["dam"], "a heading in front");
        assert_eq!(lost("a b c d", &["a b c d", "a b c d"]), ["a", "b", "c", "d"], "each word once");
    }
}
