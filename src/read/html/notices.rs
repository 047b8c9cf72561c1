//! Pages that say nothing but what their readers lack: "turn on JavaScript", "your browser is too old", "checking your
//! browser". Such a page has no article, however much its metadata says of one.
//!
//! It is told by all that would be its article: every sentence of it speaks of scripts, of browsers or of waiting, and one
//! asks readers for something. An article on browsers has a sentence that does neither.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::language::fold::fold;
use crate::model::Block;
use crate::model::walk::block_passages;

/// The most characters that notices and what stands beside them have.
const LONGEST: usize = 1_000;
/// The most characters of one notice.
const LONGEST_NOTICE: usize = 500;
/// The most characters of a line that only says that scripts are off.
const LONGEST_STATE: usize = 160;
/// The most characters of a label, which is no sentence but perhaps a question.
const LONGEST_LABEL: usize = 40;

/// How scripts are called, folded.
const SCRIPTS: &[&str] =
    &["javascript", "java script", "java-script", "джаваскрипт", "яваскрипт", "جاوااسکریپت", "جافاسكريبت"];
/// How what shows pages is called, with what it may lack or have too much of.
const BROWSERS: &[&str] = &[
    "browser",
    "brauzer",
    "tarayici",
    "браузер",
    "navigateur",
    "navegador",
    "przeglądark",
    "prohlížeč",
    "webbläsar",
    "nettleser",
    "selain",
    "ბრაუზერ",
    "مرورگر",
    "متصفح",
    "浏览器",
    "瀏覽器",
    "ブラウザ",
    "브라우저",
    "cookie",
    "kuki",
    "çerez",
    "куки",
    "adblock",
    "ad block",
    "ad-block",
    "werbeblocker",
    "bloqueur de publicité",
    "bloqueador de",
    "reklam blok",
    "reklam engelle",
    "блокировщик",
    "captcha",
    "a human",
    "not a robot",
    "not a bot",
    "robot deyil",
    "robot olmad",
    "не робот",
    "kein roboter",
    "pas un robot",
    "no eres un robot",
];
/// How a page begins that has nothing to show yet, folded.
const WAITING: &[&str] = &[
    "loading",
    "please wait",
    "just a moment",
    "yüklənir",
    "yükleniyor",
    "gözləyin",
    "zəhmət olmasa gözləyin",
    "zəhmət olmasa, gözləyin",
    "lütfen bekleyin",
    "загрузка",
    "загружается",
    "пожалуйста, подождите",
    "подождите",
    "wird geladen",
    "bitte warten",
    "chargement",
    "veuillez patienter",
    "cargando",
    "espere",
    "carregando",
    "aguarde",
    "caricamento",
    "attendere",
];
/// Names of browsers, and what a page says while it looks at one.
const BESIDE: &[&str] = &[
    "chrome",
    "firefox",
    "safari",
    "internet explorer",
    "microsoft edge",
    "robot",
    "ddos",
    "cloudflare",
    "redirect",
    "yönləndir",
    "yönlendir",
    "перенаправ",
    "weitergeleitet",
    "redirig",
    "reload",
    "refresh",
    "yenidən yüklə",
    "yenile",
    "перезагруз",
    "обновите страницу",
    "neu laden",
    "neu, um",
    "recharge",
    "recarg",
    "ricarica",
    "please wait",
    "moment",
    "seconds",
    "is automatic",
    "connection is secure",
    "gözləyin",
    "bekleyin",
    "подождите",
    "bitte warten",
    "patientez",
    "espere",
    "aguarde",
    "attendere",
    "loading",
    "yüklənir",
    "yükleniyor",
    "загружается",
    "загрузка",
    "wird geladen",
    "chargement",
    "cargando",
    "carregando",
    "caricamento",
];
/// What asks readers themselves, folded: beside scripts or a browser it is a notice.
const ASKING: &[&str] = &[
    // English.
    "please",
    "your browser",
    "you are using",
    "you're using",
    "you need",
    "you must",
    "you have",
    "you will need",
    "enable javascript",
    "enable java",
    "enable cookies",
    "turn on javascript",
    "turn javascript on",
    "switch on javascript",
    "activate javascript",
    "allow javascript",
    "allow cookies",
    "update your",
    "upgrade your",
    "disable your",
    "turn off your",
    "checking your",
    // Azerbaijani.
    "aktivləşdirin",
    "aktiv edin",
    "aktivləşdirməlisiniz",
    "yandirin",
    "açin",
    "qoşun",
    "işə salin",
    "icazə verin",
    "yeniləyin",
    "güncəlləyin",
    "istifadə edin",
    "söndürün",
    "zəhmət olmasa",
    "xahiş",
    "brauzeriniz",
    "istifadə etdiyiniz",
    "lazimdir",
    "tələb olunur",
    // Turkish.
    "etkinleştirin",
    "etkinleştirmeniz",
    "aktif edin",
    "aktif hale",
    "açmaniz",
    "güncelleyin",
    "güncellemeniz",
    "kullanin",
    "izin verin",
    "kapatin",
    "lütfen",
    "tarayiciniz",
    "kullandiğiniz",
    "gerekmektedir",
    "gerekiyor",
    "gereklidir",
    // Russian, Ukrainian.
    "включите",
    "включить",
    "активируйте",
    "разрешите",
    "обновите",
    "обновить",
    "отключите",
    "используйте",
    "установите",
    "пожалуйста",
    "ваш браузер",
    "вашего браузера",
    "вашем браузере",
    "вы используете",
    "вам необходимо",
    "увімкніть",
    "оновіть",
    "вимкніть",
    "будь ласка",
    "ваш браузер",
    "вашого браузера",
    // German, Dutch.
    "bitte",
    "ihr browser",
    "ihren browser",
    "ihrem browser",
    "dein browser",
    "deinen browser",
    "deinem browser",
    "sie müssen",
    "sie benötigen",
    "sie verwenden",
    "sie nutzen",
    "aktivieren sie",
    "schakel",
    "uw browser",
    "je browser",
    "jouw browser",
    // French.
    "merci de",
    "veuillez",
    "s'il vous plaît",
    "s’il vous plaît",
    "votre navigateur",
    "activez",
    "activer javascript",
    "désactivez",
    "vous devez",
    "vous utilisez",
    "mettez à jour",
    // Spanish, Portuguese, Italian.
    "por favor",
    "su navegador",
    "tu navegador",
    "active javascript",
    "activa javascript",
    "activar javascript",
    "habilite",
    "habilita",
    "habilitar",
    "actívalo",
    "actualice",
    "actualiza",
    "debe ",
    "necesitas",
    "necesita ",
    "seu navegador",
    "ative ",
    "ativar",
    "atualize",
    "você precisa",
    "attiva ",
    "attivare",
    "abilita",
    "aggiorna",
    "il tuo browser",
    "devi ",
    "si prega",
    "per favore",
    // Polish, Kazakh, Uzbek, Georgian, Persian, Arabic.
    "włącz",
    "proszę",
    "zaktualizuj",
    "twoja przeglądarka",
    "қосыңыз",
    "жаңартыңыз",
    "браузеріңіз",
    "yoqing",
    "yangilang",
    "iltimos",
    "brauzeringiz",
    "გთხოვთ",
    "ჩართეთ",
    "განაახლეთ",
    "თქვენი ბრაუზერი",
    "لطفا",
    "لطفاً",
    "فعال کنید",
    "مرورگر شما",
    "يرجى",
    "الرجاء",
    "متصفحك",
    // Chinese, Japanese, Korean.
    "请",
    "請",
    "您的",
    "ください",
    "お使いの",
    "하십시오",
    "하세요",
    "해주세요",
];
/// What a short line says of scripts that are off, or that a page needs, folded.
const STATES: &[&str] = &[
    "disabled",
    "turned off",
    "switched off",
    "not enabled",
    "required",
    "requires",
    "needs",
    "without javascript",
    "not available",
    "söndürül",
    "sönülü",
    "bağlidir",
    "deaktiv",
    "tələb edir",
    "olmadan",
    "devre dişi",
    "kapali",
    "gerektirir",
    "gerekli",
    "отключ",
    "выключ",
    "требу",
    "необходим",
    "нужен",
    "без javascript",
    "вимкнен",
    "потріб",
    "deaktiviert",
    "ausgeschaltet",
    "benötigt",
    "erforderlich",
    "ohne javascript",
    "désactivé",
    "nécessaire",
    "nécessite",
    "requis",
    "sans javascript",
    "desactivado",
    "deshabilitado",
    "necesario",
    "requiere",
    "sin javascript",
    "desativado",
    "necessário",
    "requer",
    "sem javascript",
    "disattivato",
    "disabilitato",
    "necessario",
    "richied",
    "uitgeschakeld",
    "vereist",
    "nodig",
    "wyłączon",
    "wymaga",
    "無効",
    "必要",
    "需要",
    "필요",
];

