//! Statements of terms that may say anything: what is told to machines of them is never freer than what was understood.

use istinad::model::{
    Block, Document, HeaderLine, HeaderRole, Inline, Input, Language, Metadata, Origin, Paragraph, Rights, Sourced,
    Term, Terms,
};
use istinad::rights::recognise::{Reading, notice, recognise, stated};
use istinad::rights::{PolicyForm, policy};

/// The languages whose words are known.
const LANGUAGES: [&str; 12] = ["az", "tr", "ru", "en", "uk", "kk", "uz", "fa", "ka", "de", "fr", "es"];

/// A word of no language, in each script.
const STRANGE: [&str; 4] = ["qzxvkw", "щжъфьх", "ظغخثذ", "ჰჟჯჩწძ"];

const ASSET: &str = "urn:uuid:7d444840-9dc0-51d1-b245-5ffdce74fad2";

/// Reads bytes as a statement, the first two as the choice of a language and of a place.
///
/// 1. what is unread stands in the statement, word for word;
/// 2. nothing is permitted without anybody's consent beside an unread sentence;
/// 3. a word that nobody knows, put between two others, permits nothing that was not permitted before, unless it is a name
///    in a copyright notice.
///
/// # Errors
/// Says what is wrong.
pub fn statement(bytes: &[u8]) -> Result<(), String> {
    let ([choice, place], bytes) = bytes.split_first_chunk().unwrap_or((&[0, 0], bytes));
    let text = String::from_utf8_lossy(bytes);
    let tag = LANGUAGES[usize::from(*choice) % LANGUAGES.len()];
    let language = Language::parse(tag).ok_or("a language that is none")?;
    let found = notice(&text);
    if found.is_some_and(|notice| !holds(&text, &notice.holder)) {
        return Err(format!("a holder who is not named: {text}"));
    }
    for reading in [recognise(&text, &language), stated(&text, &[], &language)] {
        if let Some(lost) = reading.unread.iter().find(|unread| !text.contains(unread.as_str())) {
            return Err(format!("“{lost}” does not stand in “{text}”"));
        }
        if !reading.unread.is_empty() && permits(&reading, &language)? {
            return Err(format!("something is permitted beside {:?}: {text}", reading.unread));
        }
    }
    let mut words: Vec<&str> = text.split(' ').collect();
    words.insert(usize::from(*place) % words.len() + 1, STRANGE[usize::from(*place) % STRANGE.len()]);
    let changed = words.join(" ");
    // Within a notice it is the name of a holder.
    let named = notice(&changed).is_some();
    if !named
        && permits(&stated(&changed, &[], &language), &language)?
        && !permits(&stated(&text, &[], &language), &language)?
    {
        return Err(format!("“{changed}” permits what “{text}” does not"));
    }
    Ok(())
}

/// Whether a name has only letters of a text.
fn holds(text: &str, name: &str) -> bool {
    name.chars().all(|character| !character.is_alphanumeric() || text.contains(character))
}

/// Whether machines are told that something may be done without asking anybody.
fn permits(reading: &Reading, language: &Language) -> Result<bool, String> {
    let headline = Sourced::new("Göl dolur".to_owned(), None, Origin::Article);
    let metadata = Metadata::new(
        headline,
        Sourced::new(language.clone(), None, Origin::Option),
        Input::new([0; 32], 0, "text/plain"),
    );
    let header = vec![HeaderLine::new(HeaderRole::Headline, vec![Inline::text("Göl dolur")])];
    let body = vec![Block::Paragraph(Paragraph::new(vec![Inline::text("Göl su ilə dolub.")]))];
    let mut term = Term::new(vec![Inline::text("…")], language.clone());
    term.meanings.clone_from(&reading.meanings);
    term.unread.clone_from(&reading.unread);
    let document = Document::new(metadata, header, body, Rights::new(Terms::Stated(vec![term])));
    let Some(policy) = policy(&document, ASSET, PolicyForm::JsonLd) else { return Ok(false) };
    let policy: serde_json::Value = serde_json::from_str(&policy).map_err(|error| error.to_string())?;
    let rules = policy["permission"].as_array().into_iter().flatten();
    let asks = |rule: &serde_json::Value| {
        rule["duty"].as_array().into_iter().flatten().any(|duty| duty["action"] == "obtainConsent")
    };
    Ok(rules.filter(|rule| rule["target"] == ASSET).any(|rule| !asks(rule)))
}
