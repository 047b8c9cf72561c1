//! What was read lately on this thread, so that it is not read again.
//!
//! The lines of one article are looked at in several ways (is it a notice, does the statement begin here, what does it
//! say), and the same foot stands below every article of a source. Finding what a line says takes longer than anything
//! else that is done with it, and depends on its words, its links and its language alone: what is remembered changes no
//! reading.

use std::cell::RefCell;
use std::collections::HashMap;
use std::mem::take;
use std::thread::LocalKey;

use crate::model::Language;

/// How many readings are kept that were asked for since the others were put aside; and as many of those.
const MOST_KEPT: usize = 256;

/// Readings by what they were made of. Those that nobody asked for while as many others came as are kept are forgotten.
#[derive(Debug)]
pub(super) struct Memo<V> {
    most: usize,
    recent: HashMap<String, V>,
    older: HashMap<String, V>,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self::of(MOST_KEPT)
    }
}

impl<V> Memo<V> {
    /// One that keeps `most` of those that were asked for since the others were put aside, and as many of those.
    pub(super) fn of(most: usize) -> Self {
        Self { most, recent: HashMap::new(), older: HashMap::new() }
    }
}

impl<V: Clone> Memo<V> {
    pub(super) fn get(&mut self, key: &str) -> Option<V> {
        if let Some(value) = self.recent.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.older.remove_entry(key)?;
        self.keep(key, value.clone());
        Some(value)
    }

    pub(super) fn keep(&mut self, key: String, value: V) {
        if self.recent.len() >= self.most {
            self.older = take(&mut self.recent);
        }
        self.recent.insert(key, value);
    }
}

/// What `read` makes of some words, from memory where they were read before. `read` may ask for other words.
pub(super) fn remembered<V: Clone>(
    memo: &'static LocalKey<RefCell<Memo<V>>>,
    key: String,
    read: impl FnOnce() -> V,
) -> V {
    if let Some(known) = memo.with_borrow_mut(|memo| memo.get(&key)) {
        return known;
    }
    let value = read();
    memo.with_borrow_mut(|memo| memo.keep(key, value.clone()));
    value
}

/// All that a reading is made of, in one string. The number of addresses and their lengths part them from the words,
/// whatever stands in either.
pub(super) fn key(words: &str, addresses: &[&str], language: &Language) -> String {
    let mut key = format!("{} {}", language.as_str(), addresses.len());
    for address in addresses {
        key.push_str(&format!(" {}:{address}", address.len()));
    }
    key.push(' ');
    key.push_str(words);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_lately_is_kept_and_no_more() {
        let mut memo = Memo::default();
        memo.keep("hot".to_owned(), 0);
        for number in 0..10 * MOST_KEPT {
            memo.keep(number.to_string(), number);
            assert_eq!(memo.get("hot"), Some(0));
        }
        assert_eq!(memo.get("0"), None);
        assert!(memo.recent.len() + memo.older.len() <= 2 * MOST_KEPT);
    }

    #[test]
    fn links_and_language_tell_readings_apart() {
        let (und, en) = (Language::undetermined(), Language::english());
        let keys = [key("a b", &[], &und), key("a b", &[], &en), key("b", &["a"], &en), key("a b", &["a"], &en)];
        let distinct: std::collections::BTreeSet<&String> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }
}
