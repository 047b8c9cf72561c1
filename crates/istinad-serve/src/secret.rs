//! Secrets of a session: 128 random bits, in digits that an address can have.

use std::io;

/// A new secret.
///
/// # Errors
/// If the system has no random numbers: then there is no session.
pub(crate) fn new() -> io::Result<String> {
    let mut bits = [0_u8; 16];
    getrandom::fill(&mut bits).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bits.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two are the same. It takes as long whether they differ early or late.
pub(crate) fn is(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let (one, other) = (new().expect("random"), new().expect("random"));
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
        assert!(is(&one, &one.clone()) && !is(&one, &other) && !is(&one, &one[1..]));
    }
}
