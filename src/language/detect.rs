//! Which language a text is in; none rather than a guess.
//!
//! 1. Languages that have letters to themselves, or whose writing a detector of the world's languages does not know
//!    (Azerbaijani in Cyrillic and Arabic script, Kazakh, Uzbek in Cyrillic script), are told from letters and frequent
//!    words ([`own`]);
//! 2. for all others `whatlang` is asked, which knows seventy languages, and is believed where it is sure;
//! 3. where it is not, as with most headlines, it is believed if the frequent words say the same;
//! 4. what is stated goes before what is found, but for a page that was set up in another language ([`contradicts`]).

use crate::model::Language;

use super::fold::fold;

/// Frequent words that the other languages of the same script lack, folded; one row a language.
const WORDS: &[(&str, DetectedScript, &[&str])] = &[
    (
        "az",
        DetectedScript::Latin,
        &["və", "bu", "bir", "ilə", "üçün", "olub", "edib", "də", "ki", "isə", "olan", "daha", "sonra", "deyib"],
    ),
    (
        "tr",
        DetectedScript::Latin,
        &["ve", "bu", "bir", "ile", "için", "olarak", "de", "ki", "ise", "olan", "daha", "sonra", "dedi", "olduğu"],
    ),
    (
        "en",
        DetectedScript::Latin,
        &["the", "of", "and", "to", "in", "is", "that", "for", "was", "with", "on", "said", "by", "from"],
    ),
    (
        "de",
        DetectedScript::Latin,
        &["der", "die", "das", "und", "ist", "mit", "von", "nicht", "den", "auf", "für", "ein", "eine", "im", "dem"],
    ),
    (
        "fr",
        DetectedScript::Latin,
        &["le", "la", "les", "des", "et", "est", "du", "une", "dans", "pour", "que", "qui", "sur", "au", "pas"],
    ),
    (
        "es",
        DetectedScript::Latin,
        &["el", "la", "los", "las", "y", "del", "que", "una", "por", "con", "para", "se", "su", "al", "más"],
    ),
    (
        "uz",
        DetectedScript::Latin,
        &["va", "bu", "bir", "bilan", "uchun", "edi", "ham", "esa", "deb", "bo'lgan", "boʻlgan"],
    ),
    (
        "ru",
        DetectedScript::Cyrillic,
        &["и", "в", "не", "на", "что", "с", "по", "это", "как", "из", "был", "для", "его", "от"],
    ),
    (
        "uk",
        DetectedScript::Cyrillic,
        &["і", "в", "у", "не", "на", "що", "з", "та", "до", "це", "як", "за", "від", "його", "про"],
    ),
    (
        "az-Cyrl",
        DetectedScript::Cyrillic,
        &["вә", "бу", "бир", "илә", "үчүн", "олуб", "едиб", "дә", "ки", "исә", "олан", "даһа", "сонра"],
    ),
    (
        "kk",
        DetectedScript::Cyrillic,
        &["және", "бұл", "бір", "мен", "үшін", "деп", "туралы", "болып", "қазақстан", "кейін"],
    ),
    ("uz-Cyrl", DetectedScript::Cyrillic, &["ва", "бу", "бир", "билан", "учун", "эди", "ҳам", "эса", "деб", "бўлган"]),
    ("fa", DetectedScript::Arabic, &["و", "در", "به", "از", "که", "این", "را", "با", "است", "آن", "برای", "شد", "می"]),
    (
        "az-Arab",
        DetectedScript::Arabic,
        &["بو", "بیر", "ایله", "اوچون", "اولوب", "ائدیب", "ده", "کی", "ایسه", "اولان", "داها", "سونرا", "دیر"],
    ),
];

/// Letters that one language of a script has to itself among those of [`WORDS`].
const LETTERS: &[(&str, &str)] =
    &[("az", "ə"), ("az-Cyrl", "ҝҹәһүөғј"), ("kk", "ұқң"), ("uz-Cyrl", "ўҳқ"), ("az-Arab", "ۆؤێ")];

/// Languages that no detector but ours tells.
const OURS: &[&str] = &["az", "az-Cyrl", "kk", "uz-Cyrl", "az-Arab"];

/// Languages by the codes of `whatlang` (ISO 639-3), as tags have them (BCP 47).
const TAGS: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DetectedScript {
    Latin,
    Cyrillic,
    Arabic,
}

/// Letters of Cyrillic script that no language has which `whatlang` knows: it takes Tatar for Russian.
const UNKNOWN_LETTERS: &str = "қңғұҳҷӯӣөүәҝҹһҗ";

