//! Where the pictures of an article come from, whatever it came in.

use crate::source::Source;

/// Why a picture is not loaded that would be with more memory. Such a one is not left out: no file is made without it.
pub const NO_MEMORY: &str = "there is not enough memory for it";

/// Where the bytes of pictures come from.
pub trait MediaLoader {
    /// The bytes of the picture that the article calls `reference` (a path or a `data:` address).
    ///
    /// # Errors
    /// If they cannot be had; the reason is for people. [`NO_MEMORY`] where nothing else is the matter.
    fn load(&self, reference: &str) -> Result<Vec<u8>, String>;
}

/// The pictures that came with a source in one file.
impl MediaLoader for Source {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        let part = self.archive().and_then(|archive| archive.part(reference));
        part.map(<[u8]>::to_vec).ok_or_else(|| "it did not come with the article".to_owned())
    }
}