/// What of some blocks asks readers for scripts or for another browser, if they say nothing else.
pub(super) fn only_notice(blocks: &[Block]) -> Option<String> {
    let passages = block_passages(blocks);
    let length: usize = passages.iter().map(|passage| passage.text.chars().count()).sum();
    if length > LONGEST {
        return None;
    }
    let notice = passages.iter().find(|passage| is_notice(&fold(&passage.text)))?;
    let goes_on = |sentence: String| is_notice(&sentence) || speaks_of(&sentence) || is_label(&sentence);
    let mut sentences = passages.iter().flat_map(|passage| passage.text.unicode_sentences());
    let says_nothing_else = sentences.all(|sentence| goes_on(fold(sentence.trim())));
    says_nothing_else.then(|| notice.text.clone())
}

/// Whether a folded text asks its readers for scripts, for another browser, or for leave to look at theirs.
fn is_notice(text: &str) -> bool {
    let length = text.chars().count();
    let of_scripts = has_one(text, SCRIPTS);
    length <= LONGEST_LABEL && WAITING.iter().any(|start| text.starts_with(start))
        || length <= LONGEST_NOTICE
            && (of_scripts && length <= LONGEST_STATE && has_one(text, STATES)
                || (of_scripts || has_one(text, BROWSERS)) && has_one(text, ASKING))
}

/// Whether a folded text beside a notice goes on with it.
fn speaks_of(text: &str) -> bool {
    let asks = || text.chars().count() <= LONGEST_STATE && has_one(text, ASKING);
    [SCRIPTS, BROWSERS, BESIDE].iter().any(|words| has_one(text, words)) || asks()
}

/// Whether a text is a name or the like, and no sentence.
fn is_label(text: &str) -> bool {
    text.chars().count() <= LONGEST_LABEL && !text.ends_with(['.', '!', '…', '。', '।'])
        || !text.chars().any(char::is_alphabetic)
}

fn has_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
