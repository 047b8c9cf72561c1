//! Where a word may be broken with a hyphen.
//!
//! Azerbaijani has no published patterns; its syllables follow one rule: a syllable begins with the last consonant
//! before a vowel. Other languages take the patterns of the `hypher` crate; a language without either is not
//! hyphenated. Names, capitals, digits, addresses and words of mixed case are left whole everywhere; a word with a
//! capital in front is taken for a name unless it begins a sentence.
//!
//! At least two letters stand before the hyphen and three behind it.

use smallvec::SmallVec;

use crate::model::Language;

/// The hyphenation of one language.
#[derive(Debug, Clone, Copy)]
pub struct Hyphenator {
    rule: HyphenationRule,
}

#[derive(Debug, Clone, Copy)]
enum HyphenationRule {
    Azerbaijani,
    Patterns(hypher::Lang),
}

/// Letters before a hyphen.
const BEFORE: usize = 2;
/// Letters behind it.
const BEHIND: usize = 3;
/// The shortest word that is broken, in letters.
const SHORTEST: usize = BEFORE + BEHIND;
/// What is longer is no word.
const LONGEST: usize = 40;

impl Hyphenator {
    /// The hyphenation of a language, if there is one.
    pub fn new(language: &Language) -> Option<Self> {
        let rule = match language.primary() {
            "az" if language.script() != Some("Arab") => HyphenationRule::Azerbaijani,
            "en" => HyphenationRule::Patterns(hypher::Lang::English),
            "ka" => HyphenationRule::Patterns(hypher::Lang::Georgian),
            "ru" => HyphenationRule::Patterns(hypher::Lang::Russian),
            "tr" => HyphenationRule::Patterns(hypher::Lang::Turkish),
            _ => return None,
        };
        Some(Self { rule })
    }

    /// Calls `at` for every byte offset in `text` where a hyphen may be inserted. `text` lies between two spaces and
    /// may have punctuation around its words; `begins` says that a sentence begins with it.
    pub fn breaks(&self, text: &str, begins: bool, at: &mut dyn FnMut(usize)) {
        let letter = |character: char| character.is_alphabetic() || character == '\u{307}';
        let trimmed_start = text.len() - text.trim_start_matches(|character| !letter(character)).len();
        let word = text[trimmed_start..].trim_end_matches(|character| !letter(character));
        // One word of small letters, or with the capital that begins a sentence: nothing else is broken.
        let capitals = word.chars().skip(usize::from(begins)).any(char::is_uppercase);
        let length = word.chars().take(LONGEST + 1).count();
        if !(SHORTEST..=LONGEST).contains(&length) || capitals || !word.chars().all(letter) {
            return;
        }
        match self.rule {
            HyphenationRule::Azerbaijani => syllables(word, &mut |offset| at(trimmed_start + offset)),
            HyphenationRule::Patterns(language) => {
                let mut offset = 0;
                let mut syllables = hypher::hyphenate_bounded(word, language, BEFORE, BEHIND).peekable();
                while let Some(syllable) = syllables.next() {
                    offset += syllable.len();
                    if syllables.peek().is_some() {
                        at(trimmed_start + offset);
                    }
                }
            }
        }
    }
}

/// The syllable boundaries of an Azerbaijani word, Latin or Cyrillic: before the last consonant that precedes a vowel,
/// or between two vowels.
fn syllables(word: &str, at: &mut dyn FnMut(usize)) {
    let letters: SmallVec<[(usize, bool); LONGEST]> =
        word.char_indices().map(|(offset, letter)| (offset, is_vowel(letter))).collect();
    let mut syllable_before = letters.iter().take(BEFORE).any(|(_, vowel)| *vowel);
    for index in BEFORE..=letters.len().saturating_sub(BEHIND) {
        let (offset, vowel_here) = letters[index];
        let vowel_next = letters.get(index + 1).is_some_and(|(_, vowel)| *vowel);
        let onset = !vowel_here && vowel_next;
        let hiatus = vowel_here && letters[index - 1].1;
        if (onset || hiatus) && syllable_before {
            at(offset);
        }
        syllable_before |= vowel_here;
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'ə' | 'ı' | 'i' | 'o' | 'ö' | 'u' | 'ü')
        || matches!(letter, 'а' | 'е' | 'ә' | 'ы' | 'и' | 'о' | 'ө' | 'у' | 'ү' | 'э' | 'ю' | 'я')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hyphenated(language: &str, word: &str, begins: bool) -> String {
        let hyphenator = Hyphenator::new(&Language::parse(language).expect("a tag")).expect("a rule");
        let mut out = String::new();
        let mut last = 0;
        hyphenator.breaks(word, begins, &mut |offset| {
            out.push_str(&word[last..offset]);
            out.push('-');
            last = offset;
        });
        out + &word[last..]
    }

    #[test]
    fn azerbaijani_breaks_before_the_consonant_that_precedes_a_vowel() {
        for (word, expected) in [
            ("məsələlərini", "mə-sə-lə-lə-rini"),
            ("hökumətlərarası,", "hö-ku-mət-lə-ra-rası,"),
            ("“gərginləşmişdi", "“gər-gin-ləş-mişdi"),
            ("müəyyən", "mü-əy-yən"),
            ("səfirliyinə", "sə-fir-li-yinə"),
        ] {
            assert_eq!(hyphenated("az", word, false), expected);
        }
        assert_eq!(hyphenated("az", "Müəyyən", true), "Mü-əy-yən");
        assert_eq!(hyphenated("az", "Müəyyən", false), "Müəyyən");
    }

    #[test]
    fn other_languages_keep_two_letters_before_and_three_behind() {
        for (language, word, expected) in [
            ("en", "hyphenation", "hy-phen-ation"),
            ("tr", "arabasında", "ara-ba-sında"),
            ("ru", "организация", "ор-га-ни-за-ция"),
        ] {
            assert_eq!(hyphenated(language, word, false), expected);
        }
    }

    #[test]
    fn names_numbers_and_addresses_stay_whole() {
        for word in
            ["AzadlıqRadiosu", "Azərbaycan", "24-də", "ABŞ-nin", "nümunə.az", "ilə", "https://nümunə.az/xəbərlər"]
        {
            assert_eq!(hyphenated("az", word, false), word);
        }
    }
}
