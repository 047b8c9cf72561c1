//! Which language a text is in, told from its letters and its most frequent words.

use crate::model::Language;

use super::fold::fold;

/// Frequent words that the other languages of the same script lack, folded; one row a language.
const WORDS: &[(&str, Script, &[&str])] = &[
    (
        "az",
        Script::Latin,
        &["və", "bu", "bir", "ilə", "üçün", "olub", "edib", "də", "ki", "isə", "olan", "daha", "sonra", "deyib"],
    ),
    (
        "tr",
        Script::Latin,
        &["ve", "bu", "bir", "ile", "için", "olarak", "de", "ki", "ise", "olan", "daha", "sonra", "dedi", "olduğu"],
    ),
    (
        "en",
        Script::Latin,
        &["the", "of", "and", "to", "in", "is", "that", "for", "was", "with", "on", "said", "by", "from"],
    ),
    ("ru", Script::Cyrillic, &["и", "в", "не", "на", "что", "с", "по", "это", "как", "из", "был", "для", "его", "от"]),
    (
        "az-Cyrl",
        Script::Cyrillic,
        &["вә", "бу", "бир", "илә", "үчүн", "олуб", "едиб", "дә", "ки", "исә", "олан", "даһа", "сонра"],
    ),
    ("fa", Script::Arabic, &["و", "در", "به", "از", "که", "این", "را", "با", "است", "آن", "برای", "شد", "می"]),
    (
        "az-Arab",
        Script::Arabic,
        &["و", "بو", "بیر", "ایله", "اوچون", "اولوب", "ائدیب", "ده", "کی", "ایسه", "اولان", "داها", "سونرا", "دیر"],
    ),
    ("ka", Script::Georgian, &[]),
];

/// Letters that decide between languages of one script: (language, letters that speak for it).
const LETTERS: &[(&str, &str)] =
    &[("az", "əƏ"), ("tr", "ğışöüç"), ("ru", "ыэщёъьчцю"), ("az-Cyrl", "әҝҹһөүғј"), ("fa", "ۀةأ"), ("az-Arab", "ۆؤێ")];

/// Letters of languages that we have no row for: text with them is not guessed to be what it resembles.
const FOREIGN: &str = "қңұіўїєґқæøåßñãõłćśźżčšžřěůőűțșђћљњќѓپٹڈڑےۃ";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Georgian,
}

/// How much of a text is looked at, in characters.
const ENOUGH: usize = 20_000;

/// The language of a text, where it can be told: Azerbaijani in three scripts, Turkish, Russian, English, Georgian,
/// Persian.
pub fn detect(text: &str) -> Option<Language> {
    let end = text.char_indices().nth(ENOUGH).map_or(text.len(), |(index, _)| index);
    let text = fold(&text[..end]);
    let mut letters = [Script::Latin, Script::Cyrillic, Script::Arabic, Script::Georgian].map(|script| (script, 0));
    for script in text.chars().filter_map(script_of) {
        letters[script as usize].1 += 1;
    }
    let (script, letters) = letters.into_iter().max_by_key(|&(script, letters)| (letters, script == Script::Latin))?;
    if letters == 0 {
        return None;
    }
    // Counts are weighed against each other: a word is worth five letters, about its length with its space. None of
    // the letters that count is ASCII.
    let count = |of: &str| text.chars().filter(|&character| !character.is_ascii() && of.contains(character)).count();
    let foreign = count(FOREIGN);
    let words: Vec<&str> = text.split(|character: char| !character.is_alphabetic()).collect();
    let (language, score) = WORDS
        .iter()
        .filter(|(_, of, _)| *of == script)
        .map(|(language, _, frequent)| {
            let frequent = words.iter().filter(|word| frequent.contains(word)).count();
            let special = LETTERS.iter().find(|(of, _)| of == language).map_or(0, |(_, special)| count(special));
            // No other language here writes ə: it decides.
            let weight = if *language == "az" { 4 } else { 1 };
            (*language, 5 * frequent + weight * special)
        })
        .max_by_key(|&(_, score)| score)?;
    // At least one sign in fifty letters; Georgian has its script to itself.
    let told = script == Script::Georgian || (score > 0 && score * 50 >= letters && score > foreign * 2);
    told.then(|| Language::parse(language))?
}

fn script_of(character: char) -> Option<Script> {
    match character {
        'a'..='z' | 'à'..='ÿ' | 'ā'..='ž' | 'ə' => Some(Script::Latin),
        'а'..='џ' | 'ґ'..='ӿ' => Some(Script::Cyrillic),
        '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}' => Some(Script::Arabic),
        'ა'..='ჿ' => Some(Script::Georgian),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages_apart() {
        for (text, expected) in [
            ("Şəhərin mərkəzində yeni oxu zalı açılıb və ilk gün yüzdən çox oxucu gəlib.", Some("az")),
            ("Şehrin merkezinde yeni bir okuma salonu açıldı ve ilk gün yüzden fazla okur geldi.", Some("tr")),
            ("В центре города открыли новый читальный зал, и в первый день пришло более ста читателей.", Some("ru")),
            (
                "A new reading room has opened in the centre of the city, and a hundred readers came on the first day.",
                Some("en"),
            ),
            ("Шәһәрин мәркәзиндә јени оху залы ачылыб вә илк ҝүн јүздән чох охуҹу ҝәлиб.", Some("az-Cyrl")),
            (
                "شهرین مرکزینده یئنی بیر اوخو زالی آچیلیب و ایلک گون یوزدن چوخ اوخوجو گلیب؛ بو زال اوشاقلار اوچون دیر.",
                Some("az-Arab"),
            ),
            ("در مرکز شهر یک سالن مطالعه جدید باز شد و در روز اول بیش از صد خواننده به آن آمدند.", Some("fa")),
            ("ქალაქის ცენტრში ახალი სამკითხველო დარბაზი გაიხსნა.", Some("ka")),
            ("У центрі міста відкрили нову читальну залу, і першого дня прийшло понад сто читачів.", None),
            ("12345 — 67", None),
            ("", None),
        ] {
            let language = detect(text);
            assert_eq!(language.as_ref().map(Language::as_str), expected, "{text}");
        }
    }
}