/// How much of a text is looked at, in characters.
const ENOUGH: usize = 20_000;
/// How much of it `whatlang` is shown: it is as sure then as it will ever be.
const ENOUGH_TO_ASK: usize = 4_000;
/// The fewest letters of which a language can be told.
const FEWEST: usize = 8;
/// The fewest letters of a text that is believed to lack the frequent words of the language that it is stated to be in.
const FEWEST_TO_CONTRADICT: usize = 200;
/// One letter in so many is the least that the letters of a language have of its text.
const RAREST: usize = 60;

/// The language of a text, where it can be told.
pub fn detect(text: &str) -> Option<Language> {
    let end = text.char_indices().nth(ENOUGH).map_or(text.len(), |(index, _)| index);
    let text = &text[..end];
    let folded = fold(text);
    let own = own(&folded);
    if let Some(own) = own.filter(|own| OURS.contains(own)) {
        return Language::parse(own);
    }
    let letters = folded.chars().filter(|character| character.is_alphabetic()).count();
    let unknown = folded.chars().filter(|character| UNKNOWN_LETTERS.contains(*character)).count();
    if unknown * RAREST > letters && folded.contains('а') {
        return None;
    }
    let end = text.char_indices().nth(ENOUGH_TO_ASK).map_or(text.len(), |(index, _)| index);
    if text[..end].chars().filter(|character| character.is_alphabetic()).take(FEWEST).count() < FEWEST {
        return None;
    }
    let asked = whatlang::detect(&text[..end])?;
    let code = asked.lang().code();
    let tag = TAGS.iter().find(|(known, _)| *known == code)?.1;
    (asked.is_reliable() || own == Some(tag)).then(|| Language::parse(tag))?
}

/// The language of a text that is stated to be in another, where there is no doubt: a site is set up in one language and
/// written in another. Its letters are no other language's, or it lacks the frequent words of what it is stated to be.
pub fn contradicts(text: &str, stated: &Language) -> Option<Language> {
    let stated = stated.primary();
    // What no detector knows may well be stated rightly.
    if !TAGS.iter().any(|(_, known)| *known == stated) && !WORDS.iter().any(|(known, ..)| *known == stated) {
        return None;
    }
    let end = text.char_indices().nth(ENOUGH_TO_ASK).map_or(text.len(), |(index, _)| index);
    let folded = fold(&text[..end]);
    let is_ours = own(&folded).is_some_and(|own| OURS.contains(&own));
    let lacks = |frequent: &[&str]| {
        let letters = folded.chars().filter(|character| character.is_alphabetic()).count();
        let found = words(&folded).filter(|word| frequent.contains(word)).count();
        letters >= FEWEST_TO_CONTRADICT && 5 * found * RAREST < letters
    };
    let of_stated = WORDS.iter().find(|(known, ..)| *known == stated);
    let is_doubtful = is_ours || of_stated.is_some_and(|(.., frequent)| lacks(frequent));
    let found = is_doubtful.then(|| detect(&text[..end])).flatten();
    // "Lorem ipsum" fills a page in any language.
    found.filter(|found| ![stated, "la"].contains(&found.primary()))
}

/// The words of a folded text; in Uzbek a mark may stand in one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_alphabetic() && !matches!(it, '\'' | '\u{2bb}'))
}

/// The language that the letters and the frequent words of a folded text speak for.
fn own(text: &str) -> Option<&'static str> {
    let mut letters =
        [DetectedScript::Latin, DetectedScript::Cyrillic, DetectedScript::Arabic].map(|script| (script, 0usize));
    let mut others = 0usize;
    for character in text.chars().filter(|character| character.is_alphabetic()) {
        match script_of(character) {
            Some(script) => letters[script as usize].1 += 1,
            None => others += 1,
        }
    }
    let (script, letters) = letters.into_iter().max_by_key(|&(_, letters)| letters)?;
    if letters == 0 || others > letters {
        return None;
    }
    let count = |of: &str| text.chars().filter(|&character| !character.is_ascii() && of.contains(character)).count();
    let words: Vec<&str> = words(text).collect();
    let scores = WORDS.iter().filter(|(_, of, _)| *of == script).map(|(language, _, frequent)| {
        let frequent = words.iter().filter(|word| frequent.contains(word)).count();
        let special = LETTERS.iter().find(|(of, _)| of == language).map_or(0, |(_, special)| count(special));
        // A word is worth five letters, about its length with its space.
        (*language, 5 * frequent, special)
    });
    let (language, of_words, of_letters) = scores.max_by_key(|&(_, of_words, of_letters)| of_words + 4 * of_letters)?;
    let by_letters = of_letters * RAREST >= letters && of_letters > 0;
    let by_words = of_words * RAREST >= letters;
    let told = match language {
        // No other language here writes so.
        "az" => by_letters,
        // Tatar has most of its letters, Serbian one of them.
        "az-Cyrl" => by_letters && (count("ҝҹ") > 0 || (count("ј") > 0 && count("әү") > 0)),
        "kk" => by_letters && count("ұ") > 0,
        "uz-Cyrl" => by_letters && count("ў") > 0 && count("ӯӣҷ") == 0,
        // Kurdish has its letters too: its words decide.
        "az-Arab" => (by_letters || by_words) && of_words >= 10,
        _ => by_words,
    };
    told.then_some(language)
}

