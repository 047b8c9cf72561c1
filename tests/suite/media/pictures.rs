//! Pictures of every kind, and every trap that a picture can be.
//!
//! 1. [`kinds`] are carried: all judges see the files with them, and `check` proves those files;
//! 2. [`hostile`] ones are refused with a reason, and the article is there without them;
//! 3. of what is carried in part it is said what is missing.

use std::collections::BTreeMap;

use istinad::inspect::{compare, examine};
use istinad::model::{Document, MediaId, MediaKind};
use istinad::render::RENDERERS;
use istinad::{Code, Limits, Outcome, ReadOptions, Source, inspect, read, render};
use istinad::{MediaLoader, attach_media};

use crate::every::options;
use crate::media::files;
use crate::support::judge;

/// Pictures by the names that an article calls them by.
struct Folder(BTreeMap<String, Vec<u8>>);

impl MediaLoader for Folder {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        self.0.get(reference).cloned().ok_or_else(|| "it is not there".to_owned())
    }
}

/// An article that shows each of the pictures.
fn article(pictures: &[(&str, Vec<u8>)]) -> Outcome<Document> {
    let shown = pictures.iter().map(|(name, _)| format!("![Şəkil: {name}]({name})\n*Altyazı {name}*\n\n"));
    let text =
        format!("# Yağıntının şəkilləri\n\nMətn əvvəl gəlir.\n\n{}Sonda da söz var.\n", shown.collect::<String>());
    with(&text, pictures)
}

fn with(text: &str, pictures: &[(&str, Vec<u8>)]) -> Outcome<Document> {
    let options = ReadOptions::default().with_source_url("https://numune.example/yaginti".to_owned());
    let mut article = read(&Source::new("yaginti.md", text).expect("text"), &options).expect("an article");
    let folder = pictures.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())).collect();
    attach_media(&mut article, &Folder(folder), &Limits::default());
    article
}

/// A picture of each kind, and of each way to be one.
fn kinds() -> Vec<(&'static str, Vec<u8>)> {
    let icc = |profile: Vec<u8>| [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat();
    let mut kinds = files::pngs();
    let turned = ["1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg", "6.jpg", "7.jpg", "8.jpg"];
    kinds.extend((1..).zip(turned).map(|(orientation, name)| (name, files::turned(orientation))));
    kinds.extend([
        ("grey.jpg", files::jpeg((2, 1), &[&[40], &[200]], &[])),
        ("p3.jpg", files::four_colours(&[(0xe2, &icc(files::display_p3()))])),
        ("broken-icc.jpg", files::four_colours(&[(0xe2, &icc(b"no profile".to_vec()))])),
        ("wrong-icc.jpg", files::four_colours(&[(0xe2, &icc(files::four_inks_profile()))])),
        ("inks.jpg", files::four_inks(false, &[])),
        ("inks-inverted.jpg", files::four_inks(true, &[])),
        ("inks-icc.jpg", files::four_inks(false, &[(0xe2, &icc(files::four_inks_profile()))])),
        ("inks-inverted-icc.jpg", files::four_inks(true, &[(0xe2, &icc(files::four_inks_profile()))])),
        ("still.gif", files::gif(1)),
        ("a.webp", files::webp()),
        #[cfg(feature = "svg")]
        ("a.svg", files::DRAWING.as_bytes().to_vec()),
    ]);
    kinds
}

#[test]
fn every_kind_is_carried_and_every_judge_accepts_it() {
    let kinds = kinds();
    let article = article(&kinds);
    let refused: Vec<_> = article.diagnostics.iter().filter(|it| it.code == Code::PictureRefused).collect();
    assert!(refused.is_empty(), "{refused:#?}");
    // The two in four inks that no mark of Adobe's explains.
    assert_eq!(article.diagnostics.iter().filter(|it| it.code == Code::PictureUnsure).count(), 2);
    assert_eq!(article.output.media.len(), kinds.len());
    for (name, bytes) in &kinds {
        let media = &article.output.media[&MediaId((*name).to_owned())];
        assert!(media.bytes == *bytes || media.kind == MediaKind::Svg, "{name} stays as it came");
    }
    let mut paths = Vec::new();
    for renderer in RENDERERS {
        let rendered = render(&article.output, *renderer, &options()).expect("a file");
        assert!(rendered.diagnostics.is_empty(), "{:?}", rendered.diagnostics);
        let report = inspect(&rendered.output).expect("a report");
        let findings = [examine(&report), compare(&report, &article.output)].concat();
        assert!(findings.is_empty(), "{}: {findings:#?}", renderer.name());
        assert_eq!(report.text.pictures, kinds.len(), "{}", renderer.name());
        let again = render(&article.output, *renderer, &options()).expect("a file");
        assert!(rendered.output == again.output, "{} differs from run to run", renderer.name());
        paths.push(judge::file("pictures", &format!("kinds.{}", renderer.extension()), &rendered.output));
    }
    let [pdf, epub, newsml, ninjs] = &paths[..] else { panic!("four renderers") };
    judge::ninjs(&[ninjs]).accepts_all();
    judge::verapdf(&["2a", "ua1"], &[pdf]).accepts_all();
    judge::qpdf(&[pdf]).accepts_all();
    judge::epubcheck(&[epub]).accepts_all();
    judge::ace(&[epub]).accepts_all();
    judge::newsml_schema(&[newsml]).accepts_all();
    judge::newsml_rules(&[newsml]).accepts_all();
}

#[test]
fn a_turned_picture_has_the_size_that_is_seen() {
    for orientation in 1..=8 {
        let article = article(&[("a.jpg", files::turned(orientation))]);
        let media = article.output.media.values().next().expect("a picture");
        assert_eq!((media.width, media.height), (16, 24), "orientation {orientation}");
    }
}

/// Files that are not what they say, each with what is said of it.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let png = files::pngs().remove(4).1;
    let lying = |width: u32, height: u32| {
        let mut bytes = png.clone();
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        bytes
    };
    let mut inside = png.clone();
    let middle = inside.len() / 2;
    inside[middle] ^= 0x55;
    let jpeg = files::four_colours(&[]);
    let sized = |width: u16, height: u16| {
        let mut bytes = jpeg.clone();
        let frame = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a frame");
        bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
        bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
        bytes
    };
    let gif = files::gif(1);
    let mut bomb = gif.clone();
    bomb[6..10].copy_from_slice(&[0x60, 0xea, 0x60, 0xea]);
    let mut beside = gif.clone();
    beside[6..10].copy_from_slice(&[4, 0, 4, 0]);
    let webp = files::webp();
    let cut = |bytes: &[u8]| bytes[..bytes.len() * 2 / 3].to_vec();
    vec![
        ("60000.png", lying(60_000, 60_000), "60000×60000"),
        ("zero.png", lying(0, 5), "it has no size"),
        ("lying.png", lying(4_000, 4_000), "it is a broken PNG"),
        ("cut.png", cut(&png), "it is a broken PNG"),
        ("broken-inside.png", inside, "it is a broken PNG"),
        ("60000.jpg", sized(60_000, 60_000), "60000×60000"),
        ("zero.jpg", sized(0, 16), "it has no size"),
        ("cut.jpg", cut(&jpeg), "it is a"),
        ("no-end.jpg", jpeg[..jpeg.len() - 2].to_vec(), "cut short"),
        ("bomb.gif", bomb, "60000×60000"),
        ("beside.gif", beside, "it is a broken GIF"),
        ("cut.gif", cut(&gif), "it is a broken GIF"),
        ("cut.webp", cut(&webp), "it is a broken WebP"),
        ("header.webp", webp[..20].to_vec(), "it is a broken WebP"),
        ("words.png", b"words".to_vec(), "it is neither PNG, JPEG, WebP, GIF nor SVG"),
        ("empty.png", Vec::new(), "it is neither PNG, JPEG, WebP, GIF nor SVG"),
    ]
}

