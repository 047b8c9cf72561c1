//! Articles of any size, made of one vocabulary, no two alike.

use std::fmt::Write as _;

const STEMS: &[&str] = &[
    "arxiv",
    "əlyazma",
    "kitab",
    "şəhər",
    "dəniz",
    "məktub",
    "tədqiqat",
    "oxucu",
    "küçə",
    "yağış",
    "təqvim",
    "layihə",
    "mütəxəssis",
    "səhifə",
    "xəritə",
    "göl",
    "körpü",
    "müəllim",
    "qatar",
    "bağ",
    "nəğmə",
    "ölçü",
    "rəsm",
    "çörək",
];
const ENDINGS: &[&str] =
    &["", "lar", "ların", "da", "dan", "ı", "ını", "ımız", "lara", "lıq", "çı", "sız", "dakı", "ının", "la", "casına"];

/// An article of about this many bytes, in paragraphs of this many words. `seed` says which.
pub(crate) fn article(bytes: usize, paragraph: usize, seed: u64) -> String {
    // A linear congruential generator (Knuth, MMIX): the same articles on every machine.
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    let mut word = |capital: bool| {
        let mut word = format!("{}{}", STEMS[random(STEMS.len())], ENDINGS[random(ENDINGS.len())]);
        if capital && word.is_char_boundary(1) {
            word[..1].make_ascii_uppercase();
        }
        word
    };
    let mut text = format!(
        "---\nurl: https://numune.example/{seed}\ndate: 2026-05-12T09:30+04:00\nlang: az\npublisher: NümunəRadiosu\n---\n\n\
         # {} {} {}\n\n",
        word(true),
        word(false),
        word(false)
    );
    let (mut words, mut sentence) = (0, 0);
    while text.len() < bytes {
        let _ = write!(text, "{}", word(sentence == 0));
        words += 1;
        sentence = (sentence + 1) % 11;
        let ends = words % paragraph == 0;
        text.push_str(match (ends, sentence) {
            (true, _) => ".\n\n",
            (false, 0) => ". ",
            (false, 5) => ", ",
            (false, _) => " ",
        });
        if ends {
            sentence = 0;
        }
    }
    text.push_str("\n\n**NümunəRadiosu ©**\n\n- **MÜTLƏQ** hiperlinklə istinad verilməlidir.\n");
    text
}
