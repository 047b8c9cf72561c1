//! The few words that istinad itself writes into files, one table a language.
//!
//! A language is added by one row; a language without a row gets English.

use std::fmt::Write as _;

use crate::model::{Language, Timestamp};

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Labels {
    /// The language of these words, with its script where that is not the usual one: `az`, `az-Cyrl`.
    pub language: &'static str,
    /// The months, as they stand behind a day.
    pub months: [&'static str; 12],
    /// Nought, and the comma between a day and a time.
    pub numerals: (char, char),
    /// Heading of the statement.
    pub source_and_rights: &'static str,
    /// Before the name of the source.
    pub source: &'static str,
    /// Where nothing is known of the source.
    pub unknown: &'static str,
    /// Before a term.
    pub terms: &'static str,
    /// Where no terms were recognised in the source; it may state some all the same.
    pub no_terms: &'static str,
    /// After a term that a publisher's profile states.
    pub from_profile: &'static str,
    /// Before the address of the terms.
    pub terms_page: &'static str,
    /// Before a licence.
    pub licence: &'static str,
    /// Where a hyperlink to the article is demanded and its address is not known.
    pub unmet_hyperlink: &'static str,
    /// Before a prescribed place of the attribution that this tool cannot see to.
    pub unmet_place: &'static str,
    /// Where pictures are withheld.
    pub pictures_withheld: &'static str,
    /// Before the reference of a permission for pictures.
    pub pictures_permitted: &'static str,
    /// Before the name and version of this tool, the time and the hash of the input.
    pub made_by: &'static str,
    /// In the place of a picture that is not there.
    pub picture_missing: &'static str,
    /// In the place of a picture that the terms withhold.
    pub picture_withheld: &'static str,
    /// Heading of the table of contents.
    pub contents: &'static str,
    /// Heading of the landmarks.
    pub landmarks: &'static str,
    /// The article, as a landmark.
    pub article: &'static str,
    /// Heading of the footnotes.
    pub notes: &'static str,
    /// One footnote, before its number.
    pub note: &'static str,
    /// What a link back to a reference is called.
    pub back_to_reference: &'static str,
    /// Before a page number, where a sentence needs it.
    pub page: &'static str,
    /// What a link is called, before its address.
    pub link: &'static str,
    /// What a done item of a task list is called.
    pub done: &'static str,
    /// What an open item of a task list is called.
    pub open: &'static str,
    /// Accessibility summary of a text without pictures.
    pub accessibility_text_only: &'static str,
    /// Accessibility summary of a text with described pictures.
    pub accessibility_with_pictures: &'static str,
    /// Accessibility summary of a text with pictures that not all have a description.
    pub accessibility_undescribed: &'static str,
}

/// The words for a language: in its script, else in the usual one; English where it has no row.
pub fn labels(language: &Language) -> &'static Labels {
    let written = |labels: &&Labels| labels.is_written_as(language);
    let spoken = |labels: &&Labels| labels.language == language.primary();
    LABELS.iter().find(written).or_else(|| LABELS.iter().find(spoken)).unwrap_or(&LABELS[0])
}

/// A moment in words, for readers: the day, and as far as it is known the time and its zone; `None` in a language
/// without a row. Seconds are for machines.
pub fn moment(moment: Timestamp, language: &Language) -> Option<String> {
    let labels = LABELS.iter().find(|labels| labels.is_written_as(language))?;
    let month = labels.months.get(usize::from(moment.month()).checked_sub(1)?)?;
    let mut words = format!("{} {month} {}", moment.day(), moment.year());
    let mut zone = String::new();
    if let Some(time) = moment.time() {
        let _ = write!(words, ", {:02}:{:02}", time.hour, time.minute);
        zone = match moment.offset_minutes() {
            None => String::new(),
            Some(0) => " (UTC)".to_owned(),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                format!(" (UTC{sign}{:02}:{:02})", offset.abs() / 60, offset.abs() % 60)
            }
        };
    }
    let (nought, comma) = labels.numerals;
    let numeral = |digit| char::from_u32(u32::from(nought) + digit);
    let own = |character: char| match character.to_digit(10).and_then(numeral) {
        Some(digit) => digit,
        None if character == ',' => comma,
        None => character,
    };
    let words: String = words.chars().map(own).collect();
    Some(words + &zone)
}

