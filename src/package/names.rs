//! What the files of an article are called in a package.

use std::collections::{BTreeMap, BTreeSet};

/// A name that every file system and every judge of bags takes: letters and digits of ASCII, `.`, `-`, `_`; `/` between
/// the parts, none of which is hidden or empty.
pub fn safe_name(name: &str) -> String {
    let part = |part: &str| {
        let plain: String = part
            .chars()
            .map(|it| if it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_') { it } else { '_' })
            .collect();
        let plain = plain.trim_start_matches('.').trim_end_matches('.');
        if plain.is_empty() { "_".to_owned() } else { plain.to_owned() }
    };
    name.split('/').filter(|it| !it.is_empty()).map(part).collect::<Vec<_>>().join("/")
}

/// The names of one article's files. No two are one where file systems fold names, and none is that of a folder of another.
#[derive(Debug, Default)]
pub struct ArticleFileNames {
    /// Folded.
    files: BTreeSet<String>,
    /// Folded, with how they are spelled: where names fold, a folder is spelled once.
    folders: BTreeMap<String, String>,
}

impl ArticleFileNames {
    /// Gives a name away, if nothing stands against it. It is one of [`safe_name`]'s.
    pub fn is_given(&mut self, name: &str) -> bool {
        let folded = name.to_ascii_lowercase();
        let folders = || name.match_indices('/').map(|(end, _)| &name[..end]);
        let is_free = |folder: &str| {
            let folded = folder.to_ascii_lowercase();
            !self.files.contains(&folded) && self.folders.get(&folded).is_none_or(|spelled| spelled == folder)
        };
        if self.folders.contains_key(&folded) || !folders().all(is_free) || !self.files.insert(folded) {
            return false;
        }
        self.folders.extend(folders().map(|folder| (folder.to_ascii_lowercase(), folder.to_owned())));
        true
    }

    /// Gives away the first of these names that nothing stands against; there is always another one.
    pub fn first(&mut self, names: impl Iterator<Item = String>) -> String {
        names.into_iter().find(|name| self.is_given(name)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_ascii_and_stay_below() {
        for (name, safe) in [
            ("milli-arxiv", "milli-arxiv"),
            ("göl/Xəbər 1", "g_l/X_b_r_1"),
            ("../a%25/..", "_/a_25/_"),
            ("/a//b", "a/b"),
            ("a\r\nb.", "a__b"),
        ] {
            assert_eq!(safe_name(name), safe, "{name}");
        }
    }

    #[test]
    fn no_file_is_another_or_a_folder_of_another() {
        let mut names = ArticleFileNames::default();
        for (name, is_given) in [
            ("a.png", true),
            ("A.png", false),
            ("a.png/b", false),
            ("Bir/a.png", true),
            ("bir/c.png", false),
            ("Bir/c.png", true),
            ("bir", false),
            ("bir.png", true),
        ] {
            assert_eq!(names.is_given(name), is_given, "{name}");
        }
    }
}
