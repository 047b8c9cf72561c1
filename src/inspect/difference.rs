//! Where two sequences of words differ.

use std::collections::BTreeMap;

/// Words shown around a difference.
const CONTEXT: usize = 5;
/// Words shown of a difference; what lies between is counted.
const SHOWN: usize = 24;
/// Characters shown of a word.
const LONGEST_SHOWN: usize = 200;
/// Differences reported of one file.
pub(super) const MAX_DIFFERENCES: usize = 12;

/// A difference between words, with some words around it. Where there are many, the middle is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The words before it, which are the same.
    pub before: String,
    /// What the source has.
    pub expected: String,
    /// What the file has.
    pub found: String,
    /// The words after it, which are the same.
    pub after: String,
}

/// Where two sequences of words differ, each with its place in the first; one more than is reported at most.
///
/// After a difference the two are taken up again where two words in a row are the same with the fewest words left out;
/// so the cost is that of one pass for each difference.
pub(super) fn differences(expected: &[&str], found: &[&str]) -> Vec<(usize, Difference)> {
    let mut places: BTreeMap<(&str, Option<&str>), Vec<usize>> = BTreeMap::new();
    for (index, word) in found.iter().enumerate() {
        places.entry((word, found.get(index + 1).copied())).or_default().push(index);
    }
    let mut differences = Vec::new();
    let (mut i, mut j) = (0, 0);
    while differences.len() <= MAX_DIFFERENCES {
        while i < expected.len() && j < found.len() && expected[i] == found[j] {
            i += 1;
            j += 1;
        }
        if i == expected.len() && j == found.len() {
            break;
        }
        let (end_i, end_j) = take_up(expected, found, &places, i, j);
        let difference = Difference {
            before: shown(&expected[i.saturating_sub(CONTEXT)..i]),
            expected: excerpt(&expected[i..end_i]),
            found: excerpt(&found[j..end_j]),
            after: shown(&expected[end_i..expected.len().min(end_i + CONTEXT)]),
        };
        differences.push((i, difference));
        (i, j) = (end_i, end_j);
    }
    differences
}

/// The nearest places from which on both go on alike; their ends where there are none.
fn take_up(
    expected: &[&str],
    found: &[&str],
    places: &BTreeMap<(&str, Option<&str>), Vec<usize>>,
    i: usize,
    j: usize,
) -> (usize, usize) {
    let mut best = (expected.len(), found.len());
    let mut cost = usize::MAX;
    for (skipped, &word) in expected[i..].iter().enumerate() {
        if skipped >= cost {
            break;
        }
        let pair = (word, expected.get(i + skipped + 1).copied());
        let Some(places) = places.get(&pair) else { continue };
        if let Some(&place) = places.get(places.partition_point(|&place| place < j))
            && skipped + (place - j) < cost
        {
            cost = skipped + (place - j);
            best = (i + skipped, place);
        }
    }
    best
}

/// Words, and of endless ones the start.
fn shown(words: &[&str]) -> String {
    let shown = words.iter().map(|word| match word.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", &word[..end]),
        None => (*word).to_owned(),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// Words as they are shown: all of a few, the ends of many.
fn excerpt(words: &[&str]) -> String {
    match words.len() {
        0..=SHOWN => shown(words),
        count => {
            let half = SHOWN / 2;
            let left_out = count - 2 * half;
            format!("{} […{left_out} words…] {}", shown(&words[..half]), shown(&words[count - half..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(expected: &str, found: &str) -> Vec<String> {
        let (expected, found): (Vec<&str>, Vec<&str>) =
            (expected.split_whitespace().collect(), found.split_whitespace().collect());
        differences(&expected, &found)
            .into_iter()
            .map(|(place, difference)| format!("{place}:{}|{}", difference.expected, difference.found))
            .collect()
    }

    #[test]
    fn differences_stand_where_they_are() {
        assert!(diff("a b c", "a b c").is_empty());
        assert_eq!(diff("a b c d", "a x c d"), ["1:b|x"]);
        assert_eq!(diff("a b c d", "a c d"), ["1:b|"]);
        assert_eq!(diff("a c d", "a b c d"), ["1:|b"]);
        assert_eq!(diff("a b", "a b c"), ["2:|c"]);
        assert_eq!(diff("a b c", "a b"), ["2:c|"]);
        assert_eq!(
            diff("qızıl gün a b qaranlıq gecə", "qizil gün a b qaranlıq gece"),
            ["0:qızıl|qizil", "5:gecə|gece"]
        );
        assert_eq!(diff("", "a"), ["0:|a"]);
        assert_eq!(diff("a", ""), ["0:a|"]);
    }

    #[test]
    fn long_differences_are_cut() {
        let words: Vec<String> = (0..5000).map(|number| number.to_string()).collect();
        let differences = diff(&words.join(" "), "0 4999");
        assert_eq!(differences.len(), 1);
        assert!(differences[0].contains("[…4974 words…]"), "{differences:?}");
        let endless = diff(&"ə".repeat(100_000), "a");
        assert_eq!(endless, [format!("0:{}…|a", "ə".repeat(LONGEST_SHOWN))]);
    }
}