#[test]
fn what_is_no_picture_is_refused_with_a_reason() {
    refuses(&hostile());
}

#[track_caller]
fn refuses(hostile: &[(&str, Vec<u8>, &str)]) {
    let pictures: Vec<(&str, Vec<u8>)> = hostile.iter().map(|(name, bytes, _)| (*name, bytes.clone())).collect();
    let article = article(&pictures);
    assert!(article.output.media.is_empty(), "{:?}", article.output.media.keys());
    for (name, _, reason) in hostile {
        let said = article
            .diagnostics
            .iter()
            .find(|it| it.code == Code::PictureRefused && it.message.starts_with(&format!("the picture {name:?}")));
        let said = said.unwrap_or_else(|| panic!("nothing is said of {name}"));
        assert!(said.message.contains(reason), "{}", said.message);
    }
    for renderer in RENDERERS {
        render(&article.output, *renderer, &options()).expect("a file without them");
    }
}

#[test]
fn of_a_moving_picture_the_first_frame_is_carried_and_it_is_said() {
    for (name, moving, still) in
        [("moving.gif", files::gif(3), files::gif(1)), ("moving.webp", files::moving_webp(), files::webp())]
    {
        let article = article(&[(name, moving)]);
        let media = article.output.media.values().next().unwrap_or_else(|| panic!("{:?}", article.diagnostics));
        assert_eq!(media.bytes, still, "{name}");
        let said = article.diagnostics.iter().find(|it| it.code == Code::PictureReduced).expect("a diagnostic");
        assert!(said.message.contains("every frame but the first") && said.hint.is_some(), "{said:?}");
    }
}

/// Wherever a picture stands, it is carried: in a footnote and in the source's own statement too.
#[test]
fn pictures_in_notes_and_in_the_statement_are_carried() {
    let text = "# Bulaq\n\nSu soyuqdur[^1].\n\n[^1]: Qeyd.\n\n    ![Bulaq](a.webp)\n\n**Nümunə ©**\n\n- MÜTLƏQ hiperlinklə istinad verilməlidir.\n";
    let mut article = with(text, &[("a.webp", files::webp())]);
    assert_eq!(article.output.media.len(), 1, "{:#?}", article.diagnostics);
    let note = article.output.notes[0].content.last().cloned().expect("a figure");
    article.output.rights.statement.push(note);
    for renderer in RENDERERS {
        let file = render(&article.output, *renderer, &options()).expect("a file").output;
        let report = inspect(&file).expect("a report");
        let least = if renderer.name() == "pdf" { 1 } else { 2 };
        assert!(report.text.pictures >= least, "{}: {}", renderer.name(), report.text.pictures);
    }
}

