//! Statements built from clauses: whatever they are joined with, no machine is told that it may do what a clause forbids
//! or narrows, no clause is lost, and an unknown word makes a clause unread, never freer.

use std::collections::BTreeSet;

use istinad::model::Language;
use istinad::rights::PolicyForm;
use istinad::rights::recognise::{Reading, stated};
use istinad::{ReadOptions, Source, read};

use crate::terms::statements::{Grants, all, code, granted};

const CLAUSES: &str = include_str!("../../rights/clauses.toml");

/// How many statements are built.
const STATEMENTS: usize = 10_000;

/// The clauses of one language.
struct Clauses {
    language: Language,
    but: String,
    /// Duties and grants.
    bases: Vec<String>,
    /// Limits, with the code of what each means.
    limits: Vec<(String, String)>,
    /// Words that no table has.
    unknown: Vec<String>,
}

fn clauses() -> Vec<Clauses> {
    let file: toml::Table = CLAUSES.parse().expect("the file is TOML");
    let string = |value: &toml::Value| value.as_str().expect("a string").to_owned();
    let strings =
        |value: &toml::Value| -> Vec<String> { value.as_array().expect("an array").iter().map(string).collect() };
    let languages = file["language"].as_array().expect("an array of languages");
    languages
        .iter()
        .map(|language| Clauses {
            language: Language::parse(&string(&language["tag"])).expect("a language tag"),
            but: string(&language["but"]),
            bases: [strings(&language["duty"]), strings(&language["grant"])].concat(),
            limits: language["limit"]
                .as_array()
                .expect("limits")
                .iter()
                .map(|limit| (string(&limit[0]), string(&limit[1])))
                .collect(),
            unknown: strings(&language["words"]),
        })
        .collect()
}

/// Numbers that look random and are the same every time (Knuth, MMIX).
struct Choices(u64);

impl Choices {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The most that a machine may be told beside a limit.
fn most(code: &str) -> Grants {
    match code {
        "no-use" | "no-use:unless-permitted" => Grants::No,
        share if share.starts_with("share") => Grants::Part,
        _ => Grants::Yes,
    }
}

fn codes(reading: &Reading) -> BTreeSet<String> {
    reading.meanings.iter().map(code).collect()
}

#[test]
fn no_clause_is_lost_and_none_is_granted_that_another_forbids() {
    let languages = clauses();
    let mut choices = Choices(1);
    let mut unread = 0;
    for _ in 0..STATEMENTS {
        let of = choices.of(&languages);
        let base = choices.of(&of.bases);
        let (limit, means) = choices.of(&of.limits);
        let mut text = match choices.below(6) {
            0 => format!("{base}{}{}.", of.but, small(limit)),
            1 => format!("{base}. {limit}."),
            2 => format!("{limit}. {base}."),
            3 => format!("{base}; {}.", small(limit)),
            4 => format!("{base}.\n{limit}."),
            _ => format!("{base}, {}.", small(limit)),
        };
        let strange = choices.below(3) == 0;
        if strange {
            let mut words: Vec<&str> = text.split(' ').collect();
            let at = 1 + choices.below(words.len() - 1);
            words.insert(at, choices.of(of.unknown.as_slice()).as_str());
            text = words.join(" ");
        }
        let reading = stated(&text, &[], &of.language);
        let given = granted(&reading, &of.language);
        if reading.unread.is_empty() {
            assert!(!strange, "an unknown word was read over: {text}");
            assert!(codes(&reading).contains(means), "{means} is lost: {text}\n{reading:?}");
            assert!(given <= most(means), "{given:?} is told beside {means}: {text}");
        } else {
            unread += usize::from(!strange);
            assert_eq!(given, Grants::No, "something is granted beside what is not understood: {text}");
        }
    }
    assert!(unread < STATEMENTS / 50, "{unread} statements of known clauses are not understood");
}

/// Letters of a script of which no word is made.
fn letters(text: &str) -> &'static [char] {
    let has = |range: std::ops::RangeInclusive<char>| text.chars().any(|character| range.contains(&character));
    if has('\u{10d0}'..='\u{10ff}') {
        &['ჟ', 'ჭ', 'ჰ', 'ჯ', 'ჩ']
    } else if has('\u{600}'..='\u{6ff}') {
        &['ژ', 'ظ', 'ض', 'ث', 'ذ']
    } else if has('\u{400}'..='\u{4ff}') {
        &['щ', 'ж', 'ф', 'ц', 'х']
    } else {
        &['q', 'x', 'v', 'w', 'z']
    }
}

