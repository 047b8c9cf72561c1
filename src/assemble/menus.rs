//! Labels of menus that lead to pages about something else than the use of what is published: the data of readers, the
//! maker's address, what the editors and those who comment keep to.

use crate::language::fold::fold;
use crate::model::Language;
use crate::rights::recognise;

/// What such labels have in them, folded.
const OTHER_PAGES: &[&str] = &[
    // The data of readers: it forbids nobody anything.
    "personal info",
    "personal data",
    "my data",
    "my info",
    "your data",
    "your info",
    "privacy",
    "notice at collection",
    "cookie",
    "şəxsi məlumat",
    "məxfilik",
    "kişisel ver",
    "gizlilik",
    "персональн",
    "личных данных",
    "личные данные",
    "конфиденциальн",
    "особист",
    "конфіденційн",
    "жеке дерек",
    "құпиялылық",
    "shaxsiy ma",
    "maxfiylik",
    "personenbezogen",
    "meine daten",
    "datenschutz",
    "privatsphäre",
    "données personnelles",
    "informations personnelles",
    "mes données",
    "mes informations",
    "confidentialité",
    "datos personales",
    "información personal",
    "mis datos",
    "mi información",
    "privacidad",
    "dados pessoais",
    "informações pessoais",
    "meus dados",
    "dati personali",
    "informazioni personali",
    "i miei dati",
    "persoonsgegevens",
    "mijn gegevens",
    "personvern",
    "personopplysning",
    "personuppgift",
    "persondata",
    "personoplysning",
    "tietosuoja",
    "dane osobowe",
    "danych osobowych",
    "prywatnoś",
    "osobní údaje",
    "osobních údajů",
    "soukromí",
    "اطلاعات شخصی",
    "حریم خصوصی",
    "პერსონალურ",
    "კონფიდენციალ",
    // Who makes the site.
    "impressum",
    "imprint",
    // What is written and said, and how.
    "redaktionell",
    "editorial",
    "éditorial",
    "редакционн",
    "community",
    "netiquette",
    "nettiket",
];
/// What labels have in them that lead to terms, whatever stands beside it, folded.
const TERMS: &[&str] = &[
    "terms",
    "conditions",
    "copyright",
    "nutzungsbed",
    "agb",
    "geschäftsbed",
    "cgu",
    "cgv",
    "términos",
    "condiciones",
    "termos",
    "condições",
    "termini",
    "condizioni",
    "voorwaarden",
    "vilkår",
    "villkor",
    "käyttöehdot",
    "regulamin",
    "podmínky",
    "istifadə",
    "müəllif hüquq",
    "kullanım",
    "telif",
    "услови",
    "использован",
    "перепечат",
    "соглашени",
    "умови",
    "використан",
    "пайдалану",
    "foydalanish",
    "პირობებ",
    "გამოყენებ",
    "شرایط",
];
/// Labels that are too short to be read as a reference, folded.
const BARE_TERMS: &[&str] = &[
    "terms",
    "our terms",
    "terms & privacy",
    "terms and privacy",
    "privacy & terms",
    "privacy and terms",
    "t&cs",
    "terms & conditions",
    "koşullar",
    "условия",
    "bedingungen",
    "cgu",
    "términos",
    "termos",
    "termini",
    "voorwaarden",
    "vilkår",
    "villkor",
];
/// What stands between the labels of a line, and between the sentences of one.
const BETWEEN: &[&str] =
    &[" and ", " & ", " und ", " və ", " ve ", " и ", " et ", " y ", " e ", " i ", " og ", " och ", " en ", ". ", ", "];

/// Whether words are labels of such pages, and say nothing of terms beside them.
pub(crate) fn leads_elsewhere(text: &str, language: &Language) -> bool {
    let folded = fold(text);
    if !is_other(&folded) || TERMS.iter().any(|words| folded.contains(words)) {
        return false;
    }
    let mut parts: Vec<&str> = folded.split(['|', '·', '•', '/', '\n']).collect();
    for between in BETWEEN {
        parts = parts.into_iter().flat_map(|part| part.split(between)).collect();
    }
    !parts.into_iter().any(|part| !is_other(part) && recognise::recognise(part, language).speaks_of_terms())
}

/// Whether the label of a link leads to terms.
pub(crate) fn leads_to_terms(label: &str, language: &Language) -> bool {
    let is_bare = || BARE_TERMS.contains(&fold(label).trim());
    is_bare() || recognise::recognise(label, language).refers_to_terms_page && !leads_elsewhere(label, language)
}

fn is_other(folded: &str) -> bool {
    OTHER_PAGES.iter().any(|words| folded.contains(words))
}