#[test]
fn a_picture_without_words_is_asked_for_some() {
    let article = with("# Bulaq\n\n![](data:image/png;base64,AAAA)\n\nSu soyuqdur.\n", &[]);
    let said = article.diagnostics.iter().find(|it| it.code == Code::PictureTextMissing).expect("a diagnostic");
    assert!(said.hint.is_some());
    let figure = istinad::model::walk::all_figures(&article.output).next().expect("a figure");
    assert_eq!(figure.words(), "image/png", "the picture itself is no word for it");
}

#[cfg(feature = "svg")]
mod drawings {
    use super::*;

    fn drawing(inner: &str) -> Vec<u8> {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='40' height='40'>{inner}</svg>"
        )
        .into_bytes()
    }

    /// What is left of a drawing, and whether anything was said.
    fn cleaned(inner: &str) -> (String, bool) {
        let article = article(&[("a.svg", drawing(inner))]);
        let media = article.output.media.values().next().unwrap_or_else(|| panic!("{:#?}", article.diagnostics));
        let said = article.diagnostics.iter().any(|it| it.code == Code::PictureReduced);
        (String::from_utf8(media.bytes.clone()).expect("text"), said)
    }

    #[test]
    fn scripts_and_references_to_elsewhere_are_dropped() {
        let evil = [
            "<script>alert('gizli')</script>",
            "<rect width='9' height='9' onclick='gizli()'/>",
            "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>gizli</p></foreignObject>",
            "<image href='http://gizli.example/a.png' width='9' height='9'/>",
            "<image xlink:href='file:///gizli' width='9' height='9'/>",
            "<use href='http://gizli.example/a.svg#x'/>",
            "<style>@import url(http://gizli.example/a.css);</style>",
            "<style>rect { fill: url(  \"http://gizli.example/a.svg#x\") }</style>",
            "<style>rect { fill: u\\72l(http://gizli.example) }</style>",
            "<rect style='fill: URL(http://gizli.example)' width='9' height='9'/>",
            "<rect fill='url(&#x68;ttp://gizli.example)' width='9' height='9'/>",
            "<a href='javascript:gizli()'><rect width='9' height='9'/></a>",
            "<animate attributeName='href' values='gizli'/>",
            "<set attributeName='onclick' to='gizli()'/>",
            "<x:script xmlns:x='http://www.w3.org/2000/svg'>gizli</x:script>",
        ];
        for inner in evil {
            let (left, said) = cleaned(&format!("{inner}<circle r='5'/>"));
            assert!(!left.contains("gizli"), "{inner} becomes {left}");
            assert!(said, "nothing is said of {inner}");
            assert!(left.contains("<circle r=\"5\">"), "{left}");
        }
        let (left, said) = cleaned("<!-- gizli --><?gizli gizli?><metadata>gizli</metadata><circle r='5'/>");
        assert!(!left.contains("gizli") && !said, "{left}");
    }

    #[test]
    fn what_would_grow_without_end_is_refused() {
        let laughs = "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&b;</text></svg>";
        let uses: String = (1..20)
            .map(|level| format!("<g id='g{level}'>{}</g>", format!("<use href='#g{}'/>", level - 1).repeat(10)))
            .collect();
        let deep = "<g>".repeat(5_000) + &"</g>".repeat(5_000);
        let many = "<circle r='1'/>".repeat(30_000);
        refuses(&[
            ("laughs.svg", laughs.into(), "entity of its own"),
            ("attribute.svg", laughs.replace("<text>&b;</text>", "<text x='&b;'/>").into(), "entity of its own"),
            ("uses.svg", drawing(&format!("<g id='g0'><circle r='1'/></g>{uses}")), "elements, more than"),
            ("itself.svg", drawing("<g id='a'><use href='#a'/></g>"), "uses itself"),
            ("one-another.svg", drawing("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"), "uses itself"),
            ("deep.svg", drawing(&deep), "levels"),
            ("many.svg", drawing(&many), "elements, more than"),
            ("cut.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g>".to_vec(), "it is a broken drawing"),
            (
                "zero.svg",
                b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>".to_vec(),
                "it is a broken drawing",
            ),
            ("page.svg", b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>".to_vec(), "it is neither"),
        ]);
    }

    #[test]
    fn a_drawing_of_any_size_is_as_large_as_a_page_may_need() {
        let huge = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4000000000 1000000000'><circle r='9'/></svg>";
        let article = article(&[("huge.svg", huge.to_vec())]);
        let media = article.output.media.values().next().expect("a picture");
        assert_eq!((media.width, media.height), (2000, 500));
    }
}
