//! How much is read of files that may be hostile.
//!
//! Whatever grows with an input has a [`Limit`], with a default far beyond what articles need. Whoever trusts a file
//! raises it ([`Limits::with`]), up to what the rest of the pipeline is tested to bear; whoever serves strangers lowers
//! it. `docs/limits.md` is generated from the table below.

mod refusal;

use std::fmt;

/// One row a limit: its name in Rust and for people, its default, the highest value, whether it counts bytes, what is
/// said of something beyond it (with the value for `{}`), its meaning.
macro_rules! limits {
    ($($variant:ident, $name:literal, $default:expr, $most:expr, $unit:ident, $beyond:literal, $meaning:literal;)*) => {
        /// Something of which a file may have only so much.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Limit {
            $(#[doc = $meaning] $variant,)*
        }

        impl Limit {
            /// Every limit, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name, for example `table-cells`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Its value unless another is set.
            pub const fn default_value(self) -> u64 {
                match self { $(Self::$variant => $default,)* }
            }

            /// The highest value that can be set; the lowest is 1.
            pub const fn highest_value(self) -> u64 {
                match self { $(Self::$variant => $most,)* }
            }

            /// Whether it counts bytes.
            pub const fn counts_bytes(self) -> bool {
                matches!(match self { $(Self::$variant => LimitUnit::$unit,)* }, LimitUnit::Bytes)
            }

            /// What it limits, as the part of a sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            const fn beyond(self) -> &'static str {
                match self { $(Self::$variant => $beyond,)* }
            }
        }

        const DEFAULTS: [u64; Limit::ALL.len()] = [$($default,)*];
    };
}

enum LimitUnit {
    Bytes,
    Count,
}

limits! {
    // Offsets in archives have 32 bits.
    Input, "input", 256 << 20, 4095 << 20, Bytes, "is larger than {}", "The bytes of an article's file.";
    ArchiveParts, "archive-parts", 10_000, 1_000_000, Count, "has more than {} parts", "The files in an archive of a page.";
    FrontMatter, "front-matter", 64 << 10, 16 << 20, Bytes, "is larger than {}", "The bytes of the front matter.";
    // Renderers walk the document by recursion.
    Nesting, "nesting", 32, 64, Count, "nested more than {} levels deep", "Quotes, lists, marks in one another; deeper ones are flattened.";
    // Browsers stop there.
    ElementNesting, "element-nesting", 256, 512, Count, "nested more than {} levels deep", "Elements of a page in one another; deeper ones are flattened.";
    Elements, "elements", 200_000, 10_000_000, Count, "has more than {} elements", "The elements of a page.";
    // The tokenizer compares each with all before it.
    Attributes, "attributes", 512, 10_000, Count, "has more than {} attributes", "The attributes of an element.";
    TableCells, "table-cells", 20_000, 1_000_000, Count, "has more than {} cells", "The cells of a table, its gaps included.";
    Picture, "picture", 50 << 20, 4095 << 20, Bytes, "is larger than {}", "The bytes of a picture's file.";
    // The head of an answer and its payload are held at once.
    Record, "record", 64 << 20, 4095 << 20, Bytes, "is larger than {}", "The bytes of a record of a web archive, and what it unfolds to.";
    Font, "font", 64 << 20, 1024 << 20, Bytes, "is larger than {}", "The bytes of a font's file.";
    Pixels, "pixels", 40_000_000, 1_000_000_000, Count, "has more than {} pixels", "The width of a picture times its height.";
    CheckedFile, "checked-file", 1024 << 20, 4095 << 20, Bytes, "is larger than {}", "The bytes of a file that is checked.";
    CheckedPart, "checked-part", 256 << 20, 4095 << 20, Bytes, "is larger than {} when unpacked", "The bytes of a part of a file that is checked, unpacked.";
    CheckedParts, "checked-parts", 1024 << 20, 4095 << 20, Bytes, "is larger than {} when unpacked", "The bytes of all parts of a file that is checked, unpacked.";
    CheckedNodes, "checked-nodes", 10_000_000, 100_000_000, Count, "has more than {} elements, attributes and pieces of text", "What the XML of a file that is checked is made of.";
    CheckedPages, "checked-pages", 100_000, 1_000_000, Count, "has more than {} pages", "The pages of a PDF that is checked.";
}

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Limit {
    /// The limit of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|limit| limit.as_str() == name)
    }

    /// A value as people read it: `256 MB` of bytes (of 1024 × 1024), `20000` of anything else.
    pub fn show(self, value: u64) -> String {
        match value {
            bytes if self.counts_bytes() && bytes % (1 << 20) == 0 => format!("{} MB", bytes >> 20),
            bytes if self.counts_bytes() && bytes % (1 << 10) == 0 => format!("{} kB", bytes >> 10),
            bytes if self.counts_bytes() => format!("{bytes} bytes"),
            count => count.to_string(),
        }
    }
}

/// How much is read of what may be hostile. The default is enough for any article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    values: [u64; Limit::ALL.len()],
}

impl Default for Limits {
    fn default() -> Self {
        Self { values: DEFAULTS }
    }
}

impl Limits {
    /// The value of a limit.
    pub const fn get(&self, limit: Limit) -> u64 {
        self.values[limit as usize]
    }

    /// The value of a limit, as a length in memory.
    pub(crate) fn length(&self, limit: Limit) -> usize {
        usize::try_from(self.get(limit)).unwrap_or(usize::MAX)
    }

    /// Whether a length in memory is beyond a limit.
    pub(crate) fn is_exceeded(&self, limit: Limit, length: usize) -> bool {
        length as u64 > self.get(limit)
    }

    /// Says that something is beyond a limit: "the page has more than 200000 elements".
    pub fn beyond(&self, limit: Limit, what: &str) -> String {
        format!("{what} {}", limit.beyond().replace("{}", &limit.show(self.get(limit))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn every_limit_can_be_set_and_not_beyond_its_bounds() {
        for &limit in Limit::ALL {
            assert_eq!(Limits::default().get(limit), limit.default_value());
            assert_eq!(Limit::parse(limit.as_str()), Some(limit));
            let set = Limits::default().with(limit, 1).expect("the lowest");
            assert_eq!(set.get(limit), 1);
            for &other in Limit::ALL.iter().filter(|&&other| other != limit) {
                assert_eq!(set.get(other), other.default_value(), "{limit} changed {other}");
            }
            assert!(set.with(limit, limit.highest_value()).is_ok());
            assert!(set.with(limit, 0).expect_err("too low").has(Code::LimitInvalid));
            assert!(set.with(limit, limit.highest_value() + 1).expect_err("too high").has(Code::LimitInvalid));
        }
    }

    #[test]
    fn says_what_is_beyond() {
        let limits = Limits::default();
        assert_eq!(limits.beyond(Limit::Input, "a.md"), "a.md is larger than 256 MB");
        assert_eq!(limits.beyond(Limit::TableCells, "the table"), "the table has more than 20000 cells");
        let lowered = limits.with(Limit::FrontMatter, 1000).expect("in bounds");
        assert_eq!(
            lowered.beyond(Limit::FrontMatter, "the front matter"),
            "the front matter is larger than 1000 bytes"
        );
    }
}
