//! A build without drawings (the feature `svg`): each is refused, and it is said why.

use super::{Drawing, Pixels};
use crate::model::Media;

const REASON: &str = "it is SVG, and this build of istinad draws none";

pub(super) fn is_drawing(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<") && bytes.windows(4).take(4096).any(|start| start == b"<svg")
}

pub(super) fn clean(_: &[u8]) -> Result<Drawing, String> {
    Err(REASON.to_owned())
}

pub(super) fn size(_: &[u8]) -> Result<(u32, u32), String> {
    Err(REASON.to_owned())
}

pub(super) fn pixels(_: &Media) -> Result<Pixels, String> {
    Err(REASON.to_owned())
}
