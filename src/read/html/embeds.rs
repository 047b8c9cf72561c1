//! What is embedded in a page: elements that play something or show another page, those of AMP included.

use dom_query::NodeRef;

/// Elements that play something or show another page.
const PLAYERS: &[&str] = &["iframe", "video", "audio", "object", "embed", "amp-iframe", "amp-video", "amp-audio"];
/// The elements of AMP that know what they show by its name at a service: the attribute with the name, and what stands
/// before it in the address (the AMP component catalogue).
const SERVICES: &[(&str, &str, &str)] = &[
    ("amp-youtube", "data-videoid", "https://www.youtube.com/watch?v="),
    ("amp-vimeo", "data-videoid", "https://vimeo.com/"),
    ("amp-dailymotion", "data-videoid", "https://www.dailymotion.com/video/"),
    ("amp-twitter", "data-tweetid", "https://twitter.com/i/status/"),
    ("amp-instagram", "data-shortcode", "https://www.instagram.com/p/"),
    ("amp-soundcloud", "data-trackid", "https://api.soundcloud.com/tracks/"),
    ("amp-facebook", "data-href", ""),
];

/// Whether an element is a picture.
pub(super) fn is_picture(name: &str) -> bool {
    matches!(name, "img" | "amp-img" | "amp-anim")
}

/// Whether an element plays something or shows another page.
pub(super) fn is_player(name: &str) -> bool {
    PLAYERS.contains(&name) || SERVICES.iter().any(|(service, ..)| *service == name)
}

/// Whether an element says that it takes no room.
pub(super) fn is_of_no_size(element: &NodeRef<'_>) -> bool {
    let is_none =
        |side: &str| element.attr(side).is_some_and(|side| matches!(side.trim().trim_end_matches("px"), "0" | "1"));
    is_none("width") && is_none("height")
}

/// The address of what an element plays or shows, as it is written there.
pub(super) fn address(element: &NodeRef<'_>) -> Option<String> {
    if let Some((_, attribute, start)) = SERVICES.iter().find(|(name, ..)| element.has_name(name)) {
        let name = element.attr(attribute)?;
        let name = name.trim();
        // A name of more than letters would be an address of something else.
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        return (start.is_empty() || (!name.is_empty() && name.bytes().all(is_name))).then(|| format!("{start}{name}"));
    }
    let source = || element.element_children().into_iter().find_map(|child| child.attr("src"));
    let own = ["src", "data-src", "data"].into_iter().find_map(|name| element.attr(name));
    own.or_else(source).map(|address| address.trim().to_owned())
}