/// A word that nobody knows, put at random into a statement that is understood, makes it unread, and grants no more. A
/// name may stand in quotation marks and in notices, and where no letter is a capital, behind its agency; within the name
/// of a licence it makes that another one.
#[test]
fn a_random_word_makes_a_statement_unread_and_never_freer() {
    let mut choices = Choices(2);
    let mut tried = 0;
    for (language, text) in all() {
        let before = stated(&text, &[], &language);
        if !before.unread.is_empty() || before.meanings.is_empty() {
            continue;
        }
        let letters = letters(&text);
        let length = 5 + choices.below(5);
        let strange: String = (0..length).map(|_| *choices.of(letters)).collect();
        let mut words: Vec<&str> = text.split(' ').collect();
        let at = 1 + choices.below(words.len());
        words.insert(at, &strange);
        let changed = words.join(" ");
        let after = stated(&changed, &[], &language);
        assert!(granted(&after, &language) <= granted(&before, &language), "freer: {changed}\n{after:?}");
        let may_name = text.contains(['©', '«', '“', '„', '"', '‹'])
            || text.contains("(c)")
            || language.primary() == "fa"
            || codes(&before).iter().any(|code| code.starts_with("licence:"));
        // Whose opinion it is, and the like, is no term, with such a word or without.
        // A label and what it is of ("Address: …") are one sentence, and so are clauses.
        let says_nothing = |marks: &[char]| {
            // An initial ends no sentence.
            let ends =
                |word: &&str| word.ends_with(marks) && (word.chars().count() > 2 || word.starts_with(char::is_numeric));
            // A line ends one, and the next begins behind it in the same word here.
            let lines = [words[..at].join(" "), words[at + 1..].join(" ")];
            let [before, behind] = &lines;
            let before: Vec<&str> = before.rsplit('\n').next().unwrap_or_default().split(' ').collect();
            let behind: Vec<&str> = behind.split('\n').next().unwrap_or_default().split(' ').collect();
            let start = before.iter().rposition(ends).map_or(0, |end| end + 1);
            let end = behind.iter().position(ends).map_or(behind.len(), |end| end + 1);
            let sentence = [&before[start..], &behind[..end]].concat().join(" ");
            let alone = stated(&sentence, &[], &language);
            alone.meanings.is_empty() && alone.unread.is_empty()
        };
        // So are a short question and its answer: "Found a mistake? Write to us".
        let is_silent =
            says_nothing(&['.', '!', '?', ':', ';']) || says_nothing(&['.', '!', '?']) || says_nothing(&['.', '!']);
        if !may_name && !is_silent {
            assert!(!after.unread.is_empty(), "an unknown word was read over: {changed}\n{after:?}");
            tried += 1;
        }
    }
    assert!(tried > 750, "{tried} statements were tried");
}

/// The same statement in a page's foot, at the end of a text, in a list and in metadata: every file says it.
#[test]
fn wherever_it_stands_every_file_says_it() {
    for of in clauses() {
        let (base, (limit, means)) = (&of.bases[0], &of.limits[0]);
        let tag = of.language.as_str();
        let words = "2026-05-12";
        let markdown = |terms: &str| {
            (
                format!(
                    "---\nlang: {tag}\ndate: {words}\nurl: https://xeber.example/a\n---\n# Başlıq\n\nMətn burada bitir.\n\n---\n\n{terms}\n"
                ),
                "a.md",
            )
        };
        let page = format!(
            "<html lang='{tag}'><head><title>Başlıq</title></head><body><article><h1>Başlıq</h1><p>Birinci abzas, bir az \
             uzun. Sonra o biri.</p><p>İkinci abzas da var.</p></article><footer><p>{base}. {limit}.</p></footer></body></html>"
        );
        let inputs = [
            markdown(&format!("{base}. {limit}.")),
            markdown(&format!("{base}.\n\n{limit}.")),
            markdown(&format!("- {base}.\n- {limit}.")),
            (page, "a.html"),
        ];
        for (text, name) in inputs {
            let source = Source::new(name, text.as_str()).expect("UTF-8");
            let document = read(&source, &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}")).output;
            let said: BTreeSet<String> = document.rights.meanings().map(|(_, meaning)| code(meaning)).collect();
            assert!(said.contains(means), "{means} is lost in {name}: {text}\n{said:?}");
            let policy = istinad::rights::policy(&document, "urn:a", PolicyForm::JsonLd).expect("a policy");
            assert!(policy.contains("prohibition"), "{policy}");
        }
    }
}