impl Labels {
    /// Whether text in a language is in the language and the script of these words.
    fn is_written_as(&self, language: &Language) -> bool {
        let (primary, script) =
            self.language.split_once('-').map_or((self.language, None), |(primary, script)| (primary, Some(script)));
        let usual = match primary {
            "ru" => "Cyrl",
            "fa" => "Arab",
            "ka" => "Geor",
            _ => "Latn",
        };
        primary == language.primary() && script.unwrap_or(usual) == language.script().unwrap_or(usual)
    }

    /// What these words have to say of their language amid text in `surrounding`: their language and direction
    /// (`ltr`, `rtl`), or nothing if both are the same.
    pub fn marked_in(&self, surrounding: &Language) -> Option<(&'static str, &'static str)> {
        let right_to_left = Language::parse(self.language).is_some_and(|language| language.is_right_to_left());
        (!self.is_written_as(surrounding)).then_some((self.language, if right_to_left { "rtl" } else { "ltr" }))
    }
}

/// Every row; the first is the one for languages without a row.
pub static LABELS: &[Labels] = &[
    Labels {
        language: "en",
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        numerals: ('0', ','),
        source_and_rights: "Source and rights",
        source: "Source",
        unknown: "not known",
        terms: "Terms",
        no_terms: "No terms of use were recognised in the source.",
        from_profile: "from the publisher's profile",
        terms_page: "Terms of use",
        licence: "Licence",
        unmet_hyperlink: "Unmet duty: the source demands a hyperlink to the article, and the article's address is not known.",
        unmet_place: "The source prescribes where it is to be named",
        pictures_withheld: "Pictures are withheld: the source forbids republishing them without permission.",
        pictures_permitted: "Pictures are included by permission",
        made_by: "Converted from the source's text by",
        picture_missing: "Picture not included",
        picture_withheld: "Picture withheld under the source's terms",
        contents: "Contents",
        landmarks: "Landmarks",
        article: "Article",
        notes: "Notes",
        note: "Note",
        back_to_reference: "Back to the text",
        page: "Page",
        link: "Link",
        done: "Done",
        open: "To do",
        accessibility_text_only: "Text only, with headings, a table of contents and marked languages.",
        accessibility_with_pictures: "Text with described pictures, headings, a table of contents and marked languages.",
        accessibility_undescribed: "Text with pictures, not all of them described; headings, a table of contents and marked languages.",
    },
    Labels {
        language: "az",
        months: [
            "yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr",
            "dekabr",
        ],
        numerals: ('0', ','),
        source_and_rights: "Mənbə və hüquqlar",
        source: "Mənbə",
        unknown: "məlum deyil",
        terms: "Şərtlər",
        no_terms: "Mənbədə istifadə şərtləri aşkar edilmədi.",
        from_profile: "nəşrin profilindən",
        terms_page: "İstifadə şərtləri",
        licence: "Lisenziya",
        unmet_hyperlink: "Yerinə yetirilməyən tələb: mənbə məqaləyə hiperlink tələb edir, məqalənin ünvanı isə məlum deyil.",
        unmet_place: "Mənbə istinadın yerini müəyyən edir",
        pictures_withheld: "Şəkillər daxil edilməyib: mənbə onların icazəsiz təkrar dərcini qadağan edir.",
        pictures_permitted: "Şəkillər icazə ilə daxil edilib",
        made_by: "Mənbənin mətnindən çevirən:",
        picture_missing: "Şəkil daxil edilməyib",
        picture_withheld: "Şəkil mənbənin şərtlərinə görə daxil edilməyib",
        contents: "Mündəricat",
        landmarks: "Əsas bölmələr",
        article: "Məqalə",
        notes: "Qeydlər",
        note: "Qeyd",
        back_to_reference: "Mətnə qayıt",
        page: "Səhifə",
        link: "Keçid",
        done: "Yerinə yetirilib",
        open: "Yerinə yetirilməyib",
        accessibility_text_only: "Yalnız mətn; başlıqlar, mündəricat və dillər işarələnib.",
        accessibility_with_pictures: "Mətn və təsvirli şəkillər; başlıqlar, mündəricat və dillər işarələnib.",
        accessibility_undescribed: "Mətn və şəkillər, şəkillərin hamısının təsviri yoxdur; başlıqlar, mündəricat və dillər işarələnib.",
    },
    Labels {
        language: "tr",
        months: [
            "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım",
            "Aralık",
        ],
        numerals: ('0', ','),
        source_and_rights: "Kaynak ve haklar",
        source: "Kaynak",
        unknown: "bilinmiyor",
        terms: "Koşullar",
        no_terms: "Kaynakta kullanım koşulu saptanamadı.",
        from_profile: "yayıncının profilinden",
        terms_page: "Kullanım koşulları",
        licence: "Lisans",
        unmet_hyperlink: "Yerine getirilmeyen yükümlülük: kaynak makaleye köprü istiyor, makalenin adresi ise bilinmiyor.",
        unmet_place: "Kaynak, atfın yerini belirliyor",
        pictures_withheld: "Görseller eklenmedi: kaynak, izinsiz yeniden yayımlanmalarını yasaklıyor.",
        pictures_permitted: "Görseller izinle eklendi",
        made_by: "Kaynağın metninden dönüştüren:",
        picture_missing: "Görsel eklenmedi",
        picture_withheld: "Görsel, kaynağın koşulları gereği eklenmedi",
        contents: "İçindekiler",
        landmarks: "Ana bölümler",
        article: "Makale",
        notes: "Notlar",
        note: "Not",
        back_to_reference: "Metne dön",
        page: "Sayfa",
        link: "Bağlantı",
        done: "Tamamlandı",
        open: "Tamamlanmadı",
        accessibility_text_only: "Yalnızca metin; başlıklar, içindekiler ve diller işaretlendi.",
        accessibility_with_pictures: "Metin ve betimlenmiş görseller; başlıklar, içindekiler ve diller işaretlendi.",
        accessibility_undescribed: "Metin ve görseller, görsellerin tümü betimlenmemiştir; başlıklar, içindekiler ve diller işaretlendi.",
    },
    Labels {
        language: "ru",
        months: [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
        numerals: ('0', ','),
        source_and_rights: "Источник и права",
        source: "Источник",
        unknown: "не известен",
        terms: "Условия",
        no_terms: "Условия использования в источнике не распознаны.",
        from_profile: "из профиля издания",
        terms_page: "Условия использования",
        licence: "Лицензия",
        unmet_hyperlink: "Невыполненное требование: источник требует гиперссылку на статью, а её адрес неизвестен.",
        unmet_place: "Источник определяет место ссылки",
        pictures_withheld: "Изображения не включены: источник запрещает перепечатывать их без разрешения.",
        pictures_permitted: "Изображения включены с разрешения",
        made_by: "Из текста источника преобразовано программой",
        picture_missing: "Изображение не включено",
        picture_withheld: "Изображение не включено по условиям источника",
        contents: "Содержание",
        landmarks: "Основные разделы",
        article: "Статья",
        notes: "Примечания",
        note: "Примечание",
        back_to_reference: "Вернуться к тексту",
        page: "Страница",
        link: "Ссылка",
        done: "Выполнено",
        open: "Не выполнено",
        accessibility_text_only: "Только текст; размечены заголовки, содержание и языки.",
        accessibility_with_pictures: "Текст и описанные изображения; размечены заголовки, содержание и языки.",
        accessibility_undescribed: "Текст и изображения, из которых описаны не все; размечены заголовки, содержание и языки.",
    },
    Labels {
        language: "az-Cyrl",
        months: [
            "јанвар",
            "феврал",
            "март",
            "апрел",
            "мај",
            "ијун",
            "ијул",
            "август",
            "сентјабр",
            "октјабр",
            "нојабр",
            "декабр",
        ],
        numerals: ('0', ','),
        source_and_rights: "Мәнбә вә һүгуглар",
        source: "Мәнбә",
        unknown: "мәлум дејил",
        terms: "Шәртләр",
        no_terms: "Мәнбәдә истифадә шәртләри ашкар едилмәди.",
        from_profile: "нәшрин профилиндән",
        terms_page: "Истифадә шәртләри",
        licence: "Лисензија",
        unmet_hyperlink: "Јеринә јетирилмәјән тәләб: мәнбә мәгаләјә һиперлинк тәләб едир, мәгаләнин үнваны исә мәлум дејил.",
        unmet_place: "Мәнбә истинадын јерини мүәјјән едир",
        pictures_withheld: "Шәкилләр дахил едилмәјиб: мәнбә онларын иҹазәсиз тәкрар дәрҹини гадаған едир.",
        pictures_permitted: "Шәкилләр иҹазә илә дахил едилиб",
        made_by: "Мәнбәнин мәтниндән чевирән:",
        picture_missing: "Шәкил дахил едилмәјиб",
        picture_withheld: "Шәкил мәнбәнин шәртләринә ҝөрә дахил едилмәјиб",
        contents: "Мүндәриҹат",
        landmarks: "Әсас бөлмәләр",
        article: "Мәгалә",
        notes: "Гејдләр",
        note: "Гејд",
        back_to_reference: "Мәтнә гајыт",
        page: "Сәһифә",
        link: "Кечид",
        done: "Јеринә јетирилиб",
        open: "Јеринә јетирилмәјиб",
        accessibility_text_only: "Јалныз мәтн; башлыглар, мүндәриҹат вә дилләр ишарәләниб.",
        accessibility_with_pictures: "Мәтн вә тәсвирли шәкилләр; башлыглар, мүндәриҹат вә дилләр ишарәләниб.",
        accessibility_undescribed: "Мәтн вә шәкилләр, шәкилләрин һамысынын тәсвири јохдур; башлыглар, мүндәриҹат вә дилләр ишарәләниб.",
    },
    Labels {
        language: "fa",
        months: [
            "ژانویهٔ",
            "فوریهٔ",
            "مارس",
            "آوریل",
            "مهٔ",
            "ژوئن",
            "ژوئیهٔ",
            "اوت",
            "سپتامبر",
            "اکتبر",
            "نوامبر",
            "دسامبر",
        ],
        numerals: ('۰', '،'),
        source_and_rights: "منبع و حقوق",
        source: "منبع",
        unknown: "نامعلوم",
        terms: "شرایط",
        no_terms: "شرایط استفاده‌ای در منبع شناسایی نشد.",
        from_profile: "از مشخصات ناشر",
        terms_page: "شرایط استفاده",
        licence: "مجوز",
        unmet_hyperlink: "تعهد انجام‌نشده: منبع پیوند به مقاله را می‌خواهد، اما نشانی مقاله معلوم نیست.",
        unmet_place: "منبع جای ذکر نام خود را تعیین می‌کند",
        pictures_withheld: "تصویرها گنجانده نشده‌اند: منبع بازنشر آن‌ها را بدون اجازه ممنوع کرده است.",
        pictures_permitted: "تصویرها با اجازه گنجانده شده‌اند",
        made_by: "تبدیل‌شده از متن منبع با",
        picture_missing: "تصویر گنجانده نشده است",
        picture_withheld: "تصویر بنا بر شرایط منبع گنجانده نشده است",
        contents: "فهرست",
        landmarks: "بخش‌های اصلی",
        article: "مقاله",
        notes: "یادداشت‌ها",
        note: "یادداشت",
        back_to_reference: "بازگشت به متن",
        page: "صفحه",
        link: "پیوند",
        done: "انجام شده",
        open: "انجام نشده",
        accessibility_text_only: "فقط متن؛ با عنوان‌ها، فهرست و زبان‌های مشخص‌شده.",
        accessibility_with_pictures: "متن و تصویرهای توصیف‌شده؛ با عنوان‌ها، فهرست و زبان‌های مشخص‌شده.",
        accessibility_undescribed: "متن و تصویرهایی که همه توصیف نشده‌اند؛ با عنوان‌ها، فهرست و زبان‌های مشخص‌شده.",
    },
    Labels {
        language: "ka",
        months: [
            "იანვარი",
            "თებერვალი",
            "მარტი",
            "აპრილი",
            "მაისი",
            "ივნისი",
            "ივლისი",
            "აგვისტო",
            "სექტემბერი",
            "ოქტომბერი",
            "ნოემბერი",
            "დეკემბერი",
        ],
        numerals: ('0', ','),
        source_and_rights: "წყარო და უფლებები",
        source: "წყარო",
        unknown: "უცნობია",
        terms: "პირობები",
        no_terms: "წყაროში გამოყენების პირობები ვერ მოიძებნა.",
        from_profile: "გამომცემლის პროფილიდან",
        terms_page: "გამოყენების პირობები",
        licence: "ლიცენზია",
        unmet_hyperlink: "შეუსრულებელი მოთხოვნა: წყარო სტატიის ბმულს მოითხოვს, სტატიის მისამართი კი უცნობია.",
        unmet_place: "წყარო მითითების ადგილს განსაზღვრავს",
        pictures_withheld: "სურათები არ არის ჩართული: წყარო უნებართვოდ მათ ხელახლა გამოქვეყნებას კრძალავს.",
        pictures_permitted: "სურათები ჩართულია ნებართვით",
        made_by: "წყაროს ტექსტიდან გარდაქმნილია პროგრამით",
        picture_missing: "სურათი არ არის ჩართული",
        picture_withheld: "სურათი წყაროს პირობების გამო არ არის ჩართული",
        contents: "სარჩევი",
        landmarks: "ძირითადი ნაწილები",
        article: "სტატია",
        notes: "შენიშვნები",
        note: "შენიშვნა",
        back_to_reference: "ტექსტზე დაბრუნება",
        page: "გვერდი",
        link: "ბმული",
        done: "შესრულებულია",
        open: "შესასრულებელია",
        accessibility_text_only: "მხოლოდ ტექსტი; მონიშნულია სათაურები, სარჩევი და ენები.",
        accessibility_with_pictures: "ტექსტი და აღწერილი სურათები; მონიშნულია სათაურები, სარჩევი და ენები.",
        accessibility_undescribed: "ტექსტი და სურათები, რომელთაგან ყველა არ არის აღწერილი; მონიშნულია სათაურები, სარჩევი და ენები.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).expect("a tag")
    }

    #[test]
    fn words_are_in_the_language_and_if_possible_in_the_script() {
        for (tag, words) in [
            ("az", "az"),
            ("az-Latn-AZ", "az"),
            ("az-Cyrl", "az-Cyrl"),
            ("az-Arab", "az"),
            ("fa-IR", "fa"),
            ("de", "en"),
        ] {
            assert_eq!(labels(&language(tag)).language, words, "{tag}");
        }
    }

    #[test]
    fn words_say_their_language_where_it_is_another() {
        let marked = |tag| labels(&language(tag)).marked_in(&language(tag));
        assert_eq!([marked("az"), marked("az-Latn"), marked("az-Cyrl"), marked("fa"), marked("ru-RU")], [None; 5]);
        assert_eq!(marked("az-Arab"), Some(("az", "ltr")));
        assert_eq!(marked("he"), Some(("en", "ltr")));
    }

    #[test]
    fn moments_are_said_as_precisely_as_they_are_known() {
        let said = |text, tag| moment(Timestamp::parse(text).expect("a moment"), &language(tag));
        assert_eq!(said("2026-06-24", "az").as_deref(), Some("24 iyun 2026"));
        assert_eq!(said("2026-06-04T09:05", "tr").as_deref(), Some("4 Haziran 2026, 09:05"));
        assert_eq!(said("2026-06-24T14:05:09-03:30", "ru").as_deref(), Some("24 июня 2026, 14:05 (UTC-03:30)"));
        assert_eq!(said("2026-06-24T14:05+03:30", "fa-IR").as_deref(), Some("۲۴ ژوئن ۲۰۲۶، ۱۴:۰۵ (UTC+03:30)"));
        assert_eq!(said("2026-06-24T14:05Z", "en").as_deref(), Some("24 June 2026, 14:05 (UTC)"));
        assert_eq!(said("2026-06-24", "de"), None);
    }
}
