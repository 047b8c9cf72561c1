//! The named fields at the head of records and of HTTP messages.

/// Named fields, in the order of the file. Names are told apart without regard to case (WARC 1.1, 4; RFC 9110, 5.1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NamedFields(Vec<(String, String)>);

impl NamedFields {
    /// Reads the lines of a head, without its first: `Name: value`, folded lines joined by a space. What is no UTF-8 is
    /// replaced; a line without a colon names nothing and is left out.
    pub(super) fn parse(head: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in head.split(|byte| *byte == b'\n') {
            if line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t')) {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(String::from_utf8_lossy(line).trim());
                }
                continue;
            }
            let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
            let text = |part: &[u8]| String::from_utf8_lossy(part.trim_ascii()).into_owned();
            fields.push((text(&line[..colon]), text(&line[colon + 1..])));
        }
        Self(fields)
    }

    /// Adds a field.
    pub(super) fn push(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Every field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_lines_and_any_case() {
        let fields =
            NamedFields::parse(b"WARC-Type: response\r\nX-Long: one\r\n  two\r\nno colon here\r\nwarc-type: late\r\n");
        assert_eq!(fields.get("warc-TYPE"), Some("response"));
        assert_eq!(fields.all("WARC-Type").collect::<Vec<_>>(), ["response", "late"]);
        assert_eq!(fields.get("X-Long"), Some("one two"));
        assert_eq!(fields.iter().count(), 3);
    }
}
