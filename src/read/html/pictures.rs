//! Which file a picture element means: the largest of all that it offers.
//!
//! 1. every address that the element gives is a candidate, with the width that it claims: `srcset` and its lazy twins,
//!    the `source` elements beside it, the address that a link around it leads to, and `src` itself;
//! 2. what is at hand (a `data:` address, a file beside the page) is tried before what would have to be fetched, and
//!    the larger before the smaller.

use dom_query::NodeRef;

use super::tree::collapsed;
use crate::model::Picture;
use crate::source::Span;
use crate::text::Replaced;

/// Attributes that hold a picture's address until a script moves it to `src`.
const LAZY_ADDRESSES: &[&str] =
    &["data-src", "data-original", "data-lazy-src", "data-lazy", "data-orig-file", "data-full-src", "data-hi-res-src"];
/// Attributes that hold addresses with their widths, as `srcset` does.
const ADDRESS_SETS: &[&str] = &["srcset", "data-srcset", "data-lazy-srcset"];
/// The ends of names of pictures.
const PICTURES: &[&str] = &[".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];
/// The longest `data:` address of a drawing in which nothing is drawn, in bytes.
const LONGEST_EMPTY: usize = 2_000;
/// The most pixels of a side of a picture that only keeps a place.
const MOST_OF_DOT: u16 = 3;
/// How many addresses of one picture are looked at.
const MOST_CANDIDATES: usize = 64;

/// An address of a picture, and how wide it claims to be.
#[derive(Debug, Clone, PartialEq)]
struct PictureCandidate {
    address: String,
    /// In pixels; 1 where nothing says it.
    width: f64,
}

/// Whether a picture only counts readers, keeps a place, or is a sign in a line: it is at most three pixels wide or
/// high, or says of both sides that they are at most sixteen.
pub(super) fn is_pixel(image: &NodeRef<'_>) -> bool {
    // What keeps the place of a picture says how large it is itself.
    let is_place =
        || LAZY_ADDRESSES.iter().filter_map(|name| image.attr(name)).any(|address| is_picture_name(&address));
    let side = |name: &str| {
        let side = image.attr(name).unwrap_or_default();
        side.trim().trim_end_matches("px").parse::<f32>().ok()
    };
    let sides = [side("width"), side("height")];
    let is_small = sides.iter().flatten().any(|pixels| (1.0..=3.0).contains(pixels))
        || sides.iter().all(|side| side.is_some_and(|pixels| pixels <= 16.0));
    is_small && !is_place()
}

/// Whether a `data:` address is a drawing in which nothing is drawn.
fn draws_nothing(address: &str) -> bool {
    const DRAWN: &[&str] = &["path", "rect", "circle", "ellipse", "line", "poly", "text", "image", "use", "foreign"];
    let Some(rest) = address.strip_prefix("data:image/svg+xml") else { return false };
    if address.len() > LONGEST_EMPTY {
        return false;
    }
    let Some(svg) = data_url::DataUrl::process(address).ok().and_then(|url| url.decode_to_vec().ok()) else {
        return rest.len() < 2;
    };
    let svg = String::from_utf8_lossy(&svg.0).to_ascii_lowercase();
    !DRAWN.iter().any(|name| svg.contains(&format!("<{name}")))
}

/// Whether a `data:` address is a GIF or a PNG of at most three pixels a side: it keeps a place, or counts readers.
fn is_dot(address: &str) -> bool {
    if !address.starts_with("data:image/") || address.len() > LONGEST_EMPTY {
        return false;
    }
    let bytes = data_url::DataUrl::process(address).ok().and_then(|url| url.decode_to_vec().ok());
    let Some((bytes, _)) = bytes else { return false };
    let sides = match bytes.as_slice() {
        [b'G', b'I', b'F', _, _, _, width, wide, height, high, ..] => [[*wide, *width], [*high, *height]],
        [0x89, b'P', b'N', b'G', ..] => match bytes.get(16..24) {
            Some([0, 0, wide, width, 0, 0, high, height]) => [[*wide, *width], [*high, *height]],
            Some(_) | None => return false,
        },
        _ => return false,
    };
    sides.iter().all(|side| u16::from_be_bytes(*side) <= MOST_OF_DOT)
}

/// The picture that an `img` element shows; `None` where it shows nothing. `resolve` gives an address its base.
pub(super) fn picture(
    image: &NodeRef<'_>,
    span: Span,
    replaced: &mut Replaced,
    mut resolve: impl FnMut(&str) -> Option<String>,
    is_at_hand: impl Fn(&str) -> bool,
) -> Option<Picture> {
    let mut candidates = candidates(image);
    // Larger first, and of equals the one that was named first.
    candidates.sort_by(|left, right| right.width.total_cmp(&left.width));
    let mut references: Vec<String> = Vec::new();
    for PictureCandidate { address, .. } in candidates {
        let Some(address) = resolve(&replaced.clean(&address, span)) else { continue };
        if !references.contains(&address) {
            references.push(address);
        }
    }
    references.sort_by_key(|reference| !(is_near(reference) || is_at_hand(reference)));
    if references.is_empty() {
        return None;
    }
    let reference = references.remove(0);
    let said = |name: &str| image.attr(name).map(|text| collapsed(&text)).filter(|text| !text.is_empty());
    let alternative = said("alt").or_else(|| said("title")).unwrap_or_default();
    Some(Picture { reference, others: references, alternative: replaced.clean(&alternative, span), media: None })
}

/// Whether an address needs no network.
fn is_near(address: &str) -> bool {
    address.starts_with("data:") || address.starts_with("cid:") || !address.contains("//")
}

fn candidates(image: &NodeRef<'_>) -> Vec<PictureCandidate> {
    let mut candidates = own_candidates(image);
    // What stands here for readers without scripts stands beside the picture for all others.
    let twin =
        image.parent().filter(|parent| parent.has_name("noscript")).and_then(|parent| parent.prev_element_sibling());
    let twin =
        twin.and_then(|twin| if twin.has_name("img") { Some(twin) } else { twin.find(&["img"]).into_iter().next() });
    candidates.extend(twin.iter().flat_map(own_candidates));
    candidates.truncate(MOST_CANDIDATES);
    candidates
}

/// Whether a picture element says of its own which file it shows.
pub(super) fn names_a_file(image: &NodeRef<'_>) -> bool {
    !own_candidates(image).is_empty()
}

fn own_candidates(image: &NodeRef<'_>) -> Vec<PictureCandidate> {
    let mut candidates = Vec::new();
    let parent = image.parent();
    let own_width =
        image.attr("width").and_then(|width| width.trim().parse().ok()).filter(|width: &f64| width.is_finite());
    let own_width = own_width.unwrap_or(1.0);
    let sources = parent.filter(|parent| parent.has_name("picture")).map(|picture| picture.element_children());
    for element in sources.unwrap_or_default().into_iter().filter(|child| child.has_name("source")).chain([*image]) {
        for set in ADDRESS_SETS {
            candidates.extend(element.attr(set).iter().flat_map(|set| address_set(set, own_width)));
        }
    }
    for name in LAZY_ADDRESSES {
        let address = image.attr(name).filter(|address| looks_like_address(address));
        candidates
            .extend(address.map(|address| PictureCandidate { address: address.trim().to_owned(), width: own_width }));
    }
    // A set that browsers know themselves needs no script.
    let lazy = ADDRESS_SETS.iter().chain(LAZY_ADDRESSES).any(|name| *name != "srcset" && image.has_attr(name))
        || image.class().is_some_and(|class| class.to_ascii_lowercase().contains("lazy"))
        || [Some(*image), parent].into_iter().flatten().any(|twin| {
            let after = twin.next_element_sibling().filter(|after| after.has_name("noscript"));
            after.is_some_and(|after| after.descendants_it().any(|inner| inner.has_name("img")))
        });
    if let Some(source) = image.attr("src").filter(|source| !source.trim().is_empty())
        // What stands in for a lazy picture is not the picture.
        && !draws_nothing(source.trim())
        // Where nothing else is known of the picture, words that stand for it keep its place.
        && !(is_dot(source.trim())
            && (!candidates.is_empty() || image.attr("alt").is_none_or(|words| words.trim().is_empty())))
        && !(lazy && (is_stand_in(&source) || candidates.iter().any(|other| other.address == source.trim())))
    {
        candidates.push(PictureCandidate { address: source.trim().to_owned(), width: own_width });
    }
    let link = parent.filter(|parent| parent.has_name("a")).and_then(|link| link.attr("href"));
    if let Some(link) = link.filter(|link| is_picture_name(link)) {
        candidates.push(PictureCandidate { address: link.trim().to_owned(), width: f64::MAX });
    }
    candidates
}

/// Reads `a.jpg 640w, b.jpg 2x` (HTML, 4.8.4.2.1).
fn address_set(set: &str, own_width: f64) -> Vec<PictureCandidate> {
    let mut candidates = Vec::new();
    let mut rest = set.trim_start_matches(|character: char| character.is_ascii_whitespace() || character == ',');
    while !rest.is_empty() && candidates.len() < MOST_CANDIDATES {
        let end = rest.find(|character: char| character.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let (descriptor, after) = match address.strip_suffix(',') {
            Some(_) => ("", after),
            None => after.split_once(',').unwrap_or((after, "")),
        };
        let descriptor = descriptor.trim();
        let number = descriptor.get(..descriptor.len().saturating_sub(1)).and_then(|number| number.parse::<f64>().ok());
        let width = match (number, descriptor.as_bytes().last()) {
            (Some(width), Some(b'w')) if width.is_finite() => width,
            (Some(density), Some(b'x')) if density.is_finite() => density * own_width,
            _ => own_width,
        };
        let address = address.trim_end_matches(',').to_owned();
        if !address.is_empty() {
            candidates.push(PictureCandidate { address, width });
        }
        rest = after.trim_start_matches(|character: char| character.is_ascii_whitespace() || character == ',');
    }
    candidates
}

/// Whether an address is of a picture that keeps a place until a script brings the real one.
fn is_stand_in(source: &str) -> bool {
    let source = source.trim();
    let small = source.starts_with("data:") && source.len() < 500;
    let name = source.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    small
        || ["placeholder", "blank.", "spacer", "lazy", "loading", "1x1", "pixel.", "transparent"]
            .iter()
            .any(|word| name.contains(word))
}

fn looks_like_address(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !text.starts_with(['{', '[']) && !text.contains(char::is_whitespace)
}

/// Whether an address is that of a picture, by its end.
pub(super) fn is_picture_name(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    PICTURES.iter().any(|end| path.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_sets_are_cut_where_they_end() {
        let read = |set: &str| -> Vec<(String, f64)> {
            address_set(set, 1.0).into_iter().map(|candidate| (candidate.address, candidate.width)).collect()
        };
        let some =
            |pairs: &[(&str, f64)]| pairs.iter().map(|(name, width)| ((*name).to_owned(), *width)).collect::<Vec<_>>();
        assert_eq!(read("a.jpg 640w, b.jpg 1280w"), some(&[("a.jpg", 640.0), ("b.jpg", 1280.0)]));
        assert_eq!(read("a.jpg, b.jpg 2x"), some(&[("a.jpg", 1.0), ("b.jpg", 2.0)]));
        assert_eq!(read("/w,640/a.jpg 640w,\n /w,1/b.jpg"), some(&[("/w,640/a.jpg", 640.0), ("/w,1/b.jpg", 1.0)]));
        assert_eq!(read("data:image/png;base64,AAAA 1x"), some(&[("data:image/png;base64,AAAA", 1.0)]));
        assert_eq!(read(" , ,"), []);
    }
}