fn script_of(character: char) -> Option<DetectedScript> {
    match character {
        'a'..='z' | 'à'..='ÿ' | 'ā'..='ž' | 'ə' => Some(DetectedScript::Latin),
        'а'..='џ' | 'ґ'..='ӿ' => Some(DetectedScript::Cyrillic),
        '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}' => Some(DetectedScript::Arabic),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_set_up_in_one_language_and_written_in_another() {
        let found = |text: &str, stated: &str| {
            contradicts(text, &Language::parse(stated).expect("a tag")).map(|found| found.to_string())
        };
        let az = "Masallıda yeni məktəb binası istifadəyə verilib, dərslər gələn həftə başlayacaq.";
        assert_eq!(found(az, "en-US").as_deref(), Some("az"));
        assert_eq!(found(az, "ru").as_deref(), Some("az"));
        assert_eq!(found(az, "tr").as_deref(), Some("az"));
        assert_eq!(found(az, "az-Latn"), None);
        // Talysh is written with the same letter.
        assert_eq!(found(az, "tly"), None);
        let ka = "მდინარის პირას ახალი ხიდი გაიხსნა, რომელიც ორ უბანს ერთმანეთთან აკავშირებს. ".repeat(4);
        assert_eq!(found(&ka, "en").as_deref(), Some("ka"));
        let de = "Der neue Fahrplan gilt seit Montag, und die Züge fahren nun auch am Abend bis zum Hafen. ".repeat(4);
        assert_eq!(found(&de, "en").as_deref(), Some("de"));
        assert_eq!(found(&de[..90], "en"), None);
        assert_eq!(found(&de, "de-AT"), None);
        // Languages that are near to one another are not told apart against what is stated.
        let da = "Den nye køreplan gælder fra mandag, og togene kører nu også om aftenen til havnen. ".repeat(4);
        assert_eq!(found(&da, "nb"), None);
    }

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
            ("У центрі міста відкрили нову читальну залу, і першого дня прийшло понад сто читачів.", Some("uk")),
            ("Қала орталығында жаңа оқу залы ашылды, бірінші күні жүзден астам оқырман келді, бұл жақсы.", Some("kk")),
            ("Шаҳар марказида янги ўқув зали очилди ва биринчи куни юздан ортиқ ўқувчи келди.", Some("uz-Cyrl")),
            ("Die Bücherei in der Stadt öffnet am Montag wieder, und das Dach ist neu, auch die Fenster.", Some("de")),
            ("La bibliothèque de la ville ouvre de nouveau lundi, et le toit est neuf après les travaux.", Some("fr")),
            (
                "La biblioteca de la ciudad abre de nuevo el lunes y el tejado es nuevo después de las obras.",
                Some("es"),
            ),
            ("A városi könyvtár hétfőn újra kinyit, és az olvasók minden könyvet visszahozhatnak.", Some("hu")),
            ("Бакыда јени китабхана ачылыб, президент нүмајәндә һејәтини гәбул едиб.", Some("az-Cyrl")),
            ("Шәһәрдә яңа китапханә ачылды, беренче көнне йөздән артык укучы килде.", None),
            ("Дар маркази шаҳр китобхонаи нав кушода шуд, рӯзи аввал зиёда аз сад хонанда омад.", None),
            ("Brqx vlorp snek trumvi, ak dolip meft zun gorbala sipt.", None),
            ("12345 — 67", None),
            ("OK", None),
            ("", None),
        ] {
            let language = detect(text);
            assert_eq!(language.as_ref().map(Language::as_str), expected, "{text}");
        }
    }
}
