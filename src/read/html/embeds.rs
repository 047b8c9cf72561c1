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
    ("lite-youtube", "videoid", "https://www.youtube.com/watch?v="),
    ("lite-vimeo", "videoid", "https://vimeo.com/"),
];
/// The hosts of what articles embed, films, posts, charts and maps: whatever else a frame shows is mostly an advert.
const HOSTS: &[&str] = &[
    "youtube.com",
    "youtube-nocookie.com",
    "vimeo.com",
    "dailymotion.com",
    "rutube.ru",
    "vk.com",
    "ok.ru",
    "facebook.com",
    "instagram.com",
    "twitter.com",
    "x.com",
    "t.me",
    "tiktok.com",
    "datawrapper.dwcdn.net",
    "flo.uri.sh",
    "flourish.studio",
    "infogram.com",
    "soundcloud.com",
    "spotify.com",
];

/// Whether an element shows what is at a service that articles embed.
pub(super) fn is_known(element: &NodeRef<'_>) -> bool {
    if SERVICES.iter().any(|(name, ..)| element.has_name(name)) {
        return true;
    }
    let is_of =
        |host: &str, known: &str| host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    address(element).is_some_and(|address| {
        let rest = address.split_once("//").map_or("", |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        HOSTS.iter().any(|known| is_of(host, known))
    })
}

/// The address of a post that a script or a box stands for: Telegram's, Facebook's.
pub(super) fn post_of_script(element: &NodeRef<'_>) -> Option<String> {
    if element.has_name("script") {
        let name = element.attr("data-telegram-post")?;
        let is_name = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '/' | '-');
        return (!name.is_empty() && name.chars().all(is_name)).then(|| format!("https://t.me/{name}"));
    }
    let class = element.class().filter(|class| class.contains("fb-"))?;
    let is_post = class.split_ascii_whitespace().any(|class| matches!(class, "fb-post" | "fb-video"));
    element.attr("data-href").filter(|_| is_post).map(|address| address.trim().to_owned())
}

/// Whether an element is a picture.
pub(super) fn is_picture(name: &str) -> bool {
    matches!(name, "img" | "amp-img" | "amp-anim")
}

/// Whether an element plays something or shows another page.
pub(super) fn is_player(name: &str) -> bool {
    PLAYERS.contains(&name) || SERVICES.iter().any(|(service, ..)| *service == name)
}

/// Whether an element of AMP shows what others advertise: its words stand in for that.
pub(super) fn is_advert(name: &str) -> bool {
    matches!(name, "amp-ad" | "amp-sticky-ad" | "amp-embed")
}

/// The words of a post in what shows it: AMP shows them until the post comes.
pub(super) fn post<'a>(player: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let is_service = SERVICES.iter().any(|(name, ..)| player.has_name(name));
    player.element_children().into_iter().find(|child| is_service && child.has_name("blockquote"))
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
    // A script moves the address to its place later.
    let is_own = |address: &str| !address.trim().is_empty() && !address.trim_start().starts_with("about:");
    let named = |names: &[&str]| names.iter().find_map(|name| element.attr(name).filter(|address| is_own(address)));
    let own =
        named(&["src", "data-src", "data-lazy-src", "data-litespeed-src", "data"]).or_else(|| element.attr("src"));
    own.or_else(source).map(|address| address.trim().to_owned())
}
